// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Features.h"
#include "HostFixture.h"

namespace waxwing::test {

inline const QString source = QStringLiteral(WAXWING_SOURCE_DIR);
inline const QString asha = QStringLiteral("asha");
inline const QString ravi = QStringLiteral("ravi");
inline const QString mei = QStringLiteral("mei");
inline const QString olga = QStringLiteral("olga");
inline const QStringList both{features::replay(), features::talk()};

/// Rates that a test never reaches.
Settings replaySettings();

/// A room that names the features, in which somebody who is gone has said so much; olga was here before that.
class TalkedRoom : public HostFixture
{
public:
    explicit TalkedRoom(int messages = 0, const Settings &settings = replaySettings(), qsizetype length = 40);
    Bytes history;

private:
    void fill(int messages, qsizetype length);
};

/// A guest that names the features.
std::unique_ptr<RawGuest> knowing(HostFixture &room);
/// The numbers of as many `said` as asked for, and of what comes too many.
std::vector<quint64> numbersAt(RawGuest &guest, std::size_t count, bool mayMore = false);
std::vector<quint64> fromTo(quint64 first, quint64 last);
/// Says so much, never more than may be unacknowledged.
void sayMany(RawGuest &guest, quint64 first, quint64 last);

} // namespace waxwing::test
