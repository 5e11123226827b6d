// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "DirectTalk.h"
#include "VaultPlace.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#endif

using namespace waxwing;

namespace {

constexpr int patience = 20'000;
const QString asha = QStringLiteral("asha");
const QString mei = QStringLiteral("mei");
const QString ravi = QStringLiteral("ravi");
const Bytes hostKey = "a host's key";

/// The direct talk of a guest whose link stands as far as the roster, and what it told. In order of their
/// dependence.
class Place : public test::VaultPlace<SystemClock>
{
public:
    Place() : board(facts, clock, 100), files(services, vault, board)
    {
        QObject::connect(&vault, &VaultKeeper::opened, &context, [this] { direct.restore(); });
        QObject::connect(&facts, &FactQueue::gathered, &context, [this](const RoomFacts &all) {
            for (const RoomFact &fact : all) {
                if (const auto *told = std::get_if<DirectFact>(&fact))
                    take(*told);
            }
        });
    }
    /// The log-in as this account went through; its vault is not open yet.
    void logsIn(const QString &name)
    {
        vault.open(hostKey, name, SecretBytes(toSpan(Bytes("correct horse battery"))));
    }
    bool enters(const QString &name)
    {
        const QSignalSpy opened(&vault, &VaultKeeper::opened);
        logsIn(name);
        if (!QTest::qWaitFor([&] { return opened.size() == 1; }, patience))
            return false;
        mirror.beginLink({name, vault.contents().device, vault.contents().identity->publicKey().digest()});
        mirror.refreshFinished();
        Welcome welcome;
        welcome.updateAfter = 5;
        welcome.longest = 1'000;
        welcome.history = Bytes(16, 'h');
        welcome.next = 1;
        const Person me{name, Role::Member, {{mirror.self().device, mirror.self().identity, false}}};
        const Person other{ravi, Role::Member, {{Bytes(16, 'r'), Bytes(32, 'r'), false}}};
        if (!mirror.receive(welcome) || !mirror.receive(Roster{{me, other}, true}))
            return false;
        direct.beginLink(nullptr); // of a host that passes no calls on
        return isRead();
    }
    /// Waits until what the vault has of conversations is there.
    bool isRead()
    {
        const auto asks = [this] {
            failed.clear();
            page.reset();
            direct.readBefore(0, ravi, 0, 1);
            return QTest::qWaitFor([this] { return page || !failed.isEmpty(); }, patience) &&
                   (page || failed.front().error.code != Code::StorageFailed);
        };
        const bool is = QTest::qWaitFor(asks, patience);
        failed.clear();
        return is;
    }
    void tell(quint64 id, const QString &text, std::optional<Act> act = {}, quint64 target = 0)
    {
        DirectWish wish;
        wish.name = ravi;
        wish.text = text;
        wish.act = act;
        wish.target = target;
        direct.tell(id, wish);
    }
    /// All that the vault has of the conversation.
    QStringList kept()
    {
        page.reset();
        direct.readBefore(0, ravi, 0, 100);
        QStringList texts;
        if (!QTest::qWaitFor([this] { return page.has_value(); }, patience))
            return {QStringLiteral("no answer")};
        for (const DirectMessage &message : page->messages)
            texts.append(message.text);
        return texts;
    }

    FactQueue facts;
    VaultKeeper vault{ready()};
    TransferBoard board;
    DirectFiles files;
    RoomMirror mirror;
    DirectTalk direct{services, vault, mirror, facts, files};
    QObject context;
    QList<DirectSaidFact> said;
    QList<DirectFailedFact> failed;
    QStringList people;
    quint64 waiting = 0;
    bool isStopped = false;
    std::optional<DirectPage> page;

private:
    const GuestServices &ready()
    {
        services.files = &store;
        services.showsDirect = true;
        return services;
    }
    void take(const DirectFact &fact)
    {
        if (const auto *one = std::get_if<DirectSaidFact>(&fact))
            said.append(*one);
        else if (const auto *failure = std::get_if<DirectFailedFact>(&fact))
            failed.append(*failure);
        else if (const auto *read = std::get_if<DirectPageFact>(&fact))
            page = read->page;
        else if (const auto *list = std::get_if<DirectPeopleFact>(&fact))
            show(*list);
    }
    void show(const DirectPeopleFact &list)
    {
        if (list.isAll)
            people.clear();
        for (const DirectPersonView &view : list.people) {
            if (!people.contains(view.name))
                people.append(view.name);
            waiting = view.waiting;
            isStopped = view.isStopped;
        }
    }
};

} // namespace

/// What a direct talk keeps in whose vault, and what of it a vault takes that fails.
class DirectVaultTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_place = std::make_unique<Place>(); }
    void cleanup() { m_place.reset(); }
    void anotherAccountInOneStay();
    void whatCannotBeChangedIsRefused_data();
    void whatCannotBeChangedIsRefused();
    void aVaultThatCouldNotBeReadIsReadWithTheNextLink();
    void aFullDisk();
    void aKnownIdentityAtAnotherDevice();

private:
    std::unique_ptr<Place> m_place;
};

/// Asha's entry was refused, and Mei logs in: until her vault is open, nobody's is.
void DirectVaultTest::anotherAccountInOneStay()
{
    QVERIFY(m_place->enters(asha));
    m_place->tell(1, QStringLiteral("as asha"));
    QTRY_COMPARE_WITH_TIMEOUT(m_place->said.size(), 1, patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_place->people, QStringList{ravi}, patience);
    const QStringList ofAsha = m_place->kept();
    QCOMPARE(ofAsha, QStringList{QStringLiteral("as asha")});
    m_place->direct.endLink();
    m_place->logsIn(mei);
    m_place->tell(2, QStringLiteral("as mei"));
    QTRY_COMPARE_WITH_TIMEOUT(m_place->failed.size(), 1, patience);
    QCOMPARE(m_place->failed.front().localId, 2U);
    QCOMPARE(m_place->failed.front().error.code, Code::StorageFailed);
    QVERIFY(m_place->people.isEmpty()); // and nothing of Asha's is shown
    QVERIFY(m_place->enters(asha));
    QTRY_COMPARE_WITH_TIMEOUT(m_place->people, QStringList{ravi}, patience);
    QCOMPARE(m_place->kept(), ofAsha);
}

void DirectVaultTest::whatCannotBeChangedIsRefused_data()
{
    QTest::addColumn<Act>("act");
    QTest::addColumn<quint64>("target");
    QTest::newRow("an edit of nothing") << Act::Edit << quint64(7);
    QTest::newRow("an erasure of nothing") << Act::Erase << quint64(7);
    QTest::newRow("an edit of what is erased") << Act::Edit << quint64(2);
    QTest::newRow("an erasure of what is erased") << Act::Erase << quint64(2);
    QTest::newRow("an edit of an erasure") << Act::Edit << quint64(3);
}

/// It is neither kept nor to be sent, and the next message gets the counter that it had.
void DirectVaultTest::whatCannotBeChangedIsRefused()
{
    QFETCH(Act, act);
    QFETCH(quint64, target);
    QVERIFY(m_place->enters(asha));
    m_place->tell(1, QStringLiteral("one"));
    QTRY_COMPARE_WITH_TIMEOUT(m_place->said.size(), 1, patience);
    m_place->tell(2, QStringLiteral("two"));
    m_place->tell(3, {}, Act::Erase, 2);
    QTRY_COMPARE_WITH_TIMEOUT(m_place->said.size(), 3, patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_place->waiting, 3U, patience);
    m_place->tell(4, QStringLiteral("other words"), act, target);
    QTRY_COMPARE_WITH_TIMEOUT(m_place->failed.size(), 1, patience);
    QCOMPARE(m_place->failed.front().localId, 4U);
    QCOMPARE(m_place->failed.front().error.code, Code::Unexpected);
    QCOMPARE(m_place->kept(), (QStringList{QStringLiteral("one"), QString()}));
    m_place->tell(5, QStringLiteral("new words"), Act::Edit, 1);
    QTRY_COMPARE_WITH_TIMEOUT(m_place->said.size(), 4, patience);
    QCOMPARE(m_place->said.back().message.counter, 4U);
    QTRY_COMPARE_WITH_TIMEOUT(m_place->waiting, 4U, patience);
    QCOMPARE(m_place->failed.size(), 1);
}

/// The file system was away for a moment.
void DirectVaultTest::aVaultThatCouldNotBeReadIsReadWithTheNextLink()
{
    QVERIFY(m_place->enters(asha));
    m_place->tell(1, QStringLiteral("one"));
    QTRY_COMPARE_WITH_TIMEOUT(m_place->said.size(), 1, patience);
    const auto session = m_place->vault.session();
    const QStringList names = QDir(m_place->folder.filePath(QStringLiteral("vaults")))
                                  .entryList({QStringLiteral("*-wal")}, QDir::Files);
    QCOMPARE(names.size(), 1);
    QFile log(m_place->folder.filePath(QStringLiteral("vaults/") + names.front()));
    QVERIFY(log.open(QIODevice::ReadWrite));
    const QByteArray content = log.readAll();
    bool isGone = false;
    m_place->store.post([&] {
        isGone = !session->direct([&](VaultDirect &direct, bool) -> Result<void> {
            if (direct.setDraft(ravi, QStringLiteral("undone")) && log.resize(0))
                return failure(Code::StorageFailed);
            return {};
        });
    });
    m_place->store.drain();
    QVERIFY(isGone);
    m_place->failed.clear();
    m_place->direct.restore();
    QTRY_COMPARE_WITH_TIMEOUT(m_place->failed.size(), 1, patience);
    m_place->tell(2, QStringLiteral("into nothing"));
    QTRY_COMPARE_WITH_TIMEOUT(m_place->failed.size(), 2, patience);
    QVERIFY(log.seek(0) && log.write(content) == content.size() && log.flush());
    m_place->direct.endLink();
    m_place->direct.beginLink(nullptr);
    QVERIFY(m_place->isRead());
    QCOMPARE(m_place->kept(), QStringList{QStringLiteral("one")});
}

/// What cannot be kept is not said, and not taken; once there is room again both go on where they stood.
void DirectVaultTest::aFullDisk()
{
#ifdef Q_OS_UNIX
    QVERIFY(m_place->enters(asha));
    m_place->tell(1, QStringLiteral("one"));
    QTRY_COMPARE_WITH_TIMEOUT(m_place->said.size(), 1, patience);
    DirectKeeper keeper(m_place->services);
    const QSignalSpy loaded(&keeper, &DirectKeeper::loaded);
    keeper.open(m_place->vault.session());
    QTRY_COMPARE_WITH_TIMEOUT(loaded.size(), 1, patience);
    DirectMessage message;
    message.device = Bytes(16, 'r');
    message.counter = 1;
    message.text = QString(20'000, u'x');
    std::vector<Code> taken;
    const auto take = [&] {
        keeper.take(ravi, Bytes(32, 'r'), {message},
                    [&taken](const auto &done) { taken.push_back(done ? Code{} : done.error().code); });
    };
    ::rlimit before = {};
    ::getrlimit(RLIMIT_FSIZE, &before);
    const auto ignored = std::signal(SIGXFSZ, SIG_IGN);
    const ::rlimit full = {4'096, before.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &full);
    m_place->tell(2, QString(20'000, u'y'));
    take();
    const bool hasFailed = QTest::qWaitFor([&] { return taken.size() == 1; }, patience);
    const bool isRefused = QTest::qWaitFor([this] { return m_place->failed.size() == 1; }, patience);
    ::setrlimit(RLIMIT_FSIZE, &before);
    (void)std::signal(SIGXFSZ, ignored);
    QVERIFY(hasFailed && isRefused);
    QCOMPARE(taken.front(), Code::StorageFailed);
    QCOMPARE(m_place->failed.front().localId, 2U);
    QCOMPARE(m_place->failed.front().error.code, Code::StorageFailed);
    QCOMPARE(keeper.contact(ravi)->identities.front().taken, 0U); // `told` says no more than this
    m_place->tell(3, QStringLiteral("two"));
    take();
    QTRY_COMPARE_WITH_TIMEOUT(taken.size(), std::size_t(2), patience);
    QCOMPARE(taken.back(), Code{});
    QCOMPARE(keeper.contact(ravi)->identities.front().taken, 1U);
    QTRY_COMPARE_WITH_TIMEOUT(m_place->said.size(), 2, patience);
    QCOMPARE(m_place->said.back().message.counter, 2U);
    QCOMPARE(m_place->kept(), (QStringList{QStringLiteral("one"), QStringLiteral("two"), message.text}));
#else
    QSKIP("NEEDS RLIMIT_FSIZE (Unix): a full disk was NOT tried");
#endif
}

/// As a host may say; the person decides about it as about another identity, and it is talked with again.
void DirectVaultTest::aKnownIdentityAtAnotherDevice()
{
    QVERIFY(m_place->enters(asha));
    m_place->tell(1, QStringLiteral("one"));
    QTRY_COMPARE_WITH_TIMEOUT(m_place->said.size(), 1, patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_place->waiting, 1U, patience);
    QVERIFY(!m_place->isStopped);
    m_place->direct.endLink();
    QVERIFY(m_place->mirror.receive(LeftRoom{ravi}));
    QVERIFY(m_place->mirror.receive(
        Joined{{{ravi, Role::Member, {{Bytes(16, 's'), Bytes(32, 'r'), false}}}}, true}));
    m_place->direct.beginLink(nullptr);
    m_place->tell(2, QStringLiteral("two"));
    QTRY_VERIFY_WITH_TIMEOUT(m_place->isStopped, patience);
    m_place->direct.decide(ravi, Bytes(32, 'r'), DirectTrust::Pinned);
    QTRY_VERIFY_WITH_TIMEOUT(!m_place->isStopped, patience);
}

QTEST_GUILESS_MAIN(DirectVaultTest)
#include "DirectVaultTest.moc"
