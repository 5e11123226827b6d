// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <memory>

namespace waxwing::bench {

/// A relay that keeps a file and hands it on, over QSslSocket with TLS 1.3 and AES-256-GCM: sender, relay and
/// taker each in a thread of its own, written as an event loop is meant to be used. What a room's files are
/// measured against.
class TlsFileRelay
{
public:
    explicit TlsFileRelay(const QString &folder); ///< for what lies at the relay and at the taker
    ~TlsFileRelay();

    /// From a file of this PC to another one; seconds. Blocks.
    double carry(const QString &path);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace waxwing::bench
