// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Theme.h"

#include <QHash>
#include <QLabel>

namespace waxwing {

/// A text of one type and tone, always plain text; keeps its size relation when the text size changes.
/// Tones: Text, Muted, Accent and Bad; other tones are an icon's matter.
class Label : public QLabel
{
    Q_OBJECT

public:
    explicit Label(Type type, const QString &text = {}, QWidget *parent = nullptr);

    void setTone(Tone tone);
    void setType(Type type);
    void setFactor(qreal factor);  ///< times the type's own size
    void setRegular(bool regular); ///< not DemiBold, whatever the type
    void setWrapped(bool wrapped); ///< word wrap; also breaks inside a word that is too long

    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void changeEvent(QEvent *event) override;

private:
    /// What a wrapped text came to: layouts ask for the same few widths again and again, and QLabel breaks
    /// the lines anew each time.
    struct Heights
    {
        QString text;
        QFont font;
        QMargins margins;
        QHash<int, int> byWidth;
    };

    void applyFont();

    Type m_type;
    qreal m_factor = 1;
    bool m_regular = false;
    mutable Heights m_heights;
};

} // namespace waxwing
