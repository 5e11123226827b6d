// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "FrameFilter.h"

#include <QAbstractTableModel>
#include <QCache>
#include <QTimer>

#include <deque>

namespace waxwing {

/// The frames of a log, a row each, read from it when they are looked at. Asks the log by a timer while
/// polling is on; fills a filtered list in slices; follows the log where it forgets its oldest.
class FrameModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Number, Time, Direction, Peer, Name, Key, Record, Size, Verdict, ColumnCount };
    enum Role {
        FrameNumberRole = Qt::UserRole + 1, ///< quint64
        SentRole,                           ///< bool
        RefusalRole                         ///< QString: why; empty: not refused
    };

    explicit FrameModel(QObject *parent = nullptr);

    static constexpr quint64 mostPerTurn = 4096; ///< frames that one turn of the event loop tests at most

    void setLog(std::shared_ptr<const FrameLog> log); ///< null: no rows
    [[nodiscard]] const std::shared_ptr<const FrameLog> &log() const { return m_log; }
    void setFilter(const FrameFilter &filter);
    [[nodiscard]] bool isScanning() const { return m_scan.isActive(); }
    [[nodiscard]] bool isFiltered() const { return !m_filter.isEmpty(); }
    void setPolling(bool polling); ///< begins with one look
    /// The list stands still, the log goes on.
    void setPaused(bool paused);
    [[nodiscard]] bool isPaused() const { return m_pausedAt != 0; }
    void poll(); ///< one look at the log

    [[nodiscard]] quint64 numberAt(int row) const;
    [[nodiscard]] int rowOf(quint64 number) const;   ///< −1: not shown
    [[nodiscard]] int rowFrom(quint64 number) const; ///< the first of that number or a later one
    [[nodiscard]] std::optional<TracedLink> linkOf(const FrameFacts &frame) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void scanned();               ///< a filtered list is complete
    void heldBack(quint64 count); ///< while paused: frames that came since
    void linksChanged();          ///< names, ends

private:
    struct Row
    {
        quint64 number = 0;
        FrameFacts facts;
        qsizetype size = 0;
        FrameSummary summary;
    };
    void restart();
    void retest();
    void take(std::vector<quint64> found);
    void finishRetest();
    void forget(quint64 first);
    void extend(quint64 end);
    void scanSlice();
    bool refreshLinks();
    bool testSome(quint64 *next, std::vector<quint64> *found) const;
    [[nodiscard]] quint64 bound() const; ///< one past the newest that may be shown
    [[nodiscard]] const Row *rowAt(int row) const;
    [[nodiscard]] QVariant display(const Row &row, int column) const;
    [[nodiscard]] QString toolTip(const Row &row, int column) const;
    [[nodiscard]] QString spoken(const Row &row, int column) const;

    std::shared_ptr<const FrameLog> m_log;
    FrameFilter m_filter;
    QTimer m_timer;
    QTimer m_scan;
    quint64 m_first = 1;           ///< unfiltered: number of row 0
    quint64 m_end = 1;             ///< one past the newest that is shown or was tested
    std::deque<quint64> m_matches; ///< filtered: the rows' numbers
    bool m_isRetesting = false;    ///< the rows stand until all is tested again
    std::deque<quint64> m_fresh;   ///< while testing again: what matches now
    quint64 m_freshEnd = 1;
    quint64 m_pausedAt = 0; ///< not shown from here on; 0: not paused
    quint64 m_linksVersion = 0;
    mutable QHash<quint64, TracedLink> m_links;
    mutable QCache<quint64, Row> m_rows;
};

} // namespace waxwing
