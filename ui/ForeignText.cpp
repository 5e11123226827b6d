// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ForeignText.h"

#include "Unicode.h"

#include <QList>
#include <QTextBoundaryFinder>
#include <algorithm>

namespace waxwing {

namespace {

constexpr int longestWhole = 20; ///< graphemes of a word that are never parted

bool runsFromRightToLeft(const QString &text)
{
    const QList<uint> points = text.toUcs4();
    return std::any_of(points.begin(), points.end(), [](uint point) {
        const QChar::Direction direction = QChar::direction(point);
        return direction == QChar::DirR || direction == QChar::DirAL || direction == QChar::DirAN;
    });
}

} // namespace

QString foreignText(const QString &text)
{
    return visible(text);
}

QString foreignInside(const QString &text)
{
    const QString shown = visible(text);
    return runsFromRightToLeft(shown) ? u'\u2068' + shown + u'\u2069' : shown;
}

QString breakable(const QString &text)
{
    QString result;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
    qsizetype from = 0;
    int whole = 0;
    while (finder.toNextBoundary() >= 0) {
        const QString grapheme = text.mid(from, finder.position() - from);
        from = finder.position();
        whole = grapheme.front().isSpace() ? 0 : whole + 1;
        if (whole > longestWhole) {
            result += QChar(0x200B); // zero width space
            whole = 1;
        }
        result += grapheme;
    }
    return result;
}

} // namespace waxwing
