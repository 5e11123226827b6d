// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "InBackground.h"

namespace waxwing {

void finishBackgroundWorkBeforeQuit()
{
    static const auto tie = QObject::connect(qApp, &QCoreApplication::aboutToQuit, qApp,
                                             [] { QThreadPool::globalInstance()->waitForDone(); });
    Q_UNUSED(tie)
}

} // namespace waxwing
