// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "VaultValues.h"

#include <QObject>
#include <QPointer>

namespace waxwing {

class ChatPage;
class Engine;
class History;
class HistoryReader;
class TalkFinder;

/// Ties the search in a direct conversation to what the vault keeps of it; and lets its page read anew what
/// was wiped there, or has become too old.
class DirectFind final : public QObject
{
    Q_OBJECT

public:
    /// The engine and the history outlive this.
    DirectFind(Engine &engine, History *history, const TalkOf &talk, const ChatPage *page,
               QObject *parent = nullptr);
    ~DirectFind() override; ///< the page goes on with what it holds

private:
    void refresh();
    void onWiped();
    [[nodiscard]] bool isKeeping() const;

    Engine &m_engine;
    History *m_history;
    TalkOf m_talk;
    QPointer<TalkFinder> m_finder;
    QPointer<HistoryReader> m_reader;
};

} // namespace waxwing
