// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "TracedSession.h"

#include "../../channel/support/TestKeys.h"

#include <QTest>

namespace waxwing {

namespace {

constexpr int patience = 20'000;

bool heard(const LinkWatcher &watcher, std::size_t messages)
{
    return QTest::qWaitFor([&] { return watcher.messages.size() >= messages; }, patience);
}

} // namespace

TracedSession::TracedSession(const Settings &settings, const FrameLog::Limits &limits)
    : atGuest(limits), atHost(limits),
      pair(std::make_unique<LinkPair>(Wire::Pipe, settings, testKeys::oneTimeKey(), testKeys::identity()))
{
    atGuest.attach(*pair->guest);
    atHost.attach(*pair->host);
}

bool TracedSession::meet()
{
    if (!pair->atGuest->established && !pair->open())
        return false;
    pair->host->send(Lobby{QStringLiteral("10B Network security"), Registration::Open, {}});
    return heard(*pair->atGuest, 1);
}

bool TracedSession::ask(const Message &question, const Message &answer)
{
    const std::size_t questions = pair->atHost->messages.size();
    const std::size_t answers = pair->atGuest->messages.size();
    pair->guest->send(question);
    if (!heard(*pair->atHost, questions + 1))
        return false;
    pair->host->send(answer);
    return heard(*pair->atGuest, answers + 1);
}

bool TracedSession::logIn(bool wrongPasswordFirst)
{
    const QString name = QStringLiteral("asha");
    const ClientFirst first{QStringLiteral("p=waxwing-exporter,,n=asha,r=fyko")};
    const ServerFirst salt{QStringLiteral("r=fyko3rfc,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=600000")};
    const ClientFinal proof{QStringLiteral("c=cD0=,r=fyko3rfc,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=")};
    if (!ask(Check{name, {}}, Checked{}) || !ask(Register{name,
                                                          QStringLiteral("asha@example.org"),
                                                          Bytes(16, 's'),
                                                          Bytes(32, 'k'),
                                                          Bytes(32, 'v'),
                                                          600'000,
                                                          {}},
                                                 Registered{}))
        return false;
    if (wrongPasswordFirst && (!ask(first, salt) || !ask(proof, Refused{Code::PasswordWrong, {}, 4})))
        return false;
    if (!ask(first, salt) || !ask(proof, ServerFinal{QStringLiteral("v=rmF9pqV8S7suAoZWja4dJRkFsKQ="), name}))
        return false;
    pair->guest->setLoggedIn(name);
    pair->host->setLoggedIn(name);
    atGuest.nameLink(*pair->guest, QStringLiteral("10B Network security"));
    atHost.nameLink(*pair->host, name);
    return true;
}

bool TracedSession::admit(quint64 updateEvery)
{
    const std::size_t questions = pair->atHost->messages.size();
    const std::size_t answers = pair->atGuest->messages.size();
    const PublicKey key = testKeys::identity("member")->publicKey();
    pair->guest->send(IdentityProof{key.spki(), Bytes(384, 'p'), Bytes(16, 'd'), {}});
    if (!heard(*pair->atHost, questions + 1))
        return false;
    pair->host->channel().wipeExporter();
    pair->host->startRefresh();
    if (!QTest::qWaitFor([this] { return pair->atGuest->refreshes == 1 && pair->atHost->refreshes == 1; },
                         patience))
        return false;
    for (Link *link : {pair->guest.get(), pair->host.get()})
        link->setLobbyDeadline(false);
    pair->host->send(Welcome{updateEvery, 32'768, Bytes(16, 'h'), 1, 0});
    pair->host->setAdmitted(updateEvery);
    if (!heard(*pair->atGuest, answers + 1))
        return false;
    pair->guest->setAdmitted(updateEvery);
    return true;
}

bool TracedSession::guestSays(const QString &text)
{
    const std::size_t questions = pair->atHost->messages.size();
    const std::size_t answers = pair->atGuest->messages.size();
    pair->guest->send(Say{++m_counter, text});
    if (!heard(*pair->atHost, questions + 1))
        return false;
    pair->host->send(Said{++m_number, QStringLiteral("asha"), Bytes(16, 'd'), m_counter, 1, text});
    return heard(*pair->atGuest, answers + 1);
}

bool TracedSession::hostSays(const QString &text)
{
    const std::size_t answers = pair->atGuest->messages.size();
    ++m_number;
    pair->host->send(Said{m_number, QStringLiteral("Ms Rao"), Bytes(16, 'e'), m_number, 1, text});
    return heard(*pair->atGuest, answers + 1);
}

bool TracedSession::refresh()
{
    const int before = pair->atHost->refreshes;
    pair->host->startRefresh();
    return QTest::qWaitFor(
        [this, before] {
            return pair->atHost->refreshes == before + 1 && pair->atGuest->refreshes == before + 1;
        },
        patience);
}

} // namespace waxwing
