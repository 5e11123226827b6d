// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "DirectIndex.h"
#include "HistoryReader.h"

#include <QObject>
#include <QPointer>

namespace waxwing {

class DirectClient;
struct DirectFailedFact;
struct DirectPageFact;
struct DirectPersonView;

/// Ties what a vault keeps of a direct conversation to the reader of its page. It is read from a place
/// towards its beginning alone: where a page after a place is asked for, the history tells first where that
/// one ends; without it, it is walked to from the end, and so is what answers quote.
class DirectHistory final : public QObject
{
    Q_OBJECT

public:
    /// All outlive this, but for the reader.
    DirectHistory(DirectClient *client, DirectIndex &index, const QString &name, HistoryReader *reader,
                  QObject *parent = nullptr);
    ~DirectHistory() override;

    void setHistory(History *history); ///< of the same vault; outlives this
    void open(const DirectPersonView &view);
    void findMissing(); ///< what answers quote and is not loaded

Q_SIGNALS:
    void loaded(); ///< more messages are in the index

private:
    struct Question
    {
        quint64 number = 0;  ///< 0: none
        quint64 asked = 0;   ///< of DirectClient
        quint64 end = 0;     ///< of the history: where the page ends; 0: it is not asked
        bool isStep = false; ///< one page is enough
        PageWish wish;
        std::vector<DirectMessage> messages;
        bool isFirst = false;
        bool isLast = false;
        int damaged = 0;
    };
    quint64 ask(const PageWish &wish);
    void walk(qint64 place);
    void askForEnd();
    void takeEnd(const HistoryPage &page);
    void take(const DirectPageFact &fact);
    void takeMissing(const DirectPageFact &fact);
    void fail(const DirectFailedFact &failure);
    [[nodiscard]] bool isFarEnough() const;
    void cut();
    void answer();

    DirectClient *m_client;
    DirectIndex &m_index;
    QString m_name;
    QPointer<HistoryReader> m_reader;
    Question m_question;
    quint64 m_lastQuestion = 0;
    QPointer<History> m_history;
    quint64 m_missing = 0; ///< of DirectClient: the walk for what is missing; 0: none
    int m_missingPages = 0;
};

} // namespace waxwing
