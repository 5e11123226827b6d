// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RoomCrowd.h"

#include "Features.h"
#include "KeySchedule.h"
#include "Link.h"
#include "LobbyGuest.h"
#include "RoomNumbers.h"
#include "TcpStream.h"

#include <QBasicTimer>
#include <QTimerEvent>

namespace waxwing::bench {

/// One of them.
class RoomMember final : public QObject
{
public:
    RoomMember(RoomCrowd &crowd, int index)
        : m_crowd(crowd), m_index(index), m_device(limits::deviceSize, 'd')
    {
        m_device[0] = char(index);
        m_device[1] = char(index >> 8);
    }

    void connectTo(quint16 port)
    {
        auto *socket = new QTcpSocket(this);
        connect(socket, &QTcpSocket::connected, this, [this, socket] {
            m_socket = socket->socketDescriptor();
            socket->disconnect(this);
            socket->setParent(nullptr);
            makeLink(std::unique_ptr<QTcpSocket>(socket));
        });
        connect(socket, &QTcpSocket::errorOccurred, this, [] { qFatal("a member could not connect"); });
        socket->connectToHost(QHostAddress::LocalHost, port);
    }
    void say(const QString &text) { m_link->send(Say{++m_counter, text}); }
    [[nodiscard]] qintptr socket() const { return m_socket; }

protected:
    void timerEvent(QTimerEvent *) override
    {
        m_gather.stop();
        m_link->send(Received{m_heardNumber});
        m_link->send(Read{m_heardNumber});
    }

private:
    void makeLink(std::unique_ptr<QTcpSocket> socket)
    {
        static const Settings settings = benchSettings();
        m_link = std::make_unique<Link>(std::make_unique<TcpStream>(std::move(socket)),
                                        SecureChannel::guest(*m_crowd.m_keys.take(), m_crowd.m_random),
                                        m_crowd.m_jobs, settings);
        connect(m_link.get(), &Link::received, this, [this](const Message &message) { take(message); });
        connect(m_link.get(), &Link::ended, this, [this](const Error &error) {
            qFatal("member %d was thrown out: code %d, %s", m_index, int(error.code),
                   qPrintable(error.detail));
        });
        m_link->start();
    }

    void take(const Message &message)
    {
        if (!m_isProven)
            return perform(m_lobby.receive(message));
        if (const auto *welcome = std::get_if<Welcome>(&message)) {
            m_link->setAdmitted(welcome->updateAfter);
            m_counter = welcome->counter;
        } else if (const auto *roster = std::get_if<Roster>(&message); roster && roster->last) {
            m_crowd.entered();
        } else if (const auto *said = std::get_if<Said>(&message)) {
            m_heardNumber = said->number;
            if (!m_gather.isActive())
                m_gather.start(gatherMs, this);
            m_crowd.heard();
        } else if (const auto *delivered = std::get_if<Delivered>(&message)) {
            m_isDelivered = delivered->count == delivered->of;
            answerWhenAllHaveIt();
        } else if (const auto *seen = std::get_if<Seen>(&message)) {
            m_isSeen = seen->count == seen->of;
            answerWhenAllHaveIt();
        }
    }

    void answerWhenAllHaveIt()
    {
        if (!m_isDelivered || !m_isSeen)
            return;
        m_isDelivered = m_isSeen = false;
        m_crowd.answered();
    }

    void perform(const LobbyStep &step)
    {
        if (step.refusal)
            qFatal("the lobby refused: %s", qPrintable(step.refusal->detail));
        for (const Message &message : step.send)
            m_link->send(message);
        for (const LobbyEvent &event : step.events)
            onEvent(event);
    }

    void onEvent(const LobbyEvent &event)
    {
        if (std::holds_alternative<LobbyOpened>(event)) {
            perform(m_lobby.logIn(*ScramClient::start(memberName(m_index), m_crowd.m_random)));
        } else if (std::holds_alternative<KeysNeeded>(event)) {
            perform(m_lobby.answerChallenge(memberKeys(m_index), m_link->channel().exporter().span()));
        } else if (const auto *done = std::get_if<LoginDone>(&event)) {
            m_link->setLoggedIn(done->name);
            prove(done->name);
        } else {
            qFatal("member %d was refused", m_index);
        }
    }

    void prove(const QString &name)
    {
        const auto identity = m_crowd.m_identity;
        const auto statement = std::make_shared<const SecretBytes>(keySchedule::memberStatement(
            m_link->channel().exporter(), identity->publicKey().digest(), name.toUtf8()));
        m_crowd.m_jobs.run(
            JobPool::Kind::Other, this,
            [identity, statement] { return identity->sign(toView(statement->span())); },
            [this](const Bytes &signature) {
                IdentityProof proof;
                proof.identity = m_crowd.m_identity->publicKey().spki();
                proof.signature = signature;
                proof.device = m_device;
                proof.features = {features::replay(), features::talk()};
                m_isProven = true;
                perform(m_lobby.prove(proof));
                m_link->send(Resume{});
            });
    }

    RoomCrowd &m_crowd;
    int m_index;
    Bytes m_device;
    qintptr m_socket = -1;
    std::unique_ptr<Link> m_link;
    LobbyGuest m_lobby;
    bool m_isProven = false;
    bool m_isDelivered = false;
    bool m_isSeen = false;
    quint64 m_counter = 0;
    quint64 m_heardNumber = 0;
    QBasicTimer m_gather;
};

RoomCrowd::RoomCrowd(quint16 port, int size) : Crowd(port, size)
{
    for (int i = 0; i < size; ++i)
        m_members.push_back(std::make_unique<RoomMember>(*this, i));
}

RoomCrowd::~RoomCrowd() = default;

void RoomCrowd::beginEntry(int index)
{
    m_members[std::size_t(index)]->connectTo(port());
}

void RoomCrowd::speak()
{
    m_members.front()->say(QString(textSize, u'x'));
}

qintptr RoomCrowd::socketOf(int index) const
{
    return m_members[std::size_t(index)]->socket();
}

} // namespace waxwing::bench
