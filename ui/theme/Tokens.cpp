// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Tokens.h"

#include <algorithm>
#include <cmath>

namespace waxwing {

namespace {

Tokens makeLight()
{
    Tokens t;
    t.window = QColor(0xF4F2EE);
    t.canvas = QColor(0xFFFFFF);
    t.sheet = QColor(0xFFFFFF);
    t.bubble = QColor(0xF1EEE9);
    t.own = QColor(0xD9EDEC);
    t.bubbleLine = Qt::transparent;
    t.ownLine = Qt::transparent;
    t.line = QColor(0xE2DDD5);
    t.outline = QColor(0x8A8379);
    t.text = QColor(0x1F1D1A);
    t.muted = QColor(0x625C54);
    t.bubbleMuted = QColor(0x5A544C);
    t.accent = QColor(0x0A6770);
    t.fill = QColor(0x0A6770);
    t.fillHover = QColor(0x08555D);
    t.fillText = QColor(0xFFFFFF);
    t.tint = QColor(0xE3F1F0);
    t.select = QColor(0xCDE6E6);
    t.ok = QColor(0x1A6F3E);
    t.okTint = QColor(0xE4F3E9);
    t.warn = QColor(0x7F5200);
    t.warnTint = QColor(0xFFF0CC);
    t.bad = QColor(0xAE221B);
    t.badTint = QColor(0xFCE9E7);
    t.hover = QColor(0xEAE6DF);
    t.disabledText = QColor(0x948D83);
    t.scrollThumb = QColor(0x948D83);
    t.senders = {QColor(0x2D5ED4), QColor(0x9D3772), QColor(0x1E7359), QColor(0x643400),
                 QColor(0x601268), QColor(0x617209), QColor(0xB44157), QColor(0x0C4B51),
                 QColor(0x3934B1), QColor(0x74003A), QColor(0x207392), QColor(0x465A36)};
    t.initials = QColor(0xFFFFFF);
    t.fields = {QColor(0xC1D0F9), QColor(0xD09945), QColor(0xC0FDCC), QColor(0xBAA4AF),
                QColor(0xCFEBEB), QColor(0xE3DC7B), QColor(0xB093E5), QColor(0x9BB48E)};
    return t;
}

Tokens makeDark()
{
    Tokens t;
    t.dark = true;
    t.window = QColor(0x211F1D);
    t.canvas = QColor(0x171614);
    t.sheet = QColor(0x2B2927);
    t.bubble = QColor(0x2B2927);
    t.own = QColor(0x17434A);
    t.bubbleLine = Qt::transparent;
    t.ownLine = Qt::transparent;
    t.line = QColor(0x3D3A36);
    t.outline = QColor(0x8C857C);
    t.text = QColor(0xF0EDE8);
    t.muted = QColor(0xB5AFA6);
    t.bubbleMuted = t.muted;
    t.accent = QColor(0x62C6CE);
    t.fill = QColor(0x1A7982);
    t.fillHover = QColor(0x14666E);
    t.fillText = QColor(0xFFFFFF);
    t.tint = QColor(0x17343A);
    t.select = QColor(0x1F464D);
    t.ok = QColor(0x74CE95);
    t.okTint = QColor(0x1B3325);
    t.warn = QColor(0xF2BC55);
    t.warnTint = QColor(0x3B2F12);
    t.bad = QColor(0xFF8F85);
    t.badTint = QColor(0x44211E);
    t.hover = QColor(0x2A2725);
    t.disabledText = QColor(0x7A746C);
    t.scrollThumb = QColor(0x7A746C);
    t.senders = {QColor(0x9CA3C4), QColor(0xE9BEC2), QColor(0x54BB97), QColor(0xA1906F),
                 QColor(0x4B95E5), QColor(0x9B980B), QColor(0xE4A067), QColor(0x6E9C9A),
                 QColor(0x34C8FD), QColor(0xFCC959), QColor(0x6CE6F2), QColor(0xA4E4A3)};
    t.initials = QColor(0x171614);
    t.fields = {QColor(0x3E529A), QColor(0x863709), QColor(0x13684B), QColor(0x5E5364),
                QColor(0x24382F), QColor(0x3A2400), QColor(0x3E1E65), QColor(0x232838)};
    return t;
}

Tokens makeHighContrast()
{
    Tokens t = makeDark();
    t.highContrast = true;
    const QColor black(Qt::black);
    const QColor white(0xFFFFFF);
    const QColor yellow(0xFFE14D);
    t.window = t.canvas = t.sheet = t.bubble = t.own = t.tint = black;
    t.okTint = t.warnTint = t.badTint = black;
    t.bubbleLine = t.line = t.outline = t.text = t.muted = t.bubbleMuted = t.scrollThumb = white;
    t.ownLine = t.accent = t.fill = t.fillHover = yellow;
    t.fillText = black;
    t.select = QColor(0x003A8C);
    t.ok = QColor(0x5CFF9D);
    t.warn = QColor(0xFFC04D);
    t.bad = QColor(0xFF8A80);
    t.hover = QColor(0x1A1A1A);
    t.disabledText = QColor(0xB0B0B0);
    t.senders.fill(white);
    t.initials = white;
    return t;
}

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &colour)
{
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

} // namespace

QColor Tokens::colour(Tone tone) const
{
    switch (tone) {
    case Tone::Text:
        return text;
    case Tone::Muted:
        return muted;
    case Tone::Accent:
        return accent;
    case Tone::Ok:
        return ok;
    case Tone::Warn:
        return warn;
    case Tone::Bad:
        return bad;
    case Tone::OnFill:
        return fillText;
    case Tone::Disabled:
        return disabledText;
    }
    return text;
}

QColor Tokens::tintFor(Tone tone) const
{
    switch (tone) {
    case Tone::Ok:
        return okTint;
    case Tone::Warn:
        return warnTint;
    case Tone::Bad:
        return badTint;
    case Tone::Accent:
        return tint;
    case Tone::Text:
    case Tone::Muted:
    case Tone::OnFill:
    case Tone::Disabled:
        return window;
    }
    return window;
}

const Tokens &Tokens::light()
{
    static const Tokens tokens = makeLight();
    return tokens;
}

const Tokens &Tokens::darkScheme()
{
    static const Tokens tokens = makeDark();
    return tokens;
}

const Tokens &Tokens::highContrastScheme()
{
    static const Tokens tokens = makeHighContrast();
    return tokens;
}

double contrast(const QColor &first, const QColor &second)
{
    const double a = luminance(first);
    const double b = luminance(second);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

} // namespace waxwing
