// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ResetBook.h"

#include "Base32.h"
#include "Hash.h"

namespace waxwing {

namespace {

constexpr qsizetype codeBytes = limits::inviteCharacters * 5 / 8;

std::optional<Bytes> digestOf(const QString &text)
{
    const std::optional<Bytes> bytes = fromBase32(text);
    if (!bytes || bytes->size() != codeBytes)
        return {};
    return sha256(toBase32(*bytes).toLatin1());
}

} // namespace

void ResetBook::load(const std::vector<ResetCode> &codes)
{
    for (const ResetCode &code : codes)
        add(code);
}

ResetBook::Token ResetBook::make(Random &random, qint64 account, qint64 nowMs)
{
    const QString text = toBase32(random.bytes(codeBytes));
    return {text, {account, *digestOf(text), nowMs + limits::resetCodeSeconds * 1'000}};
}

void ResetBook::add(const ResetCode &code)
{
    m_codes.insert(code.account, code);
}

void ResetBook::remove(qint64 account)
{
    m_codes.remove(account);
}

Result<Bytes> ResetBook::check(qint64 account, const QString &text, qint64 nowMs) const
{
    const std::optional<Bytes> digest = digestOf(text);
    const auto code = m_codes.constFind(account);
    if (!digest || code == m_codes.constEnd() || code->digest != *digest || code->expiresMs <= nowMs)
        return failure(Code::ResetCodeInvalid, QStringLiteral("unknown, used or expired"));
    return *digest;
}

bool ResetBook::isCode(const QString &text)
{
    return digestOf(text).has_value();
}

} // namespace waxwing
