// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Chime.h"

#include <QApplication>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTimer>

namespace waxwing {

namespace {

constexpr int longestMs = 3'000; ///< of 0.4 s of sound; a device that hangs holds nobody

/// Program and options, the file behind them; an empty program where there is none.
std::pair<QString, QStringList> findPlayer()
{
    const std::pair<QString, QStringList> players[] = {
        {QStringLiteral("pw-play"), {}},
        {QStringLiteral("paplay"), {}},
        {QStringLiteral("aplay"), {QStringLiteral("--quiet")}},
    };
    for (const auto &[name, options] : players) {
        if (const QString path = QStandardPaths::findExecutable(name); !path.isEmpty())
            return {path, options};
    }
    return {};
}

} // namespace

Chime::Chime(QObject *parent) : QObject(parent) {}

Chime::~Chime()
{
    if (m_player) {
        m_player->disconnect(this);
        m_player->kill();
        m_player->waitForFinished(500);
    }
}

QString Chime::file()
{
    if (!m_folder) {
        m_folder = std::make_unique<QTemporaryDir>();
        QFile::copy(QStringLiteral(":/sounds/message.wav"),
                    m_folder->filePath(QStringLiteral("message.wav")));
    }
    const QString path = m_folder->filePath(QStringLiteral("message.wav"));
    return QFile::exists(path) ? path : QString();
}

void Chime::play()
{
    if (m_player)
        return;
    const auto [program, options] = findPlayer();
    const QString sound = program.isEmpty() ? QString() : file();
    if (sound.isEmpty()) {
        QApplication::beep();
        return;
    }
    m_player = new QProcess(this);
    m_player->setStandardOutputFile(QProcess::nullDevice());
    m_player->setStandardErrorFile(QProcess::nullDevice());
    const auto end = [this] {
        if (QProcess *player = std::exchange(m_player, nullptr))
            player->deleteLater();
    };
    connect(m_player, &QProcess::finished, this, end);
    connect(m_player, &QProcess::errorOccurred, this, [end](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            end();
    });
    QTimer::singleShot(longestMs, m_player, &QProcess::kill);
    m_player->start(program, options + QStringList{sound}, QIODevice::NotOpen);
}

} // namespace waxwing
