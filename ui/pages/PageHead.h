// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Composite.h"

namespace waxwing {

class Label;

/// Icon tile, title, and a line below it: the head of a sheet.
class PageHead final : public Composite
{
    Q_OBJECT

public:
    PageHead(const QString &icon, Tone tone, const QString &title, const QString &line,
             QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setLine(const QString &line);
    void setLineTone(Tone tone);
    [[nodiscard]] QString title() const;
    [[nodiscard]] QString line() const;

private:
    Label *m_title;
    Label *m_line;
};

} // namespace waxwing
