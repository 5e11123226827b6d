// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "AccountBook.h"

#include "Username.h"

#include <algorithm>

namespace waxwing {

namespace {

template <class Entries, class Member, class Value>
auto findBy(Entries &entries, Member member, const Value &value)
{
    return std::find_if(entries.begin(), entries.end(),
                        [&](const auto &entry) { return entry.*member == value; });
}

constexpr qint64 dayMs = 24LL * 60 * 60 * 1'000;

} // namespace

void AccountBook::load(std::vector<Account> accounts)
{
    for (Account &account : accounts)
        add(std::move(account));
}

const Account *AccountBook::byFoldedName(const QString &folded) const
{
    const auto place = m_byFolded.constFind(folded);
    return place == m_byFolded.constEnd() ? nullptr : &m_accounts[*place];
}

const Account *AccountBook::byId(qint64 id) const
{
    const auto place = m_byId.constFind(id);
    return place == m_byId.constEnd() ? nullptr : &m_accounts[*place];
}

Account *AccountBook::mutableById(qint64 id)
{
    const auto place = m_byId.constFind(id);
    return place == m_byId.constEnd() ? nullptr : &m_accounts[*place];
}

int AccountBook::placesLeft() const
{
    return std::max(0, m_settings.accounts - int(m_accounts.size()) - int(m_reservedFolded.size()));
}

Result<void> AccountBook::judge(const QString &name) const
{
    if (const auto checked = checkUsername(name); !checked)
        return tl::make_unexpected(checked.error());
    const QString folded = foldedName(name);
    if (m_byFolded.contains(folded) || m_reservedFolded.contains(folded))
        return failure(Code::NameTaken);
    const QString skeleton = nameSkeleton(name);
    if (m_skeletons.contains(skeleton) || m_reservedSkeletons.contains(skeleton))
        return failure(Code::NameLooksLikeAnother);
    return {};
}

void AccountBook::reserve(const Account &account)
{
    m_reservedFolded.insert(account.folded);
    m_reservedSkeletons.insert(account.skeleton);
}

void AccountBook::release(const Account &account)
{
    m_reservedFolded.remove(account.folded);
    m_reservedSkeletons.remove(account.skeleton);
}

void AccountBook::add(Account account)
{
    release(account);
    m_accounts.push_back(std::move(account));
    index(m_accounts.size() - 1);
}

void AccountBook::index(std::size_t place)
{
    const Account &account = m_accounts[place];
    m_byFolded.insert(account.folded, place);
    m_byId.insert(account.id, place);
    m_skeletons.insert(account.skeleton);
}

Result<void> AccountBook::judgeDevice(const Arrival &arrival) const
{
    const Account *account = byId(arrival.account);
    if (!account)
        return failure(Code::Internal, QStringLiteral("no such account"));
    const auto known = findBy(account->identities, &KnownIdentity::digest, arrival.identity);
    if (known != account->identities.end()) {
        if (known->device != arrival.device)
            return failure(Code::DeviceTaken, QStringLiteral("the identity has another device"));
        return {};
    }
    if (findBy(account->identities, &KnownIdentity::device, arrival.device) != account->identities.end())
        return failure(Code::DeviceTaken, QStringLiteral("the device belongs to another identity"));
    return {};
}

const Account &AccountBook::noteArrival(const Arrival &arrival, qint64 wallMs, quint64 nextNumber,
                                        const std::vector<Bytes> &linked)
{
    Account &account = *mutableById(arrival.account);
    if (account.firstNumber == 0)
        account.firstNumber = nextNumber;
    const auto known = findBy(account.identities, &KnownIdentity::digest, arrival.identity);
    if (known != account.identities.end()) {
        known->lastUsedMs = wallMs;
    } else {
        const qint64 newSinceMs = account.identities.empty() ? 0 : wallMs;
        account.identities.push_back({arrival.identity, arrival.device, 0, wallMs, newSinceMs});
    }
    if (!arrival.address.isEmpty()) {
        const auto address = findBy(account.addresses, &KnownAddress::address, arrival.address);
        if (address != account.addresses.end())
            address->lastUsedMs = wallMs;
        else
            account.addresses.push_back({arrival.address, wallMs});
    }
    std::vector<Bytes> kept = linked;
    kept.push_back(arrival.identity);
    account = withinLimits(std::move(account), kept);
    return account;
}

bool AccountBook::isNew(qint64 account, const Bytes &identity, qint64 wallMs) const
{
    const Account *found = byId(account);
    if (!found)
        return false;
    const auto known = findBy(found->identities, &KnownIdentity::digest, identity);
    return known != found->identities.end() && wallMs - known->newSinceMs < dayMs;
}

bool AccountBook::cameFrom(const Account &account, const QString &address) const
{
    return findBy(account.addresses, &KnownAddress::address, address) != account.addresses.end();
}

quint64 AccountBook::counter(qint64 account, const Bytes &device) const
{
    const Account *found = byId(account);
    if (!found)
        return 0;
    const auto identity = findBy(found->identities, &KnownIdentity::device, device);
    return identity == found->identities.end() ? 0 : identity->counter;
}

void AccountBook::setCounter(qint64 account, const Bytes &device, quint64 counter)
{
    Account *found = mutableById(account);
    if (!found)
        return;
    const auto identity = findBy(found->identities, &KnownIdentity::device, device);
    if (identity != found->identities.end())
        identity->counter = counter;
}

void AccountBook::setVerifier(qint64 account, const ScramVerifier &verifier)
{
    if (Account *found = mutableById(account))
        found->verifier = verifier;
}

} // namespace waxwing
