// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Composite.h"

#include <QStringList>

namespace waxwing {

class Band;
class Button;

/// Below the header for as long as somebody writes something down: in red a key log, of this program or of
/// another one in the room; quietly a capture file. Each of this program's own can be stopped here.
class RecordingBands final : public Composite
{
    Q_OBJECT

public:
    explicit RecordingBands(QWidget *parent = nullptr);

    /// Of a conversation with this person alone, whose keys this program writes into no log (PROTOCOL 14).
    void setPerson(const QString &name) { m_person = name; }
    void setKeyLog(const QString &file); ///< this program's; empty: none
    /// Whose programs write one, as they have said. `host`: the host's, which reads everybody's links.
    /// `otherDevice`: another of this person's.
    void setOthersKeyLogs(bool host, const QStringList &names, bool otherDevice = false);
    void setCapture(const QString &file, quint64 frames, bool readable); ///< file empty: none

    [[nodiscard]] QString keyLogSentence() const;  ///< empty: not shown
    [[nodiscard]] QString othersSentence() const;  ///< empty: not shown
    [[nodiscard]] QString captureSentence() const; ///< empty: not shown
    [[nodiscard]] Button *stopKeyLogButton() const;
    [[nodiscard]] Button *stopCaptureButton() const;

Q_SIGNALS:
    void stopKeyLogRequested();
    void stopCaptureRequested();

private:
    void show(Band *band, const QString &sentence);

    QString m_person; ///< empty: the room
    Band *m_keyLog;
    Band *m_others;
    Band *m_capture;
};

} // namespace waxwing
