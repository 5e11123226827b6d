// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "LineSplitter.h"

#include "Theme.h"

#include <QKeyEvent>
#include <QPainter>

namespace waxwing {

namespace {

class LineHandle final : public QSplitterHandle
{
public:
    LineHandle(Qt::Orientation orientation, const QString &name, QSplitter *parent)
        : QSplitterHandle(orientation, parent)
    {
        setFocusPolicy(Qt::TabFocus);
        setAccessibleName(name);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Tokens &tokens = Theme::of(this).tokens();
        QPainter(this).fillRect(rect(), hasFocus() ? tokens.accent : tokens.line);
    }

    void keyPressEvent(QKeyEvent *event) override
    {
        const bool beside = orientation() == Qt::Horizontal;
        const bool mirrored = beside && isRightToLeft();
        const int back = beside ? (mirrored ? Qt::Key_Right : Qt::Key_Left) : Qt::Key_Up;
        const int on = beside ? (mirrored ? Qt::Key_Left : Qt::Key_Right) : Qt::Key_Down;
        const int step = Theme::of(this).px(24);
        const int at = beside ? (mirrored ? parentWidget()->width() - geometry().right() - 1 : x()) : y();
        if (event->key() == back)
            moveSplitter(at - step);
        else if (event->key() == on)
            moveSplitter(at + step);
        else
            QSplitterHandle::keyPressEvent(event);
    }

    void focusInEvent(QFocusEvent *event) override
    {
        QSplitterHandle::focusInEvent(event);
        update();
    }

    void focusOutEvent(QFocusEvent *event) override
    {
        QSplitterHandle::focusOutEvent(event);
        update();
    }
};

} // namespace

LineSplitter::LineSplitter(Qt::Orientation orientation, const QString &lineName, QWidget *parent)
    : QSplitter(orientation, parent), m_lineName(lineName)
{
    setHandleWidth(1);
    setChildrenCollapsible(false);
}

QSplitterHandle *LineSplitter::createHandle()
{
    return new LineHandle(orientation(), m_lineName, this);
}

} // namespace waxwing
