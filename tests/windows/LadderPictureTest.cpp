// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Appearance.h"
#include "LadderExport.h"
#include "LadderPainter.h"
#include "LadderProbe.h"
#include "LadderView.h"
#include "LinkChooser.h"

#include <QFileDialog>
#include <QImage>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace waxwing;
using namespace waxwing::ladderprobe;

/// How the ladder is drawn: as a picture that is saved, with names as data, and legible.
class LadderPictureTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesAreData();
    void pictures_data();
    void pictures();
    void pictureIsLightInEveryTheme();
    void longestLadderIsAPicture();
    void dimmedStepsCanBeRead();
    void pictureThatCannotBeWritten();
    void dialogProposesAName();
};

namespace {

constexpr int patience = 20'000; ///< ms that a picture may take on a slow machine

/// A link of a peer that calls itself something, and never came to a frame.
void addStranger(FrameLog &log, const QString &name)
{
    TracedLink link;
    link.peerName = name;
    log.addLink(link);
    PassingFrame frame;
    frame.link = 1;
    frame.kind = TracedFrame::Kind::Unframed;
    frame.bytes = "GET /";
    log.add(frame);
}

} // namespace

void LadderPictureTest::namesAreData()
{
    QTemporaryDir folder;
    FrameLog log;
    addStranger(log, QStringLiteral("<b>x</b>&amp;\u202Egnp\n\n"));
    HandshakeSteps steps(1);
    (void)steps.advance(log);
    LadderModel model;
    model.show(steps);
    QVERIFY(model.parties().host.contains(QStringLiteral("<b>")));
    QVERIFY(!model.parties().host.contains(QChar(0x202E)));
    QVERIFY(!model.parties().host.contains(u'\n'));
    QVERIFY(!LinkChooser::words(*log.link(1)).contains(u'\n'));
    const QString path = folder.filePath(QStringLiteral("a.svg"));
    QVERIFY(LadderExport(model, 1).save(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QXmlStreamReader reader(&file);
    QString words;
    while (!reader.atEnd()) {
        if (reader.readNext() == QXmlStreamReader::Characters)
            words += reader.text();
        else if (reader.isStartElement())
            QVERIFY(reader.name() != QStringLiteral("b"));
    }
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
    QVERIFY(words.contains(QStringLiteral("<b>x</b>&amp;")));
}

void LadderPictureTest::pictures_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("drawing") << QStringLiteral("a.svg");
    QTest::newRow("picture") << QStringLiteral("b.png");
}

void LadderPictureTest::pictures()
{
    QFETCH(QString, name);
    QTemporaryDir folder;
    TracedSession session;
    QVERIFY(session.enter());
    HandshakePage page;
    show(page, session.guestLog(), 18);
    const QString path = folder.filePath(name);
    page.savePicture(path);
    QVERIFY(page.result().startsWith(QStringLiteral("Saving"))); // not in this thread
    QTRY_VERIFY2_WITH_TIMEOUT(page.result().startsWith(QStringLiteral("Saved as")), qPrintable(page.result()),
                              patience);
    if (name.endsWith(QStringLiteral(".png"))) {
        const QImage image(path);
        QVERIFY(!image.isNull());
        QVERIFY(image.width() >= 1'400); // twice the size
        QVERIFY(image.height() > image.width());
        return;
    }
    QSvgRenderer renderer(path);
    QVERIFY(renderer.isValid());
    QVERIFY(renderer.defaultSize().height() > renderer.defaultSize().width());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString svg = QString::fromUtf8(file.readAll());
    for (const char *words : {"guest hello", "server_final", "asha", "host verified"})
        QVERIFY2(svg.contains(QLatin1StringView(words)), words);
    QVERIFY(svg.contains(QDate::currentDate().toString(QStringLiteral("yyyy"))));
}

void LadderPictureTest::pictureIsLightInEveryTheme()
{
    QTemporaryDir folder;
    TracedSession session;
    QVERIFY(session.meet());
    HandshakePage page;
    show(page, session.guestLog(), 6);
    Appearance dark(*qApp, Scheme::Dark);
    page.savePicture(folder.filePath(QStringLiteral("dark.png")));
    QTRY_VERIFY_WITH_TIMEOUT(page.result().startsWith(QStringLiteral("Saved as")), patience);
    const QImage image(folder.filePath(QStringLiteral("dark.png")));
    QCOMPARE(image.pixelColor(2, 2), QColor(Qt::white));
}

void LadderPictureTest::longestLadderIsAPicture()
{
    QTemporaryDir folder;
    FrameLog log;
    log.addLink({});
    PassingFrame frame;
    frame.link = 1;
    frame.kind = TracedFrame::Kind::Unframed;
    frame.bytes = "GET /";
    for (std::size_t i = 0; i < HandshakeSteps::mostSteps + 1; ++i)
        log.add(frame);
    HandshakeSteps steps(1);
    (void)steps.advance(log);
    LadderModel model;
    model.show(steps);
    QCOMPARE(model.steps(), int(HandshakeSteps::mostSteps));
    const QString path = folder.filePath(QStringLiteral("a.png"));
    QVERIFY(LadderExport(model, 1).save(path));
    const QImage image(path);
    QVERIFY(!image.isNull());
    QVERIFY2(image.height() <= 30'000, qPrintable(QString::number(image.height())));
    // The band that says that there are more stands at the very end, and is drawn.
    bool isDrawn = false;
    for (int y = image.height() - 60; y < image.height(); ++y)
        isDrawn = isDrawn || image.pixelColor(image.width() / 2, y) != QColor(Qt::white);
    QVERIFY(isDrawn);
}

void LadderPictureTest::dimmedStepsCanBeRead()
{
    for (const Tokens &tokens : {Tokens::light(), Tokens::darkScheme(), Tokens::highContrastScheme()}) {
        const Tokens pale = LadderPainter::dimmed(tokens);
        QList<QColor> grounds{tokens.canvas, tokens.tint, tokens.bubble};
        for (const Tone tone : {Tone::Muted, Tone::Ok, Tone::Warn, Tone::Bad})
            grounds << tokens.tintFor(tone);
        for (const QColor &ground : grounds) {
            QVERIFY2(contrast(pale.text, ground) >= 4.5, qPrintable(ground.name()));
            QVERIFY2(contrast(pale.muted, ground) >= 4.5, qPrintable(ground.name()));
        }
    }
}

void LadderPictureTest::pictureThatCannotBeWritten()
{
    TracedSession session;
    QVERIFY(session.meet());
    HandshakePage page;
    show(page, session.guestLog(), 6);
    page.savePicture(QStringLiteral("/nonexistent/folder/a.svg"));
    QTRY_VERIFY_WITH_TIMEOUT(page.result().contains(QStringLiteral("could not be saved")), patience);
    QVERIFY(page.result().contains(QStringLiteral("/nonexistent/folder/a.svg")));
}

void LadderPictureTest::dialogProposesAName()
{
    QTemporaryDir folder;
    TracedSession session;
    QVERIFY(session.meet());
    HandshakePage page;
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    show(page, session.guestLog(), 6);
    button(page, QStringLiteral("Save"))->click();
    auto *dialog = page.findChild<QFileDialog *>();
    QVERIFY(dialog);
    QTRY_VERIFY(dialog->isVisible());
    QVERIFY(dialog->selectedFiles().value(0).contains(QStringLiteral("waxwing-handshake-20")));
    QVERIFY(dialog->selectedFiles().value(0).endsWith(QStringLiteral(".svg")));
    dialog->selectFile(folder.filePath(QStringLiteral("chosen.svg")));
    QVERIFY(QMetaObject::invokeMethod(dialog, "accept"));
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(folder.filePath(QStringLiteral("chosen.svg"))), patience);
}

QTEST_MAIN(LadderPictureTest)
#include "LadderPictureTest.moc"
