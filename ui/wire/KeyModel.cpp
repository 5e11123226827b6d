// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "KeyModel.h"

#include "ForeignText.h"
#include "KeyWords.h"
#include "MessageCodec.h"

#include <QTimerEvent>

namespace waxwing {

namespace {

constexpr int lookEveryMs = 50;
constexpr qsizetype longestLine = 200;
// Rows of frames that the log has forgotten go in pieces, not one by one.
constexpr std::size_t forgetAtOnce = 256;

} // namespace

KeyModel::KeyModel(QObject *parent) : QAbstractListModel(parent) {}

void KeyModel::setLog(std::shared_ptr<const FrameLog> log)
{
    restart(std::move(log), 0);
}

void KeyModel::setLink(quint64 link)
{
    if (link == m_timeline.linkId())
        return;
    m_leak = {};
    restart(m_log, link);
}

/// The only place where one timeline takes another's: until beginResetModel views may ask for the old rows.
void KeyModel::restart(std::shared_ptr<const FrameLog> log, quint64 link)
{
    beginResetModel();
    m_log = std::move(log);
    m_timeline = KeyTimeline(link);
    m_shown = 0;
    endResetModel();
    judge();
    if (m_watchers > 0)
        look();
}

void KeyModel::watch()
{
    if (++m_watchers == 1)
        look();
}

void KeyModel::unwatch()
{
    if (--m_watchers == 0)
        m_timer.stop();
}

void KeyModel::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_timer.timerId())
        look();
    else
        QAbstractListModel::timerEvent(event);
}

void KeyModel::look()
{
    if (!m_log || m_timeline.linkId() == 0) {
        m_timer.stop();
        return;
    }
    forgetOld();
    if (!m_timeline.isUpToDate(*m_log)) {
        if (!m_timeline.advance(*m_log, slice))
            return restart(m_log, m_timeline.linkId()); // overtaken while nobody watched
        const int size = int(m_timeline.entries().size());
        if (size > m_shown) {
            beginInsertRows({}, m_shown, size - 1);
            m_shown = size;
            endInsertRows();
        }
        judge();
    }
    m_timer.start(m_timeline.isUpToDate(*m_log) ? lookEveryMs : 0, this);
}

void KeyModel::forgetOld()
{
    const std::size_t old = m_timeline.entriesBelow(m_log->first());
    if (old < forgetAtOnce)
        return;
    beginRemoveRows({}, 0, int(old) - 1);
    m_timeline.forget(old);
    m_shown -= int(old);
    endRemoveRows();
    judge();
}

void KeyModel::setLeak(const KeyLeak &leak)
{
    m_leak = leak;
    judge();
    if (m_shown > 0)
        Q_EMIT dataChanged(index(0), index(m_shown - 1), {FallsRole, Qt::AccessibleTextRole});
}

void KeyModel::judge()
{
    m_fall = m_timeline.fallsWith(m_leak);
    Q_EMIT advanced();
}

int KeyModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_shown;
}

KeyModel::Talk KeyModel::talkOf(int row) const
{
    const auto frame = m_log ? m_log->frame(entry(row).frame) : std::nullopt;
    const auto message = frame ? decodeMessage(frame->content()) : failure(Code::Malformed);
    if (!message)
        return {};
    // Cut before it is made fit to be shown: a row has one line.
    if (const auto *say = std::get_if<Say>(&*message))
        return {{}, foreignText(say->text.left(longestLine))};
    if (const auto *said = std::get_if<Said>(&*message))
        return {foreignInside(said->name), foreignText(said->text.left(longestLine))};
    return {};
}

QString KeyModel::Talk::lead() const
{
    return name.isEmpty() ? QString() : name + QStringLiteral(": ");
}

QString KeyModel::spoken(int row) const
{
    const KeyTimeline::Entry &at = entry(row);
    if (at.isBegin) {
        const KeyEpoch *epoch = m_timeline.epoch(at.sent, at.epoch);
        return epoch != nullptr ? KeyWords::begins(*epoch) : QString();
    }
    const Talk talk = talkOf(row);
    const QString words = talk.lead() + talk.text;
    const QString key = KeyWords::keyOf(at.sent, at.epoch);
    if (!m_fall.any && m_leak.what == KeyLeak::What::Nothing)
        return tr("%1. %2", "message, its key").arg(words, key);
    return tr("%1. %2, %3", "message, its key, whether it falls")
        .arg(words, key, KeyWords::fallsOrStands(m_fall.covers(at.sent, at.epoch)));
}

QVariant KeyModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_shown)
        return {};
    const KeyTimeline::Entry &at = entry(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return at.isBegin ? spoken(index.row()) : talkOf(index.row()).text;
    case Qt::AccessibleTextRole:
        return spoken(index.row());
    case FrameRole:
        return QVariant::fromValue(at.frame);
    case FallsRole:
        return !at.isBegin && m_fall.covers(at.sent, at.epoch);
    default:
        return {};
    }
}

} // namespace waxwing
