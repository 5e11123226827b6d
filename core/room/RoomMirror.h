// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Features.h"
#include "Messages.h"
#include "Result.h"
#include "RoomView.h"

#include <QSet>
#include <map>
#include <set>
#include <variant>
#include <vector>

namespace waxwing {

// What the room told that changes who is here.
struct RosterComplete
{};
struct PeopleCame
{
    QStringList names;
};
struct PersonWent
{
    QString name;
};
struct NewDeviceCame
{
    QString name;
};
using MirrorEvent = std::variant<RosterComplete, PeopleCame, PersonWent, NewDeviceCame>;

/// The room as its host tells it on one link, held to PROTOCOL 8: refresh, welcome, roster in one piece with
/// the guest itself in it, `resumed` where it is due, names in form, numbers in order. No I/O. Survives a
/// break: beginLink() starts the order anew.
class RoomMirror
{
public:
    struct Self
    {
        QString name;
        Bytes device;                 ///< 16 bytes
        Bytes identity;               ///< SHA-256 of the SPKI
        features::Common common = {}; ///< capabilities that both sides named (PROTOCOL 4)
    };

    void beginLink(Self self);
    void refreshFinished() { m_refreshed = true; }
    [[nodiscard]] bool isHere() const { return m_state == State::Here; }
    [[nodiscard]] const Self &self() const { return m_self; }

    // Refusals are Unexpected (order) or Malformed (a value outside the protocol's constants).
    Result<void> receive(const Welcome &welcome);
    Result<std::vector<MirrorEvent>> receive(const Roster &roster);
    Result<std::vector<MirrorEvent>> receive(const Joined &joined);
    Result<std::vector<MirrorEvent>> receive(const LeftRoom &left);
    Result<std::vector<MirrorEvent>> receive(const Resumed &resumed);
    Result<void> receive(const Said &said);
    Result<void> receive(const KeyLogged &logged);
    /// Whether it is of somebody else who is here.
    Result<bool> receive(const Writes &writes);
    /// For messages that this class does not know: are we in the room?
    [[nodiscard]] Result<void> requireHere() const;

    [[nodiscard]] const Welcome &welcome() const { return m_welcome; }
    [[nodiscard]] quint64 nextNumber() const { return m_next; }
    /// Some of what `resumed` announced is still to come.
    [[nodiscard]] bool isReplaying() const { return m_replayLeft > 0; }
    [[nodiscard]] const Resumed &resumed() const { return m_resumed; }
    [[nodiscard]] bool isMine(const Said &said) const
    {
        return said.name == m_self.name && said.device == m_self.device;
    }
    /// Who is here; null for nobody.
    [[nodiscard]] const Person *person(const QString &name) const
    {
        const auto found = m_people.find(name);
        return found == m_people.end() ? nullptr : &found->second;
    }
    void lookAt(const QString &name);               ///< the reader saw this person's new key
    [[nodiscard]] QList<PersonView> people() const; ///< me first, host next, then by name
    /// Who writes keys down, other people by name. `isOwn`: this program does, which one knows; the host then
    /// does not say whether another device of this person does too.
    [[nodiscard]] KeyLogsView keyLogs(bool isOwn) const;

private:
    enum class State { WaitingForWelcome, WaitingForRoster, WaitingForResumed, Here };
    Result<void> checkNumber(const Said &said) const;
    [[nodiscard]] Result<void> checkPage(const std::vector<Person> &people) const;
    [[nodiscard]] bool hasNewKey(const Person &person) const;
    [[nodiscard]] PersonView viewOf(const Person &person) const;

    State m_state = State::WaitingForWelcome;
    bool m_refreshed = false;
    Self m_self;
    Welcome m_welcome;
    Resumed m_resumed;
    quint64 m_next = 0;
    quint64 m_replayLeft = 0;
    std::map<QString, Person> m_people;
    QSet<Bytes> m_lookedAt; ///< digests of identities
    std::set<QString> m_keyLogs;
    bool m_isHostKeyLogging = false;
};

} // namespace waxwing
