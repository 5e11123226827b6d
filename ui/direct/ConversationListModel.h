// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ConversationEntry.h"

#include <QAbstractListModel>

namespace waxwing {

/// The conversations, the room first. DisplayRole: the name as a window may show it; AccessibleTextRole: the
/// name, how many messages are unread, and what is known about the person.
class ConversationListModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        NameRole = Qt::UserRole + 1, ///< QString, the account's name as it is; empty: the room
        RoomRole,                    ///< bool
        UnreadRole,                  ///< int
        MarkRole,                    ///< int of ConversationEntry::Mark
        HereRole,                    ///< bool
        DraftRole,                   ///< bool
        OpenRole                     ///< bool: it is the one that is shown
    };

    explicit ConversationListModel(QObject *parent = nullptr);

    /// Tells only what differs where the order is the same.
    void setEntries(const QList<ConversationEntry> &entries);
    void setOpen(const QString &name); ///< empty: the room
    [[nodiscard]] const QList<ConversationEntry> &entries() const { return m_entries; }
    [[nodiscard]] int rowOf(const QString &name) const; ///< −1: not here
    [[nodiscard]] int openRow() const { return rowOf(m_open); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    [[nodiscard]] static QString describe(const ConversationEntry &entry);
    [[nodiscard]] bool isOpen(const ConversationEntry &entry) const
    {
        return entry.isRoom ? m_open.isEmpty() : entry.name == m_open;
    }

    QList<ConversationEntry> m_entries;
    QString m_open;
};

} // namespace waxwing
