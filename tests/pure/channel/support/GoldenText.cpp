// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "GoldenText.h"

#include <QStringList>

namespace waxwing {

namespace {

const QString beginMarker = QStringLiteral("<!-- golden:begin -->\n");
const QString endMarker = QStringLiteral("<!-- golden:end -->");
constexpr qsizetype nameWidth = 22;
constexpr qsizetype bytesPerLine = 40;

} // namespace

void GoldenText::say(const QString &sentence)
{
    if (!m_text.isEmpty())
        m_text += QLatin1Char('\n');
    m_text += sentence + QLatin1Char('\n');
    m_inBlock = false;
}

void GoldenText::put(const QString &name, BytesView bytes)
{
    if (!std::exchange(m_inBlock, true))
        m_text += QLatin1Char('\n');
    QString head = QStringLiteral("    %1 = ").arg(name.leftJustified(nameWidth));
    for (qsizetype at = 0; at < bytes.size(); at += bytesPerLine) {
        const BytesView line = bytes.sliced(at, qMin(bytesPerLine, bytes.size() - at));
        m_text += head + QString::fromLatin1(line.toByteArray().toHex()) + QLatin1Char('\n');
        head = QString(head.size(), QLatin1Char(' '));
    }
}

QHash<QString, Bytes> GoldenText::parse(const QString &text)
{
    QHash<QString, Bytes> values;
    QString name;
    for (const QString &line : text.split(QLatin1Char('\n'))) {
        if (!line.startsWith(QLatin1String("    ")))
            continue;
        const qsizetype equals = line.indexOf(QLatin1Char('='));
        if (equals >= 0)
            name = line.left(equals).trimmed();
        values[name] += Bytes::fromHex(line.mid(equals + 1).trimmed().toLatin1());
    }
    return values;
}

QString GoldenText::section(const QString &document)
{
    const qsizetype begin = document.indexOf(beginMarker) + beginMarker.size();
    const qsizetype end = document.indexOf(endMarker, begin);
    return end < begin ? QString() : document.mid(begin, end - begin);
}

QString GoldenText::withSection(const QString &document, const QString &section)
{
    const qsizetype begin = document.indexOf(beginMarker) + beginMarker.size();
    const qsizetype end = document.indexOf(endMarker, begin);
    return document.left(begin) + section + document.mid(end);
}

} // namespace waxwing
