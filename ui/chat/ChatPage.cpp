// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ChatPage.h"

#include "Button.h"
#include "ChatFiles.h"
#include "ChatHeader.h"
#include "ChatTalk.h"
#include "Composer.h"
#include "ComposerEdit.h"
#include "ConnectionStrip.h"
#include "ConversationFind.h"
#include "EmptyRoom.h"
#include "FindBar.h"
#include "FindFilters.h"
#include "FindPanel.h"
#include "HistoryReader.h"
#include "LineSplitter.h"
#include "LockLine.h"
#include "MessageList.h"
#include "PeopleModel.h"
#include "PeoplePanel.h"
#include "QuoteBar.h"
#include "RecordingBands.h"
#include "TalkFinder.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStackedWidget>

namespace waxwing {

ChatPage::ChatPage(QWidget *parent, Of of)
    : Composite(parent), m_of(of),
      m_split(new LineSplitter(Qt::Horizontal, tr("Width of the wire dock"), this)),
      m_main(new QWidget(m_split)), m_places(new QStackedWidget(m_main)),
      m_conversation(new ConversationModel(this)), m_people(new PeoplePanel(this)),
      m_header(new ChatHeader(this)), m_recordings(new RecordingBands(this)),
      m_strip(new ConnectionStrip(this)), m_stack(new QStackedWidget(this)),
      m_messages(new MessageList(m_conversation, this)),
      m_reader(new HistoryReader(m_conversation, m_messages, this)),
      m_finder(new TalkFinder(m_conversation, this)), m_findBar(new FindBar(this)),
      m_find(new ConversationFind(m_findBar, m_finder, m_reader, m_messages, this)),
      m_empty(new EmptyRoom(this)), m_composer(new Composer(this)),
      m_talk(new ChatTalk(m_conversation, m_messages, m_reader, m_composer, this)),
      m_files(new ChatFiles(m_conversation, m_messages, m_composer, this))
{
    auto *whole = new QHBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSizeConstraint(QLayout::SetNoConstraint); // too narrow, the people give way first
    whole->addWidget(m_split);
    m_main->installEventFilter(this);
    auto *row = new QHBoxLayout(m_main);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto *talk = new QWidget(m_places);
    auto *column = new QVBoxLayout(talk);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_messages);
    column->addWidget(m_header);
    column->addWidget(m_recordings);
    column->addWidget(m_strip);
    column->addWidget(m_findBar);
    column->addWidget(m_stack, 1);
    column->addWidget(m_composer);
    row->addWidget(m_people);
    row->addWidget(m_places, 1);
    m_places->addWidget(talk);
    connectParts();
    orderTabs();
    setAcceptDrops(true);
    setFocusProxy(m_composer->edit());
    metrics([this](const Theme &) { refreshPeople(); });
    refreshEmpty();
}

void ChatPage::connectParts()
{
    connect(m_composer, &Composer::sayRequested, m_messages, &MessageList::jumpToEnd); // I wrote: to the end
    connect(m_composer, &Composer::answerRequested, m_messages, &MessageList::jumpToEnd);
    connect(m_composer, &Composer::sayRequested, this, &ChatPage::sayRequested);
    connect(m_composer, &Composer::leaveOffered, this, &ChatPage::leaveOffered);
    connect(m_composer, &Composer::leaveRequested, this, &ChatPage::leaveRequested);
    connect(m_composer, &Composer::helpRequested, this, &ChatPage::helpRequested);
    connect(m_messages, &MessageList::retryRequested, this, &ChatPage::retryRequested);
    connect(m_messages, &MessageList::discardRequested, this, &ChatPage::discardRequested);
    connect(m_messages, &MessageList::linkActivated, this, &ChatPage::linkActivated);
    connect(m_messages, &MessageList::detailsRequested, this, &ChatPage::messageDetailsRequested);
    connect(m_messages, &MessageList::inspectRequested, this, &ChatPage::inspectRequested);
    connect(m_messages, &MessageList::typed, m_composer, &Composer::insert);
    connect(m_messages, &MessageList::atEndChanged, this, &ChatPage::refreshReading);
    connect(m_reader, &HistoryReader::stood, this, [this] {
        refreshReading();
        refreshEmpty();
    });
    connect(m_find, &ConversationFind::closed, this, &ChatPage::focusComposer);
    connect(m_strip, &ConnectionStrip::tryNowRequested, this, &ChatPage::tryNowRequested);
    connect(m_strip, &ConnectionStrip::leaveRequested, this, &ChatPage::leaveRequested);
    connect(m_people, &PeoplePanel::lookedAt, this, &ChatPage::lookedAt);
    connect(m_header, &ChatHeader::lockClicked, this, &ChatPage::lockDetailsRequested);
    connect(m_header, &ChatHeader::joinCardRequested, this, &ChatPage::joinCardRequested);
    connect(m_header, &ChatHeader::findRequested, this, &ChatPage::showFind);
    connect(m_header, &ChatHeader::peopleToggled, this, &ChatPage::togglePeople);
    connect(m_header, &ChatHeader::wireToggled, this, &ChatPage::wireToggled);
    connect(m_empty, &EmptyRoom::joinCardRequested, this, &ChatPage::joinCardRequested);
    connect(m_conversation, &QAbstractItemModel::rowsInserted, this, &ChatPage::refreshEmpty);
    connect(m_conversation, &QAbstractItemModel::rowsRemoved, this, &ChatPage::refreshEmpty);
    connect(m_conversation, &QAbstractItemModel::modelReset, this, [this] {
        if (!m_conversation->isPaged()) // else it is another page of the same room
            m_someoneCame = false;
        refreshEmpty();
    });
}

void ChatPage::orderTabs()
{
    const QList<QWidget *> order{m_composer->edit(),
                                 m_composer->sendButton(),
                                 m_composer->asFileButton(),
                                 m_composer->emojiButton(),
                                 m_composer->attachButton(),
                                 m_composer->quoteBar()->closeButton(),
                                 m_people->filter(),
                                 m_people->view(),
                                 m_messages,
                                 m_empty->joinCardButton(),
                                 m_header->lockLine(),
                                 m_header->joinCardButton(),
                                 m_header->findButton(),
                                 m_header->peopleButton(),
                                 m_header->wireButton(),
                                 m_recordings->stopKeyLogButton(),
                                 m_recordings->stopCaptureButton(),
                                 m_strip->tryNowButton(),
                                 m_strip->leaveButton(),
                                 m_findBar->edit(),
                                 m_findBar->olderButton(),
                                 m_findBar->newerButton(),
                                 m_findBar->filterButton(),
                                 m_findBar->filters()->person(),
                                 m_findBar->filters()->from(),
                                 m_findBar->filters()->to(),
                                 m_findBar->filters()->matchCase(),
                                 m_findBar->closeButton()};
    for (qsizetype i = 1; i < order.size(); ++i)
        setTabOrder(order[i - 1], order[i]);
}

void ChatPage::setRoom(const QString &room)
{
    m_header->setRoom(room);
}

void ChatPage::setHost(bool isHost)
{
    m_isHost = isHost;
    m_header->setJoinCardShown(isHost);
    m_empty->setHost(isHost);
    refreshEmpty();
}

void ChatPage::setSelf(const QString &name)
{
    m_conversation->setSelf(name);
    m_composer->setSelf(name);
}

void ChatPage::setLock(const LockFacts &facts)
{
    m_header->setLock(facts);
    m_people->setHostShield(facts.isHost ? tr("your own key")
                            : facts.acceptedBy == AcceptedBy::Link
                                ? tr("host verified by the join link")
                                : tr("host verified: you compared the code"));
}

void ChatPage::setPeople(const QList<PersonView> &people)
{
    m_people->setPeople(people);
    for (const PersonView &person : people) {
        if (person.role == Role::Host)
            m_conversation->setVerified(person.name);
    }
    m_names.clear();
    for (const PersonView &person : people)
        m_names.append(person.name);
    m_findBar->filters()->setPeople(m_names);
    if (m_findPanel)
        m_findPanel->filters()->setPeople(m_names);
    m_someoneCame = m_someoneCame || people.size() > 1;
    refreshEmpty();
}

void ChatPage::setConnected()
{
    m_strip->showConnected();
    m_hasEnded = false;
    refreshForbidden();
}

void ChatPage::setReconnecting(Code cause, int seconds)
{
    m_strip->showReconnecting(cause, seconds);
}

void ChatPage::setEnded(Code code)
{
    m_strip->showEnded(code);
    m_hasEnded = true;
    refreshForbidden();
}

void ChatPage::setForbidden(const QString &reason)
{
    m_forbidden = reason;
    refreshForbidden();
}

void ChatPage::refreshForbidden()
{
    // Why it ended stands in the strip.
    if (m_hasEnded)
        m_composer->setForbidden(tr("You can read and copy, but no longer write here."),
                                 QStringLiteral("info"));
    else
        m_composer->setForbidden(m_forbidden);
}

void ChatPage::setWireOffered(bool offered)
{
    m_header->setWireOffered(offered);
    m_messages->setInspectable(offered);
    refreshConversations();
}

void ChatPage::setWireShown(bool shown)
{
    m_isWireShown = shown;
    m_header->setWireShown(shown);
    refreshConversations();
}

void ChatPage::setTextJudge(std::function<QString(const QString &)> judge)
{
    m_composer->setJudge(std::move(judge));
}

void ChatPage::focusComposer()
{
    front()->m_composer->takeFocus();
}

void ChatPage::copySelected()
{
    front()->m_messages->copySelected();
}

void ChatPage::sayAnyway()
{
    front()->m_composer->sendAnyway();
}

void ChatPage::togglePeople()
{
    if (m_of == Of::Person) {
        Q_EMIT peopleToggled();
        return;
    }
    const bool narrow = m_main->width() < Theme::of(this).px(560);
    bool &wanted = narrow ? m_peopleWantedNarrow : m_peopleWanted;
    wanted = !wanted;
    refreshPeople();
}

void ChatPage::refreshPeople()
{
    if (m_of == Of::Person) {
        m_people->hide();
        return;
    }
    const Theme theme = Theme::of(this);
    const int wide = m_main->width();
    const bool narrow = wide < theme.px(560);
    const bool shown = narrow ? m_peopleWantedNarrow : m_peopleWanted;
    // Narrow and asked for, it may take more: it is what the person wants to see now.
    // Of a small window the messages need the larger part; the last pixel is the hairline.
    const int share = narrow ? wide / 2 : std::max(theme.px(176), wide / 4);
    m_people->setFixedWidth(std::min({theme.px(232), share, wide * (narrow ? 50 : 28) / 100}) + 1);
    if (!shown && m_people->isAncestorOf(focusWidget()))
        focusComposer();
    m_people->setVisible(shown);
    m_header->setPeopleShown(shown);
    refreshConversations();
}

void ChatPage::refreshEmpty()
{
    bool spoken = m_reader->isOpening(); // not for a moment what is not so
    const int count = m_conversation->rowCount();
    // A host's room is empty until somebody comes or writes: that the host itself is there does not fill it.
    for (int row = 0; row < std::min(count, 64) && !spoken; ++row) {
        const ConversationModel::Kind kind = m_conversation->row(row).kind;
        spoken = kind == ConversationModel::Kind::Said ||
                 (kind == ConversationModel::Kind::Notice && (!m_isHost || m_someoneCame));
    }
    QWidget *shown = spoken || count >= 64 ? static_cast<QWidget *>(m_messages) : m_empty;
    // Hidden, it asks for no room: a low window with a band would not have it.
    m_empty->setSizePolicy(QSizePolicy::Preferred,
                           shown == m_empty ? QSizePolicy::Preferred : QSizePolicy::Ignored);
    if (m_stack->currentWidget() == shown)
        return;
    const bool hadFocus = m_stack->isAncestorOf(focusWidget());
    m_stack->setCurrentWidget(shown);
    if (hadFocus)
        focusComposer();
}

void ChatPage::refreshReading()
{
    m_conversation->refreshDays(QDate::currentDate());
    const bool looking = isVisible() && isActiveWindow() && !m_front;
    m_messages->settle();
    m_conversation->setReading(looking && m_messages->isAtEnd());
    m_reader->setLooking(looking);
    Q_EMIT readingChanged();
}

void ChatPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_F6 && m_of == Of::Room)
        focusNextPane((event->modifiers() & Qt::ShiftModifier) != 0);
    else if (event->key() == Qt::Key_Escape)
        focusComposer();
    else
        Composite::keyPressEvent(event);
}

bool ChatPage::event(QEvent *event)
{
    if (event->type() == QEvent::WindowActivate || event->type() == QEvent::WindowDeactivate ||
        event->type() == QEvent::Hide) {
        const bool result = Composite::event(event);
        refreshReading();
        return result;
    }
    return Composite::event(event);
}

void ChatPage::showEvent(QShowEvent *event)
{
    Composite::showEvent(event);
    refreshPeople();
    refreshReading();
}

bool ChatPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_main && event->type() == QEvent::Resize)
        refreshPeople();
    return Composite::eventFilter(watched, event);
}

void ChatPage::focusInEvent(QFocusEvent *event)
{
    Composite::focusInEvent(event);
    focusComposer();
}

void ChatPage::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), Theme::of(this).tokens().canvas);
}

} // namespace waxwing
