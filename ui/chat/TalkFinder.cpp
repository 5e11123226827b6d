// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "TalkFinder.h"

#include "ConversationModel.h"
#include "TextFinder.h"

#include <algorithm>

namespace waxwing {

namespace {

constexpr qsizetype mostHits = 10'000;
constexpr int rowsATurn = 4'000;

} // namespace

TalkFinder::TalkFinder(const ConversationModel *model, QObject *parent) : QObject(parent), m_model(model)
{
    m_turn.setInterval(0);
    connect(&m_turn, &QTimer::timeout, this, &TalkFinder::lookOnInWindow);
}

bool TalkFinder::isEmpty(const SearchQuery &query)
{
    return query.words.trimmed().isEmpty() && query.person.isEmpty() && query.fromMs == 0 && query.toMs == 0;
}

void TalkFinder::setHistory(std::optional<Door> door)
{
    stop();
    m_door = std::move(door);
}

void TalkFinder::setBeside(const QString &with, const ConversationModel *model)
{
    forgetBeside(model);
    m_beside.append({with, model});
}

void TalkFinder::forgetBeside(const ConversationModel *model)
{
    for (QList<Held> *list : {&m_beside, &m_looked})
        list->removeIf([model](const Held &held) { return held.model == model; });
}

void TalkFinder::find(const SearchQuery &query)
{
    begin(query, false);
}

void TalkFinder::findEverywhere(const SearchQuery &query)
{
    begin(query, true);
}

void TalkFinder::begin(const SearchQuery &query, bool isEverywhere)
{
    stop();
    m_query = query;
    if (isEmpty(query))
        return;
    m_isSearching = true;
    if (m_door) {
        m_question = isEverywhere && m_door->searchEverywhere ? m_door->searchEverywhere(query)
                                                              : m_door->search(query);
    } else {
        m_looked = isEverywhere ? m_beside : QList<Held>();
        m_looked.prepend({{}, m_model});
        for (Held &held : m_looked)
            held.below = held.model->rowCount();
        m_turn.start();
    }
    Q_EMIT began();
}

void TalkFinder::stop()
{
    const bool was = m_isSearching || !m_hits.isEmpty();
    m_turn.stop();
    if (m_isSearching && m_door)
        m_door->cancel();
    m_query = {};
    m_question = 0;
    m_isSearching = false;
    m_isCut = false;
    m_hits.clear();
    if (was)
        Q_EMIT began();
}

void TalkFinder::take(quint64 question, const QList<SearchHit> &hits)
{
    if (!m_isSearching || question != m_question || hits.isEmpty())
        return;
    const qsizetype room = mostHits - m_hits.size();
    m_hits += hits.mid(0, room);
    Q_EMIT found(static_cast<int>(std::min(room, hits.size())));
    if (hits.size() < room)
        return;
    m_isCut = true;
    m_door->cancel();
    finish();
}

void TalkFinder::end(quint64 question)
{
    if (m_isSearching && m_door && question == m_question)
        finish();
}

void TalkFinder::finish()
{
    m_isSearching = false;
    m_turn.stop();
    Q_EMIT ended();
}

/// The conversation whose next row is the newest; null: all are looked through.
TalkFinder::Held *TalkFinder::newest()
{
    Held *found = nullptr;
    qint64 foundMs = 0;
    for (Held &held : m_looked) {
        held.below = std::min(held.below, held.model->rowCount());
        if (held.below == 0)
            continue;
        const qint64 timeMs = held.model->row(held.below - 1).timeMs;
        if (found == nullptr || timeMs > foundMs) {
            found = &held;
            foundMs = timeMs;
        }
    }
    return found;
}

std::optional<SearchHit> TalkFinder::hitAt(const Held &held, TextFinder &finder) const
{
    const ConversationModel::Row &row = held.model->row(held.below);
    if (row.kind != ConversationModel::Kind::Said || row.number == 0 || row.timeMs < m_query.fromMs ||
        (m_query.toMs > 0 && row.timeMs >= m_query.toMs) ||
        (!m_query.person.isEmpty() && row.name.compare(m_query.person, Qt::CaseInsensitive) != 0) ||
        !finder.fits(row.text.toUtf8()))
        return {};
    SearchHit hit;
    hit.message.number = row.number;
    hit.message.name = row.name;
    hit.message.text = row.text;
    hit.message.timeMs = row.timeMs;
    hit.message.mine = row.mine;
    hit.marks = finder.marks(row.text);
    hit.with = held.with;
    return hit;
}

void TalkFinder::lookOnInWindow()
{
    TextFinder finder(m_query.words, m_query.matchCase);
    QList<SearchHit> hits;
    Held *next = newest();
    for (int looked = 0; next != nullptr && looked < rowsATurn; ++looked) {
        --next->below;
        if (auto hit = hitAt(*next, finder))
            hits.append(*std::move(hit));
        next = newest();
    }
    if (!hits.isEmpty()) {
        const qsizetype room = mostHits - m_hits.size();
        m_isCut = hits.size() > room;
        m_hits += hits.mid(0, room);
        Q_EMIT found(static_cast<int>(std::min(room, hits.size())));
    }
    if (next == nullptr || m_isCut)
        finish();
}

} // namespace waxwing
