// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "EmptyFrames.h"

#include "Button.h"
#include "Label.h"

#include <QAbstractScrollArea>
#include <QEvent>
#include <QVBoxLayout>

namespace waxwing {

EmptyFrames::EmptyFrames(QAbstractScrollArea *view)
    : Composite(view), m_viewport(view->viewport()), m_words(new Label(Type::Body, {}, this)),
      m_clear(new Button(Button::Kind::Link, tr("Clear the filter"), this))
{
    m_words->setWrapped(true);
    m_words->setTone(Tone::Muted);
    m_words->setAlignment(Qt::AlignCenter);
    auto *column = new QVBoxLayout(this);
    column->addStretch(1);
    column->addWidget(m_words);
    column->addWidget(m_clear, 0, Qt::AlignHCenter);
    column->addStretch(1);
    metrics([column](const Theme &theme) {
        column->setContentsMargins(theme.gap(28), theme.px(4), theme.gap(28), theme.px(4));
        column->setSpacing(theme.px(2));
    });
    hide();
    m_viewport->installEventFilter(this);
    connect(m_clear, &Button::clicked, this, &EmptyFrames::clearRequested);
    lieOver();
}

void EmptyFrames::sayNothingTravelled()
{
    m_words->setText(tr("Nothing has travelled yet. Every frame of the connection stands here as it comes."));
    m_clear->hide();
    show();
}

void EmptyFrames::sayNoneMatches()
{
    m_words->setText(tr("No frame matches."));
    m_clear->show();
    show();
}

QString EmptyFrames::words() const
{
    return isHidden() ? QString() : m_words->text();
}

void EmptyFrames::lieOver()
{
    setGeometry(m_viewport->geometry());
}

bool EmptyFrames::eventFilter(QObject *watched, QEvent *event)
{
    // Not by way of the view: its viewport has events yet while the view itself goes.
    if (m_viewport && watched == m_viewport &&
        (event->type() == QEvent::Resize || event->type() == QEvent::Move))
        lieOver();
    return Composite::eventFilter(watched, event);
}

} // namespace waxwing
