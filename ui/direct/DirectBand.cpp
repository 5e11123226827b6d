// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "DirectBand.h"

#include "AdaptiveLayout.h"
#include "Button.h"
#include "Label.h"
#include "Tile.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QPainter>

namespace waxwing {

DirectBand::DirectBand(QWidget *parent)
    : Composite(parent),
      m_icon(new Tile(QStringLiteral("clock"), Tone::Warn, Tile::Shape::Bare, extent::iconRow, this)),
      m_sentence(new Label(Type::Body, {}, this)), m_ways(new AdaptiveLayout(AdaptiveLayout::Mode::Ends)),
      m_refuse(new Button(Button::Kind::Link, tr("Refuse it"), this)),
      m_accept(new Button(Button::Kind::Outlined, tr("Accept the new key…"), this)),
      m_compare(new Button(Button::Kind::Outlined, tr("Compare the codes…"), this))
{
    m_sentence->setWrapped(true);
    m_refuse->setToolTip(tr("Nothing is sent to this key. The talk goes on with the one from before, once it "
                            "is here again."));
    for (Button *way : {m_refuse, m_accept, m_compare})
        m_ways->addWidget(way);
    auto *row = new QHBoxLayout(this);
    auto *icons = new QVBoxLayout;
    auto *words = new QVBoxLayout;
    icons->addWidget(m_icon);
    icons->addStretch();
    words->addWidget(m_sentence);
    words->addLayout(m_ways);
    row->addLayout(icons);
    row->addLayout(words, 1);
    metrics([row, icons, words, this](const Theme &theme) {
        row->setContentsMargins(theme.gap(21), theme.px(10), theme.gap(21), theme.px(10));
        row->setSpacing(theme.px(12));
        icons->setContentsMargins(0, theme.px(1), 0, 0);
        words->setSpacing(theme.px(8));
        m_ways->setSpacing(theme.px(8));
    });
    hide();
    connect(m_compare, &Button::clicked, this, &DirectBand::compareRequested);
    connect(m_accept, &Button::clicked, this, &DirectBand::acceptRequested);
    connect(m_refuse, &Button::clicked, this, &DirectBand::refuseRequested);
}

void DirectBand::setFacts(const DirectFacts &facts)
{
    const DirectWords::Mark mark = DirectWords::band(facts);
    const bool isNew = mark.words != m_sentence->text() || isHidden();
    m_tone = mark.tone;
    m_icon->setIcon(mark.icon, mark.tone);
    m_sentence->setText(mark.words);
    setAccessibleName(mark.words);
    const bool decides = facts.isStopped || facts.isRefused;
    for (Button *way : {m_refuse, m_accept, m_compare}) {
        const bool isOffered = decides && (way != m_refuse || facts.isStopped);
        if (!isOffered && way->hasFocus() && parentWidget() != nullptr)
            parentWidget()->setFocus(); // passed on to where writing goes on
        way->setVisible(isOffered);
    }
    setVisible(!mark.words.isEmpty());
    update();
    if (isNew && decides)
        announce();
}

void DirectBand::announce()
{
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

QString DirectBand::sentence() const
{
    return isHidden() ? QString() : m_sentence->text();
}

void DirectBand::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = Theme::of(this).tokens();
    QPainter painter(this);
    painter.fillRect(rect(), tokens.tintFor(m_tone));
    const int thick = tokens.highContrast ? 2 : 1;
    painter.fillRect(QRect(0, height() - thick, width(), thick),
                     tokens.highContrast ? tokens.colour(m_tone) : tokens.line);
}

} // namespace waxwing
