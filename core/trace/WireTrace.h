// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "FrameLog.h"
#include "Recording.h"
#include "WriterThread.h"

#include <QObject>

#include <memory>

namespace waxwing {

class Link;

/// Watches the links of one room, as its host or as a guest of it: keeps their last frames, and hands them to
/// whoever records them. Lives in the network thread; nothing that it does changes a byte on the wire. Links
/// that outlive it, as one that parts does for a second, are watched to their end.
class WireTrace : public QObject
{
    Q_OBJECT
public:
    /// What is recorded is written in `writer`'s thread.
    explicit WireTrace(const FrameLog::Limits &limits = {},
                       std::shared_ptr<WriterThread> writer = std::make_shared<WriterThread>(),
                       QObject *parent = nullptr);
    ~WireTrace() override;

    /// Outlives this: a window looks at it after the room has ended.
    [[nodiscard]] std::shared_ptr<FrameLog> log() const;

    /// Watches a link from its first byte: before its start().
    void attach(Link &link);
    /// What the other end is called, once that is known: the account, or the room.
    void nameLink(const Link &link, const QString &peer);

    /// In place of the one before; what the log still holds comes first.
    void startCapture(const CaptureWish &wish);
    void stopCapture();

    /// The keys of every link over a network, from the epochs that hold now on (PROTOCOL 14). In place of the
    /// one before.
    void startKeyLog(const QString &path);
    void stopKeyLog();
    /// Also while one takes the place of another one.
    [[nodiscard]] bool isKeyLogRunning() const;

Q_SIGNALS:
    void keyLogChanged(const waxwing::KeyLogView &view);
    void captureChanged(const waxwing::CaptureView &view);

private:
    struct Watch;
    class Tap;
    void logKeys(bool on);

    const std::shared_ptr<Watch> m_watch; ///< shared with the taps
    QHash<const Link *, quint64> m_ids;
};

} // namespace waxwing
