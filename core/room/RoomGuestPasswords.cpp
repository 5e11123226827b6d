// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
// Another password, and what is sealed under one that was forgotten.
#include "RoomGuest.h"

#include <utility>

namespace waxwing {

void RoomGuest::resetPassword(const QString &name, SecretBytes code, SecretBytes password,
                              SecretBytes earlier)
{
    if (!mayEnter())
        return;
    setStage(RoomStage::Entering);
    m_earlier = std::move(earlier);
    m_entry.resetPassword(name, std::move(code), std::move(password));
}

void RoomGuest::changePassword(SecretBytes old, SecretBytes fresh)
{
    const bool isOffered = m_lobby.features.contains(features::password());
    if (m_stage == RoomStage::InRoom && m_link && isOffered)
        return m_password.begin(m_link, m_hostDigest, std::move(old), std::move(fresh));
    LobbyRefusal refusal;
    refusal.error = Error{isOffered ? Code::Lost : Code::NotOffered, {}};
    m_facts.add(PasswordFact{refusal});
}

/// Who comes with a one-time code was told before that what is sealed under the forgotten password stays so.
void RoomGuest::onVaultTroubled(VaultTrouble trouble)
{
    if (!m_entry.isResetting() || trouble != VaultTrouble::WrongPassword) {
        m_facts.add(VaultFact{trouble});
        return;
    }
    if (!m_earlier.isEmpty())
        return m_vault.retryWith(std::exchange(m_earlier, {}));
    m_vault.putAsideAndGoOn();
}

} // namespace waxwing
