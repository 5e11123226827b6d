// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "DirectChoice.h"
#include "DirectClient.h"
#include "Features.h"
#include "HostPlace.h"
#include "ReadyRoom.h"
#include "SettingKeys.h"

#include <QDir>
#include <QTest>

using namespace waxwing;
using namespace waxwing::test;

namespace {

const QString source = QStringLiteral(WAXWING_SOURCE_DIR);
const QString asha = QStringLiteral("asha");
const QString ravi = QStringLiteral("ravi");

/// What a person's direct conversations told.
class Ear
{
public:
    explicit Ear(Visitor &at) : m_client(at.client())
    {
        QObject::connect(&client(), &DirectClient::said, &m_context,
                         [this](const DirectSaidFact &fact) { said.append(fact); });
        QObject::connect(&client(), &DirectClient::toldUpTo, &m_context,
                         [this](const QString &, quint64 counter) { told.append(counter); });
        QObject::connect(&client(), &DirectClient::waits, &m_context,
                         [this](const DirectWaitsFact &fact) { waits.append(fact); });
        QObject::connect(
            &client(), &DirectClient::compared, &m_context,
            [this](const QString &, const DirectDeviceView &device) { compared.append(device); });
        QObject::connect(&client(), &DirectClient::failed, &m_context,
                         [this](const DirectFailedFact &fact) { failed.append(fact); });
        QObject::connect(&client(), &DirectClient::identityChanged, &m_context,
                         [this](const QString &name) { changed.append(name); });
        QObject::connect(&client(), &DirectClient::readUpTo, &m_context,
                         [this](const QString &, quint64 counter) { read = counter; });
        QObject::connect(&client(), &DirectClient::pageRead, &m_context,
                         [this](const DirectPageFact &fact) { page = fact.page; });
    }
    [[nodiscard]] DirectClient &client() { return *m_client.direct(); }
    /// Texts of others, or of this person.
    [[nodiscard]] QStringList texts(bool mine = false) const
    {
        QStringList list;
        for (const DirectSaidFact &fact : said) {
            if (fact.message.isMine() == mine)
                list.append(fact.message.text);
        }
        return list;
    }
    quint64 tell(const QString &name, const QString &text)
    {
        DirectWish wish;
        wish.name = name;
        wish.text = text;
        return client().tell(wish);
    }
    [[nodiscard]] DirectPersonView person(const QString &name)
    {
        for (const DirectPersonView &view : client().people()) {
            if (view.name == name)
                return view;
        }
        return {};
    }

    QList<DirectSaidFact> said;
    QList<quint64> told;
    QList<DirectWaitsFact> waits;
    QList<DirectDeviceView> compared;
    QList<DirectFailedFact> failed;
    QStringList changed;
    quint64 read = 0;
    DirectPage page;

private:
    RoomClient &m_client;
    QObject m_context;
};

} // namespace

/// Two of them are in the room, and see each other.
#define BOTH_ARE_HERE_WITH(settings)                                                                         \
    Visitor one(source, settings);                                                                           \
    Visitor other(source, quickSettings());                                                                  \
    ENTERS(one, m_host, "asha");                                                                             \
    ENTERS(other, m_host, "ravi");                                                                           \
    Ear atOne(one);                                                                                          \
    Ear atOther(other);                                                                                      \
    SEES(one, 2)

#define BOTH_ARE_HERE BOTH_ARE_HERE_WITH(quickSettings())

/// A link that nobody needs any more ends at once.
Settings soonIdle()
{
    Settings settings = quickSettings();
    settings.directIdleMs = 300;
    return settings;
}

/// Direct messages from one guest to another, through a host of this process (PROTOCOL 16).
class DirectTalkTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { qputenv("QT_NO_THREADED_GLIB", "1"); }
    void init();
    void cleanup();
    void whoIsMeant_data();
    void whoIsMeant();
    void whichIdentityIsMeant();
    void bothWays();
    void bothBeginAtOnce();
    void toSomebodyWhoIsAway();
    void whatWaitsSurvivesARestart();
    void repliesEditsAndErasures();
    void readAndWriting();
    void whatWasReadBetweenTwoLinksIsTold();
    void comparisonIsRemembered();
    void whoOnlyCallsIsNobody();
    void aChangedIdentityStops();
    void aRefusedIdentityGetsNothing();
    void afterTheEndOfTheRoom();
    void anotherAccountOfTheSamePc();
    void unknownNamesAndTexts_data();
    void unknownNamesAndTexts();
    void anOlderCopyOfTheVault();
    void anIdleLinkEndsUntilThereIsMore();
    void whoMissedWhatIsGoneIsNotCalledForEver();
    void manyAtOnce();
    void aHostThatKnowsNoCalls();

private:
    std::unique_ptr<Visitor> m_place;
    HostControl *m_host = nullptr;
};

void DirectTalkTest::init()
{
    m_place = std::make_unique<Visitor>(source, quickSettings());
    m_host = openRoom(*m_place);
    OPENS(m_host);
}

void DirectTalkTest::cleanup()
{
    m_host = nullptr;
    m_place.reset();
}

void DirectTalkTest::whoIsMeant_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("known");
    QTest::addColumn<QStringList>("here");
    QTest::addColumn<QString>("meant");
    const QString loud = QStringLiteral("RAVI");
    QTest::newRow("exactly, beside one alike") << ravi << QStringList{loud, ravi} << QStringList() << ravi;
    QTest::newRow("the other one exactly") << loud << QStringList{loud, ravi} << QStringList() << loud;
    QTest::newRow("one of two alike")
        << QStringLiteral("Ravi") << QStringList{ravi} << QStringList{loud} << QString();
    QTest::newRow("known, in any case") << loud << QStringList{ravi} << QStringList{ravi} << ravi;
    QTest::newRow("here, in any case") << loud << QStringList() << QStringList{ravi} << ravi;
    QTest::newRow("new, and like somebody known")
        << loud << QStringList{ravi} << QStringList{loud, ravi} << QString();
    QTest::newRow("new") << ravi << QStringList{asha} << QStringList{ravi} << ravi;
    QTest::newRow("nobody") << ravi << QStringList{asha} << QStringList{asha} << QString();
}

/// A host that lists "RAVI" beside "ravi" gets nothing that was meant for ravi.
void DirectTalkTest::whoIsMeant()
{
    QFETCH(QString, typed);
    QFETCH(QStringList, known);
    QFETCH(QStringList, here);
    QTEST(directChoice::name(typed, known, here), "meant");
}

/// A device id that a host gives to two identities names neither.
void DirectTalkTest::whichIdentityIsMeant()
{
    DirectContact contact;
    for (const char digest : {'a', 'b', 'c'}) {
        DirectIdentity identity;
        identity.digest = Bytes(32, digest);
        identity.device = Bytes(16, digest == 'c' ? '2' : '1');
        contact.identities.push_back(identity);
    }
    const auto meant = [&](const Bytes &which) {
        const DirectIdentity *identity = directChoice::identity(contact, which);
        return identity ? identity->digest : Bytes();
    };
    QCOMPARE(meant(Bytes(16, '1')), Bytes());
    QCOMPARE(meant(Bytes(16, '2')), Bytes(32, 'c'));
    QCOMPARE(meant(Bytes(32, 'a')), Bytes(32, 'a'));
    QCOMPARE(meant(Bytes(32, 'b')), Bytes(32, 'b'));
    QCOMPARE(meant(Bytes(32, 'd')), Bytes());
}

void DirectTalkTest::bothWays()
{
    BOTH_ARE_HERE;
    const quint64 id = atOne.tell(ravi, QStringLiteral("hello"));
    QTRY_COMPARE_WITH_TIMEOUT(atOther.texts(), QStringList{QStringLiteral("hello")}, patience);
    QTRY_COMPARE_WITH_TIMEOUT(atOne.told, QList<quint64>{1}, patience);
    QCOMPARE(atOne.said.size(), 1);
    QCOMPARE(atOne.said.front().localId, id);
    QCOMPARE(atOther.said.front().name, asha);
    QVERIFY(!atOther.said.front().isVerified);
    for (int n = 0; n < 12; ++n)
        atOther.tell(QStringLiteral("ASHA"), QString::number(n)); // in any case
    QTRY_COMPARE_WITH_TIMEOUT(atOne.texts().size(), 12, patience);
    for (int n = 0; n < 12; ++n)
        QCOMPARE(atOne.texts().at(n), QString::number(n));
    QTRY_COMPARE_WITH_TIMEOUT(atOther.told.isEmpty() ? 0 : atOther.told.back(), quint64(12), patience);
    QTRY_COMPARE(atOther.person(asha).waiting, 0U);
    QVERIFY(atOne.person(ravi).isHere && atOne.person(ravi).isLinked && !atOne.person(ravi).isStopped);
    QTRY_COMPARE_WITH_TIMEOUT(atOne.person(ravi).unread, 12U, patience);
    QVERIFY(one.messages.isEmpty() && other.messages.isEmpty()); // nothing of it in the room
}

void DirectTalkTest::bothBeginAtOnce()
{
    BOTH_ARE_HERE;
    for (int round = 1; round <= 3; ++round) {
        atOne.tell(ravi, QStringLiteral("one %1").arg(round));
        atOther.tell(asha, QStringLiteral("other %1").arg(round));
        QTRY_COMPARE_WITH_TIMEOUT(atOther.texts().size(), round, patience);
        QTRY_COMPARE_WITH_TIMEOUT(atOne.texts().size(), round, patience);
    }
    QTRY_COMPARE(atOne.person(ravi).waiting, 0U);
}

void DirectTalkTest::toSomebodyWhoIsAway()
{
    BOTH_ARE_HERE;
    atOne.tell(ravi, QStringLiteral("first"));
    QTRY_COMPARE_WITH_TIMEOUT(atOther.texts().size(), 1, patience);
    QTRY_COMPARE_WITH_TIMEOUT(atOne.told.size(), 1, patience);
    QTRY_COMPARE_WITH_TIMEOUT(atOne.person(ravi).waiting, 0U, patience); // or this one waits for them, too
    other.client().leave();
    SEES(one, 1);
    const quint64 id = atOne.tell(ravi, QStringLiteral("while you were out"));
    QTRY_COMPARE_WITH_TIMEOUT(atOne.waits.size(), 1, patience);
    QCOMPARE(atOne.waits.front().reason, Code::NotHere);
    QCOMPARE(atOne.waits.front().localId, id);
    QCOMPARE(atOne.waits.front().waiting, 1U);
    COMES_BACK(other, m_host, "ravi");
    QTRY_COMPARE_WITH_TIMEOUT(atOther.texts(),
                              (QStringList{QStringLiteral("first"), QStringLiteral("while you were out")}),
                              patience);
    QTRY_COMPARE_WITH_TIMEOUT(atOne.told.back(), quint64(2), patience);
}

void DirectTalkTest::whatWaitsSurvivesARestart()
{
    Visitor other(source, quickSettings());
    ENTERS(other, m_host, "ravi");
    Ear atOther(other);
    QTemporaryDir folder;
    const QString profile = folder.path() + QStringLiteral("/p");
    {
        Visitor one(source, quickSettings(), profile);
        ENTERS(one, m_host, "asha");
        Ear atOne(one);
        SEES(one, 2);
        atOne.tell(ravi, QStringLiteral("first"));
        QTRY_COMPARE_WITH_TIMEOUT(atOther.texts().size(), 1, patience);
        QTRY_COMPARE_WITH_TIMEOUT(atOne.told.size(), 1, patience); // or it waits with the others
        other.client().leave();
        SEES(one, 1);
        for (int n = 0; n < 100; ++n) // more than may be untold
            atOne.tell(ravi, QString::number(n));
        QTRY_COMPARE_WITH_TIMEOUT(atOne.texts(true).size(), 101, patience);
    }
    Visitor one(source, quickSettings(), profile);
    COMES_BACK(one, m_host, "asha");
    Ear atOne(one);
    QTRY_COMPARE_WITH_TIMEOUT(atOne.person(ravi).waiting, 100U, patience);
    COMES_BACK(other, m_host, "ravi");
    QTRY_COMPARE_WITH_TIMEOUT(atOther.texts().size(), 101, patience);
    for (int n = 0; n < 100; ++n)
        QCOMPARE(atOther.texts().at(n + 1), QString::number(n));
    QTRY_COMPARE_WITH_TIMEOUT(atOne.person(ravi).waiting, 0U, patience);
}

void DirectTalkTest::repliesEditsAndErasures()
{
    BOTH_ARE_HERE;
    atOne.tell(ravi, QStringLiteral("lunch?"));
    QTRY_COMPARE_WITH_TIMEOUT(atOther.said.size(), 1, patience);
    const Bytes device = atOther.said.front().message.device;
    atOther.client().tell({asha, QStringLiteral("at noon"), Act::Reply, device, 1});
    QTRY_COMPARE_WITH_TIMEOUT(atOne.texts().size(), 1, patience);
    const DirectMessage reply = atOne.said.back().message;
    QVERIFY(reply.act == Act::Reply && reply.target == 1 && reply.targetDevice == device);
    atOne.client().tell({ravi, QStringLiteral("dinner?"), Act::Edit, {}, 1});
    atOther.client().tell({asha, QStringLiteral("forged"), Act::Edit, device, 1}); // not theirs
    atOther.client().tell({asha, {}, Act::Erase, {}, 1});
    QTRY_COMPARE_WITH_TIMEOUT(atOther.texts().size(), 2, patience);
    QTRY_COMPARE_WITH_TIMEOUT(atOne.texts().size(), 2, patience); // the forged one is not told of
    atOne.client().readBefore(ravi, 0, 10);
    QTRY_COMPARE_WITH_TIMEOUT(atOne.page.messages.size(), std::size_t(2), patience);
    QCOMPARE(atOne.page.messages[0].text, QStringLiteral("dinner?"));
    QVERIFY(atOne.page.messages[0].isEdited && atOne.page.messages[1].isErased);
    atOther.client().readBefore(asha, 0, 10);
    QTRY_COMPARE_WITH_TIMEOUT(atOther.page.messages.size(), std::size_t(2), patience);
    QCOMPARE(atOther.page.messages[0].text, QStringLiteral("dinner?"));
    QVERIFY(atOther.page.messages[1].isErased && atOther.page.messages[1].text.isEmpty());
}

void DirectTalkTest::readAndWriting()
{
    BOTH_ARE_HERE;
    atOne.tell(ravi, QStringLiteral("one"));
    atOne.tell(ravi, QStringLiteral("two"));
    QTRY_COMPARE_WITH_TIMEOUT(atOther.said.size(), 2, patience);
    QTRY_COMPARE(atOther.person(asha).unread, 2U);
    atOther.client().setDraft(QStringLiteral("ASHA"),
                              QStringLiteral("in any case")); // no second conversation
    QTRY_COMPARE(atOther.person(asha).draft, QStringLiteral("in any case"));
    atOther.client().setDraft(QStringLiteral("nobody"), QStringLiteral("to whom?"));
    QCOMPARE(atOther.client().people().size(), 1);
    atOther.client().markRead(QStringLiteral("Asha"), atOther.said.front().message.id, true);
    QTRY_COMPARE_WITH_TIMEOUT(atOne.read, quint64(1), patience);
    atOther.client().markRead(asha, atOther.said.back().message.id, false); // not to be told
    QTRY_COMPARE(atOther.person(asha).unread, 0U);
    atOther.client().setWriting(asha, true);
    QTRY_COMPARE_WITH_TIMEOUT(atOne.client().writers(), QStringList{ravi}, patience);
    atOther.tell(asha, QStringLiteral("three"));
    QTRY_COMPARE_WITH_TIMEOUT(atOne.client().writers(), QStringList(), patience);
    QCOMPARE(atOne.read, quint64(1));
}

/// The next link tells it, unless it was not to be told.
void DirectTalkTest::whatWasReadBetweenTwoLinksIsTold()
{
    BOTH_ARE_HERE_WITH(soonIdle());
    for (int n = 1; n <= 3; ++n)
        atOne.tell(ravi, QString::number(n));
    QTRY_COMPARE_WITH_TIMEOUT(atOther.said.size(), 3, patience);
    QTRY_VERIFY_WITH_TIMEOUT(!atOne.told.isEmpty() && atOne.told.back() == 3, patience);
    QTRY_VERIFY_WITH_TIMEOUT(!atOther.person(asha).isLinked, patience);
    atOther.client().markRead(asha, atOther.said[1].message.id, true);
    QTRY_COMPARE_WITH_TIMEOUT(atOther.person(asha).unread, 1U, patience);
    QCOMPARE(atOne.read, quint64(0));
    atOne.tell(ravi, QStringLiteral("4"));
    QTRY_COMPARE_WITH_TIMEOUT(atOne.read, quint64(2), patience);
    QTRY_COMPARE_WITH_TIMEOUT(atOther.said.size(), 4, patience); // so it has been shown as linked again
    QTRY_VERIFY_WITH_TIMEOUT(!atOther.person(asha).isLinked, patience);
    atOther.client().markRead(asha, atOther.said[2].message.id, true);
    atOther.client().markRead(asha, atOther.said[3].message.id, false); // nobody is to know any more
    QTRY_COMPARE_WITH_TIMEOUT(atOther.person(asha).unread, 0U, patience);
    atOne.tell(ravi, QStringLiteral("5"));
    QTRY_COMPARE_WITH_TIMEOUT(atOne.told.back(), quint64(5), patience);
    QTRY_COMPARE_WITH_TIMEOUT(atOther.said.size(), 5, patience);
    QTRY_VERIFY_WITH_TIMEOUT(!atOther.person(asha).isLinked, patience);
    QCOMPARE(atOne.read, quint64(2));
}

void DirectTalkTest::comparisonIsRemembered()
{
    QTemporaryDir folder;
    const QString profile = folder.path() + QStringLiteral("/p");
    Visitor other(source, quickSettings());
    ENTERS(other, m_host, "ravi");
    Ear atOther(other);
    {
        Visitor one(source, quickSettings(), profile);
        ENTERS(one, m_host, "asha");
        Ear atOne(one);
        SEES(one, 2);
        atOne.client().compare(ravi); // nothing was said yet
        QTRY_COMPARE_WITH_TIMEOUT(atOne.compared.size(), 1, patience);
        atOther.client().compare(asha);
        QTRY_COMPARE_WITH_TIMEOUT(atOther.compared.size(), 1, patience);
        const QString code = atOne.compared.front().code;
        QCOMPARE(code.size(), 60);
        QCOMPARE(atOther.compared.front().code, code);
        atOne.client().verify(ravi, QString(60, u'1'));
        QTRY_COMPARE_WITH_TIMEOUT(atOne.failed.size(), 1, patience);
        QCOMPARE(atOne.failed.front().error.code, Code::AnotherIdentity);
        QVERIFY(!atOne.person(ravi).isVerified());
        atOne.client().verify(ravi, code.left(30) + u' ' + code.mid(30));
        QTRY_VERIFY_WITH_TIMEOUT(atOne.person(ravi).isVerified(), patience);
        atOther.tell(asha, QStringLiteral("it is me"));
        QTRY_COMPARE_WITH_TIMEOUT(atOne.said.size(), 1, patience);
        QVERIFY(atOne.said.front().isVerified);
    }
    Visitor one(source, quickSettings(), profile);
    COMES_BACK(one, m_host, "asha");
    Ear atOne(one);
    atOther.tell(asha, QStringLiteral("still me"));
    QTRY_COMPARE_WITH_TIMEOUT(atOne.said.size(), 1, patience);
    QVERIFY(atOne.said.front().isVerified && atOne.person(ravi).isVerified());
}

/// A call costs a stranger nothing: it makes no conversation, and what they say first does.
void DirectTalkTest::whoOnlyCallsIsNobody()
{
    BOTH_ARE_HERE;
    atOne.client().compare(ravi);
    QTRY_COMPARE_WITH_TIMEOUT(atOne.compared.size(), 1, patience);
    QTRY_VERIFY_WITH_TIMEOUT(atOne.person(ravi).isLinked, patience);
    one.client().say(QStringLiteral("behind it"));
    QTRY_COMPARE_WITH_TIMEOUT(other.messages.size(), 1, patience);
    QVERIFY(atOther.client().people().isEmpty());
    atOne.tell(ravi, QStringLiteral("hello"));
    QTRY_COMPARE_WITH_TIMEOUT(atOther.texts(), QStringList{QStringLiteral("hello")}, patience);
    QTRY_COMPARE_WITH_TIMEOUT(atOne.told.size(), 1, patience);
    const DirectPersonView view = atOther.person(asha);
    QCOMPARE(view.devices.size(), 1);
    QCOMPARE(view.devices.front().trust, DirectTrust::Pinned);
    QCOMPARE(view.devices.front().code, atOne.compared.front().code); // proved by that call
    atOther.client().verify(asha, view.devices.front().code);
    QTRY_VERIFY_WITH_TIMEOUT(atOther.person(asha).isVerified(), patience);
}

/// The same account with another identity: a lost vault, or a host that puts its own in its place.
void DirectTalkTest::aChangedIdentityStops()
{
    Visitor one(source, quickSettings());
    ENTERS(one, m_host, "asha");
    Ear atOne(one);
    {
        Visitor other(source, quickSettings());
        ENTERS(other, m_host, "ravi");
        Ear atOther(other);
        SEES(one, 2);
        atOne.tell(ravi, QStringLiteral("hello"));
        QTRY_COMPARE_WITH_TIMEOUT(atOther.said.size(), 1, patience);
        QTRY_COMPARE_WITH_TIMEOUT(atOne.told.size(), 1, patience);
        QTRY_COMPARE_WITH_TIMEOUT(atOne.person(ravi).waiting, 0U, patience); // or it is told why it waits
        other.client().leave();
        SEES(one, 1);
    }
    Visitor other(source, quickSettings()); // another PC: another vault
    COMES_BACK(other, m_host, "ravi");
    Ear atOther(other);
    SEES(other, 2);
    QTRY_COMPARE_WITH_TIMEOUT(atOne.changed, QStringList{ravi}, patience);
    QTRY_VERIFY_WITH_TIMEOUT(atOne.person(ravi).isStopped, patience);
    atOne.tell(ravi, QStringLiteral("for ravi alone"));
    QTRY_COMPARE_WITH_TIMEOUT(atOne.waits.size(), 1, patience);
    QCOMPARE(atOne.waits.front().reason, Code::AnotherIdentity);
    atOther.tell(asha, QStringLiteral("let me in"));
    QTRY_COMPARE_WITH_TIMEOUT(atOther.texts(true).size(), 1, patience);
    // It may be compared, by calling it: nothing else goes over that link.
    atOne.client().compare(ravi);
    const auto isProved = [&] {
        for (const DirectDeviceView &device : atOne.compared) {
            if (device.trust == DirectTrust::Undecided && device.code.size() == 60)
                return true;
        }
        return false;
    };
    QTRY_VERIFY_WITH_TIMEOUT((atOne.client().compare(ravi), isProved()), patience);
    QVERIFY(atOther.texts().isEmpty() && atOne.texts().isEmpty());
    const DirectDeviceView stranger = atOne.compared.back();
    atOne.client().decide(ravi, stranger.identity, DirectTrust::Pinned);
    QTRY_COMPARE_WITH_TIMEOUT(atOther.texts(), QStringList{QStringLiteral("for ravi alone")}, patience);
    QTRY_COMPARE_WITH_TIMEOUT(atOne.texts(), QStringList{QStringLiteral("let me in")}, patience);
    QVERIFY(!atOne.person(ravi).isStopped);
}

void DirectTalkTest::aRefusedIdentityGetsNothing()
{
    BOTH_ARE_HERE;
    atOne.tell(ravi, QStringLiteral("hello"));
    QTRY_COMPARE_WITH_TIMEOUT(atOther.said.size(), 1, patience);
    const Bytes device = atOne.person(ravi).devices.front().device;
    atOne.client().decide(ravi, device, DirectTrust::Refused);
    QTRY_VERIFY_WITH_TIMEOUT(!atOne.person(ravi).isLinked, patience);
    atOne.tell(ravi, QStringLiteral("not for you"));
    atOther.tell(asha, QStringLiteral("why?"));
    QTRY_VERIFY_WITH_TIMEOUT(!atOther.waits.isEmpty(), patience);
    QCOMPARE(atOther.waits.front().reason, Code::CallDeclined);
    QCOMPARE(atOther.texts().size(), 1);
    QVERIFY(atOne.texts().isEmpty());
}

/// What is written when the room is over waits in the same conversation for the next time.
void DirectTalkTest::afterTheEndOfTheRoom()
{
    BOTH_ARE_HERE;
    atOne.tell(ravi, QStringLiteral("hello"));
    QTRY_COMPARE_WITH_TIMEOUT(atOther.said.size(), 1, patience);
    QTRY_COMPARE_WITH_TIMEOUT(atOne.told.size(), 1, patience);
    m_host->close(Code::RoomClosed);
    QTRY_COMPARE_WITH_TIMEOUT(one.client().stage(), RoomStage::Ended, patience);
    QTRY_COMPARE_WITH_TIMEOUT(other.client().stage(), RoomStage::Ended, patience);
    atOne.tell(ravi, QStringLiteral("too late"));
    QTRY_COMPARE_WITH_TIMEOUT(atOne.texts(true).size(), 2, patience);
    QCOMPARE(atOne.client().people().size(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(atOne.waits.size(), 1, patience);
    QCOMPARE(atOne.waits.front().reason, Code::Lost);
    QVERIFY(!atOne.person(ravi).isHere);
    QTRY_COMPARE_WITH_TIMEOUT(m_host->state(), HostControl::State::Closed, patience);
    HostControl *again = openRoom(*m_place);
    OPENS(again);
    COMES_BACK(one, again, "asha");
    QTRY_COMPARE_WITH_TIMEOUT(atOne.person(ravi).waiting, 1U, patience);
    COMES_BACK(other, again, "ravi");
    QTRY_COMPARE_WITH_TIMEOUT(atOther.texts(),
                              (QStringList{QStringLiteral("hello"), QStringLiteral("too late")}), patience);
    QCOMPARE(atOne.client().people().size(), 1);
    QCOMPARE(atOne.person(ravi).devices.size(), 1);
}

void DirectTalkTest::anotherAccountOfTheSamePc()
{
    Visitor other(source, quickSettings());
    ENTERS(other, m_host, "ravi");
    Ear atOther(other);
    Visitor one(source, quickSettings());
    ENTERS(one, m_host, "asha");
    Ear atOne(one);
    SEES(one, 2);
    other.client().leave();
    SEES(one, 1);
    atOne.tell(ravi, QStringLiteral("as asha")); // nobody knows ravi here: never talked with, and away
    QTRY_COMPARE_WITH_TIMEOUT(atOne.failed.size(), 1, patience);
    COMES_BACK(other, m_host, "ravi");
    SEES(one, 2);
    atOne.tell(ravi, QStringLiteral("hello"));
    QTRY_COMPARE_WITH_TIMEOUT(atOther.said.size(), 1, patience);
    other.client().leave();
    SEES(one, 1);
    atOne.tell(ravi, QStringLiteral("as asha"));
    one.client().leave(); // the vault's answer comes to nobody
    QTRY_COMPARE_WITH_TIMEOUT(one.client().stage(), RoomStage::Idle, patience);
    ENTERS(one, m_host, "mei");
    QVERIFY(atOne.client().people().isEmpty());
    COMES_BACK(other, m_host, "ravi");
    SEES(one, 2);
    atOne.tell(ravi, QStringLiteral("as mei"));
    QTRY_COMPARE_WITH_TIMEOUT(atOther.said.size(), 2, patience);
    QCOMPARE(atOther.said.back().name, QStringLiteral("mei"));
    QCOMPARE(atOther.said.back().message.text, QStringLiteral("as mei"));
    one.client().leave();
    QTRY_COMPARE_WITH_TIMEOUT(one.client().stage(), RoomStage::Idle, patience);
    COMES_BACK(one, m_host, "asha");
    QTRY_COMPARE_WITH_TIMEOUT(atOther.said.size(), 3, patience);
    QCOMPARE(atOther.said.back().name, asha);
    QCOMPARE(atOther.said.back().message.text, QStringLiteral("as asha"));
}

void DirectTalkTest::unknownNamesAndTexts_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    QTest::addColumn<quint64>("target");
    QTest::addColumn<Code>("code");
    QTest::newRow("nobody") << QStringLiteral("nobody") << QStringLiteral("x") << quint64(0)
                            << Code::NameUnknown;
    QTest::newRow("oneself") << asha << QStringLiteral("x") << quint64(0) << Code::NameUnknown;
    QTest::newRow("nothing") << ravi << QString() << quint64(0) << Code::TextEmpty;
    QTest::newRow("too long") << ravi << QString(32 * 1024 + 1, u'x') << quint64(0) << Code::TextTooLong;
    QTest::newRow("a target that cannot be") << ravi << QStringLiteral("x") << ~quint64(0) << Code::Malformed;
}

void DirectTalkTest::unknownNamesAndTexts()
{
    QFETCH(QString, name);
    QFETCH(QString, text);
    QFETCH(quint64, target);
    QFETCH(Code, code);
    Visitor one(source, quickSettings());
    Visitor other(source, quickSettings());
    ENTERS(one, m_host, "asha");
    ENTERS(other, m_host, "ravi");
    Ear atOne(one);
    SEES(one, 2);
    DirectWish wish{name, text, {}, {}, target};
    if (target != 0)
        wish.act = Act::Reply;
    const quint64 id = atOne.client().tell(wish);
    QTRY_COMPARE_WITH_TIMEOUT(atOne.failed.size(), 1, patience);
    QCOMPARE(atOne.failed.front().error.code, code);
    QCOMPARE(atOne.failed.front().localId, id);
    QVERIFY(atOne.said.isEmpty() && atOne.client().people().isEmpty());
}

void DirectTalkTest::anOlderCopyOfTheVault()
{
    QTemporaryDir folder;
    const QString profile = folder.path() + QStringLiteral("/p");
    const QString copy = folder.path() + QStringLiteral("/copy");
    Visitor other(source, quickSettings());
    ENTERS(other, m_host, "ravi");
    Ear atOther(other);
    for (int round = 0; round < 3; ++round) {
        if (round == 2) { // as it stood after the first round
            QVERIFY(QDir(profile + QStringLiteral("/vaults")).removeRecursively());
            QVERIFY(QDir().rename(copy, profile + QStringLiteral("/vaults")));
        }
        {
            Visitor one(source, quickSettings(), profile);
            if (round == 0)
                ENTERS(one, m_host, "asha");
            else
                COMES_BACK(one, m_host, "asha");
            Ear atOne(one);
            SEES(one, 2);
            atOne.tell(ravi, QStringLiteral("first of %1").arg(round));
            atOne.tell(ravi, QStringLiteral("second of %1").arg(round));
            QTRY_COMPARE_WITH_TIMEOUT(atOther.texts().size(), 2 * round + 2, patience);
            QCOMPARE(atOther.texts().back(), QStringLiteral("second of %1").arg(round));
            QTRY_COMPARE_WITH_TIMEOUT(atOne.person(ravi).waiting, 0U, patience);
        }
        if (round != 0)
            continue;
        QVERIFY(QDir().mkpath(copy));
        for (const QString &name : QDir(profile + QStringLiteral("/vaults")).entryList(QDir::Files))
            QVERIFY(QFile::copy(profile + QStringLiteral("/vaults/") + name, copy + u'/' + name));
    }
}

void DirectTalkTest::anIdleLinkEndsUntilThereIsMore()
{
    BOTH_ARE_HERE_WITH(soonIdle());
    int links = 0;
    QObject context;
    connect(&atOther.client(), &DirectClient::peopleChanged, &context, [&, was = false]() mutable {
        const bool is = atOther.person(asha).isLinked;
        links += is && !std::exchange(was, is) ? 1 : 0;
        was = is;
    });
    atOne.client().compare(ravi); // nothing else: it is called once
    QTRY_COMPARE_WITH_TIMEOUT(atOne.compared.size(), 1, patience);
    atOne.tell(ravi, QStringLiteral("one"));
    QTRY_COMPARE_WITH_TIMEOUT(atOne.told.size(), 1, patience);
    QTRY_VERIFY_WITH_TIMEOUT(!atOne.person(ravi).isLinked, patience);
    const int before = links;
    QTest::qWait(2'500); // longer than a call that failed would wait
    QCOMPARE(links, before);
    QVERIFY(!atOne.person(ravi).isLinked);
    atOther.tell(asha, QStringLiteral("two"));
    QTRY_COMPARE_WITH_TIMEOUT(atOne.texts(), QStringList{QStringLiteral("two")}, patience);
    QTRY_VERIFY_WITH_TIMEOUT(links > before, patience);
}

/// Nothing is kept, and another device of theirs was told: this one is owed nothing, and let alone.
void DirectTalkTest::whoMissedWhatIsGoneIsNotCalledForEver()
{
    Visitor one(source, soonIdle());
    Visitor other(source, quickSettings());
    Visitor second(source, quickSettings());
    ENTERS(other, m_host, "ravi");
    COMES_BACK(second, m_host, "ravi");
    ENTERS(one, m_host, "asha");
    Ear atOne(one);
    Ear atOther(other);
    Ear atSecond(second);
    SEES(one, 2);
    atOne.tell(ravi, QStringLiteral("to both"));
    QTRY_COMPARE_WITH_TIMEOUT(atOther.texts().size(), 1, patience);
    QTRY_COMPARE_WITH_TIMEOUT(atSecond.texts().size(), 1, patience);
    one.engine().setSetting(settingKey::keepDays.key(), -1);
    second.client().leave();
    QTRY_COMPARE_WITH_TIMEOUT(second.client().stage(), RoomStage::Idle, patience);
    atOne.tell(ravi, QStringLiteral("to one alone"));
    QTRY_COMPARE_WITH_TIMEOUT(atOther.texts().size(), 2, patience);
    QTRY_VERIFY_WITH_TIMEOUT(!atOne.told.isEmpty() && atOne.told.back() == 2, patience);
    int links = 0;
    QObject context;
    connect(&atSecond.client(), &DirectClient::peopleChanged, &context, [&, was = false]() mutable {
        const bool is = atSecond.person(asha).isLinked;
        links += is && !was ? 1 : 0;
        was = is;
    });
    COMES_BACK(second, m_host, "ravi");
    QTRY_COMPARE_WITH_TIMEOUT(links, 1, patience);
    QTRY_VERIFY_WITH_TIMEOUT(!atSecond.person(asha).isLinked, patience);
    atOther.tell(asha, QStringLiteral("still here"));
    QTRY_COMPARE_WITH_TIMEOUT(atOne.texts().size(), 1, patience);
    QTest::qWait(2'500); // longer than another call takes
    QCOMPARE(links, 1);
    QCOMPARE(atSecond.texts().size(), 1);
}

void DirectTalkTest::manyAtOnce()
{
    constexpr int count = 300;
    BOTH_ARE_HERE;
    const QString filler(5'000, u'x');
    for (int n = 0; n < count; ++n)
        atOne.tell(ravi, QString::number(n) + filler);
    QTRY_COMPARE_WITH_TIMEOUT(atOther.texts().size(), count, patience);
    for (int n = 0; n < count; ++n)
        QCOMPARE(atOther.texts().at(n), QString::number(n) + filler);
    QTRY_COMPARE_WITH_TIMEOUT(atOne.told.back(), quint64(count), patience);
}

void DirectTalkTest::aHostThatKnowsNoCalls()
{
    Visitor place(source, quickSettings());
    HostOptions options;
    layRoom(place.folder());
    options.room = QStringLiteral("10B");
    options.port = 0;
    options.bindAddresses = {QStringLiteral("127.0.0.1")};
    options.settings = quickSettings();
    options.features = {features::keyLog(), features::talk()};
    HostControl *host = place.engine().makeHost(options, &place);
    OPENS(host);
    Visitor one(source, quickSettings());
    Visitor other(source, quickSettings());
    ENTERS(one, host, "asha");
    ENTERS(other, host, "ravi");
    Ear atOne(one);
    SEES(one, 2);
    atOne.tell(ravi, QStringLiteral("hello"));
    QTRY_COMPARE_WITH_TIMEOUT(atOne.waits.size(), 1, patience);
    QCOMPARE(atOne.waits.front().reason, Code::NotOffered);
    one.client().say(QStringLiteral("to all"));
    QTRY_COMPARE_WITH_TIMEOUT(other.texts(), QStringList{QStringLiteral("asha: to all")}, patience);
}

QTEST_GUILESS_MAIN(DirectTalkTest)
#include "DirectTalkTest.moc"
