// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "DirectFlow.h"

#include "ChatPage.h"
#include "ClosedFiles.h"
#include "Composer.h"
#include "ConversationListModel.h"
#include "ConversationPanel.h"
#include "DirectBand.h"
#include "DirectBinding.h"
#include "DirectClient.h"
#include "DirectDecisions.h"
#include "ForeignText.h"
#include "HistoryReader.h"
#include "PeopleModel.h"
#include "PeoplePanel.h"
#include "RoomClient.h"
#include "RoomMenus.h"

#include <QAction>
#include <QListView>
#include <QMainWindow>
#include <algorithm>
#include <utility>

namespace waxwing {

namespace {

constexpr qsizetype mostOpen = 16;     ///< pages that are kept; what is written there is in the vault
constexpr qsizetype mostHolding = 256; ///< besides, of people whose words are nowhere else

} // namespace

DirectFlow::DirectFlow(Engine &engine, RoomMenus *menus, QMainWindow *window)
    : QObject(window), m_engine(engine), m_menus(menus), m_window(window)
{
    connectMenus();
    refresh();
}

DirectFlow::~DirectFlow() = default;

void DirectFlow::connectMenus()
{
    connect(m_menus->nextConversation, &QAction::triggered, this, [this] { step(1); });
    connect(m_menus->earlierConversation, &QAction::triggered, this, [this] { step(-1); });
    connect(m_menus->conversations, &QAction::triggered, this, [this] {
        if (!m_list || m_list->isHidden())
            return;
        if (!m_list->isVisible())
            m_chat->togglePeople();
        m_list->view()->setCurrentIndex(m_list->model()->index(m_list->model()->openRow()));
        m_list->view()->setFocus(Qt::ShortcutFocusReason);
    });
    connect(m_menus->compareCodes, &QAction::triggered, this, [this] {
        if (m_decisions && !inFront().isEmpty())
            m_decisions->compare(inFront());
    });
}

void DirectFlow::enter(RoomClient *client, ChatPage *chat)
{
    m_client = client;
    m_chat = chat;
    m_list = new ConversationPanel(chat);
    m_list->hide();
    chat->setConversationList(m_list, m_list->view());
    m_decisions = new DirectDecisions(client->direct(), m_window, this);
    takeCommands(chat);
    connect(m_list, &ConversationPanel::chosen, this, &DirectFlow::open);
    connect(chat->people(), &PeoplePanel::messageRequested, this, &DirectFlow::open);
    connect(chat, &ChatPage::foundRequested, this, &DirectFlow::showMessage);
    connect(chat, &ChatPage::frontChanged, this, &DirectFlow::onFrontChanged);
    connect(chat->conversation(), &ConversationModel::unreadChanged, this, &DirectFlow::refresh);
    connectClient();
    m_closedFiles = new ClosedFiles(
        m_engine, client, [this](const QString &name) { return find(name) != nullptr; }, this);
    refresh();
}

void DirectFlow::connectClient()
{
    connect(m_client, &RoomClient::stageChanged, this, &DirectFlow::refresh);
    connect(m_client, &RoomClient::lobbyChanged, this, &DirectFlow::refresh);
    connect(m_client, &RoomClient::peopleChanged, this, &DirectFlow::refresh);
    connect(m_client->direct(), &DirectClient::peopleChanged, this, &DirectFlow::refresh);
    connect(m_client->direct(), &DirectClient::said, this, &DirectFlow::onSaid);
}

void DirectFlow::leave()
{
    if (m_client) {
        disconnect(m_client, nullptr, this, nullptr);
        disconnect(m_client->direct(), nullptr, this, nullptr);
    }
    if (m_chat) {
        disconnect(m_chat, nullptr, this, nullptr);
        m_chat->composer()->setTeller({});
    }
    delete m_decisions.data();
    delete m_closedFiles.data();
    while (!m_open.isEmpty())
        close(m_open.takeFirst());
    m_list = nullptr; // the chat's
    m_client = nullptr;
    m_chat = nullptr;
    refresh();
}

const DirectFlow::Open *DirectFlow::find(const QString &name) const
{
    const auto at =
        std::find_if(m_open.begin(), m_open.end(), [&name](const Open &open) { return open.name == name; });
    return at == m_open.end() ? nullptr : &*at;
}

ChatPage *DirectFlow::page(const QString &name) const
{
    const Open *open = find(name);
    return open ? open->page : nullptr;
}

QString DirectFlow::inFront() const
{
    for (const Open &open : m_open) {
        if (m_chat && m_chat->front() == open.page)
            return open.name;
    }
    return {};
}

void DirectFlow::open(const QString &name)
{
    if (!m_chat)
        return;
    if (name.isEmpty()) {
        m_chat->showConversation(nullptr);
    } else {
        if (find(name) == nullptr)
            make(name);
        m_chat->showConversation(page(name));
    }
    m_chat->focusComposer();
}

void DirectFlow::takeCommands(ChatPage *page)
{
    page->composer()->setTeller(
        [this](const QString &typed, const QString &text) { return tell(typed, text); });
}

QString DirectFlow::tell(const QString &typed, const QString &text)
{
    if (!isOffered())
        return tr("This room's host runs an older Waxwing, where nobody can be told anything alone.");
    const QString name = personOf(typed);
    if (name.isEmpty())
        return tr("There is nobody here named “%1” who could be told alone. A name with a space in it stands "
                  "in quotes.")
            .arg(foreignInside(typed));
    open(name);
    if (!text.isEmpty())
        find(name)->binding->tell(text);
    return {};
}

void DirectFlow::showMessage(const QString &name, quint64 number)
{
    if (!m_chat)
        return;
    if (find(name) == nullptr)
        make(name);
    m_chat->showConversation(page(name));
    page(name)->reader()->showMessage(number, false);
}

void DirectFlow::make(const QString &name, bool holds)
{
    Open made;
    made.name = name;
    made.holds = holds;
    made.page = new ChatPage(m_chat, ChatPage::Of::Person);
    m_chat->add(made.page);
    made.binding = new DirectBinding(m_engine, m_client, name, made.page, this);
    m_open.append(made);
    const DirectBand *band = made.binding->band();
    connect(band, &DirectBand::compareRequested, m_decisions, [this, name] { m_decisions->compare(name); });
    connect(band, &DirectBand::acceptRequested, m_decisions, [this, name] { m_decisions->accept(name); });
    connect(band, &DirectBand::refuseRequested, m_decisions, [this, name] { m_decisions->refuse(name); });
    connect(made.page, &ChatPage::readingChanged, this, &DirectFlow::refresh);
    takeCommands(made.page);
    closeOldest();
    Q_EMIT opened(made.page);
}

void DirectFlow::closeOldest()
{
    closeOldest(false, mostOpen);
    closeOldest(true, mostHolding);
}

/// Never the one in front: pages are made behind it, too.
void DirectFlow::closeOldest(bool holds, qsizetype most)
{
    const auto isSuch = [holds](const Open &open) { return open.holds == holds; };
    while (std::count_if(m_open.cbegin(), m_open.cend(), isSuch) > most) {
        const auto oldest = std::find_if(m_open.cbegin(), m_open.cend(), [&](const Open &open) {
            return isSuch(open) && m_chat->front() != open.page;
        });
        if (oldest == m_open.cend())
            return;
        close(m_open.takeAt(oldest - m_open.cbegin()));
    }
}

void DirectFlow::close(const Open &open)
{
    delete open.binding;
    if (!m_chat)
        return; // it took its pages along
    disconnect(open.page, nullptr, this, nullptr);
    m_chat->remove(open.page);
    open.page->deleteLater();
}

void DirectFlow::step(int rows)
{
    if (!m_list || m_list->isHidden())
        return;
    const ConversationListModel *model = m_list->model();
    const int count = model->rowCount();
    const int next = ((model->openRow() + rows) % count + count) % count;
    open(model->index(next).data(ConversationListModel::NameRole).toString());
}

bool DirectFlow::showDetails()
{
    const Open *open = find(inFront());
    if (open != nullptr && m_decisions)
        m_decisions->showDetails(open->binding->facts());
    return open != nullptr;
}

void DirectFlow::onFrontChanged()
{
    const QString name = inFront();
    const auto at =
        std::find_if(m_open.begin(), m_open.end(), [&name](const Open &open) { return open.name == name; });
    if (at != m_open.end())
        m_open.move(at - m_open.begin(), m_open.size() - 1);
    m_menus->follow(m_chat->front()->talk());
    m_menus->follow(m_chat->front()->files());
    refresh();
    Q_EMIT frontChanged();
}

} // namespace waxwing
