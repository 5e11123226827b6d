// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "WireFlow.h"

#include "ChatPage.h"
#include "Engine.h"
#include "FramesPage.h"
#include "HistoryReader.h"
#include "MessageList.h"
#include "RoomMenus.h"
#include "TraceControl.h"
#include "WireDock.h"

#include <QAction>
#include <QMainWindow>
#include <QScreen>

#include <algorithm>
#include <utility>

namespace waxwing {

namespace {
const QString openKey = QStringLiteral("wire.open");
const QString widthKey = QStringLiteral("wire.width");
const QString layoutKey = QStringLiteral("wire.layout");
} // namespace

WireFlow::WireFlow(Engine &engine, RoomMenus *menus, QMainWindow *window)
    : QObject(window), m_engine(engine), m_menus(menus), m_window(window)
{
    connect(menus->wire, &QAction::triggered, this, [this] { setShown(!isShown()); });
    connect(menus->inspect, &QAction::triggered, this, [this] {
        if (m_chat && m_chat->front()->person().isEmpty())
            m_chat->messages()->inspectCurrent();
    });
}

void WireFlow::enter(TraceControl *trace, ChatPage *chat, const QString &self)
{
    m_self = self;
    m_trace = trace;
    m_chat = chat;
    m_widened = 0;
    chat->setWireOffered(trace != nullptr);
    connect(chat, &ChatPage::wireToggled, this, [this] { setShown(!isShown()); });
    connect(chat, &ChatPage::inspectRequested, this, &WireFlow::inspect);
    connect(chat->reader(), &HistoryReader::messageShown, this, [this](quint64 number, bool found) {
        if (std::exchange(m_wanted, quint64(0)) == number && !found && m_dock)
            m_dock->say(tr("The conversation here does not show this message."));
    });
    refreshWords();
    if (trace && m_engine.setting(openKey, false).toBool()) {
        makeDock(); // where it was: the window has the room for it already
        m_dock->show();
        refreshWords();
    }
}

void WireFlow::leave()
{
    if (m_dock)
        keepPlace();
    giveRoomBack();
    m_chat = nullptr;
    m_trace = nullptr;
}

WireDock *WireFlow::dock() const
{
    return m_dock;
}

bool WireFlow::isShown() const
{
    return m_dock && !m_dock->isHidden();
}

void WireFlow::makeDock()
{
    if (m_dock)
        return;
    m_dock = new WireDock(m_chat);
    m_dock->hide();
    const int wide = m_engine.setting(widthKey, m_dock->sizeHint().width()).toInt();
    m_chat->setDock(m_dock, std::max(wide, m_dock->minimumSizeHint().width()));
    m_dock->frames()->restoreLayout(m_engine.setting(layoutKey).toByteArray());
    m_dock->setSelf(m_self);
    m_dock->setLog(m_trace->log());
    connect(m_dock, &WireDock::closeRequested, this, [this] { setShown(false); });
    connect(m_dock, &WireDock::showMessageRequested, this,
            [this](const MessageRef &message) { showMessage(message.number); });
}

void WireFlow::setShown(bool shown)
{
    if (!m_chat || !m_trace || shown == isShown()) {
        refreshWords();
        return;
    }
    if (shown) {
        makeDock();
        makeRoom();
        m_dock->show();
        m_dock->setFocus(Qt::OtherFocusReason);
    } else {
        keepPlace();
        const bool hadFocus = m_dock->isAncestorOf(m_chat->focusWidget());
        m_dock->hide();
        giveRoomBack();
        if (hadFocus)
            m_chat->focusComposer();
    }
    m_engine.setSetting(openKey, shown);
    refreshWords();
}

void WireFlow::makeRoomFor(bool search)
{
    if (search && isShown() && m_chat->width() < m_chat->minimumWidthForAll())
        setShown(false);
}

void WireFlow::inspect(quint64 number)
{
    setShown(true);
    if (m_dock)
        m_dock->inspect({number, {}, 0});
}

void WireFlow::showMessage(quint64 number)
{
    m_wanted = number;
    m_chat->reader()->showMessage(number);
}

/// A window that can grow does, so that the chat stays as wide as it was.
void WireFlow::makeRoom()
{
    if (m_window->isMaximized() || m_window->isFullScreen())
        return;
    const QRect screen = m_window->screen()->availableGeometry();
    const QMargins frame(m_window->frameGeometry().left() - m_window->geometry().left(), 0,
                         m_window->frameGeometry().right() - m_window->geometry().right(), 0);
    const int most = screen.width() - frame.right() + frame.left();
    const int wide = std::min(most, m_window->width() + m_chat->dockWidth());
    m_widened = std::max(0, wide - m_window->width());
    if (m_widened == 0)
        return;
    m_window->resize(wide, m_window->height());
    const int over = m_window->frameGeometry().right() - screen.right();
    if (over > 0)
        m_window->move(std::max(screen.left(), m_window->x() - over), m_window->y());
}

void WireFlow::giveRoomBack()
{
    if (m_widened > 0 && !m_window->isMaximized() && !m_window->isFullScreen())
        m_window->resize(m_window->width() - m_widened, m_window->height());
    m_widened = 0;
}

void WireFlow::keepPlace()
{
    if (isShown())
        m_engine.setSetting(widthKey, m_chat->dockWidth());
    m_engine.setSetting(layoutKey, m_dock->frames()->saveLayout());
}

void WireFlow::refreshWords()
{
    m_menus->wire->setChecked(isShown());
    if (m_chat)
        m_chat->setWireShown(isShown());
}

} // namespace waxwing
