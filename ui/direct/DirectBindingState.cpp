// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
//
// DirectBinding: how it stands with the conversation, and with the keys of the other person.
#include "ChatFiles.h"
#include "ChatHeader.h"
#include "ChatPage.h"
#include "DirectBand.h"
#include "DirectBinding.h"
#include "DirectClient.h"
#include "LockLine.h"
#include "RecordingBands.h"
#include "RoomClient.h"
#include "TraceControl.h"

#include <algorithm>
#include <utility>

namespace waxwing {

DirectPersonView DirectBinding::view() const
{
    for (const DirectPersonView &person : m_client->people()) {
        if (person.name == m_name)
            return person;
    }
    DirectPersonView nobody; // not talked with yet
    nobody.name = m_name;
    return nobody;
}

DirectFacts DirectBinding::factsOf(const DirectPersonView &view) const
{
    const auto here = [&view](auto &&test) {
        return std::any_of(view.devices.begin(), view.devices.end(), [&](const DirectDeviceView &device) {
            return device.isHere && test(device.trust);
        });
    };
    const QList<PersonView> people = m_room->people();
    DirectFacts facts;
    facts.name = m_name;
    facts.isConnected = m_room->stage() == RoomStage::InRoom;
    facts.isHere = view.isHere || std::any_of(people.begin(), people.end(), [this](const PersonView &person) {
                       return person.name == m_name;
                   });
    facts.isCompared = view.isVerified();
    facts.isStopped = view.isStopped;
    facts.isRefused =
        here([](DirectTrust trust) { return trust == DirectTrust::Refused; }) && !here([](DirectTrust trust) {
            return trust == DirectTrust::Pinned || trust == DirectTrust::Verified;
        });
    facts.isWithHost = std::any_of(people.begin(), people.end(), [this](const PersonView &person) {
        return person.role == Role::Host && (person.isMe || person.name == m_name);
    });
    facts.isDisproved = view.isDisproved && !view.isLinked;
    facts.takesCalls = view.waitsFor != Code::TakesNoCalls;
    facts.isDeclined = view.waitsFor == Code::CallDeclined;
    facts.isOffered = !facts.isConnected || m_room->canDirect();
    return facts;
}

void DirectBinding::refresh()
{
    const DirectPersonView now = view();
    const QList<MessageProgress> told = m_index.toldUpTo(now.told);
    const QList<MessageProgress> read = m_index.readUpTo(now.read);
    m_page->conversation()->messagesProgressed(told + read);
    refreshTrust(now);
    refreshWriters();
    const DirectFacts facts = factsOf(now);
    m_facts = facts;
    const DirectWords::Mark lock = DirectWords::lock(facts);
    LockLine *line = m_page->header()->lockLine();
    line->setMark(lock.icon, lock.tone);
    if (line->words() != lock.words)
        line->setWords(lock.words);
    m_band->setFacts(facts);
    m_page->files()->files().setPerson(filesWith(now, facts));
}

FilePerson DirectBinding::filesWith(const DirectPersonView &view, const DirectFacts &facts) const
{
    FilePerson person;
    person.name = m_name;
    person.refusal = DirectWords::noFiles(facts);
    for (const DirectDeviceView &device : view.devices) {
        if (device.trust != DirectTrust::Pinned && device.trust != DirectTrust::Verified)
            continue;
        person.trusted.insert(device.identity);
        if (device.isHere)
            person.here.insert(device.identity);
    }
    if (facts.isConnected && person.refusal.isEmpty())
        person.reach = facts.isHere ? FileCard::Reach::Here : FileCard::Reach::Away;
    return person;
}

void DirectBinding::connectKeyLogs()
{
    RecordingBands *bands = m_page->recordings();
    bands->setPerson(m_name);
    connect(m_room, &RoomClient::keyLogsChanged, this, &DirectBinding::refreshKeyLogs);
    if (TraceControl *trace = m_room->trace()) {
        connect(trace, &TraceControl::keyLogChanged, this, &DirectBinding::refreshKeyLogs);
        connect(bands, &RecordingBands::stopKeyLogRequested, trace, &TraceControl::stopKeyLog);
    }
    refreshKeyLogs();
}

/// This program's own log has none of these keys. What the other person's has is theirs to know (PROTOCOL
/// 14).
void DirectBinding::refreshKeyLogs()
{
    const TraceControl *trace = m_room->trace();
    const KeyLogView own = trace ? trace->keyLog() : KeyLogView{};
    m_page->recordings()->setKeyLog(isUnderWay(own.state) ? own.path : QString());
    const bool isTheirs = m_room->keyLogs().names.contains(m_name);
    m_page->recordings()->setOthersKeyLogs(false, isTheirs ? QStringList{m_name} : QStringList());
}

/// The shield stands at what an identity said that was compared, whenever it said it.
void DirectBinding::refreshTrust(const DirectPersonView &view)
{
    QSet<Bytes> compared;
    for (const DirectDeviceView &device : view.devices) {
        if (device.trust == DirectTrust::Verified)
            compared.insert(device.identity);
    }
    if (std::exchange(m_compared, compared) == compared && !compared.isEmpty())
        return;
    m_page->conversation()->setVerifiedBy(
        [this](const ConversationRow &row) { return m_index.isFrom(row.number, m_compared); });
}

} // namespace waxwing
