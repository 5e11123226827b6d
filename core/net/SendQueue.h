// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "MessageCodec.h"

#include <QHash>
#include <QList>

#include <variant>

namespace waxwing {

/// What waits to be sealed on one link, in the order in which it will be: control before the room
/// (PROTOCOL 8.7), calls (16.1) and files (8.11) behind it. Contents are shared with the other links they go
/// to.
class SendQueue
{
public:
    enum class Urgency { Control, Room, Bulk };
    struct RefreshOffer
    {};
    struct RefreshAnswer
    {}; ///< `refreshed` or `refresh_end`, made when it is sealed
    using Item = std::variant<EncodedMessage, RefreshOffer, RefreshAnswer>;

    /// `call` names what dropBulk() takes away, and counts as of a call; only for Bulk.
    void push(Item item, Urgency urgency, const Bytes &call = {});
    /// What waits of a call that has ended goes at once.
    void dropBulk(const Bytes &call);
    // As bytes(): of one call, of all calls together.
    [[nodiscard]] qint64 callBytes(const Bytes &call) const { return m_callBytes.value(call); }
    [[nodiscard]] qint64 callBytes() const { return m_allCallBytes; }
    /// The next one; only while not empty.
    [[nodiscard]] Item pop();
    void clear();
    [[nodiscard]] bool isEmpty() const { return m_control.isEmpty() && m_room.isEmpty() && m_bulk.isEmpty(); }
    [[nodiscard]] bool hasControl() const { return !m_control.isEmpty(); }
    /// As they will go over the wire, sealed and padded.
    [[nodiscard]] qint64 bytes() const { return m_bytes; }
    [[nodiscard]] qint64 bulkBytes() const
    {
        return m_bulkBytes;
    } ///< of these: bounded by windows of their own

private:
    QList<Item> m_control;
    QList<Item> m_room;
    struct Bulk
    {
        Item item;
        Bytes call;
    };
    QList<Bulk> m_bulk;
    qint64 m_bytes = 0;
    void forget(const Bytes &call, qint64 bytes);

    qint64 m_bulkBytes = 0;
    qint64 m_allCallBytes = 0;
    QHash<Bytes, qint64> m_callBytes; ///< sums: whoever looks for the largest call looks at many
};

} // namespace waxwing
