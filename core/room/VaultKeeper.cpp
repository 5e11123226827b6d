// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "VaultKeeper.h"

#include <QDir>
#include <QFile>

namespace waxwing {

struct VaultKeeper::Found
{
    Result<void> outcome;
    bool isNew = false;
    PasswordWrap wrap;
};

struct VaultKeeper::Made
{
    Result<void> outcome;
    VaultContents contents;
    PasswordWrap wrap;
    SecretBytes key;
};

struct VaultKeeper::Read
{
    Result<VaultContents> contents;
};

namespace {

std::shared_ptr<SecretBytes> shared(SecretBytes secret)
{
    return std::make_shared<SecretBytes>(std::move(secret));
}

} // namespace

VaultKeeper::VaultKeeper(const GuestServices &services, QObject *parent)
    : QObject(parent), m_services(services)
{}

bool VaultKeeper::isOpenFor(const Bytes &hostSpki, const QString &username) const
{
    return !m_openName.isEmpty() && m_openName == VaultDatabase::fileName(hostSpki, username);
}

void VaultKeeper::open(const Bytes &hostSpki, const QString &username, SecretBytes password)
{
    close();
    m_fileName = VaultDatabase::fileName(hostSpki, username);
    m_password = shared(std::move(password));
    m_services.store->run(
        this,
        [folder = m_services.profileFolder, name = m_fileName] {
            auto found = std::make_shared<Found>();
            VaultDatabase database;
            found->outcome = database.openFile(folder, name);
            if (!found->outcome || (found->isNew = database.isNew()))
                return found;
            if (auto wrap = database.readWrap())
                found->wrap = *std::move(wrap);
            else
                found->outcome = tl::make_unexpected(wrap.error());
            return found;
        },
        [this, turn = m_turn](const std::shared_ptr<Found> &found) {
            if (turn == m_turn)
                onFound(found);
        });
}

void VaultKeeper::onFound(const std::shared_ptr<Found> &found)
{
    if (!found->outcome)
        fail(found->outcome.error());
    else if (found->isNew)
        make();
    else
        unlock(found->wrap);
}

void VaultKeeper::make()
{
    m_services.jobs->run(
        JobPool::Kind::Other, this,
        [random = m_services.random, password = m_password] {
            auto made = std::make_shared<Made>();
            auto identity = Identity::generate(*random);
            if (!identity) {
                made->outcome = tl::make_unexpected(identity.error());
                return made;
            }
            made->contents.identity = *std::move(identity);
            made->contents.device = random->bytes(limits::deviceSize);
            made->key = random->secret(32);
            made->wrap = wrapKey(made->key, password->span(), *random);
            return made;
        },
        [this, turn = m_turn](const std::shared_ptr<Made> &made) {
            if (turn != m_turn)
                return;
            if (made->outcome)
                store(made);
            else
                fail(made->outcome.error());
        });
}

void VaultKeeper::store(const std::shared_ptr<Made> &made)
{
    m_services.store->run(
        this,
        [made, folder = m_services.profileFolder, name = m_fileName, random = m_services.random] {
            VaultDatabase database;
            made->outcome = database.openFile(folder, name);
            if (made->outcome)
                made->outcome = database.create(made->wrap, made->key, made->contents, *random);
            return made;
        },
        [this, turn = m_turn](const std::shared_ptr<Made> &stored) {
            if (turn != m_turn)
                return;
            if (!stored->outcome)
                return fail(stored->outcome.error());
            m_key = shared(std::move(stored->key));
            finish(std::move(stored->contents));
        });
}

void VaultKeeper::unlock(const PasswordWrap &wrap)
{
    m_services.jobs->run(
        JobPool::Kind::Other, this,
        [wrap, password = m_password] {
            return std::make_shared<Result<SecretBytes>>(unwrapKey(wrap, password->span()));
        },
        [this, turn = m_turn](const std::shared_ptr<Result<SecretBytes>> &key) {
            if (turn == m_turn)
                onUnlocked(key);
        });
}

void VaultKeeper::onUnlocked(const std::shared_ptr<Result<SecretBytes>> &key)
{
    if (*key) {
        m_key = shared(*std::move(*key));
        read();
    } else if (key->error().code == Code::PasswordWrong) {
        putAside();
    } else {
        fail(key->error());
    }
}

void VaultKeeper::read()
{
    m_services.store->run(
        this,
        [folder = m_services.profileFolder, name = m_fileName, key = m_key] {
            VaultDatabase database;
            auto answer = std::make_shared<Read>();
            if (const auto open = database.openFile(folder, name); !open)
                answer->contents = tl::make_unexpected(open.error());
            else
                answer->contents = database.contents(*key);
            return answer;
        },
        [this, turn = m_turn](const std::shared_ptr<Read> &answer) {
            if (turn != m_turn)
                return;
            if (answer->contents)
                finish(*std::move(answer->contents));
            else
                fail(answer->contents.error());
        });
}

void VaultKeeper::putAside()
{
    m_services.store->run(
        this,
        [folder = m_services.profileFolder, name = m_fileName,
         now = m_services.clock->wallMs()]() -> Result<void> {
            const QDir vaults(folder + QStringLiteral("/vaults"));
            const QString aside = QStringLiteral("%1.old-%2").arg(name).arg(now);
            for (const char *part : {"", "-wal", "-shm"}) {
                const QString suffix = QString::fromLatin1(part);
                QFile file(vaults.filePath(name + suffix));
                if (file.exists() && !file.rename(vaults.filePath(aside + suffix)))
                    return failure(Code::StorageFailed, file.errorString());
            }
            return {};
        },
        [this, turn = m_turn](const Result<void> &moved) {
            if (turn != m_turn)
                return;
            if (moved)
                make();
            else
                fail(moved.error());
        });
}

void VaultKeeper::finish(VaultContents contents)
{
    m_contents = std::move(contents);
    m_password.reset();
    m_openName = m_fileName;
    Q_EMIT opened();
}

void VaultKeeper::fail(const Error &error)
{
    close();
    Q_EMIT failed(error);
}

void VaultKeeper::savePosition(const Bytes &history, quint64 nextNumber, quint64 counter)
{
    if (m_openName.isEmpty())
        return;
    m_contents.history = history;
    m_contents.nextNumber = nextNumber;
    m_contents.counter = counter;
    m_services.store->post([folder = m_services.profileFolder, name = m_openName, key = m_key, history,
                            nextNumber, counter, random = m_services.random] {
        // A position that is not kept costs a wrong count of missed messages, nothing else.
        VaultDatabase database;
        if (database.openFile(folder, name))
            (void)database.savePosition(*key, history, nextNumber, counter, *random);
    });
}

void VaultKeeper::close()
{
    ++m_turn;
    m_openName.clear();
    m_key.reset();
    m_password.reset();
    m_contents = {};
}

} // namespace waxwing
