// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "LockDetails.h"

#include "Button.h"
#include "CodeTiles.h"
#include "ScrolledColumn.h"
#include "Hairline.h"
#include "Label.h"
#include "Tile.h"

#include <QHBoxLayout>
#include <QScrollArea>

namespace waxwing {

LockDetails::LockDetails(const LockFacts &facts, QWidget *parent) : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("How this conversation is protected"));
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::StrongFocus); // scrolled by keyboard
    scroll->setAccessibleName(windowTitle());
    scroll->setWidget(makeContent(facts));
    auto *close = new Button(Button::Kind::Filled, tr("Close"), this);
    close->setDefault(true);
    connect(close, &Button::clicked, this, &QDialog::accept);
    auto *column = new QVBoxLayout(this);
    auto *row = new QHBoxLayout;
    row->addStretch();
    row->addWidget(close);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(scroll, 1);
    column->addWidget(new Hairline(this));
    column->addLayout(row);
    const Theme theme = Theme::of(this);
    row->setContentsMargins(theme.gap(20), theme.gap(12), theme.gap(20), theme.gap(16));
    resize(std::min(theme.px(560), 700), std::min(theme.px(560), 640));
    close->setFocus();
}

QWidget *LockDetails::makeContent(const LockFacts &facts)
{
    auto *content = new ScrolledColumn(this);
    content->setBackgroundRole(QPalette::Base); // the tiles of the code stand out from it
    content->setAutoFillBackground(true);
    auto *column = new QVBoxLayout(content);
    auto *head = makeHead(facts);
    column->addLayout(head);
    addPart(
        column, tr("On the wire"),
        {tr("Each record is sealed with AES-256-GCM. Who listens sees sizes and times, not what is said nor "
            "by whom; short messages are padded, so that their length tells little."),
         tr("The keys come from RSA-3072 key transport and X25519 together: both would have to fall. The "
            "host signs the whole handshake, and what has been said stays sealed even if a long-term key "
            "leaks later.")});
    addHost(column, facts);
    addPart(column, tr("What the host sees"), whatTheHostSees(facts.isHost));
    const int every = facts.updateEvery > 0 ? static_cast<int>(facts.updateEvery) : 5;
    addPart(
        column, tr("Keys that change"),
        {tr("After every %n messages a direction takes a new key and wipes the old one: who steals "
            "today's key cannot read yesterday's talk.",
            nullptr, every),
         tr("After logging in, and then every 15 minutes, both sides agree on fresh keys. That locks out "
            "a thief who copied the keys and then only listened. It does not lock out one who also stands "
            "in the middle: only a new connection does.")});
    column->addStretch();
    content->metrics([column, head](const Theme &theme) {
        column->setContentsMargins(theme.gap(24), theme.gap(22), theme.gap(24), theme.gap(8));
        column->setSpacing(theme.px(8));
        head->setSpacing(theme.px(14));
    });
    return content;
}

QHBoxLayout *LockDetails::makeHead(const LockFacts &facts)
{
    auto *head = new QHBoxLayout;
    auto *words = new QVBoxLayout;
    auto *title = new Label(Type::Subtitle, windowTitle());
    title->setWrapped(true);
    auto *line = new Label(Type::Body, LockWords::line(facts));
    line->setTone(Tone::Muted);
    line->setWrapped(true);
    words->setSpacing(2);
    words->addWidget(title);
    words->addWidget(line);
    head->addWidget(new Tile(QStringLiteral("lock"), Tone::Ok, Tile::Shape::Tinted, 0));
    head->addLayout(words, 1);
    return head;
}

void LockDetails::addHost(QVBoxLayout *column, const LockFacts &facts)
{
    addPart(column, tr("The host"), {LockWords::accepted(facts)});
    auto *code = new CodeTiles(1.15);
    code->setCode(facts.fingerprint);
    code->setAccessibleName(tr("The host's code: %1").arg(facts.fingerprint));
    column->addWidget(code);
    if (facts.address.isEmpty())
        return;
    auto *address = new Label(Type::Caption, tr("At %1").arg(facts.address));
    address->setTone(Tone::Muted);
    column->addWidget(address);
}

QStringList LockDetails::whatTheHostSees(bool isHost)
{
    if (isHost)
        return {
            tr("As the host, your program opens each message and seals it again for everyone: it could read "
               "all of them, and so could whoever controls this PC."),
            tr("The room keeps accounts, never messages. Unless told otherwise the key file beside the "
               "room's database protects a stray copy of the database only, not the whole folder.")};
    return {
        tr("The host opens each message and seals it again for everyone, so the host can read what is said "
           "here, and sees who is here, when and from which address. Your password never leaves your PC.")};
}

void LockDetails::addPart(QVBoxLayout *column, const QString &title, const QStringList &sentences)
{
    column->addSpacing(Theme::of(this).px(6));
    column->addWidget(new Label(Type::Strong, title));
    for (const QString &sentence : sentences) {
        auto *label = new Label(Type::Body, sentence);
        label->setWrapped(true);
        column->addWidget(label);
    }
}

} // namespace waxwing
