// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ChannelOutput.h"
#include "Identity.h"
#include "KeyAgreement.h"
#include "KeySchedule.h"
#include "MessageCodec.h"

namespace waxwing {

/// All that the host keeps of one handshake; destroyed, and with it wiped, when the handshake is done
/// (PROTOCOL 6). The steps are called in the order in which they stand here.
class HostHandshake
{
public:
    using Work = std::function<JobResult()>;

    HostHandshake(std::shared_ptr<const Identity> identity, Random &random,
                  Bytes context = Transcript::roomContext());

    /// Frame 1. Gives the work of encapsulating a fresh secret; refuses another version, what is no hello and
    /// a share that leads to zeros. (The one-time key is judged in the work: it is RSA.)
    Result<Work> takeGuestHello(Frame frame);
    /// Frame 2; th1, root and the secrets of epoch 0 stand from here on.
    Frame hostHello(Encapsulated result);
    [[nodiscard]] HandshakeSecrets secrets() const;
    /// Content of frame 3. Gives the work of signing th2.
    Work takeReady(BytesView content);
    /// Content of frame 4; th3 stands from here on.
    Bytes proof(const Bytes &signature);
    /// Direct links: content of frame 5. Gives the work of judging key and signature; th4 stands from here
    /// on. `expected`: SHA-256 of the only SPKI that is taken (AnotherIdentity).
    Work takeGuestProof(BytesView content, const GuestProof &proof, const Bytes &expected);
    [[nodiscard]] SessionSecrets session() const;

private:
    std::shared_ptr<const Identity> m_identity;
    Bytes m_context;
    Bytes m_random;
    KeyAgreement m_agreement;
    std::shared_ptr<SecretBytes> m_secret; ///< to be transported; handed to the work
    SecretBytes m_agreed;
    Frame m_guestHello;
    std::optional<Transcript> m_transcript;
    SecretBytes m_root;
};

} // namespace waxwing
