// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "WelcomePage.h"

#include "AdaptiveLayout.h"
#include "Button.h"
#include "HintLine.h"
#include "Label.h"
#include "RecentRoomsView.h"
#include "Seal.h"
#include "Sheet.h"
#include "Tile.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QVBoxLayout>
#include <QtMath>
#include <algorithm>

namespace waxwing {

namespace {

/// As high as a line in the other card, so that both cards' buttons stay beside each other when a refusal
/// stands there.
class EchoItem final : public QSpacerItem
{
public:
    EchoItem(const QWidget *line, const AdaptiveLayout *cards)
        : QSpacerItem(0, 0, QSizePolicy::Minimum, QSizePolicy::Minimum), m_line(line), m_cards(cards)
    {}

    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int wide) const override
    {
        const bool echoes = !m_line->isHidden() && !m_cards->isStacked();
        const int high =
            m_line->hasHeightForWidth() ? m_line->heightForWidth(wide) : m_line->sizeHint().height();
        return echoes ? high + Theme::of(m_line).px(6) : 0;
    }

private:
    const QWidget *m_line;
    const AdaptiveLayout *m_cards;
};

} // namespace

WelcomePage::WelcomePage(QWidget *parent) : Page(Way::None, 720, parent), m_model(new RecentRoomsModel(this))
{
    setAccessibleName(tr("Welcome to Waxwing"));
    auto *column = new Composite;
    auto *rows = new QVBoxLayout(column);
    rows->setSpacing(0);
    rows->addWidget(makeHead());
    auto *afterHead = new QSpacerItem(0, 0);
    rows->addItem(afterHead);
    auto *cards = new AdaptiveLayout(AdaptiveLayout::Mode::Equal);
    m_hostCard = makeHostCard();
    cards->addWidget(m_hostCard);
    m_joinCard = makeJoinCard();
    cards->addWidget(m_joinCard);
    m_hostCard->body()->addItem(new EchoItem(m_joinLine, cards));
    m_hostCard->body()->addItem(new EchoItem(m_help, cards));
    rows->addLayout(cards);
    auto *afterCards = new QSpacerItem(0, 0);
    rows->addItem(afterCards);
    m_nearby = new NearbyRooms;
    rows->addWidget(m_nearby);
    rows->addWidget(makeRooms());
    auto *afterRooms = new QSpacerItem(0, 0);
    rows->addItem(afterRooms);
    rows->addWidget(makeTry());
    column->metrics([=](const Theme &theme) {
        rows->setContentsMargins(0, 0, 0, 0);
        afterHead->changeSize(0, theme.gap(22), QSizePolicy::Minimum, QSizePolicy::Fixed);
        afterCards->changeSize(0, theme.gap(24), QSizePolicy::Minimum, QSizePolicy::Fixed);
        afterRooms->changeSize(0, theme.gap(18), QSizePolicy::Minimum, QSizePolicy::Fixed);
        cards->setSpacing(theme.gap(16));
        cards->setThreshold(theme.px(540));
        rows->invalidate();
    });
    setColumn(column);
    connect(m_nearby, &NearbyRooms::chosen, this, &WelcomePage::nearbyRequested);
    connect(m_nearby, &NearbyRooms::currentShown, this,
            [this](const QRect &rect) { follow(m_nearby->view(), rect); });
    setTabChain({m_host, m_address, m_join, m_otherPlace, m_why, m_nearby->view(), m_nearby->allButton(),
                 m_view, m_try, m_appearance});
    refreshRooms();
}

QWidget *WelcomePage::makeHead()
{
    auto *head = new Composite;
    auto *row = new QHBoxLayout(head);
    auto *sealColumn = new QVBoxLayout;
    sealColumn->addWidget(new Seal(48, head));
    sealColumn->addStretch();
    row->addLayout(sealColumn);
    auto *words = new QVBoxLayout;
    auto *first = new QHBoxLayout;
    first->addWidget(new Label(Type::Title, QStringLiteral("Waxwing"), head));
    m_appearance = new Button(Button::Kind::Link, tr("Appearance"), head);
    m_appearance->setIconName(QStringLiteral("contrast"));
    m_appearance->setAccessibleDescription(tr("Colours and text size"));
    first->addStretch();
    first->addWidget(m_appearance);
    words->addLayout(first);
    auto *line = new Label(Type::Body,
                           tr("Talk to the people on this network. Sealed, and no internet needed."), head);
    line->setTone(Tone::Muted);
    line->setWrapped(true);
    words->addWidget(line);
    words->addStretch();
    row->addLayout(words, 1);
    head->metrics([row, words](const Theme &theme) {
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(theme.px(14));
        words->setSpacing(0);
    });
    connect(m_appearance, &Button::clicked, this, &WelcomePage::appearanceRequested);
    return head;
}

Sheet *WelcomePage::makeCard(const QString &icon, const QString &title, const QString &words)
{
    auto *card = new Sheet(Sheet::Margins::Card);
    auto *tileRow = new QHBoxLayout;
    tileRow->addWidget(new Tile(icon, Tone::Accent, Tile::Shape::Tinted, 0, card));
    tileRow->addStretch();
    card->body()->addLayout(tileRow);
    auto *text = new QVBoxLayout;
    auto *name = new Label(Type::Subtitle, title, card);
    text->addWidget(name);
    auto *line = new Label(Type::Body, words, card);
    line->setTone(Tone::Muted);
    line->setWrapped(true);
    text->addWidget(line);
    card->body()->addLayout(text);
    card->body()->addStretch();
    card->metrics([text, name, first = title.front()](const Theme &theme) {
        // A J's hook hangs out to the left and would be cut.
        const qreal hangs = -QFontMetricsF(theme.font(Type::Subtitle)).leftBearing(first);
        name->setContentsMargins(std::max(0, qCeil(hangs)), 0, 0, 0);
        text->setSpacing(theme.px(4));
        text->setContentsMargins(0, 0, 0, theme.px(2));
    });
    return card;
}

Sheet *WelcomePage::makeHostCard()
{
    Sheet *card = makeCard(QStringLiteral("host"), tr("Host a room"),
                           tr("This PC opens the room. Others join it from theirs."));
    m_host = new Button(Button::Kind::Filled, tr("Host…"), card);
    m_host->setAccessibleName(tr("Host a room"));
    auto *row = new QHBoxLayout;
    row->addWidget(m_host);
    row->addStretch();
    card->body()->addLayout(row);
    connect(m_host, &Button::clicked, this, &WelcomePage::hostRequested);
    return card;
}

Sheet *WelcomePage::makeJoinCard()
{
    Sheet *card = makeCard(QStringLiteral("join"), tr("Join a room"),
                           tr("Paste the link or type the address that the host shows."));
    m_address = new QLineEdit(card);
    m_address->setPlaceholderText(tr("Address or link"));
    m_address->setAccessibleName(tr("Address or link"));
    m_join = new Button(Button::Kind::Outlined, tr("Join"), card);
    m_joinLine = new HintLine(card);
    auto *row = new QHBoxLayout;
    row->addWidget(m_address, 1);
    row->addWidget(m_join);
    auto *rows = new QVBoxLayout;
    rows->addLayout(row);
    rows->addWidget(m_joinLine);
    rows->addWidget(makeHelp());
    card->body()->addLayout(rows);
    card->metrics([row, rows](const Theme &theme) {
        row->setSpacing(theme.px(8));
        rows->setSpacing(theme.px(6));
    });
    connect(m_join, &Button::clicked, this, &WelcomePage::onJoin);
    connect(m_address, &QLineEdit::returnPressed, this, [this] {
        if (!m_joining)
            onJoin();
    });
    connect(m_address, &QLineEdit::textEdited, this, [this] { setJoinError({}); });
    return card;
}

QWidget *WelcomePage::makeHelp()
{
    m_help = new Composite;
    auto *row = new QHBoxLayout(m_help);
    m_otherPlace = new Button(Button::Kind::Link, tr("Join it there"), m_help);
    m_otherPlace->setIconName(QStringLiteral("join"));
    m_why = new Button(Button::Kind::Link, tr("What is wrong?"), m_help);
    m_why->setIconName(QStringLiteral("info"));
    row->addWidget(m_otherPlace);
    row->addWidget(m_why);
    row->addStretch();
    m_help->metrics([row](const Theme &theme) {
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(theme.px(12));
    });
    m_help->hide();
    connect(m_why, &Button::clicked, this, &WelcomePage::whyRequested);
    connect(m_otherPlace, &Button::clicked, this, &WelcomePage::otherPlaceRequested);
    return m_help;
}

void WelcomePage::refreshHelp(bool hasCause, bool hasOtherPlace)
{
    m_help->setVisible(hasCause);
    m_otherPlace->setVisible(hasOtherPlace);
    m_hostCard->body()->invalidate(); // it echoes the height
}

QWidget *WelcomePage::makeRooms()
{
    auto *part = new Composite;
    auto *rows = new QVBoxLayout(part);
    rows->addWidget(new Label(Type::Strong, tr("Recent rooms"), part));
    m_roomSheet = new Sheet(Sheet::Margins::None, part);
    m_view = new RecentRoomsView(m_roomSheet);
    m_view->setModel(m_model);
    m_roomSheet->body()->addWidget(m_view);
    rows->addWidget(m_roomSheet);
    m_noRooms = new Sheet(Sheet::Margins::None, part);
    m_noRooms->setHollow(true);
    auto *row = new QHBoxLayout;
    row->addWidget(new Tile(QStringLiteral("clock"), Tone::Muted, Tile::Shape::Bare, 22, m_noRooms));
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(new Label(Type::Strong, tr("No rooms yet"), m_noRooms));
    auto *line = new Label(Type::Body,
                           tr("A room that you host or join appears here, with its host's key remembered."),
                           m_noRooms);
    line->setTone(Tone::Muted);
    line->setWrapped(true);
    words->addWidget(line);
    row->addLayout(words, 1);
    m_noRooms->body()->addLayout(row);
    rows->addWidget(m_noRooms);
    part->metrics([this, rows, row](const Theme &theme) {
        rows->setContentsMargins(0, 0, 0, 0);
        rows->setSpacing(theme.px(8));
        m_roomSheet->body()->setContentsMargins(0, theme.px(2), 0, theme.px(1));
        row->setContentsMargins(theme.gap(20), theme.gap(16), theme.gap(20), theme.gap(16));
        row->setSpacing(theme.gap(17));
    });
    connect(m_view, &RecentRoomsView::chosen, this, [this](const QModelIndex &index) {
        Q_EMIT roomRequested(index.data(RecentRoomsModel::IdRole).toByteArray());
    });
    connect(m_view, &RecentRoomsView::currentShown, this,
            [this](const QRect &rect) { follow(m_view, rect); });
    return part;
}

void WelcomePage::follow(const RecentRoomsView *view, const QRect &rect)
{
    const QPoint middle = view->viewport()->mapTo(widget(), rect.center());
    ensureVisible(middle.x(), middle.y(), 0, rect.height());
}

QWidget *WelcomePage::makeTry()
{
    auto *part = new Composite;
    auto *row = new QHBoxLayout(part);
    m_try = new Button(Button::Kind::Link, tr("Try it on this PC"), part);
    m_try->setIconName(QStringLiteral("two"));
    auto *line = new Label(Type::Caption, tr("hosts a room and opens a second window as a guest"), part);
    line->setTone(Tone::Muted);
    line->setWrapped(true);
    m_try->setAccessibleDescription(line->text());
    row->addWidget(m_try);
    row->addWidget(line, 1);
    part->metrics([row](const Theme &theme) {
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(theme.px(10));
    });
    connect(m_try, &Button::clicked, this, &WelcomePage::tryRequested);
    return part;
}

void WelcomePage::setRecentRooms(const QList<RecentRoom> &rooms)
{
    m_model->setRooms(rooms);
    refreshRooms();
}

void WelcomePage::refreshRooms()
{
    const bool any = m_model->rowCount() > 0;
    m_roomSheet->setVisible(any);
    m_noRooms->setVisible(!any);
}

void WelcomePage::setAddress(const QString &addressOrLink)
{
    m_address->setText(addressOrLink);
}

QString WelcomePage::address() const
{
    return m_address->text().trimmed();
}

void WelcomePage::setJoining(bool joining)
{
    m_joining = joining;
    m_join->setText(joining ? tr("Cancel") : tr("Join"));
    m_address->setReadOnly(joining);
    m_view->setEnabled(!joining);
    m_nearby->setJoining(joining);
    refreshHelp(false, false);
    m_host->setEnabled(!joining);
    m_try->setEnabled(!joining);
    if (joining)
        m_joinLine->say(QStringLiteral("clock"), Tone::Muted, tr("Connecting…"));
    else
        m_joinLine->say({});
    m_hostCard->body()->invalidate(); // it echoes the line's height
}

void WelcomePage::setJoinError(const QString &sentence)
{
    if (!sentence.isEmpty() && m_joining)
        setJoining(false);
    m_joinLine->say(QStringLiteral("alert"), Tone::Bad, sentence);
    refreshHelp(false, false);
    m_address->setProperty("wrong", !sentence.isEmpty());
    m_address->setAccessibleDescription(sentence);
    m_address->update();
    if (!sentence.isEmpty())
        m_address->setFocus(Qt::OtherFocusReason);
}

void WelcomePage::setJoinCause(const QString &sentence, bool hasOtherPlace)
{
    if (joinError().isEmpty())
        return;
    m_joinLine->say(QStringLiteral("alert"), Tone::Bad, sentence);
    m_address->setAccessibleDescription(sentence);
    refreshHelp(true, hasOtherPlace);
}

QString WelcomePage::joinError() const
{
    return m_joinLine->tone() == Tone::Bad ? m_joinLine->words() : QString();
}

QWidget *WelcomePage::firstFocus() const
{
    return joinError().isEmpty() ? static_cast<QWidget *>(m_host) : m_address;
}

QWidget *WelcomePage::partAround(QWidget *focused) const
{
    const bool isInCard =
        focused == m_address || focused == m_join || focused == m_why || focused == m_otherPlace;
    return isInCard ? m_joinCard : Page::partAround(focused);
}

void WelcomePage::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape && m_joining)
        Q_EMIT joinCancelRequested();
    else if (enter && !m_joining && !m_address->hasFocus())
        Q_EMIT hostRequested(); // the page's default
    else
        Page::keyPressEvent(event);
}

void WelcomePage::onJoin()
{
    if (m_joining) {
        Q_EMIT joinCancelRequested();
        return;
    }
    if (address().isEmpty()) {
        setJoinError(
            tr("Type the address that the host shows, for example 192.168.1.10:12345, or paste its link."));
        return;
    }
    setJoinError({});
    Q_EMIT joinRequested(address());
}

} // namespace waxwing
