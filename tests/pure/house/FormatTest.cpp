// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include <QDirIterator>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

/// Every source is as clang-format 14 writes it with the .clang-format of this tree.
class FormatTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sourcesAreFormatted()
    {
        const QString tool = QStandardPaths::findExecutable(QStringLiteral("clang-format-14"));
        if (tool.isEmpty())
            QSKIP("NEEDS clang-format-14 (Debian package clang-format-14): the format of the sources was NOT "
                  "checked");
        QStringList files;
        for (const char *folder : {"core", "ui", "app", "tests"}) {
            QDirIterator walk(QStringLiteral(WAXWING_SOURCE_DIR "/") + QLatin1StringView(folder),
                              {"*.h", "*.cpp"}, QDir::Files, QDirIterator::Subdirectories);
            while (walk.hasNext())
                files << walk.next();
        }
        QProcess process;
        process.start(tool, QStringList{QStringLiteral("--dry-run"), QStringLiteral("--Werror")} + files);
        QVERIFY(process.waitForFinished(120'000));
        QVERIFY2(process.exitCode() == 0, process.readAllStandardError().left(4'000).constData());
    }
};

QTEST_GUILESS_MAIN(FormatTest)
#include "FormatTest.moc"
