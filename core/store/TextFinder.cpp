// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "TextFinder.h"

#include "Unicode.h"

#include <QTextBoundaryFinder>
#include <algorithm>
#include <string_view>

namespace waxwing {

namespace {

/// A text as it is compared, and where each of its units came from.
struct Folded
{
    QString text;
    QList<qsizetype> begins; ///< of the character in the text, for each unit
    QList<qsizetype> ends;
};

bool isAscii(BytesView utf8)
{
    return std::none_of(utf8.begin(), utf8.end(), [](char byte) { return (byte & 0x80) != 0; });
}

/// Qt folds ß to ß, and moves with its version.
QString foldCase(QStringView text, bool matchCase)
{
    return matchCase ? toNfc(text) : foldNfkc(text);
}

/// Character by character, as a person counts them: nothing that folds or composes reaches over their edge.
Folded foldWithPlaces(const QString &text, bool matchCase)
{
    Folded folded;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
    qsizetype at = 0;
    while (finder.toNextBoundary() >= 0) {
        QString piece = foldCase(QStringView(text).sliced(at, finder.position() - at), matchCase);
        if (text.at(at).isSpace())
            piece = folded.text.endsWith(QLatin1Char(' ')) ? QString() : QStringLiteral(" ");
        folded.text += piece;
        for (qsizetype i = 0; i < piece.size(); ++i) {
            folded.begins.append(at);
            folded.ends.append(finder.position());
        }
        at = finder.position();
    }
    return folded;
}

QString foldAll(const QString &text, bool matchCase)
{
    QString folded = foldCase(text, matchCase);
    qsizetype kept = 0;
    QChar *characters = folded.data();
    for (const QChar character : std::as_const(folded)) {
        const bool isSpace = character.isSpace();
        if (!isSpace || kept == 0 || characters[kept - 1] != QLatin1Char(' '))
            characters[kept++] = isSpace ? QChar(QLatin1Char(' ')) : character;
    }
    folded.truncate(kept);
    return folded;
}

void appendWords(QStringList &wanted, const QString &piece, bool isQuoted)
{
    const QString simple = piece.simplified();
    if (simple.isEmpty())
        return;
    if (isQuoted)
        wanted.append(simple);
    else
        wanted.append(simple.split(QLatin1Char(' ')));
}

TextMarks merged(TextMarks marks)
{
    std::sort(marks.begin(), marks.end());
    TextMarks result;
    for (const auto &[begin, length] : marks) {
        if (!result.isEmpty() && begin <= result.last().first + result.last().second)
            result.last().second = std::max(result.last().second, begin + length - result.last().first);
        else
            result.append({begin, length});
    }
    return result;
}

} // namespace

TextFinder::TextFinder(const QString &words, bool matchCase) : m_matchCase(matchCase)
{
    const QStringList pieces = words.split(QLatin1Char('"'));
    for (qsizetype i = 0; i < pieces.size(); ++i)
        appendWords(m_wanted, pieces.at(i), i % 2 == 1);
    for (QString &word : m_wanted)
        word = foldAll(word, matchCase).trimmed();
    m_wanted.removeAll(QString()); // nothing is left of what nobody sees
    for (const QString &word : std::as_const(m_wanted)) {
        const Bytes utf8 = word.toUtf8();
        m_arePlain = m_arePlain && isAscii(utf8);
        m_plainOnes.push_back(utf8.toStdString());
    }
}

/// Most texts are ASCII, and those need no QString: folding is done byte by byte.
bool TextFinder::fitsPlain(BytesView ascii)
{
    m_folded.clear();
    for (const char byte : ascii) {
        const bool isSpace = byte == ' ' || (byte >= '\t' && byte <= '\r');
        if (isSpace) {
            if (m_folded.empty() || m_folded.back() != ' ')
                m_folded.push_back(' ');
        } else {
            m_folded.push_back(!m_matchCase && byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 32)
                                                                          : byte);
        }
    }
    return std::all_of(m_plainOnes.begin(), m_plainOnes.end(), [this](const std::string &word) {
        return std::string_view(m_folded).find(word) != std::string_view::npos;
    });
}

bool TextFinder::fits(BytesView utf8)
{
    if (m_wanted.isEmpty())
        return true;
    if (isAscii(utf8))
        return m_arePlain && fitsPlain(utf8);
    const QString folded = foldAll(QString::fromUtf8(utf8), m_matchCase);
    return std::all_of(m_wanted.begin(), m_wanted.end(),
                       [&folded](const QString &word) { return folded.contains(word); });
}

TextMarks TextFinder::marks(const QString &text) const
{
    const Folded folded = foldWithPlaces(text, m_matchCase);
    TextMarks marks;
    for (const QString &word : m_wanted) {
        for (qsizetype at = folded.text.indexOf(word); at >= 0;
             at = folded.text.indexOf(word, at + word.size())) {
            const qsizetype begin = folded.begins.at(at);
            marks.append({begin, folded.ends.at(at + word.size() - 1) - begin});
        }
    }
    return merged(marks);
}

} // namespace waxwing
