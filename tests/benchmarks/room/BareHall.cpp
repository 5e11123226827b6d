// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "BareHall.h"

#include "BareGcm.h"
#include "Certificate.h"

#include <QSslConfiguration>
#include <QSslSocket>

#include <array>

namespace waxwing::bench {

namespace {

constexpr int updateEvery = limits::updateEveryDefault;

} // namespace

class BareHall::Server final : public QTcpServer
{
public:
    explicit Server(Kind kind) : m_kind(kind), m_sizes(kind == Kind::Tls ? plainSizes() : sealedSizes())
    {
        if (kind == Kind::Tls)
            m_configuration = serverConfiguration();
    }

    Bytes tradeAnswer;
    int tradeWrites = 1;

protected:
    void incomingConnection(qintptr descriptor) override
    {
        QTcpSocket *socket = m_kind == Kind::Tls ? new QSslSocket(this) : new QTcpSocket(this);
        socket->setSocketDescriptor(descriptor);
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { take(*socket); });
        if (auto *tls = qobject_cast<QSslSocket *>(socket)) {
            tls->setSslConfiguration(m_configuration);
            tls->startServerEncryption();
        }
        if (m_kind == Kind::WithCiphers)
            m_ciphers.push_back(std::make_unique<BareGcm>(0, 0));
        m_sockets.push_back(socket);
    }

private:
    void take(QTcpSocket &socket)
    {
        std::array<char, 16'384> piece;
        while (const qint64 size = socket.read(piece.data(), qint64(piece.size()))) {
            if (size < 0)
                return;
            if (piece[0] == sayTag)
                tellAll(socket);
            else if (piece[0] == receivedTag)
                count(size);
            else
                trade(socket);
        }
    }

    void tellAll(QTcpSocket &speaker)
    {
        m_speaker = &speaker;
        m_acknowledged = 0;
        ++m_told;
        const bool withUpdate = m_sizes.update > 0 && m_told % updateEvery == 0;
        const Bytes said(m_sizes.said + (withUpdate ? m_sizes.update : 0), saidTag);
        for (QTcpSocket *socket : m_sockets)
            put(*socket, said);
    }

    void count(qint64 size)
    {
        m_acknowledged += size;
        if (m_speaker && m_acknowledged == qint64(m_sockets.size()) * m_sizes.received)
            put(*std::exchange(m_speaker, nullptr), Bytes(m_sizes.answer, answerTag));
    }

    void trade(QTcpSocket &socket)
    {
        for (int i = 0; i < tradeWrites; ++i)
            put(socket, tradeAnswer);
    }

    static void put(QTcpSocket &socket, const Bytes &bytes)
    {
        socket.write(bytes);
        socket.flush();
    }

    Kind m_kind;
    WireSizes m_sizes;
    QSslConfiguration m_configuration;
    std::vector<QTcpSocket *> m_sockets;
    std::vector<std::unique_ptr<BareGcm>> m_ciphers;
    QTcpSocket *m_speaker = nullptr;
    qint64 m_acknowledged = 0;
    int m_told = 0;
};

BareHall::BareHall(Kind kind)
{
    start([this, kind] {
        m_server = std::make_unique<Server>(kind);
        m_server->setListenBacklogSize(256);
        if (!m_server->listen(QHostAddress::LocalHost))
            qFatal("a bare server cannot listen");
        setPort(m_server->serverPort());
    });
}

BareHall::~BareHall()
{
    stop([this] { m_server.reset(); });
}

void BareHall::setTrade(int writes, qsizetype size)
{
    call([this, writes, size] {
        m_server->tradeWrites = writes;
        m_server->tradeAnswer = Bytes(size, tradeTag);
    });
}

} // namespace waxwing::bench
