// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RaiseWindow.h"

#include <QApplication>
#include <QWidget>

namespace waxwing {

void raiseWindow(QWidget *window, const QString &activationToken)
{
    const bool onWayland = QGuiApplication::platformName().startsWith(QLatin1StringView("wayland"));
    if (onWayland && !activationToken.isEmpty())
        qputenv("XDG_ACTIVATION_TOKEN", activationToken.toUtf8()); // Qt takes it from there, once
    if (window->isMinimized())
        window->setWindowState((window->windowState() & ~Qt::WindowMinimized) | Qt::WindowActive);
    window->show();
    window->raise();
    window->activateWindow();
    QApplication::alert(window); // nothing where it is active; ends when it becomes that
}

} // namespace waxwing
