// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Username.h"

#include <QTest>

using namespace waxwing;

namespace {

QString codeOf(const Result<QString> &result)
{
    return result ? QStringLiteral("taken on") : codeName(result.error().code);
}

} // namespace

class UsernameTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judges_data();
    void judges();
    void guestJudgesNoScripts();
    void normalisesWhatIsTyped();
    void foldsCaseAndWidth();
    void looksAlike_data();
    void looksAlike();
    void suggests();
    void suggestsWithinTheLimit();
};

void UsernameTest::judges_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<Code>("code"); // Code::Left where the name is good
    const auto good = [](const char *row, const QString &name) { QTest::newRow(row) << name << Code::Left; };
    const auto bad = [](const char *row, const QString &name, Code code) {
        QTest::newRow(row) << name << code;
    };
    good("plain", QStringLiteral("asha"));
    good("one", QStringLiteral("a"));
    good("digit first", QStringLiteral("7of9"));
    good("inner signs", QStringLiteral("a.b_c-d e"));
    good("signs in a row", QStringLiteral("a-._b"));
    good("German", QStringLiteral("J\u00fcrgen Gro\u00df"));
    good("Devanagari", QStringLiteral("\u0905\u0936\u094b\u0915"));
    good("Arabic", QStringLiteral("\u0639\u0644\u064a"));
    good("Hebrew", QStringLiteral("\u05d3\u05d5\u05d3"));
    good("Thai", QStringLiteral("\u0e2a\u0e21\u0e0a\u0e32\u0e22"));
    good("Cyrillic", QStringLiteral("\u0418\u0432\u0430\u043d"));
    good("Han and Kana", QStringLiteral("\u7530\u4e2d\u3055\u3093"));
    good("Latin, Han and Kana", QStringLiteral("Ken\u7530\u4e2d\u3055\u3093\u30b1"));
    good("Latin, Han and Bopomofo", QStringLiteral("Wei\u5f20\u3105"));
    good("Latin, Han and Hangul", QStringLiteral("Kim\u91d1\uae40"));
    good("three marks", QStringLiteral("q\u0323\u0308\u0304"));
    good("32", QString(32, u'a'));
    good("32 outside the first plane", QStringLiteral("\U00020000").repeated(32));

    bad("empty", {}, Code::NameTooShort);
    bad("33", QString(33, u'a'), Code::NameTooLong);
    bad("33 marks count", QStringLiteral("a\u0323\u0308").repeated(11), Code::NameTooLong);
    bad("space first", QStringLiteral(" a"), Code::NameCharacter);
    bad("space last", QStringLiteral("a "), Code::NameCharacter);
    bad("only a space", QStringLiteral(" "), Code::NameCharacter);
    bad("two spaces", QStringLiteral("a  b"), Code::NameCharacter);
    bad("no-break space", QStringLiteral("a\u00a0b"), Code::NameCharacter);
    bad("dot first", QStringLiteral(".a"), Code::NameCharacter);
    bad("dash last", QStringLiteral("a-"), Code::NameCharacter);
    bad("underscore alone", QStringLiteral("_"), Code::NameCharacter);
    bad("comma", QStringLiteral("a,b"), Code::NameCharacter);
    bad("equals", QStringLiteral("a=b"), Code::NameCharacter);
    bad("markup", QStringLiteral("<img src=x>"), Code::NameCharacter);
    bad("apostrophe", QStringLiteral("o'neil"), Code::NameCharacter);
    bad("emoji", QStringLiteral("a\U0001F600"), Code::NameCharacter);
    bad("control", QStringLiteral("a\u0007b"), Code::NameCharacter);
    bad("newline", QStringLiteral("a\nb"), Code::NameCharacter);
    bad("zero", QStringLiteral("a") + QChar(0) + QStringLiteral("b"), Code::NameCharacter);
    bad("half a pair", QStringLiteral("a") + QChar(0xD800), Code::NameCharacter);
    bad("private use", QStringLiteral("a\ue000"), Code::NameCharacter);
    bad("unassigned in 15.0", QStringLiteral("\U0002EBF0"), Code::NameCharacter);
    bad("Roman numeral", QStringLiteral("a\u2167"), Code::NameCharacter);
    bad("Hangul filler", QStringLiteral("a\u3164b"), Code::NameCharacter);
    bad("Hangul filler alone", QStringLiteral("\u3164"), Code::NameCharacter);
    bad("choseong filler", QStringLiteral("a\u115fb"), Code::NameCharacter);
    bad("half-width filler", QStringLiteral("a\uffa0b"), Code::NameCharacter);
    bad("variation selector", QStringLiteral("a\ufe0f"), Code::NameCharacter);
    bad("variation selector 17", QStringLiteral("a\U000E0100"), Code::NameCharacter);
    bad("grapheme joiner", QStringLiteral("a\u034fb"), Code::NameCharacter);
    bad("soft hyphen", QStringLiteral("a\u00adb"), Code::NameCharacter);
    bad("zero width space", QStringLiteral("a\u200bb"), Code::NameCharacter);
    bad("joiner", QStringLiteral("a\u200db"), Code::NameCharacter);
    bad("right-to-left mark", QStringLiteral("a\u200fb"), Code::NameCharacter);
    bad("right-to-left override", QStringLiteral("a\u202eb"), Code::NameCharacter);
    bad("isolate", QStringLiteral("a\u2066b"), Code::NameCharacter);
    bad("mark first", QStringLiteral("\u0301a"), Code::NameCharacter);
    bad("four marks", QStringLiteral("q\u0323\u0325\u0308\u0304"), Code::NameCharacter);
    bad("script not allowed", QStringLiteral("\u16a0\u16a1"), Code::NameCharacter); // Runic
    bad("enclosing mark", QStringLiteral("a\u20dd"), Code::NameCharacter);
    bad("decomposed", QStringLiteral("e\u0301"), Code::NameForm);
    bad("marks out of order", QStringLiteral("q\u0307\u0323"), Code::NameForm);
    bad("full width", QStringLiteral("\uff21sha"), Code::NameForm);
    bad("ligature", QStringLiteral("\ufb01nn"), Code::NameForm);
    bad("mathematical", QStringLiteral("\U0001D400"), Code::NameForm);
    bad("Latin and Cyrillic", QStringLiteral("p\u0430ypal"), Code::NameScripts);
    bad("Latin and Greek", QStringLiteral("a\u03b2"), Code::NameScripts);
    bad("Latin and Hebrew", QStringLiteral("dov\u05d3"), Code::NameScripts);
    bad("Cyrillic and Han", QStringLiteral("\u0418\u7530"), Code::NameScripts);
    bad("Kana and Hangul", QStringLiteral("\u3055\uae40"), Code::NameScripts);
    bad("Latin, Kana and Bopomofo", QStringLiteral("a\u3055\u3105"), Code::NameScripts);
    bad("two, a space between", QStringLiteral("asha \u0418\u0432\u0430\u043d"), Code::NameScripts);
}

void UsernameTest::judges()
{
    QFETCH(QString, name);
    QFETCH(Code, code);
    const Result<QString> result = checkUsername(name);
    if (code == Code::Left) {
        QVERIFY2(result.has_value(), qPrintable(codeOf(result)));
        QCOMPARE(*result, name);
        QVERIFY(checkReceivedUsername(name).has_value());
        QVERIFY(checkUsername(normaliseTypedUsername(name)).has_value());
    } else {
        QVERIFY(!result.has_value());
        QCOMPARE(QString(codeName(result.error().code)), QString(codeName(code)));
    }
}

void UsernameTest::guestJudgesNoScripts()
{
    QVERIFY(checkReceivedUsername(u"p\u0430ypal").has_value());
    QVERIFY(checkReceivedUsername(u"\u16a0\u16a1").has_value());
    QCOMPARE(checkReceivedUsername(u"").error().code, Code::NameTooShort);
    QCOMPARE(checkReceivedUsername(QString(33, u'a')).error().code, Code::NameTooLong);
    QCOMPARE(checkReceivedUsername(u"a  b").error().code, Code::NameCharacter);
    QCOMPARE(checkReceivedUsername(u"a\u202eb").error().code, Code::NameCharacter);
    QCOMPARE(checkReceivedUsername(u"a\u3164").error().code, Code::NameCharacter);
    QCOMPARE(checkReceivedUsername(u"e\u0301").error().code, Code::NameForm);
}

void UsernameTest::normalisesWhatIsTyped()
{
    QCOMPARE(normaliseTypedUsername(u"  asha   k \t"), QStringLiteral("asha k"));
    QCOMPARE(normaliseTypedUsername(u"\uff21e\u0301\u00a0b"), QStringLiteral("A\u00e9 b"));
    QCOMPARE(normaliseTypedUsername(u" \u3000 "), QString());
}

void UsernameTest::foldsCaseAndWidth()
{
    QCOMPARE(foldedName(u"Gro\u00df"), foldedName(u"GROSS"));
    QCOMPARE(foldedName(u"ASHA"), QStringLiteral("asha"));
    QVERIFY(foldedName(u"asha k") != foldedName(u"ashak"));
}

void UsernameTest::looksAlike_data()
{
    QTest::addColumn<QString>("left");
    QTest::addColumn<QString>("right");
    QTest::addColumn<bool>("alike");
    const auto row = [](const QString &left, const QString &right, bool alike) {
        QTest::newRow(qPrintable(left + u' ' + right)) << left << right << alike;
    };
    row(QStringLiteral("p\u0430ypal"), QStringLiteral("paypal"), true);
    row(QStringLiteral("\u0440\u0430\u0443"), QStringLiteral("pay"), true);
    row(QStringLiteral("Paypal"), QStringLiteral("paypal"), true);
    row(QStringLiteral("asha k"), QStringLiteral("ashak"), true);
    row(QStringLiteral("rnax"), QStringLiteral("max"), true);
    row(QStringLiteral("pau1"), QStringLiteral("paul"), true);
    row(QStringLiteral("gro\u00df"), QStringLiteral("GROSS"), true);
    row(QStringLiteral("asha"), QStringLiteral("asha2"), false);
    row(QStringLiteral("asha"), QStringLiteral("osha"), false);
    row(QStringLiteral("\u00e9va"), QStringLiteral("eva"), false);
}

void UsernameTest::looksAlike()
{
    QFETCH(QString, left);
    QFETCH(QString, right);
    QFETCH(bool, alike);
    QCOMPARE(nameSkeleton(left) == nameSkeleton(right), alike);
}

void UsernameTest::suggests()
{
    QCOMPARE(suggestions(u"asha").mid(0, 2),
             (QStringList{QStringLiteral("asha2"), QStringLiteral("asha_k")}));
    QVERIFY(suggestions(u"").isEmpty() || checkUsername(suggestions(u"").first()).has_value());
    for (const QString &name :
         {QStringLiteral("asha"), QStringLiteral("\u0418\u0432\u0430\u043d"), QStringLiteral("a b.c")}) {
        const QStringList offered = suggestions(name);
        QVERIFY(offered.size() >= 3);
        QStringList skeletons{nameSkeleton(name)};
        for (const QString &each : offered) {
            QVERIFY2(checkUsername(each).has_value(), qPrintable(each));
            QVERIFY(!skeletons.contains(nameSkeleton(each)));
            skeletons += nameSkeleton(each);
        }
    }
}

void UsernameTest::suggestsWithinTheLimit()
{
    const QStringList offered = suggestions(QString(32, u'a'));
    QVERIFY(!offered.isEmpty());
    for (const QString &each : offered)
        QVERIFY(each.size() <= 32);
}

QTEST_GUILESS_MAIN(UsernameTest)
#include "UsernameTest.moc"
