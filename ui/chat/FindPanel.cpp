// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FindPanel.h"

#include "Button.h"
#include "FindFilters.h"
#include "FindResultDelegate.h"
#include "FindResults.h"
#include "HintLine.h"
#include "Icons.h"
#include "Label.h"
#include "TalkFinder.h"
#include "Tile.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QLocale>
#include <QPainter>
#include <QStackedWidget>

namespace waxwing {

namespace {
constexpr int pauseMs = 180;
}

FindPanel::FindPanel(TalkFinder *finder, QWidget *parent)
    : Composite(parent), m_finder(finder), m_title(new Label(Type::Strong, tr("Find everywhere"), this)),
      m_edit(new QLineEdit(this)),
      m_filter(Button::iconButton(QStringLiteral("filter"), tr("Narrow the search"), this)),
      m_close(Button::iconButton(QStringLiteral("x"), tr("Close the search (Esc)"), this)),
      m_filters(new FindFilters(FindFilters::Form::Column, this)), m_line(new HintLine(this)),
      m_stack(new QStackedWidget(this)), m_results(new QListView(m_stack)), m_empty(new QWidget(m_stack)),
      m_emptyTitle(new Label(Type::Strong, {}, m_empty)), m_emptyWords(new Label(Type::Body, {}, m_empty)),
      m_model(new FindResults(finder, this)), m_delegate(new FindResultDelegate(this))
{
    m_edit->setPlaceholderText(tr("Words, or “words in quotes”"));
    m_edit->setAccessibleName(tr("Find everywhere"));
    m_edit->addAction(themedIcon(QStringLiteral("search"), Tone::Muted), QLineEdit::LeadingPosition);
    m_filter->setCheckable(true);
    m_filters->hide();
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMs);
    m_results->setAccessibleName(tr("Hits, newest first"));
    m_results->setFrameShape(QFrame::NoFrame);
    m_results->setUniformItemSizes(true);
    m_results->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_results->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_results->setMouseTracking(true);
    m_results->setTabKeyNavigation(false);
    m_results->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_results->setItemDelegate(m_delegate);
    m_results->setModel(m_model);
    build();
    connectParts();
    refresh();
}

void FindPanel::build()
{
    auto *column = new QVBoxLayout(this);
    auto *head = new QHBoxLayout;
    auto *row = new QHBoxLayout;
    auto *top = new QVBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_close);
    row->addWidget(m_edit, 1);
    row->addWidget(m_filter);
    top->addLayout(head);
    top->addLayout(row);
    top->addWidget(m_filters);
    top->addWidget(m_line);
    column->addLayout(top);
    column->addWidget(m_stack, 1);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_results);
    auto *empty = new QVBoxLayout(m_empty);
    auto *tile = new QHBoxLayout;
    tile->addStretch(1);
    tile->addWidget(new Tile(QStringLiteral("search"), Tone::Accent, Tile::Shape::Tinted, 0, m_empty));
    tile->addStretch(1);
    empty->addStretch(2);
    empty->addLayout(tile);
    for (Label *label : {m_emptyTitle, m_emptyWords}) {
        label->setAlignment(Qt::AlignHCenter);
        label->setWrapped(true);
        empty->addWidget(label);
    }
    m_emptyWords->setTone(Tone::Muted);
    empty->addStretch(3);
    metrics([column, top, row, empty](const Theme &theme) {
        column->setContentsMargins(1, 0, 0, 0);
        column->setSpacing(0);
        top->setContentsMargins(theme.gap(16), theme.px(8), theme.gap(12), theme.px(8));
        top->setSpacing(theme.px(8));
        row->setSpacing(theme.gap(6));
        empty->setContentsMargins(theme.gap(20), theme.px(12), theme.gap(20), theme.px(12));
        empty->setSpacing(theme.px(8));
    });
}

void FindPanel::connectParts()
{
    connect(m_edit, &QLineEdit::textChanged, &m_pause, qOverload<>(&QTimer::start));
    connect(m_filters, &FindFilters::changed, &m_pause, qOverload<>(&QTimer::start));
    connect(m_filters, &FindFilters::submitted, this, &FindPanel::search);
    connect(&m_pause, &QTimer::timeout, this, &FindPanel::search);
    connect(m_filter, &Button::clicked, this, [this](bool shown) {
        m_filters->setVisible(shown);
        (shown ? m_filters->person() : m_edit)->setFocus(Qt::OtherFocusReason);
        m_pause.start();
    });
    connect(m_close, &Button::clicked, this, &FindPanel::closeRequested);
    connect(m_results, &QListView::clicked, this, &FindPanel::choose);
    connect(m_finder, &TalkFinder::began, this, &FindPanel::refresh);
    connect(m_finder, &TalkFinder::found, this, &FindPanel::refresh);
    connect(m_finder, &TalkFinder::ended, this, &FindPanel::refresh);
    for (QWidget *part :
         std::initializer_list<QWidget *>{m_edit, m_results, m_filter, m_close, m_filters->person(),
                                          m_filters->from(), m_filters->to(), m_filters->matchCase()})
        part->installEventFilter(this);
}

SearchQuery FindPanel::query() const
{
    SearchQuery result;
    result.words = m_edit->text();
    if (!m_filters->isHidden())
        m_filters->fill(result);
    return result;
}

void FindPanel::begin()
{
    show();
    refresh();
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
    m_pause.start();
}

void FindPanel::begin(const QString &words)
{
    m_edit->setText(words);
    begin();
}

void FindPanel::search()
{
    m_pause.stop();
    m_saying.clear();
    const SearchQuery wanted = query();
    m_delegate->setFindWords(FindWords(wanted.words, wanted.matchCase));
    Q_EMIT queryChanged(wanted);
    refresh();
}

void FindPanel::say(const QString &words)
{
    m_saying = words;
    refresh();
}

QString FindPanel::statusText() const
{
    return m_line->isHidden() ? m_emptyTitle->text() : m_line->words();
}

void FindPanel::refresh()
{
    if (isHidden())
        return;
    const int count = m_model->rowCount();
    const bool asked = !TalkFinder::isEmpty(m_finder->query());
    m_stack->setCurrentWidget(count > 0 ? static_cast<QWidget *>(m_results) : m_empty);
    const QString number = QLocale().toString(count);
    if (!m_saying.isEmpty())
        m_line->say(QStringLiteral("info"), Tone::Muted, m_saying);
    else if (count == 0)
        m_line->say(QString());
    else if (m_finder->isSearching())
        m_line->say(tr("%1 so far…").arg(number));
    else if (m_finder->isCut())
        m_line->say(tr("The newest %1; there are more. Narrow the search to see others.").arg(number));
    else
        m_line->say(count == 1 ? tr("1 hit") : tr("%1 hits").arg(number));
    m_emptyTitle->setText(m_finder->isSearching() ? tr("Searching…")
                          : asked                 ? tr("Nothing found")
                                                  : tr("Find what was said"));
    m_emptyWords->setText(m_finder->isSearching() ? QString()
                          : asked
                              ? tr("All words must be in one message. Fewer words, or no filter, find more.")
                              : tr("In all conversations that are kept here. Hits appear as you type."));
}

void FindPanel::choose(const QModelIndex &index)
{
    if (index.isValid())
        Q_EMIT messageRequested(index.data(FindResults::NumberRole).toULongLong(),
                                index.data(FindResults::WithRole).toString());
}

bool FindPanel::onKey(const QObject *watched, int key)
{
    const bool enter = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (key == Qt::Key_Escape) {
        Q_EMIT closeRequested();
        return true;
    }
    if (watched == m_results && enter) {
        choose(m_results->currentIndex());
        return true;
    }
    if (watched != m_edit || (!enter && key != Qt::Key_Down))
        return false;
    if (m_pause.isActive())
        search();
    if (m_model->rowCount() == 0)
        return true;
    if (!m_results->currentIndex().isValid())
        m_results->setCurrentIndex(m_model->index(0, 0));
    if (enter)
        choose(m_results->currentIndex());
    else
        m_results->setFocus(Qt::TabFocusReason);
    return true;
}

void FindPanel::hideEvent(QHideEvent *event)
{
    m_pause.stop(); // nobody waits for what was typed last
    Composite::hideEvent(event);
}

bool FindPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && onKey(watched, static_cast<QKeyEvent *>(event)->key()))
        return true;
    return Composite::eventFilter(watched, event);
}

QSize FindPanel::sizeHint() const
{
    const Theme theme = Theme::of(this);
    return {theme.gap(360), theme.gap(400)};
}

QSize FindPanel::minimumSizeHint() const
{
    const Theme theme = Theme::of(this);
    return {theme.gap(240), theme.gap(200)};
}

void FindPanel::focusInEvent(QFocusEvent *event)
{
    Composite::focusInEvent(event);
    m_edit->setFocus(event->reason());
}

void FindPanel::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = Theme::of(this).tokens();
    QPainter painter(this);
    painter.fillRect(rect(), tokens.window);
    painter.fillRect(QRect(isRightToLeft() ? width() - 1 : 0, 0, 1, height()), tokens.line);
}

} // namespace waxwing
