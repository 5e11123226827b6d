// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Composite.h"
#include "FrameMarks.h"

#include <optional>

class QBoxLayout;

namespace waxwing {

class FieldLegend;
class HexPane;
class Label;
class StoryPane;

/// One frame: before, on the wire and after, side by side or, too narrow, below each other; the legend, and
/// what the pointer or the cursor stands on in one sentence. All mark the same field.
class FramePanes final : public Composite
{
    Q_OBJECT

public:
    explicit FramePanes(QWidget *parent = nullptr);

    void show(const TracedFrame &frame, const std::optional<TracedLink> &link);
    void clear();
    void setMark(int mark); ///< of marks(); −1: none

    [[nodiscard]] const FrameMarks &marks() const { return m_marks; }
    [[nodiscard]] StoryPane *before() const { return m_before; }
    [[nodiscard]] HexPane *wire() const { return m_wire; }
    [[nodiscard]] StoryPane *after() const { return m_after; }
    [[nodiscard]] FieldLegend *legend() const { return m_legend; }
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] QString told() const; ///< the sentence that stands below

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Head
    {
        QWidget *pane = nullptr;
        Label *caption = nullptr;
    };
    Head makePane(const QString &title, QWidget *content);
    void connectParts();
    void refreshStacking();

    FrameMarks m_marks;
    StoryPane *m_before;
    HexPane *m_wire;
    StoryPane *m_after;
    FieldLegend *m_legend;
    Label *m_told;
    QBoxLayout *m_row;
    Head m_beforeHead;
    Head m_wireHead;
    Head m_afterHead;
};

} // namespace waxwing
