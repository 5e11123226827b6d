// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Button.h"

#include "Theme.h"

#include <QEvent>
#include <QKeyEvent>

namespace waxwing {

Button::Button(Kind kind, const QString &text, QWidget *parent) : QPushButton(text, parent), m_kind(kind)
{
    setAutoDefault(false);
    setKind(kind);
    setCursor(kind == Kind::Link ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

Button::Kind Button::kindOf(const QWidget *widget)
{
    const auto *button = qobject_cast<const Button *>(widget);
    return button != nullptr ? button->kind() : Kind::Outlined;
}

void Button::setKind(Kind kind)
{
    m_kind = kind;
    QFont bold;
    if (kind == Kind::Filled)
        bold.setWeight(QFont::DemiBold);
    setFont(bold); // a widget font that says only the weight: family and size come from the application
    setSizePolicy(kind == Kind::Link || kind == Kind::Flat ? QSizePolicy::Maximum : QSizePolicy::Minimum,
                  QSizePolicy::Fixed);
    updateGeometry();
    update();
}

void Button::setIconName(const QString &name)
{
    if (m_iconName == name)
        return;
    m_iconName = name;
    updateGeometry();
    update();
}

int Button::iconSide() const
{
    const Theme theme = Theme::of(this);
    return theme.px(m_kind == Kind::Link ? extent::iconRow : extent::iconButtonIcon);
}

QSize Button::minimumSizeHint() const
{
    return sizeHint();
}

Button *Button::iconButton(const QString &icon, const QString &name, QWidget *parent)
{
    auto *button = new Button(Kind::Icon, {}, parent);
    button->setIconName(icon);
    button->setAccessibleName(name);
    button->setToolTip(name);
    return button;
}

void Button::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::StyleChange)
        updateGeometry();
    QPushButton::changeEvent(event);
}

void Button::keyPressEvent(QKeyEvent *event)
{
    // Enter presses the button that has the focus, as Space does, whatever the default button is.
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && isEnabled()) {
        click();
        event->accept();
        return;
    }
    QPushButton::keyPressEvent(event);
}

} // namespace waxwing
