// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HostHandshake.h"

#include "KeyTransport.h"

namespace waxwing {

HostHandshake::HostHandshake(std::shared_ptr<const Identity> identity, Random &random, Bytes context)
    : m_identity(std::move(identity)), m_context(std::move(context)),
      m_random(random.bytes(limits::randomSize)), m_agreement(random),
      m_secret(std::make_shared<SecretBytes>(random.secret(limits::hashSize)))
{}

Result<HostHandshake::Work> HostHandshake::takeGuestHello(Frame frame)
{
    // PROTOCOL 6.1: the version is read before and without the struct, so that a stranger is told so.
    const Result<quint64> version = helloVersion(frame.body());
    if (!version)
        return tl::make_unexpected(version.error());
    if (*version != limits::protocolVersion)
        return failure(Code::WrongVersion, QStringLiteral("guest speaks version %1").arg(*version));
    const Result<GuestHello> hello = decodeGuestHello(frame.body());
    if (!hello)
        return tl::make_unexpected(hello.error());
    Result<SecretBytes> agreed = m_agreement.agree(hello->share);
    if (!agreed)
        return tl::make_unexpected(agreed.error());
    m_agreed = std::move(*agreed);
    m_guestHello = std::move(frame);
    return [spki = hello->key, secret = std::move(m_secret)]() -> JobResult {
        const Result<PublicKey> key = PublicKey::fromSpki(spki);
        if (!key)
            return key.error();
        Result<Bytes> ciphertext = KeyTransport::encapsulate(*key, secret->span());
        if (!ciphertext)
            return ciphertext.error();
        return Encapsulated{std::move(*secret), std::move(*ciphertext)};
    };
}

Frame HostHandshake::hostHello(Encapsulated result)
{
    HostHello hello;
    hello.version = limits::protocolVersion;
    hello.random = m_random;
    hello.share = m_agreement.share();
    hello.secret = std::move(result.ciphertext);
    Frame frame = makeFrame(FrameType::HostHello, encode(hello));
    m_transcript.emplace(m_context, m_guestHello.bytes, frame.bytes);
    m_root = keySchedule::root(m_transcript->hash(), result.secret.span(), m_agreed.span());
    m_agreed.wipe();
    m_guestHello = {};
    return frame;
}

HandshakeSecrets HostHandshake::secrets() const
{
    return keySchedule::handshakeSecrets(m_root);
}

HostHandshake::Work HostHandshake::takeReady(BytesView content)
{
    m_transcript->add(content); // th2
    return [identity = m_identity, th2 = m_transcript->hash()]() -> JobResult {
        return identity->sign(keySchedule::hostStatement(th2, identity->publicKey().digest()));
    };
}

Bytes HostHandshake::proof(const Bytes &signature)
{
    Bytes content = encode(Message(HostProof{m_identity->publicKey().spki(), signature})).content;
    m_transcript->add(content); // th3
    return content;
}

HostHandshake::Work HostHandshake::takeGuestProof(BytesView content, const GuestProof &proof,
                                                  const Bytes &expected)
{
    const Bytes th3 = m_transcript->hash();
    m_transcript->add(content); // th4
    return [th3, proof, expected]() -> JobResult {
        const Result<PublicKey> key = PublicKey::fromSpki(proof.identity);
        if (!key)
            return key.error();
        if (key->digest() != expected)
            return Error{Code::AnotherIdentity,
                         QStringLiteral("not the identity that the roster handed out")};
        if (!key->verify(keySchedule::guestStatement(th3, key->digest()), proof.signature))
            return Error{Code::BadSignature, QStringLiteral("the caller's signature does not hold")};
        return *key;
    };
}

SessionSecrets HostHandshake::session() const
{
    return keySchedule::sessionSecrets(m_transcript->hash(), m_root);
}

} // namespace waxwing
