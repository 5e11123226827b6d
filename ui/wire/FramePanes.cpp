// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FramePanes.h"

#include "FieldLegend.h"
#include "FrameStory.h"
#include "HexPane.h"
#include "Label.h"
#include "StoryPane.h"
#include "WaxwingStyle.h"

#include <QPainter>
#include <QVBoxLayout>

namespace waxwing {

namespace {

/// The rounded ground of one pane.
class PaneGround final : public Composite
{
public:
    using Composite::Composite;

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme theme = Theme::of(this);
        QPainter painter(this);
        paintRounded(&painter, rect(), theme.px(radius::band), theme.tokens().canvas, theme.tokens().line,
                     theme.tokens().highContrast ? 2 : 1);
    }
};

} // namespace

FramePanes::FramePanes(QWidget *parent)
    : Composite(parent), m_before(new StoryPane(tr("Before"), this)), m_wire(new HexPane(this)),
      m_after(new StoryPane(tr("After"), this)), m_legend(new FieldLegend(this)),
      m_told(new Label(Type::Caption, {}, this)), m_row(new QHBoxLayout)
{
    auto *column = new QVBoxLayout(this);
    m_beforeHead = makePane(tr("Before"), m_before);
    m_wireHead = makePane(tr("On the wire"), m_wire);
    m_afterHead = makePane(tr("After"), m_after);
    column->addLayout(m_row, 1);
    column->addWidget(m_legend);
    column->addWidget(m_told);
    m_told->setWrapped(true);
    m_told->setTone(Tone::Muted);
    m_told->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    metrics([this, column](const Theme &theme) {
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(theme.px(8));
        m_row->setSpacing(theme.gap(8));
        // Two lines, so that nothing moves while the pointer does.
        m_told->setMinimumHeight(2 * QFontMetrics(theme.font(Type::Caption)).lineSpacing() + 2);
        refreshStacking();
    });
    connectParts();
    clear();
}

void FramePanes::connectParts()
{
    connect(m_before, &StoryPane::marked, this, &FramePanes::setMark);
    connect(m_wire, &HexPane::marked, this, &FramePanes::setMark);
    connect(m_after, &StoryPane::marked, this, &FramePanes::setMark);
    connect(m_legend, &FieldLegend::marked, this, &FramePanes::setMark);
}

FramePanes::Head FramePanes::makePane(const QString &title, QWidget *content)
{
    auto *pane = new PaneGround(this);
    auto *column = new QVBoxLayout(pane);
    auto *caption = new Label(Type::Caption, {}, pane);
    caption->setTone(Tone::Muted);
    caption->setWrapped(true);
    column->addWidget(new Label(Type::Strong, title, pane));
    column->addWidget(caption);
    column->addWidget(content, 1);
    pane->metrics([column, pane](const Theme &theme) {
        // Less on the side of the scroll bar.
        const bool isMirrored = pane->isRightToLeft();
        column->setContentsMargins(theme.px(isMirrored ? 3 : 11), theme.px(8), theme.px(isMirrored ? 11 : 3),
                                   theme.px(6));
        column->setSpacing(theme.px(3));
    });
    m_row->addWidget(pane, 1);
    return {pane, caption};
}

void FramePanes::show(const TracedFrame &frame, const std::optional<TracedLink> &link)
{
    m_marks = FrameMarks(frame);
    const FrameStory story(frame, link, m_marks);
    m_beforeHead.caption->setText(story.beforeCaption());
    m_wireHead.caption->setText(tr("%1 bytes").arg(frame.bytes().size()));
    m_afterHead.caption->setText(story.afterCaption());
    m_before->show(story.before());
    m_wire->show(frame, &m_marks);
    m_after->show(story.after());
    m_legend->show(&m_marks);
    setMark(-1);
}

void FramePanes::clear()
{
    m_marks = FrameMarks();
    for (const Head &head : {m_beforeHead, m_wireHead, m_afterHead})
        head.caption->setText({});
    m_before->show({});
    m_wire->show({}, &m_marks);
    m_after->show({});
    m_legend->show(&m_marks);
    m_told->setText(tr("Choose a frame to see what it carried."));
}

void FramePanes::setMark(int mark)
{
    m_before->setMark(mark);
    m_wire->setMark(mark);
    m_after->setMark(mark);
    m_legend->setMark(mark);
    m_told->setText(mark >= 0 ? m_marks[mark].told()
                              : tr("Point at a field, or go through the bytes with the arrow keys: here "
                                   "stands what it is."));
}

QString FramePanes::told() const
{
    return m_told->text();
}

void FramePanes::refreshStacking()
{
    const Theme theme = Theme::of(this);
    const int wholeWire = m_wire->wholeWidth() + theme.px(14) + 2;
    const bool stacked = width() < wholeWire + 2 * (theme.px(130) + m_row->spacing());
    if (m_wireHead.pane != nullptr)
        m_wireHead.pane->setMinimumWidth(stacked ? 0 : wholeWire);
    m_row->setDirection(stacked ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    for (const Head &head : {m_beforeHead, m_wireHead, m_afterHead}) {
        if (head.pane != nullptr)
            head.pane->setMinimumHeight(theme.px(stacked ? 170 : 110));
    }
}

/// Whatever stands side by side now gives way.
QSize FramePanes::minimumSizeHint() const
{
    return {Theme::of(this).px(200), Composite::minimumSizeHint().height()};
}

void FramePanes::resizeEvent(QResizeEvent *event)
{
    Composite::resizeEvent(event);
    refreshStacking();
}

} // namespace waxwing
