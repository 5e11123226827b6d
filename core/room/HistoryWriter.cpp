// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HistoryWriter.h"

#include "Unicode.h"

#include <QDateTime>
#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

namespace waxwing {

namespace {

constexpr qsizetype quotedCharacters = 160;

QString shownText(const QString &text)
{
    return visible(text, LineBreaks::Keep);
}

QString quoteOf(const StoredMessage &answered, const ExportWords &words)
{
    const QString text = answered.isErased ? words.erased : visible(answered.text.simplified());
    return text.size() > quotedCharacters ? text.first(quotedCharacters) + u'\u2026' : text;
}

QString timeOf(const StoredMessage &message)
{
    return QDateTime::fromMSecsSinceEpoch(message.timeMs).toString(QStringLiteral("HH:mm"));
}

QString fileLine(const FileNote &file, const ExportWords &words)
{
    const QString size = QLocale().formattedDataSize(static_cast<qint64>(file.size));
    return words.file.arg(visible(file.name), size);
}

QJsonObject jsonOf(const FileNote &file)
{
    return {{QStringLiteral("name"), file.name},
            {QStringLiteral("size"), static_cast<qint64>(file.size)},
            {QStringLiteral("sha256"), QString::fromLatin1(file.digest.toHex())}};
}

class HtmlWriter final : public HistoryWriter
{
public:
    using HistoryWriter::HistoryWriter;

    Bytes begin() override
    {
        const QString title = visible(words().title).toHtmlEscaped();
        const QString about = visible(words().about).toHtmlEscaped();
        return "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n"
               "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
               "style-src 'unsafe-inline'\">\n<title>" +
               title.toUtf8() + "</title>\n<style>\n" + style + "</style>\n</head>\n<body>\n<h1>" +
               title.toUtf8() + "</h1>\n" +
               (about.isEmpty() ? Bytes() : "<p class=\"note\">" + about.toUtf8() + "</p>\n");
    }
    Bytes end() override { return "</body>\n</html>\n"; }

protected:
    Bytes day(QDate day) override
    {
        return "<h2>" + QLocale().toString(day, QLocale::LongFormat).toHtmlEscaped().toUtf8() + "</h2>\n";
    }
    Bytes note(const QString &text) override
    {
        return "<p class=\"note\">" + text.toHtmlEscaped().toUtf8() + "</p>\n";
    }
    Bytes message(const StoredMessage &message, const StoredMessage *answered) override
    {
        QString html = QStringLiteral("<div class=\"message%1\">\n<p class=\"who\"><bdi>%2</bdi> "
                                      "<span class=\"time\">%3</span>%4</p>\n")
                           .arg(message.mine ? QStringLiteral(" mine") : QString(),
                                visible(message.name).toHtmlEscaped(), timeOf(message), edited(message));
        if (answered)
            html += QStringLiteral("<blockquote><bdi>%1</bdi>: <bdi>%2</bdi></blockquote>\n")
                        .arg(visible(answered->name).toHtmlEscaped(),
                             quoteOf(*answered, words()).toHtmlEscaped());
        html += message.isErased
                    ? QStringLiteral("<p class=\"note\">%1</p>\n").arg(words().erased.toHtmlEscaped())
                    : QStringLiteral("<p class=\"text\" dir=\"auto\">%1</p>\n").arg(lines(message.text));
        if (message.file)
            html += QStringLiteral("<p class=\"note\"><bdi>%1</bdi></p>\n")
                        .arg(fileLine(*message.file, words()).toHtmlEscaped());
        return html.toUtf8() + "</div>\n";
    }

private:
    [[nodiscard]] QString edited(const StoredMessage &message) const
    {
        if (!message.isEdited || message.isErased)
            return {};
        return QStringLiteral(" <span class=\"time\">(%1)</span>").arg(words().edited.toHtmlEscaped());
    }
    static QString lines(const QString &text)
    {
        return shownText(text).toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("<br>"));
    }

    static constexpr const char *style =
        "body { font-family: sans-serif; font-size: 11pt; max-width: 46em; margin: 2em auto; }\n"
        "h1 { font-size: 16pt; }\nh2 { font-size: 11pt; color: #555555; margin-top: 2em; }\n"
        "p { margin: 0; }\n.message { margin: 0.8em 0; page-break-inside: avoid; }\n"
        ".who { font-weight: bold; }\n.mine .who { color: #1a5fb4; }\n"
        ".time { font-weight: normal; color: #666666; }\n"
        ".text { white-space: pre-wrap; overflow-wrap: anywhere; }\n"
        ".note { font-style: italic; color: #666666; }\n"
        "blockquote { margin: 0.2em 0 0.2em 1em; color: #555555; overflow-wrap: anywhere; }\n";
};

class JsonWriter final : public HistoryWriter
{
public:
    using HistoryWriter::HistoryWriter;

    Bytes begin() override
    {
        if (words().with.isEmpty())
            return "[";
        const QJsonObject about{{QStringLiteral("with"), words().with},
                                {QStringLiteral("compared"), words().isCompared}};
        return QJsonDocument(about).toJson(QJsonDocument::Compact).chopped(1) + ",\"messages\":[";
    }
    Bytes end() override { return words().with.isEmpty() ? "\n]\n" : "\n]}\n"; }

protected:
    Bytes day(QDate) override { return {}; }
    Bytes note(const QString &) override { return {}; }
    Bytes message(const StoredMessage &message, const StoredMessage *) override
    {
        QJsonObject object;
        object.insert(QStringLiteral("id"), idOf(message.number));
        object.insert(QStringLiteral("time"),
                      QDateTime::fromMSecsSinceEpoch(message.timeMs, Qt::UTC).toString(Qt::ISODateWithMs));
        object.insert(QStringLiteral("name"), message.name);
        object.insert(QStringLiteral("text"), message.text);
        insertTrue(object, QStringLiteral("mine"), message.mine);
        insertTrue(object, QStringLiteral("edited"), message.isEdited);
        insertTrue(object, QStringLiteral("erased"), message.isErased);
        if (message.file)
            object.insert(QStringLiteral("file"), jsonOf(*message.file));
        if (message.replyTo != 0)
            object.insert(QStringLiteral("reply_to"), idOf(message.replyTo));
        if (message.mine) {
            object.insert(QStringLiteral("delivered"), static_cast<qint64>(message.delivered));
            object.insert(QStringLiteral("of"), static_cast<qint64>(message.of));
            object.insert(QStringLiteral("seen"), static_cast<qint64>(message.seen));
        }
        return (std::exchange(m_isFirst, false) ? "\n" : ",\n") +
               QJsonDocument(object).toJson(QJsonDocument::Compact);
    }

private:
    static QString idOf(quint64 number)
    {
        return isOfEarlierNumbering(number) ? QStringLiteral("earlier-%1").arg(number & ~inOrder(0))
                                            : QString::number(number);
    }
    static void insertTrue(QJsonObject &object, const QString &key, bool holds)
    {
        if (holds)
            object.insert(key, true);
    }

    bool m_isFirst = true;
};

class TextWriter final : public HistoryWriter
{
public:
    using HistoryWriter::HistoryWriter;

    Bytes begin() override
    {
        const QString about = visible(words().about);
        return (visible(words().title) + u'\n' + (about.isEmpty() ? about : about + u'\n')).toUtf8();
    }
    Bytes end() override { return {}; }

protected:
    Bytes day(QDate day) override { return "\n" + day.toString(Qt::ISODate).toUtf8() + "\n"; }
    Bytes note(const QString &text) override { return "      " + text.toUtf8() + "\n"; }
    Bytes message(const StoredMessage &message, const StoredMessage *answered) override
    {
        QString text;
        if (answered)
            text = QStringLiteral("> %1: %2\n").arg(visible(answered->name), quoteOf(*answered, words()));
        text += message.isErased ? QStringLiteral("(%1)").arg(words().erased) : shownText(message.text);
        if (message.isEdited && !message.isErased)
            text += QStringLiteral(" (%1)").arg(words().edited);
        if (message.file)
            text += QStringLiteral("\n(%1)").arg(fileLine(*message.file, words()));
        text.replace(QLatin1Char('\n'), QStringLiteral("\n      "));
        return QStringLiteral("%1 %2: %3\n").arg(timeOf(message), visible(message.name), text).toUtf8();
    }
};

} // namespace

std::unique_ptr<HistoryWriter> HistoryWriter::make(ExportFormat format, const ExportWords &words)
{
    switch (format) {
    case ExportFormat::Html:
    case ExportFormat::Pdf:
        return std::make_unique<HtmlWriter>(words);
    case ExportFormat::Json:
        return std::make_unique<JsonWriter>(words);
    case ExportFormat::Text:
        break;
    }
    return std::make_unique<TextWriter>(words);
}

Bytes HistoryWriter::page(const VaultPage &page)
{
    QHash<quint64, const StoredMessage *> known;
    for (const StoredMessage &quoted : page.quoted)
        known.insert(quoted.number, &quoted);
    for (const StoredMessage &stored : page.messages)
        known.insert(stored.number, &stored);
    Bytes written;
    if (page.damaged > 0)
        written += note(m_words.damaged.arg(page.damaged));
    for (const StoredMessage &stored : page.messages) {
        const QDate date = QDateTime::fromMSecsSinceEpoch(stored.timeMs).date();
        if (date != m_day)
            written += day(date);
        m_day = date;
        written += message(stored, known.value(stored.replyTo));
    }
    return written;
}

} // namespace waxwing
