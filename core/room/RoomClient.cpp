// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RoomClient.h"

#include "Password.h"
#include "RoomGuest.h"

#include <QPointer>

namespace waxwing {

struct RoomClient::Private
{
    QPointer<RoomGuest> guest; ///< read here only to post to it; it dies by our word, or with the engine
    RoomStage stage = RoomStage::Idle;
    Error error;
    HostView host;
    LobbyView lobby;
    QString username;
    QList<PersonView> people;
    LinkView link;
    ReconnectView reconnecting;
    qint64 longestText = limits::textBytes;
    quint64 lastLocalId = 0;

    template <class Wish> void ask(Wish wish)
    {
        if (RoomGuest *to = guest.data())
            QMetaObject::invokeMethod(
                to, [to, wish = std::move(wish)]() mutable { wish(*to); }, Qt::QueuedConnection);
    }
};

RoomClient::RoomClient(RoomGuest *guest, QObject *parent) : QObject(parent), d(std::make_unique<Private>())
{
    d->guest = guest;
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

quint64 RoomClient::say(const QString &text)
{
    const quint64 localId = ++d->lastLocalId;
    RoomMessage message;
    message.localId = localId;
    message.name = d->username;
    message.text = text;
    message.timeMs = QDateTime::currentMSecsSinceEpoch();
    message.mine = true;
    message.state = MessageState::Waiting;
    d->ask([localId, text](RoomGuest &guest) { guest.say(localId, text); });
    Q_EMIT messageWaits(message);
    return localId;
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
LinkView RoomClient::link() const
{
    return d->link;
}
ReconnectView RoomClient::reconnecting() const
{
    return d->reconnecting;
}
qint64 RoomClient::longestText() const
{
    return d->longestText;
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

// ---- Facts: state first, then the signal

void RoomClient::take(const StageFact &fact)
{
    d->stage = fact.stage;
    d->error = fact.error;
    if (fact.stage == RoomStage::Connecting || fact.stage == RoomStage::Idle)
        d->people.clear();
    Q_EMIT stageChanged(fact.stage);
}

void RoomClient::take(const HostView &view)
{
    d->host = view;
    Q_EMIT hostChanged();
}

void RoomClient::take(const LobbyView &view)
{
    d->lobby = view;
    Q_EMIT lobbyChanged();
}

void RoomClient::take(const EnteredFact &fact)
{
    d->username = fact.username;
    d->longestText = fact.longestText;
}

void RoomClient::take(const NameVerdict &verdict)
{
    Q_EMIT nameChecked(verdict);
}

void RoomClient::take(const LobbyRefusal &refusal)
{
    Q_EMIT refused(refusal);
}

void RoomClient::take(const PeopleFact &fact)
{
    if (d->people == fact.people)
        return;
    d->people = fact.people;
    Q_EMIT peopleChanged();
}

void RoomClient::take(const LinkView &view)
{
    d->link = view;
    Q_EMIT linkChanged();
}

void RoomClient::take(const ReconnectView &view)
{
    d->reconnecting = view;
    Q_EMIT reconnectingChanged();
}

void RoomClient::take(const ArrivedFact &fact)
{
    Q_EMIT messagesArrived(fact.messages);
}
void RoomClient::take(const ProgressFact &fact)
{
    Q_EMIT messagesProgressed(fact.progress);
}
void RoomClient::take(const NoticesFact &fact)
{
    Q_EMIT noticesArrived(fact.notices);
}

} // namespace waxwing
