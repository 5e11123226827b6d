// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RichText.h"

#include "Unicode.h"

#include <QTextBoundaryFinder>
#include <algorithm>
#include <utility>

namespace waxwing {

namespace {

constexpr qsizetype farthestClosing = 2'000; ///< characters between the two ends of *emphasis*

bool isWord(QChar c)
{
    return c.isLetterOrNumber() || c.isSurrogate();
}

/// The end of the web address that begins at `from`; `from` itself where none does.
qsizetype linkEnd(QStringView line, qsizetype from)
{
    const QStringView rest = line.mid(from);
    if ((!rest.startsWith(u"http://", Qt::CaseInsensitive) &&
         !rest.startsWith(u"https://", Qt::CaseInsensitive)) ||
        (from > 0 && isWord(line[from - 1])))
        return from;
    qsizetype end = from;
    while (end < line.size() && !line[end].isSpace() && !QStringView(u"<>\"`|\\").contains(line[end]))
        ++end;
    while (end > from && QStringView(u".,;:!?'*_").contains(line[end - 1]))
        --end;
    const QStringView found = line.mid(from, end - from);
    if (found.endsWith(u')') && found.count(u'(') < found.count(u')'))
        --end;
    return end;
}

class Parser
{
public:
    RichText parse(const QString &text)
    {
        bool fenced = false;
        bool first = true;
        for (const QStringView line : QStringView(text).split(u'\n')) {
            if (line.trimmed().startsWith(u"```") && (fenced || line.trimmed().size() <= 16)) {
                fenced = !fenced;
                continue;
            }
            if (!first)
                m_result.text += QChar::LineSeparator;
            first = false;
            addLine(line, fenced);
        }
        return std::move(m_result);
    }

private:
    void addLine(QStringView line, bool fenced)
    {
        if (fenced) {
            add(line, CodeLook);
        } else if (line.startsWith(u'>')) {
            addInline(line.mid(line.startsWith(u"> ") ? 2 : 1), QuoteLook);
        } else {
            addInline(line, PlainLook);
        }
    }

    void add(QStringView piece, quint8 look, const QUrl &link = {})
    {
        if (piece.isEmpty())
            return;
        if (look != PlainLook) {
            if (link.isEmpty() && !m_result.spans.isEmpty() && m_result.spans.last().look == look &&
                m_result.spans.last().start + m_result.spans.last().length == m_result.text.size())
                m_result.spans.last().length += static_cast<int>(piece.size());
            else
                m_result.spans.append(
                    {static_cast<int>(m_result.text.size()), static_cast<int>(piece.size()), look, link});
        }
        m_result.text += piece;
    }

    void addInline(QStringView line, quint8 look)
    {
        qsizetype plain = 0;
        qsizetype at = 0;
        while (at < line.size()) {
            const qsizetype after = special(line, at, look, plain);
            if (after > at)
                plain = at = after;
            else
                ++at;
        }
        add(line.mid(plain), look);
    }

    /// Adds what begins at `at`, with the plain text since `plain` before it, and gives its end; else gives
    /// `at`.
    qsizetype special(QStringView line, qsizetype at, quint8 look, qsizetype plain)
    {
        const QChar c = line[at];
        if (c == u'`') {
            const qsizetype end = line.indexOf(u'`', at + 1);
            if (end <= at + 1 || end - at > farthestClosing)
                return at;
            add(line.mid(plain, at - plain), look);
            add(line.mid(at + 1, end - at - 1), look | CodeLook);
            return end + 1;
        }
        if (c == u'h' || c == u'H') {
            const qsizetype end = linkEnd(line, at);
            const QUrl url = end > at ? QUrl(line.mid(at, end - at).toString(), QUrl::StrictMode) : QUrl();
            if (!url.isValid() || url.host().isEmpty())
                return at;
            add(line.mid(plain, at - plain), look);
            add(line.mid(at, end - at), look | LinkLook, url);
            return end;
        }
        if (c == u'*' || c == u'_')
            return emphasis(line, at, look, plain);
        return at;
    }

    /// Where the `width` marks that close what was opened stand; −1: nowhere near. Of a longer run the last
    /// ones close, so that ***both*** and **bold *and italic*** nest.
    static qsizetype closing(QStringView line, qsizetype inside, QChar mark, qsizetype width)
    {
        const qsizetype last = std::min(line.size(), inside + farthestClosing);
        for (qsizetype at = inside; at < last; ++at) {
            if (line[at] != mark)
                continue;
            qsizetype run = 1;
            while (at + run < line.size() && line[at + run] == mark)
                ++run;
            const qsizetype end = at + run - width;
            const bool inner = run % 2 == 0 && width == 1; // ** inside *…*
            if (run >= width && !inner && at > inside && !line[at - 1].isSpace() &&
                (at + run == line.size() || !isWord(line[at + run])))
                return end;
            at += run - 1;
        }
        return -1;
    }

    /// The marks that open at `at`: how many, and where they close. Of three one kind may end before the
    /// other.
    static std::pair<qsizetype, qsizetype> opening(QStringView line, qsizetype at)
    {
        const QChar mark = line[at];
        qsizetype run = 1;
        while (at + run < line.size() && line[at + run] == mark)
            ++run;
        if (run > (mark == u'*' ? 3 : 1) || at + run == line.size() || line[at + run].isSpace())
            return {0, -1};
        for (const qsizetype width : run == 3 ? QList<qsizetype>{2, 1} : QList<qsizetype>{run}) {
            const qsizetype end = closing(line, at + run, mark, width);
            const QStringView within = end < 0 ? QStringView() : line.mid(at + width, end - at - width);
            if (end >= 0 && (run == width || closing(within, run - width, mark, run - width) >= 0))
                return {width, end};
        }
        return {0, -1};
    }

    qsizetype emphasis(QStringView line, qsizetype at, quint8 look, qsizetype plain)
    {
        if (at > 0 && (isWord(line[at - 1]) || line[at - 1] == line[at]))
            return at;
        const auto [width, end] = opening(line, at);
        const quint8 more = width == 2 ? BoldLook : ItalicLook;
        if (end < 0 || (look & more) != 0)
            return at;
        add(line.mid(plain, at - plain), look);
        addInline(line.mid(at + width, end - at - width), look | more);
        return end + width;
    }

    RichText m_result;
};

bool isPictureByItself(char32_t c)
{
    // Emoji_Presentation, in blocks: the astral ones nearly whole, few of the older ones.
    if (c >= 0x1F300 && c <= 0x1FAFF)
        return true;
    if (c == 0x1F004 || c == 0x1F0CF || c == 0x1F18E || (c >= 0x1F191 && c <= 0x1F19A))
        return true;
    // Of the enclosed ideographs those that are not written with a selector.
    if (c == 0x1F201 || c == 0x1F21A || c == 0x1F22F || (c >= 0x1F232 && c <= 0x1F23A && c != 0x1F237) ||
        c == 0x1F250 || c == 0x1F251)
        return true;
    constexpr char16_t older[] =
        u"\u231A\u231B\u23E9\u23EA\u23EB\u23EC\u23F0\u23F3\u25FD\u25FE\u2614\u2615\u267F\u2693"
        u"\u26A1\u26AA\u26AB\u26BD\u26BE\u26C4\u26C5\u26CE\u26D4\u26EA\u26F2\u26F3\u26F5\u26FA"
        u"\u26FD\u2705\u270A\u270B\u2728\u274C\u274E\u2753\u2754\u2755\u2757\u2795\u2796\u2797"
        u"\u27B0\u27BF\u2B1B\u2B1C\u2B50\u2B55";
    return (c >= 0x2648 && c <= 0x2653) ||
           (c <= 0xFFFF && QStringView(older).contains(QChar(static_cast<char16_t>(c))));
}

bool isEmoji(QStringView grapheme)
{
    const std::u32string points = toCodePoints(grapheme);
    if (points.empty())
        return false;
    const char32_t c = points.front();
    if (c >= 0x1F1E6 && c <= 0x1F1FF)
        return points.size() == 2; // a flag
    if (isPictureByItself(c))
        return true;
    // Asked for as a picture: by a selector or by a skin tone.
    const bool asPicture = std::any_of(points.begin(), points.end(), [](char32_t mark) {
        return mark == U'\uFE0F' || (mark >= 0x1F3FB && mark <= 0x1F3FF);
    });
    const bool keycap = points.back() == U'\u20E3';
    return (asPicture && c >= 0x2000) || keycap || (asPicture && (c == 0xA9 || c == 0xAE));
}

} // namespace

QUrl RichText::linkAt(qsizetype position) const
{
    for (const TextSpan &span : spans) {
        if (position >= span.start && position < span.start + span.length && (span.look & LinkLook) != 0)
            return span.link;
    }
    return {};
}

QList<QUrl> RichText::links() const
{
    QList<QUrl> result;
    for (const TextSpan &span : spans) {
        if ((span.look & LinkLook) != 0)
            result.append(span.link);
    }
    return result;
}

quint8 RichText::lookAt(qsizetype position) const
{
    const auto after = std::upper_bound(spans.begin(), spans.end(), position,
                                        [](qsizetype at, const TextSpan &span) { return at < span.start; });
    if (after == spans.begin())
        return PlainLook;
    const TextSpan &span = *std::prev(after);
    return position < span.start + span.length ? span.look : quint8(PlainLook);
}

RichText parseMessage(const QString &foreign)
{
    const QString shown = visible(foreign, LineBreaks::Keep);
    RichText result = Parser().parse(shown);
    if (result.text.trimmed().isEmpty() && !shown.trimmed().isEmpty()) {
        // Nothing but marks: they are the message.
        result = {};
        result.text = shown;
        result.text.replace(u'\n', QChar::LineSeparator);
    }
    result.emojiAlone = result.spans.isEmpty() && isEmojiAlone(result.text);
    return result;
}

bool isEmojiAlone(QStringView text)
{
    if (text.size() > 120)
        return false;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text.data(), text.size());
    qsizetype from = 0;
    int count = 0;
    while (finder.toNextBoundary() >= 0) {
        const QStringView grapheme = text.mid(from, finder.position() - from);
        from = finder.position();
        if (grapheme == u" ")
            continue;
        if (!isEmoji(grapheme) || ++count > 6)
            return false;
    }
    return count > 0;
}

} // namespace waxwing
