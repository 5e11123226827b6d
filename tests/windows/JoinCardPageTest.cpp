// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Appearance.h"
#include "Button.h"
#include "ElidedLabel.h"
#include "JoinCardLarge.h"
#include "JoinCardPage.h"
#include "PageProbe.h"
#include "QrCode.h"

#include <QClipboard>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <qrencode.h>

using namespace waxwing;

namespace {

const QString code = QStringLiteral("K7QF-2MZA-4XNT-B6RC-J5WE-H3YD-UP2S-G7LV");
const QString joinLink = QStringLiteral("waxwing://192.168.1.10:12345/?key=K7QF2MZA4XNTB6RCJ5WEH3YDUP2SG7LV");

void fill(JoinCardPage &page)
{
    page.setRoom(QStringLiteral("10B Network security"));
    page.setOpen(12345, JoinCardPage::Reach::Yes);
    page.setPeople(3);
    page.setAddresses({{QStringLiteral("192.168.1.10:12345"), QStringLiteral("Wi-Fi")},
                       {QStringLiteral("[fd12:7a::10]:12345"), QString()}});
    page.setLink(joinLink);
    page.setCode(code);
}

} // namespace

class JoinCardPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tabOrder();
    void stateLine();
    void addressAndLinkAreCopied();
    void inviteIsReadInFoursAndCopiedWhole();
    void longNameIsBrokenNotCut();
    void wishes();
    void qrCarriesTheLink_data();
    void qrCarriesTheLink();
    void qrIsInWholeDevicePixels();
    void largeCardIsLegible();
    void neverSideways();
    void textOfOthersStaysText();
};

void JoinCardPageTest::tabOrder()
{
    JoinCardPage page;
    fill(page);
    pageprobe::show(page, {960, 760});
    QVERIFY(page.backButton() == nullptr);
    QCOMPARE(page.focusWidget(), page.chatButton());
    QCOMPARE(pageprobe::tabOrder(page, page.chatButton()),
             (QStringList{QStringLiteral("Go to the chat"), QStringLiteral("Close the room…"),
                          QStringLiteral("Show large"), QStringLiteral("Copy the address 192.168.1.10:12345"),
                          QStringLiteral("Copy the address [fd12:7a::10]:12345"), QStringLiteral("Copy link"),
                          QStringLiteral("Code: K7QF 2MZA 4XNT B6RC J5WE H3YD UP2S G7LV")}));
    QCOMPARE(pageprobe::unnamed(page), QStringList());
}

void JoinCardPageTest::stateLine()
{
    JoinCardPage page;
    fill(page);
    QCOMPARE(page.stateLine(),
             QString::fromUtf8("Open on port 12345 · reachable from this PC · 3 people here"));
    page.setPeople(1);
    page.setOpen(12345, JoinCardPage::Reach::No, QStringLiteral("a firewall keeps others out"));
    QCOMPARE(page.stateLine(),
             QString::fromUtf8("Open on port 12345 · a firewall keeps others out · 1 person here"));
}

void JoinCardPageTest::addressAndLinkAreCopied()
{
    JoinCardPage page;
    fill(page);
    pageprobe::show(page, {960, 760});
    for (Button *button : page.findChildren<Button *>()) {
        if (button->accessibleName().endsWith(QStringLiteral("[fd12:7a::10]:12345")))
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("[fd12:7a::10]:12345"));
    for (Button *button : page.findChildren<Button *>()) {
        if (button->text() == QStringLiteral("Copy link")) {
            QTest::mouseClick(button, Qt::LeftButton);
            QCOMPARE(button->iconName(), QStringLiteral("check")); // says that it is done
        }
    }
    QCOMPARE(QGuiApplication::clipboard()->text(), joinLink);
}

void JoinCardPageTest::inviteIsReadInFoursAndCopiedWhole()
{
    JoinCardPage page;
    fill(page);
    page.setInvite(QStringLiteral("7FUNUGIAOJF5ZM7U"));
    pageprobe::show(page, {960, 760});
    for (Button *button : page.findChildren<Button *>()) {
        if (button->accessibleName() == QStringLiteral("Copy the invite code"))
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("7FUNUGIAOJF5ZM7U"));
    QStringList elided;
    for (const ElidedLabel *label : page.findChildren<ElidedLabel *>())
        elided.append(label->fullText());
    QVERIFY(elided.contains(QStringLiteral("7FUN UGIA OJF5 ZM7U")));
    JoinCardLarge large;
    large.setInvite(QStringLiteral("7FUNUGIAOJF5ZM7U"));
    QVERIFY(large.accessibleDescription().contains(QStringLiteral("7FUN UGIA OJF5 ZM7U")));
}

void JoinCardPageTest::longNameIsBrokenNotCut()
{
    JoinCardPage page;
    fill(page);
    const QString wide(63, u'W');
    page.setRoom(wide);
    pageprobe::show(page, {960, 760});
    const QLabel *name = nullptr;
    for (const QLabel *label : page.findChildren<QLabel *>()) {
        if (label->accessibleName() == wide)
            name = label;
    }
    QVERIFY(name);
    QVERIFY(name->height() >= 2 * name->fontMetrics().height());
    QVERIFY(pageprobe::fitsSideways(page));
}

void JoinCardPageTest::wishes()
{
    JoinCardPage page;
    fill(page);
    pageprobe::show(page, {960, 760});
    QSignalSpy chat(&page, &JoinCardPage::chatRequested);
    QSignalSpy close(&page, &JoinCardPage::closeRoomRequested);
    QSignalSpy large(&page, &JoinCardPage::largeRequested);
    QTest::keyClick(page.focusWidget(), Qt::Key_Return);
    QCOMPARE(chat.size(), 1);
    QTest::mouseClick(page.closeButton(), Qt::LeftButton);
    QCOMPARE(close.size(), 1);
    QTest::mouseClick(page.largeButton(), Qt::LeftButton);
    QTest::keyClick(&page, Qt::Key_F11);
    QCOMPARE(large.size(), 2);
    QSignalSpy back(&page, &Page::backRequested);
    QTest::keyClick(&page, Qt::Key_Escape);
    QCOMPARE(back.size(), 0); // the room is open: no way back
}

void JoinCardPageTest::qrCarriesTheLink_data()
{
    QTest::addColumn<Scheme>("scheme");
    QTest::newRow("light") << Scheme::Light;
    QTest::newRow("dark") << Scheme::Dark;
    QTest::newRow("high contrast") << Scheme::HighContrast;
}

void JoinCardPageTest::qrCarriesTheLink()
{
    // What is painted is read back module by module and compared with the symbol of the link.
    QFETCH(Scheme, scheme);
    Appearance appearance(*qobject_cast<QApplication *>(qApp), scheme);
    QrCode qr;
    qr.setText(joinLink);
    qr.setSide(232);
    qr.resize(qr.sizeHint());
    const QImage image = qr.grab().toImage();
    const QByteArray bytes = joinLink.toUtf8();
    QRcode *expected = QRcode_encodeData(
        int(bytes.size()), reinterpret_cast<const unsigned char *>(bytes.constData()), 0, QR_ECLEVEL_M);
    QVERIFY(expected != nullptr);
    QCOMPARE(qr.modules(), expected->width);
    const int module = image.width() / (expected->width + 2 * QrCode::quiet);
    const int start = (image.width() - module * expected->width) / 2;
    QVERIFY(start >= QrCode::quiet * module);
    const auto at = [&](int x, int y) {
        return image.pixelColor(start + x * module + module / 2, start + y * module + module / 2);
    };
    int wrong = 0;
    for (int y = 0; y < expected->width; ++y) {
        for (int x = 0; x < expected->width; ++x) {
            const bool dark = (expected->data[y * expected->width + x] & 1) != 0;
            wrong += at(x, y) == (dark ? QColor(Qt::black) : QColor(Qt::white)) ? 0 : 1;
        }
    }
    QCOMPARE(wrong, 0);
    for (int i = -QrCode::quiet + 1; i < expected->width + QrCode::quiet - 1; ++i) {
        QCOMPARE(at(i, -2), QColor(Qt::white));
        QCOMPARE(at(-2, i), QColor(Qt::white));
    }
    QRcode_free(expected);
}

void JoinCardPageTest::qrIsInWholeDevicePixels()
{
    QrCode qr;
    qr.setText(joinLink);
    qr.resize(237, 237);
    const QImage image = qr.grab().toImage();
    const int module = image.width() / (qr.modules() + 2 * QrCode::quiet);
    // The finder's edge: seven modules of black, each of whole pixels, and nothing between black and white.
    int black = 0;
    const int y = (image.height() - module * qr.modules()) / 2 + module / 2;
    for (int x = 2; x < image.width() / 3; ++x) {
        const QColor colour = image.pixelColor(x, y);
        QVERIFY(colour == QColor(Qt::black) || colour == QColor(Qt::white));
        if (colour == QColor(Qt::black))
            ++black;
        else if (black > 0)
            break;
    }
    QCOMPARE(black, 7 * module);
}

void JoinCardPageTest::largeCardIsLegible()
{
    JoinCardLarge large;
    large.setRoom(QStringLiteral("<img src=x>"));
    large.setAddress(QStringLiteral("192.168.1.10:12345"));
    large.setLink(joinLink);
    large.setCode(code);
    large.setPeople(3);
    pageprobe::show(large, {1920, 1080});
    QCOMPARE(large.qrCode()->height(), 1080 * 52 / 100);
    QCOMPARE(large.codePixelSize(), 70); // 6.5 % of the height
    QVERIFY(large.spokenText().contains(QStringLiteral("K7QF 2MZA")));
    QVERIFY(large.accessibleName().contains(QStringLiteral("<img src=x>")));
    QSignalSpy closed(&large, &JoinCardLarge::closeRequested);
    QTest::keyClick(&large, Qt::Key_Escape);
    QTest::keyClick(&large, Qt::Key_F11);
    QTest::mouseClick(large.closeButton(), Qt::LeftButton);
    QCOMPARE(closed.size(), 3);
}

void JoinCardPageTest::neverSideways()
{
    const pageprobe::TextSize size(200);
    JoinCardPage page;
    fill(page);
    page.setInvite(QStringLiteral("ABCD2345EFGH6723"));
    page.setRoom(QString(63, u'W'));
    pageprobe::show(page, {720, 480});
    QVERIFY(pageprobe::fitsSideways(page));
}

void JoinCardPageTest::textOfOthersStaysText()
{
    JoinCardPage page;
    fill(page);
    page.setRoom(QStringLiteral("<img src=x>"));
    QVERIFY(pageprobe::showsText(page, QStringLiteral("<img src=x>")));
    QCOMPARE(pageprobe::richLabels(page), QStringList());
}

QTEST_MAIN(JoinCardPageTest)
#include "JoinCardPageTest.moc"
