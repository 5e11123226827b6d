// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Composite.h"

#include <QPointer>

class QAbstractScrollArea;

namespace waxwing {

class Button;
class Label;

/// What stands in the place of a list of frames that has none: why, and the way out. Lies over the view that
/// it is made for; seen while it says something.
class EmptyFrames final : public Composite
{
    Q_OBJECT

public:
    explicit EmptyFrames(QAbstractScrollArea *view);

    void sayNothingTravelled();
    void sayNoneMatches();

    [[nodiscard]] QString words() const; ///< empty while it is hidden
    [[nodiscard]] Button *clearButton() const { return m_clear; }

Q_SIGNALS:
    void clearRequested(); ///< the filter

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void lieOver();

    QPointer<QWidget> m_viewport;
    Label *m_words;
    Button *m_clear;
};

} // namespace waxwing
