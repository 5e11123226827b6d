// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"
#include "KeySchedule.h"
#include "Recording.h"

#include <QObject>

#include <memory>

namespace waxwing {

class StoreThread;

/// One key log from its start to its end: hands lines to the thread that writes them. In the network thread,
/// where it never waits for a disk. Whatever becomes of the file, the conversation goes on.
class KeyLogRecorder : public QObject
{
    Q_OBJECT
public:
    /// `thread` is borrowed.
    KeyLogRecorder(StoreThread &thread, const QString &path);
    ~KeyLogRecorder() override;

    /// A line of PROTOCOL 14. `random`: of the link's guest hello.
    void add(BytesView random, bool isGuestToHost, quint32 epoch, const EpochKeys &keys);
    /// What was told before is still written.
    void stop();
    [[nodiscard]] const KeyLogView &view() const { return m_view; }
    [[nodiscard]] bool isRunning() const; ///< or about to

Q_SIGNALS:
    void changed(const waxwing::KeyLogView &view);

private:
    struct Writer;
    void flush();
    void onWritten(const Result<void> &outcome, quint64 lines);
    void fail(const Error &error);

    StoreThread &m_thread;
    std::shared_ptr<Writer> m_writer; ///< used in m_thread alone
    KeyLogView m_view;
    Bytes m_lines;
    quint64 m_lineCount = 0;
    bool m_isWriting = false;
};

} // namespace waxwing
