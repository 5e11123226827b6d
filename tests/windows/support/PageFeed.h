// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "HistoryReader.h"

namespace waxwing {

/// A history by hand: messages of any number, questions answered when the test says so.
class PageFeed
{
public:
    explicit PageFeed(HistoryReader &reader) : m_reader(reader) {}

    void keep(const QList<RoomMessage> &messages) { m_kept += messages; }
    void forget() { m_kept.clear(); }
    void open(quint64 lastRead);
    bool answer(); ///< the question asked last; false: there is none
    void answerAll();
    [[nodiscard]] const QList<PageWish> &wishes() const { return m_wishes; }
    [[nodiscard]] bool isAsked() const { return m_asked; }
    [[nodiscard]] HistoryPage pageFor(const PageWish &wish) const;

private:
    HistoryReader &m_reader;
    QList<RoomMessage> m_kept; ///< by number
    QList<PageWish> m_wishes;
    quint64 m_question = 0;
    bool m_asked = false;
};

} // namespace waxwing
