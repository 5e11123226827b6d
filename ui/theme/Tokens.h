// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>
#include <array>

namespace waxwing {

/// Which set of colours is on. System follows the lightness of the platform's palette.
enum class Scheme { System, Light, Dark, HighContrast };

/// What a colour says; the words beside it say the same.
enum class Tone { Text, Muted, Accent, Ok, Warn, Bad, OnFill, Disabled };

/// The colours of one scheme. Contrasts against the grounds they are used on are checked by ThemeTest.
struct Tokens
{
    bool dark = false;
    bool highContrast = false; ///< no fills, lines of 2 px

    QColor window;     ///< page, sidebar, bars
    QColor canvas;     ///< chat, edits, tables
    QColor sheet;      ///< sheets, cards, buttons
    QColor bubble;     ///< others' messages
    QColor own;        ///< my messages
    QColor bubbleLine; ///< high contrast only, 1.5 px; otherwise transparent
    QColor ownLine;    ///< high contrast only, 2 px; otherwise transparent
    QColor line;       ///< hairlines, decoration only
    QColor outline;    ///< borders of controls
    QColor text;
    QColor muted;
    QColor bubbleMuted; ///< time inside a bubble
    QColor accent;      ///< links, focus ring, delivered
    QColor fill;        ///< filled button
    QColor fillHover;
    QColor fillText;
    QColor tint;   ///< ground of icon tiles
    QColor select; ///< a selected row
    QColor ok, okTint;
    QColor warn, warnTint;
    QColor bad, badTint;
    QColor hover; ///< hover ground, fill of what is disabled
    QColor disabledText;
    QColor scrollThumb;
    std::array<QColor, 12> senders; ///< avatar and name by account
    QColor initials;                ///< on a sender's colour
    std::array<QColor, 8> fields;   ///< length, type, epoch, record, ciphertext, tag, key material, other

    [[nodiscard]] QColor colour(Tone tone) const;
    [[nodiscard]] QColor tintFor(Tone tone) const; ///< ground of a band or tile of that tone

    static const Tokens &light();
    static const Tokens &darkScheme();
    static const Tokens &highContrastScheme();
};

/// WCAG 2.1 contrast of two opaque colours, 1 to 21.
double contrast(const QColor &first, const QColor &second);

} // namespace waxwing
