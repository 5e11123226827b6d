// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "RoomFacts.h"

#include <QObject>
#include <functional>

namespace waxwing {

/// Gathers facts for a turn of the event loop and tells them at once; neighbours of one kind become one.
class FactQueue : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    void add(RoomFact fact);
    void arrived(const RoomMessage &message) { add(ArrivedFact{{message}}); }
    void changed(const RoomChange &change) { add(ChangesFact{{change}}); }
    void progressed(const MessageProgress &progress) { add(ProgressFact{{progress}}); }
    void noticed(const RoomNotice &notice) { add(NoticesFact{{notice}}); }
    /// The list of people is dear at 1,000: made once a turn, by this.
    void setPeopleSource(std::function<QList<PersonView>()> source) { m_people = std::move(source); }
    void peopleChanged();

Q_SIGNALS:
    void gathered(const waxwing::RoomFacts &facts);

private:
    void schedule();
    void flush();

    RoomFacts m_facts;
    std::function<QList<PersonView>()> m_people;
    bool m_peopleChanged = false;
    bool m_scheduled = false;
};

} // namespace waxwing
