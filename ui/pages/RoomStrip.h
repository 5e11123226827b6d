// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Composite.h"

namespace waxwing {

class ElidedLabel;
class Tile;

/// Which room, whose, how verified: what stands on top of Register and Log in.
class RoomStrip final : public Composite
{
    Q_OBJECT

public:
    enum class Verified {
        ByLink,      ///< the join link carried the host's key
        ByCode,      ///< the person compared the code just now
        SameAsBefore ///< the key that was accepted at an earlier visit
    };

    explicit RoomStrip(QWidget *parent = nullptr);

    void setRoom(const QString &room, Verified verified, const QString &address);
    [[nodiscard]] QString roomName() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    ElidedLabel *m_room;
    ElidedLabel *m_how;
};

} // namespace waxwing
