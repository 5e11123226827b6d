// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Limits.h"
#include "OtherHand.h"
#include "VaultFixture.h"
#include "VaultSearch.h"

#include <QTest>

using namespace waxwing;

namespace {

const QString ravi = QStringLiteral("Ravi");
const QString mei = QStringLiteral("Mei Lin");
const QString self = QStringLiteral("Asha");

Bytes digestOf(const QString &name)
{
    return Bytes(limits::hashSize, static_cast<char>(name.front().unicode()));
}

Bytes deviceOf(const QString &name)
{
    return Bytes(limits::deviceSize, static_cast<char>(name.front().unicode()));
}

SearchScope in(const QString &with)
{
    return {{with, self}, false};
}

const SearchScope everywhere{{{}, self}, true};

} // namespace

/// Searches over the room and the direct conversations of a vault, and reading these from their beginning.
class VaultSearchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void glanceSeesWhatStandsThere_data();
    void glanceSeesWhatStandsThere();
    void cutBytesAreNoGlance();
    void criteria_data();
    void criteria();
    void hitsNameTheirPlace();
    void newestFirstOverAll();
    void clocksOfOthersHideNothing();
    void erasedIsNotFound();
    void editedIsFoundByItsNewWordsAlone();
    void damagedRowsAreSkippedAndCounted();
    void tenThousandComeInSlices();
    void nobodyOfThatName();
    void pagesFromTheBeginning();
    void answersAreTiedToWhatTheyAnswer();
    void whatDoesNotOpenGoesWithTheOld();

private:
    /// In a transaction.
    bool direct(const std::function<Result<void>(VaultDirect &)> &work)
    {
        return m_session->direct([&](VaultDirect &vault, bool) { return work(vault); }).has_value();
    }
    bool hears(const QString &name, const std::vector<DirectMessage> &messages)
    {
        return direct([&](VaultDirect &vault) -> Result<void> {
            const auto taken = vault.take(name, digestOf(name), messages, false);
            return taken ? Result<void>() : tl::make_unexpected(taken.error());
        });
    }
    bool says(const QString &name, DirectMessage message)
    {
        message.device = deviceOf(self);
        return direct([&](VaultDirect &vault) -> Result<void> {
            const auto said = vault.say(name, message);
            return said ? Result<void>() : tl::make_unexpected(said.error());
        });
    }
    static DirectMessage message(const QString &from, quint64 counter, qint64 timeMs, const QString &text)
    {
        DirectMessage made;
        made.device = deviceOf(from);
        made.counter = counter;
        made.timeMs = timeMs;
        made.text = text;
        return made;
    }
    static DirectMessage change(Act act, const QString &from, quint64 counter, quint64 target,
                                const QString &text)
    {
        DirectMessage made = message(from, counter, 900, text);
        made.act = act;
        made.targetDevice = deviceOf(from);
        made.target = target;
        return made;
    }
    static StoredMessage inRoom(quint64 number, qint64 timeMs, const QString &text)
    {
        StoredMessage said = VaultFixture::message(number);
        said.timeMs = timeMs;
        said.text = text;
        return said;
    }
    bool keeps(const std::vector<StoredMessage> &messages)
    {
        KeptTurn turn;
        turn.arrived = messages;
        turn.history = VaultFixture::history(1);
        turn.nextNumber = 1'000'000;
        return m_session->keep(turn).has_value();
    }
    std::vector<FoundMessage> all(SearchRun &run) const
    {
        std::vector<FoundMessage> found;
        while (!run.isOver) {
            auto slice = m_session->search(run);
            if (!slice)
                return {};
            std::move(slice->begin(), slice->end(), std::back_inserter(found));
        }
        return found;
    }
    QStringList texts(const SearchQuery &query, const SearchScope &scope) const
    {
        SearchRun run(query, scope);
        QStringList list;
        for (const FoundMessage &hit : all(run))
            list.append(hit.message.text);
        return list;
    }
    bool garble(const QString &where);

    std::unique_ptr<VaultFixture> m_fixture;
    std::unique_ptr<VaultSession> m_session;
};

/// The room, Ravi and Mei Lin; times are of a day in ms.
void VaultSearchTest::init()
{
    m_session.reset();
    m_fixture = std::make_unique<VaultFixture>();
    m_session = m_fixture->open();
    QVERIFY(m_session);
    for (const QString &name : {ravi, mei}) {
        DirectIdentity identity;
        identity.digest = digestOf(name);
        identity.device = deviceOf(name);
        identity.trust = DirectTrust::Pinned;
        QVERIFY(direct([&](VaultDirect &vault) { return vault.keepIdentity(name, identity); }));
    }
}

bool VaultSearchTest::garble(const QString &where)
{
    m_session->close();
    if (otherHand::change(m_fixture->path(),
                          QStringLiteral("UPDATE direct_message SET content = zeroblob(80) WHERE ") + where)
            .value_or(0) == 0)
        return false;
    m_session = m_fixture->open();
    return m_session != nullptr;
}

void VaultSearchTest::glanceSeesWhatStandsThere_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isErased");
    QTest::newRow("ASCII") << QStringLiteral("the key") << false;
    QTest::newRow("Latin and Greek") << QStringLiteral("Zürich zażółć Ωμέγα") << false;
    QTest::newRow("one letter that is none of ASCII") << QStringLiteral("\u00A0") << false;
    QTest::newRow("a wide letter whose low byte is ASCII") << QStringLiteral("\u0141\u0161") << false;
    QTest::newRow("above the first plane") << QStringLiteral("👍 key 👍") << false;
    QTest::newRow("erased") << QString() << true;
    QTest::newRow("empty") << QStringLiteral("") << false;
}

void VaultSearchTest::glanceSeesWhatStandsThere()
{
    QFETCH(QString, text);
    QFETCH(bool, isErased);
    directCodec::MessageRow row{7, 2, 3, 99, message(ravi, 5, 1'234, text)};
    row.message.isErased = isErased;
    row.message.act = Act::Reply;
    row.message.targetDevice = deviceOf(self);
    row.message.target = 4;
    row.message.file = FileNote{Bytes(16, 'f'), QStringLiteral("a.txt"), 3, Bytes(32, 'h')};
    const Bytes bytes = directCodec::pack(row);
    const auto glance = directCodec::glance(toSpan(bytes), row);
    QVERIFY(glance);
    QCOMPARE(glance->timeMs, 1'234);
    QCOMPARE(glance->isErased, isErased);
    Bytes buffer("what was there before, and longer than all texts here, by far and by much");
    QCOMPARE(glance->utf8(buffer).toByteArray(), text.toUtf8());
    directCodec::MessageRow whole{7, 2, 3, 0, {}};
    whole.message.counter = 5;
    QVERIFY(directCodec::unpack(toSpan(bytes), whole));
    QCOMPARE(whole.message.text, text);
    for (auto other :
         {directCodec::MessageRow{7, 1, 3, 0, row.message}, directCodec::MessageRow{7, 2, 0, 0, row.message}})
        QVERIFY(!directCodec::glance(toSpan(bytes), other));
    row.message.counter = 6;
    QVERIFY(!directCodec::glance(toSpan(bytes), row));
}

void VaultSearchTest::cutBytesAreNoGlance()
{
    const directCodec::MessageRow row{7, 2, 3, 99, message(ravi, 5, 1'234, QStringLiteral("the key"))};
    const Bytes bytes = directCodec::pack(row);
    const qsizetype end = bytes.indexOf(Bytes("\0y", 2)) + 2; // of the text
    QVERIFY(end > 2);
    for (qsizetype size = 0; size < end; ++size)
        QVERIFY2(!directCodec::glance(toSpan(bytes.first(size)), row), qPrintable(QString::number(size)));
    QVERIFY(directCodec::glance(toSpan(bytes.first(end)), row));
}

void VaultSearchTest::criteria_data()
{
    QTest::addColumn<SearchQuery>("query");
    QTest::addColumn<QStringList>("inRavi");
    QTest::addColumn<QStringList>("overAll");
    const QString key1 = QStringLiteral("the Key is here");
    const QString key2 = QStringLiteral("is a key here");
    const QString mine = QStringLiteral("my KEY");
    const QString meis = QStringLiteral("Mei has the key, Straße");
    const QString room = QStringLiteral("key in the room");
    const auto query = [](const char *words, const QString &person = {}, qint64 from = 0, qint64 to = 0,
                          bool matchCase = false) {
        return SearchQuery{QString::fromUtf8(words), person, from, to, matchCase};
    };
    QTest::newRow("a word") << query("key") << QStringList{mine, key2, key1}
                            << QStringList{room, meis, mine, key2, key1};
    QTest::newRow("its case") << query("Key", {}, 0, 0, true) << QStringList{key1} << QStringList{key1};
    QTest::newRow("all words") << query("here key a") << QStringList{key2} << QStringList{key2};
    QTest::newRow("in this order") << query("\"key is\"") << QStringList{key1} << QStringList{key1};
    QTest::newRow("folded") << query("STRASSE") << QStringList() << QStringList{meis};
    QTest::newRow("the other person") << query("key", QStringLiteral("ravi")) << QStringList{key2, key1}
                                      << QStringList{room, key2, key1}; // the room's is Ravi's, too
    QTest::newRow("this person") << query("key", self) << QStringList{mine} << QStringList{mine};
    QTest::newRow("somebody else") << query("key", mei) << QStringList() << QStringList{meis};
    QTest::newRow("no words") << query("", mei) << QStringList() << QStringList{meis};
    QTest::newRow("from") << query("key", {}, 200) << QStringList{mine, key2}
                          << QStringList{room, meis, mine, key2};
    QTest::newRow("to, without it") << query("key", {}, 0, 200) << QStringList{key1} << QStringList{key1};
    QTest::newRow("from and to") << query("key", {}, 200, 400) << QStringList{mine, key2}
                                 << QStringList{mine, key2};
    QTest::newRow("nothing") << query("absent") << QStringList() << QStringList();
}

void VaultSearchTest::criteria()
{
    QFETCH(SearchQuery, query);
    QVERIFY(hears(ravi, {message(ravi, 1, 100, QStringLiteral("the Key is here")),
                         message(ravi, 2, 200, QStringLiteral("is a key here"))}));
    QVERIFY(says(ravi, message(self, 0, 300, QStringLiteral("my KEY"))));
    QVERIFY(hears(mei, {message(mei, 1, 400, QStringLiteral("Mei has the key, Straße"))}));
    QVERIFY(keeps({inRoom(1, 500, QStringLiteral("key in the room"))}));
    QTEST(texts(query, in(ravi)), "inRavi");
    QTEST(texts(query, everywhere), "overAll");
}

void VaultSearchTest::hitsNameTheirPlace()
{
    QVERIFY(keeps({inRoom(5, 100, QStringLiteral("key"))}));
    QVERIFY(hears(mei, {message(mei, 1, 200, QStringLiteral("a key"))}));
    QVERIFY(says(mei, message(self, 0, 300, QStringLiteral("no key"))));
    SearchRun run({QStringLiteral("key"), {}, 0, 0, false}, everywhere);
    const auto hits = all(run);
    QCOMPARE(hits.size(), std::size_t(3));
    QCOMPARE(hits[0].with, mei);
    QCOMPARE(hits[0].message.name, self);
    QVERIFY(hits[0].message.mine);
    QCOMPARE(hits[0].message.number, 2U); // the place that a page of it has
    QCOMPARE(hits[0].marks, (TextMarks{{3, 3}}));
    QCOMPARE(hits[1].with, mei);
    QCOMPARE(hits[1].message.name, mei);
    QCOMPARE(hits[1].message.number, 1U);
    QCOMPARE(hits[2].with, QString());
    QCOMPARE(hits[2].message.number, 5U);
    QVERIFY(texts({QStringLiteral("key"), {}, 0, 0, false}, {}) == QStringList{QStringLiteral("key")});
}

void VaultSearchTest::newestFirstOverAll()
{
    std::vector<StoredMessage> room;
    for (quint64 i = 1; i <= 3'000; ++i)
        room.push_back(inRoom(i, static_cast<qint64>(i) * 10, QStringLiteral("key")));
    QVERIFY(keeps(room));
    std::vector<DirectMessage> said;
    for (quint64 i = 1; i <= 3'000; ++i)
        said.push_back(message(ravi, i, static_cast<qint64>(i) * 10 + 5, QStringLiteral("key")));
    QVERIFY(hears(ravi, said));
    SearchRun run({QStringLiteral("key"), {}, 0, 0, false}, everywhere);
    const auto hits = all(run);
    QCOMPARE(hits.size(), std::size_t(6'000));
    QVERIFY(std::is_sorted(hits.begin(), hits.end(), [](const FoundMessage &one, const FoundMessage &other) {
        return one.message.timeMs > other.message.timeMs;
    }));
}

/// The order may suffer from what another's clock says; nothing else does.
void VaultSearchTest::clocksOfOthersHideNothing()
{
    const qint64 most = std::numeric_limits<qint64>::max();
    const qint64 least = std::numeric_limits<qint64>::min();
    QVERIFY(keeps({inRoom(1, 100, QStringLiteral("key a")), inRoom(2, 200, QStringLiteral("key b"))}));
    QVERIFY(hears(ravi, {message(ravi, 1, most, QStringLiteral("key c")),
                         message(ravi, 2, least, QStringLiteral("key d")),
                         message(ravi, 3, 150, QStringLiteral("key e"))}));
    QStringList found = texts({QStringLiteral("key"), {}, least, 0, false}, everywhere);
    found.sort();
    QCOMPARE(found, (QStringList{QStringLiteral("key a"), QStringLiteral("key b"), QStringLiteral("key c"),
                                 QStringLiteral("key d"), QStringLiteral("key e")}));
}

void VaultSearchTest::erasedIsNotFound()
{
    QVERIFY(hears(ravi, {message(ravi, 1, 1, QStringLiteral("the secret")),
                         message(ravi, 2, 2, QStringLiteral("another"))}));
    QVERIFY(hears(ravi, {change(Act::Erase, ravi, 3, 1, erasedText())}));
    QCOMPARE(texts({QStringLiteral("secret"), {}, 0, 0, false}, in(ravi)), QStringList());
    // Nor where nothing narrows but who said it.
    QCOMPARE(texts({{}, ravi, 0, 0, false}, in(ravi)), QStringList{QStringLiteral("another")});
}

void VaultSearchTest::editedIsFoundByItsNewWordsAlone()
{
    QVERIFY(says(ravi, message(self, 0, 1, QStringLiteral("the first word"))));
    QVERIFY(says(ravi, change(Act::Edit, self, 0, 1, QStringLiteral("the second word"))));
    QCOMPARE(texts({QStringLiteral("first"), {}, 0, 0, false}, everywhere), QStringList());
    SearchRun run({QStringLiteral("second"), {}, 0, 0, false}, everywhere);
    const auto hits = all(run);
    QCOMPARE(hits.size(), std::size_t(1)); // the edit itself, kept to be sent, is none
    QVERIFY(hits.front().message.isEdited);
    QCOMPARE(hits.front().message.number, 1U);
}

void VaultSearchTest::damagedRowsAreSkippedAndCounted()
{
    QVERIFY(hears(ravi,
                  {message(ravi, 1, 1, QStringLiteral("key 1")), message(ravi, 2, 2, QStringLiteral("key 2")),
                   message(ravi, 3, 3, QStringLiteral("key 3"))}));
    QVERIFY(garble(QStringLiteral("counter = 2")));
    SearchRun run({QStringLiteral("key"), {}, 0, 0, false}, everywhere);
    QCOMPARE(all(run).size(), std::size_t(2));
    QCOMPARE(run.damaged, 1);
    qint64 above = 0;
    const auto page = m_session->nextDirect({ravi, self}, above, 10);
    QVERIFY(page);
    QCOMPARE(page->messages.size(), std::size_t(2));
    QCOMPARE(page->damaged, 1);
    QVERIFY(page->isLast);
}

void VaultSearchTest::tenThousandComeInSlices()
{
    for (quint64 first = 1; first <= 10'000; first += 1'000) {
        std::vector<DirectMessage> turn;
        for (quint64 i = first; i < first + 1'000; ++i)
            turn.push_back(message(ravi, i, static_cast<qint64>(i), QStringLiteral("key %1").arg(i)));
        QVERIFY(hears(ravi, turn));
    }
    SearchRun run({QStringLiteral("key"), {}, 0, 0, false}, everywhere);
    std::size_t found = 0;
    quint64 below = 10'001;
    int slices = 0;
    while (!run.isOver) {
        const auto slice = m_session->search(run);
        QVERIFY(slice);
        QVERIFY(slice->size() <= 200);
        QVERIFY(run.direct.waiting.size() <= 1'024); // no more is held than one reading finds
        for (const FoundMessage &hit : *slice) {
            QVERIFY(hit.message.number < below);
            below = hit.message.number;
        }
        found += slice->size();
        ++slices;
    }
    QCOMPARE(found, std::size_t(10'000));
    QVERIFY(slices >= 50);
    // One that is of no interest any more has cost no more than its slices.
    SearchRun begun({QStringLiteral("key"), {}, 0, 0, false}, everywhere);
    QVERIFY(m_session->search(begun));
    QVERIFY(!begun.isOver);
}

void VaultSearchTest::nobodyOfThatName()
{
    QVERIFY(hears(ravi, {message(ravi, 1, 1, QStringLiteral("key"))}));
    QCOMPARE(texts({QStringLiteral("key"), {}, 0, 0, false}, in(QStringLiteral("Olu"))), QStringList());
    qint64 above = 0;
    const auto page = m_session->nextDirect({QStringLiteral("Olu"), self}, above, 10);
    QVERIFY(page && page->isLast && page->messages.empty());
}

void VaultSearchTest::pagesFromTheBeginning()
{
    std::vector<DirectMessage> said;
    for (quint64 i = 1; i <= 25; ++i)
        said.push_back(message(ravi, i, 1, QString::number(i)));
    said[6].file = FileNote{Bytes(16, 'f'), QStringLiteral("plan.pdf"), 5, Bytes(32, 'h')};
    QVERIFY(hears(ravi, said));
    QVERIFY(hears(mei, {message(mei, 1, 1, QStringLiteral("not hers"))}));
    QVERIFY(says(ravi, message(self, 0, 2, QStringLiteral("told"))));
    QVERIFY(says(ravi, message(self, 0, 2, QStringLiteral("waits"))));
    QVERIFY(direct([](VaultDirect &vault) { return vault.told(ravi, digestOf(ravi), 1, false); }));
    QVERIFY(direct([](VaultDirect &vault) { return vault.readThere(ravi, digestOf(ravi), 1); }));
    QStringList texts;
    VaultPage page;
    for (qint64 above = 0; !page.isLast;) {
        const bool isFirst = above == 0;
        const auto next = m_session->nextDirect({ravi, self}, above, 10);
        QVERIFY(next);
        page = *next;
        QCOMPARE(page.isFirst, isFirst);
        for (const StoredMessage &one : page.messages)
            texts.append(one.text);
    }
    QCOMPARE(texts.size(), 27);
    QCOMPARE(texts.first(), QStringLiteral("1"));
    QCOMPARE(texts.last(), QStringLiteral("waits"));
    const StoredMessage &told = page.messages.at(page.messages.size() - 2);
    QVERIFY(told.mine && told.name == self && told.of == 1 && told.delivered == 1 && told.seen == 1);
    QCOMPARE(page.messages.back().delivered, 0U);
    qint64 above = 6;
    const auto withFile = m_session->nextDirect({ravi, self}, above, 1);
    QVERIFY(withFile && withFile->messages.front().file);
    QCOMPARE(withFile->messages.front().file->name, QStringLiteral("plan.pdf"));
}

void VaultSearchTest::answersAreTiedToWhatTheyAnswer()
{
    QVERIFY(hears(ravi, {message(ravi, 1, 1, QStringLiteral("asked"))}));
    const auto answer = [](const QString &to, quint64 target, const QString &text) {
        DirectMessage made = message(self, 0, 2, text);
        made.act = Act::Reply;
        made.targetDevice = deviceOf(to);
        made.target = target;
        return made;
    };
    QVERIFY(says(ravi, answer(ravi, 1, QStringLiteral("answered"))));
    QVERIFY(says(ravi, answer(self, 1, QStringLiteral("and more"))));
    QVERIFY(says(ravi, answer(ravi, 77, QStringLiteral("to what was never here"))));
    qint64 above = 0;
    const auto whole = m_session->nextDirect({ravi, self}, above, 10);
    QVERIFY(whole);
    QCOMPARE(whole->messages.at(1).replyTo, 1U);
    QCOMPARE(whole->messages.at(2).replyTo, 2U);
    QCOMPARE(whole->messages.at(3).replyTo, 0U);
    QVERIFY(whole->quoted.empty());
    above = 1; // the question stands on another page
    const auto later = m_session->nextDirect({ravi, self}, above, 10);
    QVERIFY(later);
    QCOMPARE(later->quoted.size(), std::size_t(1));
    QCOMPARE(later->quoted.front().text, QStringLiteral("asked"));
    QCOMPARE(later->quoted.front().name, ravi);
    QCOMPARE(later->messages.front().replyTo, later->quoted.front().number);
}

/// What is damaged keeps nothing else from being taken away, and does not stay behind itself.
void VaultSearchTest::whatDoesNotOpenGoesWithTheOld()
{
    std::vector<DirectMessage> said;
    for (quint64 i = 1; i <= 150; ++i)
        said.push_back(message(ravi, i, 1, QStringLiteral("old")));
    QVERIFY(hears(ravi, said));
    QVERIFY(garble(QStringLiteral("counter <= 120")));
    m_fixture->clock.now += 1'000;
    QVERIFY(hears(ravi, {message(ravi, 151, 1, QStringLiteral("young"))}));
    for (bool isOver = false; !isOver;) {
        const auto over = m_session->removeOldest(m_fixture->clock.now);
        QVERIFY(over);
        isOver = *over;
    }
    SearchRun run({{}, ravi, 0, 0, false}, in(ravi));
    const auto left = all(run);
    QCOMPARE(left.size(), std::size_t(1));
    QCOMPARE(left.front().message.text, QStringLiteral("young"));
    QCOMPARE(run.damaged, 0);
}

QTEST_GUILESS_MAIN(VaultSearchTest)
#include "VaultSearchTest.moc"
