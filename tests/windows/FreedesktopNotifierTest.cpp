// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FreedesktopNotifier.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>
#include <memory>

using namespace waxwing;

/// The other end: a service of notifications on a bus of the test's own.
class Daemon : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")
public:
    struct Shown
    {
        uint id = 0;
        uint replaces = 0;
        QString title;
        QString body;
        QStringList actions;
        QVariantMap hints;
    };
    QList<Shown> shown;
    QList<uint> closed;
    QStringList capabilities{QStringLiteral("body"), QStringLiteral("actions")};

public Q_SLOTS:
    QStringList GetCapabilities() { return capabilities; }
    uint Notify(const QString &, uint replaces, const QString &, const QString &title, const QString &body,
                const QStringList &actions, const QVariantMap &hints, int)
    {
        const uint id = replaces != 0 ? replaces : ++m_last;
        shown.append({id, replaces, title, body, actions, hints});
        return id;
    }
    void CloseNotification(uint id) { closed.append(id); }

Q_SIGNALS:
    void ActionInvoked(uint id, const QString &action);
    void ActivationToken(uint id, const QString &token);
    void NotificationClosed(uint id, uint reason);

private:
    uint m_last = 40;
};

/// Notices over a real bus, whatever stands at its other end.
class FreedesktopNotifierTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void aNoticeIsShownAndReplaced();
    void aBodyIsEscapedWhereItIsMarkup_data();
    void aBodyIsEscapedWhereItIsMarkup();
    void aClickIsTold();
    void aReadNoticeIsClosed();
    void aClosedNoticeIsNotReplaced();
    void withdrawnOnItsWayIsClosed();
    void withoutAServiceItFails();
    void aServiceThatComesLaterIsFound();
    void withoutABusItFails();

private:
    [[nodiscard]] bool serve() const
    {
        return m_far->registerObject(QStringLiteral("/org/freedesktop/Notifications"), m_daemon.get(),
                                     QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals) &&
               m_far->registerService(QStringLiteral("org.freedesktop.Notifications"));
    }
    /// Every call has its answer: the number of what was shown has come back.
    [[nodiscard]] bool isAnswered() const
    {
        return m_notifier->findChildren<QDBusPendingCallWatcher *>().isEmpty();
    }

    std::unique_ptr<QProcess> m_bus;
    std::unique_ptr<QDBusConnection> m_near;
    std::unique_ptr<QDBusConnection> m_far;
    std::unique_ptr<Daemon> m_daemon;
    std::unique_ptr<FreedesktopNotifier> m_notifier;
};

void FreedesktopNotifierTest::init()
{
    const QString program = QStandardPaths::findExecutable(QStringLiteral("dbus-daemon"));
    if (program.isEmpty())
        QSKIP("NOT TESTED: needs dbus-daemon (Debian's package dbus-daemon)");
    m_bus = std::make_unique<QProcess>();
    m_bus->start(program, {QStringLiteral("--session"), QStringLiteral("--nofork"),
                           QStringLiteral("--print-address")});
    QVERIFY(QTest::qWaitFor([this] { return m_bus->canReadLine(); }, 30'000));
    const QString address = QString::fromLatin1(m_bus->readLine()).trimmed();
    m_near =
        std::make_unique<QDBusConnection>(QDBusConnection::connectToBus(address, QStringLiteral("near")));
    m_far = std::make_unique<QDBusConnection>(QDBusConnection::connectToBus(address, QStringLiteral("far")));
    QVERIFY(m_near->isConnected() && m_far->isConnected());
    m_daemon = std::make_unique<Daemon>();
    m_notifier = std::make_unique<FreedesktopNotifier>(*m_near);
}

void FreedesktopNotifierTest::cleanup()
{
    m_notifier.reset();
    m_near.reset();
    m_far.reset();
    QDBusConnection::disconnectFromBus(QStringLiteral("near"));
    QDBusConnection::disconnectFromBus(QStringLiteral("far"));
    m_daemon.reset();
    if (m_bus) {
        m_bus->terminate();
        m_bus->waitForFinished(10'000);
        m_bus.reset();
    }
}

void FreedesktopNotifierTest::aNoticeIsShownAndReplaced()
{
    QVERIFY(serve());
    m_notifier->show({7, QStringLiteral("Asha in 10B"), QStringLiteral("hello")});
    QTRY_COMPARE(m_daemon->shown.size(), 1);
    const Daemon::Shown first = m_daemon->shown.first();
    QCOMPARE(first.title, QStringLiteral("Asha in 10B"));
    QCOMPARE(first.replaces, 0U);
    QCOMPARE(first.actions.value(0), QStringLiteral("default"));
    QCOMPARE(first.hints.value(QStringLiteral("desktop-entry")).toString(), QStringLiteral("waxwing"));
    QVERIFY(first.hints.value(QStringLiteral("suppress-sound")).toBool());
    m_notifier->show({8, QStringLiteral("another room"), {}});
    QTRY_COMPARE(m_daemon->shown.size(), 2);
    QCOMPARE(m_daemon->shown[1].replaces, 0U);
    QTRY_VERIFY(isAnswered());
    m_notifier->show({7, QStringLiteral("2 new messages in 10B"), {}});
    m_notifier->show({7, QStringLiteral("3 new messages in 10B"), {}}); // while that is on its way
    m_notifier->show({7, QStringLiteral("4 new messages in 10B"), {}});
    QTRY_COMPARE(m_daemon->shown.size(), 4);
    QCOMPARE(m_daemon->shown[2].replaces, first.id);
    QCOMPARE(m_daemon->shown[3].replaces, first.id);
    QCOMPARE(m_daemon->shown[3].title, QStringLiteral("4 new messages in 10B")); // the last, once
}

void FreedesktopNotifierTest::aBodyIsEscapedWhereItIsMarkup_data()
{
    QTest::addColumn<bool>("isMarkup");
    QTest::addColumn<QString>("body");
    QTest::newRow("markup") << true << "&lt;img src=&quot;file:///x&quot;&gt; &amp;amp;";
    QTest::newRow("plain") << false << "<img src=\"file:///x\"> &amp;";
}

void FreedesktopNotifierTest::aBodyIsEscapedWhereItIsMarkup()
{
    QFETCH(bool, isMarkup);
    if (isMarkup)
        m_daemon->capabilities.append(QStringLiteral("body-markup"));
    QVERIFY(serve());
    m_notifier->show({7, QStringLiteral("<i>title</i>"), QStringLiteral("<img src=\"file:///x\"> &amp;")});
    QTRY_COMPARE(m_daemon->shown.size(), 1);
    QTEST(m_daemon->shown.first().body, "body");
    QCOMPARE(m_daemon->shown.first().title, QStringLiteral("<i>title</i>")); // is never markup
}

void FreedesktopNotifierTest::aClickIsTold()
{
    QVERIFY(serve());
    QSignalSpy activated(m_notifier.get(), &Notifier::activated);
    m_notifier->show({7, QStringLiteral("x"), {}});
    QTRY_COMPARE(m_daemon->shown.size(), 1);
    QTRY_VERIFY(isAnswered());
    const uint id = m_daemon->shown.first().id;
    Q_EMIT m_daemon->ActionInvoked(id + 1, QStringLiteral("default")); // another program's
    Q_EMIT m_daemon->ActionInvoked(id, QStringLiteral("settings"));
    Q_EMIT m_daemon->ActivationToken(id, QStringLiteral("leave-to-raise"));
    Q_EMIT m_daemon->ActionInvoked(id, QStringLiteral("default"));
    QTRY_COMPARE(activated.size(), 1);
    QCOMPARE(activated.first().at(0).toULongLong(), 7U);
    QCOMPARE(activated.first().at(1).toString(), QStringLiteral("leave-to-raise"));
}

void FreedesktopNotifierTest::aReadNoticeIsClosed()
{
    QVERIFY(serve());
    m_notifier->show({7, QStringLiteral("x"), {}});
    QTRY_COMPARE(m_daemon->shown.size(), 1);
    QTRY_VERIFY(isAnswered());
    m_notifier->withdraw(9); // none there
    m_notifier->withdraw(7);
    QTRY_COMPARE(m_daemon->closed, QList<uint>{m_daemon->shown.first().id});
}

void FreedesktopNotifierTest::aClosedNoticeIsNotReplaced()
{
    QVERIFY(serve());
    QSignalSpy activated(m_notifier.get(), &Notifier::activated);
    m_notifier->show({7, QStringLiteral("x"), {}});
    m_notifier->show({8, QStringLiteral("another room"), {}});
    QTRY_COMPARE(m_daemon->shown.size(), 2);
    QTRY_VERIFY(isAnswered());
    Q_EMIT m_daemon->NotificationClosed(m_daemon->shown.first().id, 2);
    Q_EMIT m_daemon->ActionInvoked(m_daemon->shown.last().id, QStringLiteral("default"));
    QTRY_COMPARE(activated.size(), 1); // what was told before it has come, too
    m_notifier->show({7, QStringLiteral("y"), {}});
    QTRY_COMPARE(m_daemon->shown.size(), 3);
    QCOMPARE(m_daemon->shown.last().replaces, 0U);
}

void FreedesktopNotifierTest::withdrawnOnItsWayIsClosed()
{
    QVERIFY(serve());
    m_notifier->show({7, QStringLiteral("x"), {}});
    QTRY_COMPARE(m_daemon->shown.size(), 1);
    QTRY_VERIFY(isAnswered());
    m_notifier->show({7, QStringLiteral("y"), {}});
    m_notifier->withdraw(7);
    QTRY_COMPARE(m_daemon->closed.size(), 1);
}

void FreedesktopNotifierTest::withoutAServiceItFails()
{
    QSignalSpy failed(m_notifier.get(), &Notifier::failed);
    m_notifier->show({7, QStringLiteral("x"), {}});
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 30'000);
}

void FreedesktopNotifierTest::aServiceThatComesLaterIsFound()
{
    QSignalSpy failed(m_notifier.get(), &Notifier::failed);
    m_notifier->show({7, QStringLiteral("x"), {}});
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 30'000);
    QVERIFY(serve());
    m_notifier->show({7, QStringLiteral("y"), {}});
    QTRY_COMPARE(m_daemon->shown.size(), 1);
    QCOMPARE(failed.size(), 1);
}

void FreedesktopNotifierTest::withoutABusItFails()
{
    FreedesktopNotifier nowhere{QDBusConnection(QStringLiteral("no such connection"))};
    QSignalSpy failed(&nowhere, &Notifier::failed);
    nowhere.show({7, QStringLiteral("x"), {}});
    QCOMPARE(failed.size(), 1);
    nowhere.withdraw(7);
}

QTEST_GUILESS_MAIN(FreedesktopNotifierTest)
#include "FreedesktopNotifierTest.moc"
