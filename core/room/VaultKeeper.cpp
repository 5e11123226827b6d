// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "VaultKeeper.h"

#include <algorithm>
#include <utility>

namespace waxwing {

struct VaultKeeper::Found
{
    Result<void> outcome;
    std::shared_ptr<VaultSession> session;
    bool isNew = false;
    std::vector<StoredWrap> wraps;
};

struct VaultKeeper::Made
{
    Result<void> outcome;
    VaultContents contents;
    PasswordWrap wrap;
    SecretBytes key;
};

struct VaultKeeper::Unlocked
{
    Result<SecretBytes> key;
    StoredWrap opened;
    bool isOneOfSeveral = false;
    std::optional<PasswordWrap> wrapAnew; ///< under the present password
};

struct VaultKeeper::Read
{
    Result<VaultContents> contents;
    HistoryStart start;
};

namespace {

std::shared_ptr<const SecretBytes> shared(SecretBytes secret)
{
    return std::make_shared<const SecretBytes>(std::move(secret));
}

} // namespace

VaultKeeper::VaultKeeper(const GuestServices &services, QObject *parent)
    : QObject(parent), m_services(services)
{}

VaultKeeper::~VaultKeeper() = default;

bool VaultKeeper::isOpenFor(const Bytes &hostSpki, const QString &username) const
{
    return !m_openName.isEmpty() && m_openName == VaultDatabase::fileName(hostSpki, username);
}

std::shared_ptr<VaultSession> VaultKeeper::session() const
{
    return m_openName.isEmpty() ? nullptr : m_session;
}

void VaultKeeper::open(const Bytes &hostSpki, const QString &username, SecretBytes password)
{
    const QString name = VaultDatabase::fileName(hostSpki, username);
    if (m_trouble && name == m_fileName) {
        m_password = shared(std::move(password));
        return;
    }
    close();
    m_fileName = name;
    m_password = shared(std::move(password));
    find();
}

void VaultKeeper::find()
{
    m_services.store->run(
        this,
        [vaults = m_services.vaults, folder = m_services.profileFolder, name = m_fileName] {
            auto found = std::make_shared<Found>();
            auto session = vaults->take(folder, name);
            if (!session) {
                found->outcome = tl::make_unexpected(session.error());
                return found;
            }
            found->session = *std::move(session);
            found->isNew = found->session->isNew();
            if (found->isNew)
                return found;
            if (auto wraps = found->session->wraps())
                found->wraps = *std::move(wraps);
            else
                found->outcome = tl::make_unexpected(wraps.error());
            return found;
        },
        [this, turn = m_turn](const std::shared_ptr<Found> &found) {
            if (turn == m_turn)
                onFound(found);
        });
}

void VaultKeeper::onFound(const std::shared_ptr<Found> &found)
{
    m_session = found->session;
    m_wraps = found->wraps;
    if (!found->outcome)
        judge(found->outcome.error());
    else if (found->isNew)
        make();
    else
        unlock(m_password, false);
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
                judge(made->outcome.error());
        });
}

void VaultKeeper::store(const std::shared_ptr<Made> &made)
{
    m_services.store->run(
        this,
        [made, vaults = m_services.vaults, session = m_session] {
            auto stored = std::make_shared<Read>();
            if (!session->isNew()) {
                // Another window was quicker: its identity is this account's.
                stored->contents = failure(Code::Busy);
                return stored;
            }
            if (auto created = session->create(made->wrap, made->key, made->contents); !created)
                stored->contents = tl::make_unexpected(created.error());
            else
                stored->contents = session->contents();
            if (stored->contents)
                vaults->unlocked(session);
            return stored;
        },
        [this, turn = m_turn](const std::shared_ptr<Read> &stored) {
            if (turn != m_turn)
                return;
            if (!stored->contents && stored->contents.error().code == Code::Busy)
                find();
            else
                onRead(stored);
        });
}

void VaultKeeper::unlock(const std::shared_ptr<const SecretBytes> &password, bool isEarlier)
{
    m_services.jobs->run(
        JobPool::Kind::Other, this,
        [wraps = m_wraps, password, isEarlier, present = m_password, random = m_services.random] {
            auto unlocked = std::make_shared<Unlocked>();
            unlocked->isOneOfSeveral = wraps.size() > 1;
            unlocked->key = failure(Code::StorageDamaged, QStringLiteral("The vault's key is damaged."));
            for (const StoredWrap &stored : wraps) {
                if (stored.state == StoredWrap::State::Damaged)
                    continue;
                unlocked->key = unwrapKey(stored.wrap, password->span());
                unlocked->opened = stored;
                if (unlocked->key)
                    break;
            }
            if (unlocked->key && isEarlier)
                unlocked->wrapAnew = wrapKey(*unlocked->key, present->span(), *random);
            return unlocked;
        },
        [this, turn = m_turn](const std::shared_ptr<Unlocked> &unlocked) {
            if (turn == m_turn)
                onUnlocked(unlocked);
        });
}

void VaultKeeper::onUnlocked(const std::shared_ptr<Unlocked> &unlocked)
{
    if (!unlocked->key)
        return judge(unlocked->key.error());
    m_services.store->run(
        this,
        [unlocked, vaults = m_services.vaults, session = m_session] {
            auto read = std::make_shared<Read>();
            const bool mayTidy = unlocked->isOneOfSeveral && !session->isUnlocked();
            auto done = session->unlock(*unlocked->key, unlocked->opened);
            if (done && unlocked->wrapAnew)
                done = session->replaceWraps(*unlocked->wrapAnew);
            else if (done && mayTidy) // what a change of password left behind; where not now, next time
                (void)session->keepOnly(unlocked->opened.wrap);
            const auto start = done ? session->start() : tl::make_unexpected(done.error());
            if (!start) {
                read->contents = tl::make_unexpected(start.error());
                return read;
            }
            read->start = *start;
            read->contents = session->contents();
            if (read->contents)
                vaults->unlocked(session);
            return read;
        },
        [this, turn = m_turn](const std::shared_ptr<Read> &read) {
            if (turn == m_turn)
                onRead(read);
        });
}

void VaultKeeper::onRead(const std::shared_ptr<Read> &read)
{
    if (!read->contents)
        return judge(read->contents.error());
    m_contents = *std::move(read->contents);
    m_start = read->start;
    m_password.reset();
    m_wraps.clear();
    m_trouble.reset();
    m_openName = m_fileName;
    Q_EMIT opened();
}

/// What stands in a vault is not thrown away because it does not open.
void VaultKeeper::judge(const Error &error)
{
    if (error.code == Code::PasswordWrong)
        m_trouble = VaultTrouble::WrongPassword;
    else if (error.code == Code::StorageDamaged)
        m_trouble = VaultTrouble::Damaged;
    else
        m_trouble.reset();
    if (m_trouble)
        return Q_EMIT troubled(*m_trouble, error);
    close();
    Q_EMIT failed(error);
}

void VaultKeeper::retryWith(SecretBytes password)
{
    if (m_trouble == VaultTrouble::WrongPassword)
        unlock(shared(std::move(password)), true);
}

void VaultKeeper::putAsideAndGoOn()
{
    if (!m_trouble)
        return;
    m_session.reset();
    m_services.store->run(
        this,
        [vaults = m_services.vaults, folder = m_services.profileFolder, name = m_fileName] {
            return vaults->putAside(folder, name);
        },
        [this, turn = m_turn](const Result<void> &moved) {
            if (turn != m_turn)
                return;
            m_trouble.reset();
            if (!moved)
                return judge(moved.error());
            Q_EMIT wasPutAside();
            find();
        });
}

void VaultKeeper::lookWhetherInUse(const Bytes &hostSpki, const QStringList &usernames,
                                   const std::function<void(bool)> &answer)
{
    QStringList names;
    for (const QString &username : usernames)
        names.append(VaultDatabase::fileName(hostSpki, username));
    m_services.store->run(
        this,
        [vaults = m_services.vaults, folder = m_services.profileFolder, names] {
            return std::any_of(names.begin(), names.end(),
                               [&](const QString &name) { return vaults->isInUse(folder, name); });
        },
        answer);
}

template <class Work, class T> void VaultKeeper::write(Work work, Done<T> done)
{
    if (m_openName.isEmpty())
        return;
    m_services.store->run(
        this, [session = m_session, work = std::move(work)] { return work(*session); },
        [this, turn = m_turn, done = std::move(done)](const Result<T> &outcome) {
            if (turn == m_turn && done)
                done(outcome);
        });
}

void VaultKeeper::keep(KeptTurn turn, Done<void> done)
{
    write([turn = std::move(turn)](VaultSession &session) { return session.keep(turn); }, std::move(done));
}

void VaultKeeper::addOutgoing(std::vector<OutgoingMessage> messages, Done<std::vector<qint64>> done)
{
    write([messages = std::move(messages)](VaultSession &session) { return session.addOutgoing(messages); },
          std::move(done));
}

void VaultKeeper::changeOutgoing(std::vector<OutgoingMessage> messages, Done<void> done)
{
    write(
        [messages = std::move(messages)](VaultSession &session) { return session.changeOutgoing(messages); },
        std::move(done));
}

void VaultKeeper::removeOutgoing(std::vector<qint64> ids, Done<void> done)
{
    write([ids = std::move(ids)](VaultSession &session) { return session.removeOutgoing(ids); },
          std::move(done));
}

VaultKeeper::Done<void> VaultKeeper::told(Done<void> done)
{
    return [this, done = std::move(done)](const Result<void> &outcome) {
        if (!outcome)
            Q_EMIT transferNotKept(outcome.error());
        if (done)
            done(outcome);
    };
}

void VaultKeeper::keepTransfer(KeptTransfer transfer)
{
    keepTransfer(std::move(transfer), [] {});
}

void VaultKeeper::keepTransfer(KeptTransfer transfer, std::function<void()> then)
{
    if (!session())
        return then();
    write([transfer = std::move(transfer)](VaultSession &session) { return session.keepTransfer(transfer); },
          told([then = std::move(then)](const Result<void> &) { then(); }));
}

void VaultKeeper::removeTransfer(qint64 id)
{
    write([id](VaultSession &session) { return session.removeTransfer(id); }, told({}));
}

void VaultKeeper::close()
{
    ++m_turn;
    const bool wasOpen = !std::exchange(m_openName, {}).isEmpty();
    m_session.reset();
    m_password.reset();
    m_wraps.clear();
    m_trouble.reset();
    m_contents = {};
    m_start = {};
    if (wasOpen)
        Q_EMIT closed();
}

} // namespace waxwing
