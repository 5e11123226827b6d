// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Composite.h"
#include "ConversationModel.h"
#include "LockWords.h"
#include "RoomView.h"

#include <QPointer>
#include <QUrl>
#include <functional>

class QStackedWidget;

namespace waxwing {

class ChatFiles;
class ChatHeader;
class ChatTalk;
class Composer;
class ConnectionStrip;
class ConversationFind;
class EmptyRoom;
class FindBar;
class FindPanel;
class HistoryReader;
class LineSplitter;
class MessageList;
class PeoplePanel;
class RecordingBands;
class TalkFinder;
struct SearchQuery;

/// A conversation: header, strip, messages, composer. The room's has people at its side, and beside its own
/// messages the pages of those who are talked with alone, one shown at a time. Shows values and tells wishes;
/// knows no network.
class ChatPage final : public Composite
{
    Q_OBJECT

public:
    enum class Of { Room, Person };
    explicit ChatPage(QWidget *parent = nullptr, Of of = Of::Room);

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
    void setWireOffered(bool offered);        ///< there is something to see: button and menus
    void setWireShown(bool shown);
    void setTextJudge(std::function<QString(const QString &text)> judge);

    [[nodiscard]] ConversationModel *conversation() const { return m_conversation; }
    [[nodiscard]] HistoryReader *reader() const { return m_reader; }
    [[nodiscard]] TalkFinder *finder() const { return m_finder; }
    [[nodiscard]] FindBar *findBar() const { return m_findBar; }
    [[nodiscard]] FindPanel *findPanel() const; ///< null until it is asked for
    [[nodiscard]] Composer *composer() const { return m_composer; }
    [[nodiscard]] PeoplePanel *people() const { return m_people; }
    [[nodiscard]] MessageList *messages() const { return m_messages; }
    [[nodiscard]] ChatHeader *header() const { return m_header; }
    [[nodiscard]] ConnectionStrip *strip() const { return m_strip; }
    [[nodiscard]] RecordingBands *recordings() const { return m_recordings; }
    [[nodiscard]] ChatTalk *talk() const { return m_talk; }
    [[nodiscard]] ChatFiles *files() const { return m_files; }
    [[nodiscard]] EmptyRoom *emptyRoom() const { return m_empty; }

    // The conversations beside the room's (ChatPageFront.cpp). The page of one keeps no people and no dock.
    void setConversationList(QWidget *list, QWidget *focus); ///< above the people; `focus`: its list
    void add(ChatPage *conversation);
    void remove(ChatPage *conversation);           ///< it is not deleted
    void showConversation(ChatPage *conversation); ///< null: the room's
    [[nodiscard]] QList<ChatPage *> beside() const { return m_beside; }
    [[nodiscard]] QString person() const { return m_person; }                   ///< empty: the room's
    [[nodiscard]] ChatPage *front() { return m_front ? m_front.data() : this; } ///< whose messages are shown
    void setBand(QWidget *band);                                                ///< the page takes it over
    void setPerson(const QString &name); ///< with whom this conversation is, where it is of a person

    /// At the right, that wide: the page takes it over. Hidden, it takes no room.
    void setDock(QWidget *dock, int width);
    [[nodiscard]] int dockWidth() const;
    [[nodiscard]] int minimumWidthForAll() const; ///< messages, search and dock side by side

    void focusComposer();
    void focusNextPane(bool backwards = false); ///< F6, Shift+F6
    void togglePeople();
    void showFind();           ///< Ctrl+F: in this conversation
    void showFindEverywhere(); ///< Ctrl+Shift+F
    void closeFind();          ///< either
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
    void inspectRequested(quint64 number);              ///< the bytes of the message of that number
    void wireToggled();
    void readingChanged(); ///< whether the person sees the end of the conversation
    void foundRequested(const QString &with, quint64 number); ///< in a conversation with a person: go there
    void findPanelShown(bool shown);                          ///< it takes room from the messages
    void frontChanged();                                      ///< another conversation is shown
    void peopleToggled();                                     ///< in the header of a person's conversation

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void connectParts();
    void orderTabs();
    void makeFindPanel();
    void goToFound(quint64 number, const QString &with);
    void sayWhetherShown(bool found);
    void markFound(const SearchQuery &query);
    void refreshPeople();
    void refreshReading();
    void refreshEmpty();
    void refreshForbidden();
    void refreshConversations();
    [[nodiscard]] QList<QWidget *> panes();

    Of m_of;
    LineSplitter *m_split;
    QWidget *m_main;          ///< all but the dock
    QStackedWidget *m_places; ///< this conversation, and those beside it
    ConversationModel *m_conversation;
    PeoplePanel *m_people;
    ChatHeader *m_header;
    RecordingBands *m_recordings;
    ConnectionStrip *m_strip;
    QStackedWidget *m_stack;
    MessageList *m_messages;
    HistoryReader *m_reader;
    TalkFinder *m_finder;
    FindBar *m_findBar;
    ConversationFind *m_find;
    EmptyRoom *m_empty;
    Composer *m_composer;
    ChatTalk *m_talk;
    ChatFiles *m_files;
    QPointer<FindPanel> m_findPanel;
    QStringList m_names; ///< of who is here
    QString m_person;
    QPointer<ChatPage> m_front; ///< null: this
    QList<ChatPage *> m_beside;
    QPointer<QWidget> m_list; ///< of conversations
    QPointer<QWidget> m_dock;
    int m_dockWidth = 0;
    QString m_forbidden; ///< empty: may write
    bool m_hasEnded = false;
    bool m_isWireShown = false;
    bool m_isHost = false;
    bool m_someoneCame = false;        ///< besides oneself, since the conversation began
    bool m_peopleWanted = true;        ///< in a wide window
    bool m_peopleWantedNarrow = false; ///< below 560: only when asked for
};

} // namespace waxwing
