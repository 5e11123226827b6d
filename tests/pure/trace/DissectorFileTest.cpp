// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "DissectorFile.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace waxwing;

namespace {

QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void put(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

class DissectorFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        QVERIFY(m_home->isValid());
        qputenv("HOME", QFile::encodeName(m_home->path()));
        qputenv("APPDATA", QFile::encodeName(m_home->path()));
    }

    void itIsTheFileOfTheSources()
    {
        const QByteArray source =
            contentsOf(QStringLiteral(WAXWING_SOURCE_DIR "/resources/wireshark/waxwing.lua"));
        QVERIFY(source.size() > 1'000);
        QCOMPARE(dissectorFile::bytes(), source);
    }

    void aMissingFolderIsMadeAndToldOf()
    {
        const auto installed = dissectorFile::install();
        QVERIFY2(installed, qPrintable(installed ? QString() : installed.error().detail));
        QVERIFY(installed->madeFolder && !installed->replaced && !installed->wasThere);
        QVERIFY(installed->path.startsWith(m_home->path()));
        QCOMPARE(QFileInfo(installed->path).path(), dissectorFile::personalPluginFolder());
        QCOMPARE(contentsOf(installed->path), dissectorFile::bytes());
#ifdef Q_OS_LINUX
        QCOMPARE(installed->path,
                 m_home->filePath(QStringLiteral(".local/lib/wireshark/plugins/waxwing.lua")));
#endif
    }

    void anEqualFileStaysAndAnotherIsReplaced()
    {
        QVERIFY(dissectorFile::install().has_value());
        const auto again = dissectorFile::install();
        QVERIFY(again && again->wasThere && !again->replaced && !again->madeFolder);
        put(again->path, "-- an older one");
        const auto anew = dissectorFile::install();
        QVERIFY(anew && anew->replaced && !anew->wasThere);
        QCOMPARE(contentsOf(anew->path), dissectorFile::bytes());
        const QDir folder(dissectorFile::personalPluginFolder());
        QCOMPARE(folder.entryList(QDir::Files | QDir::Hidden).size(), 1); // nothing half-written beside it
    }

    void whatIsInTheWayIsNamed()
    {
        QVERIFY(QDir(m_home->path()).mkpath(QStringLiteral("here/waxwing.lua/not empty")));
        const auto directory = dissectorFile::install(m_home->filePath(QStringLiteral("here")));
        QVERIFY(!directory);
        QCOMPARE(directory.error().code, Code::StorageFailed);
        QVERIFY2(directory.error().detail.contains(QStringLiteral("waxwing.lua")),
                 qPrintable(directory.error().detail));

        put(m_home->filePath(QStringLiteral("file")), "a file");
        const auto below = dissectorFile::install(m_home->filePath(QStringLiteral("file/plugins")));
        QVERIFY(!below);
        QVERIFY2(below.error().detail.startsWith(QStringLiteral("cannot make the folder")),
                 qPrintable(below.error().detail));
        QVERIFY(below.error().detail.contains(QStringLiteral("file")));
        QVERIFY(!below.error().detail.endsWith(QStringLiteral(": ")));

        QVERIFY(!dissectorFile::install(QString()));
    }

#ifdef Q_OS_LINUX
    /// Nobody may make anything there, root neither.
    void aFolderThatCannotBeMadeSaysWhy()
    {
        const auto refused = dissectorFile::install(QStringLiteral("/proc/waxwing/plugins"));
        QVERIFY(!refused);
        QVERIFY2(refused.error().detail.startsWith(
                     QStringLiteral("cannot make the folder /proc/waxwing/plugins: ")),
                 qPrintable(refused.error().detail));
    }
#endif

private:
    std::unique_ptr<QTemporaryDir> m_home;
};

QTEST_GUILESS_MAIN(DissectorFileTest)
#include "DissectorFileTest.moc"
