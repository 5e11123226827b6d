// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
// What the host says no to, and a new password by its code.
#include "RoomEntryWish.h"

#include "Base32.h"
#include "Features.h"
#include "PinBook.h"
#include "ResetBook.h"
#include "Username.h"

#include <QTimer>

#include <chrono>
#include <utility>

namespace waxwing {

namespace {

constexpr int longestWaitSeconds = 24 * 60 * 60;

QString textOf(const SecretBytes &secret)
{
    return QString::fromUtf8(toView(secret.span()));
}

} // namespace

void RoomEntry::resetPassword(const QString &name, SecretBytes code, SecretBytes password)
{
    Wish &wish = newWish(normaliseTypedUsername(name));
    wish.resetCode = std::move(code);
    wish.password = std::make_shared<const SecretBytes>(std::move(password));
    wish.registering = true;
    wish.resetting = true;
    wish.sent = !m_unanswered.isEmpty() && m_unanswered == foldedName(wish.name);
    if (wish.name.isEmpty() || wish.name.toUcs4().size() > limits::usernameCodePoints)
        return refuseWish(refusalOf({Code::NameUnknown, {}}));
    if (!ResetBook::isCode(textOf(wish.resetCode)))
        return refuseWish(refusalOf({Code::ResetCodeInvalid, {}}));
    proceed();
}

bool RoomEntry::isResetting() const
{
    return m_wish && m_wish->resetting;
}

void RoomEntry::sendReset(Wish &wish)
{
    if (!m_hostFeatures.contains(features::reset()))
        return refuseWish(refusalOf({Code::NotOffered, {}}));
    if (m_lobby.resetsLeft() == 0) {
        Q_EMIT linkWanted();
        return;
    }
    if (wish.look != Wish::Look::Free)
        return lookBeforeReset(wish);
    const ScramVerifier verifier = scramVerifier(*wish.made);
    Reset reset;
    reset.name = wish.name;
    reset.code = textOf(wish.resetCode);
    reset.salt = verifier.salt;
    reset.iterations = static_cast<quint64>(verifier.iterations);
    reset.storedKey = verifier.storedKey;
    reset.serverKey = verifier.serverKey;
    wish.sent = true;
    wish.keys = wish.made;
    perform(m_lobby.resetPassword(reset));
}

/// A vault that is open in another window cannot be put aside: then the code is not spent.
void RoomEntry::lookBeforeReset(Wish &wish)
{
    if (std::exchange(wish.look, Wish::Look::Under) == Wish::Look::Under)
        return;
    QStringList names{wish.name};
    for (const Pin &pin : m_services.pins->pins()) {
        if (pin.digest != m_link->hostKey()->digest())
            continue;
        for (const QString &name : pin.usernames) { // as registered
            if (foldedName(name) == foldedName(wish.name))
                names.append(name);
        }
    }
    m_vault.lookWhetherInUse(m_link->hostKey()->spki(), names, [this, turn = m_wishTurn](bool isInUse) {
        if (turn != m_wishTurn || !m_wish)
            return;
        if (isInUse)
            return refuseWish(refusalOf({Code::ProfileInUse, {}}));
        m_wish->look = Wish::Look::Free;
        proceed();
    });
}

void RoomEntry::setKeys(const Keys &keys)
{
    if (m_account)
        m_account = Account{m_account->name, keys, nullptr};
}

void RoomEntry::expectKeys(const Keys &keys)
{
    if (m_account)
        m_account->coming = keys;
}

void RoomEntry::onRefused(const RequestRefused &answer)
{
    const Error error{answer.refused.code, QStringLiteral("the host refused")};
    if (answer.request == LobbyRequest::Check) {
        m_inquiry.answer(Verdict::NotAllowed, error.code);
        return proceed();
    }
    if (!m_wish)
        return proceed();
    const bool wasTrial = answer.request == LobbyRequest::Login && m_wish->registering;
    if (wasTrial && (error.code == Code::NameUnknown || error.code == Code::PasswordWrong)) {
        m_wish->sent = false; // it had not gone through: register now
        m_unanswered.clear();
        return proceed();
    }
    // A host that stores a new password of the account says so with this pause (PROTOCOL 7.7): after it there
    // is one password or the other.
    const bool isStoring = error.code == Code::Throttled && answer.refused.wait == 1;
    if (isStoring && !std::exchange(m_wish->hasWaited, true)) {
        QTimer::singleShot(std::chrono::seconds(1), this, [this, turn = m_wishTurn] {
            if (turn == m_wishTurn)
                proceed();
        });
        return;
    }
    LobbyRefusal refusal = refusalOf(error);
    if (answer.refused.wait)
        refusal.waitSeconds = static_cast<int>(std::min<quint64>(*answer.refused.wait, longestWaitSeconds));
    if (answer.refused.left)
        refusal.triesLeft = static_cast<int>(std::min<quint64>(*answer.refused.left, limits::freeFailures));
    refuseWish(refusal);
}

void RoomEntry::refuseWish(LobbyRefusal refusal)
{
    if (!m_wish)
        return;
    m_wish.reset();
    ++m_wishTurn;
    Q_EMIT refused(refusal);
    proceed();
}

} // namespace waxwing
