// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "DirectSession.h"

#include "DirectFiles.h"

#include <QTimer>

#include <algorithm>

namespace waxwing {

namespace {

/// Beyond that somebody only keeps this side busy; what is left out is forgotten in time.
constexpr qint64 writingEveryMs = 250;

tl::unexpected<Error> unexpected(const char *why)
{
    return failure(Code::Unexpected, QString::fromLatin1(why));
}

Tell tellOf(const DirectMessage &message)
{
    Tell tell;
    tell.counter = message.counter;
    tell.time = quint64(std::max<qint64>(message.timeMs, 0));
    tell.text = message.text;
    if (message.act) {
        tell.act = message.act;
        tell.device = message.targetDevice;
        tell.target = message.target;
    }
    if (message.file && !message.act) {
        tell.file = message.file->id;
        tell.fileName = message.file->name;
        tell.size = message.file->size;
        tell.digest = message.file->digest;
    }
    return tell;
}

} // namespace

DirectSession::DirectSession(Link *link, const Start &start, const GuestServices &services, QObject *parent)
    : QObject(parent), m_link(link),
      m_services(services), m_tells{{services.settings.messagesPerSecond, services.settings.messagesAtOnce,
                                     services.clock->monotonicMs()}},
      m_others{{services.settings.recordsPerSecond, services.settings.recordsAtOnce,
                services.clock->monotonicMs()}},
      m_start(start), m_counter(start.counter), m_taken(start.taken), m_heard(start.taken)
{
    connect(link, &Link::received, this, &DirectSession::receive);
}

DirectSession::~DirectSession() = default;

void DirectSession::begin()
{
    m_link->setAdmitted(m_start.updateEvery);
    m_link->send(Told{m_taken});
}

void DirectSession::receive(const Message &message)
{
    const auto taken = std::visit(Overloaded{
                                      [this](const Tell &tell) { return on(tell); },
                                      [this](const Told &told) { return on(told); },
                                      [this](const Read &read) { return on(read); },
                                      [this](const Writing &writing) -> Result<void> {
                                          onWriting(writing.active);
                                          return {};
                                      },
                                      [this, &message](const auto &) { return onOther(message); },
                                  },
                                  message);
    if (!taken && m_link)
        return m_link->close(taken.error().code);
    charge(message);
    Q_EMIT somethingHappened();
}

/// Beyond the rate no further frame is taken for a while: the window of the call holds the other side back.
void DirectSession::charge(const Message &message)
{
    if (std::holds_alternative<FileChunk>(message) || std::holds_alternative<FileTook>(message))
        return; // held back by their own window (PROTOCOL 8.11)
    Rate &rate = std::holds_alternative<Tell>(message) ? m_tells : m_others;
    if (rate.owed == 0 && rate.bucket.take(m_services.clock->monotonicMs()))
        return;
    ++rate.owed;
    if (m_tells.owed + m_others.owed == 1)
        payRates();
}

void DirectSession::payRates()
{
    if (!m_link)
        return;
    const qint64 now = m_services.clock->monotonicMs();
    for (Rate *rate : {&m_tells, &m_others}) {
        for (; rate->owed > 0; --rate->owed) {
            if (rate->bucket.take(now))
                continue;
            m_link->holdReading(true);
            return QTimer::singleShot(int(std::max<qint64>(rate->bucket.waitMs(now), 1)), this,
                                      &DirectSession::payRates);
        }
    }
    m_link->holdReading(false);
}

// ---- What comes

Result<void> DirectSession::on(const Tell &tell)
{
    if (!m_hasTheirTold)
        return unexpected("tell before told");
    if (++m_untold > limits::unacknowledged)
        return unexpected("more than 64 not told");
    if (tell.counter <= m_heard) { // known, or on its way to the vault
        m_owesTold = true;
    } else {
        m_heard = tell.counter;
        DirectMessage message;
        message.identity = m_start.identity;
        message.device = m_start.device;
        message.counter = tell.counter;
        message.timeMs = qint64(tell.time);
        message.text = tell.text;
        message.act = tell.act;
        message.targetDevice = tell.device.value_or(Bytes());
        message.target = tell.target.value_or(0);
        if (tell.file)
            message.file = FileNote{*tell.file, *tell.fileName, *tell.size, *tell.digest};
        m_arrived.push_back(std::move(message));
    }
    if (!std::exchange(m_isScheduled, true))
        QMetaObject::invokeMethod(this, &DirectSession::storeArrived, Qt::QueuedConnection);
    return {};
}

// PROTOCOL 16.7
Result<void> DirectSession::onOther(const Message &message)
{
    if (!m_hasTheirTold || !m_takeOfFiles || !DirectFiles::isOfFiles(message))
        return unexpected("not said on a direct link, or not yet");
    return m_takeOfFiles(message);
}

/// What one turn brought together, one batch at a time.
void DirectSession::storeArrived()
{
    m_isScheduled = false;
    if (m_isStoring)
        return;
    if (m_arrived.empty())
        return m_owesTold ? tellTaken() : void();
    m_isStoring = true;
    m_storing = m_arrived.back().counter;
    Q_EMIT arrived(std::exchange(m_arrived, {}));
}

void DirectSession::stored()
{
    m_isStoring = false;
    m_taken = m_storing; // what came meanwhile is not stored
    tellTaken();
    if (!m_arrived.empty())
        storeArrived();
}

// PROTOCOL 16.5: once it is stored, for several together.
void DirectSession::tellTaken()
{
    m_owesTold = false;
    m_untold = int(m_arrived.size());
    if (m_link)
        m_link->send(Told{m_taken});
}

Result<void> DirectSession::on(const Told &told)
{
    // The first one may know more than was told here: of an earlier link.
    const quint64 highest = m_hasTheirTold ? std::max(m_sent, m_told) : std::max(m_start.sent, m_start.told);
    // A restored vault knows less than it once said. Nobody leads the counters far away by that.
    if (!m_hasTheirTold && told.counter > highest && told.counter - highest <= limits::numberJump) {
        Q_EMIT olderCopyFound(told.counter);
        return {};
    }
    if (told.counter > highest || told.counter < m_told)
        return unexpected("told what was not sent, or less than before");
    const bool isFirst = !std::exchange(m_hasTheirTold, true);
    const bool rises = told.counter > m_told;
    m_told = told.counter;
    while (!m_waits.empty() && m_waits.front() <= told.counter)
        m_waits.pop_front();
    if (isFirst)
        m_sent = std::max(told.counter, m_start.told);
    if (rises)
        Q_EMIT toldCame(told.counter);
    if (isFirst)
        Q_EMIT began();
    ask();
    return {};
}

Result<void> DirectSession::on(const Read &read)
{
    if (!m_hasTheirTold || read.number <= m_readThere || read.number > std::max(m_sent, m_told))
        return unexpected("read does not rise, or was not sent");
    m_readThere = read.number;
    Q_EMIT readCame(read.number);
    return {};
}

/// However often they say it, it is told only so often.
void DirectSession::onWriting(bool active)
{
    if (m_sinceWriting.isValid() && m_sinceWriting.elapsed() < writingEveryMs)
        return;
    m_sinceWriting.start();
    Q_EMIT writingCame(active);
}

// ---- What goes out

void DirectSession::more(quint64 counter)
{
    m_counter = std::max(m_counter, counter);
    ask();
}

void DirectSession::ask()
{
    const int room = limits::unacknowledged - int(m_waits.size());
    if (!m_link || !m_hasTheirTold || m_isAsking || m_sent >= m_counter || room <= 0)
        return;
    m_isAsking = true;
    Q_EMIT outgoingWanted(m_sent, room);
}

void DirectSession::offer(const std::vector<DirectMessage> &messages)
{
    m_isAsking = false;
    if (!m_link)
        return;
    if (messages.empty()) { // nothing of it is kept any more
        m_sent = m_counter;
        return;
    }
    for (const DirectMessage &message : messages) {
        if (message.counter <= m_sent || int(m_waits.size()) >= limits::unacknowledged)
            continue;
        m_sent = message.counter;
        m_counter = std::max(m_counter, m_sent);
        if (message.isVoid)
            continue;
        m_waits.push_back(message.counter);
        m_link->send(tellOf(message));
    }
    Q_EMIT somethingHappened();
    ask();
}

void DirectSession::setWriting(bool writing)
{
    if (m_link && m_hasTheirTold)
        m_link->send(Writing{writing});
}

void DirectSession::tellRead(quint64 counter)
{
    counter = std::min(counter, m_taken);
    if (!m_link || !m_hasTheirTold || counter <= m_readHere)
        return;
    m_readHere = counter;
    m_link->send(Read{counter});
}

} // namespace waxwing
