// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
//
// DirectFlow: what stands in the list of conversations.
#include "ChatPage.h"
#include "ConversationListModel.h"
#include "ConversationPanel.h"
#include "DirectBinding.h"
#include "DirectClient.h"
#include "DirectDecisions.h"
#include "DirectFlow.h"
#include "Engine.h"
#include "PeopleModel.h"
#include "PeoplePanel.h"
#include "RoomClient.h"
#include "RoomMenus.h"
#include "SettingKeys.h"

#include <QAction>
#include <algorithm>
#include <utility>

namespace waxwing {

/// Somebody with whom nothing was said yet stands in the list while the page is open.
QList<DirectPersonView> DirectFlow::people() const
{
    QList<DirectPersonView> shown = m_client->direct()->people();
    shown.removeIf([this](const DirectPersonView &person) {
        return person.last == 0 && person.draft.isEmpty() && !find(person.name);
    });
    for (const Open &open : m_open) {
        const auto isOf = [&open](const DirectPersonView &person) { return person.name == open.name; };
        if (std::any_of(shown.begin(), shown.end(), isOf))
            continue;
        DirectPersonView person;
        person.name = open.name;
        person.isHere = open.binding->facts().isHere;
        shown.append(person);
    }
    std::stable_sort(
        shown.begin(), shown.end(),
        [](const DirectPersonView &one, const DirectPersonView &other) { return one.last > other.last; });
    return shown;
}

bool DirectFlow::isOffered() const
{
    return m_client && m_chat && (m_client->canDirect() || !people().isEmpty());
}

QString DirectFlow::personOf(const QString &typed) const
{
    QStringList names;
    for (const DirectPersonView &person : m_client->direct()->people())
        names.append(person.name);
    for (const PersonView &person : m_client->people()) {
        if (!person.isMe && m_client->canDirect())
            names.append(person.name);
    }
    if (names.contains(typed))
        return typed;
    for (const QString &name : std::as_const(names)) {
        if (name.compare(typed, Qt::CaseInsensitive) == 0)
            return name;
    }
    return {};
}

bool DirectFlow::isRead(const QString &name) const
{
    const ChatPage *at = page(name);
    return at != nullptr && at->conversation()->isReading();
}

ConversationEntry DirectFlow::entryOf(const DirectPersonView &person) const
{
    constexpr quint64 mostCounted = 99'999;
    ConversationEntry entry;
    entry.name = person.name;
    entry.unread = isRead(person.name) ? 0 : static_cast<int>(std::min(person.unread, mostCounted));
    entry.isHere = person.isHere;
    entry.hasDraft = !person.draft.isEmpty();
    entry.mark = person.isStopped      ? ConversationEntry::Mark::Changed
                 : person.isVerified() ? ConversationEntry::Mark::Compared
                                       : ConversationEntry::Mark::None;
    return entry;
}

QList<ConversationEntry> DirectFlow::entries() const
{
    ConversationEntry room;
    room.name = m_client->lobby().room;
    room.isRoom = true;
    room.unread = m_chat->conversation()->unread();
    QList<ConversationEntry> result{room};
    for (const DirectPersonView &person : people())
        result.append(entryOf(person));
    return result;
}

void DirectFlow::refresh()
{
    const bool isOffered = this->isOffered();
    for (QAction *action :
         {m_menus->nextConversation, m_menus->earlierConversation, m_menus->conversations}) {
        action->setVisible(isOffered);
        action->setEnabled(isOffered);
    }
    const bool isDirect = isOffered && !inFront().isEmpty();
    m_menus->compareCodes->setVisible(isDirect);
    m_menus->compareCodes->setEnabled(isDirect);
    m_menus->setDirect(!inFront().isEmpty());
    if (m_chat && m_client)
        refreshList(isOffered);
    int unread = 0;
    if (m_list) {
        for (const ConversationEntry &entry : m_list->model()->entries())
            unread += entry.isRoom ? 0 : entry.unread;
    }
    if (std::exchange(m_unread, unread) != unread)
        Q_EMIT unreadChanged();
}

void DirectFlow::refreshList(bool isOffered)
{
    const QList<ConversationEntry> entries = this->entries();
    QSet<QString> compared;
    for (const ConversationEntry &entry : entries) {
        if (entry.mark == ConversationEntry::Mark::Compared)
            compared.insert(entry.name);
    }
    m_list->model()->setEntries(entries);
    m_list->model()->setOpen(inFront());
    m_list->setVisible(isOffered);
    m_chat->people()->setMessaging(m_client->canDirect());
    m_chat->people()->model()->setCompared(compared);
}

ConversationPanel *DirectFlow::list() const
{
    return m_list;
}

DirectDecisions *DirectFlow::decisions() const
{
    return m_decisions;
}

int DirectFlow::unread() const
{
    return m_unread;
}

/// While nothing is kept, what is said stands in the page of that person alone, opened or not: it is made
/// without being shown, and outlasts those whose messages are in the vault.
void DirectFlow::hold(const DirectSaidFact &said)
{
    const bool isNowhereElse =
        said.message.isFleeting || (said.message.isMine() && settingOf(m_engine, settingKey::keepDays) < 0);
    if (!isNowhereElse || !m_chat)
        return;
    if (find(said.name) == nullptr && said.message.isFleeting) {
        make(said.name, true);
        m_open.last().binding->onSaid(said); // it was made too late to hear of it
        refresh();
        return;
    }
    for (Open &open : m_open)
        open.holds = open.holds || open.name == said.name;
}

void DirectFlow::onSaid(const DirectSaidFact &said)
{
    hold(said);
    if (said.message.isMine() || said.message.changesAnother())
        return;
    RoomMessage message;
    message.name = said.name;
    message.text = said.message.text;
    message.timeMs = said.message.timeMs;
    Q_EMIT heard(said.name, {message});
}

} // namespace waxwing
