// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Clock.h"
#include "FactQueue.h"

#include <QTimer>
#include <map>

namespace waxwing {

/// How far files are, told to the person a few times a second; ends and changes of state at once. Network
/// thread.
class TransferBoard : public QObject
{
    Q_OBJECT
public:
    TransferBoard(FactQueue &facts, Clock &clock, int everyMs, QObject *parent = nullptr);

    /// Rate and time left are filled in here. Done and Failed are told and forgotten.
    void show(TransferView view);
    void clear();

private:
    struct Shown
    {
        TransferView view;
        qint64 sinceMs = 0; ///< of the measure below; −1: none runs
        qint64 sinceBytes = 0;
        double rate = 0;
        bool isChanged = false;
    };
    void measure(Shown &shown) const;
    void tell();

    FactQueue &m_facts;
    Clock &m_clock;
    QTimer m_timer;
    std::map<quint64, Shown> m_shown;
};

} // namespace waxwing
