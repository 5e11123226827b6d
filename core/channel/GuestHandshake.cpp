// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "GuestHandshake.h"

namespace waxwing {

GuestHandshake::GuestHandshake(std::shared_ptr<OneTimeKey> key, Random &random, Bytes context)
    : m_key(std::move(key)), m_context(std::move(context)), m_random(random.bytes(limits::randomSize)),
      m_agreement(random)
{}

Frame GuestHandshake::guestHello()
{
    GuestHello hello;
    hello.version = limits::protocolVersion;
    hello.random = m_random;
    hello.share = m_agreement.share();
    hello.key = m_key->spki();
    m_guestHello = makeFrame(FrameType::GuestHello, encode(hello));
    return m_guestHello;
}

Result<GuestHandshake::Work> GuestHandshake::takeHostHello(const Frame &frame)
{
    const Result<quint64> version = helloVersion(frame.body());
    if (!version)
        return tl::make_unexpected(version.error());
    if (*version != limits::protocolVersion)
        return tl::make_unexpected(Error{Code::WrongVersion,
                                         QStringLiteral("host speaks version %1").arg(*version),
                                         quint16(std::min<quint64>(*version, 0xFFFF))});
    const Result<HostHello> hello = decodeHostHello(frame.body());
    if (!hello)
        return tl::make_unexpected(hello.error());
    Result<SecretBytes> agreed = m_agreement.agree(hello->share);
    if (!agreed)
        return tl::make_unexpected(agreed.error());
    m_agreed = std::move(*agreed);
    m_transcript.emplace(m_context, m_guestHello.bytes, frame.bytes); // th1
    m_guestHello = {};
    return [key = m_key, ciphertext = hello->secret]() -> JobResult {
        Result<SecretBytes> secret = key->open(ciphertext);
        if (!secret)
            return secret.error();
        return std::move(*secret);
    };
}

void GuestHandshake::takeSecret(const SecretBytes &secret)
{
    m_root = keySchedule::root(m_transcript->hash(), secret.span(), m_agreed.span());
    m_agreed.wipe();
    m_key.reset();
}

HandshakeSecrets GuestHandshake::secrets() const
{
    return keySchedule::handshakeSecrets(m_root);
}

Bytes GuestHandshake::ready()
{
    Bytes content = encode(Message(Ready{})).content;
    m_transcript->add(content); // th2
    return content;
}

GuestHandshake::Work GuestHandshake::takeProof(BytesView content, const HostProof &proof,
                                               const Bytes &expected)
{
    const Bytes th2 = m_transcript->hash();
    m_transcript->add(content); // th3
    return [th2, proof, expected]() -> JobResult {
        const Result<PublicKey> key = PublicKey::fromSpki(proof.identity);
        if (!key)
            return key.error();
        if (!expected.isEmpty() && key->digest() != expected)
            return Error{Code::AnotherIdentity,
                         QStringLiteral("not the identity that the roster handed out")};
        if (!key->verify(keySchedule::hostStatement(th2, key->digest()), proof.signature))
            return Error{Code::BadSignature, QStringLiteral("the host's signature does not hold")};
        return *key;
    };
}

GuestHandshake::Work GuestHandshake::sign(std::shared_ptr<const Identity> identity) const
{
    return [identity = std::move(identity), th3 = m_transcript->hash()]() -> JobResult {
        return identity->sign(keySchedule::guestStatement(th3, identity->publicKey().digest()));
    };
}

Bytes GuestHandshake::proof(const PublicKey &identity, const Bytes &signature)
{
    Bytes content = encode(Message(GuestProof{identity.spki(), signature})).content;
    m_transcript->add(content); // th4
    return content;
}

SessionSecrets GuestHandshake::session() const
{
    return keySchedule::sessionSecrets(m_transcript->hash(), m_root);
}

} // namespace waxwing
