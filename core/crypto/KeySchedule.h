// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Hash.h"

namespace waxwing {

/// Key and IV of one epoch and direction (PROTOCOL 5.4).
struct EpochKeys
{
    SecretBytes key; ///< 32 bytes
    SecretBytes iv;  ///< 12 bytes
};

/// What master gives (PROTOCOL 6.4): all 32 bytes.
struct SessionSecrets
{
    SecretBytes guestToHost;
    SecretBytes hostToGuest;
    SecretBytes exporter;
    SecretBytes chain;
};

/// The secrets of the handshake's epoch 0.
struct HandshakeSecrets
{
    SecretBytes guestToHost;
    SecretBytes hostToGuest;
};

/// What a refresh gives (PROTOCOL 5.5).
struct RefreshSecrets
{
    SecretBytes guestToHost;
    SecretBytes hostToGuest;
    SecretBytes chain;
};

/// The running hash over the handshake: th1, th2, … (PROTOCOL 6.4).
class Transcript
{
public:
    /// th1 = SHA-256(context ‖ frame 1 ‖ frame 2), frames whole as sent.
    Transcript(BytesView context, BytesView guestHello, BytesView hostHello);
    /// th(n+1) = SHA-256(th(n) ‖ content).
    void add(BytesView content);
    [[nodiscard]] const Bytes &hash() const { return m_hash; }

    /// The context of a room link: "waxwing/1 room" 00.
    static Bytes roomContext();
    /// The context of a direct link (PROTOCOL 16.3): "waxwing/1 direct" 00 ‖ SHA-256(host SPKI) ‖ caller 00 ‖
    /// callee 00.
    static Bytes directContext(BytesView hostDigest, BytesView caller, BytesView callee);

private:
    Bytes m_hash;
};

/// The key schedule of PROTOCOL 6.4, as pure functions.
namespace keySchedule {

SecretBytes root(BytesView th1, std::span<const quint8> transported, std::span<const quint8> agreed);
HandshakeSecrets handshakeSecrets(const SecretBytes &root);
SessionSecrets sessionSecrets(BytesView lastTranscriptHash, const SecretBytes &root);
EpochKeys epochKeys(const SecretBytes &directionSecret);
SecretBytes next(const SecretBytes &directionSecret); ///< key update
RefreshSecrets refresh(const SecretBytes &chain, std::span<const quint8> agreed, BytesView usernameUtf8);

/// What the host signs: "waxwing/1 host" 00 ‖ th2 ‖ SHA-256(SPKI).
Bytes hostStatement(BytesView th2, BytesView spkiDigest);
/// What the caller of a direct link signs: "waxwing/1 guest" 00 ‖ th3 ‖ SHA-256(SPKI).
Bytes guestStatement(BytesView th3, BytesView spkiDigest);
/// What a direct link has in the place of a username in a refresh: caller 00 ‖ callee 00, UTF-8.
Bytes directNames(BytesView caller, BytesView callee);
/// What a member signs: "waxwing/1 member" 00 ‖ exporter ‖ SHA-256(SPKI) ‖ username. Secret, as the exporter
/// in it is.
SecretBytes memberStatement(const SecretBytes &exporter, BytesView spkiDigest, BytesView usernameUtf8);

} // namespace keySchedule

} // namespace waxwing
