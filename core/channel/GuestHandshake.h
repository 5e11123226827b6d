// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ChannelOutput.h"
#include "Identity.h"
#include "KeyAgreement.h"
#include "KeySchedule.h"
#include "KeyTransport.h"
#include "MessageCodec.h"

namespace waxwing {

/// All that a guest keeps of one handshake; destroyed, and with it wiped, when the handshake is done
/// (PROTOCOL 6). The steps are called in the order in which they stand here.
class GuestHandshake
{
public:
    using Work = std::function<JobResult()>;

    GuestHandshake(std::shared_ptr<OneTimeKey> key, Random &random,
                   Bytes context = Transcript::roomContext());

    /// Frame 1.
    Frame guestHello();
    /// Frame 2. Gives the work of opening the secret; refuses another version, what is no hello and a share
    /// that leads to zeros.
    Result<Work> takeHostHello(const Frame &frame);
    /// The opened secret: th1, root and the secrets of epoch 0 stand from here on.
    void takeSecret(const SecretBytes &secret);
    [[nodiscard]] HandshakeSecrets secrets() const;
    /// Content of frame 3; th2 stands from here on.
    Bytes ready();
    /// Content of frame 4. Gives the work of judging key and signature; th3 stands from here on. `expected`:
    /// SHA-256 of the only SPKI that is taken (AnotherIdentity); any where it is empty.
    Work takeProof(BytesView content, const HostProof &proof, const Bytes &expected = {});
    /// Direct links: the work of signing th3.
    [[nodiscard]] Work sign(std::shared_ptr<const Identity> identity) const;
    /// Content of frame 5; th4 stands from here on.
    Bytes proof(const PublicKey &identity, const Bytes &signature);
    [[nodiscard]] SessionSecrets session() const;

private:
    std::shared_ptr<OneTimeKey> m_key;
    Bytes m_context;
    Bytes m_random;
    KeyAgreement m_agreement;
    SecretBytes m_agreed;
    Frame m_guestHello;
    std::optional<Transcript> m_transcript;
    SecretBytes m_root;
};

} // namespace waxwing
