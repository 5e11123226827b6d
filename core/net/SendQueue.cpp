// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "SendQueue.h"

#include "Record.h"

namespace waxwing {

namespace {

qint64 wireSize(const SendQueue::Item &item)
{
    const auto *message = std::get_if<EncodedMessage>(&item);
    return frameSize(message ? message->content.size() : 0);
}

} // namespace

void SendQueue::push(Item item, Urgency urgency, const Bytes &call)
{
    const qint64 size = wireSize(item);
    m_bytes += size;
    if (urgency == Urgency::Bulk) {
        m_bulkBytes += size;
        m_bulk.push_back({std::move(item), call});
        return;
    }
    (urgency == Urgency::Control ? m_control : m_room).push_back(std::move(item));
}

SendQueue::Item SendQueue::pop()
{
    const bool isBulk = m_control.isEmpty() && m_room.isEmpty();
    const auto takeFirst = [](auto &queue) {
        auto first = queue.takeFirst();
        if (queue.isEmpty())
            queue = {}; // an idle link keeps no memory
        return first;
    };
    Item item = isBulk ? takeFirst(m_bulk).item : takeFirst(m_control.isEmpty() ? m_room : m_control);
    const qint64 size = wireSize(item);
    m_bytes -= size;
    m_bulkBytes -= isBulk ? size : 0;
    return item;
}

void SendQueue::dropBulk(const Bytes &call)
{
    const qint64 gone = bulkBytes(call);
    m_bulk.removeIf([&](const Bulk &bulk) { return bulk.call == call; });
    m_bytes -= gone;
    m_bulkBytes -= gone;
}

qint64 SendQueue::bulkBytes(const Bytes &call) const
{
    qint64 bytes = 0;
    for (const Bulk &bulk : m_bulk)
        bytes += bulk.call == call ? wireSize(bulk.item) : 0;
    return bytes;
}

void SendQueue::clear()
{
    m_control = {};
    m_room = {};
    m_bulk = {};
    m_bytes = 0;
    m_bulkBytes = 0;
}

} // namespace waxwing
