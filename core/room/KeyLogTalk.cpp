// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "KeyLogTalk.h"

#include "Link.h"

#include <utility>

namespace waxwing {

namespace {

/// What the host says of key logs follows within this, over a slow network too.
constexpr int settleMs = 2'000;

} // namespace

KeyLogTalk::KeyLogTalk(const RoomMirror &mirror, FactQueue &facts, QObject *parent)
    : QObject(parent), m_mirror(mirror), m_facts(facts), m_settleTimer(this)
{
    m_settleTimer.setSingleShot(true);
    m_settleTimer.setInterval(settleMs);
    connect(&m_settleTimer, &QTimer::timeout, this, &KeyLogTalk::show);
}

void KeyLogTalk::beginLink(Link *link)
{
    m_link = link;
    m_told = false;
}

void KeyLogTalk::entered()
{
    tell();
    m_settleTimer.start();
}

void KeyLogTalk::endLink()
{
    m_settleTimer.stop(); // as it stood, until the next link has told
    m_link.clear();
}

void KeyLogTalk::forget()
{
    m_shown = {};
}

void KeyLogTalk::setRunning(bool running)
{
    if (m_isRunning && !running)
        m_settleTimer.start(); // until the host has said so, it is no other device's
    m_isRunning = running;
    tell();
    show();
}

void KeyLogTalk::tell()
{
    if (!m_link || !m_mirror.isHere() || !m_mirror.self().common.keyLog || m_told == m_isRunning)
        return;
    m_told = m_isRunning;
    m_link->send(KeyLog{m_isRunning});
}

void KeyLogTalk::show()
{
    if (!m_mirror.isHere())
        return;
    KeyLogsView view = m_mirror.keyLogs(m_isRunning);
    if (m_isOwnRoom)
        view.host = false;          // this very program: its person knows
    if (m_settleTimer.isActive()) { // what begins is shown at once, what seems to have ended not yet
        view.host = view.host || m_shown.host;
        for (const QString &name : std::as_const(m_shown.names)) {
            if (!view.names.contains(name))
                view.names.append(name);
        }
        view.names.sort();
        view.otherDeviceOfMine = m_shown.otherDeviceOfMine;
    }
    if (std::exchange(m_shown, view) != view)
        m_facts.add(view);
}

} // namespace waxwing
