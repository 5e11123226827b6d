// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FindBar.h"

#include "Button.h"
#include "FindFilters.h"
#include "Icons.h"
#include "Label.h"

#include <QAction>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QPainter>

namespace waxwing {

namespace {
constexpr int pauseMs = 180;
}

FindBar::FindBar(QWidget *parent)
    : Composite(parent), m_edit(new QLineEdit(this)), m_count(new Label(Type::Caption, {}, this)),
      m_older(Button::iconButton(QStringLiteral("up"), tr("Older hit (Enter)"), this)),
      m_newer(Button::iconButton(QStringLiteral("down"), tr("Newer hit (Shift+Enter)"), this)),
      m_filter(Button::iconButton(QStringLiteral("filter"), tr("Narrow the search"), this)),
      m_close(Button::iconButton(QStringLiteral("x"), tr("Close the search (Esc)"), this)),
      m_filters(new FindFilters(FindFilters::Form::Row, this))
{
    m_edit->setPlaceholderText(tr("Find in this conversation"));
    m_edit->setAccessibleName(tr("Find in this conversation"));
    m_edit->addAction(themedIcon(QStringLiteral("search"), Tone::Muted), QLineEdit::LeadingPosition);
    m_count->setTone(Tone::Muted);
    m_filter->setCheckable(true);
    m_filters->hide();
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMs);
    auto *column = new QVBoxLayout(this);
    auto *row = new QHBoxLayout;
    row->addWidget(m_edit, 1);
    for (QWidget *part : std::initializer_list<QWidget *>{m_count, m_older, m_newer, m_filter, m_close})
        row->addWidget(part);
    column->addLayout(row);
    column->addWidget(m_filters);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    metrics([column, row](const Theme &theme) {
        column->setContentsMargins(theme.gap(20), theme.px(6), theme.gap(12), theme.px(7));
        column->setSpacing(theme.px(8));
        row->setSpacing(theme.gap(6));
    });
    connect(m_edit, &QLineEdit::textChanged, &m_pause, qOverload<>(&QTimer::start));
    connect(m_filters, &FindFilters::changed, &m_pause, qOverload<>(&QTimer::start));
    connect(m_filters, &FindFilters::submitted, this, &FindBar::tellNow);
    connect(&m_pause, &QTimer::timeout, this, [this] { Q_EMIT queryChanged(query()); });
    connect(m_older, &Button::clicked, this, [this] { Q_EMIT stepRequested(1); });
    connect(m_newer, &Button::clicked, this, [this] { Q_EMIT stepRequested(-1); });
    connect(m_filter, &Button::clicked, this, &FindBar::setFiltersShown);
    connect(m_close, &Button::clicked, this, &FindBar::closeRequested);
    for (QWidget *part :
         std::initializer_list<QWidget *>{m_edit, m_filters->person(), m_filters->from(), m_filters->to(),
                                          m_filters->matchCase(), m_older, m_newer, m_filter, m_close})
        part->installEventFilter(this);
    setState(State::Nothing, -1, 0, false);
}

SearchQuery FindBar::query() const
{
    SearchQuery result;
    result.words = m_edit->text();
    if (!m_filters->isHidden())
        m_filters->fill(result);
    return result;
}

void FindBar::begin()
{
    show();
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
    if (!m_edit->text().isEmpty())
        m_pause.start();
}

void FindBar::tellNow()
{
    if (!m_pause.isActive())
        return;
    m_pause.stop();
    Q_EMIT queryChanged(query());
}

void FindBar::setFiltersShown(bool shown)
{
    m_filters->setVisible(shown);
    m_filter->setChecked(shown);
    if (shown)
        m_filters->person()->setFocus(Qt::OtherFocusReason);
    else
        m_edit->setFocus(Qt::OtherFocusReason);
    m_pause.start();
}

QString FindBar::countText() const
{
    return m_count->text();
}

void FindBar::setState(State state, int at, int count, bool isCut)
{
    QString words;
    const bool goesOn = state == State::Searching;
    if (count > 0) {
        const QString all = QLocale().toString(count) + (isCut ? QStringLiteral("+") : QString());
        words = goesOn ? tr("%1 of %2…", "hit, all so far") : tr("%1 of %2", "hit, all");
        words = words.arg(QLocale().toString(at + 1), all);
    } else if (goesOn) {
        words = tr("Searching…");
    } else if (state == State::Done) {
        words = tr("No hits");
    }
    m_count->setText(words);
    m_count->setAccessibleName(words);
    m_older->setEnabled(count > 1);
    m_newer->setEnabled(count > 1);
}

void FindBar::hideEvent(QHideEvent *event)
{
    m_pause.stop(); // nobody waits for what was typed last
    Composite::hideEvent(event);
}

bool FindBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return Composite::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->key() == Qt::Key_Escape) {
        Q_EMIT closeRequested();
        return true;
    }
    const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (watched == m_edit && (enter || key->key() == Qt::Key_Up || key->key() == Qt::Key_Down)) {
        if (m_pause.isActive()) {
            tellNow();
            return true;
        }
        const bool newer =
            (enter && (key->modifiers() & Qt::ShiftModifier) != 0) || key->key() == Qt::Key_Down;
        Q_EMIT stepRequested(newer ? -1 : 1);
        return true;
    }
    return Composite::eventFilter(watched, event);
}

void FindBar::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = Theme::of(this).tokens();
    QPainter painter(this);
    painter.fillRect(rect(), tokens.window);
    painter.fillRect(QRect(0, height() - 1, width(), 1), tokens.line);
}

} // namespace waxwing
