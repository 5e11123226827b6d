// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "WireDock.h"

#include "Button.h"
#include "FilterBar.h"
#include "FrameView.h"
#include "FramesPage.h"
#include "Hairline.h"
#include "HandshakePage.h"
#include "KeyRowsView.h"
#include "KeysPage.h"
#include "LadderView.h"
#include "TabRow.h"

#include <QFocusEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QStackedWidget>

namespace waxwing {

WireDock::WireDock(QWidget *parent)
    : Composite(parent), m_tabs(new TabRow(this)),
      m_close(Button::iconButton(QStringLiteral("x"), tr("Close the wire dock"), this)),
      m_stack(new QStackedWidget(this)), m_frames(new FramesPage(m_stack)),
      m_handshake(new HandshakePage(m_stack)), m_keys(new KeysPage(m_stack))
{
    auto *column = new QVBoxLayout(this);
    auto *head = new QHBoxLayout;
    head->addWidget(m_tabs);
    head->addStretch(1);
    head->addWidget(m_close);
    column->addLayout(head);
    column->addWidget(new Hairline(this));
    column->addWidget(m_stack, 1);
    column->setSpacing(0);
    column->setContentsMargins(0, 0, 0, 0);
    metrics([head](const Theme &theme) {
        head->setContentsMargins(theme.gap(10), 0, theme.gap(8), 0);
        head->setSpacing(theme.gap(4));
    });
    m_tabs->setAccessibleName(tr("Wire"));
    addPage(m_frames, tr("Frames"));
    addPage(m_handshake, tr("Handshake"));
    addPage(m_keys, tr("Keys"));
    connect(m_tabs, &QTabBar::currentChanged, m_stack, &QStackedWidget::setCurrentIndex);
    connect(m_close, &Button::clicked, this, &WireDock::closeRequested);
    connect(m_handshake, &HandshakePage::frameRequested, this, &WireDock::showFrame);
    connect(m_keys, &KeysPage::frameRequested, this, &WireDock::showFrame);
    connect(m_frames, &FramesPage::showMessageRequested, this, &WireDock::showMessageRequested);
}

void WireDock::addPage(QWidget *page, const QString &title)
{
    m_stack->addWidget(page);
    m_tabs->addTab(title);
}

void WireDock::setLog(std::shared_ptr<const FrameLog> log)
{
    m_log = log;
    m_frames->setLog(log);
    m_handshake->setLog(log);
    m_keys->setLog(std::move(log));
}

void WireDock::setSelf(const QString &account)
{
    m_frames->setSelf(account);
}

void WireDock::focusFirst(Qt::FocusReason reason)
{
    QWidget *first = nullptr;
    if (m_stack->currentWidget() == m_frames)
        first = m_frames->view();
    else if (m_stack->currentWidget() == m_handshake)
        first = m_handshake->view();
    else if (m_stack->currentWidget() == m_keys)
        first = m_keys->rows();
    const bool canHave = first != nullptr && first->isVisibleTo(this) && first->isEnabled();
    (canHave ? first : m_tabs)->setFocus(reason);
}

/// No focus proxy: Tab would go through it and skip what stands before it.
void WireDock::focusInEvent(QFocusEvent *event)
{
    Composite::focusInEvent(event);
    focusFirst(event->reason());
}

void WireDock::inspect(const MessageRef &message)
{
    m_tabs->setCurrentIndex(0);
    m_frames->inspect(message);
}

void WireDock::showFrame(quint64 number)
{
    m_tabs->setCurrentIndex(0);
    m_frames->showFrame(number);
}

void WireDock::say(const QString &words)
{
    m_frames->filterBar()->say(words);
}

QSize WireDock::sizeHint() const
{
    const Theme theme = Theme::of(this);
    return {theme.px(620), theme.px(560)};
}

QSize WireDock::minimumSizeHint() const
{
    const Theme theme = Theme::of(this);
    return {theme.px(300), theme.px(240)};
}

void WireDock::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), Theme::of(this).tokens().window);
}

} // namespace waxwing
