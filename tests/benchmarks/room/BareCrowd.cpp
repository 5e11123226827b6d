// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "BareCrowd.h"

#include <QBasicTimer>
#include <QSslConfiguration>
#include <QSslSocket>

#include <array>

namespace waxwing::bench {

namespace {

constexpr int tradesAtOnce = 16;

void put(QTcpSocket &socket, char tag, qsizetype size)
{
    socket.write(Bytes(size, tag));
    socket.flush();
}

std::unique_ptr<QTcpSocket> makeSocket(BareCrowd::Kind kind)
{
    if (kind == BareCrowd::Kind::Plain)
        return std::make_unique<QTcpSocket>();
    auto socket = std::make_unique<QSslSocket>();
    QSslConfiguration configuration = socket->sslConfiguration();
    configuration.setProtocol(QSsl::TlsV1_3OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone); // the test's own certificate
    socket->setSslConfiguration(configuration);
    return socket;
}

} // namespace

struct BareCrowd::Member final : QObject
{
    explicit Member(BareCrowd &c) : crowd(c), socket(makeSocket(c.m_kind)) {}

    BareCrowd &crowd;
    std::unique_ptr<QTcpSocket> socket;
    qsizetype waitsFor = 0; ///< bytes of a trade's answer
    QBasicTimer gather;

protected:
    void timerEvent(QTimerEvent *) override
    {
        gather.stop();
        put(*socket, receivedTag, crowd.m_sizes.received);
    }
};

BareCrowd::BareCrowd(Kind kind, quint16 port, int size)
    : Crowd(port, size), m_kind(kind), m_sizes(kind == Kind::Plain ? sealedSizes() : plainSizes())
{
    for (int i = 0; i < size; ++i)
        m_members.push_back(std::make_unique<Member>(*this));
}

BareCrowd::~BareCrowd() = default;

void BareCrowd::beginEntry(int index)
{
    Member *member = m_members[std::size_t(index)].get();
    QTcpSocket *socket = member->socket.get();
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(socket, &QTcpSocket::errorOccurred, this,
            [socket] { qFatal("a bare member's socket: %s", qPrintable(socket->errorString())); });
    connect(socket, &QTcpSocket::readyRead, this, [this, member] { take(*member); });
    if (auto *tls = qobject_cast<QSslSocket *>(socket)) {
        connect(tls, &QSslSocket::encrypted, this, [this] { entered(); });
        tls->connectToHostEncrypted(QStringLiteral("127.0.0.1"), port());
    } else {
        connect(socket, &QTcpSocket::connected, this, [this] { entered(); });
        socket->connectToHost(QHostAddress::LocalHost, port());
    }
}

void BareCrowd::take(Member &member)
{
    std::array<char, 16'384> piece;
    qint64 got = 0;
    char tag = 0;
    while (const qint64 size = member.socket->read(piece.data(), qint64(piece.size()))) {
        if (size < 0)
            return;
        tag = piece[0];
        got += size;
        if (tag == saidTag)
            onSaid(member);
        else if (tag == answerTag)
            answered();
    }
    if (tag != tradeTag)
        return;
    member.waitsFor -= got;
    if (member.waitsFor <= 0) {
        --m_open;
        nextTrade();
    }
}

void BareCrowd::onSaid(Member &member)
{
    if (member.gather.isActive())
        return; // the rest of the same message
    member.gather.start(gatherMs, &member);
    heard();
}

void BareCrowd::speak()
{
    put(*m_members.front()->socket, sayTag, m_sizes.say);
}

void BareCrowd::trade(int times, qsizetype size, qsizetype answer, Done done)
{
    m_request = Bytes(size, tradeTag);
    m_answer = answer;
    m_next = 0;
    m_end = std::size_t(inside()) * std::size_t(times);
    m_traded = std::move(done);
    nextTrade();
}

void BareCrowd::nextTrade()
{
    for (; m_open < tradesAtOnce && m_next < m_end; ++m_open, ++m_next) {
        Member &member = *m_members[m_next % std::size_t(inside())];
        member.waitsFor = m_answer;
        member.socket->write(m_request);
        member.socket->flush();
    }
    if (m_open == 0 && m_next == m_end && m_traded)
        std::exchange(m_traded, {})();
}

qintptr BareCrowd::socketOf(int index) const
{
    return m_members[std::size_t(index)]->socket->socketDescriptor();
}

} // namespace waxwing::bench
