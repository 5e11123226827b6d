// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ConversationListModel.h"

#include "ForeignText.h"
#include "Unicode.h"

#include <algorithm>
#include <utility>

namespace waxwing {

ConversationListModel::ConversationListModel(QObject *parent) : QAbstractListModel(parent) {}

int ConversationListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int ConversationListModel::rowOf(const QString &name) const
{
    for (int row = 0; row < rowCount(); ++row) {
        const ConversationEntry &entry = m_entries[row];
        if (name.isEmpty() ? entry.isRoom : !entry.isRoom && entry.name == name)
            return row;
    }
    return -1;
}

QString ConversationListModel::describe(const ConversationEntry &entry)
{
    const QString name = foreignInside(entry.name);
    QStringList parts{entry.isRoom ? tr("The room %1").arg(name) : name};
    if (entry.unread > 0)
        parts.append(tr("%n unread message(s)", nullptr, entry.unread));
    if (!entry.isRoom)
        parts.append(entry.isHere ? tr("here") : tr("away"));
    if (entry.mark == ConversationEntry::Mark::Compared)
        parts.append(tr("codes compared"));
    if (entry.mark == ConversationEntry::Mark::Changed)
        parts.append(tr("stopped: another key than before"));
    if (entry.hasDraft)
        parts.append(tr("something written, not sent"));
    return parts.join(QStringLiteral(", "));
}

QVariant ConversationListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ConversationEntry &entry = m_entries[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return visible(entry.name);
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole:
        return describe(entry);
    case NameRole:
        return entry.isRoom ? QString() : entry.name;
    case RoomRole:
        return entry.isRoom;
    case UnreadRole:
        return entry.unread;
    case MarkRole:
        return static_cast<int>(entry.mark);
    case HereRole:
        return entry.isHere;
    case DraftRole:
        return entry.hasDraft;
    case OpenRole:
        return isOpen(entry);
    default:
        return {};
    }
}

void ConversationListModel::setEntries(const QList<ConversationEntry> &entries)
{
    const auto isSame = [](const ConversationEntry &one, const ConversationEntry &other) {
        return one.isRoom == other.isRoom && (one.isRoom || one.name == other.name);
    };
    if (!std::equal(m_entries.begin(), m_entries.end(), entries.begin(), entries.end(), isSame)) {
        beginResetModel();
        m_entries = entries;
        endResetModel();
        return;
    }
    for (int row = 0; row < rowCount(); ++row) {
        if (m_entries[row] == entries[row])
            continue;
        m_entries[row] = entries[row];
        Q_EMIT dataChanged(index(row), index(row));
    }
}

void ConversationListModel::setOpen(const QString &name)
{
    if (std::exchange(m_open, name) != name && !m_entries.isEmpty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {OpenRole});
}

} // namespace waxwing
