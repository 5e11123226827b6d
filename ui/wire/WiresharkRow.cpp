// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "WiresharkRow.h"

#include "Button.h"
#include "CopyForms.h"
#include "DisplayFilter.h"
#include "FieldColours.h"
#include "Label.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>

namespace waxwing {

WiresharkRow::WiresharkRow(QWidget *parent)
    : Composite(parent), m_edit(new QLineEdit(this)),
      m_copy(Button::iconButton(QStringLiteral("copy"), tr("Copy the frame"), this)),
      m_message(Button::iconButton(QStringLiteral("message"), tr("Show message"), this))
{
    auto *row = new QHBoxLayout(this);
    auto *name = new Label(Type::Strong, tr("In Wireshark"), this);
    m_edit->setReadOnly(true);
    m_edit->setAccessibleName(tr("Display filter for Wireshark"));
    row->addWidget(name);
    row->addWidget(m_edit, 1);
    row->addWidget(m_copy);
    row->addWidget(m_message);
    metrics([this, row](const Theme &theme) {
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(theme.gap(6));
        row->setStretch(1, 1);
        m_edit->setFont(byteFont(theme));
    });
    connect(m_copy, &Button::clicked, this, &WiresharkRow::popUp);
    connect(m_message, &Button::clicked, this, &WiresharkRow::showMessageRequested);
    clear();
}

void WiresharkRow::show(const TracedFrame &frame, const std::optional<TracedLink> &link)
{
    m_frame = frame;
    m_link = link;
    const QString filter = link ? displayFilterOf(frame, *link) : QString();
    m_edit->setText(filter);
    m_edit->setCursorPosition(0);
    m_edit->setToolTip(filter);
    m_edit->setPlaceholderText(link && link->isLocal ? tr("In this program: no network carried it.")
                                                     : tr("The link is forgotten."));
    m_copy->setEnabled(true);
}

void WiresharkRow::clear()
{
    m_frame.reset();
    m_link.reset();
    m_edit->clear();
    m_edit->setToolTip({});
    m_edit->setPlaceholderText(tr("No frame is chosen."));
    m_copy->setEnabled(false);
    m_message->setEnabled(false);
}

void WiresharkRow::setMessageShown(bool shown)
{
    m_message->setEnabled(shown);
}

QString WiresharkRow::filter() const
{
    return m_edit->text();
}

void WiresharkRow::addCopyOf(QMenu *menu, const QString &words, const QString &text)
{
    QAction *action = menu->addAction(words);
    action->setEnabled(!text.isEmpty());
    connect(action, &QAction::triggered, this, [text] { QGuiApplication::clipboard()->setText(text); });
}

/// Made when it is asked for: of a large frame it is long.
void WiresharkRow::addCopy(QMenu *menu, const QString &words, QString (*form)(const TracedFrame &))
{
    connect(menu->addAction(words), &QAction::triggered, this,
            [frame = *m_frame, form] { QGuiApplication::clipboard()->setText(form(frame)); });
}

void WiresharkRow::addCopyActions(QMenu *menu)
{
    if (!m_frame)
        return;
    addCopyOf(menu, tr("Copy &display filter"), filter());
    addCopyOf(menu, tr("Copy display filter with the &Waxwing dissector"),
              m_link ? dissectorFilterOf(*m_frame, *m_link) : QString());
    menu->addSeparator();
    addCopy(menu, tr("Copy bytes as &hex"), copyforms::hex);
    addCopy(menu, tr("Copy bytes as a &C array"), copyforms::cArray);
    addCopy(menu, tr("Copy bytes as &base64"), copyforms::base64);
}

void WiresharkRow::popUp()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addCopyActions(menu);
    const int left = isRightToLeft() ? 0 : m_copy->width() - menu->sizeHint().width();
    menu->popup(m_copy->mapToGlobal(QPoint(left, m_copy->height())));
}

} // namespace waxwing
