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
    m_bytes += wireSize(item);
    (urgency == Urgency::Control ? m_control : m_room).push_back(std::move(item));
}

SendQueue::Item SendQueue::pop()
{
    QList<Item> &queue = m_control.isEmpty() ? m_room : m_control;
    Item item = queue.takeFirst();
    if (queue.isEmpty())
        queue = {}; // an idle link keeps no memory
    m_bytes -= wireSize(item);
    return item;
}

void SendQueue::clear()
{
    m_control = {};
    m_room = {};
    m_bytes = 0;
}

} // namespace waxwing
