// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "KeyAgreement.h"
#include "KeySchedule.h"

#include <memory>
#include <optional>

namespace waxwing {

/// One refresh, from the offer to its end (PROTOCOL 5.5). Holds the new secrets of a direction until that
/// direction moves; destroyed when both have.
///
///   host:  Offered → AnswerDue → (gone)
///   guest: AnswerDue → AnswerSent → (gone)
class RefreshExchange
{
public:
    enum class Stage { Offered, AnswerDue, AnswerSent };

    /// Host: an offer with a fresh share.
    static std::unique_ptr<RefreshExchange> offer(Random &random);
    /// Guest: takes an offer. On success `chain` is the new one; refuses a share that leads to zeros
    /// (WeakKey).
    static Result<std::unique_ptr<RefreshExchange>> answer(BytesView offeredShare, SecretBytes &chain,
                                                           BytesView username, Random &random);
    /// Host: takes the answer. On success `chain` is the new one and AnswerDue (`refresh_end`) stands.
    Result<void> takeAnswer(BytesView share, SecretBytes &chain, BytesView username);

    [[nodiscard]] Stage stage() const { return m_stage; }
    [[nodiscard]] Bytes share() const { return m_agreement->share(); }
    void setAnswerSent() { m_stage = Stage::AnswerSent; }
    [[nodiscard]] SecretBytes takeGuestToHost() { return std::move(m_secrets.guestToHost); }
    [[nodiscard]] SecretBytes takeHostToGuest() { return std::move(m_secrets.hostToGuest); }

private:
    RefreshExchange(Stage stage, Random &random) : m_stage(stage), m_agreement(random) {}
    Result<void> agree(BytesView share, SecretBytes &chain, BytesView username);

    Stage m_stage;
    std::optional<KeyAgreement> m_agreement;
    RefreshSecrets m_secrets;
};

} // namespace waxwing
