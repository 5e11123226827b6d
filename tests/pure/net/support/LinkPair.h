// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "LinkWatcher.h"
#include "SystemRandom.h"

namespace waxwing {

enum class Wire {
    Tcp, ///< as Listener and Connector make it
    BufferedTcp,
    Pipe,
    Relay ///< through the host of a room
};

/// Two connected streams: over loopback, or in the process.
std::pair<std::unique_ptr<Stream>, std::unique_ptr<Stream>> makeStreams(Wire wire,
                                                                        qint64 readAhead = 128 * 1024);

/// A guest's link and a host's link over one wire.
class LinkPair
{
public:
    LinkPair(Wire wire, const Settings &settings, std::shared_ptr<OneTimeKey> key,
             std::shared_ptr<const Identity> identity);
    LinkPair(std::unique_ptr<Stream> guestStream, std::unique_ptr<Stream> hostStream,
             const Settings &settings, std::shared_ptr<OneTimeKey> key,
             std::shared_ptr<const Identity> identity);

    /// Runs the handshake; true where both ends stand.
    bool open();
    /// Tells both ends that `ada` has logged in and shown her identity.
    void logIn();
    /// logIn(), first refresh, welcome. True where it all came through.
    bool admit(quint64 updateEvery = 5);

    SystemRandom random;
    JobPool jobs;
    std::unique_ptr<Link> guest;
    std::unique_ptr<Link> host;
    std::unique_ptr<LinkWatcher> atGuest;
    std::unique_ptr<LinkWatcher> atHost;
};

} // namespace waxwing
