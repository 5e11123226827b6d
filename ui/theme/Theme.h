// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Tokens.h"

#include <QFont>

class QWidget;

namespace waxwing {

/// What a text is; sizes are factors of the application's font.
enum class Type {
    Caption,  ///< 0.92
    Body,     ///< 1
    Strong,   ///< 1, DemiBold
    Subtitle, ///< 1.23, DemiBold
    Title,    ///< 1.7, DemiBold
    Code      ///< 1, fixed width, DemiBold
};

/// Corner radii, for px().
namespace radius {
inline constexpr int inner = 4;
inline constexpr int control = 7;
inline constexpr int band = 8;
inline constexpr int sheet = 12; ///< bubbles too
} // namespace radius

/// Heights and sizes, for px().
namespace extent {
inline constexpr int control = 36;
inline constexpr int iconButton = 34;
inline constexpr int link = 28;
inline constexpr int person = 38;
inline constexpr int room = 55;
inline constexpr int tile = 44;
inline constexpr int iconRow = 16;
inline constexpr int iconButtonIcon = 18;
inline constexpr int iconTile = 22;
inline constexpr int iconStrip = 26;
} // namespace extent

/// A small value: the colours and the scale that are on right now. Made afresh wherever something is
/// painted or laid out (it costs a look-up); never kept over a theme or font change.
class Theme
{
public:
    Theme(const Tokens &tokens, qreal scale) : m_tokens(&tokens), m_scale(scale) {}

    /// The theme that Appearance has put on the application; without one (a bare test) light or dark by
    /// the lightness of the application's palette.
    static Theme of(const QWidget *widget = nullptr);

    [[nodiscard]] const Tokens &tokens() const { return *m_tokens; }
    [[nodiscard]] QColor colour(Tone tone) const { return m_tokens->colour(tone); }

    [[nodiscard]] qreal scale() const { return m_scale; } ///< the font's pixel size / 13
    [[nodiscard]] int px(qreal size) const;               ///< for what holds text
    [[nodiscard]] int gap(qreal size) const;              ///< for outer margins: grows half as fast

    /// The application's font as that type, times factor.
    [[nodiscard]] QFont font(Type type, qreal factor = 1) const;

    /// The colour of a sender, the same for an account wherever it stands.
    [[nodiscard]] QColor sender(QStringView account) const;

private:
    const Tokens *m_tokens;
    qreal m_scale;
};

/// The fixed-width families, the first that exists is taken.
QStringList codeFamilies();

} // namespace waxwing
