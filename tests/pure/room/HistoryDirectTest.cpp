// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "DirectKeeper.h"
#include "History.h"
#include "VaultKeeper.h"
#include "VaultPlace.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

using namespace waxwing;

namespace {

constexpr int patience = 20'000;
const QString ravi = QStringLiteral("Ravi");
const QString me = QStringLiteral("Maria");

using Place = test::VaultPlace<SystemClock>;

DirectMessage message(quint64 counter, const QString &text)
{
    DirectMessage made;
    made.device = Bytes(16, 'r');
    made.counter = counter;
    made.text = text;
    made.timeMs = static_cast<qint64>(counter) * 1'000;
    return made;
}

DirectMessage change(Act act, quint64 counter, quint64 target, const QString &text)
{
    DirectMessage made = message(counter, text);
    made.act = act;
    made.targetDevice = made.device;
    made.target = target;
    return made;
}

} // namespace

/// History over the direct conversations of a real vault: searches, exports, what a wipe leaves.
class HistoryDirectTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void searchesOfConversationsGoOnSideBySide();
    void pagesAreToldApart();
    void exportsAConversation_data();
    void exportsAConversation();
    void wipeLeavesNothingBehind();

private:
    /// What the other person said, in a transaction.
    bool hears(std::vector<DirectMessage> messages)
    {
        bool done = false;
        m_direct->take(
            ravi, Bytes(32, 'x'), std::move(messages),
            [&done](const Result<std::vector<DirectMessage>> &taken) { done = taken.has_value(); });
        return QTest::qWaitFor([&done] { return done; }, patience);
    }
    bool hears(quint64 first, quint64 last)
    {
        std::vector<DirectMessage> messages;
        for (quint64 counter = first; counter <= last; ++counter)
            messages.push_back(message(counter, QStringLiteral("key %1").arg(counter)));
        return hears(std::move(messages));
    }

    std::unique_ptr<Place> m_place;
    std::unique_ptr<VaultKeeper> m_keeper;
    std::unique_ptr<DirectKeeper> m_direct;
    std::unique_ptr<History> m_history;
};

void HistoryDirectTest::init()
{
    m_place = std::make_unique<Place>();
    m_keeper = std::make_unique<VaultKeeper>(m_place->services);
    QSignalSpy opened(m_keeper.get(), &VaultKeeper::opened);
    m_keeper->open("a host's key", me, SecretBytes(toSpan(BytesView("a password"))));
    QVERIFY(opened.wait(patience));
    m_direct = std::make_unique<DirectKeeper>(m_place->services);
    QSignalSpy loaded(m_direct.get(), &DirectKeeper::loaded);
    m_direct->open(m_keeper->session());
    QVERIFY(loaded.wait(patience));
    DirectIdentity identity;
    identity.digest = Bytes(32, 'x');
    identity.device = Bytes(16, 'r');
    identity.trust = DirectTrust::Pinned;
    m_direct->keepIdentity(ravi, identity);
    m_history = std::make_unique<History>();
    m_history->open(m_keeper->session(), m_keeper->start());
}

void HistoryDirectTest::cleanup()
{
    m_history.reset();
    m_direct.reset();
    m_keeper.reset();
    m_place.reset();
}

/// The bar of a direct conversation and the panel ask at once; neither ends the other.
void HistoryDirectTest::searchesOfConversationsGoOnSideBySide()
{
    QVERIFY(hears(1, 3'000));
    QHash<quint64, int> hits;
    connect(m_history.get(), &History::hitsFound, this,
            [&hits](quint64 question, const QList<SearchHit> &found) {
                for (const SearchHit &hit : found)
                    hits[question] += hit.with == ravi ? 1 : 1'000'000;
            });
    QSignalSpy ended(m_history.get(), &History::searchEnded);
    const SearchQuery query{QStringLiteral("key"), {}, 0, 0, false};
    const quint64 all = m_history->search(query, {{{}, me}, true});
    const quint64 direct = m_history->search(query, {{ravi, me}});
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 2, patience);
    QCOMPARE(hits.value(all), 3'000);
    QCOMPARE(hits.value(direct), 3'000);
    hits.clear();
    const quint64 goesOn = m_history->search(query, {{{}, me}, true});
    m_history->search(query, {{ravi, me}});
    m_history->cancelSearch(ravi);
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 3, patience);
    QCOMPARE(hits.keys(), QList<quint64>{goesOn});
}

void HistoryDirectTest::pagesAreToldApart()
{
    QVERIFY(hears(1, 30));
    QSignalSpy ofRoom(m_history.get(), &History::pageRead);
    QSignalSpy ofDirect(m_history.get(), &History::directPageRead);
    const quint64 question = m_history->readAfterIn({ravi, me}, 10, 5);
    QTRY_COMPARE_WITH_TIMEOUT(ofDirect.size(), 1, patience);
    const auto page = ofDirect.first().first().value<HistoryPage>();
    QCOMPARE(page.question, question);
    QCOMPARE(page.messages.size(), 5);
    QCOMPARE(page.messages.first().text, QStringLiteral("key 11"));
    QVERIFY(!page.isLast);
    QVERIFY(ofRoom.isEmpty()); // numbers of another conversation mean nothing there
}

void HistoryDirectTest::exportsAConversation_data()
{
    QTest::addColumn<ExportFormat>("format");
    QTest::newRow("HTML") << ExportFormat::Html;
    QTest::newRow("JSON") << ExportFormat::Json;
    QTest::newRow("text") << ExportFormat::Text;
}

void HistoryDirectTest::exportsAConversation()
{
    QFETCH(ExportFormat, format);
    QVERIFY(hears(1, 600)); // some slices
    DirectMessage file = message(601, QStringLiteral("see the plan"));
    file.file = FileNote{Bytes(16, 'f'), QStringLiteral("plan.pdf"), 77, Bytes(32, 'h')};
    QVERIFY(hears({file, change(Act::Edit, 602, 2, QStringLiteral("other words")),
                   change(Act::Erase, 603, 3, erasedText())}));
    bool isSaid = false;
    DirectMessage mine = message(0, QStringLiteral("and my answer"));
    mine.device = Bytes(16, 'm');
    mine.act = Act::Reply;
    mine.targetDevice = Bytes(16, 'r');
    mine.target = 1;
    m_direct->say(ravi, {}, mine, [&](const Result<DirectMessage> &said) { isSaid = said.has_value(); });
    QTRY_VERIFY_WITH_TIMEOUT(isSaid, patience);
    ExportWords words;
    words.title = QStringLiteral("Ravi and Maria");
    words.with = ravi;
    words.about = QStringLiteral("not compared");
    QSignalSpy exported(m_history.get(), &History::exported);
    const QString path = m_place->folder.filePath(QStringLiteral("export"));
    QVERIFY(m_history->exportTo(path, format, words, {ravi, me}) != 0);
    QTRY_COMPARE_WITH_TIMEOUT(exported.size(), 1, patience);
    QFile opened(path);
    QVERIFY(opened.open(QIODevice::ReadOnly));
    const Bytes written = opened.readAll();
    QCOMPARE(written.count("key "), format == ExportFormat::Json ? 598 : 599); // once more as a quote
    QVERIFY(!written.contains("key 2\n") && !written.contains("key 3<") && written.contains("plan.pdf"));
    if (format != ExportFormat::Json) {
        QCOMPARE(written.count("not compared"), 1);
        QVERIFY(written.contains("This message was deleted."));
        QCOMPARE(written.count("(edited)"), 1);
        return;
    }
    const QJsonArray all =
        QJsonDocument::fromJson(written).object().value(QStringLiteral("messages")).toArray();
    QCOMPARE(all.size(), 602);
    QCOMPARE(all.at(1).toObject().value(QStringLiteral("text")).toString(), QStringLiteral("other words"));
    QVERIFY(all.at(1).toObject().value(QStringLiteral("edited")).toBool());
    QVERIFY(all.at(2).toObject().value(QStringLiteral("erased")).toBool());
    const QJsonObject last = all.last().toObject();
    QCOMPARE(last.value(QStringLiteral("name")).toString(), me);
    QCOMPARE(last.value(QStringLiteral("reply_to")).toString(), QStringLiteral("1"));
    QCOMPARE(last.value(QStringLiteral("delivered")).toInt(-1), 0);
}

void HistoryDirectTest::wipeLeavesNothingBehind()
{
    QVERIFY(hears(1, 300));
    QTRY_COMPARE_WITH_TIMEOUT(m_direct->contact(ravi)->unread, 300U, patience);
    QSignalSpy wiped(m_history.get(), &History::wiped);
    m_history->wipe();
    QTRY_COMPARE_WITH_TIMEOUT(wiped.size(), 1, patience);
    // What the list of conversations shows follows.
    QTRY_COMPARE_WITH_TIMEOUT(m_direct->contact(ravi)->unread, 0U, patience);
    QCOMPARE(m_direct->contact(ravi)->last, 0);
    QSignalSpy hits(m_history.get(), &History::hitsFound);
    QSignalSpy ended(m_history.get(), &History::searchEnded);
    m_history->search({QStringLiteral("key"), {}, 0, 0, false}, {{{}, me}, true});
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, patience);
    QVERIFY(hits.isEmpty());
    QVERIFY(hears(301, 301)); // and it goes on
    QTRY_COMPARE_WITH_TIMEOUT(m_direct->contact(ravi)->unread, 1U, patience);
}

QTEST_GUILESS_MAIN(HistoryDirectTest)
#include "HistoryDirectTest.moc"
