// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Hash.h"
#include "Limits.h"
#include "Random.h"
#include "Result.h"

#include <QString>

namespace waxwing {

/// What a host keeps of a password (RFC 5802 §3).
struct ScramVerifier
{
    Bytes salt;
    int iterations = limits::iterations;
    Bytes storedKey; ///< 32 bytes
    Bytes serverKey; ///< 32 bytes
};

/// What a guest keeps in memory to log in again without the password.
struct ScramClientKeys
{
    Bytes salt;
    int iterations = 0;
    SecretBytes clientKey; ///< 32 bytes
    SecretBytes serverKey; ///< 32 bytes
    [[nodiscard]] ScramClientKeys clone() const;
};

/// PBKDF2 and the two HMACs. For the pool. `password` is prepared UTF-8 (Password.h).
ScramClientKeys deriveScramKeys(std::span<const quint8> password, BytesView salt, int iterations);
ScramVerifier scramVerifier(const ScramClientKeys &keys);

/// SCRAM-SHA-256-PLUS (RFC 5802, RFC 7677), client side, texts exactly as RFC 5802 §7 with gs2 header
/// "p=waxwing-exporter,,"; no extensions, no authzid (PROTOCOL 7.4).
class ScramClient
{
public:
    /// Refuses a name with ',' '=' or controls (Code::NameCharacter).
    static Result<ScramClient> start(QStringView username, Random &random);
    static Result<ScramClient> start(QStringView username, BytesView nonce); ///< test vectors
    /// Another gs2 header and binding in place of the exporter: of a change of password (PROTOCOL 7.7), or
    /// "n,," as RFC 7677 has it in its own example.
    void setChannelBinding(BytesView gs2Header, BytesView bindingData);

    [[nodiscard]] QString username() const { return QString::fromUtf8(m_username); }
    [[nodiscard]] Bytes clientFirst() const;
    /// Reads server-first; refuses (Malformed) a foreign nonce, extensions, i outside 600,000 to 10,000,000
    /// and salts outside 16 to 64 bytes, before any computing. Gives salt and i for deriveScramKeys.
    struct Challenge
    {
        Bytes salt;
        int iterations = 0;
    };
    Result<Challenge> challenge(BytesView serverFirst, int leastIterations = limits::iterations);
    /// client-final; `exporter` is the channel binding.
    Bytes clientFinal(const ScramClientKeys &keys, std::span<const quint8> exporter);
    /// Checks v=; refuses with Code::NotTheHostThatKnowsYou.
    [[nodiscard]] Result<void> finish(BytesView serverFinal) const;

private:
    ScramClient() = default;
    Bytes m_gs2Header;
    Bytes m_bindingData;
    bool m_bindingGiven = false;
    Bytes m_username;
    Bytes m_nonce;
    Bytes m_serverFirst;
    Bytes m_wholeNonce;
    SecretBytes m_serverSignature;
};

/// The host's side. It never sees the password.
class ScramServer
{
public:
    /// Reads client-first; refuses (Malformed) another gs2 header, authzid, extensions, "=2C"/"=3D", a name
    /// that is not UTF-8, and a nonce over 128 characters (server-first has to fit a frame with it).
    static Result<ScramServer> start(BytesView clientFirst, BytesView gs2Header = "p=waxwing-exporter,,");
    [[nodiscard]] const QString &username() const { return m_username; }

    /// server-first for this verifier, with 18 random bytes of nonce in base64 behind the client's.
    Bytes serverFirst(const ScramVerifier &verifier, Random &random);
    Bytes serverFirst(const ScramVerifier &verifier, BytesView nonce); ///< test vectors
    /// Checks client-final: Malformed where its form, nonce or channel binding is wrong, PasswordWrong where
    /// the proof is; else gives server-final ("v=…").
    Result<Bytes> finish(BytesView clientFinal, std::span<const quint8> exporter) const;

private:
    ScramServer() = default;
    Bytes m_gs2Header;
    QString m_username;
    Bytes m_clientFirstBare;
    Bytes m_clientNonce;
    Bytes m_serverFirst;
    Bytes m_wholeNonce;
    ScramVerifier m_verifier;
};

} // namespace waxwing
