// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "KeyModel.h"
#include "KeysPage.h"
#include "TracedSession.h"

#include <QTest>

/// What tests of the keys page share.
namespace waxwing::keysprobe {

inline void show(QWidget &page)
{
    page.resize(620, 760);
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
}
inline int talkRows(const KeysPage &page)
{
    int rows = 0;
    for (int i = 0; i < page.model()->rowCount(); ++i)
        rows += page.model()->entry(i).isBegin ? 0 : 1;
    return rows;
}
/// Frames of the rows that are marked as fallen.
inline QList<quint64> fallen(const KeysPage &page)
{
    QList<quint64> frames;
    for (int i = 0; i < page.model()->rowCount(); ++i) {
        if (page.model()->index(i).data(KeyModel::FallsRole).toBool())
            frames << page.model()->entry(i).frame;
    }
    return frames;
}

/// The whole way, and a talk with key changes and a refresh in it.
inline bool talk(TracedSession &session)
{
    bool isGood = session.enter(2);
    for (int i = 0; i < 6; ++i)
        isGood = isGood && session.guestSays(QStringLiteral("message %1").arg(i));
    isGood = isGood && session.refresh();
    for (int i = 6; i < 9; ++i)
        isGood = isGood && session.guestSays(QStringLiteral("message %1").arg(i));
    return isGood;
}

} // namespace waxwing::keysprobe
