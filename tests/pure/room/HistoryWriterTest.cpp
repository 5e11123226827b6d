// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HistoryWriter.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace waxwing;

class HistoryWriterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("TZ", "UTC"); }
    void html();
    void json();
    void text();
    void directConversations();
    void filesAreNamed();
    void foreignDataStaysData();

private:
    static StoredMessage message(quint64 number, const QString &name, const QString &text)
    {
        StoredMessage message;
        message.number = number;
        message.name = name;
        message.text = text;
        message.timeMs = QDateTime(QDate(2026, 3, 1).addDays(number > 2 ? 1 : 0), QTime(14, 5), Qt::UTC)
                             .toMSecsSinceEpoch();
        return message;
    }
    /// Two days: a line of two, an edited answer of mine, an erased one, an answer to what is on another
    /// page.
    static VaultPage page()
    {
        VaultPage page;
        page.messages = {message(1, QStringLiteral("Ravi"), QStringLiteral("one\ntwo")),
                         message(2, QStringLiteral("Maria"), QStringLiteral("yes")),
                         message(3, QStringLiteral("Ravi"), {}),
                         message(4, QStringLiteral("Mei"), QStringLiteral("so it was"))};
        page.messages[1].mine = true;
        page.messages[1].isEdited = true;
        page.messages[1].replyTo = 1;
        page.messages[1].delivered = 2;
        page.messages[1].of = 3;
        page.messages[2].isErased = true;
        page.messages[3].replyTo = quint64(1) << 63 | 77;
        page.quoted = {message(1, QStringLiteral("Zoë"), QString(500, QLatin1Char('q')))};
        page.quoted[0].number = page.messages[3].replyTo;
        return page;
    }
    static QString written(ExportFormat format, const std::vector<VaultPage> &pages, ExportWords words = {})
    {
        if (words.with.isEmpty())
            words.title = QStringLiteral("Room <1>");
        const auto writer = HistoryWriter::make(format, words);
        Bytes all = writer->begin();
        for (const VaultPage &one : pages)
            all += writer->page(one);
        return QString::fromUtf8(all + writer->end());
    }
};

void HistoryWriterTest::html()
{
    VaultPage damaged = page();
    damaged.messages.resize(1);
    damaged.damaged = 4;
    const QString html = written(ExportFormat::Html, {page(), damaged});
    QVERIFY(html.startsWith(QStringLiteral("<!DOCTYPE html>")) && html.endsWith(QStringLiteral("</html>\n")));
    QVERIFY(html.contains(QStringLiteral("<title>Room &lt;1&gt;</title>")));
    QVERIFY(html.contains(QStringLiteral("default-src 'none'")));
    QVERIFY(html.contains(QStringLiteral("one<br>two")));
    QVERIFY(html.contains(QStringLiteral("message mine")));
    QVERIFY(html.contains(QStringLiteral("(edited)")));
    QVERIFY(html.contains(QStringLiteral("This message was deleted.")));
    QVERIFY(html.contains(QStringLiteral("<blockquote><bdi>Ravi</bdi>: <bdi>one")));
    QVERIFY(html.contains(QStringLiteral("<bdi>Zoë</bdi>: <bdi>qqq")));
    QVERIFY(!html.contains(QString(161, QLatin1Char('q'))));
    QVERIFY(html.contains(QStringLiteral("cannot be read any more: 4.")));
    QCOMPARE(html.count(QStringLiteral("<h2>")), 3); // a day, the next one, and the first again
    QCOMPARE(html.count(QStringLiteral("<div")), html.count(QStringLiteral("</div>")));
}

void HistoryWriterTest::json()
{
    QJsonParseError error;
    const auto document =
        QJsonDocument::fromJson(written(ExportFormat::Json, {page(), page()}).toUtf8(), &error);
    QCOMPARE(error.error, QJsonParseError::NoError);
    const QJsonArray array = document.array();
    QCOMPARE(array.size(), 8);
    const QJsonObject first = array.at(0).toObject();
    QCOMPARE(first.keys(), (QStringList{QStringLiteral("id"), QStringLiteral("name"), QStringLiteral("text"),
                                        QStringLiteral("time")}));
    QCOMPARE(first.value(QStringLiteral("id")).toString(), QStringLiteral("1"));
    QCOMPARE(first.value(QStringLiteral("time")).toString(), QStringLiteral("2026-03-01T14:05:00.000Z"));
    QCOMPARE(first.value(QStringLiteral("text")).toString(), QStringLiteral("one\ntwo"));
    const QJsonObject mine = array.at(1).toObject();
    QVERIFY(mine.value(QStringLiteral("mine")).toBool() && mine.value(QStringLiteral("edited")).toBool());
    QCOMPARE(mine.value(QStringLiteral("reply_to")).toString(), QStringLiteral("1"));
    QCOMPARE(mine.value(QStringLiteral("delivered")).toInt(), 2);
    QCOMPARE(mine.value(QStringLiteral("of")).toInt(), 3);
    QCOMPARE(mine.value(QStringLiteral("seen")).toInt(-1), 0);
    QVERIFY(array.at(2).toObject().value(QStringLiteral("erased")).toBool());
    QCOMPARE(array.at(3).toObject().value(QStringLiteral("reply_to")).toString(),
             QStringLiteral("earlier-77"));
    QCOMPARE(QJsonDocument::fromJson(written(ExportFormat::Json, {}).toUtf8()).array().size(), 0);
}

void HistoryWriterTest::text()
{
    const QString text = written(ExportFormat::Text, {page()});
    QVERIFY2(text.startsWith(QStringLiteral("Room <1>\n\n2026-03-01\n14:05 Ravi: one\n      two\n"
                                            "14:05 Maria: > Ravi: one")),
             qPrintable(text));
    QVERIFY(text.contains(QStringLiteral("      yes (edited)\n\n2026-03-02\n")));
    QVERIFY(text.contains(QStringLiteral("Ravi: (This message was deleted.)\n")));
}

void HistoryWriterTest::directConversations()
{
    ExportWords words;
    words.title = QStringLiteral("Ravi and Mei");
    words.with = QStringLiteral("Ra\"vi");
    words.isCompared = true;
    words.about = QStringLiteral("The codes <were> compared.");
    const QString html = written(ExportFormat::Html, {page(), page()}, words);
    QCOMPARE(html.count(QStringLiteral("<h1>Ravi and Mei</h1>\n<p class=\"note\">The codes &lt;were&gt; "
                                       "compared.</p>")),
             1);
    QCOMPARE(html.count(QStringLiteral("compared")), 1); // once
    const QString text = written(ExportFormat::Text, {page()}, words);
    QVERIFY(text.startsWith(QStringLiteral("Ravi and Mei\nThe codes <were> compared.\n\n2026-03-01\n")));
    for (const auto &pages : {std::vector<VaultPage>(), std::vector<VaultPage>{page(), page()}}) {
        const QJsonObject all =
            QJsonDocument::fromJson(written(ExportFormat::Json, pages, words).toUtf8()).object();
        QCOMPARE(all.value(QStringLiteral("with")).toString(), words.with);
        QVERIFY(all.value(QStringLiteral("compared")).toBool());
        QCOMPARE(all.value(QStringLiteral("messages")).toArray().size(), qsizetype(4 * pages.size()));
    }
}

void HistoryWriterTest::filesAreNamed()
{
    VaultPage page;
    page.messages = {message(1, QStringLiteral("Ravi"), QStringLiteral("the plan"))};
    page.messages[0].file =
        FileNote{Bytes(16, 'f'), QStringLiteral("<b>plan\u202E\n.pdf"), 2'000'000, Bytes(32, '\1')};
    const QString html = written(ExportFormat::Html, {page});
    QVERIFY(html.contains(QStringLiteral("File: &lt;b&gt;plan")) && !html.contains(QStringLiteral("<b>")));
    QVERIFY(!html.contains(QChar(0x202E)));
    const QString text = written(ExportFormat::Text, {page});
    QVERIFY2(text.contains(QStringLiteral("the plan\n      (File: <b>plan")), qPrintable(text));
    QCOMPARE(text.count(QLatin1Char('\n')), 5); // title, blank, day, text and file
    const QJsonObject file = QJsonDocument::fromJson(written(ExportFormat::Json, {page}).toUtf8())
                                 .array()
                                 .at(0)
                                 .toObject()
                                 .value(QStringLiteral("file"))
                                 .toObject();
    QCOMPARE(file.value(QStringLiteral("name")).toString(), page.messages[0].file->name);
    QCOMPARE(file.value(QStringLiteral("size")).toInt(), 2'000'000);
    QCOMPARE(file.value(QStringLiteral("sha256")).toString(), QString(QStringLiteral("01")).repeated(32));
}

void HistoryWriterTest::foreignDataStaysData()
{
    VaultPage page;
    page.messages = {
        message(1, QStringLiteral("<img src=x onerror=alert(1)>"),
                QStringLiteral("</p><script>alert(1)</script> & \"quoted\" \u202Egnp.exe\u0007")),
        message(2, QStringLiteral("b"), QStringLiteral("]\n}{\"id\":\"9\"}"))};
    page.messages[1].replyTo = 1;
    const QString html = written(ExportFormat::Html, {page});
    QVERIFY(!html.contains(QStringLiteral("<script")) && !html.contains(QStringLiteral("<img")));
    QVERIFY(html.contains(QStringLiteral("&lt;script&gt;")));
    QVERIFY(!html.contains(QChar(0x202E)) && !html.contains(QChar(7)));
    const QString plain = written(ExportFormat::Text, {page});
    QVERIFY(!plain.contains(QChar(0x202E)) && !plain.contains(QChar(7)));
    QCOMPARE(plain.count(QStringLiteral("\n14:05 ")), 2); // no text makes a line of its own
    const QJsonArray array = QJsonDocument::fromJson(written(ExportFormat::Json, {page}).toUtf8()).array();
    QCOMPARE(array.size(), 2);
    QCOMPARE(array.at(0).toObject().value(QStringLiteral("text")).toString(), page.messages[0].text);
}

QTEST_GUILESS_MAIN(HistoryWriterTest)
#include "HistoryWriterTest.moc"
