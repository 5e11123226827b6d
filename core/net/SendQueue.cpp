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
        if (!call.isEmpty()) {
            m_allCallBytes += size;
            m_callBytes[call] += size;
        }
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
    if (!isBulk) {
        Item item = takeFirst(m_control.isEmpty() ? m_room : m_control);
        m_bytes -= wireSize(item);
        return item;
    }
    Bulk bulk = takeFirst(m_bulk);
    const qint64 size = wireSize(bulk.item);
    m_bytes -= size;
    m_bulkBytes -= size;
    forget(bulk.call, size);
    return std::move(bulk.item);
}

void SendQueue::dropBulk(const Bytes &call)
{
    const qint64 gone = callBytes(call);
    if (gone == 0)
        return;
    m_bulk.removeIf([&](const Bulk &bulk) { return bulk.call == call; });
    m_bytes -= gone;
    m_bulkBytes -= gone;
    forget(call, gone);
}

void SendQueue::forget(const Bytes &call, qint64 bytes)
{
    const auto sum = m_callBytes.find(call);
    if (sum == m_callBytes.end())
        return;
    m_allCallBytes -= bytes;
    if ((*sum -= bytes) <= 0)
        m_callBytes.erase(sum);
}

void SendQueue::clear()
{
    m_control = {};
    m_room = {};
    m_bulk = {};
    m_bytes = 0;
    m_bulkBytes = 0;
    m_allCallBytes = 0;
    m_callBytes = {};
}

} // namespace waxwing
