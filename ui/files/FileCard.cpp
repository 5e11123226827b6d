// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FileCard.h"

#include <algorithm>

namespace waxwing {

int FileCard::percent() const
{
    if (size <= 0)
        return state == State::Sent || state == State::Taken ? 100 : 0;
    return static_cast<int>(std::clamp<qint64>(done, 0, size) * 100.0 / static_cast<double>(size));
}

QList<FileAction> FileCard::actions() const
{
    QList<FileAction> result;
    if (isPicture())
        result = {FileAction::View, FileAction::SaveAs};
    switch (state) {
    case State::Offered:
        if (canTake && !isPicture())
            result.append(FileAction::Save);
        break;
    case State::Waiting:
    case State::Moving:
        result.append({FileAction::Pause, FileAction::Cancel});
        break;
    case State::Paused:
        result.append({FileAction::Resume, FileAction::Cancel});
        break;
    case State::Sent:
    case State::Taken:
        if (!isInside)
            result.append(FileAction::OpenFolder);
        break;
    case State::Failed:
        if (isUpload || canTake)
            result.append(FileAction::Retry);
        if (isUpload)
            result.append(FileAction::Discard);
        break;
    case State::Gone:
        break;
    }
    return result;
}

} // namespace waxwing
