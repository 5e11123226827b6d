// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "TextFinder.h"

#include <QTest>

using namespace waxwing;

class TextFinderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data();
    void finds();
    void nothingWantedFitsAll();
};

void TextFinderTest::finds_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<bool>("matchCase");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("marked"); // empty: it does not fit
    const auto s = [](const char16_t *text) { return QString::fromUtf16(text); };

    QTest::newRow("a word") << s(u"cat") << false << s(u"The Cat sat") << QStringList{s(u"Cat")};
    QTest::newRow("its case") << s(u"Cat") << true << s(u"The cat sat") << QStringList{};
    QTest::newRow("its case, right") << s(u"Cat") << true << s(u"cat Cat") << QStringList{s(u"Cat")};
    QTest::newRow("inside a word") << s(u"at") << false << s(u"cat sat") << QStringList{s(u"at"), s(u"at")};
    QTest::newRow("any order") << s(u"sat cat") << false << s(u"the cat sat")
                               << QStringList{s(u"cat"), s(u"sat")};
    QTest::newRow("one is missing") << s(u"cat dog") << false << s(u"the cat sat") << QStringList{};
    QTest::newRow("a phrase") << s(u"\"cat sat\"") << false << s(u"the cat sat")
                              << QStringList{s(u"cat sat")};
    QTest::newRow("not that phrase") << s(u"\"sat cat\"") << false << s(u"the cat sat") << QStringList{};
    QTest::newRow("a phrase over lines")
        << s(u"\"cat sat\"") << false << s(u"cat \n\t sat") << QStringList{s(u"cat \n\t sat")};
    QTest::newRow("phrase and word") << s(u"mat \"cat sat\"") << false << s(u"cat sat on a mat")
                                     << QStringList{s(u"cat sat"), s(u"mat")};
    QTest::newRow("an open quote") << s(u"\"cat sat") << false << s(u"cat sat") << QStringList{s(u"cat sat")};
    QTest::newRow("sharp s") << s(u"STRASSE") << false << s(u"die Straße.") << QStringList{s(u"Straße")};
    QTest::newRow("from sharp s") << s(u"straße") << false << s(u"DIE STRASSE") << QStringList{s(u"STRASSE")};
    QTest::newRow("behind a sharp s") << s(u"tor") << false << s(u"ßßßTor!") << QStringList{s(u"Tor")};
    QTest::newRow("half of a sharp s") << s(u"s") << false << s(u"aßb") << QStringList{s(u"ß")};
    QTest::newRow("dotted I") << s(u"bul") << false << s(u"İSTANBUL") << QStringList{s(u"BUL")};
    QTest::newRow("ligature") << s(u"office") << false << s(u"oﬃce") << QStringList{s(u"oﬃce")};
    QTest::newRow("Kelvin") << s(u"k") << false << s(u"5 \u212A") << QStringList{s(u"\u212A")};
    QTest::newRow("Greek") << s(u"ΣΟΦΟΣ") << false << s(u"ο σοφός σοφος") << QStringList{s(u"σοφος")};
    QTest::newRow("Polish") << s(u"ZAŻÓŁĆ") << false << s(u"…zażółć gęślą") << QStringList{s(u"zażółć")};
    QTest::newRow("Chinese") << s(u"日本") << false << s(u"去日本吧") << QStringList{s(u"日本")};
    QTest::newRow("beyond the first plane")
        << s(u"\U00010428") << false << s(u"x\U00010400y") << QStringList{s(u"\U00010400")};
    QTest::newRow("composed and not")
        << s(u"caf\u00e9") << false << s(u"le cafe\u0301 noir") << QStringList{s(u"cafe\u0301")};
    QTest::newRow("composed and not, in its case")
        << s(u"cafe\u0301") << true << s(u"caf\u00e9") << QStringList{s(u"caf\u00e9")};
    QTest::newRow("wide letters") << s(u"abc") << false << s(u"ＡＢＣ！") << QStringList{s(u"ＡＢＣ")};
    QTest::newRow("family of an emoji")
        << s(u"x") << false << s(u"\U0001F468\u200D\U0001F469 X") << QStringList{s(u"X")};
    QTest::newRow("behind an emoji") << s(u"yes") << false << s(u"\U0001F600 Yes") << QStringList{s(u"Yes")};
    QTest::newRow("in front of its sign")
        << s(u"1") << false << s(u"x\u06001 1y") << QStringList{s(u"\u06001"), s(u"1")};
    QTest::newRow("a mark behind it") << s(u"z") << false << s(u"az\u0307 z") << QStringList{s(u"z")};
    QTest::newRow("over the end of a line")
        << s(u"\"a b\"") << false << s(u"xa\r\n\r\nby") << QStringList{s(u"a\r\n\r\nb")};
    QTest::newRow("not ASCII in ASCII") << s(u"ß") << true << s(u"ss") << QStringList{};
    QTest::newRow("marks that touch are one")
        << s(u"ab cd") << false << s(u"abcd") << QStringList{s(u"abcd")};
    QTest::newRow("marks that overlap are one")
        << s(u"abc bcd") << false << s(u"xabcdx") << QStringList{s(u"abcd")};
    const QStringList all{QString()};
    QTest::newRow("what nobody sees") << s(u"\u200F") << false << s(u"hello") << all;
    QTest::newRow("what nobody sees, in quotes") << s(u"\"\u00AD \uFE0F\"") << false << s(u"hello") << all;
    QTest::newRow("what nobody sees, in its case") << s(u"\u200F") << true << s(u"hello") << QStringList{};
    QTest::newRow("what nobody sees, there in its case")
        << s(u"\u200F") << true << s(u"he\u200Fllo") << QStringList{s(u"\u200F")};
    QTest::newRow("beside a word") << s(u"\u200B hello") << false << s(u"Hello") << QStringList{s(u"Hello")};
    QTest::newRow("in quotes beside a word")
        << s(u"\"\u200F hello \u200E you\"") << false << s(u"hello you") << QStringList{s(u"hello you")};
    QTest::newRow("quotes alone") << s(u"\" \"") << false << s(u"anything") << QStringList{QString()};
}

void TextFinderTest::finds()
{
    QFETCH(QString, words);
    QFETCH(bool, matchCase);
    QFETCH(QString, text);
    QFETCH(QStringList, marked);
    TextFinder finder(words, matchCase);
    const bool findsAll = marked == QStringList{QString()};
    QCOMPARE(finder.fits(text.toUtf8()), !marked.isEmpty());
    if (marked.isEmpty())
        return;
    QStringList found;
    for (const auto &[begin, length] : finder.marks(text))
        found.append(text.sliced(begin, length));
    QCOMPARE(found, findsAll ? QStringList() : marked);
}

void TextFinderTest::nothingWantedFitsAll()
{
    TextFinder finder(QStringLiteral(" \" \" "), false);
    QVERIFY(finder.isEmpty());
    QVERIFY(finder.fits("whatever"));
    QVERIFY(finder.marks(QStringLiteral("whatever")).isEmpty());
}

QTEST_GUILESS_MAIN(TextFinderTest)
#include "TextFinderTest.moc"
