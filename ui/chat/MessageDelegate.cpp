// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "MessageDelegate.h"

#include "RoomFiles.h"

#include <QAbstractItemView>
#include <QPainter>

namespace waxwing {

namespace {
constexpr int mostCached = 400; ///< layouts of up to 200 characters; longer ones count more
}

MessageDelegate::MessageDelegate(const ConversationModel *model, QObject *parent)
    : QStyledItemDelegate(parent), m_model(model), m_heights(static_cast<std::size_t>(model->rowCount()), 0),
      m_layouts(mostCached)
{}

const MessageMetrics &MessageDelegate::metrics() const
{
    if (!m_metrics)
        m_metrics.emplace(Theme::of(), m_width);
    return *m_metrics;
}

void MessageDelegate::setWidth(int width)
{
    if (width == m_width)
        return;
    m_width = width;
    refresh();
}

void MessageDelegate::refresh()
{
    m_metrics.reset();
    reset();
}

void MessageDelegate::reset()
{
    m_layouts.clear();
    m_heights.assign(static_cast<std::size_t>(m_model->rowCount()), 0);
}

void MessageDelegate::rowsInserted(int first, int last)
{
    m_heights.insert(m_heights.begin() + first, static_cast<std::size_t>(last - first + 1), 0);
}

void MessageDelegate::rowsRemoved(int first, int last)
{
    m_heights.erase(m_heights.begin() + first, m_heights.begin() + last + 1);
}

void MessageDelegate::rowsChanged(int first, int last)
{
    if (last - first > mostCached) {
        reset();
        return;
    }
    for (int row = first; row <= last; ++row) {
        m_layouts.remove(m_model->row(row).uid);
        m_heights[static_cast<std::size_t>(row)] = 0;
    }
}

int MessageDelegate::estimate(int row) const
{
    const MessageMetrics &sizes = metrics();
    const ConversationModel::Row &content = m_model->row(row);
    if (content.kind != ConversationModel::Kind::Said)
        return sizes.lineRowHeight();
    const bool first = m_model->isGroupFirst(row);
    const int wide = static_cast<int>(content.text.size()) * std::max(1, sizes.bodyLine.averageCharWidth());
    const int lines = 1 + wide / sizes.textMost(content.mine);
    return (first ? sizes.between : sizes.within) + 2 * sizes.padY + lines * sizes.bodyLine.height() +
           (first && !content.mine ? sizes.strongLine.height() : 0) + (content.file ? 2 * sizes.avatar : 0) +
           (content.replyTo != 0 ? sizes.dayLine.height() + sizes.captionLine.height() + sizes.padY : 0);
}

int MessageDelegate::heightOf(int row) const
{
    int &height = m_heights[static_cast<std::size_t>(row)];
    if (height == 0)
        height = -estimate(row);
    return std::abs(height);
}

bool MessageDelegate::measure(int first, int last)
{
    bool differs = false;
    for (int row = first; row <= last; ++row) {
        if (isMeasured(row))
            continue;
        const int before = heightOf(row);
        const int height = layoutOf(row).height();
        m_heights[static_cast<std::size_t>(row)] = height;
        differs = differs || height != before;
    }
    return differs;
}

/// Who looks at a picture makes it come.
FileCard MessageDelegate::cardOf(const ConversationModel::Row &row) const
{
    if (!row.file || row.isErased || m_model->files() == nullptr)
        return {};
    return m_model->files()->card(*row.file, row.mine);
}

bool MessageDelegate::refreshFile(int row)
{
    int &height = m_heights[static_cast<std::size_t>(row)];
    m_layouts.remove(m_model->row(row).uid);
    if (height <= 0)
        return false; // nobody has looked at it
    const int before = height;
    height = layoutOf(row).height();
    return height != before;
}

const MessageLayout &MessageDelegate::layoutOf(int row) const
{
    const ConversationModel::Row &content = m_model->row(row);
    if (const MessageLayout *kept = m_layouts.object(content.uid))
        return *kept;
    auto *made = new MessageLayout(content,
                                   {m_model->isGroupFirst(row), m_model->isGroupLast(row),
                                    m_model->isVerified(content), m_model->quoteOf(content), cardOf(content)},
                                   metrics());
    // What alone is over the bound would be deleted at once: it counts as half of it.
    m_layouts.insert(content.uid, made, std::min(made->cost(), mostCached / 2));
    return *made;
}

QSize MessageDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    return {1, heightOf(index.row())};
}

void MessageDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const Theme theme = Theme::of(option.widget);
    const MessageLayout &layout = layoutOf(index.row());
    MessageLayout::Looks looks;
    looks.selected = option.state.testFlag(QStyle::State_Selected);
    looks.ring = option.state.testFlag(QStyle::State_HasFocus) &&
                 option.widget->window()->testAttribute(Qt::WA_KeyboardFocusChange);
    looks.find = m_find.isEmpty() ? nullptr : &m_find;
    if (layout.file().card().isPicture() && m_model->files() != nullptr) {
        m_model->files()->pictures().setScale(painter->device()->devicePixelRatioF());
        looks.picture = m_model->files()->pictures().image(layout.file().card().id);
    }
    const QRect clip = painter->hasClipping() ? painter->clipBoundingRect().toAlignedRect() : option.rect;
    layout.paint(painter, option.rect.topLeft(), clip & option.rect.adjusted(0, -4, 0, 4),
                 m_model->row(index.row()), metrics(), theme, looks);
}

} // namespace waxwing
