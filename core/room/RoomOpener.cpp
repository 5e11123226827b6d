// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RoomOpener.h"

#include "RoomName.h"
#include "Username.h"

#include <algorithm>

namespace waxwing {

namespace {

constexpr qint64 inviteLifeMs = 24LL * 60 * 60 * 1'000;
constexpr std::size_t hostPasswordBytes = 32;

/// 32 random bytes in base64: nobody types it (DESIGN §3).
SecretBytes makePassword(Random &random)
{
    const SecretBytes bytes = random.secret(hostPasswordBytes);
    Bytes text = toView(bytes.span()).toByteArray();
    Bytes encoded = text.toBase64();
    SecretBytes password(toSpan(encoded));
    wipe(toMutableSpan(text));
    wipe(toMutableSpan(encoded));
    return password;
}

} // namespace

RoomOpener::RoomOpener(const Services &services, const HostOptions &options,
                       std::shared_ptr<RoomDatabase> database, Then then, QObject *parent)
    : QObject(parent), m_services(services), m_options(options), m_database(std::move(database)),
      m_then(std::move(then))
{}

void RoomOpener::open(const QString &profileFolder, std::optional<SecretBytes> passphrase)
{
    m_services.store->run(
        this,
        [database = m_database, random = m_services.random, profileFolder,
         keep = m_options.settings.replayMessages, passphrase = std::move(passphrase)]() mutable {
            RoomDatabase::OpenOptions options;
            options.folder = profileFolder;
            options.passphrase = std::move(passphrase);
            options.keepMessages = keep;
            return database->open(std::move(options), *random);
        },
        [this](Result<RoomState> state) { onOpened(std::move(state)); });
}

void RoomOpener::onOpened(Result<RoomState> state)
{
    if (!state)
        return fail(state.error());
    m_room.state = std::move(*state);
    applyOptions();
}

void RoomOpener::applyOptions()
{
    RoomState &state = m_room.state;
    QString name = m_options.room.isEmpty() ? state.room : m_options.room;
    if (name.isEmpty())
        name = QStringLiteral("Room");
    if (const auto checked = checkRoomName(name); !checked)
        return fail(checked.error());
    const Registration registration = m_options.registration.value_or(state.registration);
    if (name == state.room && registration == state.registration)
        return applyShare();
    state.room = name;
    state.registration = registration;
    commit([name, registration](RoomDatabase &database) { return database.setRoom(name, registration); },
           [this] { applyShare(); });
}

void RoomOpener::applyShare()
{
    RoomState &state = m_room.state;
    const int share = std::clamp(m_options.shareLast.value_or(state.shareLast), 0, limits::shareLastMost);
    if (share == state.shareLast)
        return makeHostPerson();
    state.shareLast = share;
    commit([share](RoomDatabase &database) { return database.setShareLast(share); },
           [this] { makeHostPerson(); });
}

/// Name and password first, the account second: a run that was cut off between them is mended by the next
/// one.
void RoomOpener::makeHostPerson()
{
    RoomState &state = m_room.state;
    const auto isHosts = [&](const Account &account) { return account.role == Role::Host; };
    if (std::any_of(state.accounts.begin(), state.accounts.end(), isHosts))
        return makeFirstInvite();
    if (!state.hostName.isEmpty())
        return deriveHostKeys();
    if (m_options.hostName.isEmpty())
        return makeFirstInvite();
    AccountBook book(m_options.settings);
    book.load(state.accounts);
    if (const auto judged = book.judge(m_options.hostName); !judged)
        return fail(judged.error());
    state.hostName = m_options.hostName;
    state.hostPassword = makePassword(*m_services.random);
    auto password = std::make_shared<SecretBytes>(state.hostPassword.clone());
    commit([name = state.hostName,
            password](RoomDatabase &database) { return database.setHostPerson(name, *password); },
           [this] { deriveHostKeys(); });
}

void RoomOpener::deriveHostKeys()
{
    const Bytes salt = m_services.random->bytes(limits::saltSize);
    auto password = std::make_shared<SecretBytes>(m_room.state.hostPassword.clone());
    m_services.jobs->run(
        JobPool::Kind::Other, this,
        [password, salt] {
            return scramVerifier(deriveScramKeys(password->span(), salt, limits::iterations));
        },
        [this](const ScramVerifier &verifier) { addHostAccount(verifier); });
}

void RoomOpener::addHostAccount(const ScramVerifier &verifier)
{
    Account account;
    account.name = m_room.state.hostName;
    account.folded = foldedName(account.name);
    account.skeleton = nameSkeleton(account.name);
    account.verifier = verifier;
    account.role = Role::Host;
    m_services.store->run(
        this, [database = m_database, account] { return database->addAccount(account, std::nullopt, 0); },
        [this, account](const Result<qint64> &id) mutable {
            if (!id)
                return fail(id.error());
            account.id = *id;
            m_room.state.accounts.push_back(std::move(account));
            makeFirstInvite();
        });
}

void RoomOpener::makeFirstInvite()
{
    const int left = m_options.settings.accounts - int(m_room.state.accounts.size());
    if (m_room.state.registration != Registration::Invite || left < 1)
        return m_then(std::move(m_room));
    makeInvite(m_services, this, m_database, left, [this](const Result<InviteBook::Token> &token) {
        if (token) {
            m_room.state.invites.push_back(token->invite);
            m_room.invite = token->text;
        } else {
            m_room.noInvite = token.error();
        }
        m_then(std::move(m_room));
    });
}

void RoomOpener::makeInvite(const Services &services, QObject *context,
                            const std::shared_ptr<RoomDatabase> &database, int uses,
                            std::function<void(const Result<InviteBook::Token> &)> then)
{
    const qint64 nowMs = services.clock->wallMs();
    const InviteBook::Token token = InviteBook::make(*services.random, uses, nowMs + inviteLifeMs);
    services.store->run(
        context, [database, invite = token.invite, nowMs] { return database->addInvite(invite, nowMs); },
        [token, then = std::move(then)](const Result<void> &added) {
            then(added ? Result<InviteBook::Token>(token) : tl::make_unexpected(added.error()));
        });
}

void RoomOpener::commit(std::function<Result<void>(RoomDatabase &)> change, std::function<void()> next)
{
    m_services.store->run(
        this, [database = m_database, change = std::move(change)] { return change(*database); },
        [this, next = std::move(next)](const Result<void> &result) {
            if (!result)
                return fail(result.error());
            next();
        });
}

void RoomOpener::fail(const Error &error)
{
    m_then(tl::make_unexpected(error));
}

} // namespace waxwing
