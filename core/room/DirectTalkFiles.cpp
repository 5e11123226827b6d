// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
// What a DirectTalk has to do with files (PROTOCOL 16.7).
#include "DirectTalk.h"

#include "FileText.h"

namespace waxwing {

void DirectTalk::connectFiles()
{
    m_files.setTalk({[this](const QString &typed) { return m_keeper.isOpen() ? nameOf(typed) : QString(); },
                     [this](const QString &name) { return isStopped(name); }});
    connect(&m_files, &DirectFiles::toTell, this, &DirectTalk::tellFile);
    // Later: what is asked for here may end what it comes from.
    connect(&m_files, &DirectFiles::needsChanged, this, &DirectTalk::pump, Qt::QueuedConnection);
}

void DirectTalk::connectFiles(DirectSession *session)
{
    const QString name = session->start().name;
    const Bytes device = session->start().device;
    session->setFiles([this, name, device](const Message &message) {
        const Result<void> taken = m_files.receive(name, device, message);
        if (taken)
            m_calls.wentWell(name, device);
        return taken;
    });
    connect(session, &DirectSession::began, this,
            [this, session, name, device] { m_files.begin(name, device, session->link()); });
}

/// Nothing moves while it is not decided who that is: another link takes it up afterwards.
void DirectTalk::endFilesOfStopped(const QString &name)
{
    if (!isStopped(name))
        return;
    std::vector<Key> moving;
    for (const auto &[key, session] : m_sessions) {
        if (key.first == name && !m_files.isIdle(key.first, key.second))
            moving.push_back(key);
    }
    for (const Key &key : moving)
        m_calls.end(key.first, key.second, Code::Left);
}

/// It is told as any message is, and kept together with what is given.
void DirectTalk::tellFile(quint64 id, const KeptTransfer &offer)
{
    DirectMessage message;
    message.device = m_vault.contents().device;
    message.timeMs = m_services.clock->wallMs();
    message.text = textOf(offer.note);
    message.file = offer.note;
    const QString name = offer.party.name;
    m_keeper.say(
        name, firstSight(name), message,
        [this, id, name](const Result<DirectMessage> &said) {
            m_files.told(id, said ? Result<void>() : tl::make_unexpected(said.error()));
            if (said)
                onSaid(0, name, *said);
        },
        offer);
}

} // namespace waxwing
