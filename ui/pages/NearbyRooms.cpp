// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "NearbyRooms.h"

#include "Button.h"
#include "Label.h"
#include "RecentRoomsModel.h"
#include "RecentRoomsView.h"
#include "Sheet.h"
#include "Tile.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace waxwing {

namespace {

constexpr int patienceMs = 3'000;

} // namespace

NearbyRooms::NearbyRooms(QWidget *parent)
    : Composite(parent), m_model(new NearbyRoomsModel(this)), m_patience(this)
{
    auto *rows = new QVBoxLayout(this);
    rows->addWidget(new Label(Type::Strong, tr("Rooms on this network"), this));
    m_list = new Sheet(Sheet::Margins::None, this);
    m_view = new RecentRoomsView(m_list);
    m_view->setAccessibleName(tr("Rooms on this network"));
    m_view->setModel(m_model);
    m_list->body()->addWidget(m_view);
    rows->addWidget(m_list);
    makeEmpty();
    rows->addWidget(m_empty);
    auto *more = new QHBoxLayout;
    m_all = new Button(Button::Kind::Link, {}, this);
    m_all->setIconName(QStringLiteral("down"));
    more->addWidget(m_all);
    more->addStretch();
    rows->addLayout(more);
    metrics([this, rows](const Theme &theme) {
        rows->setContentsMargins(0, 0, 0, theme.gap(24));
        rows->setSpacing(theme.px(8));
        m_list->body()->setContentsMargins(0, theme.px(2), 0, theme.px(1));
    });
    m_patience.setSingleShot(true);
    m_patience.setInterval(patienceMs);
    connect(&m_patience, &QTimer::timeout, this, &NearbyRooms::refresh);
    connect(m_view, &RecentRoomsView::chosen, this, [this](const QModelIndex &index) {
        Q_EMIT chosen(index.data(RecentRoomsModel::IdRole).toByteArray());
    });
    connect(m_view, &RecentRoomsView::currentShown, this, &NearbyRooms::currentShown);
    connect(m_all, &Button::clicked, this, [this] {
        m_showsAll = true;
        const int next = m_model->rowCount();
        m_view->setFocus(Qt::OtherFocusReason); // the link goes
        refresh();
        m_view->setCurrentIndex(m_model->index(next));
    });
    hide();
}

void NearbyRooms::makeEmpty()
{
    m_empty = new Sheet(Sheet::Margins::None, this);
    m_empty->setHollow(true);
    auto *row = new QHBoxLayout;
    row->addWidget(new Tile(QStringLiteral("search"), Tone::Muted, Tile::Shape::Bare, 22, m_empty));
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    m_title = new Label(Type::Strong, {}, m_empty);
    m_title->setWrapped(true);
    words->addWidget(m_title);
    m_words = new Label(Type::Body, {}, m_empty);
    m_words->setTone(Tone::Muted);
    m_words->setWrapped(true);
    words->addWidget(m_words);
    row->addLayout(words, 1);
    m_empty->body()->addLayout(row);
    m_empty->metrics([row](const Theme &theme) {
        row->setContentsMargins(theme.gap(20), theme.gap(16), theme.gap(20), theme.gap(16));
        row->setSpacing(theme.gap(17));
    });
}

void NearbyRooms::setState(State state)
{
    m_state = state;
    m_showsAll = m_showsAll && state == State::Looking;
    if (state == State::Looking)
        m_patience.start();
    else
        m_patience.stop();
    setVisible(state != State::Off);
    refresh();
}

void NearbyRooms::setRooms(const QList<NearbyRoom> &rooms)
{
    m_rooms = rooms;
    refresh();
}

void NearbyRooms::setJoining(bool joining)
{
    m_view->setEnabled(!joining);
    m_all->setEnabled(!joining);
}

void NearbyRooms::refresh()
{
    const bool isAtIt = m_view->hasFocus() || (m_view->isVisible() && m_view->underMouse());
    const bool showsAll = m_showsAll || m_rooms.size() <= fewRows + 1; // a link for one row saves nothing
    m_model->setRooms(showsAll ? m_rooms : m_rooms.first(fewRows),
                      isAtIt ? NearbyRoomsModel::Newcomers::AtTheEnd : NearbyRoomsModel::Newcomers::InOrder);
    m_all->setText(tr("Show all %1 rooms").arg(m_rooms.size()));
    m_all->setVisible(!showsAll);
    m_list->setVisible(!m_rooms.isEmpty());
    m_empty->setVisible(m_rooms.isEmpty());
    if (m_state == State::Failed) {
        m_title->setText(tr("Rooms on this network cannot be listed"));
        m_words->setText(
            tr("Another program on this PC keeps UDP port 5353, by which they are found, to itself. "
               "Join by the address or link that the host shows."));
    } else if (m_patience.isActive()) {
        m_title->setText(tr("Looking for rooms on this network…"));
        m_words->setText(tr("A room that is open appears here by itself."));
    } else {
        m_title->setText(tr("No room found on this network so far"));
        m_words->setText(
            tr("One that opens appears here by itself. A guest Wi-Fi or a firewall may hide rooms: "
               "type the address that the host shows."));
    }
}

QString NearbyRooms::words() const
{
    return m_empty->isHidden() ? QString() : m_title->text();
}

} // namespace waxwing
