// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT

// A file from one guest over the host to another, by turns with a relay of the same shape over TLS 1.3: what
// is sent lies on the relay's disk and is fetched from there. Ours is sealed on the disk and compared at the
// end, which the relay does not do. Three threads of the network each, all in this process, over loopback.
#include "Engine.h"
#include "FixedKeys.h"
#include "Row.h"
#include "TlsFileRelay.h"
#include "Usage.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QFile>
#include <QTemporaryDir>
#include <QTimer>

using namespace waxwing;
using namespace waxwing::bench;

namespace {

constexpr qint64 fileSize = 256LL << 20;
constexpr int rounds = 9;
constexpr int patienceMs = 120'000;

/// Runs the event loop until something is so.
template <class What> void until(const char *name, What what)
{
    QEventLoop loop;
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (what())
            loop.quit();
    });
    look.start(1);
    QTimer::singleShot(patienceMs, &loop, [name] { qFatal("waited in vain: %s", name); });
    loop.exec();
}

class Place
{
public:
    Place()
    {
        Engine::Options options;
        options.profileFolder = m_folder.path();
        options.trace.reset();
        options.showsFiles = true;
        m_engine = std::make_unique<Engine>(std::move(options));
        if (!m_engine->openProfile())
            qFatal("no profile");
        m_engine->setOneTimeKeySource(&m_keys);
        m_engine->prepare();
    }
    Engine &operator*() { return *m_engine; }
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }

private:
    QTemporaryDir m_folder;
    FixedOneTimeKeys m_keys;
    std::unique_ptr<Engine> m_engine;
};

class OurRoom
{
public:
    OurRoom()
    {
        HostOptions options;
        options.port = 0;
        options.bindAddresses = {QStringLiteral("127.0.0.1")};
        options.advertise = false;
        m_host = (*m_hostPlace).makeHost(options, nullptr);
        m_host->open();
        until("open", [this] { return m_host->state() == HostControl::State::Open; });
        m_sender = enter(m_senderPlace, QStringLiteral("asha"));
        m_taker = enter(m_takerPlace, QStringLiteral("ravi"));
        QObject::connect(m_taker, &RoomClient::messagesArrived, m_taker, [this](const auto &messages) {
            for (const RoomMessage &message : messages)
                m_file = message.file;
            m_arrival.quit();
        });
        QObject::connect(m_taker, &RoomClient::transfersChanged, m_taker, [this](const auto &transfers) {
            for (const TransferView &transfer : transfers) {
                if (transfer.state == TransferState::Failed)
                    qFatal("a file failed");
                if (transfer.state == TransferState::Done)
                    m_path = transfer.path;
            }
            if (!m_path.isEmpty())
                m_arrival.quit();
        });
    }
    ~OurRoom()
    {
        delete m_taker;
        delete m_sender;
        delete m_host;
    }
    /// Seconds.
    double carry(const QString &path)
    {
        m_file.reset();
        m_path.clear();
        const double begun = wallSeconds();
        m_sender->sendFile(path);
        m_arrival.exec();
        const double said = wallSeconds();
        m_taker->takeFile(*m_file, m_takerPlace.path(QStringLiteral("downloads")));
        m_arrival.exec();
        const double taken = wallSeconds();
        QFile::remove(m_path);
        printNote(QStringLiteral("ours: there %1 s, back %2 s").arg(said - begun).arg(taken - said));
        return taken - begun;
    }

private:
    RoomClient *enter(Place &place, const QString &name)
    {
        RoomClient *client = (*place).makeClient(nullptr);
        JoinTarget target;
        target.addresses = {HostAddress{QStringLiteral("127.0.0.1"), m_host->info().port}};
        target.key = m_host->info().fingerprint.text();
        client->join(target);
        until("lobby", [client] { return client->stage() == RoomStage::Lobby; });
        client->registerAccount(name, QStringLiteral("a@example.org"), QStringLiteral("correct horse"), {});
        until("in",
              [client] { return client->stage() == RoomStage::InRoom && client->fileLimits().isOffered; });
        return client;
    }

    Place m_hostPlace;
    Place m_senderPlace;
    Place m_takerPlace;
    HostControl *m_host = nullptr;
    RoomClient *m_sender = nullptr;
    RoomClient *m_taker = nullptr;
    QEventLoop m_arrival; ///< nothing looks at a clock meanwhile: as beside it, all is for the file
    std::optional<FileNote> m_file;
    QString m_path;
};

} // namespace

int main(int argc, char **argv)
{
    beginAsTheProgramDoes();
    const QCoreApplication application(argc, argv);
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("file")));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("no file");
    for (qint64 written = 0; written < fileSize; written += 1 << 20)
        file.write(Bytes(1 << 20, char(written >> 20)));
    file.close();
    OurRoom room;
    TlsFileRelay relay(folder.path());
    Samples ours;
    Samples tls;
    for (int round = 0; round < rounds; ++round) {
        ours.add(room.carry(file.fileName()));
        tls.add(relay.carry(file.fileName()));
    }
    const auto rate = [](double seconds) { return double(fileSize) / seconds / 1e6; };
    const Comparison byTls = compare(tls, ours);
    printNote(
        QStringLiteral("a file of 256 MiB: ours %1 MB/s, TLS %2 MB/s at best, %3 by %4 MB/s in the middle")
            .arg(rate(ours.best()), 0, 'f', 0)
            .arg(rate(tls.best()), 0, 'f', 0)
            .arg(rate(ours.median()), 0, 'f', 0)
            .arg(rate(tls.median()), 0, 'f', 0));
    // Not best by best: a disk that writes back what came before takes part in every round but the first.
    print({QStringLiteral("rate of a file over the host, by a TLS 1.3 relay's"), byTls.middle,
           spreadOf(byTls), Bar::AtLeast, 1.2});
    return 0;
}
