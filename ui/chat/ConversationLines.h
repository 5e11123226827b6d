// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ConversationRow.h"
#include "FileCard.h"

#include <QAbstractListModel>
#include <QHash>
#include <functional>

namespace waxwing {

class RoomFiles;

/// The rows of a conversation: what each of them shows, and how they come and go. What comes and where it
/// stands is the ConversationModel's matter.
class ConversationLines : public QAbstractListModel
{
    Q_OBJECT

public:
    using Row = ConversationRow;
    using Kind = Row::Kind;
    using Quote = MessageQuote;

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
        GroupLastRole,               ///< bool: with avatar
        ReplyToRole,                 ///< quint64, 0: it answers nothing
        EditedRole,                  ///< bool
        ErasedRole,                  ///< bool
        FileRole                     ///< bool; told alone where only its file has moved on
    };

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

    [[nodiscard]] const Row &row(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    [[nodiscard]] int rowOfNumber(quint64 number) const; ///< −1: not here
    [[nodiscard]] bool isGroupFirst(int row) const;
    [[nodiscard]] bool isGroupLast(int row) const;
    [[nodiscard]] bool isVerified(const Row &row) const
    {
        return m_verifies ? m_verifies(row) : !m_verified.isEmpty() && row.name == m_verified;
    }
    [[nodiscard]] int unreadRow() const { return m_unreadRow; } ///< −1: no such line here
    [[nodiscard]] int rowOfLocal(quint64 localId) const { return findLocal(localId); } ///< −1: not here
    [[nodiscard]] int lastOwn() const; ///< row of my last message that is not erased; −1: none
    [[nodiscard]] Quote quoteOf(const Row &row) const;
    [[nodiscard]] Quote quoted(const Row &row) const;          ///< how an answer to it would quote it
    [[nodiscard]] FileCard cardOf(const Row &row) const;       ///< null: it has no file
    [[nodiscard]] RoomFiles *files() const { return m_files; } ///< null: none are shown
    void setFiles(RoomFiles *files);                           ///< outlives this
    [[nodiscard]] static QString stateWords(const Row &row);

    /// Messages under this name are mine, too: written on another device.
    void setSelf(const QString &name) { m_self = name; }
    /// The account that carries the shield: the host's, once its key is accepted.
    void setVerified(const QString &name);
    /// In the place of that account: who says which messages carry it. Handed in again when its word changes.
    void setVerifiedBy(std::function<bool(const Row &row)> judge);

protected:
    using Rows = ConversationRows;
    explicit ConversationLines(QObject *parent);
    /// Where a number stands in the order of all; 0: it is none. Places, not numbers, are compared.
    static quint64 placeOf(quint64 number) { return number == 0 ? 0 : inOrder(number); }
    [[nodiscard]] int settled() const { return static_cast<int>(m_rows.size()) - m_waiting; }
    [[nodiscard]] int findLocal(quint64 localId) const;
    Row made(Kind kind, qint64 timeMs, QString text = {});
    void changed(int first, int last);
    void insertAt(Rows &batch, int at); ///< empties the batch
    void erase(int first, int count);
    void remove(int row) { erase(row, 1); }

    Rows m_rows;
    int m_waiting = 0; ///< rows at the end
    int m_unreadRow = -1;
    quint64 m_last = 0; ///< place of the last settled message
    qint64 m_characters = 0;
    QString m_self;
    QHash<quint64, Quote> m_quotes; ///< by the number that some reply answers

private:
    [[nodiscard]] bool sameGroup(int earlier, int later) const;
    [[nodiscard]] static QVariant talkData(const Row &row, int role);
    [[nodiscard]] QString accessibleText(const Row &row) const;
    [[nodiscard]] QString toolTip(const Row &row) const;
    void onFileChanged(const Bytes &file);

    quint64 m_nextUid = 1;
    RoomFiles *m_files = nullptr;
    QString m_verified;
    std::function<bool(const Row &row)> m_verifies;
};

} // namespace waxwing
