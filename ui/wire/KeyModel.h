// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "KeyTimeline.h"

#include <QAbstractListModel>
#include <QBasicTimer>

namespace waxwing {

/// One link's talk and key changes as rows, in the order in which they travelled. Follows a log in slices,
/// and only while somebody watches; whoever shows it calls watch() when shown and unwatch() when hidden.
class KeyModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Roles {
        FrameRole = Qt::UserRole + 1, ///< number of the frame
        FallsRole                     ///< whether this message falls with the leak
    };

    static constexpr quint64 slice = 2'000; ///< frames read a turn: under 3 ms

    explicit KeyModel(QObject *parent = nullptr);

    void setLog(std::shared_ptr<const FrameLog> log); ///< null: none
    void setLink(quint64 link);                       ///< 0: none
    void watch();
    void unwatch();

    void setLeak(const KeyLeak &leak);
    [[nodiscard]] const KeyLeak &leak() const { return m_leak; }
    [[nodiscard]] const KeyFall &fall() const { return m_fall; }
    [[nodiscard]] const KeyTimeline &timeline() const { return m_timeline; }
    [[nodiscard]] const KeyTimeline::Entry &entry(int row) const
    {
        return m_timeline.entries()[std::size_t(row)];
    }
    /// What a message says, decoded now; who said it. Empty once the log has forgotten it.
    struct Talk
    {
        QString name; ///< of the speaker; empty for what this side's guest says
        QString text;

        [[nodiscard]] QString lead() const; ///< "ravi: "
    };
    [[nodiscard]] Talk talkOf(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void advanced(); ///< the timeline has changed, or the leak

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void restart(std::shared_ptr<const FrameLog> log, quint64 link);
    void look();
    void forgetOld();
    void judge();
    [[nodiscard]] QString spoken(int row) const;

    std::shared_ptr<const FrameLog> m_log;
    KeyTimeline m_timeline;
    KeyLeak m_leak;
    KeyFall m_fall;
    QBasicTimer m_timer;
    int m_watchers = 0;
    int m_shown = 0; ///< rows that views know of
};

} // namespace waxwing
