// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RoomHall.h"

#include "RoomNumbers.h"
#include "Username.h"

#include <QDir>
#include <QFile>
#include <QSemaphore>

namespace waxwing::bench {

RegisteredProfile::RegisteredProfile(int accounts)
{
    SystemRandom random;
    RoomDatabase database;
    if (const auto opened = database.open({m_folder.path(), {}, 0}, random); !opened)
        qFatal("no room: %s", qPrintable(opened.error().detail));
    for (int i = 0; i < accounts; ++i) {
        Account account;
        account.name = memberName(i);
        account.folded = foldedName(account.name);
        account.skeleton = nameSkeleton(account.name);
        account.email = QStringLiteral("%1@example.org").arg(account.name);
        account.verifier = scramVerifier(memberKeys(i));
        if (const auto id = database.addAccount(account, {}, 0); !id)
            qFatal("no account: %s", qPrintable(id.error().detail));
    }
    if (!database.closeCleanly())
        qFatal("the room did not close");
}

void RegisteredProfile::copyTo(const QString &folder) const
{
    const QDir from(m_folder.filePath(QStringLiteral("room")));
    const QDir to(folder + QStringLiteral("/room"));
    if (!QDir().mkpath(to.path()))
        qFatal("no folder");
    for (const QString &name : from.entryList(QDir::Files | QDir::Hidden)) {
        if (!QFile::copy(from.filePath(name), to.filePath(name)))
            qFatal("%s was not copied", qPrintable(name));
    }
}

RoomHall::RoomHall(const RegisteredProfile &profile)
{
    profile.copyTo(m_folder.path());
    QSemaphore opened;
    start([&] {
        HostOptions options;
        options.port = 0;
        options.bindAddresses = {QStringLiteral("127.0.0.1")};
        options.settings = benchSettings();
        options.features = {features::replay(), features::talk()};
        Services services;
        services.clock = &m_clock;
        services.random = &m_random;
        services.jobs = &m_jobs;
        services.store = &m_store;
        m_host = std::make_unique<RoomHost>(services, m_folder.path(), options);
        QObject::connect(m_host.get(), &RoomHost::opened, m_host.get(), [&](const HostInfo &info) {
            setPort(info.port);
            opened.release();
        });
        QObject::connect(m_host.get(), &RoomHost::failed, m_host.get(), [](const Error &error) {
            qFatal("the room did not open: code %d, %s", int(error.code), qPrintable(error.detail));
        });
        m_host->open();
    });
    opened.acquire();
    call([this] { m_host->disconnect(); });
}

RoomHall::~RoomHall()
{
    stop([this] { m_host.reset(); });
}

} // namespace waxwing::bench
