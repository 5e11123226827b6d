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

void SendQueue::push(Item item, Urgency urgency)
{
    const qint64 size = wireSize(item);
    m_bytes += size;
    if (urgency == Urgency::Bulk) {
        m_bulkBytes += size;
        m_bulk.push_back(std::move(item));
        return;
    }
    (urgency == Urgency::Control ? m_control : m_room).push_back(std::move(item));
}

SendQueue::Item SendQueue::pop()
{
    const bool isBulk = m_control.isEmpty() && m_room.isEmpty();
    QList<Item> &queue = isBulk ? m_bulk : m_control.isEmpty() ? m_room : m_control;
    Item item = queue.takeFirst();
    if (queue.isEmpty())
        queue = {}; // an idle link keeps no memory
    const qint64 size = wireSize(item);
    m_bytes -= size;
    m_bulkBytes -= isBulk ? size : 0;
    return item;
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
