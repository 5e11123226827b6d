// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "TextFinder.h"

#include "Unicode.h"

#include <QTextBoundaryFinder>
#include <algorithm>
#include <array>
#include <string_view>

namespace waxwing {

namespace {

/// Which characters of a text something comes from.
struct Origin
{
    qsizetype begin = 0;
    qsizetype end = 0;
};

/// A text as it is compared, and where each of its units came from.
struct Folded
{
    QString text;
    std::vector<Origin> origins;
};

constexpr bool isPlain(QChar character)
{
    return character.unicode() < 0x80;
}

/// How an ASCII character is compared; white space is a blank.
constexpr std::array<char, 256> plainFold(bool matchCase)
{
    std::array<char, 256> folded{};
    for (std::size_t i = 0; i < folded.size(); ++i) {
        const bool isUpper = i >= 'A' && i <= 'Z';
        const bool isSpace = i >= '\t' && i <= '\r';
        folded[i] = isSpace ? ' ' : static_cast<char>(isUpper && !matchCase ? i + ('a' - 'A') : i);
    }
    return folded;
}

constexpr std::array<char, 256> foldedPlain = plainFold(false);
constexpr std::array<char, 256> asItIsPlain = plainFold(true);

/// Qt folds ß to ß, and moves with its version.
QString foldCase(QStringView text, bool matchCase)
{
    return matchCase ? toNfc(text) : foldNfkc(text);
}

void appendPiece(Folded &folded, QStringView piece, Origin origin)
{
    folded.text += piece;
    folded.origins.insert(folded.origins.end(), static_cast<std::size_t>(piece.size()), origin);
}

void appendCharacter(Folded &folded, QStringView character, qsizetype begin, bool matchCase)
{
    const Origin origin{begin, begin + character.size()};
    if (character.front().isSpace()) {
        if (!folded.text.endsWith(QLatin1Char(' ')))
            appendPiece(folded, u" ", origin);
    } else if (character.size() == 1 && isPlain(character.front())) {
        const auto &fold = matchCase ? asItIsPlain : foldedPlain;
        const QChar piece = QLatin1Char(fold[character.front().unicode()]);
        appendPiece(folded, QStringView(&piece, 1), origin);
    } else {
        appendPiece(folded, foldCase(character, matchCase), origin);
    }
}

/// Where the next character that stands alone begins: between two of ASCII nothing joins (UAX 29, 3.1.1), but
/// CR and LF, which are white space both.
qsizetype nextAlone(QStringView text, qsizetype at)
{
    do
        ++at;
    while (at < text.size() && !(isPlain(text[at - 1]) && isPlain(text[at])));
    return at;
}

/// Character by character, as a person counts them: nothing that folds or composes reaches over their edge.
Folded foldWithPlaces(const QString &text, bool matchCase)
{
    Folded folded;
    folded.text.reserve(text.size());
    folded.origins.reserve(static_cast<std::size_t>(text.size()));
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype end = nextAlone(text, at);
        const QStringView stretch = QStringView(text).sliced(at, end - at);
        if (stretch.size() == 1) {
            appendCharacter(folded, stretch, at, matchCase);
        } else {
            QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, stretch);
            for (qsizetype from = 0; finder.toNextBoundary() >= 0; from = finder.position())
                appendCharacter(folded, stretch.sliced(from, finder.position() - from), at + from, matchCase);
        }
        at = end;
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
        m_arePlain = m_arePlain && isAscii(word);
        m_plainOnes.push_back(word.toStdString());
    }
}

/// Most texts are ASCII, and those need no QString: folding is done byte by byte. False for the others.
bool TextFinder::foldPlain(BytesView utf8)
{
    const auto &fold = m_matchCase ? asItIsPlain : foldedPlain;
    m_folded.resize(static_cast<std::size_t>(utf8.size()));
    char *to = m_folded.data();
    char last = 0;
    quint8 all = 0;
    for (const char byte : utf8) {
        all |= static_cast<quint8>(byte);
        const char folded = fold[static_cast<quint8>(byte)];
        *to = folded;
        to += folded != ' ' || last != ' ' ? 1 : 0;
        last = folded;
    }
    m_folded.resize(static_cast<std::size_t>(to - m_folded.data()));
    return (all & 0x80) == 0;
}

bool TextFinder::fitsPlain() const
{
    return std::all_of(m_plainOnes.begin(), m_plainOnes.end(), [this](const std::string &word) {
        return std::string_view(m_folded).find(word) != std::string_view::npos;
    });
}

bool TextFinder::fits(BytesView utf8)
{
    if (m_wanted.isEmpty())
        return true;
    if (foldPlain(utf8))
        return m_arePlain && fitsPlain();
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
            const auto first = folded.origins.begin() + at;
            marks.append({first->begin, (first + word.size() - 1)->end - first->begin});
        }
    }
    return merged(marks);
}

} // namespace waxwing
