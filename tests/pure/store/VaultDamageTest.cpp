// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "VaultFixture.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcess>
#include <QTest>
#include <cstdio>

using namespace waxwing;

namespace {

constexpr quint64 keptMessages = 300;
constexpr qsizetype pageSize = 4'096;

const QString vaultName = QStringLiteral("00112233445566778899aabbccddeeff.sqlite");

/// The child: keeps turns of three messages, one of them settling what it put into the outbox before, and
/// says the last number once it is committed.
int work(const QString &folder)
{
    SystemRandom random;
    SystemClock clock;
    StoreThread thread;
    const SecretBytes key(toSpan(Bytes(32, 'k')));
    VaultSession session(std::make_shared<StoreDoor>(thread), clock, random);
    if (!session.openFile(folder, vaultName) || !session.unlock(key, session.wraps()->front()))
        return 1;
    quint64 number = session.contents()->nextNumber;
    for (;;) {
        const auto ids = session.addOutgoing({{0, number, QStringLiteral("waits"), {}, {}, 1, {}}});
        KeptTurn turn = VaultFixture::turn(number, number + 2);
        turn.counter = number;
        turn.settled = *ids;
        if (!ids || !session.keep(turn))
            return 2;
        number += 3;
        std::printf("%llu\n", static_cast<unsigned long long>(number));
        std::fflush(stdout);
    }
}

} // namespace

/// What a bad file gets, and a process that is killed: an answer, never a crash, never less without a word.
class VaultDamageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cutAtEveryPage();
    void aByteOfEveryPageTurnedOver();
    void aPageOverwritten();
    void killedAtAnyTime();

private:
    /// What opening and reading all of it comes to: how many messages, how many are told to be damaged, or
    /// an error.
    struct Outcome
    {
        Result<void> opened;
        quint64 messages = 0;
        int damaged = 0;
        int wrapsDamaged = 0;
    };
    Outcome look()
    {
        Outcome outcome;
        VaultSession session(std::make_shared<StoreDoor>(m_thread), m_clock, m_random);
        outcome.opened = session.openFile(m_folder->path(), vaultName);
        if (!outcome.opened)
            return outcome;
        const auto wraps = session.wraps();
        if (!wraps) {
            outcome.opened = tl::make_unexpected(wraps.error());
            return outcome;
        }
        outcome.wrapsDamaged = wraps->front().state == StoredWrap::State::Damaged ? 1 : 0;
        outcome.opened = session.unlock(m_key, wraps->front());
        if (outcome.opened) {
            const auto contents = session.contents();
            outcome.opened = contents ? Result<void>() : tl::make_unexpected(contents.error());
        }
        std::optional<vaultCodec::Place> above;
        for (bool isOver = !outcome.opened; !isOver;) {
            const auto page = session.next(above, 50);
            if (!page) {
                outcome.opened = tl::make_unexpected(page.error());
                return outcome;
            }
            outcome.messages += page->messages.size();
            outcome.damaged += page->damaged;
            isOver = page->isLast;
        }
        return outcome;
    }
    [[nodiscard]] QString path() const { return m_folder->filePath(QStringLiteral("vaults/") + vaultName); }
    void judge(const Outcome &outcome, const QString &what);

    SystemRandom m_random;
    SystemClock m_clock;
    StoreThread m_thread;
    SecretBytes m_key{toSpan(Bytes(32, 'k'))};
    Bytes m_whole;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void VaultDamageTest::initTestCase()
{
    init();
    {
        VaultSession session(std::make_shared<StoreDoor>(m_thread), m_clock, m_random);
        QVERIFY(session.openFile(m_folder->path(), vaultName));
        VaultContents contents;
        contents.identity = VaultFixture::identity();
        contents.device = RoomFixture::device(1);
        QVERIFY(session.create({Bytes(16, 's'), 1, Bytes(60, 'w')}, m_key, contents));
        KeptTurn turn = VaultFixture::turn(1, keptMessages);
        turn.arrived[7].text = QString(9'000, QLatin1Char('x')); // pages that hang on others
        QVERIFY(session.keep(turn));
        QVERIFY(session.addOutgoing({{0, 0, QStringLiteral("waits"), {}, {}, 5, {}}}));
    }
    m_whole = RoomFixture::read(path());
    QVERIFY(m_whole.size() > 10 * pageSize);
    QCOMPARE(m_whole.size() % pageSize, 0);
    QCOMPARE(look().messages, keptMessages);
}

void VaultDamageTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir().mkpath(m_folder->filePath(QStringLiteral("vaults"))));
    if (!m_whole.isEmpty())
        QVERIFY(RoomFixture::write(path(), m_whole));
}

/// All of it, or a word about what is missing.
void VaultDamageTest::judge(const Outcome &outcome, const QString &what)
{
    if (!outcome.opened) {
        QVERIFY2(outcome.opened.error().code == Code::StorageDamaged,
                 qPrintable(what + u' ' + outcome.opened.error().detail));
        QVERIFY2(!outcome.opened.error().detail.isEmpty(), qPrintable(what));
        return;
    }
    QVERIFY2(outcome.messages + quint64(outcome.damaged) == keptMessages, qPrintable(what));
}

void VaultDamageTest::cutAtEveryPage()
{
    for (qsizetype size = 0; size < m_whole.size(); size += pageSize) {
        QVERIFY(RoomFixture::write(path(), m_whole.first(size)));
        const Outcome outcome = look();
        QVERIFY2(!outcome.opened, qPrintable(QString::number(size)));
        QCOMPARE(outcome.opened.error().code, Code::StorageDamaged);
        QCOMPARE(RoomFixture::read(path()), m_whole.first(size)); // nothing was written over it
    }
}

void VaultDamageTest::aByteOfEveryPageTurnedOver()
{
    int noticed = 0;
    for (qsizetype at = 0; at < m_whole.size();
         at += 1'021) { // about four in each page, in other places each
        Bytes garbled = m_whole;
        garbled[at] = static_cast<char>(garbled.at(at) ^ 0x55);
        QVERIFY(RoomFixture::write(path(), garbled));
        QFile::remove(path() + QStringLiteral("-wal"));
        const Outcome outcome = look();
        judge(outcome, QStringLiteral("byte %1").arg(at));
        noticed += !outcome.opened || outcome.damaged > 0 || outcome.wrapsDamaged > 0 ? 1 : 0;
    }
    QVERIFY(noticed > m_whole.size() / 1'021 / 2); // the others fell on what is free
}

void VaultDamageTest::aPageOverwritten()
{
    for (qsizetype at = 0; at < m_whole.size(); at += pageSize) {
        Bytes garbled = m_whole;
        garbled.replace(at, pageSize, Bytes(pageSize, '\xa5'));
        QVERIFY(RoomFixture::write(path(), garbled));
        QFile::remove(path() + QStringLiteral("-wal"));
        judge(look(), QStringLiteral("page at %1").arg(at));
    }
}

void VaultDamageTest::killedAtAnyTime()
{
    quint64 expected = keptMessages + 1;
    for (const int lines : {1, 3, 40, 7, 120, 2}) {
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--work"), m_folder->path()});
        QByteArray output;
        while (output.count('\n') < lines && child.waitForReadyRead(20'000))
            output += child.readAllStandardOutput();
        child.kill();
        child.waitForFinished();
        output += child.readAllStandardOutput();
        output.truncate(output.lastIndexOf('\n'));
        const quint64 said = output.sliced(output.lastIndexOf('\n') + 1).toULongLong();
        QVERIFY(said > expected);
        VaultSession session(std::make_shared<StoreDoor>(m_thread), m_clock, m_random);
        QVERIFY(session.openFile(m_folder->path(), vaultName));
        QVERIFY(session.unlock(m_key, session.wraps()->front()));
        const auto contents = session.contents();
        QVERIFY(contents);
        expected = contents->nextNumber;
        QVERIFY(expected >= said); // what was committed is there, and a turn more at most
        QVERIFY(expected <= said + 3);
        QVERIFY(contents->outbox.size() >= 1 &&
                contents->outbox.size() <= 8); // the one, and a turn's not kept
        std::optional<vaultCodec::Place> above;
        quint64 number = 0;
        for (bool isOver = false; !isOver;) {
            const auto page = session.next(above, 500);
            QVERIFY(page && page->damaged == 0);
            for (const StoredMessage &message : page->messages) {
                QCOMPARE(message.number, ++number);
                QCOMPARE(message.text.size() < 100, message.number != 8);
            }
            isOver = page->isLast;
        }
        QCOMPARE(number + 1, expected);
    }
}

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == QStringLiteral("--work"))
        return work(arguments.value(2));
    VaultDamageTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "VaultDamageTest.moc"
