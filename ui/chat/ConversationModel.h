// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ConversationLines.h"
#include "History.h"

#include <QDate>
#include <QSet>

namespace waxwing {

/// What is said in a room, a row each: messages in the room's order, day lines, one line of what is unread,
/// notices. What I wrote and the host has not numbered yet stands always at the end. Where a history is kept
/// the rows are a window onto it: pages come and go at either side, by the numbers of their messages.
class ConversationModel final : public ConversationLines
{
    Q_OBJECT

public:
    explicit ConversationModel(QObject *parent = nullptr);

    [[nodiscard]] int unread() const; ///< messages of others since reading ended

    // The window. Without a history it holds all there is, but for the oldest of very many.
    [[nodiscard]] bool isPaged() const { return m_paged; }
    [[nodiscard]] bool hasOlder() const { return m_hasOlder; }
    [[nodiscard]] bool hasNewer() const { return m_hasNewer; } ///< what comes now is counted, not shown
    [[nodiscard]] quint64 firstNumber() const;                 ///< 0: no message with a number is here
    [[nodiscard]] quint64 lastNumber() const { return m_last == 0 ? 0 : inOrder(m_last); }
    /// The highest that was ever told, in the window or not.
    [[nodiscard]] quint64 newestNumber() const;
    void open(const HistoryStart &start);
    void closeHistory();
    void beginAnew();  ///< pages read before hold no longer; showPage() follows
    void forgetSaid(); ///< but what waits
    /// The window is this page; what came live and belongs behind it stays, or waits for its page.
    void showPage(const HistoryPage &page);
    void addOlder(const HistoryPage &page);
    void addNewer(const HistoryPage &page);
    void dropOldest(int count); ///< rows; they are kept in the history
    void dropNewest(int count);

    // Of replies, edits and erasures (ConversationTalk.cpp).
    /// Numbers that replies answer and that are not here; asked once each.
    [[nodiscard]] QList<quint64> takeUnknownQuotes();
    /// Messages that were asked for, from elsewhere; what is not among them is not kept.
    void setQuoted(const QList<RoomMessage> &messages);
    /// What stood for a message that was not loaded yet is that message.
    void setOriginal(quint64 instead, const RoomMessage &original);
    /// What an edit or erasure of mine that waits or has failed does to the message of that number.
    [[nodiscard]] Act pendingAct(quint64 number) const { return m_pending.value(number).last.act; }
    /// Whether it is shown who has seen my messages.
    void setReceiptsShown(bool shown);

    /// Whether the person can see what arrives; while not, a line parts old from new.
    void setReading(bool reading);
    [[nodiscard]] bool isReading() const { return m_reading; }
    /// Messages below the unread line that nobody has seen yet, those that came while the end was watched
    /// as well.
    [[nodiscard]] quint32 unseen() const { return m_unread.isSeen ? 0 : m_unread.count; }
    void setEndSeen(); ///< the person has seen all that is in the window to its end
    /// The unread line where a view that goes along with the end has to stop, since nobody has seen what is
    /// below it; −1: none.
    [[nodiscard]] int rowToHold() const;
    void setHeld(); ///< a view has stood there, or was led past it: it does not stop there again
    void refreshDays(const QDate &today); ///< "Today" is "Yesterday" after midnight
    void clear();

Q_SIGNALS:
    void unreadChanged(int unread);
    void cameFromOthers(int count);              ///< in the window or beyond its end; no page
    void quotesMissing();                        ///< takeUnknownQuotes() has some
    void fileErased(const waxwing::Bytes &file); ///< with the message that it came with

public Q_SLOTS:
    void messageWaits(const waxwing::RoomMessage &message);
    void messagesArrived(const QList<waxwing::RoomMessage> &messages);
    void messagesProgressed(const QList<waxwing::MessageProgress> &progress);
    void messagesChanged(const QList<waxwing::RoomChange> &changes);
    void changeWaits(const waxwing::RoomChange &change);
    void noticesArrived(const QList<waxwing::RoomNotice> &notices);
    void discard(quint64 localId); ///< one that waits or failed, or a change of mine that does
    void changeWaiting(quint64 localId, const QString &text); ///< another text for what waits or failed

private:
    Row rowOf(const RoomMessage &message);
    void insert(Rows &batch, int at);
    void insert(Rows &batch) { insert(batch, settled()); }
    void addDay(Rows &batch, qint64 timeMs, qint64 *dayEndMs);
    void addDayIfNew(Rows &batch, qint64 timeMs) { addDay(batch, timeMs, &m_dayEndMs); }
    Row unreadLine();
    [[nodiscard]] bool isOfNewcomer() const;
    bool countUnread(const RoomMessage &message, Rows &batch);
    void refreshUnread();
    void tellUnread();
    void confirm(int at, const RoomMessage &message);
    void dropUpload(const Bytes &file);
    void meetOrPlace(const RoomMessage &message);
    bool takeBeyond(const RoomMessage &message);
    void trim();
    Rows rowsOf(const HistoryPage &page, quint64 above, quint64 below);
    void dress(Rows &said, Rows &result, qint64 *dayEndMs, quint64 from, quint64 below);
    void addNotices(Rows &result, quint64 from, quint64 below, qint64 *dayEndMs);
    void takeAside(quint64 last);
    void reachEnd(Rows &result, quint64 above);
    void bringWaiting();
    void findUnread(const QList<RoomMessage> &messages, bool isLast);
    void forgetNotices(int first, int count);
    Row *findBeyond(quint64 localId, quint64 number);
    void fill(Row &row, const RoomMessage &message) const;
    void progress(Row &row, const MessageProgress &step);
    bool progressOfChange(const MessageProgress &step);
    bool apply(const RoomChange &change, Row &row);
    void changeElsewhere(const RoomChange &change);
    void noteRows(int first, int last); ///< just inserted
    void setQuote(quint64 number, const Quote &quote);
    void replace(int at, Row row);
    void showPending(int at);

    UnreadLine m_unread;
    int m_unreadTold = 0;
    bool m_reading = true;
    bool m_paged = false;
    bool m_hasOlder = false;
    bool m_hasNewer = false;
    quint64 m_newest = 0; ///< highest place that was ever told
    quint64 m_lastRead = 0;
    quint64 m_firstLive = 0;    ///< since the history was opened
    bool m_seeksUnread = false; ///< the first page will tell where the unread line stands
    quint64 m_lostBeyond = 0;   ///< highest place that m_beyond had no room for
    Rows m_beyond;              ///< messages behind the window, as they came
    Rows m_aside;               ///< what waits, while the end is not here
    std::vector<KeptNotice> m_notices;
    QDate m_wordedOn;      ///< the day on which the day lines are worded
    qint64 m_dayEndMs = 0; ///< first ms after the day of the last day line
    bool m_receiptsShown = true;
    QList<quint64> m_unknownQuotes;           ///< not asked for yet
    QHash<quint64, PendingChange> m_pending;  ///< by the number that they change
    QHash<quint64, RoomChange> m_lateChanges; ///< of messages that come with a page that may be older
    QSet<QString> m_names;                    ///< so that a name is kept once
};

} // namespace waxwing
