// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "HistoryWriter.h"
#include "Result.h"
#include "RoomView.h"

#include <QObject>
#include <memory>

namespace waxwing {

class VaultSession;

/// A piece of the conversation, in its order. Numbers compare by inOrder().
struct HistoryPage
{
    quint64 question = 0;
    QList<RoomMessage> messages;
    bool isFirst = false;      ///< nothing older is kept
    bool isLast = false;       ///< nothing newer is kept
    int damaged = 0;           ///< so many do not open and are left out
    QList<RoomMessage> quoted; ///< what replies in it answer, where that is kept and not in it
};

struct SearchHit
{
    RoomMessage message;
    TextMarks marks; ///< in message.text
    QString with;    ///< said to, or by, that person alone; then its number is its place; empty: in the room
};

/// What was said in this room before, and in the direct conversations of its people, out of the sealed vault
/// (DESIGN: what is kept). Questions are answered
/// in their order, by the event loop; no question ever waits in the GUI thread, where this lives. A message
/// that does not open is left out of what is answered, and failed() says so once: StorageDamaged.
class History : public QObject
{
    Q_OBJECT
public:
    explicit History(QObject *parent = nullptr);
    ~History() override;

    void open(std::shared_ptr<VaultSession> session, const HistoryStart &start); ///< by RoomClient
    void close(); ///< what is asked gets no answer
    [[nodiscard]] bool isOpen() const;
    [[nodiscard]] const HistoryStart &start() const;

    // Each gives the number of its question. `count` is at most 1,000.
    quint64 readEnd(int count);
    quint64 readBefore(quint64 number, int count);
    quint64 readAfter(quint64 number, int count);
    quint64 readAround(quint64 number, int count); ///< half of them before it, the others from it on
    /// Of a direct conversation, by directPageRead().
    quint64 readAfterIn(const TalkOf &talk, quint64 number, int count);
    /// Newest first; ends the search before: there is one of each direct conversation, and one of the room
    /// and everywhere.
    quint64 search(const SearchQuery &query, const SearchScope &scope = {});
    void cancelSearch(const QString &with = {});
    /// Writes all of a conversation, whole or not at all; ends the one before. Not Pdf: a window lays that
    /// out.
    quint64 exportTo(const QString &path, ExportFormat format, const ExportWords &words = {},
                     const TalkOf &talk = {});
    void cancelExport(); ///< no answer comes, and nothing is left of it

    void setLastRead(quint64 number); ///< never falls
    void setDraft(const QString &text);
    /// All messages, of direct conversations, too, and those up to that number that are still on their way
    /// into the vault; what waits to be sent and the place stay.
    void wipe(quint64 shownTo = 0);

Q_SIGNALS:
    void opened();
    void closed();
    void pageRead(const waxwing::HistoryPage &page);
    void directPageRead(const waxwing::HistoryPage &page);
    void hitsFound(quint64 question, const QList<waxwing::SearchHit> &hits);
    void searchEnded(quint64 question);
    void exportProgressed(quint64 question, quint64 messages); ///< so many are written
    void exported(quint64 question, const QString &path);
    void wiped(); ///< or shortened by what is to be kept, or numbered anew: pages read before hold no longer
    /// Files whose messages were erased or taken away, by name; right behind opened() those of before. Each
    /// once: what is left of it beside the vault may go.
    void filesGone(const QList<waxwing::Bytes> &files);
    void failed(quint64 question, const waxwing::Error &error); ///< 0: what nobody asked for

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace waxwing
