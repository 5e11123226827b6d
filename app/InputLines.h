// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QObject>

class QSocketNotifier;

namespace waxwing {

/// Standard input, a line at a time, without blocking the event loop.
class InputLines : public QObject
{
    Q_OBJECT
public:
    explicit InputLines(QObject *parent = nullptr);
    ~InputLines() override;

    /// Reads one line now, waiting for it: a password, before the talk begins. Empty at the end of input.
    QByteArray waitForLine();
    /// From here on every line comes as a signal.
    void start();

Q_SIGNALS:
    void lineRead(const QByteArray &line); ///< without its line end
    void ended();

private:
    void onReadable();
    void tellLines();
    bool takeLine(QByteArray &line);
    /// Of a longer line the rest is thrown away: no command and no message needs more.
    static constexpr qsizetype s_longestLine = 4 * 1024 * 1024;

    QByteArray m_buffer;
    QSocketNotifier *m_notifier = nullptr;
    bool m_atEnd = false;
    bool m_isCut = false; ///< what comes up to the next line end belongs to a line that was cut
};

} // namespace waxwing
