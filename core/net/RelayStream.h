// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Limits.h"
#include "RelayPath.h"
#include "Stream.h"

#include <QBasicTimer>

#include <memory>

namespace waxwing {

/// The stream under a direct link: its bytes go through the host of the room, in the messages of one call
/// (PROTOCOL 16.1). What the other member has not taken yet counts as to be written, and no more than a
/// window of it is on its way, so that a slow reader is felt as over a socket and the host keeps little. Like
/// a socket it tells of what came by the event loop alone, never inside a call to it.
///
/// Whoever has the room's link hands in what comes for this call; when that link ends,
/// hangUpCame(Code::Lost).
class RelayStream final : public Stream
{
    Q_OBJECT
public:
    explicit RelayStream(std::unique_ptr<RelayPath> path, const Settings &settings = {});
    ~RelayStream() override; ///< hangs up

    /// `relay`. More than the window ends the call (Unexpected).
    void relayCame(const Bytes &bytes);
    /// `relayed`. One that does not rise, or is above what was sent, ends the call (Unexpected).
    void relayedCame(quint64 count);
    /// `hang_up`, or the room's link is gone. What came before can still be read.
    void hangUpCame(Code code);

    qsizetype bytesAvailable() const override { return m_inbox.size() - m_read; }
    qsizetype read(char *data, qsizetype size) override;
    void write(BytesView bytes) override;
    qsizetype bytesToWrite() const override { return unsent() + qsizetype(m_sent - m_confirmed); }
    void close() override;
    void abort() override;
    void setReason(Code code) override { m_reason = code; }
    QString peerAddress() const override { return {}; }
    quint16 peerPort() const override { return 0; }
    QString localAddress() const override { return {}; }
    quint16 localPort() const override { return 0; }
    bool isLocal() const override { return false; }

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    [[nodiscard]] qsizetype unsent() const { return m_unsent.size() - m_gone; }
    void sendUnsent();
    void tellTaken();
    void hangUp(Code code, const Error &error);
    void end(const Error &error);

    std::unique_ptr<RelayPath> m_path;
    QBasicTimer m_timer; ///< runs while something taken is not told
    const int m_gatherMs;
    Bytes m_unsent;       ///< beyond the window
    qsizetype m_gone = 0; ///< of these: sent
    Bytes m_inbox;
    qsizetype m_read = 0; ///< of the inbox
    quint64 m_sent = 0;
    quint64 m_confirmed = 0; ///< of what was sent: taken by the other member
    quint64 m_arrived = 0;
    quint64 m_taken = 0; ///< of what arrived: read
    quint64 m_told = 0;  ///< of what was read: told
    Code m_reason = Code::Left;
    bool m_isClosing = false; ///< hangs up once all is sent
    bool m_isOver = false;
    bool m_readyPosted = false;
    bool m_writtenPosted = false;
};

} // namespace waxwing
