// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractListModel>

namespace waxwing {

class TalkFinder;
struct SearchHit;

/// What a TalkFinder found, a row each, newest first.
class FindResults final : public QAbstractListModel
{
    Q_OBJECT

public:
    /// DisplayRole: the text on one line, as a window may show it. AccessibleTextRole: "Name, where, when,
    /// text".
    enum Role {
        NameRole = Qt::UserRole + 1, ///< QString
        WhenRole,                    ///< QString
        NumberRole,                  ///< quint64, of the message
        MineRole,                    ///< bool
        WithRole,                    ///< QString: of a direct conversation, whom it is with; empty: the room
        WhereRole                    ///< QString: the same in words
    };

    explicit FindResults(TalkFinder *finder, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    [[nodiscard]] static QString lineOf(const SearchHit &hit);
    [[nodiscard]] static QString whenOf(const SearchHit &hit);

    const TalkFinder *m_finder;
    int m_count = 0;
};

} // namespace waxwing
