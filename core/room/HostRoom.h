// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "HostCalls.h"
#include "HostFiles.h"
#include "LobbyHost.h"
#include "Numbering.h"
#include "Presence.h"
#include "Receipts.h"
#include "Replays.h"
#include "Writers.h"

#include <map>
#include <memory>
#include <unordered_map>

namespace waxwing {

/// What a room is made of when it opens.
struct HostRoomParts
{
    const Settings &settings;
    Clock &clock;
    AccountBook &accounts;
    StoreThread &store;
    std::shared_ptr<RoomDatabase> database;
    const RoomState &state; ///< as the store opened it
    Random *random = nullptr;
    StoreThread *files = nullptr; ///< for what is large; none: the room takes no files
    QString folder = {};          ///< of the profile
};

/// The room behind the lobby: who is in it, what they say, who has it (PROTOCOL 8). Knows links, no sockets.
class HostRoom : public QObject
{
    Q_OBJECT
public:
    explicit HostRoom(const HostRoomParts &parts, QObject *parent = nullptr);
    ~HostRoom() override;

    /// Whether this device may come in: DeviceTaken, RoomFull, TooManyDevices.
    [[nodiscard]] Result<void> judge(const LobbyGraduate &graduate, bool isLocal) const;
    /// What the account's links hold, and so must not be forgotten.
    [[nodiscard]] std::vector<Bytes> linkedIdentities(qint64 account) const;
    [[nodiscard]] quint64 nextNumber() const { return m_numbering.nextNumber(); }
    [[nodiscard]] int people() const { return m_presence.roster().size(); }

    /// Lets it in: `welcome`, the roster, and the rest is told. In place of an earlier link of the same
    /// identity, which is closed with `replaced`. Waits where something that device said still waits for its
    /// number. The link is closed where the room says no by now.
    void admit(Link *link, const LobbyGraduate &graduate);
    /// A message of an admitted link.
    void receive(Link *link, const Message &message);
    /// Whether it had its `welcome`.
    [[nodiscard]] bool isIn(const Link *link) const { return m_byLink.contains(link); }
    /// Whether no rate holds this message of an admitted link back, but a window of its own.
    [[nodiscard]] bool isHeldByWindow(const Link *link, const Message &message) const;
    /// The link said its last word, heard one, or is lost. Once; also for links that were never admitted.
    void leave(Link *link, bool withWord);
    /// The host's own program writes the keys of all links down, or ends it: everybody is told who knows of
    /// such things (PROTOCOL 8.8).
    void setKeyLog(bool running);
    /// Before the end: what was said gets its number and goes out, nothing more is taken (who said it brings
    /// it again), then `settled`.
    void settle();

Q_SIGNALS:
    void settled();
    void peopleChanged(int count);
    void notice(const QString &line);

private:
    struct Guest
    {
        Link *link = nullptr;
        LobbyGraduate graduate;
    };
    void letIn(const Guest &guest);
    void bringWhatWasMissed(HostMember &member, const TalkLog::Start &start);
    void admitDeferred();
    void receiveFile(HostMember &member, const Message &message);
    void on(HostMember &member, const Say &say);
    void on(HostMember &member, const Received &received);
    void on(HostMember &member, const Writing &writing);
    void on(HostMember &member, const Read &read);
    [[nodiscard]] Result<void> judgeTarget(const HostMember &member, const Say &say) const;
    void on(HostMember &member, const KeyLog &log);
    void takeOfCalls(HostMember &member, const Message &message);
    void setKeyLogging(HostMember &member, bool running);
    void tellKeyLogsTo(HostMember &member);
    void onNumbered(const Numbering::Batch &batch);
    void onNotNumbered(const Numbering::Batch &batch, const Error &error);
    void acknowledge(const Numbering::Batch &batch);
    void tellSettled();
    void end(HostMember &member, Code code, const QString &detail);
    [[nodiscard]] HostMember *member(quint64 id) const;
    [[nodiscard]] Said saidOf(const Utterance &utterance, quint64 number) const;

    const Settings &m_settings;
    Clock &m_clock;
    AccountBook &m_accounts;
    const Bytes m_history;
    FanOut m_fanOut;
    Presence m_presence;
    TalkLog m_log;
    Numbering m_numbering;
    Replays m_replays;
    Receipts m_receipts;
    Writers m_writers;
    HostCalls m_calls;
    std::unique_ptr<HostFiles> m_files; ///< null: none are taken
    std::unordered_map<quint64, std::unique_ptr<HostMember>> m_members;
    QHash<const Link *, HostMember *> m_byLink;
    std::vector<Guest> m_deferred; ///< their device has something on its way to its number
    quint64 m_lastMember = 0;
    std::map<qint64, int> m_keyLogs; ///< accounts with a program that writes keys down, and how many
    bool m_isKeyLogging = false;     ///< the host's own
    bool m_isSettling = false;
};

} // namespace waxwing
