// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HostControl.h"

#include <QHash>
#include <QPointer>

#include <utility>

namespace waxwing {

struct HostControl::Private
{
    QPointer<RoomHost> host; ///< null once it has closed, or its engine has gone: it dies in its own thread
    State state = State::Closed;
    HostInfo info;
    int people = 0;
    Error error;
    bool wasOpened = false;
    quint64 lastQuestion = 0;
    QHash<quint64, QString> questions; ///< for a code, not answered yet: the name
    TraceControl *trace = nullptr;
};

HostControl::HostControl(RoomHost *host, QObject *parent, WireTrace *trace)
    : QObject(parent), d(std::make_unique<Private>())
{
    if (trace)
        d->trace = new TraceControl(trace, this);
    d->host = host;
    d->state = State::Opening;
    connect(host, &RoomHost::closed, host, &QObject::deleteLater);
    follow(host);
}

/// All of it queued: the host lives in the network thread.
void HostControl::follow(RoomHost *host)
{
    const auto on = [&](auto signal, auto slot) { connect(host, signal, this, slot, Qt::QueuedConnection); };
    on(&RoomHost::opened, [this](const HostInfo &info) {
        d->info = info;
        if (d->state == State::Opening)
            enter(State::Open);
        Q_EMIT infoChanged();
    });
    on(&RoomHost::failed, [this](const Error &error) {
        d->error = error;
        if (d->state == State::Opening)
            enter(State::Failed);
    });
    on(&RoomHost::invitesChanged, [this](const HostInfo &info) {
        d->info = info;
        Q_EMIT infoChanged();
    });
    on(&RoomHost::peopleChanged, [this](int count) {
        d->people = count;
        Q_EMIT peopleChanged(count);
    });
    on(&RoomHost::resetAnswered, [this](const ResetAnswer &answer) {
        if (d->questions.remove(answer.question))
            Q_EMIT resetAnswered(answer);
    });
    on(&RoomHost::notice, &HostControl::notice);
    on(&QObject::destroyed, [this] { refuseQuestions(); }); // its engine has gone
    on(&RoomHost::closed, [this] {
        d->host = nullptr;
        refuseQuestions();
        enter(State::Closed);
    });
}

void HostControl::enter(State state)
{
    d->state = state;
    Q_EMIT stateChanged(state);
}

HostControl::~HostControl()
{
    close(Code::Away);
}

void HostControl::open(std::optional<SecretBytes> passphrase)
{
    if (!d->host || d->state != State::Opening || std::exchange(d->wasOpened, true))
        return;
    auto shared = std::make_shared<std::optional<SecretBytes>>(std::move(passphrase));
    QMetaObject::invokeMethod(
        d->host.data(), [host = d->host.data(), shared] { host->open(std::move(*shared)); },
        Qt::QueuedConnection);
}

void HostControl::close(Code code)
{
    if (!d->host || d->state == State::Closing || d->state == State::Closed)
        return;
    enter(State::Closing);
    QMetaObject::invokeMethod(
        d->host.data(), [host = d->host.data(), code] { host->close(code); }, Qt::QueuedConnection);
}

quint64 HostControl::makeResetCode(const QString &name)
{
    const quint64 question = ++d->lastQuestion;
    d->questions.insert(question, name);
    if (d->state != State::Open || !d->host) // in a later turn, when the number is known
        QMetaObject::invokeMethod(
            this, [this, question] { refuseQuestion(question); }, Qt::QueuedConnection);
    else
        QMetaObject::invokeMethod(
            d->host.data(), [host = d->host.data(), name, question] { host->makeResetCode(name, question); },
            Qt::QueuedConnection);
    return question;
}

/// Of a room that is not open: its host cannot answer any more, or never could.
void HostControl::refuseQuestion(quint64 question)
{
    if (!d->questions.contains(question))
        return;
    ResetAnswer answer;
    answer.question = question;
    answer.name = d->questions.take(question);
    answer.error = Error{Code::RoomClosed, QStringLiteral("the room is not open")};
    Q_EMIT resetAnswered(answer);
}

void HostControl::refuseQuestions()
{
    for (const quint64 question : d->questions.keys())
        refuseQuestion(question);
}

HostControl::State HostControl::state() const
{
    return d->state;
}
HostInfo HostControl::info() const
{
    return d->info;
}
int HostControl::people() const
{
    return d->people;
}
Error HostControl::error() const
{
    return d->error;
}
TraceControl *HostControl::trace() const
{
    return d->trace;
}
RoomHost *HostControl::host() const
{
    return d->host;
}

} // namespace waxwing
