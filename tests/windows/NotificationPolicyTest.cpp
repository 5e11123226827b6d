// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "NotificationPolicy.h"
#include "Talk.h"

#include <QTest>

using namespace waxwing;

namespace {

class HeldClock final : public Clock
{
public:
    qint64 now = 1'000;
    [[nodiscard]] qint64 wallMs() const override { return now; }
    [[nodiscard]] qint64 monotonicMs() const override { return now; }
};

constexpr quint64 lab = 7;
const QString labName = QStringLiteral("10B");

QList<RoomMessage> said(const QString &name, const QString &text)
{
    return {talk::said(1, name, text, 0)};
}

} // namespace

/// What a notification tells at each level, and how many there are.
class NotificationPolicyTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void oneMessage_data();
    void oneMessage();
    void severalMessages_data();
    void severalMessages();
    void whatIsKeptDecides();
    void burstIsOneNotice();
    void directIsToldAsSuch();
    void aFloodIsHeldBack();
    void roomsAreApart();
    void whatWasSeenIsNotTold();
    void mineAreNotTold();
    void levelHoldsFromHereOn();
    void foreignTextIsHarmless_data();
    void foreignTextIsHarmless();
    void longTextIsCut();

private:
    [[nodiscard]] QList<Notice> dueIn(qint64 ms)
    {
        m_clock.now += ms;
        return m_policy->due();
    }

    HeldClock m_clock;
    std::unique_ptr<NotificationPolicy> m_policy;
};

void NotificationPolicyTest::init()
{
    m_policy = std::make_unique<NotificationPolicy>(m_clock);
}

void NotificationPolicyTest::oneMessage_data()
{
    QTest::addColumn<QString>("kept");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("body");
    const QString who = QStringLiteral("Asha in 10B");
    QTest::newRow("full") << "full" << who << "hello there";
    QTest::newRow("name") << "name" << who << "New message";
    QTest::newRow("nothing") << "nothing"
                             << "Waxwing"
                             << "New message";
}

void NotificationPolicyTest::oneMessage()
{
    QFETCH(QString, kept);
    m_policy->setPrivacy(notificationPrivacy(kept));
    m_policy->heard(lab, labName, said(QStringLiteral("Asha"), QStringLiteral("hello there")));
    QVERIFY(m_policy->due().isEmpty()); // more may come at once
    QCOMPARE(m_policy->nextDueMs(), NotificationPolicy::settleMs);
    const QList<Notice> notices = dueIn(NotificationPolicy::settleMs);
    QCOMPARE(notices.size(), 1);
    QCOMPARE(notices.first().room, lab);
    QTEST(notices.first().title, "title");
    QTEST(notices.first().body, "body");
    QCOMPARE(m_policy->nextDueMs(), -1);
    QVERIFY(dueIn(60'000).isEmpty());
}

void NotificationPolicyTest::severalMessages_data()
{
    QTest::addColumn<QString>("kept");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("body");
    const QString where = QStringLiteral("5 new messages in 10B");
    QTest::newRow("full") << "full" << where << "Asha: the last";
    QTest::newRow("name") << "name" << where << "Asha, Olu, Mei and others";
    QTest::newRow("nothing") << "nothing"
                             << "Waxwing"
                             << "5 new messages";
}

void NotificationPolicyTest::severalMessages()
{
    QFETCH(QString, kept);
    m_policy->setPrivacy(notificationPrivacy(kept));
    for (const char *name : {"Asha", "Ravi", "Mei", "Olu"})
        m_policy->heard(lab, labName, said(QString::fromLatin1(name), QStringLiteral("one of many")));
    m_policy->heard(lab, labName, said(QStringLiteral("Asha"), QStringLiteral("the last")));
    const QList<Notice> notices = dueIn(NotificationPolicy::settleMs);
    QCOMPARE(notices.size(), 1);
    QTEST(notices.first().title, "title");
    QTEST(notices.first().body, "body");
}

void NotificationPolicyTest::whatIsKeptDecides()
{
    QCOMPARE(notificationPrivacy(QStringLiteral("full")), NotificationPrivacy::Full);
    QCOMPARE(notificationPrivacy(QStringLiteral("name")), NotificationPrivacy::Name);
    QCOMPARE(notificationPrivacy(QStringLiteral("nothing")), NotificationPrivacy::Nothing);
    QCOMPARE(notificationPrivacy(QStringLiteral("Full")), NotificationPrivacy::Nothing);
    QCOMPARE(notificationPrivacy({}), NotificationPrivacy::Nothing);
}

/// What was missed during a break comes in pages, a turn of the event loop each.
void NotificationPolicyTest::directIsToldAsSuch()
{
    m_policy->heard(lab, labName, said(QStringLiteral("Asha"), QStringLiteral("psst")), true);
    QCOMPARE(dueIn(NotificationPolicy::settleMs),
             (QList<Notice>{{lab, QStringLiteral("Asha to you alone"), QStringLiteral("psst")}}));
    m_policy->setPrivacy(NotificationPrivacy::Name);
    m_policy->heard(lab, labName, said(QStringLiteral("Asha"), QStringLiteral("psst!")), true);
    QCOMPARE(dueIn(NotificationPolicy::betweenMs),
             (QList<Notice>{{lab, QStringLiteral("Asha to you alone"), QStringLiteral("2 new messages")}}));
    m_policy->setPrivacy(NotificationPrivacy::Nothing);
    m_policy->heard(lab, labName, said(QStringLiteral("Asha"), QStringLiteral("psst!!")), true);
    QCOMPARE(dueIn(NotificationPolicy::betweenMs),
             (QList<Notice>{{lab, QStringLiteral("Waxwing"), QStringLiteral("3 new messages")}}));
}

void NotificationPolicyTest::burstIsOneNotice()
{
    for (int page = 0; page < 6; ++page) {
        m_policy->heard(lab, labName, talk::many(200));
        m_clock.now += 20;
    }
    const QList<Notice> notices = dueIn(NotificationPolicy::settleMs);
    QCOMPARE(notices.size(), 1);
    QCOMPARE(notices.first().title, QStringLiteral("%1 new messages in 10B").arg(QLocale().toString(1'200)));
}

void NotificationPolicyTest::aFloodIsHeldBack()
{
    int told = 0;
    QString last;
    for (int i = 0; i < 600; ++i) { // a minute, ten a second
        m_policy->heard(lab, labName, said(QStringLiteral("Ravi"), QString::number(i)));
        for (const Notice &notice : dueIn(100)) {
            ++told;
            last = notice.body;
        }
    }
    QVERIFY2(told >= 10 && told <= 13, qPrintable(QString::number(told)));
    for (const Notice &notice : dueIn(NotificationPolicy::betweenMs))
        last = notice.body;
    QCOMPARE(last, QStringLiteral("Ravi: 599")); // and nothing is left out
}

void NotificationPolicyTest::roomsAreApart()
{
    m_policy->heard(lab, labName, said(QStringLiteral("Asha"), QStringLiteral("one")));
    QCOMPARE(dueIn(NotificationPolicy::settleMs).size(), 1);
    m_policy->heard(8, QStringLiteral("Club"), said(QStringLiteral("Mei"), QStringLiteral("two")));
    m_policy->heard(lab, labName, said(QStringLiteral("Asha"), QStringLiteral("three")));
    const QList<Notice> soon = dueIn(NotificationPolicy::settleMs);
    QCOMPARE(soon.size(), 1); // the first of its room waits for nobody
    QCOMPARE(soon.first().title, QStringLiteral("Mei in Club"));
    const QList<Notice> later = dueIn(NotificationPolicy::betweenMs);
    QCOMPARE(later.size(), 1);
    QCOMPARE(later.first().title, QStringLiteral("2 new messages in 10B"));
}

void NotificationPolicyTest::whatWasSeenIsNotTold()
{
    m_policy->heard(lab, labName, said(QStringLiteral("Asha"), QStringLiteral("one")));
    m_policy->seen(lab);
    QCOMPARE(m_policy->nextDueMs(), -1);
    QVERIFY(dueIn(NotificationPolicy::betweenMs).isEmpty());
    m_policy->heard(lab, labName, said(QStringLiteral("Asha"), QStringLiteral("two")));
    QCOMPARE(dueIn(NotificationPolicy::settleMs).first().body, QStringLiteral("two")); // counted anew
}

void NotificationPolicyTest::mineAreNotTold()
{
    m_policy->heard(lab, labName, {talk::confirmed(3, 4, QStringLiteral("from here"), 0)});
    QCOMPARE(m_policy->nextDueMs(), -1);
}

void NotificationPolicyTest::levelHoldsFromHereOn()
{
    m_policy->heard(lab, labName, said(QStringLiteral("Asha"), QStringLiteral("secret")));
    m_policy->setPrivacy(NotificationPrivacy::Nothing);
    const Notice notice = dueIn(NotificationPolicy::settleMs).first();
    QVERIFY(!notice.title.contains(QStringLiteral("Asha")) && !notice.title.contains(labName));
    QVERIFY(!notice.body.contains(QStringLiteral("secret")));
}

void NotificationPolicyTest::foreignTextIsHarmless_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("body");
    QTest::newRow("turned round") << "Asha" << QStringLiteral("a\u202Eb") << "Asha in 10B"
                                  << QStringLiteral("a\uFFFDb");
    QTest::newRow("control") << "Asha" << QStringLiteral("a\u001b[31mb") << "Asha in 10B"
                             << QStringLiteral("a\u241b[31mb");
    QTest::newRow("lines") << "Asha" << QStringLiteral("one\n\ntwo\tthree ") << "Asha in 10B"
                           << "one two three";
    QTest::newRow("a name from right to left")
        << QStringLiteral("\u05d0\u05d1") << "x" << QStringLiteral("\u2068\u05d0\u05d1\u2069 in 10B") << "x";
    QTest::newRow("placeholders") << "%2"
                                  << "%1"
                                  << "%2 in 10B"
                                  << "%1";
}

void NotificationPolicyTest::foreignTextIsHarmless()
{
    QFETCH(QString, name);
    QFETCH(QString, text);
    m_policy->heard(lab, labName, said(name, text));
    const Notice notice = dueIn(NotificationPolicy::settleMs).first();
    QTEST(notice.title, "title");
    QTEST(notice.body, "body");
}

void NotificationPolicyTest::longTextIsCut()
{
    const QString family = QStringLiteral("\U0001F468\u200D\U0001F469\u200D\U0001F467"); // one grapheme
    m_policy->heard(lab, labName, said(QStringLiteral("Asha"), family.repeated(400)));
    const QString body = dueIn(NotificationPolicy::settleMs).first().body;
    QCOMPARE(body, family.repeated(160) + u'…');
    m_policy->heard(8, labName, said(QStringLiteral("Asha"), QString(32'000, u'x')));
    QVERIFY(dueIn(NotificationPolicy::settleMs).first().body.size() <= 161);
}

QTEST_GUILESS_MAIN(NotificationPolicyTest)
#include "NotificationPolicyTest.moc"
