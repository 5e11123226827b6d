// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Limits.h"
#include "OtherHand.h"
#include "VaultDirect.h"
#include "VaultFixture.h"

#include <QFile>
#include <QTest>

using namespace waxwing;

/// Direct conversations in a vault (PROTOCOL 16.5, DESIGN §3).
class VaultDirectTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<VaultFixture>(); }
    void oneConversationAName();
    void countersRiseOverRestarts();
    void whatCameIsStoredOnce();
    void toldMovesOnAndNeverBack();
    void anOlderCopyGoesOnAbove();
    void whatWaitsMeansWhatMovedWithIt();
    void whatIsGoneIsOwedToNobody();
    void identitiesStay();
    void onlyTheAuthorChanges_data();
    void onlyTheAuthorChanges();
    void whatAnotherWroteStaysOnceItIsCompared();
    void erasedIsInNoRow();
    void pages();
    void unreadIsCounted();
    void keepsNothingWhenAsked();
    void whatIsNotKeptIsCountedAndRead();
    void whatIsNotKeptIsChangedAllTheSame();
    void retentionLeavesWhatWaits();
    void retentionIsASliceOverAllConversations();
    void retentionGoesOnBehindWhatDoesNotOpen();
    void nothingStandsInTheClear();
    void anUndoneTransactionIsForgotten();
    void aDamagedIdentityIsNotForgotten();
    void whatCannotBeReadAnewIsNotForgotten();
    void aFileIsKeptWithItsMessage();
    void aFileIsGivenNoMoreOnceErased();
    void filesOfWhatIsGoneAreTold();

private:
    /// A file told to ravi in one transaction; `fails` undoes it.
    static bool tellsFile(VaultSession &session, char file, bool fails = false)
    {
        KeptTransfer offer;
        offer.id = file;
        offer.isUpload = true;
        offer.party.name = ravi;
        offer.note = {Bytes(16, file), QStringLiteral("notes.pdf"), 7, Bytes(32, 'd')};
        DirectMessage telling = message(0, QStringLiteral("a file"), 'm');
        telling.file = offer.note;
        const auto work = [&](VaultDirect &direct, bool) -> Result<void> {
            if (!direct.say(ravi, telling) || fails)
                return failure(Code::StorageFailed);
            return {};
        };
        return session.direct(work, Durability::Full, offer).has_value();
    }
    static QList<Bytes> filesGiven(VaultSession &session)
    {
        QList<Bytes> files;
        const auto contents = session.contents();
        for (const KeptTransfer &kept : contents ? contents->transfers : std::vector<KeptTransfer>())
            files.append(kept.note.id);
        return files;
    }
    static Bytes digest(char mark) { return Bytes(limits::hashSize, mark); }
    static Bytes device(char mark) { return Bytes(limits::deviceSize, mark); }
    static DirectIdentity identity(char mark, DirectTrust trust = DirectTrust::Pinned)
    {
        DirectIdentity made;
        made.digest = digest(mark);
        made.device = device(mark);
        made.trust = trust;
        return made;
    }
    static DirectMessage message(quint64 counter, const QString &text, char from = 'r')
    {
        DirectMessage made;
        made.counter = counter;
        made.text = text;
        made.device = device(from);
        made.timeMs = 5;
        return made;
    }
    static DirectMessage change(Act act, char targetDevice, quint64 target, quint64 counter = 0,
                                char from = 'm')
    {
        DirectMessage made =
            message(counter, act == Act::Erase ? erasedText() : QStringLiteral("changed"), from);
        made.act = act;
        made.targetDevice = device(targetDevice);
        made.target = target;
        return made;
    }
    /// What it gives, in a transaction of its own.
    template <class Work> static auto in(VaultSession &session, Work work)
    {
        std::invoke_result_t<Work, VaultDirect &> result;
        const auto done = session.direct([&](VaultDirect &direct, bool) -> Result<void> {
            result = work(direct);
            return result ? Result<void>() : tl::make_unexpected(result.error());
        });
        return done ? result : decltype(result)(tl::make_unexpected(done.error()));
    }
    static DirectContact contact(VaultSession &session, const QString &name)
    {
        DirectContact found;
        (void)session.direct([&](VaultDirect &direct, bool) -> Result<void> {
            found = direct.contact(name).value_or(DirectContact());
            return {};
        });
        return found;
    }
    static Result<DirectMessage> say(VaultSession &session, const DirectMessage &what)
    {
        return in(session, [&](VaultDirect &direct) { return direct.say(ravi, what); });
    }
    static Result<std::vector<DirectMessage>> take(VaultSession &session, char from,
                                                   const std::vector<DirectMessage> &messages)
    {
        return in(session,
                  [&](VaultDirect &direct) { return direct.take(ravi, digest(from), messages, false); });
    }
    static bool knows(VaultSession &session, const DirectIdentity &identity)
    {
        return session.direct([&](VaultDirect &direct, bool) { return direct.keepIdentity(ravi, identity); })
            .has_value();
    }
    static QStringList texts(VaultSession &session)
    {
        QStringList list;
        const auto page = in(session, [](VaultDirect &direct) { return direct.before(ravi, 0, 100); });
        for (const DirectMessage &one : page ? page->messages : std::vector<DirectMessage>())
            list.append(one.isErased ? QStringLiteral("-") : one.text);
        return list;
    }

    inline static const QString ravi = QStringLiteral("Ravi");
    std::unique_ptr<VaultFixture> m_fixture;
};

#define OPEN(session)                                                                                        \
    auto session = m_fixture->open();                                                                        \
    QVERIFY(session)

void VaultDirectTest::oneConversationAName()
{
    {
        OPEN(session);
        QVERIFY(say(*session, message(0, QStringLiteral("before we met"), 'm')));
        QVERIFY(knows(*session, identity('r')));
        session->close();
    }
    OPEN(session);
    QVERIFY(say(*session, message(0, QStringLiteral("and after"), 'm')));
    QVERIFY(knows(*session, identity('r', DirectTrust::Verified)));
    std::vector<DirectContact> all;
    QVERIFY(session->direct([&](VaultDirect &direct, bool) -> Result<void> {
        all = direct.contacts();
        return {};
    }));
    QCOMPARE(all.size(), std::size_t(1));
    QCOMPARE(all.front().identities.size(), std::size_t(1));
    QCOMPARE(all.front().identities.front().trust, DirectTrust::Verified);
    QCOMPARE(texts(*session), (QStringList{QStringLiteral("before we met"), QStringLiteral("and after")}));
}

void VaultDirectTest::countersRiseOverRestarts()
{
    for (quint64 n = 1; n <= 3; ++n) {
        OPEN(session);
        const auto said = say(*session, message(0, QString::number(n), 'm'));
        QVERIFY(said);
        QCOMPARE(said->counter, n);
        QCOMPARE(contact(*session, ravi).waiting, n);
        session->close();
    }
    OPEN(session);
    const auto waiting =
        in(*session, [](VaultDirect &direct) { return direct.outgoing(ravi, 1, 10, 1'000'000); });
    QVERIFY(waiting);
    QCOMPARE(waiting->size(), std::size_t(2));
    QCOMPARE(waiting->front().counter, 2U);
    QCOMPARE(waiting->front().text, QStringLiteral("2"));
}

void VaultDirectTest::whatCameIsStoredOnce()
{
    {
        OPEN(session);
        QVERIFY(knows(*session, identity('r')));
        const auto first =
            take(*session, 'r', {message(3, QStringLiteral("three")), message(7, QStringLiteral("seven"))});
        QVERIFY(first && first->size() == 2);
        session->close();
    }
    OPEN(session);
    const auto again = take(*session, 'r',
                            {message(3, QStringLiteral("again")), message(7, QStringLiteral("again")),
                             message(8, QStringLiteral("eight"))});
    QVERIFY(again);
    QCOMPARE(again->size(), std::size_t(1));
    QCOMPARE(contact(*session, ravi).identities.front().taken, 8U);
    QCOMPARE(texts(*session),
             (QStringList{QStringLiteral("three"), QStringLiteral("seven"), QStringLiteral("eight")}));
    QVERIFY(!take(*session, 'x', {message(1, QStringLiteral("of nobody"))}));
}

void VaultDirectTest::toldMovesOnAndNeverBack()
{
    OPEN(session);
    QVERIFY(knows(*session, identity('r')));
    QVERIFY(knows(*session, identity('s')));
    for (int n = 0; n < 5; ++n)
        QVERIFY(say(*session, message(0, QString::number(n), 'm')));
    const auto told = [&](char who, quint64 counter) {
        return session
            ->direct(
                [&](VaultDirect &direct, bool) { return direct.told(ravi, digest(who), counter, false); })
            .has_value();
    };
    QVERIFY(told('r', 3));
    QCOMPARE(contact(*session, ravi).waiting, 2U);
    QCOMPARE(contact(*session, ravi).restFrom, 4U);
    QVERIFY(told('s', 1));
    QVERIFY(told('r', 2));
    QVERIFY(
        session->direct([](VaultDirect &direct, bool) { return direct.readThere(ravi, digest('r'), 2); }));
    DirectIdentity stale = identity('r', DirectTrust::Verified); // as somebody else remembered it
    QVERIFY(knows(*session, stale));
    const DirectContact now = contact(*session, ravi);
    QCOMPARE(now.told, 3U);
    QCOMPARE(now.identities.at(0).told, 3U);
    QCOMPARE(now.identities.at(0).read, 2U);
    QCOMPARE(now.identities.at(1).told, 1U);
    QVERIFY(told('s', 5));
    QCOMPARE(contact(*session, ravi).waiting, 0U);
    QCOMPARE(contact(*session, ravi).restFrom, 0U);
}

void VaultDirectTest::anOlderCopyGoesOnAbove()
{
    OPEN(session);
    QVERIFY(knows(*session, identity('r')));
    for (int n = 1; n <= 3; ++n)
        QVERIFY(say(*session, message(0, QString::number(n), 'm')));
    QVERIFY(
        session->direct([](VaultDirect &direct, bool) { return direct.told(ravi, digest('r'), 1, false); }));
    QVERIFY(in(*session,
               [](VaultDirect &direct) { return direct.outgoing(ravi, 1, 1, 1'000'000); })); // 2 goes out
    const auto continueAbove = [&](quint64 counter) {
        return in(*session, [&](VaultDirect &direct) { return direct.continueAbove(ravi, counter); });
    };
    QVERIFY(continueAbove(2)); // it may have come there
    QCOMPARE(contact(*session, ravi).counter, 3U);
    QVERIFY(say(*session, message(0, QStringLiteral("4"), 'm')));
    const auto moved = continueAbove(3); // that was another 3
    QVERIFY(moved);
    QCOMPARE(*moved, (std::map<quint64, quint64>{{3, 5}, {4, 6}}));
    const auto waiting =
        in(*session, [](VaultDirect &direct) { return direct.outgoing(ravi, 3, 10, 1'000'000); });
    QVERIFY(waiting && waiting->size() == 2);
    QCOMPARE(waiting->at(0).counter, 5U);
    QCOMPARE(waiting->at(0).text, QStringLiteral("3"));
    QCOMPARE(waiting->at(1).counter, 6U);
    QCOMPARE(contact(*session, ravi).counter, 6U);
    QCOMPARE(contact(*session, ravi).waiting, 2U);
    QCOMPARE(texts(*session), (QStringList{QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("3"),
                                           QStringLiteral("4")}));
}

/// At the other side 3 is another message of this device: an edit of it would hit that one.
void VaultDirectTest::whatWaitsMeansWhatMovedWithIt()
{
    OPEN(session);
    QVERIFY(knows(*session, identity('r')));
    for (const char *text : {"1", "2", "3"})
        QVERIFY(say(*session, message(0, QString::fromLatin1(text), 'm')));
    QVERIFY(
        session->direct([](VaultDirect &direct, bool) { return direct.told(ravi, digest('r'), 2, false); }));
    QVERIFY(say(*session, change(Act::Edit, 'm', 3)));  // of what waits
    QVERIFY(say(*session, change(Act::Edit, 'm', 1)));  // of what was told
    QVERIFY(say(*session, change(Act::Reply, 'r', 3))); // theirs
    QVERIFY(in(*session, [](VaultDirect &direct) { return direct.continueAbove(ravi, 3); }));
    const auto waiting =
        in(*session, [](VaultDirect &direct) { return direct.outgoing(ravi, 3, 10, 1'000'000); });
    QVERIFY(waiting && waiting->size() == 4);
    const auto target = [&](std::size_t at) {
        return std::pair(waiting->at(at).counter, waiting->at(at).target);
    };
    QCOMPARE(waiting->front().counter, 7U); // above all that this vault gave, too
    QCOMPARE(target(1), (std::pair<quint64, quint64>(8, 7)));
    QCOMPARE(target(2), (std::pair<quint64, quint64>(9, 1)));
    QCOMPARE(target(3), (std::pair<quint64, quint64>(10, 3)));
}

void VaultDirectTest::whatIsGoneIsOwedToNobody()
{
    {
        OPEN(session);
        QVERIFY(knows(*session, identity('r')));
        for (const char *text : {"1", "2"})
            QVERIFY(say(*session, message(0, QString::fromLatin1(text), 'm')));
        const auto pass = [&](char who, quint64 counter) {
            return session
                ->direct([&](VaultDirect &direct, bool) { return direct.passBy(ravi, digest(who), counter); })
                .has_value();
        };
        QVERIFY(pass('r', 9)); // no further than there is something
        QVERIFY(pass('r', 1));
        QVERIFY(!pass('x', 1));
        session->close();
    }
    OPEN(session);
    const DirectContact now = contact(*session, ravi);
    QCOMPARE(now.identities.front().told, 2U);
    QCOMPARE(now.told, 0U); // nobody has it
    QCOMPARE(now.waiting, 2U);
}

void VaultDirectTest::identitiesStay()
{
    DirectIdentity known = identity('r', DirectTrust::Verified);
    known.spki = Bytes("a key");
    {
        OPEN(session);
        QVERIFY(knows(*session, known));
        for (int n = 1; n < limits::directIdentities; ++n)
            QVERIFY(knows(*session, identity(char(n), DirectTrust::Undecided)));
        QVERIFY(!knows(*session, identity('z', DirectTrust::Undecided))); // who invents some fills no disk
        session->close();
    }
    OPEN(session);
    const DirectContact now = contact(*session, ravi);
    QCOMPARE(now.identities.size(), std::size_t(limits::directIdentities));
    QCOMPARE(now.identities.front().spki, Bytes("a key"));
    QCOMPARE(now.identities.front().trust, DirectTrust::Verified);
    QCOMPARE(now.identities.back().trust, DirectTrust::Undecided);
}

void VaultDirectTest::onlyTheAuthorChanges_data()
{
    QTest::addColumn<DirectTrust>("author");
    QTest::addColumn<DirectTrust>("other");
    QTest::addColumn<bool>("isDone");
    QTest::newRow("both pinned") << DirectTrust::Pinned << DirectTrust::Pinned << false;
    QTest::newRow("a compared one changes a pinned one")
        << DirectTrust::Pinned << DirectTrust::Verified << true;
    QTest::newRow("both compared") << DirectTrust::Verified << DirectTrust::Verified << true;
    QTest::newRow("a pinned one changes a compared one")
        << DirectTrust::Verified << DirectTrust::Pinned << false;
    QTest::newRow("an undecided one") << DirectTrust::Pinned << DirectTrust::Undecided << false;
    QTest::newRow("a refused one") << DirectTrust::Pinned << DirectTrust::Refused << false;
    QTest::newRow("of one that was refused") << DirectTrust::Refused << DirectTrust::Pinned << false;
}

void VaultDirectTest::onlyTheAuthorChanges()
{
    QFETCH(DirectTrust, author);
    QFETCH(DirectTrust, other);
    QFETCH(bool, isDone);
    OPEN(session);
    QVERIFY(knows(*session, identity('r', author)));
    QVERIFY(knows(*session, identity('s', other)));
    QVERIFY(say(*session, message(0, QStringLiteral("mine"), 'm')));
    QVERIFY(take(*session, 'r', {message(1, QStringLiteral("theirs"))}));
    const auto changed = take(*session, 's', {change(Act::Edit, 'r', 1, 1, 's')});
    QVERIFY(changed);
    QCOMPARE(changed->front().isVoid, !isDone);
    const auto mine = take(*session, 'r', {change(Act::Erase, 'm', 1, 2, 'r')}); // nobody else's
    QVERIFY(mine && mine->front().isVoid);
    const auto ofTheirs = say(*session, change(Act::Edit, 'r', 1));
    QVERIFY(ofTheirs && ofTheirs->isVoid);
    QCOMPARE(texts(*session), (QStringList{QStringLiteral("mine"),
                                           isDone ? QStringLiteral("changed") : QStringLiteral("theirs")}));
}

/// A host lists a device of its own beside that of Ravi: both are pinned at first sight. What stands under
/// Ravi's key when he is compared afterwards is what he said.
void VaultDirectTest::whatAnotherWroteStaysOnceItIsCompared()
{
    OPEN(session);
    QVERIFY(knows(*session, identity('r')));
    QVERIFY(knows(*session, identity('h')));
    QVERIFY(take(*session, 'r', {message(1, QStringLiteral("meet me at noon"))}));
    QVERIFY(take(*session, 'h', {change(Act::Edit, 'r', 1, 1, 'h'), change(Act::Erase, 'r', 1, 2, 'h')}));
    QVERIFY(knows(*session, identity('r', DirectTrust::Verified)));
    QCOMPARE(texts(*session), QStringList{QStringLiteral("meet me at noon")});
    QVERIFY(take(*session, 'r', {change(Act::Edit, 'r', 1, 2)})); // its own it changes
    QCOMPARE(texts(*session), QStringList{QStringLiteral("changed")});
}

void VaultDirectTest::erasedIsInNoRow()
{
    OPEN(session);
    QVERIFY(knows(*session, identity('r')));
    QVERIFY(say(*session, message(0, QStringLiteral("first"), 'm')));
    QVERIFY(say(*session, change(Act::Edit, 'm', 1)));
    QVERIFY(say(*session, change(Act::Erase, 'm', 1)));
    const auto late = say(*session, change(Act::Edit, 'm', 1));
    QVERIFY(late && late->isVoid);
    const auto all =
        in(*session, [](VaultDirect &direct) { return direct.outgoing(ravi, 0, 10, 1'000'000); });
    QVERIFY(all && all->size() == 4);
    QVERIFY(all->at(0).isVoid && all->at(0).text.isEmpty()); // its counter goes by
    QVERIFY(all->at(1).isVoid && all->at(1).text.isEmpty());
    QVERIFY(!all->at(2).isVoid && all->at(2).act == Act::Erase);
    QCOMPARE(texts(*session), QStringList{QStringLiteral("-")});
}

void VaultDirectTest::pages()
{
    OPEN(session);
    QVERIFY(knows(*session, identity('r')));
    for (quint64 n = 1; n <= 25; ++n)
        QVERIFY(take(*session, 'r', {message(n, QString::number(n))}));
    const auto last = in(*session, [](VaultDirect &direct) { return direct.before(ravi, 0, 10); });
    QVERIFY(last && last->messages.size() == 10 && !last->isFirst);
    QCOMPARE(last->messages.front().text, QStringLiteral("16"));
    QCOMPARE(last->messages.front().identity, digest('r'));
    const qint64 place = last->messages.front().id;
    const auto first = in(*session, [place](VaultDirect &direct) { return direct.before(ravi, place, 15); });
    QVERIFY(first && first->messages.size() == 15 && first->isFirst);
    QCOMPARE(first->messages.back().text, QStringLiteral("15"));
}

void VaultDirectTest::unreadIsCounted()
{
    qint64 second = 0;
    {
        OPEN(session);
        QVERIFY(knows(*session, identity('r')));
        const auto came = take(*session, 'r',
                               {message(1, QStringLiteral("one")), message(2, QStringLiteral("two")),
                                message(3, QStringLiteral("three"))});
        QVERIFY(came);
        second = came->at(1).id;
        QCOMPARE(contact(*session, ravi).unread, 3U);
        QVERIFY(session->direct([&](VaultDirect &direct, bool) { return direct.setLastRead(ravi, second); }));
        const auto heard = in(*session, [&](VaultDirect &direct) { return direct.heardUpTo(ravi, second); });
        QVERIFY(heard);
        QCOMPARE(heard->at(digest('r')), 2U);
        session->close();
    }
    OPEN(session);
    QVERIFY(session->direct(
        [](VaultDirect &direct, bool) { return direct.setLastRead(ravi, 1); })); // never falls
    QCOMPARE(contact(*session, ravi).lastRead, second);
    QCOMPARE(contact(*session, ravi).unread, 1U);
}

void VaultDirectTest::keepsNothingWhenAsked()
{
    OPEN(session);
    session->keepNothing(true);
    QVERIFY(knows(*session, identity('r')));
    QVERIFY(say(*session, message(0, QStringLiteral("waits"), 'm')));
    const auto direct = [&](auto work) { return session->direct(work).has_value(); };
    QVERIFY(direct([](VaultDirect &vault, bool keepsNothing) -> Result<void> {
        const auto taken = vault.take(ravi, digest('r'), {message(1, QStringLiteral("came"))}, keepsNothing);
        return taken && taken->size() == 1 ? Result<void>() : Result<void>(failure(Code::Internal));
    }));
    QCOMPARE(texts(*session), QStringList{QStringLiteral("waits")});
    QVERIFY(direct([](VaultDirect &vault, bool keepsNothing) {
        return vault.told(ravi, digest('r'), 1, keepsNothing);
    }));
    QVERIFY(texts(*session).isEmpty());
    const auto next = say(*session, message(0, QStringLiteral("next"), 'm'));
    QVERIFY(next);
    QCOMPARE(next->counter, 2U); // never given twice
    QVERIFY(take(*session, 'r', {message(1, QStringLiteral("came"))})->empty());
}

void VaultDirectTest::whatIsNotKeptIsCountedAndRead()
{
    OPEN(session);
    QVERIFY(knows(*session, identity('r')));
    const auto came = in(*session, [](VaultDirect &direct) {
        return direct.take(ravi, digest('r'),
                           {message(1, QStringLiteral("one")), message(2, QStringLiteral("two"))}, true);
    });
    QVERIFY(came && came->size() == 2);
    const qint64 first = came->front().id;
    QVERIFY(first > 0 && came->back().id > first);
    QVERIFY(came->front().isFleeting);
    QCOMPARE(contact(*session, ravi).unread, 2U);
    QCOMPARE(contact(*session, ravi).last, came->back().id);
    QVERIFY(session->direct([&](VaultDirect &direct, bool) { return direct.setLastRead(ravi, first); }));
    QCOMPARE(contact(*session, ravi).unread, 1U);
    const auto heard = in(*session, [&](VaultDirect &direct) { return direct.heardUpTo(ravi, first); });
    QVERIFY(heard && heard->contains(digest('r')));
    QCOMPARE(heard->at(digest('r')), 1U);
    // A transaction that is undone leaves nothing of it.
    QVERIFY(!session->direct([](VaultDirect &direct, bool) -> Result<void> {
        (void)direct.take(ravi, digest('r'), {message(3, QStringLiteral("three"))}, true);
        return failure(Code::StorageFailed);
    }));
    QCOMPARE(contact(*session, ravi).unread, 1U);
    const auto kept = take(*session, 'r', {message(3, QStringLiteral("three"))});
    QVERIFY(kept && kept->size() == 1);
    QVERIFY(kept->front().id > came->back().id); // no two have one id
    QVERIFY(!kept->front().isFleeting);
    QCOMPARE(contact(*session, ravi).unread, 2U);
    QCOMPARE(texts(*session), QStringList{QStringLiteral("three")});
    QVERIFY(session->finishRemoval(true)); // wiped, and with it what stands in no row
    QCOMPARE(contact(*session, ravi).unread, 1U);
}

void VaultDirectTest::whatIsNotKeptIsChangedAllTheSame()
{
    OPEN(session);
    QVERIFY(knows(*session, identity('r')));
    const auto takes = [&](const DirectMessage &what) {
        return in(*session,
                  [&](VaultDirect &direct) { return direct.take(ravi, digest('r'), {what}, true); });
    };
    QVERIFY(takes(message(1, QStringLiteral("came"))));
    const auto erased = takes(change(Act::Erase, 'r', 1, 2, 'r'));
    QVERIFY(erased && erased->size() == 1 && !erased->front().isVoid);
    const auto ahead = takes(change(Act::Edit, 'r', 9, 3, 'r'));
    QVERIFY(ahead && ahead->size() == 1 && ahead->front().isVoid); // nothing of that counter came
    const auto alien = takes(change(Act::Erase, 'm', 1, 4, 'r'));
    QVERIFY(alien && alien->size() == 1 && alien->front().isVoid); // not theirs

    const auto says = [&](const DirectMessage &what) {
        return in(*session, [&](VaultDirect &direct) { return direct.say(ravi, what, true); });
    };
    QVERIFY(says(message(0, QStringLiteral("told"), 'm')));
    const qint64 last = contact(*session, ravi).last;
    QVERIFY(
        session->direct([](VaultDirect &direct, bool) { return direct.told(ravi, digest('r'), 1, true); }));
    QVERIFY(texts(*session).isEmpty());
    QCOMPARE(contact(*session, ravi).last, last); // it stays in the list
    const auto edited = says(change(Act::Edit, 'm', 1));
    QVERIFY(edited && !edited->isVoid);
    QCOMPARE(contact(*session, ravi).waiting, 1U); // it is sent
    const auto nothing = says(change(Act::Edit, 'm', 7));
    QVERIFY(nothing && nothing->isVoid);
}

void VaultDirectTest::retentionLeavesWhatWaits()
{
    OPEN(session);
    QVERIFY(knows(*session, identity('r')));
    QVERIFY(say(*session, message(0, QStringLiteral("told"), 'm')));
    QVERIFY(
        session->direct([](VaultDirect &direct, bool) { return direct.told(ravi, digest('r'), 1, false); }));
    QVERIFY(say(*session, message(0, QStringLiteral("waits"), 'm')));
    QVERIFY(take(*session, 'r', {message(1, QStringLiteral("old"))}));
    m_fixture->clock.now += 1'000;
    QVERIFY(take(*session, 'r', {message(2, QStringLiteral("young"))}));
    for (bool isOver = false; !isOver;) {
        const auto over = session->removeOldest(m_fixture->clock.now);
        QVERIFY(over);
        isOver = *over;
    }
    QCOMPARE(texts(*session), (QStringList{QStringLiteral("waits"), QStringLiteral("young")}));
}

/// However many conversations there are, and whoever else asks meanwhile for another time.
void VaultDirectTest::retentionIsASliceOverAllConversations()
{
    constexpr quint64 people = 250;
    constexpr quint64 slice = 100; // as a VaultSession takes away at once
    OPEN(session);
    QVERIFY(in(*session, [&](VaultDirect &direct) -> Result<bool> {
        for (quint64 n = 0; n < people; ++n) {
            const QString name = QString::number(n);
            const auto kept = direct.keepIdentity(name, identity('r'));
            const auto taken =
                kept ? direct.take(name, digest('r'),
                                   {message(1, QStringLiteral("one")), message(2, QStringLiteral("two"))},
                                   false)
                     : tl::make_unexpected(kept.error());
            if (!taken)
                return tl::make_unexpected(taken.error());
        }
        return true;
    }));
    const auto left = [&] {
        return in(*session, [](VaultDirect &direct) -> Result<quint64> {
            quint64 all = 0;
            for (const DirectContact &contact : direct.contacts())
                all += contact.unread;
            return all;
        });
    };
    const qint64 none = m_fixture->clock.now - 1'000;
    m_fixture->clock.now += 1'000;
    quint64 before = *left();
    QCOMPARE(before, 2 * people);
    int slices = 0;
    for (bool isOver = false, isOtherOver = false; !isOver || !isOtherOver; before = *left()) {
        QVERIFY(++slices < 50);
        const auto other = isOtherOver ? Result<bool>(true) : session->removeOldest(none);
        QVERIFY(other && *left() == before); // nothing is as old as that
        const auto over = session->removeOldest(m_fixture->clock.now);
        QVERIFY(over && *left() + slice >= before);
        isOver = *over;
        isOtherOver = *other;
    }
    QCOMPARE(before, 0U);
    QVERIFY(slices > 5);
}

void VaultDirectTest::retentionGoesOnBehindWhatDoesNotOpen()
{
    {
        OPEN(session);
        QVERIFY(knows(*session, identity('r')));
        std::vector<DirectMessage> messages;
        for (quint64 counter = 1; counter <= 250; ++counter)
            messages.push_back(message(counter, QString::number(counter)));
        QVERIFY(take(*session, 'r', messages));
        m_fixture->clock.now += 1'000;
        QVERIFY(take(*session, 'r', {message(251, QStringLiteral("young"))}));
        session->close();
    }
    QVERIFY(otherHand::change(
                m_fixture->path(),
                QStringLiteral("UPDATE direct_message SET content = zeroblob(80) WHERE counter <= 200")) ==
            200);
    OPEN(session);
    for (bool isOver = false; !isOver;) {
        const auto over = session->removeOldest(m_fixture->clock.now);
        QVERIFY(over);
        isOver = *over;
    }
    QCOMPARE(texts(*session), QStringList{QStringLiteral("young")});
}

void VaultDirectTest::nothingStandsInTheClear()
{
    {
        OPEN(session);
        QVERIFY(knows(*session, identity('r')));
        QVERIFY(say(*session, message(0, QStringLiteral("nobody may read this"), 'm')));
        session->close();
    }
    QFile file(m_fixture->path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    Bytes all = file.readAll();
    QFile log(m_fixture->path() + QStringLiteral("-wal"));
    if (log.open(QIODevice::ReadOnly))
        all += log.readAll();
    const QString text = QStringLiteral("nobody");
    const Bytes wide(reinterpret_cast<const char *>(text.utf16()), text.size() * 2);
    QVERIFY(!all.contains("nobody") && !all.contains(wide) && !all.contains(digest('r')) &&
            !all.contains(device('r')));
}

void VaultDirectTest::anUndoneTransactionIsForgotten()
{
    OPEN(session);
    QVERIFY(knows(*session, identity('r')));
    const auto undone = session->direct([](VaultDirect &direct, bool) -> Result<void> {
        if (!direct.say(ravi, message(0, QStringLiteral("lost"), 'm')))
            return {};
        return failure(Code::StorageFailed);
    });
    QVERIFY(!undone);
    const auto said = say(*session, message(0, QStringLiteral("kept"), 'm'));
    QVERIFY(said);
    QCOMPARE(said->counter, 1U);
    QCOMPARE(texts(*session), QStringList{QStringLiteral("kept")});
}

void VaultDirectTest::aDamagedIdentityIsNotForgotten()
{
    {
        OPEN(session);
        QVERIFY(knows(*session, identity('r', DirectTrust::Verified)));
        session->close();
    }
    QVERIFY(otherHand::change(m_fixture->path(),
                              QStringLiteral("UPDATE direct_identity SET content = zeroblob(80)")) == 1);
    QVERIFY(!m_fixture->open()); // a vault that says so, and no fresh first sight
}

/// The disk goes away while a transaction is undone, and comes back: nobody is met anew meanwhile.
void VaultDirectTest::whatCannotBeReadAnewIsNotForgotten()
{
    OPEN(session);
    DirectIdentity pinned = identity('r', DirectTrust::Verified);
    QVERIFY(knows(*session, pinned));
    QFile log(m_fixture->path() + QStringLiteral("-wal"));
    QVERIFY(log.open(QIODevice::ReadWrite));
    const QByteArray content = log.readAll();
    QVERIFY(!content.isEmpty());
    QVERIFY(!session->direct([&](VaultDirect &direct, bool) -> Result<void> {
        pinned.told = 1; // what it touches is read from the file when this is undone
        if (direct.keepIdentity(ravi, pinned) && log.resize(0))
            return failure(Code::StorageFailed);
        return {};
    }));
    int asked = 0;
    const auto ask = [&] {
        return session->direct([&](VaultDirect &direct, bool) -> Result<void> {
            ++asked;
            const auto known = direct.contact(ravi);
            return known && known->identities.size() == 1 && known->identities.front().told == 0
                       ? Result<void>()
                       : failure(Code::Internal);
        });
    };
    QVERIFY(!ask());
    QCOMPARE(asked, 0); // nobody was told that Ravi is unknown
    QVERIFY(log.seek(0) && log.write(content) == content.size() && log.flush());
    QVERIFY(ask());
    QCOMPARE(asked, 1);
    QCOMPARE(contact(*session, ravi).identities.front().trust, DirectTrust::Verified);
}

void VaultDirectTest::aFileIsKeptWithItsMessage()
{
    {
        OPEN(session);
        QVERIFY(knows(*session, identity('r')));
        QVERIFY(!tellsFile(*session, '1', true));
        QVERIFY(filesGiven(*session).isEmpty() && texts(*session).isEmpty());
        QVERIFY(tellsFile(*session, '2'));
        DirectMessage came = message(1, QStringLiteral("theirs"));
        came.file = FileNote{Bytes(16, 't'), QStringLiteral("theirs.pdf"), 9, Bytes(32, 'e')};
        QVERIFY(take(*session, 'r', {came}));
    }
    OPEN(session);
    QCOMPARE(filesGiven(*session), QList<Bytes>{Bytes(16, '2')});
    const auto page = in(*session, [](VaultDirect &direct) { return direct.before(ravi, 0, 10); });
    QVERIFY(page && page->messages.size() == 2);
    QCOMPARE(page->messages[0].file->id, Bytes(16, '2'));
    QCOMPARE(page->messages[0].file->name, QStringLiteral("notes.pdf"));
    QCOMPARE(page->messages[1].file->id, Bytes(16, 't'));
    QCOMPARE(page->messages[1].file->size, 9U);
    QCOMPARE(page->messages[1].file->digest, Bytes(32, 'e'));
    const auto all =
        in(*session, [](VaultDirect &direct) { return direct.outgoing(ravi, 0, 10, 1'000'000); });
    QVERIFY(all && all->size() == 1 && all->front().file == page->messages[0].file);
}

void VaultDirectTest::aFileIsGivenNoMoreOnceErased()
{
    {
        OPEN(session);
        QVERIFY(knows(*session, identity('r')));
        QVERIFY(tellsFile(*session, '1') && tellsFile(*session, '2'));
        QVERIFY(say(*session, change(Act::Edit, 'm', 1)));
        QCOMPARE(filesGiven(*session).size(), 2);
        const auto erased = say(*session, change(Act::Erase, 'm', 1));
        QVERIFY(erased && erased->file && erased->file->id == Bytes(16, '1'));
        const auto again = say(*session, change(Act::Erase, 'm', 1));
        QVERIFY(again && again->isVoid && !again->file);
        DirectMessage came = message(1, QStringLiteral("theirs"));
        came.file = FileNote{Bytes(16, '2'), QStringLiteral("x"), 9, Bytes(32, 'e')}; // as ours is named
        QVERIFY(take(*session, 'r', {came}));
        QVERIFY(take(*session, 'r', {change(Act::Erase, 'r', 1, 2, 'r')}));
    }
    OPEN(session);
    QCOMPARE(filesGiven(*session), QList<Bytes>{Bytes(16, '2')});
    const auto page = in(*session, [](VaultDirect &direct) { return direct.before(ravi, 0, 10); });
    QVERIFY(page && page->messages.size() == 3);
    QVERIFY(!page->messages[0].file && page->messages[1].file && !page->messages[2].file);
    const auto all =
        in(*session, [](VaultDirect &direct) { return direct.outgoing(ravi, 0, 10, 1'000'000); });
    QVERIFY(all && all->size() == 5);
    for (const DirectMessage &one : *all)
        QVERIFY(one.counter == 2 || !one.file); // an erasure carries none
}

/// Whoever said it, and whether it was erased or became too old; of what was undone, nothing.
void VaultDirectTest::filesOfWhatIsGoneAreTold()
{
    const auto theirs = [](quint64 counter, char file) {
        DirectMessage came = message(counter, QStringLiteral("theirs"));
        came.file = FileNote{Bytes(16, file), QStringLiteral("x"), 9, Bytes(32, 'e')};
        return came;
    };
    OPEN(session);
    QVERIFY(knows(*session, identity('r')));
    QVERIFY(tellsFile(*session, '1') && tellsFile(*session, '2'));
    QVERIFY(!tellsFile(*session, '3', true));
    QVERIFY(take(*session, 'r', {theirs(1, '4'), theirs(2, '5')}));
    QVERIFY(!session->direct([](VaultDirect &direct, bool) -> Result<void> {
        return direct.say(ravi, change(Act::Erase, 'm', 2)) ? failure(Code::StorageFailed) : Result<void>();
    }));
    QVERIFY(say(*session, change(Act::Erase, 'm', 1)));
    QVERIFY(take(*session, 'r', {change(Act::Erase, 'r', 1, 3, 'r')}));
    QCOMPARE(session->takeGoneFiles(), (QList<Bytes>{Bytes(16, '1'), Bytes(16, '4')}));
    m_fixture->clock.now += 1'000;
    for (bool isOver = false; !isOver;) {
        const auto over = session->removeOldest(m_fixture->clock.now);
        QVERIFY(over);
        isOver = *over;
    }
    QCOMPARE(session->takeGoneFiles(), QList<Bytes>{Bytes(16, '5')}); // what waits stays
}

QTEST_GUILESS_MAIN(VaultDirectTest)
#include "VaultDirectTest.moc"
