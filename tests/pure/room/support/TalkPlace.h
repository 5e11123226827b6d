// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "FakeClock.h"
#include "OutgoingTalk.h"
#include "VaultPlace.h"

#include <QSignalSpy>
#include <QTest>

namespace waxwing::test {

inline OutgoingMessage plain(const QString &text)
{
    OutgoingMessage message;
    message.text = text;
    return message;
}

/// A guest's talk and its vaults, without a room.
class TalkPlace : public VaultPlace<FakeClock>
{
public:
    TalkPlace() : vault(services), turns(vault), talk(vault, turns, facts)
    {
        talk.reset();
        QObject::connect(&vault, &VaultKeeper::opened, &talk, [this] {
            turns.begin();
            talk.restore();
        });
        QObject::connect(&facts, &FactQueue::gathered, &talk, [this](const RoomFacts &all) {
            for (const RoomFact &fact : all) {
                if (const auto *waiting = std::get_if<WaitingFact>(&fact))
                    shown += waiting->messages;
            }
        });
    }
    bool open(const QString &name)
    {
        const QSignalSpy opened(&vault, &VaultKeeper::opened);
        vault.open(Bytes("a host"), name, SecretBytes(toSpan(Bytes("correct horse battery"))));
        return QTest::qWaitFor([&] { return opened.size() == 1; }, 20'000);
    }
    /// What is in the vault once all that was asked is done.
    std::vector<OutgoingMessage> kept(const QString &name)
    {
        vault.close();
        return open(name) ? vault.contents().outbox : std::vector<OutgoingMessage>{plain(name)};
    }

    FactQueue facts;
    VaultKeeper vault;
    TurnKeeper turns;
    OutgoingTalk talk;
    QList<RoomMessage> shown; ///< by showRestored()
};

} // namespace waxwing::test
