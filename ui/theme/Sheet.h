// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Composite.h"

class QVBoxLayout;

namespace waxwing {

/// The white sheet: rounded, hairline around it, rows below each other in body().
class Sheet : public Composite
{
    Q_OBJECT

public:
    enum class Margins { Page, Card, None };

    explicit Sheet(Margins margins, QWidget *parent = nullptr);

    [[nodiscard]] QVBoxLayout *body() const { return m_body; }
    void setEdge(Tone tone);     ///< Bad: edged 2 px in bad; anything else: a hairline
    void setHollow(bool hollow); ///< without ground, for empty states

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QVBoxLayout *m_body;
    Tone m_edge = Tone::Text;
    bool m_hollow = false;
};

} // namespace waxwing
