// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"
#include "Result.h"

#include <QObject>

namespace waxwing {

/// A byte stream with two ends: a socket, or a pipe inside the process.
class Stream : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual qsizetype bytesAvailable() const = 0;
    /// Reads up to `size` bytes into `data`. Fewer: that was all there is now, readyRead() comes with more.
    virtual qsizetype read(char *data, qsizetype size) = 0;
    virtual void write(BytesView bytes) = 0;
    virtual qsizetype bytesToWrite() const = 0;
    /// Ends after what is unsent has gone.
    virtual void close() = 0;
    /// Ends now.
    virtual void abort() = 0;
    /// Why it is about to end: told the other end where the stream itself has a word for it.
    virtual void setReason(Code) {}
    /// The other end's whole address, ::ffff:a.b.c.d as a.b.c.d; empty in-process.
    virtual QString peerAddress() const = 0;
    virtual quint16 peerPort() const = 0;
    virtual QString localAddress() const = 0; ///< this end's, in the same form
    virtual quint16 localPort() const = 0;
    virtual bool isLocal() const = 0; ///< in-process: the host's own window

Q_SIGNALS:
    void readyRead();
    void bytesWritten();
    void closed(const waxwing::Error &error); ///< once; Code::Lost for an end without error
};

} // namespace waxwing
