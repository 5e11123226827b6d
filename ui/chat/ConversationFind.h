// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

namespace waxwing {

class FindBar;
class HistoryReader;
class MessageList;
class TalkFinder;

/// The search in this conversation: what the bar asks goes to the finder, a hit that is stepped to is shown
/// in the list.
class ConversationFind final : public QObject
{
    Q_OBJECT

public:
    ConversationFind(FindBar *bar, TalkFinder *finder, HistoryReader *reader, MessageList *list,
                     QObject *parent = nullptr);

    void open();
    void close();
    [[nodiscard]] bool isOpen() const;

Q_SIGNALS:
    void closed();

private:
    void step(int by);
    void show(int at);
    void refresh();

    FindBar *m_bar;
    TalkFinder *m_finder;
    HistoryReader *m_reader;
    MessageList *m_list;
    int m_at = -1;
};

} // namespace waxwing
