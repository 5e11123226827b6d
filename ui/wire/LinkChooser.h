// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Composite.h"
#include "FrameLog.h"

class QComboBox;

namespace waxwing {

/// Which link of a log is looked at: name, address, time, and whether it has ended. Hidden while there are
/// fewer than two. Goes to the newest link by itself as long as nobody reads; what is read stays, and gives
/// way to a new link only once it has ended.
class LinkChooser final : public Composite
{
    Q_OBJECT

public:
    explicit LinkChooser(QWidget *parent = nullptr);

    void setLog(std::shared_ptr<const FrameLog> log);
    void refresh();                                       ///< looks whether links have changed
    void hold();                                          ///< what is shown is being read
    [[nodiscard]] quint64 link() const { return m_link; } ///< 0: none
    [[nodiscard]] QComboBox *box() const { return m_box; }

    /// "asha · 192.168.1.23:50122 · since 10:45:58".
    [[nodiscard]] static QString words(const TracedLink &link);

Q_SIGNALS:
    void linkChanged(quint64 link);

private:
    void fill();
    void go(quint64 link);
    [[nodiscard]] bool hasEnded(quint64 link) const;
    [[nodiscard]] quint64 next(quint64 newest, quint64 living);

    std::shared_ptr<const FrameLog> m_log;
    QComboBox *m_box;
    quint64 m_version = 0;
    quint64 m_link = 0;
    quint64 m_newest = 0;
    bool m_isHeld = false;
    bool m_hadEnded = false; ///< when it was taken hold of
    bool m_isFilling = false;
};

} // namespace waxwing
