// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QPointer>

namespace waxwing {

class ChatPage;
class History;
class HistoryReader;
class TalkFinder;

/// Ties a History to the page whose window looks onto it: pages, searches, and what was read.
class HistoryBinding final : public QObject
{
    Q_OBJECT

public:
    /// The history outlives this.
    HistoryBinding(History *history, ChatPage *page, QObject *parent = nullptr);
    ~HistoryBinding() override; ///< the page goes on with what it holds

    /// Whether messages are kept at all; else the page holds what it has, and looks for words there.
    void setKeeping(bool keeping);
    void setSelf(const QString &name); ///< whose messages in direct conversations are this person's

private:
    void open();
    void close();

    History *m_history;
    QPointer<HistoryReader> m_reader;
    QPointer<TalkFinder> m_finder;
    QString m_self;
    bool m_isKeeping = true;
};

} // namespace waxwing
