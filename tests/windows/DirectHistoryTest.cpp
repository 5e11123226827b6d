// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ConversationModel.h"
#include "DirectClient.h"
#include "DirectHistory.h"
#include "History.h"
#include "KeptVault.h"
#include "MessageList.h"

#include <QSignalSpy>
#include <QTest>

using namespace waxwing;

/// The way through a vault that is read from its end alone, with the vault's answers made by hand.
class DirectHistoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void opensAtTheEnd();
    void opensWhereReadingEnded();
    void answersOfOthersArePassedOver();
    void failureLeavesWhatIsThere();
    void quotedMessagesAreLookedFor();
    void lookingEndsAtTheBeginning();
    void farPlacesAreOneStepAway();

private:
    static Bytes device() { return Bytes(16, 'r'); }
    static DirectMessage said(qint64 id)
    {
        DirectMessage message;
        message.id = id;
        message.identity = Bytes(32, 'x');
        message.device = device();
        message.counter = static_cast<quint64>(id);
        message.text = QString::number(id);
        message.timeMs = 1'700'000'000'000 + id;
        return message;
    }
    /// What the vault says to the question of that number: the messages from `first` to `last`.
    void answer(quint64 question, qint64 first, qint64 last, quint64 repliesTo = 0)
    {
        DirectPageFact fact{name(), question, {}};
        for (qint64 id = first; id <= last; ++id)
            fact.page.messages.push_back(said(id));
        if (repliesTo > 0) {
            fact.page.messages.back().act = Act::Reply;
            fact.page.messages.back().targetDevice = device();
            fact.page.messages.back().target = repliesTo;
        }
        fact.page.isFirst = first == 1;
        m_client->take(fact);
    }
    static QString name() { return QStringLiteral("Ravi"); }
    [[nodiscard]] bool stands(qint64 id) const { return m_model->rowOfNumber(static_cast<quint64>(id)) >= 0; }

    std::unique_ptr<DirectClient> m_client;
    std::unique_ptr<DirectIndex> m_index;
    std::unique_ptr<ConversationModel> m_model;
    std::unique_ptr<MessageList> m_list;
    std::unique_ptr<HistoryReader> m_reader;
    std::unique_ptr<DirectHistory> m_history;
    int m_asked = 0;
};

void DirectHistoryTest::init()
{
    m_asked = 0;
    m_client = std::make_unique<DirectClient>([this](const auto &) { ++m_asked; });
    m_index = std::make_unique<DirectIndex>(QStringLiteral("Asha"), name());
    m_model = std::make_unique<ConversationModel>();
    m_list = std::make_unique<MessageList>(m_model.get());
    m_reader = std::make_unique<HistoryReader>(m_model.get(), m_list.get());
    m_history = std::make_unique<DirectHistory>(m_client.get(), *m_index, name(), m_reader.get());
}

void DirectHistoryTest::cleanup()
{
    m_history.reset();
    m_reader.reset();
    m_list.reset();
    m_model.reset();
}

void DirectHistoryTest::opensAtTheEnd()
{
    DirectPersonView view;
    view.last = 900;
    view.lastRead = 900;
    m_history->open(view);
    QCOMPARE(m_asked, 1);
    answer(1, 701, 900);
    QVERIFY(stands(900) && stands(701));
    QVERIFY(m_model->hasOlder());
    QVERIFY(!m_model->hasNewer());
    QVERIFY(!m_reader->isOpening());
}

void DirectHistoryTest::opensWhereReadingEnded()
{
    DirectPersonView view;
    view.last = 2'500;
    view.lastRead = 500;
    view.unread = 2'000;
    m_history->open(view);
    answer(1, 1'501, 2'500);
    QVERIFY(!stands(2'500)); // walked past
    answer(2, 501, 1'500);
    answer(3, 1, 500);
    QVERIFY(stands(500) && stands(501));
    QVERIFY(!stands(2'500));
    QVERIFY(m_model->hasNewer());
    QVERIFY(m_model->hasOlder());
    QVERIFY(m_model->unreadRow() >= 0);
    QCOMPARE(m_model->row(m_model->unreadRow() + 1).number, quint64(501));
}

void DirectHistoryTest::answersOfOthersArePassedOver()
{
    m_history->open({});
    answer(7, 1, 3);
    QCOMPARE(m_model->rowCount(), 0);
    answer(1, 1, 3);
    QVERIFY(stands(3));
}

void DirectHistoryTest::failureLeavesWhatIsThere()
{
    m_history->open({});
    QVERIFY(m_reader->isOpening());
    m_client->take(DirectFailedFact{name(), {Code::StorageDamaged, {}}, 1});
    QVERIFY(!m_reader->isOpening());
    QCOMPARE(m_model->rowCount(), 0);
}

void DirectHistoryTest::quotedMessagesAreLookedFor()
{
    m_history->open({});
    answer(1, 2'801, 3'000, 40);
    QVERIFY(m_index->misses());
    const int asked = m_asked; // the reader may have wished for more by itself
    const auto walk = static_cast<quint64>(asked) + 1;
    QSignalSpy loaded(m_history.get(), &DirectHistory::loaded);
    m_history->findMissing();
    m_history->findMissing(); // one walk at a time
    QCOMPARE(m_asked, asked + 1);
    answer(walk, 2'001, 3'000, 40);
    answer(walk + 1, 1'001, 2'000);
    QVERIFY(m_index->misses());
    answer(walk + 2, 1, 1'000);
    QVERIFY(!m_index->misses());
    QCOMPARE(m_asked, asked + 3);
    QCOMPARE(loaded.size(), 3);
    const QList<DirectIndex::Found> found = m_index->takeFound();
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().message.number, quint64(40));
    QVERIFY(!stands(40)); // known, not shown
}

void DirectHistoryTest::lookingEndsAtTheBeginning()
{
    m_history->open({});
    answer(1, 1, 5, 999);
    const int asked = m_asked;
    m_history->findMissing();
    answer(static_cast<quint64>(asked) + 1, 1, 5, 999);
    QVERIFY(m_index->misses()); // it is not kept
    QCOMPARE(m_asked, asked + 1);
}

/// Nothing of what lies between the end and that place is read.
void DirectHistoryTest::farPlacesAreOneStepAway()
{
    KeptVault vault;
    QVERIFY(vault.fill(1, [](quint64 number) {
        StoredMessage message;
        message.number = number;
        return message;
    }));
    const auto session = vault.open();
    QVERIFY(session);
    bool isFilled = false;
    session->door().post([&] {
        const auto done = session->direct([](VaultDirect &direct, bool) -> Result<void> {
            DirectIdentity identity;
            identity.digest = Bytes(32, 'x');
            identity.device = device();
            if (const auto known = direct.keepIdentity(name(), identity); !known)
                return known;
            std::vector<DirectMessage> all;
            for (qint64 id = 1; id <= 2'500; ++id)
                all.push_back(said(id));
            const auto taken = direct.take(name(), identity.digest, all, false);
            return taken ? Result<void>() : tl::make_unexpected(taken.error());
        });
        isFilled = done.has_value();
    });
    vault.drain();
    QVERIFY(isFilled);
    History history;
    history.open(session, {});
    m_history->setHistory(&history);
    DirectPersonView view;
    view.last = view.lastRead = 2'500;
    m_history->open(view);
    answer(1, 2'301, 2'500);
    int before = m_asked; // the list may have wished for more
    m_reader->showMessage(500);
    QTRY_COMPARE(m_asked, before + 1);
    answer(static_cast<quint64>(m_asked), 400, 599); // up to where the history said that the page ends
    QVERIFY(stands(500) && stands(400) && stands(599) && !stands(2'500));
    QVERIFY(m_model->hasOlder() && m_model->hasNewer());
    QSignalSpy shown(m_reader.get(), &HistoryReader::messageShown);
    before = m_asked;
    m_reader->showMessage(2'450); // near the end
    QTRY_COMPARE(m_asked, before + 1);
    answer(static_cast<quint64>(m_asked), 2'301, 2'500);
    QCOMPARE(shown.size(), 1);
    QVERIFY(stands(2'500) && !m_model->hasNewer());
}

QTEST_MAIN(DirectHistoryTest)
#include "DirectHistoryTest.moc"
