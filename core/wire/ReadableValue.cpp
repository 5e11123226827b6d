// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ReadableValue.h"

#include "CborReader.h"
#include "Code.h"

#include <QUtf8StringView>

namespace waxwing {

namespace {

constexpr qsizetype longestText = 2'000; ///< UTF-16 units
constexpr qsizetype wholeBytes = 64;
constexpr qsizetype shownBytes = 32;
constexpr char32_t zeroWidthNonJoiner = 0x200C; // with the joiner behind it, a part of words and emoji
constexpr char32_t zeroWidthJoiner = 0x200D;

bool isEscaped(char32_t character)
{
    switch (QChar::category(character)) {
    case QChar::Other_Format:
        return character != zeroWidthNonJoiner && character != zeroWidthJoiner;
    case QChar::Other_Control:
    case QChar::Other_Surrogate:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return character == U'"' || character == U'\\';
    }
}

QString escaped(char32_t character)
{
    if (character == U'\n')
        return QStringLiteral("\\n");
    if (character == U'"' || character == U'\\')
        return QStringLiteral("\\") + QChar(char16_t(character));
    return QStringLiteral("\\u{%1}").arg(uint(character), 0, 16);
}

QString sizeNote(qsizetype size)
{
    return QStringLiteral("… (%1 B)").arg(size);
}

/// The bytes as characters: of invalid UTF-8 only ASCII, the rest as \xNN.
QString fromInvalid(BytesView bytes)
{
    QString out;
    for (const char byte : bytes) {
        if (out.size() >= longestText)
            return out + u'"' + sizeNote(bytes.size());
        const auto unit = quint8(byte);
        if (unit >= 0x80)
            out += QStringLiteral("\\x%1").arg(uint(unit), 2, 16, QLatin1Char('0'));
        else if (isEscaped(unit))
            out += escaped(unit);
        else
            out += QLatin1Char(byte);
    }
    return out + u'"';
}

QString fromValid(BytesView utf8)
{
    const QString text = textFromUtf8(utf8);
    QString out;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (out.size() >= longestText)
            return out + u'"' + sizeNote(utf8.size());
        if (text[i].isHighSurrogate() && i + 1 < text.size()) {
            const char32_t character = QChar::surrogateToUcs4(text[i], text[i + 1]);
            out += isEscaped(character) ? escaped(character) : text.sliced(i, 2);
            ++i;
        } else {
            const char32_t character = text[i].unicode();
            out += isEscaped(character) ? escaped(character) : QString(text[i]);
        }
    }
    return out + u'"';
}

} // namespace

QString readableText(BytesView utf8)
{
    const bool isValid = QUtf8StringView(utf8.data(), utf8.size()).isValidUtf8();
    return u'"' + (isValid ? fromValid(utf8) : fromInvalid(utf8));
}

QString readableBytes(BytesView bytes)
{
    if (bytes.isEmpty())
        return QStringLiteral("none");
    if (bytes.size() <= wholeBytes)
        return QString::fromLatin1(bytes.toByteArray().toHex());
    return QString::fromLatin1(bytes.first(shownBytes).toByteArray().toHex()) + sizeNote(bytes.size());
}

QString readableCode(quint64 code)
{
    const std::optional<Code> known = code < 256 ? codeFromWire(quint8(code)) : std::nullopt;
    return QStringLiteral("%1 (%2)").arg(code).arg(known ? codeName(*known) : QLatin1String("not listed"));
}

QString counted(quint64 count, QLatin1StringView noun)
{
    return QString::number(count) + u' ' + noun + QLatin1String(count == 1 ? "" : "s");
}

} // namespace waxwing
