// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Limits.h"

#include <QHash>
#include <QJsonValue>
#include <QMultiMap>

namespace waxwing {

/// The ids of commands that said something and may still be answered. Of a message that is older than the
/// last 4,096 nothing more is told (PROTOCOL 8.4), so its id is forgotten.
class CommandIds
{
public:
    void insert(quint64 localId, const QJsonValue &id) { m_ids.insert(localId, id); }
    void remove(quint64 localId) { m_ids.remove(localId); }
    [[nodiscard]] QJsonValue of(quint64 localId) const ///< undefined: it gave none
    {
        return m_ids.value(localId, QJsonValue(QJsonValue::Undefined));
    }
    [[nodiscard]] qsizetype size() const { return m_ids.size(); }

    /// The host has given it that number; 0: not yet.
    void setNumber(quint64 localId, quint64 number)
    {
        if (number == 0)
            return;
        if (m_ids.contains(localId) && !m_localIds.contains(number, localId))
            m_localIds.insert(number, localId);
        while (!m_localIds.isEmpty() && m_localIds.firstKey() + limits::deliveredNumbers <= number)
            m_ids.remove(m_localIds.take(m_localIds.firstKey()));
    }

private:
    QHash<quint64, QJsonValue> m_ids;
    QMultiMap<quint64, quint64> m_localIds; ///< by number, more than one of a message that was edited
};

} // namespace waxwing
