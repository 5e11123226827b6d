// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "VaultKeeper.h"

#include <QTimer>
#include <deque>

namespace waxwing {

/// What arrives goes into the vault: what one turn of the event loop brought in one transaction, one at a
/// time, in order. While the vault cannot be written everything is held and tried again; nothing counts as
/// kept before. Network thread.
class TurnKeeper : public QObject
{
    Q_OBJECT
public:
    explicit TurnKeeper(VaultKeeper &vault, QObject *parent = nullptr);

    /// The vault is open: where it stands.
    void begin();
    /// What is to be kept next; told of by changed().
    [[nodiscard]] KeptTurn &turn() { return m_turn; }
    void changed(); ///< kept at the end of this turn
    /// What comes from here on belongs to another numbering of the host.
    void numberAnew();
    /// Whether the vault knows of the numbering that turn() belongs to.
    [[nodiscard]] bool isNumberingKept() const { return m_turn.run == m_keptRun; }
    /// What arrived over a link that can bring it again is let go where too much of it waits for a full or
    /// slow disk: lacks() tells, and the link has to be made anew once the vault was written.
    void boundWaiting(bool comesAgain);
    void linkBegan() { m_lacks = false; } ///< from what is kept on, everything comes again
    [[nodiscard]] bool lacks() const { return m_lacks; }
    /// Handed to the vault at once: it is about to be closed.
    void finish();
    void reportFailure(const Error &error); ///< of other writing into the same vault
    [[nodiscard]] bool isFailing() const { return m_isFailing; }
    [[nodiscard]] const Bytes &keptHistory() const { return m_keptHistory; }
    /// After the last one that is kept with all before it.
    [[nodiscard]] quint64 keptNext() const { return m_keptNext; }

Q_SIGNALS:
    void kept();
    void failed(const waxwing::Error &error); ///< from here on, until
    void recovered();

private:
    void work();
    void write();
    void onWritten(const Result<void> &outcome);
    void takeBack();

    VaultKeeper &m_vault;
    QTimer m_retryTimer;
    KeptTurn m_turn;
    std::deque<KeptTurn> m_earlier; ///< of earlier numberings, not written yet
    KeptTurn m_writing;             ///< what goes back where it fails
    Bytes m_keptHistory;
    quint64 m_keptNext = 0;
    quint32 m_keptRun = 0;
    bool m_hasTurn = false;
    bool m_isScheduled = false;
    bool m_isWriting = false;
    bool m_isFailing = false;
    bool m_lacks = false; ///< messages between what is kept and what arrives
};

} // namespace waxwing
