// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Button.h"
#include "HandshakePage.h"
#include "LadderModel.h"
#include "TracedSession.h"

#include <QTest>

/// What tests of the handshake page share.
namespace waxwing::ladderprobe {

inline Button *button(const QWidget &page, const QString &words)
{
    for (auto *each : page.findChildren<Button *>()) {
        if (each->text().remove(u'&').startsWith(words))
            return each;
    }
    return nullptr;
}

/// Shown, with this log, and everything read.
inline void show(HandshakePage &page, const std::shared_ptr<const FrameLog> &log, int rows)
{
    page.resize(620, 760);
    page.setLog(log);
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    QTRY_VERIFY(page.model()->rowCount() >= rows);
}

} // namespace waxwing::ladderprobe
