// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "../channel/support/TestKeys.h"
#include "KeyLogFile.h"
#include "LinkPair.h"
#include "Record.h"
#include "RecordCipher.h"
#include "TraceControl.h"
#include "WireTrace.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

using namespace waxwing;

namespace {

/// Keys by "random direction epoch", as a reader of PROTOCOL 14 finds them.
using Keys = QMap<QString, std::pair<Bytes, Bytes>>;

Bytes contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : Bytes();
}

Keys keysIn(const QString &path)
{
    static const QRegularExpression line(
        QStringLiteral("^WAXWING_1 ([0-9a-f]{64}) (g2h|h2g) (0|[1-9][0-9]*) ([0-9a-f]{64}) ([0-9a-f]{24})$"));
    Keys keys;
    const Bytes text = contentsOf(path);
    if (!text.endsWith('\n'))
        qFatal("the last line is not whole");
    for (const Bytes &each : text.chopped(1).split('\n')) {
        if (each.startsWith('#'))
            continue;
        const auto found = line.match(QString::fromLatin1(each));
        if (!found.hasMatch())
            qFatal("no line: %s", each.constData());
        const QString name = found.captured(1) + u' ' + found.captured(2) + u' ' + found.captured(3);
        if (keys.contains(name))
            qFatal("twice: %s", each.constData());
        keys.insert(name, {Bytes::fromHex(found.captured(4).toLatin1()),
                           Bytes::fromHex(found.captured(5).toLatin1())});
    }
    return keys;
}

/// Of a record that was sent or came: the name of its key.
QString keyOf(const TracedFrame &frame, const TracedLink &link)
{
    const auto header = decodeRecordHeader({FrameType::Record, frame.buffer});
    const QString direction = frame.sent == link.isHostSide ? QStringLiteral("h2g") : QStringLiteral("g2h");
    return QString::fromLatin1(link.random.toHex()) + u' ' + direction + u' ' +
           QString::number(header->epoch);
}

Bytes opened(const TracedFrame &frame, const std::pair<Bytes, Bytes> &key)
{
    const EpochKeys keys{SecretBytes(toSpan(key.first)), SecretBytes(toSpan(key.second))};
    RecordCipher cipher(RecordCipher::Direction::Open, keys);
    Bytes bytes = frame.buffer;
    const auto header = decodeRecordHeader({FrameType::Record, bytes});
    if (!cipher.open(toMutableSpan(bytes), header->sequence))
        return {};
    const auto content =
        contentOf(BytesView(bytes).sliced(limits::additionalDataSize).chopped(limits::tagSize));
    return content ? content->toByteArray() : Bytes();
}

std::vector<TracedFrame> recordsOf(const WireTrace &trace)
{
    std::vector<TracedFrame> records = trace.log()->frames(0, std::numeric_limits<quint64>::max());
    std::erase_if(records, [](const TracedFrame &frame) { return !frame.hasContent; });
    return records;
}

} // namespace

/// The key log: what stands in it opens what was captured and nothing else, and what becomes of its file.
class KeyLogTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyRecordOpens_data();
    void everyRecordOpens();
    void aLateOneBeginsWithTheEpochsThatHold();
    void offMeansNothingIsWritten();
    void linksOverNoNetworkAreLeftOut();
    void theFileIsForItsOwnerAlone();
    void aKeyLogIsContinued();
    void aTornLineIsEnded();
    void whatAnotherProgramAppendedStays();
    void anythingElseIsLeftAlone();
    void aFolderThatOthersMayChange();
    void aPathThatCannotBeWritten();
    void aDiskThatIsFull();

private:
    QTemporaryDir m_folder;
    [[nodiscard]] QString path(const char *name) const
    {
        return m_folder.filePath(QString::fromLatin1(name));
    }
    static std::unique_ptr<LinkPair> makePair(Wire wire = Wire::Tcp)
    {
        return std::make_unique<LinkPair>(wire, Settings{}, testKeys::oneTimeKey(), testKeys::identity());
    }
    static void talk(LinkPair &pair, quint64 from, quint64 to)
    {
        for (quint64 counter = from; counter <= to; ++counter) {
            pair.guest->send(Say{counter, QStringLiteral("to the host")});
            pair.host->send(Said{counter, QStringLiteral("ada"), Bytes(16, 'd'), counter, 1,
                                 QStringLiteral("to the guest")});
        }
        QTRY_COMPARE(pair.atHost->count<Say>(), int(to));
        QTRY_COMPARE(pair.atGuest->count<Said>(), int(to));
    }
};

void KeyLogTest::everyRecordOpens_data()
{
    QTest::addColumn<bool>("atHost");
    QTest::newRow("guest") << false;
    QTest::newRow("host") << true;
}

void KeyLogTest::everyRecordOpens()
{
    QFETCH(bool, atHost);
    const QString file = path(atHost ? "host" : "guest");
    WireTrace trace;
    TraceControl control(&trace);
    control.startKeyLog(file);
    QTRY_COMPARE(control.keyLog().state, RecordingState::Running);
    auto pair = makePair();
    trace.attach(atHost ? *pair->host : *pair->guest);
    QVERIFY(pair->admit(2));
    talk(*pair, 1, 9);
    pair->host->close(Code::RoomClosed);
    QTRY_VERIFY(trace.log()->link(1)->endNs != 0);
    control.stopKeyLog();
    QTRY_COMPARE(control.keyLog().state, RecordingState::Off);
    const Keys keys = keysIn(file);
    const TracedLink link = *trace.log()->link(1);
    QSet<QString> used;
    for (const TracedFrame &frame : recordsOf(trace)) {
        const QString name = keyOf(frame, link);
        QVERIFY2(keys.contains(name), qPrintable(name));
        QCOMPARE(opened(frame, keys.value(name)), frame.contentBuffer);
        used.insert(name);
    }
    // Handshake, lobby, after the refresh, and one each for two messages of talk.
    QVERIFY(used.size() >= 2 * (3 + 4));
    QCOMPARE(quint64(keys.size()), control.keyLog().lines);
    // Another's key opens nothing.
    const TracedFrame last = recordsOf(trace).back();
    for (auto key = keys.constBegin(); key != keys.constEnd(); ++key)
        QCOMPARE(opened(last, *key).isEmpty(), key.key() != keyOf(last, link));
}

void KeyLogTest::aLateOneBeginsWithTheEpochsThatHold()
{
    WireTrace trace;
    TraceControl control(&trace);
    auto pair = makePair();
    trace.attach(*pair->host);
    QVERIFY(pair->admit(5));
    talk(*pair, 1, 7); // an epoch further each
    const std::size_t before = recordsOf(trace).size();
    control.startKeyLog(path("late"));
    QTRY_COMPARE(control.keyLog().lines, 2u); // at once
    const Keys first = keysIn(path("late"));
    talk(*pair, 8, 9);
    const TracedLink link = *trace.log()->link(1);
    const std::vector<TracedFrame> records = recordsOf(trace);
    QVERIFY(records.size() >= before + 4);
    int closed = 0;
    for (std::size_t i = 0; i < records.size(); ++i) {
        const QString name = keyOf(records[i], link);
        if (i >= before)
            QCOMPARE(opened(records[i], first.value(name)), records[i].contentBuffer);
        closed += first.contains(name) ? 0 : 1; // what went before stays shut
    }
    QVERIFY(closed > 10);
}

void KeyLogTest::offMeansNothingIsWritten()
{
    WireTrace trace;
    TraceControl control(&trace);
    auto pair = makePair();
    trace.attach(*pair->guest);
    QVERIFY(pair->admit(1));
    QVERIFY(QDir(m_folder.path()).entryList({QStringLiteral("off*")}).isEmpty());
    control.startKeyLog(path("off"));
    QTRY_COMPARE(control.keyLog().lines, 2u);
    control.stopKeyLog();
    QTRY_COMPARE(control.keyLog().state, RecordingState::Off);
    const Bytes written = contentsOf(path("off"));
    talk(*pair, 1, 10); // twenty epochs
    auto another = makePair();
    trace.attach(*another->guest);
    QVERIFY(another->open());
    QCOMPARE(contentsOf(path("off")), written);
    control.stopKeyLog(); // nothing to stop
    QTest::qWait(20);
    QCOMPARE(control.keyLog().state, RecordingState::Off);
}

void KeyLogTest::linksOverNoNetworkAreLeftOut()
{
    WireTrace trace;
    TraceControl control(&trace);
    control.startKeyLog(path("pipe"));
    auto pair = makePair(Wire::Pipe);
    trace.attach(*pair->host);
    QVERIFY(pair->admit(1));
    QTRY_COMPARE(control.keyLog().state, RecordingState::Running);
    control.stopKeyLog();
    QTRY_COMPARE(control.keyLog().state, RecordingState::Off);
    QVERIFY(keysIn(path("pipe")).isEmpty());
}

void KeyLogTest::theFileIsForItsOwnerAlone()
{
    WireTrace trace;
    TraceControl control(&trace);
    control.startKeyLog(path("mode"));
    QTRY_COMPARE(control.keyLog().state, RecordingState::Running);
    constexpr QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther |
                                          QFile::WriteOther | QFile::ExeGroup | QFile::ExeOther;
    QVERIFY((QFile::permissions(path("mode")) & others) == QFile::Permissions());
    QVERIFY(contentsOf(path("mode")).startsWith("# Waxwing key log: "));
    QVERIFY(control.keyLog().warning.isEmpty()); // QTemporaryDir makes it for us alone
    QVERIFY(QDir(m_folder.path()).mkdir(QStringLiteral("seen")));
    QVERIFY(QFile::setPermissions(path("seen"), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner |
                                                    QFile::ReadOther | QFile::ExeOther));
    control.startKeyLog(path("seen/keys"));
    QTRY_COMPARE(control.keyLog().state, RecordingState::Running);
    QVERIFY(control.keyLog().warning.contains(path("seen")));
}

void KeyLogTest::aKeyLogIsContinued()
{
    WireTrace trace;
    TraceControl control(&trace);
    auto pair = makePair();
    trace.attach(*pair->host);
    QVERIFY(pair->admit(1));
    control.startKeyLog(path("twice"));
    QTRY_COMPARE(control.keyLog().lines, 2u);
    control.stopKeyLog();
    QTRY_COMPARE(control.keyLog().state, RecordingState::Off);
    const Bytes before = contentsOf(path("twice"));
    QVERIFY(QFile::setPermissions(path("twice"), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    talk(*pair, 1, 3);
    control.startKeyLog(path("twice"));
    QTRY_COMPARE(control.keyLog().lines, 2u);
    QVERIFY(contentsOf(path("twice")).startsWith(before));
    QCOMPARE(keysIn(path("twice")).size(), 4);
    QCOMPARE(contentsOf(path("twice")).count('#'), 1);
    QVERIFY(!(QFile::permissions(path("twice")) & QFile::ReadOther));
}

void KeyLogTest::aTornLineIsEnded()
{
    QFile torn(path("torn"));
    QVERIFY(torn.open(QIODevice::WriteOnly));
    torn.write("# Waxwing key log\nWAXWING_1 00");
    torn.close();
    WireTrace trace;
    TraceControl control(&trace);
    auto pair = makePair();
    trace.attach(*pair->host);
    QVERIFY(pair->admit(1));
    control.startKeyLog(path("torn"));
    QTRY_COMPARE(control.keyLog().lines, 2u);
    const QList<Bytes> lines = contentsOf(path("torn")).split('\n');
    QCOMPARE(lines.size(), 2 + 2 + 1);
    QCOMPARE(lines[1], "WAXWING_1 00");
    QVERIFY(lines[2].startsWith("WAXWING_1 ") && lines[2].size() > 100);
}

void KeyLogTest::whatAnotherProgramAppendedStays()
{
#ifdef Q_OS_UNIX
    KeyLogFile file;
    QVERIFY(file.open(path("two")));
    QVERIFY(file.append("WAXWING_1 ours\n"));
    QFile another(path("two"));
    QVERIFY(another.open(QIODevice::WriteOnly | QIODevice::Append));
    another.write("WAXWING_1 theirs\n");
    another.close();
    const Bytes before = contentsOf(path("two"));
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    struct rlimit old = {};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &old), 0);
    struct rlimit small = old;
    small.rlim_cur = rlim_t(before.size() + 5);
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &small), 0);
    const Result<void> outcome = file.append("WAXWING_1 ours again\n");
    ::setrlimit(RLIMIT_FSIZE, &old);
    std::signal(SIGXFSZ, handler);
    QVERIFY(!outcome);
    QCOMPARE(contentsOf(path("two")), before);
#endif
}

void KeyLogTest::anythingElseIsLeftAlone()
{
    QFile there(path("there"));
    QVERIFY(there.open(QIODevice::WriteOnly));
    there.write("something dear");
    there.close();
    QVERIFY(QFile::link(path("there"), path("link")));
    QVERIFY(QFile::link(path("nothing"), path("dangling")));
    WireTrace trace;
    TraceControl control(&trace);
    for (const QString &file : {path("there"), path("link"), path("dangling"), m_folder.path()}) {
        control.startKeyLog(file);
        QCOMPARE(control.keyLog().state, RecordingState::Starting);
        QTRY_COMPARE(control.keyLog().state, RecordingState::Failed);
        QCOMPARE(control.keyLog().error.code, Code::RecordingFailed);
        QVERIFY(control.keyLog().error.detail.contains(file));
    }
    QCOMPARE(contentsOf(path("there")), "something dear");
    QVERIFY(!QFile::exists(path("nothing")));
}

void KeyLogTest::aFolderThatOthersMayChange()
{
#ifdef Q_OS_UNIX
    QVERIFY(QDir(m_folder.path()).mkdir(QStringLiteral("shared")));
    QVERIFY(QFile::setPermissions(path("shared"), QFile::Permissions(0x7777))); // without a sticky bit
    WireTrace trace;
    TraceControl control(&trace);
    control.startKeyLog(path("shared/keys"));
    QTRY_COMPARE(control.keyLog().state, RecordingState::Failed);
    QVERIFY(control.keyLog().error.detail.contains(path("shared")));
    QVERIFY(!QFile::exists(path("shared/keys")));
    QVERIFY(QFile::setPermissions(path("shared"), QFile::Permissions(0x7770))); // a group, often one's own
    control.startKeyLog(path("shared/keys"));
    QTRY_COMPARE(control.keyLog().state, RecordingState::Running);
    QVERIFY(control.keyLog().warning.contains(QStringLiteral("group")));
    if (::geteuid() == 0) { // only then can it be given away
        QCOMPARE(::chown(QFile::encodeName(path("shared")).constData(), 65'534, 65'534), 0);
        control.startKeyLog(path("shared/keys"));
        QTRY_COMPARE(control.keyLog().state, RecordingState::Failed);
    }
    QVERIFY(QDir(m_folder.path()).mkdir(QStringLiteral("sticky")));
    QCOMPARE(::chmod(QFile::encodeName(path("sticky")).constData(), 01777), 0);
    control.startKeyLog(path("sticky/keys"));
    QTRY_COMPARE(control.keyLog().state, RecordingState::Running); // sticky: nobody can replace it
    QVERIFY(!control.keyLog().warning.isEmpty());
#endif
}

void KeyLogTest::aPathThatCannotBeWritten()
{
    WireTrace trace;
    TraceControl control(&trace);
    auto pair = makePair();
    trace.attach(*pair->host);
    control.startKeyLog(path("no/such/folder/keys"));
    QVERIFY(pair->admit(1));
    QTRY_COMPARE(control.keyLog().state, RecordingState::Failed);
    QVERIFY(control.keyLog().error.detail.contains(QStringLiteral("no/such/folder")));
    QVERIFY(!trace.isKeyLogRunning());
    talk(*pair, 1, 3); // the conversation goes on
}

void KeyLogTest::aDiskThatIsFull()
{
#ifdef Q_OS_UNIX
    WireTrace trace;
    TraceControl control(&trace);
    auto pair = makePair();
    trace.attach(*pair->host);
    QVERIFY(pair->admit(1));
    control.startKeyLog(path("full"));
    QTRY_COMPARE(control.keyLog().lines, 2u);
    const auto before = std::signal(SIGXFSZ, SIG_IGN);
    struct rlimit old = {};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &old), 0);
    struct rlimit small = old;
    small.rlim_cur = 1'000;
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &small), 0);
    talk(*pair, 1, 10);
    QTRY_COMPARE(control.keyLog().state, RecordingState::Failed);
    ::setrlimit(RLIMIT_FSIZE, &old);
    std::signal(SIGXFSZ, before);
    QVERIFY(control.keyLog().error.detail.contains(path("full")));
    QVERIFY(keysIn(path("full")).size() >= 2); // whole lines
    QVERIFY(!trace.isKeyLogRunning());
    const Bytes written = contentsOf(path("full"));
    talk(*pair, 11, 13);
    QCOMPARE(contentsOf(path("full")), written);
#endif
}

QTEST_GUILESS_MAIN(KeyLogTest)
#include "KeyLogTest.moc"
