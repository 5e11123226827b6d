// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "InviteBook.h"

#include "Base32.h"
#include "Hash.h"

namespace waxwing {

namespace {

constexpr qsizetype tokenBytes = limits::inviteCharacters * 5 / 8;

Bytes digestOf(const QString &canonicalToken)
{
    return sha256(canonicalToken.toLatin1());
}

} // namespace

void InviteBook::load(const std::vector<Invite> &invites)
{
    for (const Invite &invite : invites)
        add(invite);
}

InviteBook::Token InviteBook::make(Random &random, int uses, qint64 expiresMs)
{
    const QString text = toBase32(random.bytes(tokenBytes));
    return {text, Invite{digestOf(text), uses, expiresMs}};
}

void InviteBook::add(const Invite &invite)
{
    m_invites.insert(invite.digest, invite);
}

Result<Bytes> InviteBook::check(const std::optional<QString> &token, qint64 nowMs) const
{
    if (!token || token->isEmpty())
        return failure(Code::InviteMissing);
    const std::optional<Bytes> bytes = fromBase32(*token);
    if (!bytes || bytes->size() != tokenBytes)
        return failure(Code::InviteInvalid, QStringLiteral("not a token"));
    const auto invite = m_invites.constFind(digestOf(toBase32(*bytes)));
    if (invite == m_invites.constEnd() || invite->uses < 1 || invite->expiresMs <= nowMs)
        return failure(Code::InviteInvalid, QStringLiteral("unknown, used up or expired"));
    return invite->digest;
}

void InviteBook::reserve(const Bytes &digest)
{
    if (const auto invite = m_invites.find(digest); invite != m_invites.end())
        --invite->uses;
}

void InviteBook::release(const Bytes &digest)
{
    if (const auto invite = m_invites.find(digest); invite != m_invites.end())
        ++invite->uses;
}

} // namespace waxwing
