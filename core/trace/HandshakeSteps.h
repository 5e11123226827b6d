// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "FrameLog.h"
#include "Messages.h"

#include <optional>
#include <string_view>
#include <vector>

namespace waxwing {

/// One frame of a link's handshake, lobby or first refresh, as it really travelled (PROTOCOL 1, "the whole
/// order").
struct HandshakeStep
{
    enum class Kind : quint8 {
        GuestHello,
        HostHello,
        Alert,
        Ready,
        HostProof,
        Lobby,
        Check,
        Checked,
        Register,
        Registered,
        ClientFirst,
        ServerFirst,
        ClientFinal,
        ServerFinal,
        Refused,
        Identity,
        Resume,
        Refresh,
        Refreshed,
        RefreshEnd,
        Welcome,
        Update,
        Close,
        OutOfTurn, ///< a message of the room before `welcome`
        NotTaken,  ///< a frame that this side refused: `code` says why
        Unframed,  ///< bytes that became no frame
        Unreadable
    };

    Kind kind = Kind::Unreadable;
    bool sent = false;
    bool fromGuest = false;
    quint64 frame = 0; ///< TracedFrame::number
    qint64 timeNs = 0;
    qsizetype frameBytes = 0;
    qsizetype contentBytes = -1;  ///< of a record that was opened or sealed here, before padding
    std::optional<quint32> epoch; ///< of a record
    quint64 sequence = 0;
    Code code{};                ///< of Alert, Close, Refused, Checked and NotTaken; Code{}: none
    std::string_view paragraph; ///< of PROTOCOL.md, from the field table; empty where it has none
    std::string_view sentence;  ///< likewise
};

/// A link's way from its first byte to `welcome`, read from a log piece by piece; what the log forgets later
/// stays here. Takes whatever a hostile peer sent: never refuses, never more than mostSteps.
class HandshakeSteps
{
public:
    enum class State {
        Empty,    ///< nothing came yet
        UnderWay, ///< neither admitted nor ended
        Admitted, ///< `welcome` went through; link().endNs tells of a later end
        Ended,    ///< before `welcome`
        Forgotten ///< the log no longer has the beginning, and nothing of the handshake is left
    };
    static constexpr std::size_t mostSteps = 400;

    explicit HandshakeSteps(quint64 link = 0) : m_id(link) {}

    /// Reads at most that many frames on; true where anything has changed.
    bool advance(const FrameLog &log, quint64 most = 4'096);
    /// Nothing is left to be read now.
    [[nodiscard]] bool isUpToDate(const FrameLog &log) const { return m_isDone || m_next >= log.end(); }

    [[nodiscard]] const std::vector<HandshakeStep> &steps() const { return m_steps; }
    [[nodiscard]] const TracedLink &link() const { return m_link; }
    [[nodiscard]] State state() const;
    /// Frames of the beginning are not kept any more.
    [[nodiscard]] bool beginsLate() const { return m_beginsLate; }
    /// There were more than mostSteps.
    [[nodiscard]] bool isCut() const { return m_isCut; }
    /// The host's proof went through: both sides have the keys of epoch 1 (PROTOCOL 6.4).
    [[nodiscard]] bool hasKeys() const { return m_hasKeys; }
    /// The guest has gone on behind the proof, which it does to an accepted host alone (PROTOCOL 6.6).
    [[nodiscard]] bool isHostAccepted() const { return m_isHostAccepted; }
    /// As registered, or as typed; empty while it is not known. From the peer: show it as data.
    [[nodiscard]] const QString &guestName() const { return m_guestName; }
    [[nodiscard]] const QString &roomName() const { return m_roomName; } ///< likewise

private:
    void take(const TracedFrame &frame);
    void takeRecord(const TracedFrame &frame, HandshakeStep step);
    void takeContent(const Message &message, HandshakeStep &step);
    void note(const HandshakeStep &step);
    void passBy();
    [[nodiscard]] HandshakeStep stepOf(const TracedFrame &frame) const;

    quint64 m_id;
    TracedLink m_link;
    std::vector<HandshakeStep> m_steps;
    quint64 m_next = 0; ///< number of the frame to be read next
    quint64 m_sentBytes = 0;
    quint64 m_receivedBytes = 0;
    QString m_guestName;
    QString m_roomName;
    bool m_isDone = false; ///< at `welcome`, or past it
    bool m_isAdmitted = false;
    bool m_beginsLate = false;
    bool m_isCut = false;
    bool m_hasKeys = false;
    bool m_isHostAccepted = false;
};

} // namespace waxwing
