// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Composite.h"
#include "DirectWords.h"

namespace waxwing {

class AdaptiveLayout;
class Button;
class Label;
class Tile;

/// Below the header of a direct conversation while something stands in its way: that the other person is
/// away, or shows another key than before, with the ways on.
class DirectBand final : public Composite
{
    Q_OBJECT

public:
    explicit DirectBand(QWidget *parent = nullptr);

    void setFacts(const DirectFacts &facts);
    [[nodiscard]] QString sentence() const; ///< empty: not shown
    [[nodiscard]] Tone tone() const { return m_tone; }
    [[nodiscard]] Button *compareButton() const { return m_compare; }
    [[nodiscard]] Button *acceptButton() const { return m_accept; }
    [[nodiscard]] Button *refuseButton() const { return m_refuse; }

Q_SIGNALS:
    void compareRequested();
    void acceptRequested();
    void refuseRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void announce();

    Tile *m_icon;
    Label *m_sentence;
    AdaptiveLayout *m_ways;
    Button *m_refuse;
    Button *m_accept;
    Button *m_compare;
    Tone m_tone = Tone::Warn;
};

} // namespace waxwing
