// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HistoryReader.h"

#include "ConversationModel.h"
#include "MessageList.h"

#include <algorithm>
#include <utility>

namespace waxwing {

namespace {

constexpr int pageRows = 200;
constexpr int nearRows = 120; ///< so many rows from the window's edge the next page is asked for
constexpr int mostRows = 4'000;
constexpr int rowsLeft = 3'000;
constexpr int rowsInPeace = 600; ///< around what is in view, never dropped
constexpr int readMs = 250;
constexpr int seenMs = 1'000;

} // namespace

HistoryReader::HistoryReader(ConversationModel *model, MessageList *list, QObject *parent)
    : QObject(parent), m_model(model), m_list(list)
{
    m_readTimer.setSingleShot(true);
    m_readTimer.setInterval(readMs);
    m_seenTimer.setSingleShot(true);
    m_seenTimer.setInterval(seenMs);
    m_trimTimer.setSingleShot(true);
    m_trimTimer.setInterval(0);
    connect(&m_readTimer, &QTimer::timeout, this, &HistoryReader::tellRead);
    connect(&m_seenTimer, &QTimer::timeout, this, &HistoryReader::seeEnd);
    connect(&m_trimTimer, &QTimer::timeout, this, &HistoryReader::trim);
    connect(list, &MessageList::scrolled, this, &HistoryReader::onScrolled);
    connect(list, &MessageList::endRequested, this, &HistoryReader::showEnd);
    connect(list, &MessageList::beginningRequested, this, &HistoryReader::showBeginning);
    connect(model, &QAbstractItemModel::rowsInserted, this, [this] {
        if (isOpen() && m_model->rowCount() > mostRows)
            m_trimTimer.start();
    });
}

void HistoryReader::open(const HistoryStart &start, Ask ask)
{
    m_ask = std::move(ask);
    m_isOpening = true;
    m_read = start.lastRead;
    m_model->open(start);
    // Numbers need not be consecutive, so the unread are at most so many.
    const quint64 unread = inOrder(start.last) - std::min(inOrder(start.last), inOrder(start.lastRead));
    if (start.lastRead > 0 && unread > pageRows / 2)
        this->ask(Purpose::Open, PageWish::Kind::Around, start.lastRead);
    else
        this->ask(Purpose::Open, PageWish::Kind::End, 0);
}

void HistoryReader::close()
{
    tellRead();
    m_ask = nullptr;
    m_resting = nullptr;
    m_question = 0;
    m_purpose = Purpose::None;
    m_isOpening = false;
    m_model->closeHistory();
}

void HistoryReader::standAlone()
{
    Ask asked = m_ask;
    close();
    m_resting = std::move(asked);
}

void HistoryReader::readAnew()
{
    if (m_resting) {
        m_ask = std::exchange(m_resting, nullptr);
        m_model->open({});
    }
    if (!isOpen())
        return;
    m_model->beginAnew();
    ask(Purpose::End, PageWish::Kind::End, 0);
}

void HistoryReader::ask(Purpose purpose, PageWish::Kind kind, quint64 number)
{
    m_purpose = purpose;
    m_question = m_ask({kind, number, pageRows});
}

void HistoryReader::take(const HistoryPage &page)
{
    if (m_purpose == Purpose::None || page.question != m_question)
        return; // another question has taken its place
    const Purpose purpose = std::exchange(m_purpose, Purpose::None);
    if (purpose == Purpose::Older)
        m_model->addOlder(page);
    else if (purpose == Purpose::Newer)
        m_model->addNewer(page);
    else
        show(page, purpose);
    m_model->setQuoted(page.quoted);
    if (m_model->rowCount() > mostRows)
        m_trimTimer.start();
}

void HistoryReader::show(const HistoryPage &page, Purpose purpose)
{
    m_isOpening = false;
    m_model->showPage(page);
    switch (purpose) {
    case Purpose::Open:
        m_list->standAtUnread();
        break;
    case Purpose::Beginning:
        m_list->standAt(0, 0);
        break;
    case Purpose::Show:
        Q_EMIT messageShown(m_wanted, m_list->showMessage(m_wanted, m_wantedFocus));
        break;
    default:
        m_list->jumpToEnd();
    }
    Q_EMIT stood();
}

void HistoryReader::fail(quint64 question)
{
    if (m_purpose == Purpose::None || question != m_question)
        return;
    m_isOpening = false;
    if (std::exchange(m_purpose, Purpose::None) == Purpose::Show)
        Q_EMIT messageShown(m_wanted, false);
    Q_EMIT stood();
}

void HistoryReader::setLooking(bool looking)
{
    m_isLooking = looking;
    onScrolled();
}

void HistoryReader::showMessage(quint64 number, bool withFocus)
{
    if (m_list->showMessage(number, withFocus)) {
        Q_EMIT messageShown(number, true);
        return;
    }
    if (!isOpen() || number == 0) {
        Q_EMIT messageShown(number, false);
        return;
    }
    m_wanted = number;
    m_wantedFocus = withFocus;
    ask(Purpose::Show, PageWish::Kind::Around, number);
}

void HistoryReader::showEnd()
{
    if (isOpen())
        ask(Purpose::End, PageWish::Kind::End, 0);
}

void HistoryReader::showBeginning()
{
    if (isOpen())
        ask(Purpose::Beginning, PageWish::Kind::After, 0);
}

void HistoryReader::onScrolled()
{
    if (m_isLooking && !m_readTimer.isActive())
        m_readTimer.start();
    if (m_isLooking && m_model->unseen() > 0 && !m_seenTimer.isActive()) {
        m_unseen = m_model->unseen();
        m_seenTimer.start();
    }
    wishMore();
}

/// What was missed may come in several parts: only when no more of it has come for a while, and it stands
/// before the person's eyes to its end, it is seen.
void HistoryReader::seeEnd()
{
    m_list->settle();
    if (!m_isLooking || !m_list->isAtEnd())
        return;
    const quint32 unseen = m_model->unseen();
    if (unseen == std::exchange(m_unseen, unseen))
        m_model->setEndSeen();
    else
        m_seenTimer.start();
}

void HistoryReader::wishMore()
{
    if (!isOpen() || m_purpose != Purpose::None)
        return;
    const auto [first, last] = m_list->visibleRows();
    if (first < 0)
        return;
    const int margin = std::max(nearRows, 2 * (last - first));
    if (m_model->hasOlder() && first < margin)
        ask(Purpose::Older, PageWish::Kind::Before, m_model->firstNumber());
    else if (m_model->hasNewer() && m_model->rowCount() - last < margin)
        ask(Purpose::Newer, PageWish::Kind::After, m_model->lastNumber());
}

/// What is farther from the view goes first.
void HistoryReader::trim()
{
    const int count = m_model->rowCount();
    if (!isOpen() || count <= mostRows)
        return;
    const auto [first, last] = m_list->visibleRows();
    if (first < 0)
        return;
    const int above = std::max(0, first - rowsInPeace);
    const int below = std::max(0, count - 1 - last - rowsInPeace);
    if (above >= below) {
        const int gone = std::min(above, count - rowsLeft);
        m_list->letGo(0, gone - 1);
        m_model->dropOldest(gone);
    } else {
        const int gone = std::min(below, count - rowsLeft);
        m_list->letGo(count - gone, count - 1);
        m_model->dropNewest(gone);
    }
}

void HistoryReader::tellRead()
{
    m_readTimer.stop();
    if (!m_isLooking)
        return;
    const quint64 number = m_list->lastSeenNumber();
    if (number == 0 || (m_read != 0 && inOrder(number) <= inOrder(m_read)))
        return;
    m_read = number;
    Q_EMIT readTo(number);
}

} // namespace waxwing
