// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "DirectWords.h"

#include "ForeignText.h"

namespace waxwing {

DirectWords::Mark DirectWords::lock(const DirectFacts &facts)
{
    if (facts.isStopped)
        return {QStringLiteral("shield-alert"), Tone::Bad, tr("Stopped · not the same key as before")};
    if (facts.isRefused)
        return {QStringLiteral("shield-alert"), Tone::Bad, tr("Stopped · a key that you refused")};
    if (facts.isCompared)
        return {QStringLiteral("shield-ok"), Tone::Ok,
                facts.isWithHost ? tr("End to end: nobody else can read it · compared")
                                 : tr("End to end: not even the host can read it · compared")};
    return {QStringLiteral("lock"), Tone::Ok, tr("End to end · not compared yet")};
}

DirectWords::Mark DirectWords::band(const DirectFacts &facts)
{
    const QString name = foreignInside(facts.name);
    if (facts.isStopped)
        return {QStringLiteral("shield-alert"), Tone::Bad,
                tr("This is not the same key as before. %1 may use a new PC or have lost what was kept; or "
                   "somebody sits in between. Nothing is sent until you decide.")
                    .arg(name)};
    if (facts.isRefused)
        return {QStringLiteral("shield-alert"), Tone::Bad,
                tr("%1 is here with a key that you refused. Nothing is sent to it, and nothing of it is "
                   "shown.")
                    .arg(name)};
    if (facts.isDisproved && facts.isConnected && facts.isHere)
        return {
            QStringLiteral("shield-alert"), Tone::Bad,
            tr("What came in the name of %1 was refused: somebody else answered, or it was changed on the "
               "way. Nothing was told there. What you write waits here; the host may know why.")
                .arg(name)};
    if (!facts.isOffered)
        return {QStringLiteral("info"), Tone::Warn,
                tr("The host of this room passes no direct messages on. What you write waits here.")};
    if (!facts.isConnected)
        return {}; // the strip says so
    if (!facts.isHere)
        return {QStringLiteral("clock"), Tone::Warn,
                tr("%1 is away. What you write waits here and is sent when %1 is back.").arg(name)};
    if (facts.isDeclined)
        return {
            QStringLiteral("shield-ask"), Tone::Warn,
            tr("%1 takes nothing from your key yet: it is another than before, or the codes differed. What "
               "you write waits here. Compare the codes with %1.")
                .arg(name)};
    if (!facts.takesCalls)
        return {
            QStringLiteral("info"), Tone::Warn,
            tr("The program that %1 uses takes no direct messages. What you write waits here.").arg(name)};
    return {};
}

QString DirectWords::noFiles(const DirectFacts &facts)
{
    const QString name = foreignInside(facts.name);
    if (facts.isStopped)
        return tr("%1 is here with another key than before. No file goes until you decide.").arg(name);
    if (facts.isRefused)
        return tr("You refused the key of %1, so no file goes.").arg(name);
    if (!facts.isOffered)
        return tr("The host of this room passes no files to one person on.");
    return {};
}

QStringList DirectWords::details(const DirectFacts &facts)
{
    const QString name = foreignInside(facts.name);
    QStringList parts;
    parts.append(
        tr("What you write is sealed on this PC for that of %1, with AES-256-GCM and keys apart from "
           "the room's. It travels inside the sealed link to the host, which passes it on.")
            .arg(name));
    if (facts.isStopped || facts.isRefused)
        parts.append(tr("%1 is here with another key than before, so nothing is sent. Compare the codes to "
                        "find out whose key it is.")
                         .arg(name));
    else if (facts.isCompared)
        parts.append(tr("You compared the codes. The key is that of %1, so nobody sits in between, not even "
                        "the host.")
                         .arg(name));
    else
        parts.append(tr("You have not compared the codes yet. The host hands the keys out: one that lies "
                        "could sit in between and read along. Once the codes were the same, it cannot."));
    parts.append(tr("What the host sees: that you and %1 talk, when, and how much. Not what.").arg(name));
    parts.append(tr("What is said is kept sealed on your PC and on that of %1. What waits to be sent is "
                    "kept on yours alone.")
                     .arg(name));
    return parts;
}

QString DirectWords::spoken(const QStringList &groups)
{
    QStringList spelled;
    for (const QString &group : groups) {
        QString digits;
        for (const QChar digit : group)
            digits += digits.isEmpty() ? QString(digit) : u' ' + QString(digit);
        spelled.append(digits);
    }
    return spelled.join(QStringLiteral(", "));
}

} // namespace waxwing
