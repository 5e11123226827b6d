// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QPersistentModelIndex>
#include <QPointer>
#include <QStringList>

class QModelIndex;
class QWidget;

namespace waxwing {

class Composer;
class ConversationModel;
class EmojiPicker;
class HistoryReader;
class MessageDialog;
class MessageList;

/// Answers, edits, erasures and emoji: what goes on between the messages and the composer of a page.
class ChatTalk final : public QObject
{
    Q_OBJECT

public:
    ChatTalk(ConversationModel *conversation, MessageList *messages, HistoryReader *reader,
             Composer *composer, QWidget *page);

    void setCanTalk(bool canTalk); ///< the host knows answers, edits and erasures
    [[nodiscard]] bool canTalk() const { return m_canTalk; }

    // By menu and keyboard: the message that is chosen, else the last one that fits.
    void answerChosen();
    void editChosen();
    void eraseChosen();
    void openEmoji();

    void setEmoji(const QStringList &recent, int tone);
    [[nodiscard]] EmojiPicker *picker();           ///< made when it is first asked for
    [[nodiscard]] MessageDialog *question() const; ///< whether to delete; null: none is open

Q_SIGNALS:
    void canTalkChanged(bool canTalk);
    void answerRequested(quint64 number, const QString &text);
    void editRequested(quint64 number, const QString &text);
    void changeWaitingRequested(quint64 localId, const QString &text);
    void eraseRequested(quint64 number);
    void originalMissing(quint64 number); ///< to be shown, but it is not kept here
    void recentEmojiChanged(const QStringList &recent);
    void emojiToneChanged(int tone);

private:
    void answer(const QModelIndex &index);
    void edit(const QModelIndex &index);
    void erase(const QModelIndex &index);
    void editLast();
    void showOriginal(quint64 number);
    void onEdited(quint64 number, quint64 localId, const QString &text);
    void refreshTask();

    ConversationModel *m_conversation;
    MessageList *m_messages;
    HistoryReader *m_reader;
    Composer *m_composer;
    QWidget *m_page;
    EmojiPicker *m_picker = nullptr;
    QPointer<MessageDialog> m_question;
    QStringList m_recentEmoji;
    int m_emojiTone = 0;
    bool m_canTalk = false;
    quint64 m_wanted = 0; ///< number of the original that is to be shown
};

} // namespace waxwing
