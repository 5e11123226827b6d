// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "TransferView.h"

namespace waxwing {

/// A file on its way, as the galleries show it: so much of it is there.
inline TransferView sampleTransfer(quint64 id, const FileNote &file, bool isUpload, TransferState state,
                                   int percent, Code reason)
{
    TransferView view;
    view.id = id;
    view.isUpload = isUpload;
    view.note = file;
    view.done = static_cast<qint64>(file.size) * percent / 100;
    view.rate = state == TransferState::Moving ? 3'100'000 : 0;
    view.leftMs = state == TransferState::Moving ? 12'000 : -1;
    view.state = state;
    view.reason = reason;
    view.path = QStringLiteral("/home/asha/") + file.name;
    return view;
}

} // namespace waxwing
