// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "TlsFileRelay.h"

#include "Certificate.h"
#include "Usage.h"

#include <QFile>
#include <QSemaphore>
#include <QSslCipher>
#include <QSslSocket>
#include <QTcpServer>
#include <QThread>

#include <array>

namespace waxwing::bench {

namespace {

constexpr qsizetype pieceSize = 64 * 1024;
constexpr qint64 highWater = 256 * 1024; ///< as a room's links have it
constexpr char giving = 'g';
constexpr char taking = 't';

QSslConfiguration withOneCipher(QSslConfiguration configuration)
{
    configuration.setProtocol(QSsl::TlsV1_3OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone); // the benchmark's own certificate
    configuration.setCiphers({QSslCipher(QStringLiteral("TLS_AES_256_GCM_SHA384"))});
    return configuration;
}

/// Keeps a socket full from a file.
class Pouring final : public QObject
{
public:
    Pouring(QSslSocket &socket, const QString &path) : QObject(&socket), m_socket(socket), m_file(path)
    {
        if (!m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            qFatal("no file to send");
        connect(&socket, &QSslSocket::encryptedBytesWritten, this, &Pouring::pour);
        pour();
    }

private:
    void pour()
    {
        while (!m_file.atEnd() && m_socket.bytesToWrite() + m_socket.encryptedBytesToWrite() < highWater)
            m_socket.write(m_file.read(pieceSize));
    }

    QSslSocket &m_socket;
    QFile m_file;
};

/// Writes so many bytes of a socket into a file, and says when they are there.
class Filling final : public QObject
{
public:
    Filling(QSslSocket &socket, const QString &path, qint64 size, std::function<void()> done)
        : QObject(&socket), m_socket(socket), m_file(path), m_left(size), m_done(std::move(done))
    {
        if (!m_file.open(QIODevice::WriteOnly | QIODevice::Truncate | QIODevice::Unbuffered))
            qFatal("no file to write");
        connect(&socket, &QSslSocket::readyRead, this, &Filling::fill);
        fill();
    }

private:
    void fill()
    {
        while (m_left > 0) {
            const qint64 size = m_socket.read(m_piece.data(), pieceSize);
            if (size <= 0)
                return;
            m_left -= size;
            if (m_file.write(m_piece.data(), size) != size)
                qFatal("no room for the file");
        }
        m_file.close();
        if (const auto done = std::exchange(m_done, {}))
            done();
    }

    QSslSocket &m_socket;
    QFile m_file;
    qint64 m_left;
    std::function<void()> m_done;
    std::array<char, pieceSize> m_piece{};
};

class Server final : public QTcpServer
{
public:
    explicit Server(QString path)
        : m_path(std::move(path)), m_configuration(withOneCipher(serverConfiguration()))
    {}
    qint64 size = 0;

protected:
    void incomingConnection(qintptr descriptor) override
    {
        auto *socket = new QSslSocket(this);
        socket->setSocketDescriptor(descriptor);
        socket->setSslConfiguration(m_configuration);
        connect(socket, &QSslSocket::disconnected, socket, &QObject::deleteLater);
        connect(
            socket, &QSslSocket::readyRead, this, [this, socket] { begin(*socket); },
            Qt::SingleShotConnection);
        socket->startServerEncryption();
    }

private:
    void begin(QSslSocket &socket)
    {
        char what = 0;
        socket.getChar(&what);
        if (what == giving)
            new Filling(socket, m_path, size, [&socket] { socket.write("k"); });
        else
            new Pouring(socket, m_path);
    }

    QString m_path;
    QSslConfiguration m_configuration;
};

} // namespace

struct TlsFileRelay::Private
{
    QString folder;
    QThread relay;
    QThread sender;
    QThread taker;
    Server *server = nullptr;
    quint16 port = 0;
    QObject atSender;
    QObject atTaker;

    /// A connection in that thread; `then` is called in it with the socket, once it is sealed.
    void connected(QObject &at, std::function<void(QSslSocket &)> then)
    {
        QMetaObject::invokeMethod(&at, [this, then = std::move(then)] {
            auto *socket = new QSslSocket;
            socket->setSslConfiguration(withOneCipher(socket->sslConfiguration()));
            QObject::connect(socket, &QSslSocket::encrypted, socket, [socket, then] { then(*socket); });
            QObject::connect(socket, &QSslSocket::disconnected, socket, &QObject::deleteLater);
            socket->connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
        });
    }
};

TlsFileRelay::TlsFileRelay(const QString &folder) : d(std::make_unique<Private>())
{
    d->folder = folder;
    d->server = new Server(folder + QStringLiteral("/relayed"));
    if (!d->server->listen(QHostAddress::LocalHost))
        qFatal("no port");
    d->port = d->server->serverPort();
    d->server->moveToThread(&d->relay);
    QObject::connect(&d->relay, &QThread::finished, d->server, &QObject::deleteLater);
    d->atSender.moveToThread(&d->sender);
    d->atTaker.moveToThread(&d->taker);
    for (QThread *thread : {&d->relay, &d->sender, &d->taker})
        thread->start();
}

TlsFileRelay::~TlsFileRelay()
{
    for (QThread *thread : {&d->taker, &d->sender, &d->relay}) {
        thread->quit();
        thread->wait();
    }
}

double TlsFileRelay::carry(const QString &path)
{
    const qint64 size = QFile(path).size();
    const QString target = d->folder + QStringLiteral("/taken");
    QSemaphore done;
    QMetaObject::invokeMethod(d->server, [this, size] { d->server->size = size; });
    const double begun = wallSeconds();
    d->connected(d->atSender, [path, &done](QSslSocket &socket) {
        QObject::connect(&socket, &QSslSocket::readyRead, &socket, [&socket, &done] {
            socket.readAll();
            socket.disconnectFromHost();
            done.release();
        });
        socket.write(&giving, 1);
        new Pouring(socket, path);
    });
    done.acquire();
    d->connected(d->atTaker, [target, size, &done](QSslSocket &socket) {
        socket.write(&taking, 1);
        new Filling(socket, target, size, [&socket, &done] {
            socket.disconnectFromHost();
            done.release();
        });
    });
    done.acquire();
    return wallSeconds() - begun;
}

} // namespace waxwing::bench
