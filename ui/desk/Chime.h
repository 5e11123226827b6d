// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QTemporaryDir>
#include <memory>

class QProcess;

namespace waxwing {

/// The short sound of a new message. Played by the system's own player (PipeWire's, PulseAudio's, ALSA's), so
/// that the program links no sound library for what is off as delivered; the system's beep where there is
/// none.
class Chime : public QObject
{
    Q_OBJECT
public:
    explicit Chime(QObject *parent = nullptr);
    ~Chime() override;

    void play(); ///< nothing while it plays

private:
    [[nodiscard]] QString file();

    std::unique_ptr<QTemporaryDir> m_folder; ///< a player wants a file
    QProcess *m_player = nullptr;
};

} // namespace waxwing
