// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "SourceFile.h"
#include "VaultKeeper.h"

namespace waxwing {

/// A file of this PC that is to be sent was measured: kept, and only then shown by `then(what find() gives)`,
/// so that what a person saw waiting is there after a kill. Nothing more where find() gives null: it was
/// cancelled.
template <class Find, class Then>
void keepMeasured(VaultKeeper &vault, KeptTransfer &transfer, const FileMark &mark, Find find, Then then)
{
    transfer.note.size = quint64(mark.size);
    transfer.changedMs = mark.changedMs;
    vault.keepTransfer(transfer, [&vault, wasPaused = transfer.isPaused, find, then] {
        auto *kept = find();
        if (!kept)
            return;
        if (kept->transfer.isPaused != wasPaused)
            vault.keepTransfer(kept->transfer);
        then(*kept);
    });
}

} // namespace waxwing
