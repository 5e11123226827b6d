// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Stream.h"

#include <memory>
#include <utility>

namespace waxwing {

/// A stream inside the process: the host's own window to its own room. The two ends may live in two threads.
/// Delivers from the event loop, never inside the call that wrote; what the other end has not read yet counts
/// as to be written, so that a slow reader is felt as over a socket.
class PipeStream final : public Stream
{
    Q_OBJECT
public:
    static std::pair<std::unique_ptr<PipeStream>, std::unique_ptr<PipeStream>> makePair();
    ~PipeStream() override;

    qsizetype bytesAvailable() const override;
    qsizetype read(char *data, qsizetype size) override;
    void write(BytesView bytes) override;
    qsizetype bytesToWrite() const override;
    void close() override;
    void abort() override;
    QString peerAddress() const override { return {}; }
    quint16 peerPort() const override { return 0; }
    QString localAddress() const override { return {}; }
    quint16 localPort() const override { return 0; }
    bool isLocal() const override { return true; }

private:
    struct Shared;
    PipeStream(std::shared_ptr<Shared> shared, int end);
    void end();

    std::shared_ptr<Shared> m_shared;
    int m_end;
};

} // namespace waxwing
