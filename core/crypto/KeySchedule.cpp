// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "KeySchedule.h"

#include "Limits.h"

#include <algorithm>

namespace waxwing {

namespace {

constexpr std::size_t secretSize = 32;
constexpr std::size_t ivSize = 12;

SecretBytes joined(std::span<const quint8> first, std::span<const quint8> second)
{
    SecretBytes result(first.size() + second.size());
    std::copy(first.begin(), first.end(), result.span().begin());
    std::copy(second.begin(), second.end(),
              result.span().begin() + static_cast<std::ptrdiff_t>(first.size()));
    return result;
}

/// One of the secrets that hang on a pseudo-random key, each by its own label.
SecretBytes derived(const SecretBytes &from, BytesView label)
{
    return hkdfExpand(from.span(), label, secretSize);
}

/// `label` and a NUL: labels that are signed or hashed end so, those of HKDF do not.
Bytes terminated(BytesView label)
{
    return label.toByteArray().append('\0');
}

} // namespace

Transcript::Transcript(BytesView context, BytesView guestHello, BytesView hostHello)
    : m_hash(sha256({context, guestHello, hostHello}))
{}

void Transcript::add(BytesView content)
{
    m_hash = sha256({m_hash, content});
}

Bytes Transcript::roomContext()
{
    return terminated("waxwing/1 room");
}

Bytes Transcript::directContext(BytesView hostDigest, BytesView caller, BytesView callee)
{
    return terminated("waxwing/1 direct").append(hostDigest).append(keySchedule::directNames(caller, callee));
}

namespace keySchedule {

SecretBytes root(BytesView th1, std::span<const quint8> transported, std::span<const quint8> agreed)
{
    const SecretBytes material = joined(transported, agreed);
    return hkdfExtract(toSpan(th1), material.span());
}

HandshakeSecrets handshakeSecrets(const SecretBytes &root)
{
    return {derived(root, "waxwing/1 handshake g2h"), derived(root, "waxwing/1 handshake h2g")};
}

SessionSecrets sessionSecrets(BytesView lastTranscriptHash, const SecretBytes &root)
{
    const SecretBytes master = hkdfExtract(toSpan(lastTranscriptHash), root.span());
    return {derived(master, "waxwing/1 g2h"), derived(master, "waxwing/1 h2g"),
            derived(master, "waxwing/1 exporter"), derived(master, "waxwing/1 chain")};
}

EpochKeys epochKeys(const SecretBytes &directionSecret)
{
    return {derived(directionSecret, "waxwing/1 key"),
            hkdfExpand(directionSecret.span(), "waxwing/1 iv", ivSize)};
}

SecretBytes next(const SecretBytes &directionSecret)
{
    return derived(directionSecret, "waxwing/1 next");
}

RefreshSecrets refresh(const SecretBytes &chain, std::span<const quint8> agreed, BytesView usernameUtf8)
{
    const SecretBytes material = joined(agreed, toSpan(sha256(usernameUtf8)));
    const SecretBytes refreshed = hkdfExtract(chain.span(), material.span());
    return {derived(refreshed, "waxwing/1 g2h"), derived(refreshed, "waxwing/1 h2g"),
            derived(refreshed, "waxwing/1 chain")};
}

Bytes hostStatement(BytesView th2, BytesView spkiDigest)
{
    return terminated("waxwing/1 host").append(th2).append(spkiDigest);
}

Bytes guestStatement(BytesView th3, BytesView spkiDigest)
{
    return terminated("waxwing/1 guest").append(th3).append(spkiDigest);
}

Bytes directNames(BytesView caller, BytesView callee)
{
    return terminated(caller).append(terminated(callee));
}

SecretBytes memberStatement(const SecretBytes &exporter, BytesView spkiDigest, BytesView usernameUtf8)
{
    const SecretBytes bound = joined(toSpan(terminated("waxwing/1 member")), exporter.span());
    return joined(bound.span(), toSpan(spkiDigest.toByteArray().append(usernameUtf8)));
}

} // namespace keySchedule

} // namespace waxwing
