// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Label.h"

namespace waxwing {

/// One line that may become narrower than its text: elided, the whole in tool tip and accessible name.
class ElidedLabel final : public Label
{
    Q_OBJECT

public:
    explicit ElidedLabel(Type type, Qt::TextElideMode mode, const QString &text = {},
                         QWidget *parent = nullptr);

    void setFullText(const QString &text);
    [[nodiscard]] QString fullText() const { return text(); }

    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QString shown() const;
    void tellWhole();

    Qt::TextElideMode m_mode;
};

} // namespace waxwing
