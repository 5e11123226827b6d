// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "DataFile.h"
#include "Unicode.h"
#include "UnicodeForms.h"
#include "UnicodeProperties.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace waxwing;

namespace {

QString dataFile(const char *name)
{
    return QStringLiteral(WAXWING_SOURCE_DIR "/tests/pure/base/data/") + QLatin1String(name);
}

QByteArray hex(const QString &text)
{
    QByteArray result;
    for (const char32_t c : toCodePoints(text))
        result += QByteArray::number(static_cast<uint>(c), 16) + ' ';
    return result;
}

} // namespace

class UnicodeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void normalisesAsPublished();
    void normalisesTheWholePublishedFile();
    void agreesWithIcu();
    void allowsWhatIcuAllows();
    void judgesScriptsAsIcu();
    void knowsCategories();
    void normalFormsAreStable();
    void hangulIsComputed();
    void folds();
    void takesOnlyStrictUtf8_data();
    void takesOnlyStrictUtf8();
    void codePointsRoundTrip();
    void makesVisible_data();
    void makesVisible();
    void longRunOfMarksIsQuick();
    void quickEnough();
};

void UnicodeTest::normalisesAsPublished()
{
    const auto rows = test::readTexts(dataFile("normalization.txt"));
    QVERIFY(rows.size() > 2'000);
    for (const QStringList &row : rows) {
        QVERIFY2(toNfc(row[0]) == row[1], hex(row[0]));
        QVERIFY2(toNfc(row[1]) == row[1], hex(row[0]));
        QVERIFY2(toNfkc(row[0]) == row[2], hex(row[0]));
        QVERIFY2(toNfkc(row[1]) == row[2], hex(row[0]));
    }
}

void UnicodeTest::normalisesTheWholePublishedFile()
{
    const QString file = QStringLiteral("/usr/share/unicode/NormalizationTest.txt.bz2");
    const QString bzcat = QStandardPaths::findExecutable(QStringLiteral("bzcat"));
    if (!QFile::exists(file) || bzcat.isEmpty())
        QSKIP("NEEDS the Debian package unicode-data: only the kept sample was checked, not the whole of "
              "Unicode");
    QProcess process;
    process.start(bzcat, {file});
    QVERIFY(process.waitForFinished());
    const QByteArray all = process.readAllStandardOutput();
    if (!all.startsWith("# NormalizationTest-15.0.0.txt"))
        QSKIP(
            "NEEDS unicode-data of Unicode 15.0: only the kept sample was checked, not the whole of Unicode");
    int count = 0;
    for (const QByteArray &line : all.split('\n')) {
        const QByteArray fields = line.left(line.indexOf('#'));
        if (fields.startsWith('@') || fields.count(';') < 5)
            continue;
        ++count;
        const QStringList row = test::textsOf(fields); // source; NFC; NFD; NFKC; NFKD
        for (int i = 0; i < 5; ++i) {
            QVERIFY2(toNfc(row[i]) == (i < 3 ? row[1] : row[3]), hex(row[i]));
            QVERIFY2(toNfkc(row[i]) == row[3], hex(row[i]));
        }
        QVERIFY2(fromCodePoints(unicode::decomposed(toCodePoints(row[0]), unicode::Form::Canonical)) ==
                     row[2],
                 hex(row[0]));
        QVERIFY2(fromCodePoints(unicode::decomposed(toCodePoints(row[0]), unicode::Form::Compatible)) ==
                     row[4],
                 hex(row[0]));
    }
    QVERIFY(count > 19'000);
}

void UnicodeTest::agreesWithIcu()
{
    const auto rows = test::readTexts(dataFile("mixed.txt"));
    QCOMPARE(rows.size(), 1'500);
    for (const QStringList &row : rows) {
        QVERIFY2(toNfc(row[0]) == row[1], hex(row[0]));
        QVERIFY2(toNfkc(row[0]) == row[2], hex(row[0]));
        QVERIFY2(foldNfkc(row[0]) == row[3], hex(row[0]));
        QVERIFY2(skeleton(row[0]) == row[4], hex(row[0]));
    }
}

void UnicodeTest::allowsWhatIcuAllows()
{
    std::vector<bool> allowed(0x110000, false);
    for (const QStringList &row : test::readTexts(dataFile("allowed.txt"))) {
        for (char32_t c = toCodePoints(row[0])[0]; c <= toCodePoints(row[1])[0]; ++c)
            allowed[c] = true;
    }
    QVERIFY(allowed[U'a'] && !allowed[U' ']);
    for (char32_t c = 0; c < 0x110000; ++c)
        QVERIFY2(unicode::isIdentifierAllowed(c) == allowed[c], QByteArray::number(static_cast<uint>(c), 16));
    QVERIFY(!unicode::isIdentifierAllowed(0x110000));
}

void UnicodeTest::judgesScriptsAsIcu()
{
    QFile file(dataFile("restriction.txt"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    int counts[2] = {0, 0};
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        const QString text = test::textsOf(line)[0];
        const bool expected = line.endsWith('1');
        ++counts[expected ? 1 : 0];
        QVERIFY2(unicode::isHighlyRestrictive(toCodePoints(text)) == expected, line);
    }
    QVERIFY(counts[0] > 300 && counts[1] > 300);
}

void UnicodeTest::knowsCategories()
{
    using unicode::Category;
    QCOMPARE(unicode::category(U'A'), Category::Lu);
    QCOMPARE(unicode::category(0x3164), Category::Lo);
    QCOMPARE(unicode::category(0xFE0F), Category::Mn);
    QCOMPARE(unicode::category(0x20), Category::Zs);
    QCOMPARE(unicode::category(0x2028), Category::Zl);
    QCOMPARE(unicode::category(0x9F), Category::Cc);
    QCOMPARE(unicode::category(0x202E), Category::Cf);
    QCOMPARE(unicode::category(0xDC00), Category::Cs);
    QCOMPARE(unicode::category(0xE000), Category::Co);
    QCOMPARE(unicode::category(0x10FFFF), Category::Cn);
    QCOMPARE(unicode::category(0x4E00), Category::Lo); // in a range that UnicodeData.txt only bounds
    QVERIFY(unicode::isAssigned(0x1FAE8));             // came with 15.0
    QVERIFY(!unicode::isAssigned(0x1FAE9));            // came with 16.0
    QVERIFY(!unicode::isAssigned(0x2EBF0));            // came with 15.1
    QVERIFY(unicode::isNoncharacter(0xFDD0) && unicode::isNoncharacter(0x1FFFE));
    QVERIFY(!unicode::isNoncharacter(0xFDF0) && !unicode::isNoncharacter(0xFFFD));
    for (const char32_t c : {0x3164, 0x115F, 0x1160, 0xFE00, 0xE0100, 0xAD, 0x200D, 0x202E, 0x34F})
        QVERIFY(unicode::isDefaultIgnorable(c));
    QVERIFY(!unicode::isDefaultIgnorable(U'a'));
    QCOMPARE(int(unicode::combiningClass(0x301)), 230);
    QCOMPARE(int(unicode::combiningClass(0x94D)), 9);
}

void UnicodeTest::normalFormsAreStable()
{
    // Each code point alone: a normal form is its own normal form, a fold folds no further.
    for (char32_t c = 0; c < 0x30000; ++c) {
        if (unicode::category(c) == unicode::Category::Cs)
            continue;
        const QString text = fromCodePoints(std::u32string(1, c));
        const QString compatible = toNfkc(text);
        const QString folded = foldNfkc(text);
        QVERIFY2(toNfkc(compatible) == compatible, hex(text));
        QVERIFY2(foldNfkc(folded) == folded, hex(text));
        QVERIFY2(toNfc(folded) == folded, hex(text));
    }
}

void UnicodeTest::hangulIsComputed()
{
    QCOMPARE(toNfc(u"\u1112\u1161\u11ab"), QStringLiteral("\ud55c"));
    QCOMPARE(toNfc(u"\uac00\u11a8"), QStringLiteral("\uac01"));
    QCOMPARE(toNfc(u"\uac01\u11a8"), QStringLiteral("\uac01\u11a8"));
    QCOMPARE(toNfc(u"\uac00\u11a7"), QStringLiteral("\uac00\u11a7")); // not a tail
    const std::u32string parts = unicode::decomposed(U"\ud7a3", unicode::Form::Canonical);
    QCOMPARE(fromCodePoints(parts), QStringLiteral("\u1112\u1175\u11c2"));
}

void UnicodeTest::folds()
{
    QCOMPARE(foldNfkc(u"Stra\u00dfe"), QStringLiteral("strasse"));
    QCOMPARE(foldNfkc(u"STRA\u1e9eE"), QStringLiteral("strasse"));
    QCOMPARE(foldNfkc(u"\u03a3\u03c2\u03c3"), QStringLiteral("\u03c3\u03c3\u03c3"));
    QCOMPARE(foldNfkc(u"\uff21\u00ad\u200b"), QStringLiteral("a"));
    QCOMPARE(foldNfkc(u"\u0130"), QStringLiteral("i\u0307"));
    QCOMPARE(foldNfkc(u"\ufb01"), QStringLiteral("fi"));
}

void UnicodeTest::takesOnlyStrictUtf8_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("valid");
    QTest::newRow("empty") << QByteArray("") << true;
    QTest::newRow("ascii") << QByteArray("asha") << true;
    QTest::newRow("zero") << QByteArray("a\0b", 3) << true;
    QTest::newRow("two") << QByteArray("\xc3\x9f") << true;
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbfx") << true;
    QTest::newRow("noncharacter") << QByteArray("\xef\xbf\xbf") << true;
    QTest::newRow("last") << QByteArray("\xf4\x8f\xbf\xbf") << true;
    QTest::newRow("above the last") << QByteArray("\xf4\x90\x80\x80") << false;
    QTest::newRow("overlong slash") << QByteArray("\xc0\xaf") << false;
    QTest::newRow("overlong zero") << QByteArray("\xc0\x80") << false;
    QTest::newRow("overlong of three") << QByteArray("\xe0\x9f\xbf") << false;
    QTest::newRow("overlong of four") << QByteArray("\xf0\x8f\xbf\xbf") << false;
    QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80") << false;
    QTest::newRow("pair of surrogates") << QByteArray("\xed\xa0\x80\xed\xb0\x80") << false;
    QTest::newRow("lone continuation") << QByteArray("a\x80") << false;
    QTest::newRow("cut short, two") << QByteArray("a\xc3") << false;
    QTest::newRow("cut short, three") << QByteArray("\xe2\x82") << false;
    QTest::newRow("cut short, four") << QByteArray("\xf0\x9f\x98") << false;
    QTest::newRow("cut short inside") << QByteArray("\xe2\x82z") << false;
    QTest::newRow("five bytes") << QByteArray("\xf8\x88\x80\x80\x80") << false;
    QTest::newRow("ff") << QByteArray("\xff") << false;
}

void UnicodeTest::takesOnlyStrictUtf8()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, valid);
    const auto text = validUtf8(bytes);
    QCOMPARE(text.has_value(), valid);
    if (valid)
        QCOMPARE(text->toUtf8(), bytes);
}

void UnicodeTest::codePointsRoundTrip()
{
    QString text = QStringLiteral("a\U0001F600");
    text += QChar(0xD800);
    text += u'b';
    text += QChar(0xDC00);
    const std::u32string expected{U'a', 0x1F600, 0xD800, U'b', 0xDC00};
    QVERIFY(toCodePoints(text) == expected);
    QCOMPARE(fromCodePoints(expected), text);
    QCOMPARE(codePointCount(text), 5);
}

void UnicodeTest::makesVisible_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    QTest::addColumn<QString>("kept");
    const auto row = [](const char *name, const QString &text, const QString &shown,
                        const QString &kept = {}) {
        QTest::newRow(name) << text << shown << (kept.isEmpty() ? shown : kept);
    };
    row("plain", QStringLiteral("a<b>&"), QStringLiteral("a<b>&"));
    row("lines", QStringLiteral("a\nb\tc"), QStringLiteral("a\u240ab\u2409c"), QStringLiteral("a\nb\tc"));
    row("separators", QStringLiteral("a\u2028b\u2029"), QStringLiteral("a\u2424b\u2424"),
        QStringLiteral("a\nb\n"));
    row("controls", QStringLiteral("\u0007\u001b\u007f\u0085"), QStringLiteral("\u2407\u241b\u2421\ufffd"));
    row("zero", QString(QChar(0)), QStringLiteral("\u2400"));
    row("override", QStringLiteral("a\u202eb\u2066c\u200f"), QStringLiteral("a\ufffdb\ufffdc\ufffd"));
    row("invisible", QStringLiteral("a\u200bb\u00ad\ufeff\u3164"),
        QStringLiteral("a\ufffdb\ufffd\ufffd\ufffd"));
    row("half a pair", QStringLiteral("a") + QChar(0xD83D), QStringLiteral("a\ufffd"));
    row("noncharacter", QStringLiteral("a") + QChar(0xFFFE), QStringLiteral("a\ufffd"));
    row("family", QStringLiteral("\U0001F468\u200d\U0001F469"), QStringLiteral("\U0001F468\u200d\U0001F469"));
    row("heart", QStringLiteral("\u2764\ufe0f"), QStringLiteral("\u2764\ufe0f"));
    row("heart on fire", QStringLiteral("\u2764\ufe0f\u200d\U0001F525"),
        QStringLiteral("\u2764\ufe0f\u200d\U0001F525"));
    row("Persian", QStringLiteral("\u0645\u06cc\u200c\u062e"), QStringLiteral("\u0645\u06cc\u200c\u062e"));
    row("joiner alone", QStringLiteral(" \u200d "), QStringLiteral(" \ufffd "));
    row("joiner at the end", QStringLiteral("a\u200d"), QStringLiteral("a\ufffd"));
    row("selectors in a row", QStringLiteral("a\ufe0f\ufe0f"), QStringLiteral("a\ufe0f\ufffd"));
    row("England", QStringLiteral("\U0001F3F4\U000E0067\U000E007F"),
        QStringLiteral("\U0001F3F4\U000E0067\U000E007F"));
    row("tag elsewhere", QStringLiteral("a\U000E0067"), QStringLiteral("a\ufffd"));
    row("emoji newer than the table", QStringLiteral("\U0001FAE9"), QStringLiteral("\U0001FAE9"));
}

void UnicodeTest::makesVisible()
{
    QFETCH(QString, text);
    QFETCH(QString, shown);
    QFETCH(QString, kept);
    QCOMPARE(visible(text), shown);
    QCOMPARE(visible(text, LineBreaks::Keep), kept);
}

void UnicodeTest::longRunOfMarksIsQuick()
{
    // 32 KiB of marks in falling order: n² steps would take seconds.
    QString text = QStringLiteral("a");
    for (int i = 0; i < 8'000; ++i)
        text += QStringLiteral("\u0301\u0316");
    const QString composed = toNfc(text);
    QVERIFY(composed.startsWith(u'\u00e1'));
    QCOMPARE(toNfc(composed), composed);
}

void UnicodeTest::quickEnough()
{
    const QString name = QStringLiteral("J\u00fcrgen M\u00fcller-L\u00fcdenscheidt 2");
    QBENCHMARK
    {
        QVERIFY(!skeleton(foldNfkc(name)).isEmpty());
    }
}

QTEST_GUILESS_MAIN(UnicodeTest)
#include "UnicodeTest.moc"
