// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FindResults.h"

#include "ChatWords.h"
#include "RichText.h"
#include "TalkFinder.h"
#include "Unicode.h"

#include <QDateTime>
#include <QLocale>

namespace waxwing {

FindResults::FindResults(TalkFinder *finder, QObject *parent) : QAbstractListModel(parent), m_finder(finder)
{
    connect(finder, &TalkFinder::began, this, [this] {
        beginResetModel();
        m_count = 0;
        endResetModel();
    });
    connect(finder, &TalkFinder::found, this, [this](int count) {
        beginInsertRows({}, m_count, m_count + count - 1);
        m_count += count;
        endInsertRows();
    });
    m_count = static_cast<int>(finder->hits().size());
}

int FindResults::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_count;
}

/// What the bubble shows, without its lines.
QString FindResults::lineOf(const SearchHit &hit)
{
    return parseMessage(hit.message.text).text.replace(QChar::LineSeparator, u' ');
}

/// Short, since there are many: the time alone today, else the day with it.
QString FindResults::whenOf(const SearchHit &hit)
{
    const QDate date = QDateTime::fromMSecsSinceEpoch(hit.message.timeMs).date();
    const QString time = ChatWords::time(hit.message.timeMs);
    return date == QDate::currentDate()
               ? time
               : tr("%1, %2", "date, time").arg(QLocale().toString(date, QLocale::ShortFormat), time);
}

QVariant FindResults::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const SearchHit &hit = m_finder->hits().at(index.row());
    const QString name = hit.message.mine ? tr("You") : visible(hit.message.name);
    const QString where = hit.with.isEmpty() ? tr("Room") : tr("with %1").arg(visible(hit.with));
    switch (role) {
    case Qt::DisplayRole:
        return lineOf(hit);
    case Qt::AccessibleTextRole:
        return QStringList{name, where, whenOf(hit), lineOf(hit)}.join(QStringLiteral(", "));
    case NameRole:
        return name;
    case WhenRole:
        return whenOf(hit);
    case NumberRole:
        return hit.message.number;
    case MineRole:
        return hit.message.mine;
    case WithRole:
        return hit.with;
    case WhereRole:
        return where;
    default:
        return {};
    }
}

} // namespace waxwing
