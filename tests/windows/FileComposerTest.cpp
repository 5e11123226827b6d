// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Attachments.h"
#include "Button.h"
#include "ChatFiles.h"
#include "ChatPage.h"
#include "Composer.h"
#include "ComposerEdit.h"
#include "DropVeil.h"
#include "Limits.h"
#include "PageProbe.h"

#include <QClipboard>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QGuiApplication>
#include <QMimeData>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace waxwing;

/// Files on their way into a room: chosen, dropped, pasted, judged before the first byte.
class FileComposerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void buttonIsThereWhereFilesAre();
    void noneAreTakenIsSaid();
    void severalAreChosen();
    void endedWhileTheDialogIsOpenIsSaid_data();
    void endedWhileTheDialogIsOpenIsSaid();
    void wrongOnesAreRefusedBeforeTheFirstByte_data();
    void wrongOnesAreRefusedBeforeTheFirstByte();
    void theRestStillGoes();
    void manyAtOnceAreBounded();
    void droppedOnThePageTheyGo();
    void droppedTextStaysText();
    void veilSaysWhyNot();
    void copiedFilesArePasted();
    void copiedPictureBecomesPng();
    void whatWasMadeGoesAfterwards_data();
    void whatWasMadeGoesAfterwards();
    void tooLongTextGoesAsAFileOnOneClick();
    void hugePasteGoesAsAFileOnOneClick();
    void withoutFilesNothingIsOffered();
    void forbiddenTakesNothing();

private:
    [[nodiscard]] Composer *composer() const { return m_page->composer(); }
    [[nodiscard]] ComposerEdit *edit() const { return m_page->composer()->edit(); }
    [[nodiscard]] QString path(const QString &name) const { return m_folder->filePath(name); }
    QString put(const QString &name, const QByteArray &content = "hello") const
    {
        QFile file(path(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName()
                                                                                        : QString();
    }
    /// True: the veil came.
    bool drop(const QMimeData &data) const
    {
        const Qt::DropActions actions = Qt::CopyAction | Qt::MoveAction;
        QDragEnterEvent enter({400, 300}, actions, &data, Qt::LeftButton, {});
        QApplication::sendEvent(m_page.get(), &enter);
        if (!m_page->files()->veil()->isVisible())
            return false;
        // What a window does once another widget is under the drag.
        QDragLeaveEvent leave;
        QApplication::sendEvent(m_page.get(), &leave);
        QDragEnterEvent over({400, 300}, actions, &data, Qt::LeftButton, {});
        QApplication::sendEvent(m_page->files()->veil(), &over);
        if (!m_page->files()->veil()->isVisible())
            return false;
        QDropEvent event({400.0, 300.0}, actions, &data, Qt::LeftButton, {});
        QApplication::sendEvent(m_page->files()->veil(), &event);
        return true;
    }
    static void paste(ComposerEdit *into, QMimeData *data)
    {
        QGuiApplication::clipboard()->setMimeData(data);
        into->paste();
    }
    [[nodiscard]] QStringList outgoing() const
    {
        return QDir(path(QStringLiteral("outgoing"))).entryList(QDir::Files);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ChatPage> m_page;
    std::unique_ptr<QSignalSpy> m_sent;
};

void FileComposerTest::init()
{
    m_sent.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_page = std::make_unique<ChatPage>();
    m_page->files()->setProfileFolder(m_folder->path());
    m_page->files()->files().setLimits({true, 2LL << 30, 16LL << 30});
    pageprobe::show(*m_page, {900, 600});
    m_sent = std::make_unique<QSignalSpy>(&m_page->files()->files(), &RoomFiles::sendRequested);
}

void FileComposerTest::buttonIsThereWhereFilesAre()
{
    QVERIFY(composer()->attachButton()->isVisible() && composer()->attachButton()->isEnabled());
    QCOMPARE(composer()->attachButton()->accessibleName(), QStringLiteral("Send files"));
    m_page->files()->files().setLimits({});
    QVERIFY(!composer()->attachButton()->isVisible());
}

void FileComposerTest::noneAreTakenIsSaid()
{
    m_page->files()->files().setLimits({true, 0, 0});
    QVERIFY(composer()->attachButton()->isVisible() && !composer()->attachButton()->isEnabled());
    QCOMPARE(composer()->attachButton()->toolTip(), QStringLiteral("This room takes no files."));
    m_page->files()->choose();
    QVERIFY(!m_page->files()->dialog());
}

void FileComposerTest::severalAreChosen()
{
    QTest::mouseClick(composer()->attachButton(), Qt::LeftButton);
    QFileDialog *dialog = m_page->files()->dialog();
    QVERIFY(dialog);
    QCOMPARE(dialog->fileMode(), QFileDialog::ExistingFiles);
    QVERIFY(dialog->windowTitle().contains(QStringLiteral("2 GiB")));
    Q_EMIT dialog->filesSelected({put(QStringLiteral("a.txt")), put(QStringLiteral("b.txt"))});
    QTRY_COMPARE(m_sent->count(), 2);
    QCOMPARE(m_sent->at(1)[0].toString(), path(QStringLiteral("b.txt")));
    dialog->close();
}

void FileComposerTest::endedWhileTheDialogIsOpenIsSaid_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<QString>("words");
    QTest::newRow("it ended") << QStringLiteral("ended") << QStringLiteral("Nothing was sent");
    QTest::newRow("no link") << QStringLiteral("away") << QStringLiteral("Nothing was sent");
    QTest::newRow("none are taken") << QStringLiteral("none") << QStringLiteral("This room takes no files.");
    QTest::newRow("another key") << QStringLiteral("key") << QStringLiteral("Compare the codes first.");
}

void FileComposerTest::endedWhileTheDialogIsOpenIsSaid()
{
    QFETCH(QString, how);
    QFETCH(QString, words);
    QTest::mouseClick(composer()->attachButton(), Qt::LeftButton);
    QFileDialog *dialog = m_page->files()->dialog();
    QVERIFY(dialog);
    FilePerson person;
    person.name = QStringLiteral("Ravi");
    person.refusal = QStringLiteral("Compare the codes first.");
    if (how == u"ended")
        m_page->setEnded(Code::RoomClosed);
    else if (how == u"key")
        m_page->files()->files().setPerson(person);
    else
        m_page->files()->files().setLimits({how == u"none", 0, 0});
    Q_EMIT dialog->filesSelected({put(QStringLiteral("a.txt"))});
    QVERIFY2(composer()->line().startsWith(words), qPrintable(composer()->line()));
    QCOMPARE(m_sent->count(), 0);
    dialog->close();
}

void FileComposerTest::wrongOnesAreRefusedBeforeTheFirstByte_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("folder") << QStringLiteral("folder") << QStringLiteral("“x.bin” is a folder. Pack it");
    QTest::newRow("empty") << QStringLiteral("empty") << QStringLiteral("“x.bin” is empty.");
    QTest::newRow("none") << QStringLiteral("none") << QStringLiteral("“x.bin” cannot be read.");
    QTest::newRow("large") << QStringLiteral("large")
                           << QStringLiteral("“x.bin” has 3.1 kB. This room takes files up to 3 KiB.");
    QTest::newRow("full") << QStringLiteral("full")
                          << QStringLiteral("“x.bin” has 2.0 kB, and this room has place for 1.0 kB only.");
}

void FileComposerTest::wrongOnesAreRefusedBeforeTheFirstByte()
{
    QFETCH(QString, kind);
    QFETCH(QString, sentence);
    m_page->files()->files().setLimits({true, 3 * 1'024, 1'000});
    const QString file = path(QStringLiteral("x.bin"));
    if (kind == u"folder")
        QVERIFY(QDir().mkpath(file));
    else if (kind != u"none")
        put(QStringLiteral("x.bin"), QByteArray(kind == u"large" ? 3'100 : kind == u"full" ? 2'000 : 0, 'x'));
    m_page->files()->send({file});
    QTRY_VERIFY2(composer()->line().startsWith(sentence), qPrintable(composer()->line()));
    QCOMPARE(m_sent->count(), 0);
}

void FileComposerTest::theRestStillGoes()
{
    m_page->files()->send({put(QStringLiteral("empty"), {}), put(QStringLiteral("good.txt")),
                           path(QStringLiteral("missing")), m_folder->path()});
    QTRY_COMPARE(m_sent->count(), 1);
    QCOMPARE(m_sent->at(0)[0].toString(), path(QStringLiteral("good.txt")));
    QCOMPARE(composer()->line(), QStringLiteral("“empty” is empty. And 2 more were refused."));
}

void FileComposerTest::manyAtOnceAreBounded()
{
    QStringList paths;
    for (int i = 0; i < limits::filesAtOnce + 5; ++i)
        paths.append(put(QStringLiteral("%1.txt").arg(i)));
    m_page->files()->send(paths);
    QTRY_COMPARE(m_sent->count(), limits::filesAtOnce);
    QCOMPARE(composer()->line(), QStringLiteral("At most 16 files go at once."));
}

void FileComposerTest::droppedOnThePageTheyGo()
{
    QMimeData data;
    data.setUrls(
        {QUrl::fromLocalFile(put(QStringLiteral("a.txt"))), QUrl(QStringLiteral("https://a.example/b"))});
    QVERIFY(drop(data));
    QTRY_COMPARE(m_sent->count(), 1);
    QVERIFY(!m_page->files()->veil()->isVisible());
    QCOMPARE(m_page->files()->veil()->title(), QStringLiteral("Drop to send to the room"));
    QCOMPARE(m_page->files()->veil()->caption(), QStringLiteral("This room takes files up to 2 GiB."));
    QVERIFY(QFile::exists(path(QStringLiteral("a.txt")))); // copied, never moved
}

void FileComposerTest::droppedTextStaysText()
{
    QMimeData data;
    data.setText(QStringLiteral("words"));
    QVERIFY(!drop(data));
    QMimeData link;
    link.setUrls({QUrl(QStringLiteral("https://a.example/b"))});
    QVERIFY(!drop(link));
}

void FileComposerTest::veilSaysWhyNot()
{
    m_page->files()->files().setLimits({true, 0, 0});
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(put(QStringLiteral("a.txt")))});
    QVERIFY(drop(data));
    QVERIFY(m_page->files()->veil()->isRefused());
    QCOMPARE(m_page->files()->veil()->caption(), QStringLiteral("This room takes no files."));
    QCOMPARE(m_sent->count(), 0);
}

void FileComposerTest::copiedFilesArePasted()
{
    auto *data = new QMimeData;
    data->setUrls({QUrl::fromLocalFile(put(QStringLiteral("a.txt")))});
    data->setText(path(QStringLiteral("a.txt")));
    paste(edit(), data);
    QTRY_COMPARE(m_sent->count(), 1);
    QVERIFY(composer()->text().isEmpty());
}

void FileComposerTest::copiedPictureBecomesPng()
{
    QImage image(30, 20, QImage::Format_RGB32);
    image.fill(Qt::red);
    auto *data = new QMimeData;
    data->setImageData(image);
    paste(edit(), data);
    QTRY_COMPARE(m_sent->count(), 1);
    const QString made = m_sent->at(0)[0].toString();
    QVERIFY(made.startsWith(path(QStringLiteral("outgoing/Picture "))) &&
            made.endsWith(QStringLiteral(".png")));
    QCOMPARE(QImage(made).size(), QSize(30, 20));
    const QFile::Permissions others =
        QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther;
    QVERIFY(!(QFile::permissions(made) & others));
    // A table's cells come as picture and text: text it is.
    auto *both = new QMimeData;
    both->setImageData(image);
    both->setText(QStringLiteral("1\t2"));
    paste(edit(), both);
    QCOMPARE(composer()->text(), QStringLiteral("1\t2"));
    QCOMPARE(m_sent->count(), 1);
}

void FileComposerTest::whatWasMadeGoesAfterwards_data()
{
    QTest::addColumn<bool>("isSent");
    QTest::newRow("the room has it") << true;
    QTest::newRow("cancelled") << false;
}

void FileComposerTest::whatWasMadeGoesAfterwards()
{
    QFETCH(bool, isSent);
    QImage image(30, 20, QImage::Format_RGB32);
    image.fill(Qt::red);
    m_page->files()->sendPicture(image);
    QTRY_COMPARE(m_sent->count(), 1);
    TransferView view;
    view.id = 4;
    view.isUpload = true;
    view.path = m_sent->at(0)[0].toString();
    view.note = {Bytes(16, 'p'), QFileInfo(view.path).fileName(), 90, {}};
    view.state = TransferState::Moving;
    RoomFiles &files = m_page->files()->files();
    files.setTransfers({view});
    QTRY_VERIFY(!files.pictures().sizeOf(view.note.id).isEmpty());
    QCOMPARE(outgoing().size(), 1);
    view.state = isSent ? TransferState::Done : TransferState::Failed;
    files.setTransfers({view});
    QVERIFY(outgoing().isEmpty());
    QCOMPARE(QFile::exists(files.pathOf(view.note.id)), isSent); // where the room's pictures lie, to be seen
    // A file of the person's own is never touched.
    view.id = 5;
    view.note.id = Bytes(16, 'q');
    view.path = put(QStringLiteral("own.png"));
    files.setTransfers({view});
    QVERIFY(QFile::exists(view.path));
}

void FileComposerTest::tooLongTextGoesAsAFileOnOneClick()
{
    m_page->setTextJudge([](const QString &text) {
        return text.toUtf8().size() > limits::textBytes ? QStringLiteral("too long") : QString();
    });
    QVERIFY(!composer()->asFileButton()->isVisible());
    const QString text = QStringLiteral("żółw ").repeated(8'000);
    composer()->setText(text);
    QTest::keyClick(edit(), Qt::Key_Return);
    QVERIFY(composer()->asFileButton()->isVisible());
    QTest::mouseClick(composer()->asFileButton(), Qt::LeftButton);
    QTRY_COMPARE(m_sent->count(), 1);
    QFile made(m_sent->at(0)[0].toString());
    QVERIFY(made.open(QIODevice::ReadOnly));
    QCOMPARE(QString::fromUtf8(made.readAll()), text);
    QVERIFY(composer()->text().isEmpty() && composer()->line().isEmpty());
    QVERIFY(!composer()->asFileButton()->isVisible());
}

void FileComposerTest::hugePasteGoesAsAFileOnOneClick()
{
    composer()->setText(QStringLiteral("draft"));
    auto *data = new QMimeData;
    data->setText(QString(5 * limits::textBytes, u'x'));
    paste(edit(), data);
    QCOMPARE(composer()->text(), QStringLiteral("draft"));
    QVERIFY(composer()->asFileButton()->isVisible());
    QTest::mouseClick(composer()->asFileButton(), Qt::LeftButton);
    QTRY_COMPARE(m_sent->count(), 1);
    QCOMPARE(QFileInfo(m_sent->at(0)[0].toString()).size(), 5 * limits::textBytes);
    QCOMPARE(composer()->text(), QStringLiteral("draft")); // it was not that
}

void FileComposerTest::withoutFilesNothingIsOffered()
{
    m_page->files()->files().setLimits({});
    m_page->setTextJudge([](const QString &) { return QStringLiteral("too long"); });
    composer()->setText(QString(limits::textBytes + 1, u'x'));
    QTest::keyClick(edit(), Qt::Key_Return);
    QCOMPARE(composer()->line(), QStringLiteral("too long"));
    QVERIFY(!composer()->asFileButton()->isVisible());
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(put(QStringLiteral("a.txt")))});
    QVERIFY(!drop(data));
}

void FileComposerTest::forbiddenTakesNothing()
{
    m_page->setForbidden(QStringLiteral("You are muted."));
    QVERIFY(!composer()->attachButton()->isVisible());
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(put(QStringLiteral("a.txt")))});
    QVERIFY(!drop(data));
    m_page->files()->send({path(QStringLiteral("a.txt"))});
    m_page->setForbidden({});
    QVERIFY(composer()->attachButton()->isVisible());
    QCOMPARE(m_sent->count(), 0);
}

QTEST_MAIN(FileComposerTest)
#include "FileComposerTest.moc"
