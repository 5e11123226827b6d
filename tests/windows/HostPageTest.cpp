// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Button.h"
#include "Field.h"
#include "HostPage.h"
#include "PageProbe.h"

#include <QCheckBox>
#include <QComboBox>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>

using namespace waxwing;

using Input = HostPage::Input;

class HostPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tabOrder();
    void everythingIsNamed();
    void firstEmptyFieldHasTheFocus();
    void enterOpensTheRoom();
    void wrongInputIsMarkedInPlace_data();
    void wrongInputIsMarkedInPlace();
    void whatIsSharedIsChosen();
    void aBusyPortOffersTheNext();
    void aKnownNameIsOnlyShown();
    void busyRestsAndCanBeCancelled();
    void backAndEscape();
    void neverSideways();
    void textOfOthersStaysText();
};

void HostPageTest::tabOrder()
{
    HostPage page;
    pageprobe::show(page);
    QCOMPARE(
        pageprobe::tabOrder(page, page.field(Input::Room)->edit()),
        (QStringList{QStringLiteral("Room name"), QStringLiteral("Your name in this room"),
                     QStringLiteral("Anyone on this network"), QStringLiteral("People who join later see"),
                     QStringLiteral("Port"), QStringLiteral("Show this room on the network"),
                     QStringLiteral("Open the room"), QStringLiteral("Back")}));
}

void HostPageTest::everythingIsNamed()
{
    HostPage page;
    QCOMPARE(pageprobe::unnamed(page), QStringList());
    QCOMPARE(pageprobe::richLabels(page), QStringList());
}

void HostPageTest::firstEmptyFieldHasTheFocus()
{
    HostPage page;
    page.setRoom(QStringLiteral("Lab 3"));
    pageprobe::show(page);
    QCOMPARE(page.focusWidget(), page.field(Input::Name)->edit());
}

void HostPageTest::enterOpensTheRoom()
{
    HostPage page;
    pageprobe::show(page);
    QSignalSpy open(&page, &HostPage::openRequested);
    page.setRoom(QStringLiteral(" Lab 3 "));
    page.setOwnName(QStringLiteral("Ms Rao"), false);
    page.setRegistration(HostPage::Registration::Invite);
    page.setPort(20001);
    QTest::keyClick(page.field(Input::Name)->edit(), Qt::Key_Return);
    QCOMPARE(open.size(), 1);
    const auto wish = open.first().first().value<HostPage::Wish>();
    QCOMPARE(wish.room, QStringLiteral("Lab 3"));
    QCOMPARE(wish.name, QStringLiteral("Ms Rao"));
    QCOMPARE(wish.registration, HostPage::Registration::Invite);
    QCOMPARE(wish.port, quint16(20001));
    QVERIFY(wish.advertise);
    page.advertiseBox()->click();
    QTest::keyClick(page.field(Input::Name)->edit(), Qt::Key_Return);
    QVERIFY(!open.last().first().value<HostPage::Wish>().advertise);
}

void HostPageTest::wrongInputIsMarkedInPlace_data()
{
    QTest::addColumn<QString>("room");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("port");
    QTest::addColumn<int>("wrong");
    QTest::newRow("no room name") << QStringLiteral(" ") << QStringLiteral("Rao") << QStringLiteral("12345")
                                  << int(Input::Room);
    QTest::newRow("room name of 64 bytes")
        << QString(32, QChar(0xE9)) << QStringLiteral("Rao") << QStringLiteral("12345") << int(Input::Room);
    QTest::newRow("no own name") << QStringLiteral("Lab") << QString() << QStringLiteral("12345")
                                 << int(Input::Name);
    QTest::newRow("port 0") << QStringLiteral("Lab") << QStringLiteral("Rao") << QStringLiteral("0")
                            << int(Input::Port);
    QTest::newRow("port 65536") << QStringLiteral("Lab") << QStringLiteral("Rao") << QStringLiteral("65536")
                                << int(Input::Port);
    QTest::newRow("port x") << QStringLiteral("Lab") << QStringLiteral("Rao") << QStringLiteral("x")
                            << int(Input::Port);
}

void HostPageTest::wrongInputIsMarkedInPlace()
{
    QFETCH(QString, room);
    QFETCH(QString, name);
    QFETCH(QString, port);
    QFETCH(int, wrong);
    HostPage page;
    pageprobe::show(page);
    QSignalSpy open(&page, &HostPage::openRequested);
    page.setRoom(room);
    page.setOwnName(name, false);
    Field *portField = page.field(Input::Port);
    portField->setText(port);
    QTest::mouseClick(page.primaryButton(), Qt::LeftButton);
    QCOMPARE(open.size(), 0);
    Field *field = page.field(static_cast<Input>(wrong));
    QVERIFY(!field->error().isEmpty());
    QCOMPARE(field->shownLine(), field->error());
    QCOMPARE(page.focusWidget(), field->edit());
    QCOMPARE(portField->text(), port);
}

void HostPageTest::whatIsSharedIsChosen()
{
    HostPage page;
    pageprobe::show(page);
    page.setRoom(QStringLiteral("Lab 3"));
    page.setOwnName(QStringLiteral("Ms Rao"), false);
    QSignalSpy open(&page, &HostPage::openRequested);
    const auto asked = [&] {
        QTest::keyClick(page.field(Input::Name)->edit(), Qt::Key_Return);
        return open.takeLast().first().value<HostPage::Wish>().shareLast;
    };
    QCOMPARE(page.shareBox()->currentText(), QStringLiteral("Nothing from before"));
    QCOMPARE(asked(), 0);
    QTest::keyClick(page.shareBox(), Qt::Key_Down);
    QCOMPARE(page.shareBox()->currentText(), QStringLiteral("The last 50 messages"));
    QCOMPARE(asked(), 50);
    page.setShareLast(120); // as the command line may have set it
    QCOMPARE(page.shareBox()->currentIndex(), 2);
    QCOMPARE(asked(), 120);
    page.setShareLast(1'000);
    QCOMPARE(page.shareBox()->currentIndex(), page.shareBox()->count() - 1);
    QCOMPARE(asked(), 1'000);
}

void HostPageTest::aBusyPortOffersTheNext()
{
    HostPage page;
    page.setRoom(QStringLiteral("Lab"));
    page.setOwnName(QStringLiteral("Rao"), false);
    pageprobe::show(page);
    QSignalSpy open(&page, &HostPage::openRequested);
    page.setBusy(true, QStringLiteral("Opening"));
    page.offerPort(12345, 12346);
    QVERIFY(!page.isBusy());
    QCOMPARE(page.field(Input::Port)->error(), QStringLiteral("Port 12345 is used by another program."));
    QCOMPARE(page.focusWidget(), page.field(Input::Port)->edit());
    QVERIFY(page.offerButton()->isVisible());
    QCOMPARE(page.offerButton()->text(), QStringLiteral("Use 12346"));
    QTest::mouseClick(page.offerButton(), Qt::LeftButton);
    QCOMPARE(open.size(), 1);
    QCOMPARE(open.first().first().value<HostPage::Wish>().port, quint16(12346));
    QVERIFY(!page.offerButton()->isVisible());
}

void HostPageTest::aKnownNameIsOnlyShown()
{
    HostPage page;
    page.setRoom(QStringLiteral("Lab"));
    page.setOwnName(QStringLiteral("Ms Rao"), true);
    pageprobe::show(page);
    QVERIFY(!page.field(Input::Name)->isVisible());
    QVERIFY(pageprobe::showsText(page, QStringLiteral("Ms Rao")));
    QSignalSpy open(&page, &HostPage::openRequested);
    QTest::mouseClick(page.primaryButton(), Qt::LeftButton);
    QCOMPARE(open.size(), 1);
    QCOMPARE(open.first().first().value<HostPage::Wish>().name, QStringLiteral("Ms Rao"));
}

void HostPageTest::busyRestsAndCanBeCancelled()
{
    HostPage page;
    page.setRoom(QStringLiteral("Lab"));
    page.setOwnName(QStringLiteral("Rao"), false);
    pageprobe::show(page);
    QSignalSpy cancel(&page, &FormPage::cancelRequested);
    QSignalSpy back(&page, &Page::backRequested);
    page.setBusy(true, QStringLiteral("Opening the room…"));
    QCOMPARE(page.busyWords(), QStringLiteral("Opening the room…"));
    QVERIFY(!page.primaryButton()->isEnabled());
    QVERIFY(!page.field(Input::Room)->isEnabled());
    QVERIFY(!page.findChild<QRadioButton *>()->isEnabled());
    QCOMPARE(page.linkButton()->text(), QStringLiteral("Cancel"));
    QTest::mouseClick(page.linkButton(), Qt::LeftButton);
    QCOMPARE(cancel.size(), 1);
    QTest::keyClick(&page, Qt::Key_Escape);
    QCOMPARE(cancel.size(), 2);
    QCOMPARE(back.size(), 0);
    page.setBusy(false);
    QVERIFY(page.primaryButton()->isEnabled());
    QVERIFY(!page.linkButton()->isVisible());
}

void HostPageTest::backAndEscape()
{
    HostPage page;
    pageprobe::show(page);
    QSignalSpy back(&page, &Page::backRequested);
    QTest::mouseClick(page.backButton(), Qt::LeftButton);
    QTest::keyClick(&page, Qt::Key_Escape);
    QCOMPARE(back.size(), 2);
}

void HostPageTest::neverSideways()
{
    const pageprobe::TextSize size(200);
    HostPage page;
    pageprobe::show(page, {720, 480});
    page.offerPort(12345, 12346);
    QVERIFY(pageprobe::fitsSideways(page));
}

void HostPageTest::textOfOthersStaysText()
{
    HostPage page;
    page.setOwnName(QStringLiteral("<img src=x>"), true);
    pageprobe::show(page);
    QVERIFY(pageprobe::showsText(page, QStringLiteral("<img src=x>")));
    QCOMPARE(pageprobe::richLabels(page), QStringList());
}

QTEST_MAIN(HostPageTest)
#include "HostPageTest.moc"
