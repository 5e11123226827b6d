// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Hall.h"
#include "RoomNumbers.h"

#include <QTcpServer>

#include <memory>
#include <vector>

class QTcpSocket;

namespace waxwing::bench {

/// As many bare sockets, or TLS 1.3 ones, that carry the same bytes both ways and do nothing else: no room,
/// no store, no encoding.
class BareHall final : public Hall
{
public:
    enum class Kind {
        Plain,
        Tls,
        WithCiphers ///< plain, and two of Botan's GCM objects a socket, as a sealed link needs
    };
    explicit BareHall(Kind kind);
    ~BareHall() override;
    /// What trade() answers: `writes` of `size` bytes each for what was read.
    void setTrade(int writes, qsizetype size);

private:
    class Server;
    std::unique_ptr<Server> m_server;
};

} // namespace waxwing::bench
