// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "FrameStory.h"

#include <QPlainTextEdit>

namespace waxwing {

/// What stands before or after the bytes, as lines that can be marked and copied; each tells which bytes it
/// speaks of. Plain text, whatever it says.
class StoryPane final : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit StoryPane(const QString &name, QWidget *parent = nullptr);

    static constexpr std::size_t mostLines = 500;
    void show(const std::vector<StoryLine> &lines); ///< of more, a number tells of the middle
    void setMark(int mark);                         ///< its lines get a ground; −1: none

    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void marked(int mark); ///< the pointer or the cursor came to its line; −1: to none

protected:
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] int markAt(const QPoint &point) const;
    void refreshFont();
    void refreshSelections();

    std::vector<StoryLine> m_lines;
    int m_mark = -1;
    bool m_isFilling = false;
};

} // namespace waxwing
