// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include <QDirIterator>
#include <QFile>
#include <QHash>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

/// The table of allowed includes (DESIGN §1): a wrong #include fails like a wrong result.
class LayersTest : public QObject
{
    Q_OBJECT

private:
    struct Include
    {
        QString file; ///< relative to the source folder
        QString name;
        bool isOwn = false; ///< in quotes
    };

    QStringList m_files;
    QHash<QString, QString> m_roomOf; ///< header's name → its folder, such as "core/wire"
    QList<Include> m_includes;

    static QString roomOf(const QString &file)
    {
        const QStringList parts = file.split(u'/');
        return parts.first() == QLatin1StringView("core") ? parts.at(0) + u'/' + parts.at(1) : parts.first();
    }

    static const QHash<QString, QStringList> &allowed()
    {
        static const QHash<QString, QStringList> table{
            {"core/base", {"core/base"}},
            {"core/crypto", {"core/crypto", "core/base"}},
            {"core/wire", {"core/wire", "core/base"}},
            {"core/channel", {"core/channel", "core/wire", "core/crypto", "core/base"}},
            {"core/net", {"core/net", "core/channel", "core/wire", "core/crypto", "core/base"}},
            {"core/store", {"core/store", "core/wire", "core/crypto", "core/base"}},
            {"core/trace",
             {"core/trace", "core/store", "core/net", "core/channel", "core/wire", "core/crypto",
              "core/base"}},
            {"core/room",
             {"core/room", "core/trace", "core/store", "core/net", "core/channel", "core/wire", "core/crypto",
              "core/base"}},
            {"ui", {"ui", "core/room", "core/trace", "core/store", "core/wire", "core/crypto", "core/base"}},
            {"app",
             {"app", "ui", "core/room", "core/trace", "core/store", "core/wire", "core/crypto", "core/base"}},
        };
        return table;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QDir top(QStringLiteral(WAXWING_SOURCE_DIR));
        for (const char *folder : {"core", "ui", "app"}) {
            QDirIterator walk(top.filePath(QLatin1StringView(folder)), {"*.h", "*.cpp"}, QDir::Files,
                              QDirIterator::Subdirectories);
            while (walk.hasNext())
                m_files << top.relativeFilePath(walk.next());
        }
        QVERIFY(m_files.size() > 100);
        static const QRegularExpression line(QStringLiteral("^\\s*#\\s*include\\s*([<\"])([^>\"]+)[>\"]"),
                                             QRegularExpression::MultilineOption);
        for (const QString &file : std::as_const(m_files)) {
            if (file.endsWith(QLatin1StringView(".h"))) {
                const QString name = file.section(u'/', -1);
                QVERIFY2(!m_roomOf.contains(name), qPrintable(name + QStringLiteral(" stands in two rooms")));
                m_roomOf.insert(name, roomOf(file));
            }
            QFile source(top.filePath(file));
            QVERIFY(source.open(QIODevice::ReadOnly));
            auto found = line.globalMatch(QString::fromUtf8(source.readAll()));
            while (found.hasNext()) {
                const auto match = found.next();
                m_includes.append({file, match.captured(2), match.captured(1) == QLatin1StringView("\"")});
            }
        }
    }

    void ownIncludesPointDownwards()
    {
        QStringList wrong;
        for (const Include &include : std::as_const(m_includes)) {
            if (!include.isOwn)
                continue;
            const QString target = m_roomOf.value(include.name.section(u'/', -1));
            if (include.name.contains(u'/') && !include.name.startsWith(QLatin1StringView("moc_")))
                wrong << include.file + QStringLiteral(" includes by path ") + include.name;
            else if (!target.isEmpty() && !allowed().value(roomOf(include.file)).contains(target))
                wrong << include.file + QStringLiteral(" includes ") + include.name + QStringLiteral(" of ") +
                             target;
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void botanStaysInCrypto()
    {
        QStringList wrong;
        for (const Include &include : std::as_const(m_includes)) {
            if (!include.name.startsWith(QLatin1StringView("botan/")))
                continue;
            const bool isTheWipe = include.file == QLatin1StringView("core/base/SecretBytes.cpp");
            const bool isPrivate = include.file == QLatin1StringView("core/crypto/BotanCompat.h");
            if (!isTheWipe && !isPrivate &&
                !(include.file.startsWith(QLatin1StringView("core/crypto/")) &&
                  include.file.endsWith(QLatin1StringView(".cpp"))))
                wrong << include.file;
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void sqliteStaysInStore()
    {
        QStringList wrong;
        for (const Include &include : std::as_const(m_includes)) {
            const bool isInside = include.file.startsWith(QLatin1StringView("core/store/")) &&
                                  include.file.endsWith(QLatin1StringView(".cpp"));
            if (include.name == QLatin1StringView("sqlite3.h") && !isInside)
                wrong << include.file;
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void coreKnowsNoWindowAndWindowsKnowNoSocket()
    {
        static const QRegularExpression windows(
            QStringLiteral("^(Qt(Widgets|Gui)/"
                           ")?Q(Widget|Application|Painter|Pixmap|Image|Font|Color|Palette|Icon|Gui\\w*)$"));
        static const QRegularExpression sockets(
            QStringLiteral("^(QtNetwork/)?Q(Tcp|Udp|Ssl|Abstract[Ss]ocket|Host|Network)\\w*$"));
        QStringList wrong;
        for (const Include &include : std::as_const(m_includes)) {
            if (include.isOwn)
                continue;
            const QString room = roomOf(include.file);
            if (room.startsWith(QLatin1StringView("core")) && windows.match(include.name).hasMatch())
                wrong << include.file + u' ' + include.name;
            if (room == QLatin1StringView("ui") && sockets.match(include.name).hasMatch())
                wrong << include.file + u' ' + include.name;
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void everyFileSaysWhoseItIs()
    {
        QStringList wrong;
        for (const QString &file : std::as_const(m_files)) {
            QFile source(QStringLiteral(WAXWING_SOURCE_DIR "/") + file);
            QVERIFY(source.open(QIODevice::ReadOnly));
            const QByteArray head = source.read(200);
            if (!head.startsWith("// SPDX-FileCopyrightText:") ||
                !head.contains("// SPDX-License-Identifier: MIT"))
                wrong << file;
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }
};

QTEST_GUILESS_MAIN(LayersTest)
#include "LayersTest.moc"
