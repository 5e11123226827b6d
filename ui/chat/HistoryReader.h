// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "History.h"

#include <QTimer>
#include <functional>

namespace waxwing {

class ConversationModel;
class MessageList;

/// A piece of the history that is wished for.
struct PageWish
{
    enum class Kind { End, Before, After, Around };
    Kind kind = Kind::End;
    quint64 number = 0;
    int count = 0;
};

/// Keeps the window of a conversation where its person looks: asks for pages before their place is reached,
/// lets far ones go, jumps, and tells what was read. Knows only who answers, not where it is kept.
class HistoryReader final : public QObject
{
    Q_OBJECT

public:
    HistoryReader(ConversationModel *model, MessageList *list, QObject *parent = nullptr);

    /// Gives the number of the question; the answer comes by take() or fail().
    using Ask = std::function<quint64(const PageWish &wish)>;
    void open(const HistoryStart &start, Ask ask);
    void close();
    /// What is here is all there is: nothing is asked for, and no row goes, until it is read anew.
    void standAlone();
    /// Pages read before hold no longer.
    void readAnew();
    [[nodiscard]] bool isOpen() const { return m_ask != nullptr; }
    [[nodiscard]] bool isOpening() const { return isOpen() && m_isOpening; } ///< no page is here yet

    void take(const HistoryPage &page);
    void fail(quint64 question);

    /// Whether the person can see the list: what is in view then counts as read.
    void setLooking(bool looking);
    [[nodiscard]] quint64 lastRead() const { return m_read; } ///< in this session, or before; 0: nothing
    /// Selects the message and puts it in view, with its page where that is not here; then told by
    /// messageShown.
    void showMessage(quint64 number, bool withFocus = true);
    void showEnd();
    void showBeginning();

Q_SIGNALS:
    void messageShown(quint64 number, bool found);
    void readTo(quint64 number); ///< rises
    void stood();                ///< another window is shown, and the list has its place in it

private:
    enum class Purpose { None, Open, End, Beginning, Older, Newer, Show };
    void ask(Purpose purpose, PageWish::Kind kind, quint64 number);
    void show(const HistoryPage &page, Purpose purpose);
    void onScrolled();
    void wishMore();
    void trim();
    void tellRead();
    void seeEnd();

    ConversationModel *m_model;
    MessageList *m_list;
    Ask m_ask;
    Ask m_resting; ///< stands alone: who would be asked
    quint64 m_question = 0;
    Purpose m_purpose = Purpose::None;
    quint64 m_wanted = 0; ///< number that Purpose::Show goes to
    bool m_wantedFocus = false;
    bool m_isOpening = false;
    bool m_isLooking = false;
    quint64 m_read = 0;
    QTimer m_readTimer; ///< not a word for each row that scrolls by
    QTimer m_seenTimer;
    quint32 m_unseen = 0; ///< when m_seenTimer was started
    QTimer m_trimTimer;   ///< never within what changes the rows
};

} // namespace waxwing
