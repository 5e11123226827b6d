// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ChatPage.h"
#include "FrameModel.h"
#include "FrameView.h"
#include "FramesPage.h"
#include "MessageList.h"
#include "RoomClient.h"
#include "TraceControl.h"
#include "TwoDesks.h"
#include "WireDock.h"
#include "WireFlow.h"
#include "WiresharkRow.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTcpSocket>

using namespace waxwing;

namespace {

/// What the network carries, caught by Wireshark's own tool from the constructor's return on.
class Catch
{
public:
    Catch(quint16 port, const QString &path) : m_port(port), m_path(path)
    {
        m_tool.start(QStringLiteral("dumpcap"),
                     {QStringLiteral("-q"), QStringLiteral("-i"), QStringLiteral("lo"), QStringLiteral("-f"),
                      QStringLiteral("tcp port %1").arg(port), QStringLiteral("-w"), path});
        // A word of ours in the file says that it listens.
        const bool listens = QTest::qWaitFor(
            [&] {
                QTcpSocket knock;
                knock.connectToHost(QStringLiteral("127.0.0.1"), port);
                knock.waitForConnected(50);
                return QFileInfo(path).size() > 500 || m_tool.state() == QProcess::NotRunning;
            },
            30'000);
        isRunning = listens && m_tool.state() == QProcess::Running;
        why = QString::fromUtf8(m_tool.readAllStandardError());
    }

    /// Waits until all that has travelled stands in the file: a mark does that travels behind it.
    [[nodiscard]] bool drain() const
    {
        const QByteArray mark = "that was all";
        QTcpSocket last;
        last.connectToHost(QStringLiteral("127.0.0.1"), m_port);
        if (!last.waitForConnected(30'000) || last.write(mark) != mark.size() ||
            !last.waitForBytesWritten(30'000))
            return false;
        const auto isThere = [&] {
            QFile file(m_path);
            return file.open(QIODevice::ReadOnly) && file.readAll().contains(mark);
        };
        return QTest::qWaitFor(isThere, 30'000);
    }

    void stop()
    {
        m_tool.terminate();
        m_tool.waitForFinished(10'000);
    }

    /// The payloads of the packets that the display filter leaves.
    [[nodiscard]] QList<QByteArray> packets(const QString &filter) const
    {
        QProcess tshark;
        tshark.start(QStringLiteral("tshark"),
                     {QStringLiteral("-n"), QStringLiteral("-r"), m_path, QStringLiteral("-Y"), filter,
                      QStringLiteral("-T"), QStringLiteral("fields"), QStringLiteral("-e"),
                      QStringLiteral("tcp.payload")});
        tshark.waitForFinished(60'000);
        QList<QByteArray> found;
        for (const QByteArray &line : tshark.readAllStandardOutput().split('\n')) {
            if (!line.trimmed().isEmpty())
                found.append(QByteArray::fromHex(line.trimmed()));
        }
        return found;
    }

    bool isRunning = false;
    QString why;

private:
    quint16 m_port;
    QString m_path;
    QProcess m_tool;
};

} // namespace

/// The promise of the wire dock, kept with Wireshark's own tools: what it shows is what travelled, and the
/// display filter that it gives finds just that packet.
class WireProofTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyFilterFindsItsPacket();
};

void WireProofTest::everyFilterFindsItsPacket()
{
    for (const char *tool : {"dumpcap", "tshark"}) {
        if (QStandardPaths::findExecutable(QLatin1StringView(tool)).isEmpty())
            QSKIP("NOT TESTED: needs dumpcap and tshark (apt install tshark)");
    }
    const QTemporaryDir folder;
    TwoDesks desks;
    QVERIFY(desks.openRoom());
    Catch network(desks.port, folder.filePath(QStringLiteral("lo.pcapng")));
    if (!network.isRunning)
        QSKIP(qPrintable(QStringLiteral("NOT TESTED: nobody may capture on lo here: ") + network.why));
    QVERIFY(desks.reachForms());
    QVERIFY(desks.registerGuest());
    const Desk &guest = desks.guest;
    for (int i = 0; i < 8; ++i)
        QVERIFY(guest.say(QStringLiteral("message %1, as like another as can be").arg(i)));
    QVERIFY(guest.reads(QStringLiteral("message 7, as like another as can be")));

    hands::activate(&guest.window());
    QTest::keyClick(&guest.window(), Qt::Key_I, Qt::ControlModifier);
    QTRY_VERIFY(guest.window().wire()->isShown());
    WireDock *dock = guest.window().wire()->dock();
    const auto log = guest.client()->trace()->log();
    const quint64 end = log->end();
    QVERIFY(end > 30);
    QVERIFY(network.drain());
    network.stop();
    int asked = 0;
    for (quint64 number = log->first(); number < end; ++number) {
        dock->showFrame(number);
        QTRY_COMPARE(dock->frames()->view()->currentNumber(), number);
        const QString filter = dock->frames()->wireshark()->filter();
        const QList<QByteArray> packets = network.packets(filter);
        const QByteArray what = QByteArray::number(number) + ": " + filter.toUtf8();
        const TracedFrame frame = *log->frame(number);
        // Several frames may share a packet, and a long one may take several: its beginning is in just one.
        QVERIFY2(packets.size() == 1, (what + " finds " + QByteArray::number(packets.size())).constData());
        QVERIFY2(packets.first().contains(frame.bytes().first(qMin<qsizetype>(frame.bytes().size(), 64))),
                 what);
        ++asked;
    }
    QVERIFY(asked > 30);
}

QTEST_MAIN(WireProofTest)
#include "WireProofTest.moc"
