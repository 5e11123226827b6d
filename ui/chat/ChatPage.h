// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Composite.h"
#include "ConversationModel.h"
#include "LockWords.h"
#include "RoomView.h"

#include <QUrl>
#include <functional>

class QStackedWidget;

namespace waxwing {

class ChatHeader;
class Composer;
class ConnectionStrip;
class EmptyRoom;
class MessageList;
class PeoplePanel;

/// The room: people | header, strip, messages, composer. Shows values and tells wishes; knows no network.
class ChatPage final : public Composite
{
    Q_OBJECT

public:
    explicit ChatPage(QWidget *parent = nullptr);

    // Facts.
    void setRoom(const QString &room);
    void setHost(bool isHost); ///< join card button, words of the empty room
    void setSelf(const QString &name);
    void setLock(const LockFacts &facts);
    void setPeople(const QList<PersonView> &people);
    void setConnected();
    void setReconnecting(Code cause, int seconds); ///< 0: trying now
    void setEnded(Code code);
    void setForbidden(const QString &reason); ///< empty: may write
    void setTextJudge(std::function<QString(const QString &text)> judge);

    [[nodiscard]] ConversationModel *conversation() const { return m_conversation; }
    [[nodiscard]] Composer *composer() const { return m_composer; }
    [[nodiscard]] PeoplePanel *people() const { return m_people; }
    [[nodiscard]] MessageList *messages() const { return m_messages; }
    [[nodiscard]] ChatHeader *header() const { return m_header; }
    [[nodiscard]] ConnectionStrip *strip() const { return m_strip; }
    [[nodiscard]] EmptyRoom *emptyRoom() const { return m_empty; }

    void focusComposer();
    void focusNextPane(bool backwards = false); ///< F6, Shift+F6
    void togglePeople();
    void copySelected();
    void sayAnyway(); ///< after leaveOffered(): it was meant as a message

Q_SIGNALS:
    void sayRequested(const QString &text);
    void retryRequested(quint64 localId);
    void discardRequested(quint64 localId);
    void tryNowRequested();
    void leaveRequested(); ///< at once
    void leaveOffered();   ///< ask first
    void joinCardRequested();
    void lockDetailsRequested();
    void lookedAt(const QString &name);
    void linkActivated(const QUrl &link);
    void helpRequested();
    void messageDetailsRequested(const QString &words); ///< plain text, lines

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void connectParts();
    void orderTabs();
    void refreshPeople();
    void refreshReading();
    void refreshEmpty();
    void refreshForbidden();
    [[nodiscard]] QList<QWidget *> panes() const;

    ConversationModel *m_conversation;
    PeoplePanel *m_people;
    ChatHeader *m_header;
    ConnectionStrip *m_strip;
    QStackedWidget *m_stack;
    MessageList *m_messages;
    EmptyRoom *m_empty;
    Composer *m_composer;
    QString m_forbidden; ///< empty: may write
    bool m_hasEnded = false;
    bool m_isHost = false;
    bool m_someoneCame = false;        ///< besides oneself, since the conversation began
    bool m_peopleWanted = true;        ///< in a wide window
    bool m_peopleWantedNarrow = false; ///< below 560: only when asked for
};

} // namespace waxwing
