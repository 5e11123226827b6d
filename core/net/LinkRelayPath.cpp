// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "LinkRelayPath.h"

#include "Link.h"

namespace waxwing {

LinkRelayPath::LinkRelayPath(Link *room, Bytes call) : m_room(room), m_call(std::move(call)) {}
LinkRelayPath::~LinkRelayPath() = default;

void LinkRelayPath::relay(const Bytes &bytes)
{
    if (m_room)
        m_room->sendOfCall(m_call, Relay{m_call, bytes});
}

void LinkRelayPath::relayed(quint64 count)
{
    if (m_room)
        m_room->sendOfCall(m_call, Relayed{m_call, count});
}

void LinkRelayPath::hangUp(Code code)
{
    if (m_room)
        m_room->sendOfCall(m_call, HangUp{m_call, quint8(code)});
}

} // namespace waxwing
