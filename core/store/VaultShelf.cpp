// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "VaultShelf.h"

#include <QDir>
#include <QFile>
#include <limits>

namespace waxwing {

namespace {

constexpr qint64 dayMs = 24LL * 60 * 60 * 1'000;

} // namespace

struct VaultShelf::Shelf
{
    struct Entry
    {
        std::shared_ptr<VaultSession> session;
        int users = 0;
    };
    std::map<QString, Entry> entries; ///< by path

    void release(const QString &path, const VaultSession *session)
    {
        const auto found = entries.find(path);
        if (found == entries.end() || found->second.session.get() != session || --found->second.users > 0)
            return;
        found->second.session->close();
        entries.erase(found);
    }
};

/// One who holds a session; at its end the shelf is told, in the store's thread.
struct VaultShelf::Use
{
    std::shared_ptr<StoreDoor> door;
    std::shared_ptr<Shelf> shelf;
    QString path;
    std::shared_ptr<VaultSession> session;

    Use(std::shared_ptr<StoreDoor> way, std::shared_ptr<Shelf> where, QString of,
        std::shared_ptr<VaultSession> what)
        : door(std::move(way)), shelf(std::move(where)), path(std::move(of)), session(std::move(what))
    {}
    ~Use()
    {
        door->post([kept = shelf, name = path, mine = session] { kept->release(name, mine.get()); });
    }
    Use(const Use &) = delete;
    Use &operator=(const Use &) = delete;
};

VaultShelf::VaultShelf(StoreThread &store, const Clock &clock, Random &random, QObject *parent)
    : QObject(parent), m_store(store), m_door(std::make_shared<StoreDoor>(store)), m_clock(clock),
      m_random(random), m_shelf(std::make_shared<Shelf>())
{
    connect(&m_daily, &QTimer::timeout, this, [this] { setKeepDays(m_keepDays); });
    m_daily.start(std::chrono::hours(24));
}

VaultShelf::~VaultShelf()
{
    m_door->post([shelf = m_shelf] {
        for (auto &[path, entry] : shelf->entries)
            entry.session->close();
        shelf->entries.clear();
    });
    m_door->close();
    m_store.drain(); // what was posted knows this object
}

void VaultShelf::setKeepDays(int days)
{
    m_keepDays = days;
    m_door->post([this, shelf = m_shelf] {
        for (const auto &[path, entry] : shelf->entries) {
            if (entry.session->isUnlocked())
                unlocked(entry.session);
        }
    });
}

Result<std::shared_ptr<VaultSession>> VaultShelf::take(const QString &folder, const QString &fileName)
{
    const QString path = folder + QLatin1Char('/') + fileName;
    auto found = m_shelf->entries.find(path);
    if (found == m_shelf->entries.end()) {
        const auto session = std::make_shared<VaultSession>(m_door, m_clock, m_random);
        if (auto opened = session->openFile(folder, fileName); !opened)
            return tl::make_unexpected(opened.error());
        found = m_shelf->entries.emplace(path, Shelf::Entry{session, 0}).first;
    }
    ++found->second.users;
    const auto use = std::make_shared<Use>(m_door, m_shelf, path, found->second.session);
    return std::shared_ptr<VaultSession>(use, use->session.get());
}

bool VaultShelf::isInUse(const QString &folder, const QString &fileName) const
{
    const auto found = m_shelf->entries.find(folder + QLatin1Char('/') + fileName);
    return found != m_shelf->entries.end() && found->second.session->isUnlocked();
}

Result<void> VaultShelf::putAside(const QString &folder, const QString &fileName)
{
    const auto found = m_shelf->entries.find(folder + QLatin1Char('/') + fileName);
    if (found != m_shelf->entries.end()) {
        if (found->second.session->isUnlocked())
            return failure(Code::ProfileInUse, QStringLiteral("The vault is open in another window."));
        found->second.session->close();
        m_shelf->entries.erase(found);
    }
    const QDir vaults(folder + QStringLiteral("/vaults"));
    const QString aside = QStringLiteral("%1.old-%2").arg(fileName).arg(m_clock.wallMs());
    for (const char *part : {"", "-wal", "-shm"}) {
        const QString suffix = QString::fromLatin1(part);
        QFile file(vaults.filePath(fileName + suffix));
        if (file.exists() && !file.rename(vaults.filePath(aside + suffix)))
            return failure(Code::StorageFailed, file.errorString());
    }
    return {};
}

void VaultShelf::unlocked(const std::shared_ptr<VaultSession> &session)
{
    const int days = m_keepDays;
    session->keepNothing(days < 0);
    if (days < 0)
        removeInSlices(session, std::numeric_limits<qint64>::max());
    else if (days > 0)
        removeInSlices(session, m_clock.wallMs() - days * dayMs);
}

void removeInSlices(const std::shared_ptr<VaultSession> &session, qint64 keptBeforeMs,
                    std::function<void(const Result<void> &)> done)
{
    session->door().post([session, keptBeforeMs, done = std::move(done)] {
        const auto over = session->removeOldest(keptBeforeMs);
        if (over && !*over)
            return removeInSlices(session, keptBeforeMs, done);
        const Result<void> outcome =
            over ? session->finishRemoval(done != nullptr) : tl::make_unexpected(over.error());
        if (done)
            done(outcome);
    });
}

} // namespace waxwing
