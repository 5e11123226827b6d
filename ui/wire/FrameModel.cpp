// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FrameModel.h"

#include <QElapsedTimer>
#include <QLocale>

#include <algorithm>

namespace waxwing {

namespace {
constexpr int pollMs = 50;
constexpr int sliceMs = 4;        ///< of a turn of the event loop
constexpr quint64 scanStep = 128; ///< frames between two looks at the clock
constexpr int keptRows = 512;
} // namespace

FrameModel::FrameModel(QObject *parent) : QAbstractTableModel(parent), m_rows(keptRows)
{
    m_timer.setInterval(pollMs);
    m_scan.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &FrameModel::poll);
    connect(&m_scan, &QTimer::timeout, this, &FrameModel::scanSlice);
}

void FrameModel::setLog(std::shared_ptr<const FrameLog> log)
{
    beginResetModel();
    m_log = std::move(log);
    m_pausedAt = 0;
    m_linksVersion = 0;
    m_links.clear();
    restart();
}

void FrameModel::setFilter(const FrameFilter &filter)
{
    beginResetModel(); // while the rows are still those of the filter before
    m_filter = filter;
    restart();
}

void FrameModel::setPolling(bool polling)
{
    if (!polling) {
        m_timer.stop();
        m_scan.stop();
        return;
    }
    poll();
    m_timer.start();
}

void FrameModel::setPaused(bool paused)
{
    m_pausedAt = paused && m_log ? m_log->end() : 0;
    poll();
    if (!paused)
        Q_EMIT heldBack(0);
}

quint64 FrameModel::bound() const
{
    const quint64 end = m_log->end();
    return m_pausedAt == 0 ? end : std::min(m_pausedAt, end);
}

/// Ends a reset that was begun.
void FrameModel::restart()
{
    m_rows.clear();
    m_matches.clear();
    m_scan.stop();
    m_isRetesting = false;
    m_fresh.clear();
    m_first = m_log ? m_log->first() : 1;
    m_end = m_log && m_filter.isEmpty() ? std::max(m_first, bound()) : m_first;
    if (m_log)
        refreshLinks();
    endResetModel();
    if (m_log && !m_filter.isEmpty())
        scanSlice();
}

void FrameModel::poll()
{
    if (!m_log)
        return;
    if (m_log->linksVersion() != m_linksVersion) {
        if (refreshLinks())
            retest();
        if (rowCount() > 0)
            Q_EMIT dataChanged(index(0, Peer), index(rowCount() - 1, Peer));
        Q_EMIT linksChanged();
    }
    forget(m_log->first());
    if (m_filter.isEmpty())
        extend(bound());
    else if (!m_scan.isActive())
        scanSlice();
    if (m_pausedAt != 0)
        Q_EMIT heldBack(m_log->end() - m_pausedAt);
}

/// Gives whether the filter says something else now of frames of a link that was known.
bool FrameModel::refreshLinks()
{
    m_linksVersion = m_log->linksVersion();
    QHash<quint64, TracedLink> links;
    bool isOtherwise = false;
    for (TracedLink &link : m_log->links()) {
        const auto known = m_links.constFind(link.id);
        isOtherwise = isOtherwise || (known != m_links.constEnd() && !m_filter.isAlikeFor(*known, link));
        links.insert(link.id, std::move(link));
    }
    m_links = std::move(links);
    return isOtherwise;
}

/// Tests all frames again; the rows that stand now stand until that is done.
void FrameModel::retest()
{
    m_isRetesting = true;
    m_fresh.clear();
    m_freshEnd = m_log->first();
    m_scan.start();
}

void FrameModel::finishRetest()
{
    beginResetModel();
    m_isRetesting = false;
    m_matches = std::exchange(m_fresh, {});
    m_matches.erase(m_matches.begin(), std::lower_bound(m_matches.begin(), m_matches.end(), m_log->first()));
    m_end = std::max(m_end, m_freshEnd);
    endResetModel();
}

/// The log keeps nothing before `first`.
void FrameModel::forget(quint64 first)
{
    const auto kept = std::lower_bound(m_matches.begin(), m_matches.end(), first);
    const auto gone = m_filter.isEmpty() ? std::min(first, m_end) - std::min(m_first, first)
                                         : quint64(kept - m_matches.begin());
    if (gone > 0)
        beginRemoveRows({}, 0, int(gone) - 1);
    m_matches.erase(m_matches.begin(), kept);
    m_first = std::max(m_first, first);
    m_end = std::max(m_end, first);
    if (gone > 0)
        endRemoveRows();
}

void FrameModel::extend(quint64 end)
{
    if (end <= m_end)
        return;
    beginInsertRows({}, rowCount(), rowCount() + int(end - m_end) - 1);
    m_end = end;
    endInsertRows();
}

/// For a slice of a turn; gives whether nothing is left.
bool FrameModel::testSome(quint64 *next, std::vector<quint64> *found) const
{
    QElapsedTimer clock;
    clock.start();
    const quint64 end = bound();
    *next = std::max(*next, m_log->first());
    const quint64 last = std::min(end, *next + mostPerTurn);
    while (*next < last && clock.elapsed() < sliceMs) {
        const quint64 step = std::min(scanStep, last - *next);
        for (const TracedFrame &frame : m_log->frames(*next, step)) {
            if (m_filter.matches(frame, linkOf(frame)))
                found->push_back(frame.number);
        }
        *next += step;
    }
    return *next >= end;
}

void FrameModel::take(std::vector<quint64> found)
{
    if (m_isRetesting) {
        m_fresh.insert(m_fresh.end(), found.begin(), found.end());
    } else if (!found.empty()) {
        beginInsertRows({}, int(m_matches.size()), int(m_matches.size() + found.size()) - 1);
        m_matches.insert(m_matches.end(), found.begin(), found.end());
        endInsertRows();
    }
}

void FrameModel::scanSlice()
{
    const quint64 begin = m_isRetesting ? m_freshEnd : m_end;
    quint64 next = begin;
    std::vector<quint64> found;
    const bool isComplete = testSome(&next, &found);
    const bool wasScanning = m_scan.isActive() || begin < next;
    quint64 &end = m_isRetesting ? m_freshEnd : m_end;
    end = std::max(end, next);
    take(std::move(found));
    if (!isComplete) {
        m_scan.start();
        return;
    }
    m_scan.stop();
    if (m_isRetesting)
        finishRetest();
    if (wasScanning)
        Q_EMIT scanned();
}

std::optional<TracedLink> FrameModel::linkOf(const FrameFacts &frame) const
{
    const auto known = m_links.constFind(frame.link);
    if (known != m_links.constEnd())
        return *known;
    auto link = m_log ? m_log->link(frame.link) : std::nullopt; // it began since the last look
    if (link)
        m_links.insert(link->id, *link);
    return link;
}

int FrameModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return m_filter.isEmpty() ? int(m_end - m_first) : int(m_matches.size());
}

int FrameModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

quint64 FrameModel::numberAt(int row) const
{
    return m_filter.isEmpty() ? m_first + quint64(row) : m_matches[std::size_t(row)];
}

int FrameModel::rowOf(quint64 number) const
{
    if (m_filter.isEmpty())
        return number >= m_first && number < m_end ? int(number - m_first) : -1;
    const auto found = std::lower_bound(m_matches.begin(), m_matches.end(), number);
    return found != m_matches.end() && *found == number ? int(found - m_matches.begin()) : -1;
}

int FrameModel::rowFrom(quint64 number) const
{
    if (m_filter.isEmpty())
        return int(std::clamp(number, m_first, m_end) - m_first);
    return int(std::lower_bound(m_matches.begin(), m_matches.end(), number) - m_matches.begin());
}

const FrameModel::Row *FrameModel::rowAt(int row) const
{
    const quint64 number = numberAt(row);
    if (const Row *known = m_rows.object(number))
        return known;
    const auto frame = m_log->frame(number);
    if (!frame)
        return nullptr; // forgotten since the last look
    const FrameSummary summary = FrameSummary::of(*frame);
    m_rows.insert(number, new Row{number, *frame, frame->bytes().size(), summary});
    return m_rows.object(number);
}

QVariant FrameModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int column = index.column();
    if (role == FrameNumberRole)
        return numberAt(index.row());
    if (role == Qt::TextAlignmentRole) {
        const bool isNumber = column == Number || column == Key || column == Record || column == Size;
        return QVariant::fromValue(Qt::AlignVCenter | (isNumber ? Qt::AlignRight : Qt::AlignLeft));
    }
    const Row *row = rowAt(index.row());
    if (row == nullptr)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return display(*row, column);
    case Qt::ToolTipRole:
        return toolTip(*row, column);
    case RefusalRole:
        return FrameSummary::isRefused(row->facts) ? FrameSummary::verdict(row->facts) : QString();
    case Qt::AccessibleTextRole:
        return spoken(*row, column);
    case SentRole:
        return row->facts.sent;
    default:
        return {};
    }
}

QVariant FrameModel::display(const Row &row, int column) const
{
    switch (column) {
    case Number:
        return QString::number(row.number);
    case Time:
        return FrameSummary::time(row.facts.timeNs);
    case Direction:
        return row.facts.sent ? QStringLiteral("→") : QStringLiteral("←");
    case Peer:
        return FrameSummary::peer(linkOf(row.facts));
    case Name:
        return row.summary.name(row.facts);
    case Key:
        return row.summary.isRecord ? QString::number(row.summary.epoch) : QString();
    case Record:
        return row.summary.isRecord ? QString::number(row.summary.sequence) : QString();
    case Size:
        return QString::number(row.size);
    case Verdict:
        return FrameSummary::verdict(row.facts);
    default:
        return {};
    }
}

QString FrameModel::toolTip(const Row &row, int column) const
{
    if (column == Peer) {
        const auto link = linkOf(row.facts);
        if (!link)
            return {};
        return link->isLocal ? tr("In this program: no network carried it.")
                             : FrameSummary::addressWords(link->peerAddress, link->peerPort);
    }
    if (column == Name && FrameSummary::isRefused(row.facts))
        return tr("Refused: %1").arg(FrameSummary::verdict(row.facts));
    return {};
}

QString FrameModel::spoken(const Row &row, int column) const
{
    switch (column) {
    case Direction:
        return row.facts.sent ? tr("sent") : tr("received");
    case Key:
        return row.summary.isRecord ? tr("key %1").arg(row.summary.epoch) : tr("no key");
    case Record:
        return row.summary.isRecord ? tr("record %1").arg(row.summary.sequence) : tr("no record");
    case Size:
        return tr("%1 bytes").arg(row.size);
    case Name:
        return FrameSummary::isRefused(row.facts)
                   ? tr("%1, refused: %2").arg(row.summary.name(row.facts), FrameSummary::verdict(row.facts))
                   : row.summary.name(row.facts);
    default:
        return display(row, column).toString();
    }
}

QVariant FrameModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    static constexpr const char *words[ColumnCount] = {
        QT_TR_NOOP("No."),    QT_TR_NOOP("Time"),  QT_TR_NOOP("Direction"),
        QT_TR_NOOP("Peer"),   QT_TR_NOOP("Frame"), QT_TR_NOOP("Key"),
        QT_TR_NOOP("Record"), QT_TR_NOOP("Bytes"), QT_TR_NOOP("Verdict")};
    if (section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole) {
        const bool isNumber = section == Number || section == Key || section == Record || section == Size;
        return QVariant::fromValue(Qt::AlignVCenter | (isNumber ? Qt::AlignRight : Qt::AlignLeft));
    }
    if (role == Qt::AccessibleTextRole || role == Qt::ToolTipRole)
        return tr(words[section]);
    if (role == Qt::DisplayRole)
        return section == Direction ? QString() : tr(words[section]);
    return {};
}

} // namespace waxwing
