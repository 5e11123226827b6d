// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "History.h"

#include <QTimer>
#include <functional>
#include <optional>

namespace waxwing {

class ConversationModel;
class TextFinder;

/// One search at a time in what was said: in the history, or where none is kept in what the window holds.
/// In this conversation, or everywhere: then in those beside it, too. Hits come newest first, some at a time.
class TalkFinder final : public QObject
{
    Q_OBJECT

public:
    explicit TalkFinder(const ConversationModel *model, QObject *parent = nullptr);

    struct Door
    {
        std::function<quint64(const SearchQuery &query)> search; ///< the number of the question
        std::function<void()> cancel;
        std::function<quint64(const SearchQuery &query)> searchEverywhere = {};
    };
    void setHistory(std::optional<Door> door); ///< none: only the window
    void take(quint64 question, const QList<SearchHit> &hits);
    void end(quint64 question);

    /// The direct conversations that the window holds beside this one; they outlive that.
    void setBeside(const QString &with, const ConversationModel *model);
    void forgetBeside(const ConversationModel *model);

    void find(const SearchQuery &query); ///< ends the search before
    void findEverywhere(const SearchQuery &query);
    void stop(); ///< and forgets what was found
    [[nodiscard]] const SearchQuery &query() const { return m_query; }
    [[nodiscard]] const QList<SearchHit> &hits() const { return m_hits; }
    [[nodiscard]] bool isSearching() const { return m_isSearching; }
    [[nodiscard]] bool isCut() const { return m_isCut; } ///< there are more than anybody would look at
    [[nodiscard]] static bool isEmpty(const SearchQuery &query);

Q_SIGNALS:
    void began();          ///< there are no hits now
    void found(int count); ///< so many more, at the end of hits()
    void ended();

private:
    struct Held ///< by the window
    {
        QString with;
        const ConversationModel *model = nullptr;
        int below = 0; ///< all rows from here on are looked at
    };
    void begin(const SearchQuery &query, bool isEverywhere);
    void finish();
    void lookOnInWindow();
    Held *newest();
    [[nodiscard]] std::optional<SearchHit> hitAt(const Held &held, TextFinder &finder) const;

    const ConversationModel *m_model;
    QList<Held> m_beside;
    std::optional<Door> m_door;
    SearchQuery m_query;
    QList<SearchHit> m_hits;
    quint64 m_question = 0;
    bool m_isSearching = false;
    bool m_isCut = false;
    QTimer m_turn; ///< the window is looked through some rows a turn
    QList<Held> m_looked;
};

} // namespace waxwing
