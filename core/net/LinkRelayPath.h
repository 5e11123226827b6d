// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "RelayPath.h"

#include <QPointer>

namespace waxwing {

class Link;

/// One call over a room's link, behind what the room says there. A link that has gone takes nothing.
class LinkRelayPath final : public RelayPath
{
public:
    LinkRelayPath(Link *room, Bytes call);
    ~LinkRelayPath() override;
    void relay(const Bytes &bytes) override;
    void relayed(quint64 count) override;
    void hangUp(Code code) override;

private:
    QPointer<Link> m_room;
    Bytes m_call;
};

} // namespace waxwing
