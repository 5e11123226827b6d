// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "InBackground.h"

namespace waxwing {

void finishBackgroundWorkBeforeQuit()
{
    QCoreApplication *program = QCoreApplication::instance(); // perhaps without a window
    static const auto tie = QObject::connect(program, &QCoreApplication::aboutToQuit, program,
                                             [] { QThreadPool::globalInstance()->waitForDone(); });
    Q_UNUSED(tie)
}

} // namespace waxwing
