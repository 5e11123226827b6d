// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RoomSeeker.h"

namespace waxwing {

namespace {

constexpr int gatherMs = 30;

} // namespace

RoomSeeker::RoomSeeker(MdnsSocket *socket, Random &random)
    : m_socket(socket), m_random(random), m_gather(this)
{
    m_gather.setSingleShot(true);
    m_gather.setInterval(gatherMs);
    connect(&m_gather, &QTimer::timeout, this, &RoomSeeker::tell);
}

RoomSeeker::~RoomSeeker()
{
    stop();
}

void RoomSeeker::start(const QStringList &onlyAt)
{
    stop();
    if (!m_socket)
        return;
    m_browser = std::make_unique<RoomBrowser>(m_random);
    if (const auto joined = m_socket->join(m_browser.get(), onlyAt); !joined) {
        m_browser.reset();
        Q_EMIT failed(joined.error());
        return;
    }
    connect(m_socket, &MdnsSocket::turned, this, &RoomSeeker::look);
}

void RoomSeeker::stop()
{
    m_gather.stop();
    if (!m_browser)
        return;
    disconnect(m_socket, nullptr, this, nullptr);
    m_socket->leave(m_browser.get());
    m_browser.reset();
}

void RoomSeeker::reconfirm(const Bytes &id)
{
    if (!m_browser)
        return;
    m_browser->reconfirm(id, m_socket->now());
    m_socket->wake();
}

void RoomSeeker::look()
{
    if (m_browser->takeChanged() && !m_gather.isActive())
        m_gather.start();
}

void RoomSeeker::tell()
{
    QList<AdvertisedRoom> rooms = m_browser->rooms();
    rooms.removeIf([this](const AdvertisedRoom &room) { return m_socket->isOurs(room.host); });
    Q_EMIT found(rooms);
}

} // namespace waxwing
