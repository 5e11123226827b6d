// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractListModel>
#include <vector>

namespace waxwing {

/// The emoji of one group, those used last, or those that a search finds.
class EmojiModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    /// DisplayRole: the characters. AccessibleTextRole and ToolTipRole: the English name.
    enum Role { HasTonesRole = Qt::UserRole + 1 };

    explicit EmojiModel(QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

    void showGroup(int group);
    void showRecent(const QStringList &recent);
    /// Every word must begin a word of the name, or of what kind it is; names that fit come first.
    void search(const QString &words);
    void setTone(int tone); ///< 0: none, 1 to 5
    [[nodiscard]] int tone() const { return m_tone; }

    /// The English name of an emoji, in whatever skin tone; empty: it is none.
    [[nodiscard]] static QString nameOf(const QString &text);

private:
    void show(std::vector<int> entries);

    std::vector<int> m_entries; ///< places in the table
    QStringList m_recent;       ///< shown instead, where it is not empty
    int m_tone = 0;
};

} // namespace waxwing
