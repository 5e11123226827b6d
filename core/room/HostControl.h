// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "RoomHost.h"
#include "TraceControl.h"

namespace waxwing {

/// RoomHost as a window sees it: a mirror in the GUI thread.
class HostControl : public QObject
{
    Q_OBJECT
public:
    enum class State { Opening, Open, Failed, Closing, Closed };
    /// `host` lives in the network thread and is deleted there after it has closed.
    /// `trace` watches its links, and dies with it; null where nobody does.
    explicit HostControl(RoomHost *host, QObject *parent = nullptr, WireTrace *trace = nullptr);
    ~HostControl() override;

    void open(std::optional<SecretBytes> passphrase = std::nullopt);
    void close(Code code = Code::RoomClosed);
    /// A one-time code for somebody who has forgotten the password; resetAnswered() follows in any case, in a
    /// later turn, with the number that this gives: with RoomClosed where the room is not open, or closes
    /// meanwhile.
    quint64 makeResetCode(const QString &name);
    [[nodiscard]] State state() const;
    [[nodiscard]] HostInfo info() const;
    [[nodiscard]] int people() const;
    [[nodiscard]] Error error() const;
    /// What travels: of all guests, its own window's among them. Null where nobody watches.
    [[nodiscard]] TraceControl *trace() const;
    [[nodiscard]] RoomHost *host() const; ///< only to hand to Engine::makeLocalClient

Q_SIGNALS:
    void stateChanged(waxwing::HostControl::State state);
    void infoChanged();
    void peopleChanged(int count);
    void resetAnswered(const waxwing::ResetAnswer &answer);
    void notice(const QString &line);

private:
    void enter(State state);
    void follow(RoomHost *host);
    void refuseQuestion(quint64 question);
    void refuseQuestions();

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace waxwing
