// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "LinkWatcher.h"

namespace waxwing {

LinkWatcher::LinkWatcher(Link *link)
{
    connect(link, &Link::received, this, [this](const Message &message) { messages.push_back(message); });
    connect(link, &Link::established, this, [this] { established = true; });
    connect(link, &Link::refreshFinished, this, [this] { ++refreshes; });
    connect(link, &Link::closing, this, [this](const Error &error) { closing = error; });
    connect(link, &Link::ended, this, [this](const Error &error, bool peer) {
        ++ends;
        end = error;
        byPeer = peer;
    });
}

} // namespace waxwing
