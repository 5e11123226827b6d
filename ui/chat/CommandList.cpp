// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "CommandList.h"

#include "ComposerEdit.h"
#include "WaxwingStyle.h"

#include <QKeyEvent>
#include <QListView>
#include <QPainter>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace waxwing {

namespace {

enum { MeaningRole = Qt::UserRole + 1, InsertRole };

class CommandDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme theme = Theme::of(option.widget);
        const int name = QFontMetrics(theme.font(Type::Strong)).horizontalAdvance(index.data().toString());
        const int meaning =
            QFontMetrics(theme.font(Type::Body)).horizontalAdvance(index.data(MeaningRole).toString());
        return {std::max(theme.px(56), name) + meaning + theme.px(40), theme.px(32)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme theme = Theme::of(option.widget);
        const Tokens &tokens = theme.tokens();
        if (option.state.testFlag(QStyle::State_Selected))
            paintRounded(painter, option.rect, theme.px(radius::inner), tokens.select,
                         tokens.highContrast ? tokens.accent : QColor(Qt::transparent), 2);
        QRect line = option.rect.adjusted(theme.px(10), 0, -theme.px(10), 0);
        const int flags = Qt::AlignVCenter | Qt::TextSingleLine | Qt::AlignLeft;
        painter->setFont(theme.font(Type::Strong));
        painter->setPen(tokens.text);
        painter->drawText(line, flags, index.data().toString());
        const int name =
            std::max(theme.px(56), painter->fontMetrics().horizontalAdvance(index.data().toString()));
        if (option.direction == Qt::RightToLeft)
            line.setRight(line.right() - name - theme.px(12));
        else
            line.setLeft(line.left() + name + theme.px(12));
        painter->setFont(theme.font(Type::Body));
        painter->setPen(option.state.testFlag(QStyle::State_Selected) ? tokens.text : tokens.muted);
        painter->drawText(line, flags,
                          painter->fontMetrics().elidedText(index.data(MeaningRole).toString(),
                                                            Qt::ElideRight, line.width()));
    }
};

} // namespace

CommandList::CommandList(ComposerEdit *edit)
    : Composite(edit), m_edit(edit), m_items(new QStandardItemModel(this)), m_view(new QListView(this))
{
    m_view->setModel(m_items);
    m_view->setItemDelegate(new CommandDelegate(m_view));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->viewport()->setAutoFillBackground(false);
    m_view->setAccessibleName(tr("Commands"));
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_view);
    metrics([column](const Theme &theme) {
        const int air = theme.px(4);
        column->setContentsMargins(air, air, air, air);
    });
    hide();
    m_edit->installEventFilter(this);
    connect(m_edit, &QTextEdit::textChanged, this, &CommandList::refresh);
    connect(m_edit, &QObject::destroyed, this, &QObject::deleteLater); // its parent is the window by then
    connect(m_view, &QListView::clicked, this, [this] { take(); });
}

QStringList CommandList::shown() const
{
    QStringList result;
    for (int row = 0; isVisible() && row < m_items->rowCount(); ++row)
        result.append(m_items->item(row)->text());
    return result;
}

void CommandList::refresh()
{
    struct Command
    {
        QString name;
        QString meaning;
        QString insert;
    };
    const Command commands[] = {
        {QStringLiteral("/me"), tr("says what you do: /me waves"), QStringLiteral("/me ")},
        {QStringLiteral("/msg"), tr("tells one person alone: /msg NAME text"), QStringLiteral("/msg ")},
        {QStringLiteral("/help"), tr("keyboard and commands"), QStringLiteral("/help")},
        {QStringLiteral("/bye"), tr("leaves the room at once"), QStringLiteral("/bye")}};
    const QString text = m_edit->toPlainText();
    m_items->clear();
    for (const Command &command : commands) {
        if (!text.startsWith(u'/') || text == m_shutFor || !m_edit->takesCommands() ||
            !command.name.startsWith(text, Qt::CaseInsensitive))
            continue;
        auto *item = new QStandardItem(command.name);
        item->setData(command.meaning, MeaningRole);
        item->setData(command.insert, InsertRole);
        item->setData(tr("%1: %2", "command: meaning").arg(command.name, command.meaning),
                      Qt::AccessibleTextRole);
        m_items->appendRow(item);
    }
    if (text != m_shutFor)
        m_shutFor.clear();
    const bool wanted = m_items->rowCount() > 0 && m_edit->hasFocus();
    if (wanted)
        place();
    setVisible(wanted);
    tellEdit();
}

void CommandList::place()
{
    const Theme theme = Theme::of(m_edit);
    setParent(m_edit->window());
    m_view->setCurrentIndex(m_items->index(0, 0));
    int wide = 0;
    for (int row = 0; row < m_items->rowCount(); ++row)
        wide = std::max(wide, m_view->sizeHintForIndex(m_items->index(row, 0)).width());
    wide = std::min(wide + 2 * theme.px(4), m_edit->width());
    const int high = m_items->rowCount() * theme.px(32) + 2 * theme.px(4);
    const QPoint corner = m_edit->mapTo(m_edit->window(), QPoint(0, 0));
    setGeometry(isRightToLeft() ? corner.x() + m_edit->width() - wide : corner.x(),
                std::max(0, corner.y() - high - theme.px(8)), wide, high);
    raise();
}

/// The keyboard stays in the edit, so a screen reader hears there what is chosen.
void CommandList::tellEdit()
{
    m_edit->setAccessibleDescription(
        isVisible() ? m_view->currentIndex().data(Qt::AccessibleTextRole).toString() : QString());
}

void CommandList::step(int by)
{
    const int count = m_items->rowCount();
    m_view->setCurrentIndex(m_items->index((m_view->currentIndex().row() + by + count) % count, 0));
    tellEdit();
}

void CommandList::take()
{
    const QString text = m_view->currentIndex().data(InsertRole).toString();
    m_shutFor = text;
    m_edit->setPlainText(text);
    m_edit->moveCursor(QTextCursor::End);
    hide();
    tellEdit();
}

bool CommandList::takesKey(int key, Qt::KeyboardModifiers modifiers)
{
    if (modifiers != Qt::NoModifier && modifiers != Qt::KeypadModifier)
        return false;
    switch (key) {
    case Qt::Key_Up:
    case Qt::Key_Down:
        step(key == Qt::Key_Down ? 1 : -1);
        return true;
    case Qt::Key_Escape:
        m_shutFor = m_edit->toPlainText();
        refresh();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        // Written in full, it is for the composer to carry out.
        if (m_view->currentIndex().data().toString().compare(m_edit->toPlainText(), Qt::CaseInsensitive) == 0)
            return false;
        take();
        return true;
    case Qt::Key_Tab:
        take();
        return true;
    default:
        return false;
    }
}

bool CommandList::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_edit || !isVisible())
        return Composite::eventFilter(watched, event);
    if (event->type() == QEvent::FocusOut || event->type() == QEvent::Hide) {
        hide();
        tellEdit();
    } else if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        return takesKey(key->key(), key->modifiers());
    }
    return Composite::eventFilter(watched, event);
}

void CommandList::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    const Tokens &tokens = theme.tokens();
    QPainter painter(this);
    paintRounded(&painter, rect(), theme.px(radius::band), tokens.sheet,
                 tokens.highContrast ? tokens.text : tokens.outline, tokens.highContrast ? 2 : 1);
}

} // namespace waxwing
