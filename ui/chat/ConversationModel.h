// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "RoomView.h"

#include <QAbstractListModel>
#include <QDate>
#include <QSet>
#include <vector>

namespace waxwing {

/// What is said in a room, a row each: messages in the room's order, day lines, one line of what is unread,
/// notices. What I wrote and the host has not numbered yet stands always at the end.
class ConversationModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum class Kind : quint8 { Said, Day, Unread, Notice };

    struct Row
    {
        quint64 uid = 0; ///< of this row, never used again
        quint64 localId = 0;
        quint64 number = 0;
        qint64 timeMs = 0;
        QString name;
        QString text; ///< of a message as it came; of other rows the words
        quint32 count = 0;
        quint32 of = 0;
        Code reason = Code::Internal;
        Kind kind = Kind::Said;
        MessageState state = MessageState::Sent;
        bool mine = false;
    };

    /// DisplayRole: the text as a window may show it. AccessibleTextRole: "Name, time, text, state".
    /// ToolTipRole: the whole time, and to how many it was delivered.
    enum Role {
        KindRole = Qt::UserRole + 1, ///< int of Kind
        NameRole,                    ///< QString
        TimeRole,                    ///< qint64, ms since 1970
        MineRole,                    ///< bool
        StateRole,                   ///< int of MessageState
        LocalIdRole,                 ///< quint64, 0 where it is not from here
        NumberRole,                  ///< quint64, 0 while it waits
        SizeRole,                    ///< qint64, bytes of UTF-8
        GroupFirstRole,              ///< bool: with name
        GroupLastRole                ///< bool: with avatar
    };

    explicit ConversationModel(QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

    [[nodiscard]] const Row &row(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    [[nodiscard]] bool isGroupFirst(int row) const;
    [[nodiscard]] bool isGroupLast(int row) const;
    [[nodiscard]] bool isVerified(const Row &row) const
    {
        return !m_verified.isEmpty() && row.name == m_verified;
    }
    [[nodiscard]] int unread() const; ///< messages of others since reading ended

    /// Messages under this name are mine, too: written on another device.
    void setSelf(const QString &name) { m_self = name; }
    /// The account that carries the shield: the host's, once its key is accepted.
    void setVerified(const QString &name);
    /// Whether the person can see what arrives; while not, a line parts old from new.
    void setReading(bool reading);
    void refreshDays(const QDate &today); ///< "Today" is "Yesterday" after midnight
    void clear();

public Q_SLOTS:
    void messageWaits(const waxwing::RoomMessage &message);
    void messagesArrived(const QList<waxwing::RoomMessage> &messages);
    void messagesProgressed(const QList<waxwing::MessageProgress> &progress);
    void noticesArrived(const QList<waxwing::RoomNotice> &notices);
    void discard(quint64 localId); ///< one that waits or failed

private:
    [[nodiscard]] int settled() const { return static_cast<int>(m_rows.size()) - m_waiting; }
    [[nodiscard]] bool sameGroup(int earlier, int later) const;
    [[nodiscard]] int findLocal(quint64 localId) const;
    [[nodiscard]] static QString accessibleText(const Row &row);
    [[nodiscard]] static QString toolTip(const Row &row);
    void addDayIfNew(std::vector<Row> &batch, qint64 timeMs);
    void addUnread(std::vector<Row> &batch);
    void insert(std::vector<Row> &batch);
    void confirm(int at, const RoomMessage &message);
    void remove(int row);
    void changed(int first, int last);
    void trim();
    Row made(Kind kind, qint64 timeMs, QString text = {});

    std::vector<Row> m_rows;
    int m_waiting = 0; ///< rows at the end
    int m_unreadRow = -1;
    bool m_reading = true;
    bool m_unreadSeen = false;
    quint64 m_nextUid = 1;
    qint64 m_characters = 0;
    QDate m_wordedOn;      ///< the day on which the day lines are worded
    qint64 m_dayEndMs = 0; ///< first ms after the day of the last day line
    QString m_self;
    QString m_verified;
    QSet<QString> m_names; ///< so that a name is kept once
};

} // namespace waxwing
