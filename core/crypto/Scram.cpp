// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Scram.h"

#include "Unicode.h"

#include <QList>

#include <algorithm>
#include <optional>

namespace waxwing {

namespace {

constexpr qsizetype nonceBytes = 18;
constexpr qsizetype mostNonceCharacters = 128;
constexpr BytesView ourGs2Header = "p=waxwing-exporter,,";

tl::unexpected<Error> malformed(const char *detail)
{
    return failure(Code::Malformed, QString::fromLatin1(detail));
}

/// RFC 5802 §7: printable = %x21-2B / %x2D-7E, one at least.
bool isNonce(BytesView text)
{
    return !text.isEmpty() && text.size() <= mostNonceCharacters &&
           std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f && c != ','; });
}

/// PROTOCOL 7.4: what a name in these texts never holds, besides the comma that ends it.
bool isForbiddenInName(QChar c)
{
    return c == u',' || c == u'=' || c.category() == QChar::Other_Control;
}

/// Base64 with padding that equals its own re-encoding.
std::optional<Bytes> fromCanonicalBase64(BytesView text)
{
    const Bytes encoded = text.toByteArray();
    auto result = Bytes::fromBase64Encoding(encoded, Bytes::AbortOnBase64DecodingErrors);
    if (!result || result.decoded.toBase64() != encoded)
        return std::nullopt;
    return std::move(result.decoded);
}

/// RFC 5802 §7: posit-number = %x31-39 *DIGIT.
std::optional<int> fromPositiveNumber(BytesView text)
{
    constexpr qsizetype mostDigits = 9;
    if (text.isEmpty() || text.size() > mostDigits || text.front() == '0')
        return std::nullopt;
    int result = 0;
    for (const char c : text) {
        if (c < '0' || c > '9')
            return std::nullopt;
        result = result * 10 + (c - '0');
    }
    return result;
}

/// The values of exactly these attributes ("r=", …) in this order, with nothing before, between or behind.
std::optional<QList<Bytes>> attributes(BytesView text, std::initializer_list<BytesView> names)
{
    QList<Bytes> parts = text.toByteArray().split(',');
    if (parts.size() != static_cast<qsizetype>(names.size()))
        return std::nullopt;
    auto part = parts.begin();
    for (const BytesView name : names) {
        if (!part->startsWith(name))
            return std::nullopt;
        part->remove(0, name.size());
        ++part;
    }
    return parts;
}

/// AuthMessage of RFC 5802 §3.
Bytes authMessage(BytesView clientFirstBare, BytesView serverFirst, BytesView clientFinalWithoutProof)
{
    Bytes result = clientFirstBare.toByteArray();
    return result.append(',').append(serverFirst).append(',').append(clientFinalWithoutProof);
}

SecretBytes exclusiveOr(std::span<const quint8> left, std::span<const quint8> right)
{
    Q_ASSERT(left.size() == right.size());
    SecretBytes result(left);
    std::transform(right.begin(), right.end(), left.begin(), result.span().begin(),
                   [](quint8 a, quint8 b) { return static_cast<quint8>(a ^ b); });
    return result;
}

Bytes clientFirstBare(BytesView username, BytesView nonce)
{
    return Bytes("n=").append(username).append(",r=").append(nonce);
}

/// c= of client-final: the gs2 header, then the binding itself.
Bytes channelBinding(BytesView gs2Header, BytesView bindingData)
{
    return gs2Header.toByteArray().append(bindingData).toBase64();
}

Bytes clientFinalWithoutProof(BytesView binding, BytesView nonce)
{
    return Bytes("c=").append(binding).append(",r=").append(nonce);
}

} // namespace

ScramClientKeys ScramClientKeys::clone() const
{
    return {salt, iterations, clientKey.clone(), serverKey.clone()};
}

ScramClientKeys deriveScramKeys(std::span<const quint8> password, BytesView salt, int iterations)
{
    const SecretBytes saltedPassword = pbkdf2(password, salt, iterations);
    return {salt.toByteArray(), iterations, hmacSha256(saltedPassword.span(), "Client Key"),
            hmacSha256(saltedPassword.span(), "Server Key")};
}

ScramVerifier scramVerifier(const ScramClientKeys &keys)
{
    return {keys.salt, keys.iterations, sha256(toView(keys.clientKey.span())),
            toView(keys.serverKey.span()).toByteArray()};
}

Result<ScramClient> ScramClient::start(QStringView username, Random &random)
{
    return start(username, random.bytes(nonceBytes).toBase64());
}

Result<ScramClient> ScramClient::start(QStringView username, BytesView nonce)
{
    const bool forbidden = std::any_of(username.begin(), username.end(), isForbiddenInName);
    if (username.isEmpty() || forbidden || !username.isValidUtf16())
        return failure(Code::NameCharacter);
    Q_ASSERT(isNonce(nonce));
    ScramClient client;
    client.m_gs2Header = ourGs2Header.toByteArray();
    client.m_username = username.toUtf8();
    client.m_nonce = nonce.toByteArray();
    return client;
}

void ScramClient::setChannelBinding(BytesView gs2Header, BytesView bindingData)
{
    m_gs2Header = gs2Header.toByteArray();
    m_bindingData = bindingData.toByteArray();
    m_bindingGiven = true;
}

Bytes ScramClient::clientFirst() const
{
    return m_gs2Header + clientFirstBare(m_username, m_nonce);
}

Result<ScramClient::Challenge> ScramClient::challenge(BytesView serverFirst, int leastIterations)
{
    const auto parts = attributes(serverFirst, {"r=", "s=", "i="});
    if (!parts)
        return malformed("server-first: not r=, s=, i=");
    const Bytes &nonce = parts->at(0);
    if (!nonce.startsWith(m_nonce) || !isNonce(BytesView(nonce).sliced(m_nonce.size())))
        return malformed("server-first: a nonce that does not continue ours");
    const std::optional<Bytes> salt = fromCanonicalBase64(parts->at(1));
    if (!salt || salt->size() < limits::saltSize || salt->size() > limits::mostSaltSize)
        return malformed("server-first: salt");
    const std::optional<int> iterations = fromPositiveNumber(parts->at(2));
    if (!iterations || *iterations < leastIterations || *iterations > limits::mostIterations)
        return malformed("server-first: iterations");
    m_serverFirst = serverFirst.toByteArray();
    m_wholeNonce = nonce;
    return Challenge{*salt, *iterations};
}

Bytes ScramClient::clientFinal(const ScramClientKeys &keys, std::span<const quint8> exporter)
{
    Q_ASSERT(!m_serverFirst.isEmpty());
    const Bytes binding =
        channelBinding(m_gs2Header, m_bindingGiven ? BytesView(m_bindingData) : toView(exporter));
    const Bytes withoutProof = clientFinalWithoutProof(binding, m_wholeNonce);
    const Bytes message = authMessage(clientFirstBare(m_username, m_nonce), m_serverFirst, withoutProof);
    const Bytes storedKey = sha256(toView(keys.clientKey.span()));
    const SecretBytes signature = hmacSha256(toSpan(storedKey), message);
    const SecretBytes proof = exclusiveOr(keys.clientKey.span(), signature.span());
    m_serverSignature = hmacSha256(keys.serverKey.span(), message);
    return withoutProof + ",p=" + toView(proof.span()).toByteArray().toBase64();
}

Result<void> ScramClient::finish(BytesView serverFinal) const
{
    const auto parts = attributes(serverFinal, {"v="});
    const std::optional<Bytes> signature = parts ? fromCanonicalBase64(parts->at(0)) : std::nullopt;
    if (!signature || m_serverSignature.isEmpty() ||
        !equalInConstantTime(toSpan(*signature), m_serverSignature.span()))
        return failure(Code::NotTheHostThatKnowsYou);
    return {};
}

Result<ScramServer> ScramServer::start(BytesView clientFirst, BytesView gs2Header)
{
    if (!clientFirst.startsWith(gs2Header))
        return malformed("client-first: another gs2 header");
    const BytesView bare = clientFirst.sliced(gs2Header.size());
    const auto parts = attributes(bare, {"n=", "r="});
    if (!parts)
        return malformed("client-first: not n=, r=");
    const Bytes &name = parts->at(0);
    if (!isNonce(parts->at(1)))
        return malformed("client-first: nonce");
    ScramServer server;
    const std::optional<QString> typed = validUtf8(name);
    if (!typed)
        return malformed("client-first: a name that is not UTF-8");
    server.m_username = *typed;
    const QString &username = server.m_username;
    if (username.isEmpty() || std::any_of(username.begin(), username.end(), isForbiddenInName))
        return malformed("client-first: a name that no client sends");
    server.m_gs2Header = gs2Header.toByteArray();
    server.m_clientFirstBare = bare.toByteArray();
    server.m_clientNonce = parts->at(1);
    return server;
}

Bytes ScramServer::serverFirst(const ScramVerifier &verifier, Random &random)
{
    return serverFirst(verifier, random.bytes(nonceBytes).toBase64());
}

Bytes ScramServer::serverFirst(const ScramVerifier &verifier, BytesView nonce)
{
    Q_ASSERT(isNonce(nonce));
    m_verifier = verifier;
    m_wholeNonce = m_clientNonce;
    m_wholeNonce.append(nonce);
    m_serverFirst =
        "r=" + m_wholeNonce + ",s=" + verifier.salt.toBase64() + ",i=" + Bytes::number(verifier.iterations);
    return m_serverFirst;
}

Result<Bytes> ScramServer::finish(BytesView clientFinal, std::span<const quint8> exporter) const
{
    if (m_serverFirst.isEmpty())
        return failure(Code::Unexpected, QStringLiteral("client-final before server-first"));
    const auto parts = attributes(clientFinal, {"c=", "r=", "p="});
    if (!parts)
        return malformed("client-final: not c=, r=, p=");
    const Bytes binding = channelBinding(m_gs2Header, toView(exporter));
    if (!equalInConstantTime(toSpan(parts->at(0)), toSpan(binding)))
        return malformed("client-final: channel binding");
    if (parts->at(1) != m_wholeNonce)
        return malformed("client-final: nonce");
    const std::optional<Bytes> proof = fromCanonicalBase64(parts->at(2));
    if (!proof || proof->size() != limits::hashSize)
        return malformed("client-final: proof");

    const Bytes message =
        authMessage(m_clientFirstBare, m_serverFirst, clientFinalWithoutProof(binding, m_wholeNonce));
    const SecretBytes signature = hmacSha256(toSpan(m_verifier.storedKey), message);
    const SecretBytes clientKey = exclusiveOr(toSpan(*proof), signature.span());
    if (!equalInConstantTime(toSpan(sha256(toView(clientKey.span()))), toSpan(m_verifier.storedKey)))
        return failure(Code::PasswordWrong);
    const SecretBytes serverSignature = hmacSha256(toSpan(m_verifier.serverKey), message);
    return "v=" + toView(serverSignature.span()).toByteArray().toBase64();
}

} // namespace waxwing
