// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "../channel/support/TestKeys.h"
#include "Capture.h"
#include "KeyLogRecorder.h"
#include "LinkPair.h"
#include "PcapngReader.h"
#include "StoreThread.h"
#include "WireTrace.h"

#include <QFile>
#include <QSemaphore>
#include <QTemporaryDir>
#include <QTest>

using namespace waxwing;

namespace {

/// The thread that writes is busy until this goes.
class BusyThread
{
public:
    explicit BusyThread(StoreThread &thread)
    {
        thread.post([gate = m_gate] { gate->acquire(); });
    }
    ~BusyThread() { m_gate->release(); }

private:
    const std::shared_ptr<QSemaphore> m_gate = std::make_shared<QSemaphore>();
};

Bytes contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : Bytes();
}

} // namespace

/// A disk that does not keep up ends what is written to it, at a bound; never the conversation.
class SlowDiskTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aCaptureEndsAtItsBound();
    void aKeyLogEndsAtItsBound();
    void talkGoesOnMeanwhile();

private:
    QTemporaryDir m_folder;
};

void SlowDiskTest::aCaptureEndsAtItsBound()
{
    StoreThread thread;
    const auto log = std::make_shared<FrameLog>();
    const QString path = m_folder.filePath(QStringLiteral("slow.pcapng"));
    Capture capture(log, thread, {path});
    TracedLink link;
    link.id = 1;
    link.localAddress = link.peerAddress = QStringLiteral("127.0.0.1");
    capture.began(link);
    QTRY_COMPARE(capture.view().state, RecordingState::Running);
    const Bytes bytes(60'000, 'x');
    PassingFrame frame;
    frame.link = 1;
    frame.bytes = bytes;
    auto busy = std::make_unique<BusyThread>(thread);
    int frames = 0;
    for (; frames < 2'000 && capture.view().state == RecordingState::Running; ++frames) {
        capture.add(frame);
        frame.streamOffset += quint64(bytes.size());
    }
    QCOMPARE(capture.view().state, RecordingState::Failed);
    QCOMPARE(capture.view().error.code, Code::RecordingFailed);
    QVERIFY(capture.view().error.detail.contains(path));
    QVERIFY2(frames > 1'000 && frames <= 64 * 1024 * 1024 / 60'000 + 1, qPrintable(QString::number(frames)));
    capture.add(frame); // nothing more
    busy.reset();
    thread.drain();
    const PcapngReader read = PcapngReader::read(contentsOf(path));
    QCOMPARE(read.fault, QString());
    QVERIFY(read.packets.size() >= 3 && read.packets.size() < 3 + std::size_t(frames));
}

void SlowDiskTest::aKeyLogEndsAtItsBound()
{
    StoreThread thread;
    const QString path = m_folder.filePath(QStringLiteral("slow.keys"));
    KeyLogRecorder keyLog(thread, path);
    QTRY_COMPARE(keyLog.view().state, RecordingState::Running);
    const EpochKeys keys{SecretBytes(toSpan(Bytes(32, 'k'))), SecretBytes(toSpan(Bytes(12, 'i')))};
    auto busy = std::make_unique<BusyThread>(thread);
    quint32 epoch = 0;
    for (; epoch < 200'000 && keyLog.isRunning(); ++epoch)
        keyLog.add(Bytes(32, 'r'), true, epoch, keys);
    QCOMPARE(keyLog.view().state, RecordingState::Failed);
    QVERIFY(keyLog.view().error.detail.contains(path));
    QVERIFY(epoch > 80'000 && epoch < 110'000);
    busy.reset();
    thread.drain();
    const Bytes text = contentsOf(path);
    QVERIFY(text.startsWith("# Waxwing key log") && text.endsWith('\n'));
}

void SlowDiskTest::talkGoesOnMeanwhile()
{
    auto writer = std::make_shared<WriterThread>();
    WireTrace trace({}, writer);
    const BusyThread busy(writer->thread());
    trace.startCapture({m_folder.filePath(QStringLiteral("never.pcapng"))});
    trace.startKeyLog(m_folder.filePath(QStringLiteral("never.keys")));
    LinkPair pair(Wire::Tcp, Settings{}, testKeys::oneTimeKey(), testKeys::identity());
    trace.attach(*pair.host);
    QVERIFY(pair.admit(2));
    for (quint64 counter = 1; counter <= 20; ++counter)
        pair.guest->send(Say{counter, QString(10'000, u'x')});
    QTRY_COMPARE(pair.atHost->count<Say>(), 20);
    QVERIFY(!QFile::exists(m_folder.filePath(QStringLiteral("never.pcapng"))));
}

QTEST_GUILESS_MAIN(SlowDiskTest)
#include "SlowDiskTest.moc"
