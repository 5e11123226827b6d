// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Clock.h"
#include "Features.h"
#include "Fingerprint.h"
#include "JobPool.h"
#include "JoinLink.h"
#include "Limits.h"
#include "RoomDatabase.h"
#include "StoreThread.h"
#include "Stream.h"

#include <QObject>
#include <QStringList>
#include <memory>

namespace waxwing {

class MdnsSocket;
class WireTrace;

/// What a person or the command line asks for.
struct HostOptions
{
    QString room;                             ///< empty: as kept, else "Room"
    std::optional<Registration> registration; ///< none: as kept
    quint16 port = limits::defaultPort;       ///< 0: any free
    QStringList bindAddresses;                ///< empty: all
    QString hostName;                         ///< the host's own person; empty: none (headless)
    bool advertise = true;                    ///< others on this network see that the room is there
    std::optional<int> shareLast;             ///< messages from before that late joiners get; none: as kept
    QStringList features = features::withFiles(); ///< that the host names
    Settings settings;
};

/// A place where the room can be reached.
struct ReachableAt
{
    HostAddress address;
    QString interfaceName; ///< for people: "Wi-Fi", "eth0"
};

/// What the join card shows.
struct HostInfo
{
    QString room;
    Registration registration = Registration::Open;
    quint16 port = 0;
    QList<ReachableAt> reachableAt;
    Fingerprint fingerprint;
    QString hostName;        ///< of the host's own account, as kept; empty: none
    QString invite;          ///< in invite mode
    int shareLast = 0;       ///< messages from before that late joiners get
    quint64 firstNumber = 1; ///< that this run of the room gives
    QString link; ///< waxwing://… with key, invite and every further address; empty where no address is up
};

/// A one-time code for somebody who has forgotten the password, or why there is none (PROTOCOL 7.8).
struct ResetAnswer
{
    quint64 question = 0;
    QString name; ///< as registered, where it is
    QString code; ///< 16 characters
    qint64 expiresMs = 0;
    std::optional<Error> error;
};

/// What lives longer than any room and is shared by hosts and guests of a process.
struct Services
{
    Clock *clock = nullptr;
    Random *random = nullptr;
    JobPool *jobs = nullptr;
    StoreThread *store = nullptr;
    StoreThread *files = nullptr; ///< for what is large; none: no files are given or taken
    class StartGate *gate =
        nullptr; ///< opens once the self-test has passed; a host listens behind it. None in tests
    MdnsSocket *mdns = nullptr; ///< in the network thread; none: nothing is announced or found
    WireTrace *trace = nullptr; ///< watches the links of this room; none: nobody does
};

/// Serves one room: listens, admits, numbers, fans out. Lives in the network thread; knows no window.
class RoomHost : public QObject
{
    Q_OBJECT
public:
    RoomHost(const Services &services, QString profileFolder, HostOptions options, QObject *parent = nullptr);
    ~RoomHost() override;

    /// Once. Opens the store (an identity is made at the first time), then listens.
    void open(std::optional<SecretBytes> passphrase = std::nullopt);
    /// The near end of an in-process stream, the far end of which is served like any guest, but exempt from
    /// connection limits and allowed to be the host's own account.
    std::unique_ptr<Stream> connectLocal();
    /// The password of the host's own account; only for a guest over connectLocal().
    [[nodiscard]] SecretBytes localPassword() const;
    [[nodiscard]] HostInfo info() const;
    /// A one-time code for this account; resetAnswered() follows; RoomClosed while it is not open.
    void makeResetCode(const QString &name, quint64 question);
    /// RoomClosed: ends the room for all. Away: the program ends, guests wait for it.
    void close(Code code = Code::RoomClosed);

Q_SIGNALS:
    void opened(const waxwing::HostInfo &info);
    void failed(const waxwing::Error &error); ///< PortInUse, CannotListen, StorageFailed, WrongPassphrase, …
    void peopleChanged(int count);
    void invitesChanged(const waxwing::HostInfo &info);
    void resetAnswered(const waxwing::ResetAnswer &answer);
    void notice(const QString &line); ///< for the log: throttles, refusals
    void closed();                    ///< last; everything is on disk

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace waxwing

Q_DECLARE_METATYPE(waxwing::HostInfo)
Q_DECLARE_METATYPE(waxwing::ResetAnswer)
