// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "LinkPath.h"

#include "Connector.h"
#include "FixedKeys.h"
#include "Listener.h"
#include "Usage.h"

#include <QEventLoop>

namespace waxwing::bench {

void Path::run(int trips, std::function<void(double)> done)
{
    m_left = trips;
    m_trips = {};
    m_done = std::move(done);
    begin();
}

void Path::arrived()
{
    m_trips.add(wallSeconds() - m_begun);
    if (--m_left > 0)
        return begin();
    QMetaObject::invokeMethod(
        this, [this] { m_done(m_trips.median()); }, Qt::QueuedConnection);
}

void Path::begin()
{
    m_begun = wallSeconds();
    go();
}

namespace {

/// Two ends of a TCP connection over loopback, as the program makes them.
std::pair<std::unique_ptr<Stream>, std::unique_ptr<Stream>> connectedStreams()
{
    std::unique_ptr<Stream> near, far;
    QEventLoop wait;
    Listener listener([&](std::unique_ptr<Stream> stream) {
        far = std::move(stream);
        if (near)
            wait.quit();
    });
    if (!listener.listen({QStringLiteral("127.0.0.1")}, 0))
        qFatal("cannot listen on loopback");
    Connector connector{Settings()};
    QObject::connect(&connector, &Connector::connected, &wait, [&] {
        near = connector.takeStream();
        if (far)
            wait.quit();
    });
    connector.start({{QStringLiteral("127.0.0.1"), listener.port()}});
    wait.exec();
    return {std::move(near), std::move(far)};
}

} // namespace

LinkPath::LinkPath(qsizetype size, int messages, JobPool &jobs, Random &random)
    : m_text(size / messages, u'x'), m_messages(messages)
{
    auto [near, far] = connectedStreams();
    m_near = std::make_unique<Link>(std::move(near), SecureChannel::guest(*FixedOneTimeKeys().take(), random),
                                    jobs, Settings());
    m_far = std::make_unique<Link>(std::move(far), SecureChannel::host(fixedIdentity("host"), random), jobs,
                                   Settings());
    connect(m_far.get(), &Link::received, this, [this](const Message &message) {
        if (!std::holds_alternative<Say>(message) || ++m_atFar < m_messages)
            return;
        m_atFar = 0;
        speak(*m_far);
    });
    connect(m_near.get(), &Link::received, this, [this](const Message &message) {
        if (!std::holds_alternative<Say>(message) || ++m_atNear < m_messages)
            return;
        m_atNear = 0;
        arrived();
    });
}

void LinkPath::open(std::function<void()> ready)
{
    for (Link *link : {m_near.get(), m_far.get()}) {
        connect(link, &Link::ended, this,
                [](const Error &error) { qFatal("a link ended: %s", qPrintable(error.detail)); });
        connect(link, &Link::established, this, [link] {
            link->setLoggedIn(QStringLiteral("bench"));
            link->channel().wipeExporter();
            link->setAdmitted(limits::updateEveryDefault);
        });
    }
    connect(m_near.get(), &Link::established, m_far.get(), [this] { m_far->startRefresh(); });
    connect(m_far.get(), &Link::refreshFinished, this, [ready = std::move(ready)] { ready(); });
    m_far->start();
    m_near->start();
}

void LinkPath::speak(Link &link)
{
    for (int i = 0; i < m_messages; ++i)
        link.send(Say{++m_counter, m_text});
}

} // namespace waxwing::bench
