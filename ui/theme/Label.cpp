// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Label.h"

#include <QEvent>

namespace waxwing {

Label::Label(Type type, const QString &text, QWidget *parent) : QLabel(parent), m_type(type)
{
    setTextFormat(Qt::PlainText);
    setText(text);
    applyFont();
}

void Label::setTone(Tone tone)
{
    QPalette::ColorRole role = QPalette::WindowText;
    if (tone == Tone::Muted)
        role = QPalette::PlaceholderText;
    else if (tone == Tone::Accent)
        role = QPalette::Link;
    else if (tone == Tone::Bad)
        role = QPalette::BrightText;
    setForegroundRole(role);
}

void Label::setType(Type type)
{
    m_type = type;
    applyFont();
}

void Label::setFactor(qreal factor)
{
    m_factor = factor;
    applyFont();
}

void Label::setRegular(bool regular)
{
    m_regular = regular;
    applyFont();
}

void Label::setWrapped(bool wrapped)
{
    setWordWrap(wrapped);
    QSizePolicy policy(wrapped ? QSizePolicy::Preferred : QSizePolicy::Minimum, QSizePolicy::Minimum);
    policy.setHeightForWidth(wrapped);
    setSizePolicy(policy);
}

QSize Label::minimumSizeHint() const
{
    // A wrapped label may become narrow; its height follows from the width then.
    if (wordWrap())
        return {fontMetrics().averageCharWidth() * 8, fontMetrics().height()};
    return QLabel::minimumSizeHint();
}

int Label::heightForWidth(int width) const
{
    if (!wordWrap())
        return QLabel::heightForWidth(width);
    if (m_heights.text != text() || m_heights.font != font() || m_heights.margins != contentsMargins())
        m_heights = {text(), font(), contentsMargins(), {}};
    const auto known = m_heights.byWidth.constFind(width);
    if (known != m_heights.byWidth.constEnd())
        return *known;
    return *m_heights.byWidth.insert(width, QLabel::heightForWidth(width));
}

void Label::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::StyleChange) {
        m_heights = {};
        applyFont();
    }
}

void Label::applyFont()
{
    QFont font = Theme::of(this).font(m_type, m_factor);
    if (m_regular)
        font.setWeight(QFont::Normal);
    setFont(font);
    updateGeometry();
}

} // namespace waxwing
