// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RoomDoctor.h"

#include "RoomFinder.h"

#include <QElapsedTimer>
#include <QHostAddress>
#include <QNetworkInterface>
#include <QTcpSocket>
#include <QTimer>

namespace waxwing {

namespace {

using Answer = Diagnosis::Answer;

constexpr quint16 unlikelyPort = 1; ///< tcpmux: nobody serves it, so that a machine that is on refuses

Answer answerOf(QAbstractSocket::SocketError error)
{
    switch (error) {
    case QAbstractSocket::ConnectionRefusedError:
    case QAbstractSocket::RemoteHostClosedError:
        return Answer::Refused;
    case QAbstractSocket::SocketTimeoutError:
        return Answer::Silent;
    default:
        return Answer::Unreachable;
    }
}

QList<Diagnosis::Own> ownAddresses()
{
    QList<Diagnosis::Own> own;
    for (const QNetworkInterface &interface : QNetworkInterface::allInterfaces()) {
        const auto flags = interface.flags();
        if (!flags.testFlag(QNetworkInterface::IsUp) || !flags.testFlag(QNetworkInterface::IsRunning))
            continue;
        for (const QNetworkAddressEntry &entry : interface.addressEntries()) {
            QHostAddress address = entry.ip();
            address.setScopeId({});
            own.append({interface.humanReadableName(), address.toString(), entry.prefixLength(),
                        address.isLoopback()});
        }
    }
    return own;
}

Diagnosis::Place placeOf(const HostAddress &wanted, const QList<Diagnosis::Own> &own)
{
    Diagnosis::Place place;
    place.address = wanted;
    QHostAddress address(wanted.address);
    address.setScopeId({});
    place.isOwn = address.isLoopback();
    for (const Diagnosis::Own &mine : own) {
        const QHostAddress other(mine.address);
        place.isOwn = place.isOwn || other == address;
        if (place.network.isEmpty() && !mine.isLoopback && other.protocol() == address.protocol() &&
            address.isInSubnet(other, mine.prefix))
            place.network =
                QStringLiteral("%1/%2 (%3)").arg(mine.address).arg(mine.prefix).arg(mine.interface);
    }
    return place;
}

} // namespace

struct RoomDoctor::Round
{
    JoinTarget target;
    Diagnosis looked;
    QElapsedTimer clock;
    int waiting = 0;
    QObject sockets; ///< their parent: they go first
};

RoomDoctor::RoomDoctor(const RoomFinder &finder, QObject *parent) : QObject(parent), m_finder(finder) {}
RoomDoctor::~RoomDoctor() = default;

void RoomDoctor::stop()
{
    if (m_round) // this may be within a signal of one of its sockets
        m_round->sockets.disconnect();
    m_round.reset();
}

void RoomDoctor::examine(const JoinTarget &target, const Error &error)
{
    stop();
    m_round = std::make_unique<Round>();
    m_round->target = target;
    m_round->looked.error = error;
    m_round->looked.own = ownAddresses();
    m_round->looked.mayFind = m_finder.state() == RoomFinder::State::Looking;
    m_round->clock.start();
    for (const HostAddress &address :
         target.addresses.first(std::min<qsizetype>(target.addresses.size(), mostPlaces)))
        m_round->looked.places.append(placeOf(address, m_round->looked.own));
    QTimer::singleShot(patienceMs, &m_round->sockets, [this] { finish(); });
    for (int i = 0; i < m_round->looked.places.size(); ++i) {
        const Diagnosis::Place &place = m_round->looked.places[i];
        tryPort(i, place.address.port, &Diagnosis::Place::port);
        if (!place.isOwn)
            tryPort(i, unlikelyPort, &Diagnosis::Place::otherPort);
    }
}

void RoomDoctor::tryPort(int place, quint16 port, Answer Diagnosis::Place::*answer)
{
    auto *socket = new QTcpSocket(&m_round->sockets);
    ++m_round->waiting;
    m_round->looked.places[place].*answer = Answer::Silent;
    const auto decide = [this, place, answer, socket](Answer value) {
        Diagnosis::Place &where = m_round->looked.places[place];
        where.*answer = value;
        if (answer == &Diagnosis::Place::port) {
            where.afterMs = m_round->clock.elapsed();
            where.detail = value == Answer::Open ? QString() : socket->errorString();
        }
        socket->disconnect(this);
        if (--m_round->waiting == 0) // never within the signal of a socket that goes
            QTimer::singleShot(0, &m_round->sockets, [this] { finish(); });
    };
    connect(socket, &QTcpSocket::connected, this, [decide] { decide(Answer::Open); });
    connect(socket, &QTcpSocket::errorOccurred, this,
            [decide](QAbstractSocket::SocketError error) { decide(answerOf(error)); });
    socket->connectToHost(QHostAddress(m_round->looked.places[place].address.address), port);
}

void RoomDoctor::finish()
{
    const std::unique_ptr<Round> round = std::move(m_round);
    for (QObject *socket : round->sockets.children())
        socket->disconnect(this);
    Q_EMIT finished(diagnose(round->looked, round->target, m_finder.rooms()));
}

} // namespace waxwing
