// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "FrameLog.h"
#include "MessageRef.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>

namespace waxwing {

/// Finds which frames carried a message, and which message a frame carried: in slices of a turn, the newest
/// frames first. A new question ends the one before.
class FrameFinder final : public QObject
{
    Q_OBJECT

public:
    explicit FrameFinder(QObject *parent = nullptr);

    void setLog(std::shared_ptr<const FrameLog> log);
    /// The account here: whose say a guest's link carries. Empty: not known.
    void setSelf(const QString &name) { m_self = name; }
    void findFrames(const MessageRef &message);
    /// The message of a frame that carries a say or said; nothing is told of any other.
    void findMessage(quint64 frame);
    void stop();
    [[nodiscard]] bool isSearching() const { return m_turn.isActive(); }

    static bool carriesMessage(const TracedFrame &frame);

Q_SIGNALS:
    /// In the order of the log, the say first; empty: none that is kept.
    void framesFound(const QList<quint64> &numbers);
    void messageFound(const waxwing::MessageRef &message);

private:
    /// Looks at a frame; gives whether that was the last.
    using Look = std::function<bool(const TracedFrame &frame)>;
    void search(quint64 from, bool backwards, Look look, std::function<void()> done);
    void slice();
    bool lookForFrames(const TracedFrame &frame);
    void learnDevice(const TracedFrame &frame);
    void dropOthersSays();
    /// Who speaks on that link: a counter alone names nobody, since each device counts from 1.
    [[nodiscard]] QString speakerOf(const TracedFrame &say) const;

    std::shared_ptr<const FrameLog> m_log;
    QTimer m_turn;
    quint64 m_next = 0;
    bool m_isBackwards = true;
    Look m_look;
    std::function<void()> m_done;
    MessageRef m_wanted;
    QString m_self;
    QString m_speaker; ///< of the message that is looked for, once its said was met
    QString m_text;
    QList<quint64> m_found;
    QHash<quint64, quint64> m_linksOfSays; ///< of those that were found
    QHash<quint64, Bytes> m_devices;       ///< of links, where their identity is kept
};

} // namespace waxwing
