// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RoomClient.h"

#include "Password.h"
#include "RoomClientPrivate.h"

namespace waxwing {

RoomClient::RoomClient(RoomGuest *guest, QObject *parent, WireTrace *trace)
    : QObject(parent), d(std::make_unique<Private>())
{
    if (trace)
        d->trace = new TraceControl(trace, this);
    d->guest = guest;
    d->history = new History(this);
    d->direct = new DirectClient(
        [this](std::function<void(DirectTalk &)> wish) {
            d->ask([wish = std::move(wish)](RoomGuest &to) { wish(to.direct()); });
        },
        this);
    connect(guest->facts(), &FactQueue::gathered, this, [this](const RoomFacts &facts) {
        for (const RoomFact &fact : facts)
            std::visit([this](const auto &value) { take(value); }, fact);
    });
}

RoomClient::~RoomClient()
{
    if (d->guest)
        d->guest->deleteLater();
}

// ---- Wishes

void RoomClient::join(const JoinTarget &target)
{
    d->ask([target](RoomGuest &guest) { guest.join(target); });
}

void RoomClient::cancel()
{
    d->ask([](RoomGuest &guest) { guest.cancel(); });
}

void RoomClient::acceptHost()
{
    d->ask([](RoomGuest &guest) { guest.acceptHost(); });
}

void RoomClient::meetAsNew()
{
    d->ask([](RoomGuest &guest) { guest.meetAsNew(); });
}

void RoomClient::refuseHost()
{
    d->ask([](RoomGuest &guest) { guest.refuseHost(); });
}

void RoomClient::checkName(const QString &name, const QString &invite)
{
    d->ask([name, invite](RoomGuest &guest) { guest.checkName(name, invite); });
}

void RoomClient::registerAccount(const QString &name, const QString &email, const QString &password,
                                 const QString &invite)
{
    auto prepared = std::make_shared<Result<SecretBytes>>(preparePassword(password));
    d->ask([name, email, prepared, invite](RoomGuest &guest) {
        if (*prepared)
            guest.registerAccount(name, email, std::move(**prepared), invite);
        else
            guest.refuseEntry(prepared->error());
    });
}

void RoomClient::logIn(const QString &name, const QString &password)
{
    auto prepared = std::make_shared<Result<SecretBytes>>(preparePassword(password));
    d->ask([name, prepared](RoomGuest &guest) {
        if (*prepared)
            guest.logIn(name, std::move(**prepared));
        else
            guest.refuseEntry(prepared->error());
    });
}

void RoomClient::tryEarlierPassword(const QString &password)
{
    auto prepared = std::make_shared<Result<SecretBytes>>(preparePassword(password));
    if (!*prepared)
        return Q_EMIT vaultTroubled(VaultTrouble::WrongPassword);
    d->ask([prepared](RoomGuest &guest) { guest.tryEarlierPassword(std::move(**prepared)); });
}

void RoomClient::putVaultAside()
{
    d->ask([](RoomGuest &guest) { guest.putVaultAside(); });
}

void RoomClient::refuseVault()
{
    d->ask([](RoomGuest &guest) { guest.refuseVault(); });
}

quint64 RoomClient::say(const QString &text)
{
    return sayAs(text, 0);
}

quint64 RoomClient::reply(quint64 number, const QString &text)
{
    return sayAs(text, number);
}

quint64 RoomClient::sayAs(const QString &text, quint64 replyTo)
{
    RoomMessage message;
    message.localId = ++d->lastLocalId;
    message.name = d->username;
    message.text = text;
    message.timeMs = QDateTime::currentMSecsSinceEpoch();
    message.replyTo = replyTo;
    message.mine = true;
    message.state = MessageState::Waiting;
    OutgoingMessage outgoing;
    outgoing.text = text;
    outgoing.timeMs = message.timeMs;
    if (replyTo != 0) {
        outgoing.act = Act::Reply;
        outgoing.target = replyTo;
    }
    d->ask([localId = message.localId, outgoing](RoomGuest &guest) { guest.say(localId, outgoing); });
    Q_EMIT messageWaits(message);
    return message.localId;
}

quint64 RoomClient::edit(quint64 number, const QString &text)
{
    return change(number, text, Act::Edit);
}

quint64 RoomClient::erase(quint64 number)
{
    return change(number, erasedText(), Act::Erase);
}

quint64 RoomClient::change(quint64 number, const QString &text, Act act)
{
    RoomChange change;
    change.number = number;
    change.name = d->username;
    change.act = act;
    if (act == Act::Edit)
        change.text = text;
    change.localId = ++d->lastLocalId;
    change.timeMs = QDateTime::currentMSecsSinceEpoch();
    change.mine = true;
    OutgoingMessage outgoing;
    outgoing.text = text;
    outgoing.act = act;
    outgoing.target = number;
    outgoing.timeMs = change.timeMs;
    d->ask([localId = change.localId, outgoing](RoomGuest &guest) { guest.say(localId, outgoing); });
    Q_EMIT changeWaits(change);
    return change.localId;
}

void RoomClient::changeWaiting(quint64 localId, const QString &text)
{
    d->ask([localId, text](RoomGuest &guest) { guest.changeWaiting(localId, text); });
}

void RoomClient::setWriting(bool writing)
{
    d->ask([writing](RoomGuest &guest) { guest.setWriting(writing); });
}

void RoomClient::markRead(quint64 number, bool tellOthers)
{
    d->history->setLastRead(number);
    if (tellOthers)
        d->ask([number](RoomGuest &guest) { guest.tellRead(number); });
}

void RoomClient::retry(quint64 localId)
{
    d->ask([localId](RoomGuest &guest) { guest.retry(localId); });
}

void RoomClient::discard(quint64 localId)
{
    d->ask([localId](RoomGuest &guest) { guest.discard(localId); });
}

void RoomClient::tryNow()
{
    d->ask([](RoomGuest &guest) { guest.tryNow(); });
}

void RoomClient::leave()
{
    d->ask([](RoomGuest &guest) { guest.leave(); });
}

void RoomClient::tamperWithNext()
{
    d->ask([](RoomGuest &guest) { guest.tamperWithNext(); });
}

void RoomClient::lookAt(const QString &name)
{
    d->ask([name](RoomGuest &guest) { guest.lookAt(name); });
}

// ---- The state mirrored

RoomStage RoomClient::stage() const
{
    return d->stage;
}
Error RoomClient::lastError() const
{
    return d->error;
}
HostView RoomClient::host() const
{
    return d->host;
}
LobbyView RoomClient::lobby() const
{
    return d->lobby;
}
QString RoomClient::username() const
{
    return d->username;
}
QList<PersonView> RoomClient::people() const
{
    return d->people;
}
KeyLogsView RoomClient::keyLogs() const
{
    return d->keyLogs;
}
LinkView RoomClient::link() const
{
    return d->link;
}
ReconnectView RoomClient::reconnecting() const
{
    return d->reconnecting;
}
TraceControl *RoomClient::trace() const
{
    return d->trace;
}
qint64 RoomClient::longestText() const
{
    return d->longestText;
}

History *RoomClient::history() const
{
    return d->history;
}
DirectClient *RoomClient::direct() const
{
    return d->direct;
}
bool RoomClient::canDirect() const
{
    return d->canDirect;
}
bool RoomClient::canTalk() const
{
    return d->canTalk;
}
QStringList RoomClient::writers() const
{
    return d->writers;
}

Result<void> RoomClient::checkText(const QString &text) const
{
    if (text.isEmpty())
        return failure(Code::TextEmpty);
    const QByteArray utf8 = text.toUtf8();
    if (utf8.size() > d->longestText)
        return failure(Code::TextTooLong,
                       QStringLiteral("%1 bytes of %2").arg(utf8.size()).arg(d->longestText));
    return {};
}

} // namespace waxwing
