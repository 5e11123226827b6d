// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Appearance.h"

#include <QApplication>
#include <QDir>
#include <QTest>
#include <utility>

namespace waxwing {

/// What both galleries are run with: FOLDER [light|dark|contrast] [PERCENT].
class GalleryRun
{
public:
    GalleryRun(int &argc, char **argv)
        : m_application(argc, argv), m_appearance(m_application, schemeOf(argument(2, "light"))),
          m_folder(argument(1, "gallery"))
    {
        m_appearance.setTextPercent(argument(3, "100").toInt());
        m_folder.mkpath(QStringLiteral("."));
    }

    [[nodiscard]] const QDir &folder() const { return m_folder; }

    /// Shows the widget as a window of that size that has the focus, and saves what it paints.
    static void save(QWidget &widget, const QDir &folder, const QString &name, QSize size)
    {
        widget.resize(size);
        widget.show();
        widget.activateWindow();
        (void)QTest::qWaitForWindowActive(&widget, 1'000); // a display may have no window manager
        QTest::qWait(60); // lay out, and let a password's strength be estimated
        widget.grab().save(folder.filePath(name + QStringLiteral(".png")));
    }

private:
    static QString argument(int at, const char *otherwise)
    {
        return QApplication::arguments().value(at, QString::fromLatin1(otherwise));
    }
    static Scheme schemeOf(const QString &name)
    {
        return name == u"dark" ? Scheme::Dark : name == u"contrast" ? Scheme::HighContrast : Scheme::Light;
    }

    QApplication m_application;
    Appearance m_appearance;
    QDir m_folder;
};

} // namespace waxwing
