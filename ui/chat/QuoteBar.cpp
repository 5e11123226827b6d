// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "QuoteBar.h"

#include "Button.h"
#include "ElidedLabel.h"
#include "Tile.h"
#include "WaxwingStyle.h"

#include <QHBoxLayout>
#include <QPainter>

namespace waxwing {

QuoteBar::QuoteBar(QWidget *parent)
    : Composite(parent),
      m_icon(new Tile(QStringLiteral("reply"), Tone::Muted, Tile::Shape::Bare, extent::iconRow, this)),
      m_title(new ElidedLabel(Type::Caption, Qt::ElideRight, {}, this)),
      m_line(new ElidedLabel(Type::Caption, Qt::ElideRight, {}, this)),
      m_close(Button::iconButton(QStringLiteral("x"), {}, this))
{
    m_title->setTone(Tone::Text);
    m_line->setTone(Tone::Muted);
    auto *row = new QHBoxLayout(this);
    auto *words = new QVBoxLayout;
    words->addWidget(m_title);
    words->addWidget(m_line);
    row->addWidget(m_icon);
    row->addLayout(words, 1);
    row->addWidget(m_close);
    metrics([row, words](const Theme &theme) {
        row->setContentsMargins(theme.px(12), theme.px(6), theme.px(4), theme.px(2));
        row->setSpacing(theme.px(14)); // the words stand above those of the edit
        words->setSpacing(0);
    });
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(m_close, &Button::clicked, this, &QuoteBar::closeRequested);
    hide();
}

void QuoteBar::show(const QString &icon, const QString &title, const QString &line)
{
    m_icon->setIcon(icon, Tone::Muted);
    m_title->setFullText(title);
    m_line->setFullText(line);
    setAccessibleName(title);
    setAccessibleDescription(line);
    setVisible(true);
    update();
}

void QuoteBar::showReply(const QString &account, const QString &name, const QString &line)
{
    m_account = account;
    const QString words = tr("Do not answer this message (Esc)");
    m_close->setAccessibleName(words);
    m_close->setToolTip(words);
    show(QStringLiteral("reply"), tr("Answer to %1").arg(name), line);
}

void QuoteBar::showEdit(const QString &line)
{
    m_account.clear();
    const QString words = tr("Leave it as it was (Esc)");
    m_close->setAccessibleName(words);
    m_close->setToolTip(words);
    show(QStringLiteral("pencil"), tr("Edit your message"), line);
}

QString QuoteBar::title() const
{
    return isHidden() ? QString() : m_title->fullText();
}

QString QuoteBar::line() const
{
    return isHidden() ? QString() : m_line->fullText();
}

void QuoteBar::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    const Tokens &tokens = theme.tokens();
    QPainter painter(this);
    const QColor colour =
        m_account.isEmpty() || tokens.highContrast ? tokens.accent : theme.sender(m_account);
    const int wide = theme.px(3);
    const int left = isRightToLeft() ? width() - theme.px(4) - wide : theme.px(4);
    paintRounded(&painter, QRect(left, theme.px(8), wide, height() - theme.px(12)), wide / 2.0, colour,
                 Qt::transparent, 0);
}

} // namespace waxwing
