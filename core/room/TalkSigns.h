// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "FactQueue.h"
#include "GuestServices.h"

#include <QPointer>
#include <QTimer>
#include <map>

namespace waxwing {

class Link;

/// Who writes just now, and what others may know of this person: `writing` and `read` (PROTOCOL 8.10).
/// Repeated, gathered and forgotten in time. Outlives links; network thread.
class TalkSigns : public QObject
{
    Q_OBJECT
public:
    TalkSigns(const GuestServices &services, FactQueue &facts, QObject *parent = nullptr);

    void reset(); ///< another room, or another numbering
    /// The room is entered, with the feature; `next` of its welcome.
    void beginLink(Link *link, quint64 next);
    void endLink();

    void setWriting(bool writing);
    void saidSomething(); ///< this person: what was being written is out
    void tellRead(quint64 number);
    /// `received` was told up to here: no more than that was read.
    void receivedToldUpTo(quint64 number);

    void writes(const QString &name, bool active); ///< somebody else
    void forget(const QString &name);              ///< said something, or left

private:
    void tellWriting();
    void sendRead();
    void forgetOld();
    void showWriters();

    const GuestServices &m_services;
    FactQueue &m_facts;
    QPointer<Link> m_link;
    QTimer m_againTimer;                 ///< `writing` anew
    QTimer m_readTimer;                  ///< gathers
    QTimer m_forgetTimer;                ///< until the first writer is forgotten
    std::map<QString, qint64> m_writers; ///< until when, monotonic
    quint64 m_mayTell = 0;               ///< highest number that a `read` may name
    quint64 m_read = 0;                  ///< by the person, as far as others may know
    quint64 m_readTold = 0;              ///< on this link
    bool m_isWriting = false;
};

} // namespace waxwing
