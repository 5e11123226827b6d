// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HostDialler.h"

#include "WireTrace.h"

#include <utility>

namespace waxwing {

namespace {

/// How near to a host a failure came.
int nearness(Code code)
{
    switch (code) {
    case Code::Unreachable:
        return 0;
    case Code::NoAnswer:
        return 1;
    case Code::ConnectionRefused:
        return 2;
    default:
        return 3;
    }
}

} // namespace

HostDialler::HostDialler(const GuestServices &services, QObject *parent)
    : QObject(parent), m_services(services)
{}

HostDialler::~HostDialler()
{
    stop();
}

void HostDialler::dial(const QList<HostAddress> &addresses)
{
    stop();
    m_localHost.clear();
    m_waiting = addresses;
    begin();
}

void HostDialler::dialLocal(RoomHost *host)
{
    stop();
    m_localHost = host;
    m_waiting = {HostAddress{}};
    begin();
}

bool HostDialler::dialNext()
{
    if (m_waiting.isEmpty())
        return false;
    begin();
    return true;
}

void HostDialler::begin()
{
    m_isDialling = true;
    m_failure.reset();
    m_services.gate->whenOpen(this, [this, turn = m_turn](const Result<void> &passed) {
        if (turn != m_turn)
            return;
        if (passed)
            takeKey();
        else
            giveUp(passed.error(), false);
    });
}

void HostDialler::takeKey()
{
    if (m_key)
        return connectNext();
    m_services.jobs->run(
        JobPool::Kind::Other, this, [source = m_services.oneTimeKeys] { return source->take(); },
        [this, turn = m_turn](const Result<std::shared_ptr<OneTimeKey>> &key) {
            if (!key) {
                if (turn == m_turn)
                    giveUp(key.error(), false);
                return;
            }
            m_key = *key;
            if (turn == m_turn)
                connectNext();
        });
}

void HostDialler::connectNext()
{
    if (m_waiting.isEmpty()) {
        const Failure failure = m_failure.value_or(Failure{{Code::AddressInvalid, {}}, false});
        return giveUp(failure.error, failure.byPeer);
    }
    m_address = m_waiting.takeFirst();
    if (m_localHost)
        return shakeHands(m_localHost->connectLocal());
    if (m_address.address.isEmpty())
        return onAttemptFailed({Code::Lost, QStringLiteral("the room of this program has gone")}, false);
    m_connector = new Connector(m_services.settings, this);
    connect(m_connector, &Connector::failed, this,
            [this](const Error &error) { onAttemptFailed(error, false); });
    connect(m_connector, &Connector::connected, this, [this] { shakeHands(m_connector->takeStream()); });
    m_connector->start({m_address});
}

void HostDialler::shakeHands(std::unique_ptr<Stream> stream)
{
    if (!stream)
        return onAttemptFailed({Code::Lost, QStringLiteral("the room is not open")}, false);
    m_link =
        new Link(std::move(stream), SecureChannel::guest(std::exchange(m_key, nullptr), *m_services.random),
                 *m_services.jobs, m_services.settings, this);
    connect(m_link, &Link::established, this, &HostDialler::onEstablished);
    connect(m_link, &Link::closing, this, [this](const Error &error) { onAttemptFailed(error, false); });
    connect(m_link, &Link::ended, this, &HostDialler::onAttemptFailed);
    if (m_services.trace)
        m_services.trace->attach(*m_link);
    m_link->start();
}

void HostDialler::onEstablished()
{
    Link *link = m_link;
    link->disconnect(this);
    m_link.clear();
    dropAttempt();
    m_isDialling = false;
    Q_EMIT established(link, m_address);
}

void HostDialler::onAttemptFailed(const Error &error, bool byPeer)
{
    if (!m_failure || nearness(error.code) > nearness(m_failure->error.code))
        m_failure = Failure{error, byPeer};
    dropAttempt();
    goOn();
}

/// The next address, from the event loop: the link that failed is still on the stack.
void HostDialler::goOn()
{
    QMetaObject::invokeMethod(
        this,
        [this, turn = m_turn] {
            if (turn != m_turn)
                return;
            if (m_waiting.isEmpty())
                connectNext();
            else
                takeKey();
        },
        Qt::QueuedConnection);
}

void HostDialler::giveUp(const Error &error, bool byPeer)
{
    stop();
    Q_EMIT failed(error, byPeer);
}

void HostDialler::stop()
{
    ++m_turn;
    m_isDialling = false;
    dropAttempt();
}

void HostDialler::dropAttempt()
{
    if (m_connector) {
        m_connector->cancel();
        m_connector->deleteLater();
        m_connector.clear();
    }
    if (m_link) {
        m_link->disconnect(this);
        m_link->abandon();
        m_link->deleteLater();
        m_link.clear();
    }
}

} // namespace waxwing
