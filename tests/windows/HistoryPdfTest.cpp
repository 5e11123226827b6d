// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HistoryPdf.h"

#include "SystemRandom.h"
#include "VaultShelf.h"

#include <QFile>
#include <QFileInfo>
#include <QScopeGuard>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

using namespace waxwing;

namespace {

constexpr int patience = 60'000;

} // namespace

/// A whole conversation as a PDF, out of a real vault.
class HistoryPdfTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void writesAllOfIt();
    void writesADirectConversation();
    void anEmptyOneIsAPage();
    void cancelledLeavesWhatWasThere();
    void failsWithAWord();

private:
    std::shared_ptr<VaultSession> vault(const QString &name, quint64 messages);
    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir m_folder;
    SystemRandom m_random;
    SystemClock m_clock;
    StoreThread m_store;
    VaultShelf m_shelf{m_store, m_clock, m_random};
    std::shared_ptr<const Identity> m_identity;
};

void HistoryPdfTest::initTestCase()
{
    m_identity = *Identity::generate(m_random);
}

std::shared_ptr<VaultSession> HistoryPdfTest::vault(const QString &name, quint64 messages)
{
    std::shared_ptr<VaultSession> session;
    m_store.post([&] {
        session = *m_shelf.take(m_folder.path(), VaultDatabase::fileName("spki", name));
        VaultContents contents;
        contents.identity = m_identity;
        contents.device = Bytes(16, 'd');
        (void)session->create({Bytes(16, 's'), 1, Bytes(60, 'w')}, m_random.secret(32), contents);
        KeptTurn turn;
        for (quint64 number = 1; number <= messages; ++number) {
            StoredMessage message;
            message.number = number;
            message.name = QStringLiteral("<b>Ravi</b>");
            message.text = QStringLiteral("line %1\nZażółć 日本 😀 <script>").arg(number);
            message.timeMs = static_cast<qint64>(number) * 600'000;
            message.replyTo = number % 5 == 0 ? 1 : 0;
            turn.arrived.push_back(message);
        }
        (void)session->keep(turn);
    });
    m_store.drain();
    return session;
}

void HistoryPdfTest::writesAllOfIt()
{
    History history;
    history.open(vault(QStringLiteral("all"), 1'200), {});
    HistoryPdf pdf(&history);
    QSignalSpy exported(&pdf, &HistoryPdf::exported);
    QSignalSpy progressed(&pdf, &HistoryPdf::progressed);
    const QString path = m_folder.filePath(QStringLiteral("talk.pdf"));
    pdf.start(path, {}, QFont());
    QVERIFY(pdf.isRunning());
    QVERIFY(exported.wait(patience));
    QVERIFY(!pdf.isRunning());
    QCOMPARE(exported.first().first().toString(), path);
    QCOMPARE(progressed.size(), 3); // 500, 1,000, 1,200
    QCOMPARE(progressed.last().first().toULongLong(), quint64(1'200));
    const QByteArray content = read(path);
    QVERIFY(content.startsWith("%PDF-") && content.trimmed().endsWith("%%EOF"));
    QVERIFY(content.count("/Type /Page\n") > 60); // about 15 messages on each
}

/// What was said to one person alone, and nothing of the room.
void HistoryPdfTest::writesADirectConversation()
{
    const QString ravi = QStringLiteral("Ravi");
    const auto session = vault(QStringLiteral("direct"), 3);
    bool isFilled = false;
    m_store.post([&] {
        isFilled = session
                       ->direct([&](VaultDirect &direct, bool) -> Result<void> {
                           Result<void> done;
                           for (int i = 1; done && i <= 700; ++i) {
                               DirectMessage message;
                               message.device = Bytes(16, 'd');
                               message.text = QStringLiteral("line %1\nZażółć <script>").arg(i);
                               const auto said = direct.say(ravi, message);
                               done = said ? Result<void>() : tl::make_unexpected(said.error());
                           }
                           return done;
                       })
                       .has_value();
    });
    m_store.drain();
    QVERIFY(isFilled);
    History history;
    history.open(session, {});
    HistoryPdf pdf(&history);
    QSignalSpy exported(&pdf, &HistoryPdf::exported);
    QSignalSpy progressed(&pdf, &HistoryPdf::progressed);
    const QString path = m_folder.filePath(QStringLiteral("direct.pdf"));
    pdf.start(path, {}, QFont(), {ravi, QStringLiteral("Maria")});
    QVERIFY(exported.wait(patience));
    QCOMPARE(progressed.last().first().toULongLong(), quint64(700));
    const QByteArray content = read(path);
    QVERIFY(content.startsWith("%PDF-") && content.trimmed().endsWith("%%EOF"));
    QVERIFY(content.count("/Type /Page\n") > 35);
}

void HistoryPdfTest::anEmptyOneIsAPage()
{
    History history;
    history.open(vault(QStringLiteral("empty"), 0), {});
    HistoryPdf pdf(&history);
    QSignalSpy exported(&pdf, &HistoryPdf::exported);
    const QString path = m_folder.filePath(QStringLiteral("empty.pdf"));
    pdf.start(path, {}, QFont());
    QVERIFY(exported.wait(patience));
    QCOMPARE(read(path).count("/Type /Page\n"), 1);
}

void HistoryPdfTest::cancelledLeavesWhatWasThere()
{
    History history;
    history.open(vault(QStringLiteral("cancelled"), 1'500), {});
    const QString path = m_folder.filePath(QStringLiteral("cancelled.pdf"));
    QFile before(path);
    QVERIFY(before.open(QIODevice::WriteOnly));
    before.write("before");
    before.close();
    // The pool's only thread is held: what is handed to it cannot be written before it is cancelled.
    QThreadPool *pool = QThreadPool::globalInstance();
    const int threads = pool->maxThreadCount();
    const auto gate = std::make_shared<QSemaphore>();
    const auto open = qScopeGuard([&] {
        gate->release();
        pool->setMaxThreadCount(threads);
    });
    pool->setMaxThreadCount(1);
    pool->start([gate] { gate->acquire(); });
    HistoryPdf pdf(&history);
    QSignalSpy exported(&pdf, &HistoryPdf::exported);
    QSignalSpy failed(&pdf, &HistoryPdf::failed);
    pdf.start(path, {}, QFont());
    QSignalSpy progressed(&pdf, &HistoryPdf::progressed);
    QTRY_COMPARE_WITH_TIMEOUT(progressed.size(), 3, patience); // all is read: the rest is the pool's
    pdf.cancel();
    gate->release();
    QVERIFY(!pdf.isRunning());
    pdf.start(m_folder.filePath(QStringLiteral("another.pdf")), {}, QFont());
    QVERIFY(exported.wait(patience)); // one after the other
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
    QCOMPARE(read(path), QByteArray("before"));
    QCOMPARE(exported.size(), 1);
    QVERIFY(failed.isEmpty());
}

void HistoryPdfTest::failsWithAWord()
{
    History history;
    HistoryPdf pdf(&history);
    pdf.start(m_folder.filePath(QStringLiteral("closed.pdf")), {}, QFont());
    QVERIFY(!pdf.isRunning()); // nothing is open
    history.open(vault(QStringLiteral("fails"), 3), {});
    QSignalSpy failed(&pdf, &HistoryPdf::failed);
    pdf.start(m_folder.filePath(QStringLiteral("no/such/folder.pdf")), {}, QFont());
    QVERIFY(failed.wait(patience));
    QCOMPARE(failed.first().first().value<Error>().code, Code::StorageFailed);
}

QTEST_MAIN(HistoryPdfTest)
#include "HistoryPdfTest.moc"
