// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "FrameLog.h"
#include "Messages.h"

#include <memory>

namespace waxwing {

/// A log filled by hand: frames with the right headers and contents, their ciphertext made up.
class SampleLog
{
public:
    explicit SampleLog(const FrameLog::Limits &limits = {});

    [[nodiscard]] const std::shared_ptr<FrameLog> &log() const { return m_log; }

    quint64
    addGuestLink(const QString &room = QStringLiteral("10B Network security")); ///< this end is a guest
    quint64 addHostLink(const QString &guest, bool isLocal = false);

    // Each gives the number of its frame, on the link that was added last or chosen.
    void chooseLink(quint64 link) { m_link = link; }
    quint64 hello(bool sent, bool isGuests);
    quint64 record(bool sent, quint32 epoch, quint64 sequence, const Message &message, Code verdict = {});
    quint64 content(bool sent, quint32 epoch, quint64 sequence, const Bytes &content, Code verdict = {});
    /// A record that this side could not open.
    quint64 unopened(quint32 epoch, quint64 sequence, Code verdict, const QString &detail = {});
    quint64 frame(bool sent, const Bytes &bytes);
    quint64 unframed(const Bytes &bytes);

    /// The talk of the picture.
    void lesson();
    /// That many frames: say, said, delivered, update.
    void talk(int frames);

private:
    quint64 add(TracedFrame frame);

    std::shared_ptr<FrameLog> m_log;
    quint64 m_link = 0;
    quint32 m_noise = 1;
    qint64 m_timeNs;
};

} // namespace waxwing
