// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "FakeClock.h"
#include "GuestKeys.h"
#include "Link.h"
#include "RoomHost.h"
#include "Scram.h"
#include "SystemRandom.h"

#include <QTemporaryDir>
#include <algorithm>
#include <deque>
#include <functional>

namespace waxwing::test {

/// Short times and no throttle of handshakes: all guests of a test come from one machine.
Settings hostSettings();

/// The keys of the one password that all guests of these tests have; derived once a process.
const ScramClientKeys &commonKeys();

/// A room in the test's own thread.
class HostFixture
{
public:
    explicit HostFixture(const QString &sourceFolder, Settings settings = hostSettings());
    ~HostFixture();

    HostOptions options;
    /// Opens and waits; false where it failed (see error).
    bool open();
    /// Closes in order and waits.
    bool close(Code code = Code::RoomClosed);
    /// Gone without a word and not cleanly, as a killed process.
    void kill();

    [[nodiscard]] RoomHost &host() { return *m_host; }
    [[nodiscard]] StoreThread &store() { return *m_store; }
    [[nodiscard]] StoreThread &files() { return *m_files; }
    [[nodiscard]] QString folder() const { return m_folder.path(); }
    std::shared_ptr<OneTimeKey> oneTimeKey() const;
    std::shared_ptr<const Identity> identity(const char *name) const; ///< "member.p8", "host.p8"

    FakeClock clock;
    SystemRandom random;
    JobPool jobs;
    Error error;
    QStringList notices;
    int people = 0;

private:
    Services services();
    QString m_source;
    QTemporaryDir m_folder;
    std::unique_ptr<StoreThread> m_store;
    std::unique_ptr<StoreThread> m_files;
    std::unique_ptr<RoomHost> m_host;
};

/// A guest that says exactly what a test tells it: a Link and nothing else.
class RawGuest : public QObject
{
    Q_OBJECT
public:
    explicit RawGuest(HostFixture &room, const QString &from = QStringLiteral("127.0.0.1"));
    explicit RawGuest(HostFixture &room, std::unique_ptr<Stream> stream);
    ~RawGuest() override;

    void send(const Message &message) { m_link->send(message); }
    [[nodiscard]] Link &link() { return *m_link; }

    /// The next message of this kind, others of the room thrown away; waits for it. Nothing where the link
    /// ends.
    template <class M> std::optional<M> take()
    {
        while (waitForSomething()) {
            const Message message = std::move(inbox.front());
            inbox.pop_front();
            if (const auto *wanted = std::get_if<M>(&message))
                return *wanted;
            skipped.append(QString(messageName(message)));
        }
        return {};
    }
    /// Everything of this kind: waits for as many as must come, then a moment for what must not; the rest is
    /// thrown away.
    template <class M> std::vector<M> takeAll(std::ptrdiff_t atLeast = 0)
    {
        std::vector<M> all;
        waitFor([&] { return std::count_if(inbox.begin(), inbox.end(), isA<M>) >= atLeast; });
        settle();
        for (const Message &message : std::exchange(inbox, {})) {
            if (const auto *wanted = std::get_if<M>(&message))
                all.push_back(*wanted);
        }
        return all;
    }
    /// Waits until the host has read all that was sent, and has asked an idle store to keep what was said: a
    /// call to nobody is answered at once. In the room, with the feature `direct`; what else comes meanwhile
    /// stays in the inbox.
    bool isRead();
    /// Waits for the end; its code, and whether the host said it.
    std::optional<Code> end();
    [[nodiscard]] bool hasEnded() const { return m_end.has_value(); }

    // Steps of a good guest, each waiting for its answer.
    bool registers(const QString &name, const QString &invite = {});
    /// The code of the refusal, or none once `v=` is there. With wrongProof a proof for another password.
    std::optional<Refused> logsIn(const QString &name, bool wrongProof = false,
                                  const ScramClientKeys *keys = nullptr);
    void identifies(const Bytes &device, const char *identity = "member.p8");
    /// Registers where needed, logs in, identifies, and takes welcome and roster.
    bool enters(const QString &name, const Bytes &device = deviceNamed(1),
                const char *identity = "member.p8");
    static Bytes deviceNamed(char mark) { return Bytes(limits::deviceSize, mark); }

    QStringList features; ///< that it names in `identity`
    Resume resume;        ///< that it sends behind it, with the feature replay
    std::optional<Resumed> resumed;
    std::deque<Message> inbox;
    QStringList skipped;
    Welcome welcome;
    std::vector<Person> roster;
    QString name; ///< as `v=` told it

private:
    void watch();
    template <class M> static bool isA(const Message &message) { return std::holds_alternative<M>(message); }
    bool waitFor(const std::function<bool()> &what); ///< or for the end
    bool waitForSomething();
    static void settle();

    HostFixture &m_room;
    std::unique_ptr<Link> m_link;
    std::optional<Error> m_end;
    bool m_isEndByPeer = false;
};

} // namespace waxwing::test
