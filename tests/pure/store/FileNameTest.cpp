// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FileName.h"

#include <QTest>

using namespace waxwing;

/// Names from hell become names that stay in their folder (PROTOCOL 8.11).
class FileNameTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void madeSafe_data()
    {
        QTest::addColumn<QString>("suggested");
        QTest::addColumn<QString>("safe");
        const auto row = [](const char *name, const QString &suggested, const QString &safe) {
            QTest::newRow(name) << suggested << safe;
        };
        row("plain", "notes.pdf", "notes.pdf");
        row("spaces inside", "my  notes 2.pdf", "my  notes 2.pdf");
        row("other scripts", QStringLiteral("Zażółć 日本.png"), QStringLiteral("Zażółć 日本.png"));
        row("upwards", "../../etc/passwd", "_.._etc_passwd");
        row("from the root", "/etc/passwd", "_etc_passwd");
        row("backslashes", "..\\..\\boot.ini", "_.._boot.ini");
        row("a drive", "C:\\x.exe", "C__x.exe");
        row("a stream", "x.txt:evil", "x.txt_evil");
        row("wildcards", "a*b?c\"d<e>f|g", "a_b_c_d_e_f_g");
        row("two dots", "..", "file");
        row("a dot", ".", "file");
        row("nothing", "", "file");
        row("only spaces", "   ", "file");
        row("only bad ones", "///", "file");
        row("hidden", ".bashrc", "bashrc");
        row("hidden twice", "..x", "x");
        row("an option", "-rf", "rf");
        row("dots and spaces behind", "x.txt. . ", "x.txt");
        row("a line break", "a\nb", "a_b");
        row("an escape", QStringLiteral("a\u001b[2Jb"), "a_[2Jb");
        row("NUL inside", QStringLiteral("a") + QChar(0) + QStringLiteral("b"), "a_b");
        row("C1", QStringLiteral("a\u009bb"), "a_b");
        row("right to left", QStringLiteral("\u202egpj.exe"), "_gpj.exe");
        row("isolates", QStringLiteral("a\u2066b\u2069c"), "a_b_c");
        row("zero width", QStringLiteral("a\u200bb\ufeffc"), "a_b_c");
        row("line separator", QStringLiteral("a\u2028b"), "a_b");
        row("wide space", QStringLiteral("a\u3000b"), "a b");
        row("private use", QStringLiteral("a\ue000b"), "a_b");
        row("device", "CON", "_CON");
        row("device with extension", "nul.txt", "_nul.txt");
        row("device with two", "aux.tar.gz", "_aux.tar.gz");
        row("port", "com1", "_com1");
        row("port in superscript", QStringLiteral("LPT\u00b2.doc"), QStringLiteral("_LPT\u00b2.doc"));
        row("device and a space", "CON .txt", "_CON .txt");
        row("no device", "console.txt", "console.txt");
        row("no port", "com10", "com10");
        row("not composed", QStringLiteral("e\u0301.txt"), QStringLiteral("\u00e9.txt"));
    }
    void madeSafe()
    {
        QFETCH(QString, suggested);
        QFETCH(QString, safe);
        QCOMPARE(fileName::madeSafe(suggested), safe);
        QCOMPARE(fileName::madeSafe(safe), safe);
    }

    void longOnesKeepTheirExtension()
    {
        const QString wide = fileName::madeSafe(QString(300, QChar(0x65e5)) + QStringLiteral(".png"));
        QVERIFY(wide.endsWith(QStringLiteral(".png")));
        QVERIFY(wide.toUtf8().size() <= 200 && wide.toUtf8().size() > 190);
        QVERIFY(!wide.contains(QChar::ReplacementCharacter));
        const QString noExtension = fileName::madeSafe(QString(150, u'a') + u'.' + QString(150, u'b'));
        QCOMPARE(noExtension.size(), 200);
        QVERIFY(fileName::madeSafe(QStringLiteral("😀").repeated(100)).toUtf8().size() <= 200);
    }

    void numberedOnes()
    {
        QCOMPARE(fileName::numbered(QStringLiteral("notes.pdf"), 2), QStringLiteral("notes (2).pdf"));
        QCOMPARE(fileName::numbered(QStringLiteral("notes"), 10), QStringLiteral("notes (10)"));
        const QString longest = fileName::madeSafe(QString(300, u'a') + QStringLiteral(".txt"));
        QVERIFY(fileName::numbered(longest, 9'999).toUtf8().size() <= 207);
        QVERIFY(fileName::numbered(longest, 2) != fileName::numbered(longest, 3));
    }

    void toSend()
    {
        QCOMPARE(fileName::toSend(QStringLiteral("a\tb.txt")), QStringLiteral("a_b.txt"));
        QCOMPARE(fileName::toSend(QString()), QStringLiteral("file"));
        const QString cut = fileName::toSend(QString(200, QChar(0x65e5)) + QStringLiteral(".png"));
        QVERIFY(cut.toUtf8().size() <= 255 && cut.endsWith(QStringLiteral(".png")));
    }
};

QTEST_GUILESS_MAIN(FileNameTest)
#include "FileNameTest.moc"
