// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Button.h"
#include "ChatPage.h"
#include "Desktop.h"
#include "JoinCardPage.h"
#include "MessageDialog.h"
#include "SettingKeys.h"
#include "TwoDesks.h"
#include "WelcomePage.h"

#include <QCheckBox>
#include <QSignalSpy>

using namespace waxwing;

namespace {

class Recorder final : public Notifier
{
public:
    void show(const Notice &notice) override { shown.append(notice); }
    void withdraw(quint64 room) override { withdrawn.append(room); }

    QList<Notice> shown;
    QList<quint64> withdrawn;
};

} // namespace

/// A window closed where there is a tray, and messages that arrive behind it; with a tray that the test says
/// is there.
class DesktopTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void cleanupTestCase();
    void withoutATrayAWindowCloses();
    void closingIsAskedOnceAndStays();
    void closingIsRememberedOnlyWhereTicked();
    void leavingFromTheQuestion();
    void aHostedRoomStaysOpenInTheTray();
    void aHostedRoomIsNeverEndedByTheQuestion();
    void welcomeJustCloses();
    void aTrayThatGoesGivesBackItsWindows();
    void quittingAsksTheHost();
    void dialogsGoWithTheirWindow();
    void messagesBehindAreTold();
    void clickComesForward();
    void levelsAndSwitches();
    void titleAndSealCount();
    void mutedIsSilent();

private:
    [[nodiscard]] RoomWindow &guest() const { return m_desks->guest.window(); }
    [[nodiscard]] RoomWindow &host() const { return m_desks->host.window(); }
    [[nodiscard]] QAction *menuEntry(const QString &words) const
    {
        for (QAction *action : m_desktop->trayIcon()->menu()->actions()) {
            if (action->text() == words)
                return action;
        }
        return nullptr;
    }
    [[nodiscard]] static Button *button(const MessageDialog *dialog, const QString &words)
    {
        for (Button *at : dialog->findChildren<Button *>()) {
            if (at->text() == words)
                return at;
        }
        return nullptr;
    }
    /// Behind another window.
    void leaveGuestBehind()
    {
        m_front.show();
        hands::activate(&m_front);
        QTRY_VERIFY(!guest().isActiveWindow());
    }

    std::unique_ptr<TwoDesks> m_desks; ///< both in the room, for all tests
    bool m_hasTray = true;
    Recorder *m_notifier = nullptr;
    TrayWatch *m_watch = nullptr;
    std::unique_ptr<Desktop> m_desktop; ///< the guest's
    QWidget m_front;
};

void DesktopTest::initTestCase()
{
    m_desks = std::make_unique<TwoDesks>();
    QVERIFY(m_desks->enterBoth());
    QVERIFY(m_desks->host.goToChat());
}

void DesktopTest::init()
{
    if (!m_desks->guest.page<ChatPage>()) { // a test has left it
        m_desks->guest.crash();
        m_desks->guest.open();
        QVERIFY(m_desks->guest.joinAddress(m_desks->address()));
        QVERIFY(m_desks->guest.logIn(TwoDesks::password()));
        QVERIFY(m_desks->guest.waitFor<ChatPage>());
    }
    guest().show();
    host().show();
    hands::activate(&guest());
    for (const auto *key : {&settingKey::notifyPrivacy, &settingKey::trayClose})
        m_desks->guest.engine().setSetting(key->key(), QString::fromLatin1(key->normal));
    for (const auto *key : {&settingKey::notifyPopup, &settingKey::notifySound, &settingKey::notifyBadge})
        m_desks->guest.engine().setSetting(key->key(), key->normal);
    m_hasTray = true;
    Desktop::Means means;
    means.tray = std::make_unique<TrayWatch>([this] { return m_hasTray; });
    m_watch = means.tray.get();
    auto notifier = std::make_unique<Recorder>();
    m_notifier = notifier.get();
    means.notifier = std::move(notifier);
    m_desktop = std::make_unique<Desktop>(m_desks->guest.engine(), std::move(means));
    m_desktop->add(&host());
    m_desktop->add(&guest());
    // Both were in before.
    Q_EMIT guest().entered(guest().client());
}

void DesktopTest::cleanup()
{
    for (auto *dialog : guest().findChildren<MessageDialog *>())
        dialog->close();
    for (auto *dialog : host().findChildren<MessageDialog *>())
        dialog->close();
    m_desktop.reset();
    m_front.hide();
}

void DesktopTest::cleanupTestCase()
{
    m_desks.reset();
}

void DesktopTest::withoutATrayAWindowCloses()
{
    m_hasTray = false;
    m_watch->look();
    QVERIFY(!host().close()); // asked as ever
    const MessageDialog *dialog = m_desks->host.waitForDialog();
    QCOMPARE(dialog->title(), QStringLiteral("Close “Lab 3” for everyone?"));
    guest().close();
    QTRY_VERIFY_WITH_TIMEOUT(!guest().isVisible(), Desk::patience);
    QVERIFY(!guest().client()); // gone, not hidden
}

void DesktopTest::closingIsAskedOnceAndStays()
{
    QVERIFY(!guest().close());
    QVERIFY(guest().isVisible());
    MessageDialog *dialog = m_desks->guest.waitForDialog();
    QCOMPARE(dialog->title(), QStringLiteral("Keep Waxwing running in the tray?"));
    QVERIFY(!guest().close());
    QCOMPARE(guest().findChildren<MessageDialog *>().size(), 1);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!guest().findChild<MessageDialog *>());
    QVERIFY(guest().isVisible()); // nothing has changed

    QVERIFY(!guest().close());
    dialog = m_desks->guest.waitForDialog();
    dialog->findChild<QCheckBox *>()->click();
    QTest::keyClick(dialog, Qt::Key_Return); // Keep running is the default
    QTRY_VERIFY(!guest().isVisible());
    QCOMPARE(guest().client()->stage(), RoomStage::InRoom);
    QCOMPARE(settingOf(m_desks->guest.engine(), settingKey::trayClose), QStringLiteral("tray"));
    QVERIFY(!QGuiApplication::quitOnLastWindowClosed());

    Q_EMIT m_desktop->trayIcon()->showRequested();
    QTRY_VERIFY(guest().isVisible());
    QTRY_VERIFY(QGuiApplication::quitOnLastWindowClosed());
    QTRY_VERIFY(!guest().findChild<MessageDialog *>());
    QVERIFY(!guest().close()); // by now without a question
    QTRY_VERIFY(!guest().isVisible());
    QVERIFY(!guest().findChild<MessageDialog *>());
}

void DesktopTest::closingIsRememberedOnlyWhereTicked()
{
    QVERIFY(!guest().close());
    hands::click(button(m_desks->guest.waitForDialog(), QStringLiteral("Keep running")));
    QTRY_VERIFY(!guest().isVisible());
    QCOMPARE(settingOf(m_desks->guest.engine(), settingKey::trayClose), QStringLiteral("ask"));
}

void DesktopTest::leavingFromTheQuestion()
{
    QVERIFY(!guest().close());
    MessageDialog *dialog = m_desks->guest.waitForDialog();
    dialog->findChild<QCheckBox *>()->click();
    hands::click(button(dialog, QStringLiteral("Leave the room")));
    QTRY_VERIFY_WITH_TIMEOUT(!guest().isVisible() && !guest().client(), Desk::patience);
    QCOMPARE(settingOf(m_desks->guest.engine(), settingKey::trayClose), QStringLiteral("quit"));
    QTRY_COMPARE_WITH_TIMEOUT(host().hostFlow().control()->people(), 1, Desk::patience);
}

void DesktopTest::aHostedRoomStaysOpenInTheTray()
{
    m_desks->guest.engine().setSetting(settingKey::trayClose.key(), QStringLiteral("tray"));
    QVERIFY(!host().close());
    QTRY_VERIFY(!host().isVisible());
    QVERIFY(host().isHosting());
    QVERIFY(m_desks->guest.say(QStringLiteral("still open")));
    QVERIFY(m_desks->guest.reads(QStringLiteral("still open"), MessageState::Delivered));
}

void DesktopTest::aHostedRoomIsNeverEndedByTheQuestion()
{
    QVERIFY(!host().close());
    MessageDialog *dialog = m_desks->host.waitForDialog();
    QCOMPARE(dialog->title(), QStringLiteral("Keep Waxwing running in the tray?"));
    hands::click(button(dialog, QStringLiteral("Close the room…")));
    const auto asksMore = [this] {
        const auto dialogs = host().findChildren<MessageDialog *>();
        return !dialogs.isEmpty() && dialogs.last()->title() == QStringLiteral("Close “Lab 3” for everyone?");
    };
    QTRY_VERIFY(asksMore());
    QTest::keyClick(host().findChildren<MessageDialog *>().last(), Qt::Key_Escape);
    QTRY_VERIFY(!host().findChild<MessageDialog *>());
    QVERIFY(host().isVisible() && host().isHosting());
}

void DesktopTest::welcomeJustCloses()
{
    const Desk third;
    m_desktop->add(&third.window());
    QVERIFY(third.window().isAtWelcome());
    QVERIFY(third.window().close()); // nothing would run on
    QVERIFY(!third.window().isVisible());
}

void DesktopTest::aTrayThatGoesGivesBackItsWindows()
{
    m_desks->guest.engine().setSetting(settingKey::trayClose.key(), QStringLiteral("tray"));
    QVERIFY(!guest().close());
    QTRY_VERIFY(!guest().isVisible());
    m_hasTray = false;
    m_watch->look();
    QTRY_VERIFY(guest().isVisible());
    m_hasTray = true;
    m_watch->look(); // and is used again when it comes back
    QVERIFY(!guest().close());
    QTRY_VERIFY(!guest().isVisible());
}

void DesktopTest::quittingAsksTheHost()
{
    m_desks->guest.engine().setSetting(settingKey::trayClose.key(), QStringLiteral("tray"));
    QSignalSpy quit(m_desktop.get(), &Desktop::quitRequested);
    menuEntry(QStringLiteral("&Quit"))->trigger();
    QCOMPARE(quit.size(), 1);
    host().closeForGood(); // as the program does then: past the tray, not past the question
    QCOMPARE(m_desks->host.waitForDialog()->title(), QStringLiteral("Close “Lab 3” for everyone?"));
    QVERIFY(host().isVisible() && host().isHosting());
}

void DesktopTest::dialogsGoWithTheirWindow()
{
    m_desks->guest.engine().setSetting(settingKey::trayClose.key(), QStringLiteral("tray"));
    guest().showSettings(SettingsWindow::Topic::General);
    QTRY_VERIFY(guest().findChild<SettingsWindow *>());
    QVERIFY(!guest().close());
    QTRY_VERIFY(!guest().findChild<SettingsWindow *>());
    QVERIFY(!guest().isVisible());
}

void DesktopTest::messagesBehindAreTold()
{
    QVERIFY(m_desks->host.say(QStringLiteral("in front of the reader")));
    hands::activate(&guest());
    QVERIFY(m_desks->guest.reads(QStringLiteral("in front of the reader")));
    m_notifier->shown.clear();
    leaveGuestBehind();
    QVERIFY(m_desks->host.say(QStringLiteral("<b>behind</b>")));
    QTRY_COMPARE_WITH_TIMEOUT(m_notifier->shown.size(), 1, Desk::patience);
    QCOMPARE(m_notifier->shown.first().title, QStringLiteral("Ms Rao in Lab 3"));
    QCOMPARE(m_notifier->shown.first().body, QStringLiteral("<b>behind</b>"));
    const quint64 room = m_notifier->shown.first().room;
    m_notifier->withdrawn.clear();
    hands::activate(&guest());
    QTRY_VERIFY(m_notifier->withdrawn.contains(room)); // read, so it goes
}

void DesktopTest::clickComesForward()
{
    m_desks->guest.engine().setSetting(settingKey::trayClose.key(), QStringLiteral("tray"));
    QVERIFY(!guest().close());
    QTRY_VERIFY(!guest().isVisible());
    leaveGuestBehind(); // another window has the focus
    QVERIFY(m_desks->host.say(QStringLiteral("come back")));
    QTRY_VERIFY_WITH_TIMEOUT(!m_notifier->shown.isEmpty(), Desk::patience);
    Q_EMIT m_notifier->activated(m_notifier->shown.last().room, QStringLiteral("token"));
    QTRY_VERIFY(guest().isVisible());
    QVERIFY(m_desks->guest.page<ChatPage>());
    QTRY_VERIFY(guest().isActiveWindow());
    QTRY_COMPARE(guest().unread(), 0);
    Q_EMIT m_notifier->activated(999, {}); // of a window that is gone: nothing
}

void DesktopTest::levelsAndSwitches()
{
    leaveGuestBehind();
    m_desks->guest.engine().setSetting(settingKey::notifyPrivacy.key(), QStringLiteral("nothing"));
    QVERIFY(m_desks->host.say(QStringLiteral("a secret")));
    leaveGuestBehind();
    QTRY_COMPARE_WITH_TIMEOUT(m_notifier->shown.size(), 1, Desk::patience);
    QCOMPARE(m_notifier->shown.first().title, QStringLiteral("Waxwing"));
    QVERIFY(m_notifier->shown.first().body.endsWith(QStringLiteral("New message")));
    hands::activate(&guest());
    leaveGuestBehind();
    m_desks->guest.engine().setSetting(settingKey::notifyPopup.key(), false);
    QVERIFY(m_desks->host.say(QStringLiteral("unheard")));
    leaveGuestBehind();
    QVERIFY(m_desks->guest.reads(QStringLiteral("unheard")));
    QTest::qWait(2 * NotificationPolicy::settleMs); // its time goes by
    QCOMPARE(m_notifier->shown.size(), 1);
}

void DesktopTest::titleAndSealCount()
{
    QTRY_COMPARE(guest().windowTitle(), QStringLiteral("Lab 3 — Waxwing"));
    const QString tip = m_desktop->trayIcon()->toolTip();
    QCOMPARE(tip, QStringLiteral("Waxwing"));
    leaveGuestBehind();
    for (const char *text : {"count one", "count two", "count three"})
        QVERIFY(m_desks->host.say(QString::fromLatin1(text)));
    leaveGuestBehind();
    QTRY_COMPARE_WITH_TIMEOUT(guest().windowTitle(), QStringLiteral("(3) Lab 3 — Waxwing"), Desk::patience);
    QCOMPARE(m_desktop->trayIcon()->count(), 3);
    QCOMPARE(m_desktop->trayIcon()->toolTip(), QStringLiteral("Waxwing: 3 new messages"));
    QVERIFY(menuEntry(QStringLiteral("Lab 3 (3)")));
    m_desks->guest.engine().setSetting(settingKey::notifyBadge.key(), false);
    QCOMPARE(guest().windowTitle(), QStringLiteral("Lab 3 — Waxwing"));
    QCOMPARE(m_desktop->trayIcon()->count(), 0);
    m_desks->guest.engine().setSetting(settingKey::notifyBadge.key(), true);
    menuEntry(QStringLiteral("Lab 3 (3)"))->trigger();
    QTRY_COMPARE(guest().windowTitle(), QStringLiteral("Lab 3 — Waxwing"));
    QCOMPARE(m_desktop->trayIcon()->count(), 0);
}

void DesktopTest::mutedIsSilent()
{
    leaveGuestBehind();
    menuEntry(QStringLiteral("&Mute notifications"))->trigger();
    QVERIFY(m_desks->host.say(QStringLiteral("shh")));
    leaveGuestBehind();
    QVERIFY(m_desks->guest.reads(QStringLiteral("shh")));
    QTest::qWait(2 * NotificationPolicy::settleMs);
    QVERIFY(m_notifier->shown.isEmpty());
    QTRY_COMPARE(guest().unread(), 1); // counted all the same
    QVERIFY(menuEntry(QStringLiteral("&Mute notifications"))->isChecked());
}

QTEST_MAIN(DesktopTest)
#include "DesktopTest.moc"
