// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "SettingsWindow.h"

#include "HintLine.h"
#include "Icons.h"
#include "PageList.h"
#include "ScrolledColumn.h"
#include "SettingPart.h"

#include <QAction>
#include <QBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QShortcut>

namespace waxwing {

namespace {

constexpr int narrowBelow = 560;

} // namespace

SettingsWindow::SettingsWindow(Engine &engine, const Facts &facts, QWidget *parent)
    : QDialog(parent), m_search(new QLineEdit(this)), m_list(new PageList(this)),
      m_area(new QScrollArea(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Settings"));
    auto *row = new QBoxLayout(QBoxLayout::LeftToRight, this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(makeSide());
    makePages(engine, facts);
    row->addWidget(makeContent(), 1);
    setTabOrder(m_search, m_list);
    m_list->setCurrentRow(0);
    connect(m_list, &QListWidget::currentRowChanged, this, &SettingsWindow::onPageChosen);
    connect(m_search, &QLineEdit::textChanged, this, &SettingsWindow::refreshShown);
    connect(m_search, &QLineEdit::returnPressed, this, &SettingsWindow::onSubmitted);
    auto *find = new QShortcut(QKeySequence::Find, this);
    connect(find, &QShortcut::activated, m_search, [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
    const Theme theme = Theme::of(this);
    const QSize most = screen()->availableSize() * 9 / 10;
    resize(QSize(theme.gap(780), theme.gap(600)).boundedTo(most));
    m_list->setFocus(Qt::OtherFocusReason);
    refreshShown();
}

QWidget *SettingsWindow::makeSide()
{
    m_side = new Composite(this);
    auto *column = new QVBoxLayout(m_side);
    m_search->setPlaceholderText(tr("Find a setting"));
    m_search->setAccessibleName(tr("Find a setting"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(themedIcon(QStringLiteral("search"), Tone::Muted), QLineEdit::LeadingPosition);
    column->addWidget(m_search);
    column->addWidget(m_list, 1);
    m_side->metrics([this, column](const Theme &theme) {
        column->setContentsMargins(theme.gap(16), theme.gap(16), theme.gap(16), theme.gap(16));
        column->setSpacing(theme.px(12));
        const QSize most = screen()->availableSize() * 9 / 10;
        setMinimumSize(QSize(theme.px(370), theme.px(320)).boundedTo(most));
        QMetaObject::invokeMethod(
            this, [this] { refreshNarrow(); }, Qt::QueuedConnection);
    });
    return m_side;
}

void SettingsWindow::makePages(Engine &engine, const Facts &facts)
{
    namespace pages = settingsPages;
    m_pages = {pages::general(engine, facts.hasTray, this),
               pages::chat(engine, this),
               pages::notifications(engine, this),
               pages::privacy(engine, this),
               pages::history(engine, this),
               pages::files(engine, this),
               pages::appearance(engine, this),
               pages::shortcuts(facts.shortcuts, this)};
    for (const SettingsPage *page : std::as_const(m_pages))
        m_list->addPage(page->title(), page->icon());
}

QWidget *SettingsWindow::makeContent()
{
    auto *content = new ScrolledColumn;
    auto *row = new QHBoxLayout(content);
    auto *column = new QVBoxLayout;
    row->addLayout(column, 1);
    m_nothing = new HintLine(content, Type::Body);
    column->addWidget(m_nothing);
    for (SettingsPage *page : std::as_const(m_pages)) {
        page->setParent(content);
        column->addWidget(page);
        for (SettingPart *part : page->parts()) {
            if (auto *list = qobject_cast<ShortcutList *>(part))
                connect(list, &ShortcutList::currentShown, this, [this, list](const QRect &at) {
                    const QPoint middle = list->mapTo(m_area->widget(), at.center());
                    m_area->ensureVisible(middle.x(), middle.y(), 0, at.height());
                });
        }
    }
    column->addStretch(1);
    content->metrics([row, column](const Theme &theme) {
        row->setContentsMargins(theme.gap(16), theme.gap(20), theme.gap(24), theme.gap(20));
        column->setSpacing(theme.px(24));
    });
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->setWidget(content);
    return m_area;
}

void SettingsWindow::showPage(Topic topic)
{
    m_search->clear();
    m_list->setCurrentRow(static_cast<int>(topic));
    onPageChosen(static_cast<int>(topic));
}

void SettingsWindow::refreshNarrow()
{
    const Theme theme = Theme::of(this);
    const bool isNarrow = width() < theme.px(narrowBelow);
    m_side->setMinimumWidth(0);
    m_side->setMaximumWidth(
        isNarrow ? QWIDGETSIZE_MAX : std::max(theme.px(200), m_list->sizeHint().width() + 2 * theme.gap(16)));
    if (m_isNarrow == isNarrow)
        return;
    m_isNarrow = isNarrow;
    static_cast<QBoxLayout *>(layout())->setDirection(isNarrow ? QBoxLayout::TopToBottom
                                                               : QBoxLayout::LeftToRight);
    if (isNarrow && m_list->hasFocus())
        m_search->setFocus(Qt::OtherFocusReason);
    m_list->setVisible(!isNarrow);
    refreshShown();
}

void SettingsWindow::onPageChosen(int row)
{
    refreshShown();
    if (row >= 0 && m_pages[row]->isVisible())
        scrollTo(m_pages[row]); // among others that are shown
}

/// Its title at the top, when all have found their places.
void SettingsWindow::scrollTo(SettingsPage *page)
{
    QMetaObject::invokeMethod(
        page, [this, page] { m_area->verticalScrollBar()->setValue(page->y() - Theme::of(this).gap(20)); },
        Qt::QueuedConnection);
}

/// One page, or whatever is found on any.
void SettingsWindow::refreshShown()
{
    const QString needle = m_search->text().simplified();
    const bool showsAll = m_isNarrow || !needle.isEmpty();
    int found = 0;
    for (int i = 0; i < m_pages.size(); ++i) {
        const int hits = m_pages[i]->filter(needle);
        m_list->setRowHidden(i, hits == 0);
        m_pages[i]->setVisible(hits > 0 && (showsAll || i == m_list->currentRow()));
        found += hits;
    }
    if (found == 0)
        m_nothing->say(QStringLiteral("search"), Tone::Muted, tr("No setting has “%1” in it.").arg(needle));
    else
        m_nothing->say({});
}

/// On to the first that was found.
void SettingsWindow::onSubmitted()
{
    if (m_search->text().simplified().isEmpty())
        return;
    for (SettingsPage *page : std::as_const(m_pages)) {
        for (SettingPart *part : page->parts()) {
            if (!part->isVisible())
                continue;
            QWidget *next = part->nextInFocusChain();
            while (next != part && !(part->isAncestorOf(next) && next->focusPolicy() & Qt::TabFocus))
                next = next->nextInFocusChain();
            next->setFocus(Qt::TabFocusReason);
            return;
        }
    }
}

void SettingsWindow::resizeEvent(QResizeEvent *event)
{
    QDialog::resizeEvent(event);
    refreshNarrow();
}

void SettingsWindow::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape && !m_search->text().isEmpty())
        m_search->clear(); // the first ends the search
    else if (!isEnter)
        QDialog::keyPressEvent(event);
}

} // namespace waxwing
