// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
//
// waxwing_settings_gallery FOLDER [light|dark|contrast] [PERCENT]: every page of the settings, the question
// at a window that closes, and the seal with its counts, as PNGs. QT_SCALE_FACTOR=2 for 2x.

#include "Engine.h"
#include "GalleryRun.h"
#include "MessageDialog.h"
#include "RoomDialogs.h"
#include "RoomMenus.h"
#include "RoomWindow.h"
#include "SettingKeys.h"
#include "SettingsWindow.h"
#include "UnreadBadge.h"

#include <QLineEdit>
#include <QPainter>
#include <QTemporaryDir>

using namespace waxwing;

namespace {

void saveSettings(Engine &engine, const QDir &folder)
{
    const RoomWindow room(engine);
    SettingsWindow window(engine, {true, room.findChild<RoomMenus *>()->shortcuts()});
    window.setAttribute(Qt::WA_DeleteOnClose, false);
    const QStringList names{QStringLiteral("general"),       QStringLiteral("chat"),
                            QStringLiteral("notifications"), QStringLiteral("privacy"),
                            QStringLiteral("history"),       QStringLiteral("files"),
                            QStringLiteral("appearance"),    QStringLiteral("shortcuts")};
    const QSize size = window.size();
    for (int topic = 0; topic < names.size(); ++topic) {
        window.showPage(static_cast<SettingsWindow::Topic>(topic));
        GalleryRun::save(window, folder, QStringLiteral("settings-") + names[topic], size);
    }
    engine.setSetting(settingKey::notifyPrivacy.key(), QStringLiteral("nothing"));
    engine.setSetting(settingKey::notifySound.key(), true);
    window.showPage(SettingsWindow::Topic::Notifications);
    GalleryRun::save(window, folder, QStringLiteral("settings-notifications-changed"), size);
    window.search()->setFocus();
    window.search()->setText(QStringLiteral("room"));
    GalleryRun::save(window, folder, QStringLiteral("settings-search"), size);
    window.search()->setText(QStringLiteral("quokka"));
    GalleryRun::save(window, folder, QStringLiteral("settings-nothing-found"), size);
    window.search()->clear();
    GalleryRun::save(window, folder, QStringLiteral("settings-narrow"), {400, 560});
}

void saveQuestion(const QDir &folder)
{
    for (const bool isHost : {false, true}) {
        auto *dialog =
            roomdialogs::keepingInTray(QStringLiteral("10B Network security"), isHost, nullptr).dialog;
        dialog->show();
        GalleryRun::save(*dialog, folder,
                         isHost ? QStringLiteral("keep-in-tray-host") : QStringLiteral("keep-in-tray"),
                         dialog->size());
        dialog->close();
    }
}

void saveSeals(const QDir &folder)
{
    QImage image(560, 320, QImage::Format_ARGB32);
    image.fill(QColor(90, 90, 90));
    QPainter painter(&image);
    int y = 10;
    for (const int count : {0, 3, 9, 12}) {
        int x = 10;
        for (const int side : {16, 22, 24, 32, 48, 64}) {
            painter.drawPixmap(x, y, sealWithCount(count).pixmap(QSize(side, side), 1.0));
            x += side + 12;
        }
        y += 76;
    }
    painter.end();
    image.save(folder.filePath(QStringLiteral("seals.png")));
}

} // namespace

int main(int argc, char **argv)
{
    const GalleryRun run(argc, argv);
    const QTemporaryDir profile;
    Engine engine({profile.path(), {}});
    if (!engine.openProfile())
        return 1;
    saveSettings(engine, run.folder());
    saveQuestion(run.folder());
    saveSeals(run.folder());
    return 0;
}
