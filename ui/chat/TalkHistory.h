// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "History.h"

#include <QPointer>
#include <QSet>

namespace waxwing {

class Composer;
class ConversationModel;

/// What a page asks of the history beside its pages: the draft of the last time, kept while one writes, and
/// the messages that answers quote and that are not in the conversation that is loaded.
class TalkHistory final : public QObject
{
    Q_OBJECT

public:
    TalkHistory(History *history, ConversationModel *conversation, Composer *composer, QObject *parent);
    ~TalkHistory() override; ///< keeps what is being written

private:
    void onOpened();
    void keepDraft();
    void askForQuotes();
    void take(const HistoryPage &page);

    QPointer<History> m_history;
    QPointer<ConversationModel> m_conversation;
    QPointer<Composer> m_composer;
    QSet<quint64> m_questions;
    QString m_kept; ///< the draft as the history has it
    bool m_isOpen = false;
};

} // namespace waxwing
