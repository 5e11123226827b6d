// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "DirectGiving.h"
#include "HostFixture.h"
#include "LinkPair.h"

#include <QTest>

using namespace waxwing;
using namespace waxwing::test;

namespace {

constexpr int patience = 20'000;
constexpr int window = int(limits::fileWindow / limits::chunkBytes);
const QString ravi = QStringLiteral("ravi");

} // namespace

/// Who has the two turns of a link at a giver, and who loses them (PROTOCOL 16.7): a real link and files, the
/// taker speaks as the test wants.
class DirectTurnsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("QT_NO_THREADED_GLIB", "1"); }
    void init();
    void cleanup();
    void whoNeverTakesLosesItsTurn();
    void whoHasAllOfItGivesItsTurnBack();

private:
    /// Offers a file of so many chunks, and asks for it.
    Bytes asks(char mark, int chunks);
    void took(const Bytes &file, int chunks) const
    {
        m_pair->guest->send(FileTook{file, quint64(chunks) * limits::chunkBytes});
    }
    template <class M> [[nodiscard]] int count(const Bytes &file) const
    {
        int n = 0;
        for (const Message &message : m_pair->atGuest->messages) {
            const auto *one = std::get_if<M>(&message);
            n += one && one->file == file ? 1 : 0;
        }
        return n;
    }
    [[nodiscard]] QList<quint8> refusals(const Bytes &file) const
    {
        QList<quint8> codes;
        for (const Message &message : m_pair->atGuest->messages) {
            const auto *refused = std::get_if<FileRefused>(&message);
            if (refused && refused->file == file)
                codes.append(refused->code);
        }
        return codes;
    }

    std::unique_ptr<HostFixture> m_keys; ///< and clock; no room is opened
    GuestServices m_services;
    std::unique_ptr<FactQueue> m_facts;
    std::unique_ptr<VaultKeeper> m_vault;
    std::unique_ptr<TransferBoard> m_board;
    std::unique_ptr<DirectOffers> m_offers;
    std::unique_ptr<LinkPair> m_pair; ///< the host's side gives
    std::unique_ptr<DirectGiving> m_giving;
    std::optional<Error> m_error;        ///< what the giver could not take
    QHash<quint64, TransferView> m_last; ///< by number
};

void DirectTurnsTest::init()
{
    m_keys = std::make_unique<HostFixture>(QStringLiteral(WAXWING_SOURCE_DIR));
    m_services = {};
    m_services.clock = &m_keys->clock;
    m_services.files = &m_keys->files();
    m_services.settings = hostSettings();
    m_services.settings.fileTickMs = 10;
    m_facts = std::make_unique<FactQueue>();
    m_vault = std::make_unique<VaultKeeper>(m_services);
    m_board = std::make_unique<TransferBoard>(*m_facts, m_keys->clock, 5);
    m_offers = std::make_unique<DirectOffers>(m_services, *m_vault, *m_board);
    m_pair = std::make_unique<LinkPair>(Wire::Pipe, m_services.settings, m_keys->oneTimeKey(),
                                        m_keys->identity("host.p8"));
    QVERIFY(m_pair->admit());
    m_giving = std::make_unique<DirectGiving>(m_pair->host.get(), ravi, m_services, *m_offers);
    connect(m_pair->host.get(), &Link::received, m_giving.get(), [this](const Message &message) {
        Result<void> taken;
        if (const auto *get = std::get_if<GetFile>(&message))
            taken = m_giving->on(*get);
        else if (const auto *step = std::get_if<FileTook>(&message))
            taken = m_giving->on(*step);
        if (!taken)
            m_error = taken.error();
    });
    connect(m_facts.get(), &FactQueue::gathered, this, [this](const RoomFacts &facts) {
        for (const RoomFact &fact : facts) {
            const auto *transfers = std::get_if<TransfersFact>(&fact);
            for (const TransferView &view : transfers ? transfers->transfers : QList<TransferView>())
                m_last[view.id] = view;
        }
    });
}

void DirectTurnsTest::cleanup()
{
    m_giving.reset();
    m_pair.reset();
    m_offers.reset();
    m_board.reset();
    m_vault.reset();
    m_facts.reset();
    m_keys.reset();
    m_error.reset();
    m_last.clear();
}

Bytes DirectTurnsTest::asks(char mark, int chunks)
{
    KeptTransfer offer;
    offer.id = mark;
    offer.isUpload = true;
    offer.party.name = ravi;
    offer.path = m_keys->folder() + u'/' + QLatin1Char(mark);
    QFile file(offer.path);
    if (!file.open(QIODevice::WriteOnly) || !file.resize(qint64(chunks) * limits::chunkBytes))
        qFatal("no file");
    file.close();
    const auto seen = SourceFile::markOf(offer.path);
    offer.changedMs = seen->changedMs;
    offer.note = {Bytes(limits::fileIdSize, mark), QString(QLatin1Char(mark)), quint64(seen->size),
                  Bytes(32, 'd')};
    m_offers->restore(quint64(mark), offer);
    m_pair->guest->send(GetFile{offer.note.id, 0});
    return offer.note.id;
}

void DirectTurnsTest::whoNeverTakesLosesItsTurn()
{
    const int stallMs = m_services.settings.fileStallMs;
    const Bytes moving = asks('m', 3 * window);
    const Bytes mute = asks('n', 3 * window);
    const Bytes waiting = asks('w', 2);
    QTRY_COMPARE_WITH_TIMEOUT(count<FileChunk>(moving), window, patience);
    QTRY_COMPARE_WITH_TIMEOUT(count<FileChunk>(mute), window, patience);
    QCOMPARE(count<FileChunk>(waiting), 0);
    m_keys->clock.advance(stallMs - 1);
    took(moving, 8);
    QTRY_COMPARE_WITH_TIMEOUT(count<FileChunk>(moving), window + 8, patience);
    QCOMPARE(refusals(mute), QList<quint8>());
    m_keys->clock.advance(1);
    QTRY_COMPARE_WITH_TIMEOUT(count<FileSent>(waiting), 1, patience);
    QCOMPARE(refusals(mute), QList<quint8>{quint8(Code::FilePaused)});
    QCOMPARE(m_last.value('n').state, TransferState::Waiting); // it may be taken still
    took(mute, 4);                                             // it crossed with that
    took(waiting, 2);
    QTRY_COMPARE_WITH_TIMEOUT(m_last.value('w').state, TransferState::Done, patience);
    m_pair->guest->send(GetFile{mute, 4 * limits::chunkBytes});
    QTRY_COMPARE_WITH_TIMEOUT(count<FileChunk>(mute), 2 * window, patience);
    QVERIFY(refusals(moving).isEmpty() && refusals(mute).size() == 1);
    QVERIFY2(!m_error, m_error ? qPrintable(m_error->detail) : "");
}

/// It owes the last word alone: others have its turn, and it is waited for all the same.
void DirectTurnsTest::whoHasAllOfItGivesItsTurnBack()
{
    const Bytes one = asks('a', 2);
    const Bytes other = asks('b', 0);
    const Bytes third = asks('c', 2);
    const Bytes fourth = asks('e', 2);
    QTRY_COMPARE_WITH_TIMEOUT(count<FileSent>(third), 1, patience); // of an empty one nothing is owed
    QCOMPARE(m_last.value('b').state, TransferState::Done);
    QCOMPARE(count<FileSent>(one), 1);
    QCOMPARE(count<FileSent>(fourth), 0);
    QVERIFY(!m_giving->isIdle());
    m_keys->clock.advance(m_services.settings.fileStallMs);
    QTRY_COMPARE_WITH_TIMEOUT(count<FileSent>(fourth), 1, patience);
    QVERIFY(refusals(one).isEmpty() && refusals(third).isEmpty());
    took(fourth, 2);
    QTRY_COMPARE_WITH_TIMEOUT(m_last.value('e').state, TransferState::Done, patience);
    QVERIFY(m_giving->isIdle()); // so that the link may end
    took(one, 2);
    QTRY_COMPARE_WITH_TIMEOUT(m_last.value('a').state, TransferState::Done, patience);
    QCOMPARE(count<FileSent>(other), 1);
    QVERIFY2(!m_error, m_error ? qPrintable(m_error->detail) : "");
}

QTEST_GUILESS_MAIN(DirectTurnsTest)
#include "DirectTurnsTest.moc"
