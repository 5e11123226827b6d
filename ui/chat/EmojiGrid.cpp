// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "EmojiGrid.h"

#include "EmojiModel.h"
#include "Theme.h"
#include "WaxwingStyle.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPixmapCache>
#include <QScrollBar>
#include <QStyle>
#include <QStyledItemDelegate>

namespace waxwing {

namespace {

/// A colour font's glyph is scaled each time it is drawn: once is enough.
QPixmap picture(const QString &text, int cell, qreal ratio, const QColor &colour)
{
    const QString key =
        QStringLiteral("waxwing/emoji/%1/%2/%3/%4").arg(text).arg(cell).arg(ratio).arg(colour.rgba());
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    pixmap = QPixmap((QSizeF(cell, cell) * ratio).toSize());
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    QFont font = Theme::of().font(Type::Body);
    font.setPixelSize(cell * 64 / 100);
    painter.setFont(font);
    painter.setPen(colour);
    painter.drawText(QRect(0, 0, cell, cell), Qt::AlignCenter | Qt::TextSingleLine, text);
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

class EmojiDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme theme = Theme::of(option.widget);
        const Tokens &tokens = theme.tokens();
        const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
        const bool current = option.state.testFlag(QStyle::State_HasFocus);
        const QRectF place = QRectF(option.rect).adjusted(1, 1, -1, -1);
        if (hovered || current)
            paintRounded(painter, place, theme.px(radius::inner),
                         hovered ? tokens.hover : QColor(Qt::transparent),
                         current                          ? tokens.accent
                         : hovered && tokens.highContrast ? tokens.line
                                                          : QColor(Qt::transparent),
                         2);
        painter->drawPixmap(option.rect.topLeft(),
                            picture(index.data().toString(), option.rect.width(),
                                    painter->device()->devicePixelRatioF(), tokens.text));
    }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        const int cell = static_cast<const EmojiGrid *>(option.widget)->cell();
        return {cell, cell};
    }
};

} // namespace

EmojiGrid::EmojiGrid(EmojiModel *model, QWidget *parent) : QListView(parent)
{
    setModel(model);
    setItemDelegate(new EmojiDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setFlow(QListView::LeftToRight);
    setWrapping(true);
    setResizeMode(QListView::Adjust);
    setUniformItemSizes(true);
    setSelectionMode(QAbstractItemView::NoSelection);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setTabKeyNavigation(false);
    setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_Hover);
    setBackgroundRole(QPalette::Button);
    viewport()->setBackgroundRole(QPalette::Button);
    setAccessibleName(tr("Emoji"));
    applyMetrics();
}

int EmojiGrid::cell() const
{
    return Theme::of(this).px(36);
}

void EmojiGrid::applyMetrics()
{
    setGridSize({cell(), cell()});
    setFixedSize(columns * cell() + style()->pixelMetric(QStyle::PM_ScrollBarExtent) + 4, rows * cell());
    verticalScrollBar()->setSingleStep(cell());
}

void EmojiGrid::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange)
        applyMetrics();
}

void EmojiGrid::focusInEvent(QFocusEvent *event)
{
    if (!currentIndex().isValid() && model()->rowCount() > 0)
        setCurrentIndex(model()->index(0, 0));
    QListView::focusInEvent(event);
    Q_EMIT lookedAt(currentIndex());
}

void EmojiGrid::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    Q_EMIT lookedAt(current);
}

void EmojiGrid::take(const QModelIndex &index, Qt::KeyboardModifiers modifiers)
{
    if (index.isValid())
        Q_EMIT taken(index.data().toString(), modifiers.testFlag(Qt::ShiftModifier));
}

void EmojiGrid::keyPressEvent(QKeyEvent *event)
{
    const int row = currentIndex().row();
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        take(currentIndex(), event->modifiers());
        return;
    case Qt::Key_Up:
        if (row < columns) {
            Q_EMIT leftAtTop();
            return;
        }
        break;
    case Qt::Key_Left:
    case Qt::Key_Right: { // on from the end of a row
        const int next = row + ((event->key() == Qt::Key_Right) != isRightToLeft() ? 1 : -1);
        if (next >= 0 && next < model()->rowCount())
            setCurrentIndex(model()->index(next, 0));
        return;
    }
    default:
        break;
    }
    const bool shortcut =
        (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)).toInt() != 0;
    if (!shortcut && !event->text().isEmpty() && event->text().front().isPrint()) {
        Q_EMIT typed(event->text());
        return;
    }
    QListView::keyPressEvent(event);
}

void EmojiGrid::mouseReleaseEvent(QMouseEvent *event)
{
    QListView::mouseReleaseEvent(event);
    if (event->button() == Qt::LeftButton)
        take(indexAt(event->position().toPoint()), event->modifiers());
}

void EmojiGrid::mouseMoveEvent(QMouseEvent *event)
{
    QListView::mouseMoveEvent(event);
    Q_EMIT lookedAt(indexAt(event->position().toPoint()));
}

} // namespace waxwing
