// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RichText.h"

#include <QTest>

using namespace waxwing;

/// The small Markdown subset, links and emoji of a message: characters and looks, never HTML.
class RichTextTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void linksAreHttpOrHttpsOnly_data();
    void linksAreHttpOrHttpsOnly();
    void markdownSubset_data();
    void markdownSubset();
    void boldAndItalicNest();
    void hostileMarkdownEnds();
    void emojiAlone_data();
    void emojiAlone();
    void foreignTextIsNeverHtml();
};

void RichTextTest::linksAreHttpOrHttpsOnly_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("links");
    const auto row = [](const char *text, const QStringList &links) {
        QTest::newRow(text) << QString::fromUtf8(text) << links;
    };
    row("see https://example.org/a.", {QStringLiteral("https://example.org/a")});
    row("(https://example.org/a_(b))", {QStringLiteral("https://example.org/a_(b)")});
    row("HTTP://EXAMPLE.org", {QStringLiteral("http://example.org")});
    row("two http://a.example http://b.example", {"http://a.example", "http://b.example"});
    row("javascript:alert(1)", {});
    row("file:///etc/passwd ftp://a.example data:text/html,x", {});
    row("xhttps://example.org", {});
    row("www.example.org", {});
    row("https://", {});
    row("http:///path", {});
    row("`https://example.org`", {}); // code
    row("<a href=\"https://example.org\">x</a>", {QStringLiteral("https://example.org")});
}

void RichTextTest::linksAreHttpOrHttpsOnly()
{
    QFETCH(QString, text);
    QFETCH(QStringList, links);
    QStringList found;
    for (const QUrl &url : parseMessage(text).links()) {
        QVERIFY(url.scheme() == u"http" || url.scheme() == u"https");
        found.append(url.toString());
    }
    QCOMPARE(found, links);
}

void RichTextTest::markdownSubset_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    QTest::addColumn<int>("looks"); ///< of all spans together
    const auto row = [](const char *text, const char *shown, int looks) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(shown) << looks;
    };
    row("**a** b", "a b", BoldLook);
    row("*a* _b_", "a b", ItalicLook);
    row("**_a_**", "a", BoldLook | ItalicLook);
    row("`*a*`", "*a*", CodeLook);
    row("> a", "a", QuoteLook);
    row("```\n*a*\n```", "*a*", CodeLook);
    row("2 * 3 * 4", "2 * 3 * 4", PlainLook);
    row("snake_case_name", "snake_case_name", PlainLook);
    row("**open", "**open", PlainLook);
    row("**", "**", PlainLook);
    row("a > b", "a > b", PlainLook);
    row("***a***", "a", BoldLook | ItalicLook);
    row("**a *b***", "a b", BoldLook | ItalicLook);
    row("*a **b***", "a b", BoldLook | ItalicLook);
    row("***a** b*", "a b", BoldLook | ItalicLook);
    row("***a* b**", "a b", BoldLook | ItalicLook);
    row("***a", "***a", PlainLook);
    row("***a*", "***a*", PlainLook);
    row("****a****", "****a****", PlainLook);
    row("__init__", "__init__", PlainLook);
}

void RichTextTest::markdownSubset()
{
    QFETCH(QString, text);
    QFETCH(QString, shown);
    QFETCH(int, looks);
    const RichText rich = parseMessage(text);
    QCOMPARE(rich.text, shown);
    int all = 0;
    int end = 0;
    for (const TextSpan &span : rich.spans) {
        QVERIFY(span.start >= end); // rising, without overlap
        end = span.start + span.length;
        QVERIFY(end <= rich.text.size());
        all |= span.look;
    }
    QCOMPARE(all, looks);
}

void RichTextTest::boldAndItalicNest()
{
    QCOMPARE(parseMessage(QStringLiteral("***a***")).lookAt(0), quint8(BoldLook | ItalicLook));
    const RichText rich = parseMessage(QStringLiteral("**a *b*** c"));
    QCOMPARE(rich.text, QStringLiteral("a b c"));
    QCOMPARE(rich.lookAt(0), quint8(BoldLook));
    QCOMPARE(rich.lookAt(2), quint8(BoldLook | ItalicLook));
    QCOMPARE(rich.lookAt(4), quint8(PlainLook));
}

void RichTextTest::hostileMarkdownEnds()
{
    // As long as a message may be; a quadratic parser would be felt.
    for (const char *part : {"*", "**a", "***a", "_a ", "`", "> ", "```\n", "http://", "*a_", "https://a("})
        QVERIFY(!parseMessage(QString::fromLatin1(part).repeated(32'768 / int(qstrlen(part)))).text.isNull());
}

void RichTextTest::emojiAlone_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("alone");
    const auto row = [](const char *text, bool alone) {
        QTest::newRow(text) << QString::fromUtf8(text) << alone;
    };
    row("👍", true);
    row("👋🏽 👩‍💻 🇵🇱 🎉", true);
    row("❤️", true);
    row("☝🏽", true);
    row("✋🏿", true);
    row("😀😀😀😀😀😀", true);
    row("😀😀😀😀😀😀😀", false);
    row("ok 👍", false);
    row("123", false);
    row("#", false);
    row("*", false);
    row("", false);
    row(" ", false);
}

void RichTextTest::emojiAlone()
{
    QFETCH(QString, text);
    QFETCH(bool, alone);
    QCOMPARE(isEmojiAlone(text), alone);
}

void RichTextTest::foreignTextIsNeverHtml()
{
    const QString text = QStringLiteral("<img src=\"http://127.0.0.1:9/x\"><b>a</b> &amp; \u202Ex\u0007");
    const RichText rich = parseMessage(text);
    QVERIFY(rich.text.startsWith(QStringLiteral("<img src=")));
    QVERIFY(rich.text.contains(QStringLiteral("<b>a</b> &amp;")));
    QVERIFY(!rich.text.contains(u'\u202E') && !rich.text.contains(u'\u0007'));
}

QTEST_GUILESS_MAIN(RichTextTest)
#include "RichTextTest.moc"
