// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "SettingsPages.h"

#include <QDialog>

class QLineEdit;
class QScrollArea;

namespace waxwing {

class Engine;
class HintLine;
class PageList;

/// The settings: pages at the left, rows at the right, a box that finds a setting on whatever page it is.
/// What is changed is so at once. Too narrow for both, all pages stand below each other.
class SettingsWindow final : public QDialog
{
    Q_OBJECT

public:
    enum class Topic { General, Chat, Notifications, Privacy, History, Files, Appearance, Shortcuts };

    /// What the window that asks knows.
    struct Facts
    {
        bool hasTray = false;
        QList<ShortcutGroup> shortcuts;
    };

    SettingsWindow(Engine &engine, const Facts &facts, QWidget *parent = nullptr);

    void showPage(Topic topic);

    [[nodiscard]] SettingsPage *page(Topic topic) const { return m_pages[static_cast<int>(topic)]; }
    [[nodiscard]] const QList<SettingsPage *> &pages() const { return m_pages; }
    [[nodiscard]] QLineEdit *search() const { return m_search; }
    [[nodiscard]] PageList *list() const { return m_list; }
    [[nodiscard]] HintLine *nothingFound() const { return m_nothing; }
    [[nodiscard]] bool isNarrow() const { return m_isNarrow; }

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void makePages(Engine &engine, const Facts &facts);
    QWidget *makeSide();
    QWidget *makeContent();
    void refreshNarrow();
    void refreshShown();
    void onPageChosen(int row);
    void scrollTo(SettingsPage *page);
    void onSubmitted();

    QLineEdit *m_search;
    PageList *m_list;
    QScrollArea *m_area;
    Composite *m_side = nullptr;
    HintLine *m_nothing = nullptr;
    QList<SettingsPage *> m_pages;
    bool m_isNarrow = false;
};

} // namespace waxwing
