// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "SettingPart.h"

#include <QList>

class QTableWidget;

namespace waxwing {

/// The actions of a menu that have keys, as a window has them.
struct ShortcutGroup
{
    QString title;                              ///< of the menu
    QList<std::pair<QString, QString>> actions; ///< words, keys
};

/// Every action with its keys, to be read and walked through.
class ShortcutList final : public SettingPart
{
    Q_OBJECT

public:
    explicit ShortcutList(const QList<ShortcutGroup> &groups, QWidget *parent = nullptr);

    int filter(const QString &needle) override;
    [[nodiscard]] QTableWidget *table() const { return m_table; }

Q_SIGNALS:
    void currentShown(const QRect &row); ///< in this widget's own place: scroll it into view

protected:
    void changeEvent(QEvent *event) override;

private:
    void addHeading(const QString &title);
    void addAction(const QString &words, const QString &keys);
    void fitHeight();

    QTableWidget *m_table;
};

} // namespace waxwing
