// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "JoinCardPage.h"

#include "AdaptiveLayout.h"
#include "Button.h"
#include "CodeTiles.h"
#include "ElidedLabel.h"
#include "ForeignText.h"
#include "Hairline.h"
#include "HintLine.h"
#include "InFours.h"
#include "QrCode.h"
#include "Sentences.h"
#include "Sheet.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QTimer>
#include <QVBoxLayout>

namespace waxwing {

JoinCardPage::JoinCardPage(QWidget *parent)
    : Page(Way::None, 820, parent), m_sheet(new Sheet(Sheet::Margins::Page))
{
    setAccessibleName(tr("Join card"));
    m_sheet->body()->addWidget(makeHead());
    m_sheet->body()->addWidget(makeBody());
    m_sheet->body()->addWidget(new Hairline(m_sheet));
    m_sheet->body()->addWidget(makeCode());
    m_sheet->body()->addWidget(makeActions());
    setColumn(m_sheet);
    refreshTabs();
    refreshState();
}

QWidget *JoinCardPage::makeHead()
{
    auto *head = new Composite(m_sheet);
    auto *words = new QVBoxLayout;
    m_room = new Label(Type::Title, {}, head);
    m_room->setWrapped(true);
    words->addWidget(m_room);
    m_state = new HintLine(head, Type::Body);
    words->addWidget(m_state);
    m_large = new Button(Button::Kind::Outlined, tr("Show large"), head);
    m_large->setIconName(QStringLiteral("large"));
    m_large->setToolTip(tr("For a projector (F11)"));
    auto *row = new QHBoxLayout(head);
    row->addLayout(words, 1);
    auto *buttonColumn = new QVBoxLayout;
    buttonColumn->addWidget(m_large);
    buttonColumn->addStretch();
    row->addLayout(buttonColumn);
    head->metrics([row, words](const Theme &theme) {
        row->setContentsMargins(0, 0, 0, theme.px(2));
        row->setSpacing(theme.px(12));
        words->setSpacing(theme.px(1));
    });
    connect(m_large, &Button::clicked, this, &JoinCardPage::largeRequested);
    return head;
}

QWidget *JoinCardPage::makeBody()
{
    auto *body = new Composite(m_sheet);
    m_qr = new QrCode(body);
    m_qr->setSide(232);
    auto *layout = new AdaptiveLayout(AdaptiveLayout::Mode::Lead, body);
    layout->addWidget(m_qr);
    layout->addWidget(makeWays());
    body->metrics([layout](const Theme &theme) {
        layout->setSpacing(theme.gap(28));
        layout->setThreshold(theme.px(590));
    });
    return body;
}

QWidget *JoinCardPage::makeWays()
{
    auto *ways = new Composite;
    auto *column = new QVBoxLayout(ways);
    column->addWidget(new Label(Type::Strong, tr("Others choose Join a room and type"), ways));
    m_addressRows = new QVBoxLayout;
    column->addLayout(m_addressRows);
    column->addWidget(new Hairline(ways));
    auto *words =
        new Label(Type::Strong, tr("or paste this link, which already carries the host's key"), ways);
    words->setWrapped(true);
    column->addWidget(words);
    column->addWidget(makeLinkRow());
    column->addWidget(makeInviteRow());
    column->addStretch();
    ways->metrics([this, column](const Theme &theme) {
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(theme.px(10));
        m_addressRows->setSpacing(theme.px(12));
    });
    return ways;
}

QWidget *JoinCardPage::makeLinkRow()
{
    auto *part = new Composite;
    auto *row = new QHBoxLayout(part);
    m_linkWords = new ElidedLabel(Type::Code, Qt::ElideMiddle, {}, part);
    m_linkWords->setRegular(true);
    m_copyLink = new Button(Button::Kind::Outlined, tr("Copy link"), part);
    m_copyLink->setIconName(QStringLiteral("copy"));
    row->addWidget(m_linkWords, 1);
    row->addWidget(m_copyLink);
    part->metrics([row](const Theme &theme) {
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(theme.px(10));
    });
    connect(m_copyLink, &Button::clicked, this, [this] { copy(m_linkWords->fullText(), m_copyLink); });
    return part;
}

QWidget *JoinCardPage::makeInviteRow()
{
    auto *part = new Composite;
    auto *row = new QHBoxLayout(part);
    row->addWidget(new Label(Type::Strong, tr("Invite code"), part));
    m_inviteWords = new ElidedLabel(Type::Code, Qt::ElideMiddle, {}, part);
    m_copyInvite = Button::iconButton(QStringLiteral("copy"), tr("Copy the invite code"), part);
    row->addWidget(m_inviteWords, 1);
    row->addWidget(m_copyInvite);
    part->metrics([row](const Theme &theme) {
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(theme.px(10));
    });
    part->hide();
    m_invitePart = part;
    connect(m_copyInvite, &Button::clicked, this, [this] { copy(m_invite, m_copyInvite); });
    return part;
}

QWidget *JoinCardPage::makeCode()
{
    auto *part = new Composite(m_sheet);
    auto *rows = new QVBoxLayout(part);
    auto *head = new AdaptiveLayout(AdaptiveLayout::Mode::Lead);
    head->addWidget(new Label(Type::Strong, tr("Host code"), part));
    auto *words = new Label(Type::Body,
                            tr("Who typed the address compares these eight groups with their screen."), part);
    words->setTone(Tone::Muted);
    words->setWrapped(true);
    head->addWidget(words);
    rows->addLayout(head);
    m_code = new CodeTiles(2.3, part);
    m_code->setFocusPolicy(Qt::TabFocus);
    rows->addWidget(m_code);
    part->metrics([rows, head](const Theme &theme) {
        rows->setContentsMargins(0, 0, 0, theme.px(6));
        rows->setSpacing(theme.px(14));
        head->setSpacing(theme.px(14));
        head->setThreshold(theme.px(420));
    });
    return part;
}

QWidget *JoinCardPage::makeActions()
{
    auto *part = new Composite(m_sheet);
    auto *row = new AdaptiveLayout(AdaptiveLayout::Mode::Ends, part);
    m_close = new Button(Button::Kind::Link, tr("Close the room…"), part);
    m_chat = new Button(Button::Kind::Filled, tr("Go to the chat"), part);
    row->addWidget(m_close);
    row->addWidget(m_chat);
    part->metrics([row](const Theme &theme) { row->setSpacing(theme.px(8)); });
    connect(m_close, &Button::clicked, this, &JoinCardPage::closeRoomRequested);
    connect(m_chat, &Button::clicked, this, &JoinCardPage::chatRequested);
    return part;
}

void JoinCardPage::setRoom(const QString &room)
{
    const QString shown = foreignText(room);
    m_room->setText(breakable(shown));
    m_room->setAccessibleName(shown);
}

void JoinCardPage::setOpen(quint16 port, Reach reach, const QString &trouble)
{
    m_port = port;
    m_reach = reach;
    m_trouble = trouble;
    refreshState();
}

void JoinCardPage::setPeople(int people)
{
    m_people = people;
    refreshState();
}

void JoinCardPage::refreshState()
{
    QStringList parts{tr("Open on port %1").arg(m_port)};
    if (m_reach == Reach::Yes)
        parts.append(tr("reachable from this PC"));
    else if (m_reach == Reach::No)
        parts.append(m_trouble.isEmpty() ? tr("not reachable from this PC") : m_trouble);
    if (m_people > 0)
        parts.append(Sentences::people(m_people));
    const QString words = parts.join(QStringLiteral(" · "));
    if (m_reach == Reach::No)
        m_state->say(QStringLiteral("alert"), Tone::Warn, words);
    else
        m_state->say(QStringLiteral("check"), Tone::Ok, words);
}

QString JoinCardPage::stateLine() const
{
    return m_state->words();
}

void JoinCardPage::setAddresses(const QList<JoinAddress> &addresses)
{
    if (addresses == m_addresses)
        return; // the rows stay, and the focus in them
    m_addresses = addresses;
    m_addressButtons.clear();
    while (QLayoutItem *item = m_addressRows->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    for (const JoinAddress &address : addresses)
        m_addressRows->addWidget(makeAddressRow(address));
    refreshTabs();
}

QWidget *JoinCardPage::makeAddressRow(const JoinAddress &address)
{
    auto *part = new Composite;
    auto *row = new QHBoxLayout(part);
    auto *words = new QVBoxLayout;
    auto *number = new ElidedLabel(Type::Code, Qt::ElideMiddle, address.address, part);
    number->setFactor(1.08);
    words->addWidget(number);
    auto *where = new ElidedLabel(Type::Caption, Qt::ElideRight, address.where, part);
    where->setTone(Tone::Muted);
    words->addWidget(where);
    where->setHidden(address.where.isEmpty());
    row->addLayout(words, 1);
    auto *button =
        Button::iconButton(QStringLiteral("copy"), tr("Copy the address %1").arg(address.address), part);
    row->addWidget(button);
    part->metrics([row, words](const Theme &theme) {
        row->setContentsMargins(0, 0, 0, 0);
        words->setSpacing(0);
        row->setSpacing(theme.px(10));
    });
    m_addressButtons.append(button);
    connect(button, &Button::clicked, this, [this, text = address.address, button] { copy(text, button); });
    return part;
}

void JoinCardPage::setLink(const QString &link)
{
    m_linkWords->setFullText(link);
    m_qr->setText(link);
}

void JoinCardPage::setInvite(const QString &invite)
{
    m_invite = invite;
    m_inviteWords->setFullText(inFours(invite));
    m_invitePart->setHidden(invite.isEmpty());
}

void JoinCardPage::setCode(const QString &fingerprint)
{
    m_code->setCode(fingerprint);
}

void JoinCardPage::refreshTabs()
{
    QList<QWidget *> chain;
    for (Button *button : m_addressButtons)
        chain.append(button);
    chain.append({m_copyLink, m_copyInvite, m_code, m_chat, m_close, m_large});
    setTabChain(chain);
}

void JoinCardPage::copy(const QString &text, Button *button)
{
    QApplication::clipboard()->setText(text);
    button->setIconName(QStringLiteral("check"));
    QTimer::singleShot(2000, button, [button] { button->setIconName(QStringLiteral("copy")); });
}

QWidget *JoinCardPage::firstFocus() const
{
    return m_chat;
}

void JoinCardPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_F11)
        Q_EMIT largeRequested();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        Q_EMIT chatRequested();
    else
        Page::keyPressEvent(event);
}

} // namespace waxwing
