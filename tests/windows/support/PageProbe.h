// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Appearance.h"

#include <QFont>
#include <QStringList>
#include <QWidget>
#include <memory>

namespace waxwing {

class Page;

/// What the tests of all pages ask of a page.
namespace pageprobe {

/// Shows the page as a window of that size and waits until it is active.
void show(QWidget &page, QSize size = {900, 700});

/// The accessible names (else texts) of what Tab reaches from the first widget on, until it comes round.
QStringList tabOrder(QWidget &page, QWidget *first);

/// Edits, lists and icon buttons without an accessible name; empty when all is well.
QStringList unnamed(const QWidget &page);

/// The widest that the page's content must be, against what it has: true when nothing is cut at the side.
bool fitsSideways(Page &page);

/// Whether all of that part of the page stands inside what is scrolled to.
bool isInView(const Page &page, const QWidget *part);

/// Labels that would take their text for something other than plain text.
QStringList richLabels(const QWidget &page);

/// Text of that size, per cent of the platform's, while it lives.
class TextSize
{
public:
    explicit TextSize(int percent);
    ~TextSize();
    Q_DISABLE_COPY_MOVE(TextSize)

private:
    QFont m_before;
    std::unique_ptr<Appearance> m_appearance;
};

/// Whether what is shown are these words (%1: seconds) with fewer seconds than `from`: how far a countdown
/// has come depends on when the machine lets a test look.
bool hasCountedDown(const QString &shown, const QString &words, int from);

/// Whether any label of the page shows exactly that text.
bool showsText(const QWidget &page, const QString &text);

} // namespace pageprobe

} // namespace waxwing
