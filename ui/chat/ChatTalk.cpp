// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ChatTalk.h"

#include "Button.h"
#include "Composer.h"
#include "ConversationModel.h"
#include "EmojiPicker.h"
#include "ForeignText.h"
#include "HistoryReader.h"
#include "MessageDialog.h"
#include "MessageList.h"
#include "MessageOffers.h"
#include "RoomFiles.h"

#include <utility>

namespace waxwing {

ChatTalk::ChatTalk(ConversationModel *conversation, MessageList *messages, HistoryReader *reader,
                   Composer *composer, QWidget *page)
    : QObject(page), m_conversation(conversation), m_messages(messages), m_reader(reader),
      m_composer(composer), m_page(page)
{
    connect(m_reader, &HistoryReader::messageShown, this, [this](quint64 number, bool found) {
        if (std::exchange(m_wanted, quint64(0)) == number && !found) {
            m_composer->say(QStringLiteral("info"), Tone::Muted, tr("This message is no longer kept here."));
            Q_EMIT originalMissing(number);
        }
    });
    connect(m_messages, &MessageList::answerRequested, this, &ChatTalk::answer);
    connect(m_messages, &MessageList::editRequested, this, &ChatTalk::edit);
    connect(m_messages, &MessageList::eraseRequested, this, &ChatTalk::erase);
    connect(m_messages, &MessageList::originalRequested, this, &ChatTalk::showOriginal);
    connect(m_composer, &Composer::answerRequested, this, &ChatTalk::answerRequested);
    connect(m_composer, &Composer::editRequested, this, &ChatTalk::onEdited);
    connect(m_composer, &Composer::lastRequested, this, &ChatTalk::editLast);
    connect(m_composer, &Composer::emojiRequested, this, &ChatTalk::openEmoji);
    connect(m_conversation, &QAbstractItemModel::dataChanged, this, &ChatTalk::refreshTask);
    connect(m_conversation, &QAbstractItemModel::modelReset, this, [this] {
        if (!m_conversation->isPaged()) // else it is another page of the same conversation
            m_composer->endTask();
    });
}

void ChatTalk::setCanTalk(bool canTalk)
{
    if (std::exchange(m_canTalk, canTalk) == canTalk)
        return;
    m_messages->setTalk(canTalk);
    if (!canTalk)
        m_composer->endTask();
    Q_EMIT canTalkChanged(canTalk);
}

void ChatTalk::answer(const QModelIndex &index)
{
    const ConversationModel::Row &row = m_conversation->row(index.row());
    const ConversationModel::Quote quote = m_conversation->quoted(row);
    m_composer->answer({row.number, 0, quote.account, quote.name, quote.text});
}

void ChatTalk::edit(const QModelIndex &index)
{
    const ConversationModel::Row &row = m_conversation->row(index.row());
    const ConversationModel::Quote quote = m_conversation->quoted(row);
    const bool waits = row.number == 0 || row.changes;
    m_composer->edit({row.number, waits ? row.localId : 0, quote.account, quote.name, quote.text}, row.text);
}

void ChatTalk::onEdited(quint64 number, quint64 localId, const QString &text)
{
    int at = m_conversation->rowOfLocal(localId);
    if (at < 0 && number != 0) // or what was done to it before is done by now
        at = m_conversation->rowOfNumber(number);
    if (at >= 0 && m_conversation->row(at).text == text)
        return; // nothing was changed
    if (localId == 0) {
        Q_EMIT editRequested(number, text);
    } else {
        // What waited when the edit began may have its number by now.
        const quint64 now = at >= 0 ? m_conversation->row(at).number : 0;
        if (now != 0 && !m_conversation->row(at).changes)
            Q_EMIT editRequested(now, text);
        else
            Q_EMIT changeWaitingRequested(at >= 0 ? m_conversation->row(at).localId : localId, text);
    }
}

void ChatTalk::erase(const QModelIndex &index)
{
    if (m_question) {
        m_question->activateWindow();
        return;
    }
    const quint64 number = m_conversation->row(index.row()).number;
    const RoomFiles *files = m_conversation->files();
    const QString person = files == nullptr ? QString() : foreignInside(files->person().name);
    m_question = new MessageDialog(QStringLiteral("trash"), Tone::Warn,
                                   person.isEmpty() ? tr("Delete this message for everyone?")
                                                    : tr("Delete this message for both of you?"),
                                   m_page);
    m_question->addWords(
        person.isEmpty()
            ? tr("It is deleted on every PC in this room that keeps to the protocol, now or when it is "
                 "next connected. What somebody has copied, or keeps with another program, stays there.")
            : tr("It is deleted here and where %1 has it, now or when %1 is next connected. A file that came "
                 "with it is given no more. What %1 has copied, or keeps with another program, stays there.")
                  .arg(person));
    connect(m_question->addOther(tr("Delete")), &Button::clicked, this,
            [this, number] { Q_EMIT eraseRequested(number); });
    m_question->addPrimary(tr("Keep it"));
    m_question->open();
}

MessageDialog *ChatTalk::question() const
{
    return m_question;
}

void ChatTalk::answerChosen()
{
    QModelIndex chosen = m_messages->chosen();
    for (int at = m_conversation->rowCount() - 1; !chosen.isValid() && at >= 0; --at) {
        if (!m_conversation->row(at).mine && MessageOffers::of(*m_conversation, at, m_canTalk).answer)
            chosen = m_conversation->index(at);
    }
    if (chosen.isValid() && MessageOffers::of(*m_conversation, chosen.row(), m_canTalk).answer)
        answer(chosen);
}

void ChatTalk::editChosen()
{
    const QModelIndex chosen = m_messages->chosen();
    if (!chosen.isValid())
        editLast();
    else if (MessageOffers::of(*m_conversation, chosen.row(), m_canTalk).edit)
        edit(chosen);
}

void ChatTalk::editLast()
{
    const int last = m_conversation->lastOwn();
    if (last >= 0 && MessageOffers::of(*m_conversation, last, m_canTalk).edit)
        edit(m_conversation->index(last));
}

void ChatTalk::eraseChosen()
{
    const QModelIndex chosen = m_messages->chosen();
    if (chosen.isValid() && MessageOffers::of(*m_conversation, chosen.row(), m_canTalk).erase)
        erase(chosen);
}

void ChatTalk::showOriginal(quint64 number)
{
    m_wanted = number;
    m_reader->showMessage(number);
}

/// Who else erased it, on another device, leaves nothing to answer or edit.
void ChatTalk::refreshTask()
{
    if (m_composer->task() == Composer::Task::New || m_composer->target().number == 0)
        return;
    const int at = m_conversation->rowOfNumber(m_composer->target().number);
    if (at >= 0 && m_conversation->row(at).isErased)
        m_composer->endTask();
}

void ChatTalk::setEmoji(const QStringList &recent, int tone)
{
    m_recentEmoji = recent;
    m_emojiTone = tone;
    if (m_picker != nullptr) {
        m_picker->setRecent(recent);
        m_picker->setTone(tone);
    }
}

EmojiPicker *ChatTalk::picker()
{
    if (m_picker != nullptr)
        return m_picker;
    m_picker = new EmojiPicker(m_page);
    m_picker->setRecent(m_recentEmoji);
    m_picker->setTone(m_emojiTone);
    connect(m_picker, &EmojiPicker::taken, m_composer, &Composer::insert);
    connect(m_picker, &EmojiPicker::recentChanged, this, &ChatTalk::recentEmojiChanged);
    connect(m_picker, &EmojiPicker::toneChanged, this, &ChatTalk::emojiToneChanged);
    connect(m_picker, &EmojiPicker::closed, m_composer, &Composer::takeFocus);
    return m_picker;
}

void ChatTalk::openEmoji()
{
    if (!m_composer->isForbidden())
        picker()->openAt(m_composer->emojiButton());
}

} // namespace waxwing
