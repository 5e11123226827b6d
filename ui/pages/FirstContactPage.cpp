// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FirstContactPage.h"

#include "AdaptiveLayout.h"
#include "Band.h"
#include "Button.h"
#include "CodeTiles.h"
#include "PageHead.h"
#include "Sheet.h"

#include <QVBoxLayout>

namespace waxwing {

FirstContactPage::FirstContactPage(QWidget *parent)
    : Page(Way::Back, 560, parent), m_sheet(new Sheet(Sheet::Margins::Page)),
      m_head(
          new PageHead(QStringLiteral("shield-ask"), Tone::Warn, tr("Is this the right host?"), {}, m_sheet)),
      m_code(new CodeTiles(2.05, m_sheet)),
      m_differs(new Button(Button::Kind::Outlined, tr("It differs, do not connect"), m_sheet)),
      m_same(new Button(Button::Kind::Filled, tr("The code is the same"), m_sheet))
{
    setAccessibleName(tr("Is this the right host?"));
    m_sheet->body()->addWidget(m_head);
    m_sheet->body()->addWidget(m_code);
    m_sheet->body()->addWidget(new Band(
        Tone::Muted, QStringLiteral("info"),
        tr("If one group differs, somebody may be standing between you and the host. Nothing about you has "
           "been sent yet.")));
    auto *row = new AdaptiveLayout(AdaptiveLayout::Mode::Ends);
    row->addWidget(new QWidget(m_sheet));
    row->itemAt(0)->widget()->hide();
    row->addWidget(m_differs);
    row->addWidget(m_same);
    m_sheet->body()->addLayout(row);
    m_sheet->metrics([row](const Theme &theme) {
        row->setContentsMargins(0, theme.px(6), 0, 0);
        row->setSpacing(theme.px(8));
    });
    connect(m_differs, &Button::clicked, this, &FirstContactPage::differsRequested);
    connect(m_same, &Button::clicked, this, &FirstContactPage::sameRequested);
    setColumn(m_sheet);
    setTabChain({m_code, m_differs, m_same});
    setAddress({});
}

void FirstContactPage::setAddress(const QString &address)
{
    m_head->setLine(
        tr("You have not met %1 before. Ask the host to read the code aloud or to show it, and compare "
           "all eight groups.")
            .arg(address));
}

void FirstContactPage::setCode(const QString &fingerprint)
{
    m_code->setCode(fingerprint);
}

QWidget *FirstContactPage::firstFocus() const
{
    return m_code;
}

} // namespace waxwing
