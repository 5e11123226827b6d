// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "PageProbe.h"

#include "Page.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>

namespace waxwing::pageprobe {

namespace {

QString nameOf(const QWidget *widget)
{
    if (!widget->accessibleName().isEmpty())
        return widget->accessibleName();
    if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
        return button->text();
    return QString::fromLatin1(widget->metaObject()->className());
}

} // namespace

void show(QWidget &page, QSize size)
{
    page.resize(size);
    page.show();
    page.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&page));
}

QStringList tabOrder(QWidget &page, QWidget *first)
{
    QStringList names;
    first->setFocus(Qt::TabFocusReason);
    QWidget *at = page.focusWidget();
    for (int i = 0; i < 40 && at != nullptr; ++i) {
        names.append(nameOf(at));
        QTest::keyClick(at, Qt::Key_Tab);
        at = page.focusWidget();
        if (at == first)
            break;
    }
    return names;
}

QStringList unnamed(const QWidget &page)
{
    QStringList result;
    for (const QWidget *widget : page.findChildren<QWidget *>()) {
        const auto *button = qobject_cast<const QPushButton *>(widget);
        const bool mustHave = qobject_cast<const QLineEdit *>(widget) != nullptr ||
                              qobject_cast<const QAbstractItemView *>(widget) != nullptr ||
                              (button != nullptr && button->text().isEmpty() && button->isVisibleTo(&page));
        if (mustHave && widget->accessibleName().isEmpty())
            result.append(QString::fromLatin1(widget->metaObject()->className()));
    }
    return result;
}

bool fitsSideways(Page &page)
{
    if (page.horizontalScrollBar()->maximum() > 0)
        return false;
    const int room = page.viewport()->width();
    if (page.widget()->width() > room)
        return false;
    for (const QWidget *widget : page.widget()->findChildren<QWidget *>()) {
        if (!widget->isVisibleTo(page.widget()))
            continue;
        const int left = widget->mapTo(page.widget(), QPoint(0, 0)).x();
        if (left < 0 || left + widget->width() > room)
            return false;
        if (widget->parentWidget()->width() < widget->geometry().right())
            return false;
    }
    return true;
}

bool isInView(const Page &page, const QWidget *part)
{
    const QRect place(part->mapTo(page.viewport(), QPoint(0, 0)), part->size());
    return part->isVisible() && page.viewport()->rect().contains(place);
}

TextSize::TextSize(int percent)
    : m_before(QApplication::font()),
      m_appearance(std::make_unique<Appearance>(*qobject_cast<QApplication *>(qApp), Scheme::Light))
{
    m_appearance->setTextPercent(percent);
}

TextSize::~TextSize()
{
    m_appearance.reset();
    QApplication::setFont(m_before);
}

QStringList richLabels(const QWidget &page)
{
    QStringList result;
    for (const QLabel *label : page.findChildren<QLabel *>()) {
        if (label->textFormat() != Qt::PlainText)
            result.append(label->text());
    }
    return result;
}

bool hasCountedDown(const QString &shown, const QString &words, int from)
{
    for (int left = 1; left < from; ++left) {
        if (shown == words.arg(left))
            return true;
    }
    return false;
}

bool showsText(const QWidget &page, const QString &text)
{
    for (const QLabel *label : page.findChildren<QLabel *>()) {
        if (label->text() == text && !label->isHidden())
            return true;
    }
    return false;
}

} // namespace waxwing::pageprobe
