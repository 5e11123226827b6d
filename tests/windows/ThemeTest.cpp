// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Appearance.h"
#include "Avatar.h"
#include "Button.h"
#include "Countdown.h"
#include "Icons.h"
#include "Label.h"
#include "Sheet.h"
#include "SvgPath.h"
#include "Theme.h"

#include <QDir>
#include <QSignalSpy>
#include <QTest>

using namespace waxwing;

class ThemeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contrastsOfTokens_data();
    void contrastsOfTokens();
    void contrastIsThatOfWcag();
    void schemeRepaintsWithItsColours();
    void systemSchemeFollowsThePalette();
    void textSizeChangesAtRunTime();
    void everyIconHasShapes();
    void iconTakesTheColourOfTheMoment();
    void readsPathData();
    void brokenPathDataIsCutShort();
    void initialsAreGraphemes();
    void senderColourIsStable();
    void countdownTellsEverySecond();
    void enterPressesTheFocusedButton();
};

void ThemeTest::contrastsOfTokens_data()
{
    QTest::addColumn<QColor>("above");
    QTest::addColumn<QColor>("ground");
    QTest::addColumn<double>("least");
    const auto rows = [](const char *name, const Tokens &t, const QList<double> &least) {
        const auto row = [name](const char *what, const QColor &above, const QColor &ground, double figure) {
            // Figures in LOOK are rounded to a tenth.
            QTest::addRow("%s %s on %s", name, what, qPrintable(ground.name()))
                << above << ground << figure - 0.05;
        };
        for (const QColor &ground : {t.window, t.canvas, t.sheet, t.bubble, t.own})
            row("text", t.text, ground, least[0]);
        for (const QColor &ground : {t.window, t.canvas, t.sheet})
            row("muted", t.muted, ground, least[1]);
        for (const QColor &ground : {t.window, t.canvas, t.sheet, t.tint})
            row("accent", t.accent, ground, least[2]);
        row("filled", t.fillText, t.fill, least[3]);
        row("hovered", t.fillText, t.fillHover, least[3]);
        for (const QColor &ground : {t.window, t.sheet, t.okTint})
            row("ok", t.ok, ground, least[4]);
        for (const QColor &ground : {t.sheet, t.warnTint})
            row("warn", t.warn, ground, least[5]);
        for (const QColor &ground : {t.sheet, t.badTint})
            row("bad", t.bad, ground, least[6]);
        for (const QColor &ground : {t.sheet, t.canvas})
            row("outline", t.outline, ground, least[7]);
        for (const QColor &sender : t.senders) {
            row("sender", sender, t.bubble, 4.6);
            if (!t.highContrast)
                row("initials", t.initials, sender, 4.5);
        }
    };
    rows("light", Tokens::light(), {12.9, 5.4, 5.0, 6.6, 5.1, 6.0, 5.9, 3.4});
    rows("dark", Tokens::darkScheme(), {8.8, 4.7, 5.1, 5.1, 5.7, 7.6, 6.4, 3.9});
    rows("contrast", Tokens::highContrastScheme(), {10.6, 10.6, 16, 16, 16, 12.9, 9, 21});
}

void ThemeTest::contrastsOfTokens()
{
    QFETCH(QColor, above);
    QFETCH(QColor, ground);
    QFETCH(double, least);
    QVERIFY2(contrast(above, ground) >= least, qPrintable(QString::number(contrast(above, ground))));
}

void ThemeTest::contrastIsThatOfWcag()
{
    QCOMPARE(contrast(Qt::black, Qt::white), 21.0);
    QCOMPARE(contrast(Qt::white, Qt::white), 1.0);
    QVERIFY(qAbs(contrast(QColor(0x767676), Qt::white) - 4.54) < 0.01); // WCAG's own example
}

void ThemeTest::schemeRepaintsWithItsColours()
{
    Appearance appearance(*qobject_cast<QApplication *>(qApp), Scheme::Light);
    QWidget window;
    window.resize(200, 120);
    Sheet sheet(Sheet::Margins::Page, &window);
    sheet.setGeometry(20, 20, 160, 80);
    Button button(Button::Kind::Filled, QStringLiteral("Go"), &sheet);
    button.setGeometry(30, 20, 100, 36);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QSignalSpy changed(&appearance, &Appearance::changed);
    const auto colours = [&window] {
        const QImage image = window.grab().toImage();
        return QList<QColor>{image.pixelColor(5, 5), image.pixelColor(100, 30), image.pixelColor(60, 45)};
    };
    const Tokens &light = Tokens::light();
    QCOMPARE(colours(), (QList<QColor>{light.window, light.sheet, light.fill}));
    appearance.setScheme(Scheme::Dark);
    const Tokens &dark = Tokens::darkScheme();
    QCOMPARE(colours(), (QList<QColor>{dark.window, dark.sheet, dark.fill}));
    appearance.setScheme(Scheme::HighContrast);
    const Tokens &high = Tokens::highContrastScheme();
    QCOMPARE(colours(), (QList<QColor>{high.window, high.sheet, high.fill}));
    QCOMPARE(changed.size(), 2);
}

void ThemeTest::systemSchemeFollowsThePalette()
{
    QPalette platform;
    platform.setColor(QPalette::Window, QColor(0x202020));
    platform.setColor(QPalette::WindowText, QColor(0xEEEEEE));
    QApplication::setPalette(platform);
    {
        Appearance appearance(*qobject_cast<QApplication *>(qApp));
        QVERIFY(Theme::of().tokens().dark);
        appearance.setScheme(Scheme::Light);
        QVERIFY(!Theme::of().tokens().dark);
        appearance.setScheme(Scheme::System);
        QVERIFY(Theme::of().tokens().dark);
    }
    QApplication::setPalette(QPalette());
    Appearance appearance(*qobject_cast<QApplication *>(qApp));
    QVERIFY(!Theme::of().tokens().dark);
}

void ThemeTest::textSizeChangesAtRunTime()
{
    Appearance appearance(*qobject_cast<QApplication *>(qApp), Scheme::Light);
    Label title(Type::Title, QStringLiteral("Title"));
    Button button(Button::Kind::Filled, QStringLiteral("Go"));
    const int before = title.sizeHint().height();
    const int high = button.sizeHint().height();
    QCOMPARE(high, Theme::of().px(36));
    appearance.setTextPercent(200);
    QVERIFY(title.sizeHint().height() >= before * 19 / 10);
    QCOMPARE(button.sizeHint().height(), Theme::of().px(36));
    QVERIFY(button.sizeHint().height() >= high * 19 / 10);
    QVERIFY(QFontInfo(button.font()).bold() || button.font().weight() >= QFont::DemiBold);
    appearance.setTextPercent(100);
    QCOMPARE(title.sizeHint().height(), before);
}

void ThemeTest::everyIconHasShapes()
{
    const QStringList files = QDir(QStringLiteral(":/icons")).entryList({QStringLiteral("*.svg")});
    QVERIFY(files.size() >= 28);
    for (const QString &name : files) {
        QFile file(QStringLiteral(":/icons/") + name);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString svg = QString::fromUtf8(file.readAll());
        const QList<SvgShape> shapes = parseSvg(svg);
        QCOMPARE(shapes.size(), svg.count(u"<path "));
        const qreal side = name.startsWith(u"waxwing") ? 256 : 24;
        for (const SvgShape &shape : shapes) {
            QVERIFY2(!shape.path.isEmpty(), qPrintable(name));
            QVERIFY2(
                QRectF(0, 0, side, side).contains(shape.path.boundingRect().adjusted(0, 0, 0.001, 0.001)),
                qPrintable(name));
        }
    }
}

void ThemeTest::iconTakesTheColourOfTheMoment()
{
    Appearance appearance(*qobject_cast<QApplication *>(qApp), Scheme::Light);
    const QIcon icon = themedIcon(QStringLiteral("check"), Tone::Ok);
    const auto shows = [&icon](const QColor &colour) {
        const QImage image = icon.pixmap(48, 48).toImage();
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (image.pixelColor(x, y) == colour)
                    return true;
            }
        }
        return false;
    };
    QVERIFY(shows(Tokens::light().ok));
    appearance.setScheme(Scheme::Dark);
    QVERIFY(shows(Tokens::darkScheme().ok));
    QVERIFY(!shows(Tokens::light().ok));
}

void ThemeTest::readsPathData()
{
    const QPainterPath square = parseSvgPath(u"M1 2h10v10H1z");
    QCOMPARE(square.boundingRect(), QRectF(1, 2, 10, 10));
    const QPainterPath circle = parseSvgPath(u"M21 12a9 9 0 1 1-18 0a9 9 0 1 1 18 0z");
    const QRectF bounds = circle.boundingRect();
    QVERIFY(qAbs(bounds.left() - 3) < 0.01 && qAbs(bounds.top() - 3) < 0.01);
    QVERIFY(qAbs(bounds.width() - 18) < 0.02 && qAbs(bounds.height() - 18) < 0.02);
    QCOMPARE(parseSvgPath(u"M4 4l8-2-1.5.5").currentPosition(), QPointF(10.5, 2.5));
}

void ThemeTest::brokenPathDataIsCutShort()
{
    QCOMPARE(parseSvgPath(u"M1 2 L").elementCount(), 1);
    QCOMPARE(parseSvgPath(u"M1 2 X 3 4").elementCount(), 1);
    QVERIFY(parseSvgPath(u"").isEmpty());
    QVERIFY(parseSvgPath(u"7 7").isEmpty());
}

void ThemeTest::initialsAreGraphemes()
{
    QCOMPARE(initials(QStringLiteral("Ms Rao")), QStringLiteral("MR"));
    QCOMPARE(initials(QStringLiteral("asha")), QStringLiteral("A"));
    QCOMPARE(initials(QStringLiteral("Ana de la Torre")), QStringLiteral("AT"));
    QCOMPARE(initials(QStringLiteral("e\u0301milie")), QStringLiteral("E\u0301"));
    QCOMPARE(initials(QString::fromUtf8("👩‍🏫 x")), QString::fromUtf8("👩‍🏫X"));
    QCOMPARE(initials(QString()), QString());
}

void ThemeTest::senderColourIsStable()
{
    const Theme theme(Tokens::light(), 1);
    QCOMPARE(theme.sender(u"asha"), theme.sender(u"asha"));
    QSet<QRgb> colours;
    for (int i = 0; i < 200; ++i)
        colours.insert(theme.sender(QStringLiteral("user%1").arg(i)).rgb());
    QCOMPARE(colours.size(), 12);
}

void ThemeTest::countdownTellsEverySecond()
{
    Countdown countdown;
    QSignalSpy ticked(&countdown, &Countdown::ticked);
    QSignalSpy finished(&countdown, &Countdown::finished);
    // So long that it does not end while the machine stands still.
    countdown.start(60);
    QCOMPARE(ticked.size(), 1);
    QCOMPARE(ticked.first().first().toInt(), 60);
    QTRY_VERIFY_WITH_TIMEOUT(ticked.size() >= 4, 30'000);
    for (qsizetype i = 1; i < ticked.size(); ++i)
        QVERIFY(ticked[i].first().toInt() < ticked[i - 1].first().toInt());
    QVERIFY(countdown.secondsLeft() <= ticked.last().first().toInt() && countdown.secondsLeft() > 0);
    QVERIFY(finished.isEmpty());
    ticked.clear();
    countdown.start(1);
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(ticked.size(), 1); // the end is no tick
    QCOMPARE(ticked.last().first().toInt(), 1);
    QVERIFY(!countdown.isRunning());
    countdown.start(0);
    QCOMPARE(finished.size(), 2);
    countdown.start(5);
    countdown.stop();
    QVERIFY(!countdown.isRunning());
    QCOMPARE(finished.size(), 2);
}

void ThemeTest::enterPressesTheFocusedButton()
{
    Button button(Button::Kind::Outlined, QStringLiteral("Go"));
    QSignalSpy clicked(&button, &Button::clicked);
    QTest::keyClick(&button, Qt::Key_Return);
    QCOMPARE(clicked.size(), 1);
    button.setEnabled(false);
    QTest::keyClick(&button, Qt::Key_Return);
    QCOMPARE(clicked.size(), 1);
    QVERIFY(!button.autoDefault());
}

QTEST_MAIN(ThemeTest)
#include "ThemeTest.moc"
