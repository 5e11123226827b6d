// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "LadderModel.h"
#include "Result.h"
#include "Theme.h"

class QPainter;

namespace waxwing {

/// The ladder as a picture for a lesson sheet or a report: title and date above it, on a light ground
/// whatever the theme is. Keeps what it draws: made in the GUI thread, it may be saved in any other.
class LadderExport
{
    Q_DECLARE_TR_FUNCTIONS(LadderExport)

public:
    LadderExport(const LadderModel &model, qint64 timeNs);

    /// Writes SVG or, where the name ends in .png, PNG at twice the size, a very long one smaller. The
    /// error's detail says what went wrong; no half file is left.
    [[nodiscard]] Result<void> save(const QString &path) const;
    /// "waxwing-handshake-2026-11-21-104558".
    [[nodiscard]] QString proposedName() const;
    [[nodiscard]] QString title() const;
    [[nodiscard]] QString date() const;

private:
    [[nodiscard]] QSize size() const;
    [[nodiscard]] int headEnd() const;
    void paint(QPainter *painter) const;
    [[nodiscard]] bool writeSvg(QIODevice *device) const;
    [[nodiscard]] bool writePng(QIODevice *device) const;

    [[nodiscard]] Theme theme() const; ///< light
    [[nodiscard]] qreal pixelRatio() const;

    std::vector<LadderRow> m_rows;
    LadderParties m_parties;
    bool m_isGuestHere;
    qreal m_scale;
    qint64 m_timeNs;
};

} // namespace waxwing
