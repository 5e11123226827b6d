// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "DoctorWords.h"

#include "ForeignText.h"
#include "Sentences.h"

namespace waxwing {

namespace {

using Cause = Diagnosis::Cause;
using Answer = Diagnosis::Answer;

} // namespace

QString DoctorWords::cause(const Diagnosis &diagnosis)
{
    if (diagnosis.elsewhere)
        return elsewhere(diagnosis);
    if (diagnosis.cause == Cause::NoNetwork)
        return tr("This PC is on no network. Plug in the cable or join the Wi-Fi that the host is on, then "
                  "try again.");
    const QString words =
        diagnosis.places.isEmpty() ? QString() : ofPlace(diagnosis.cause, diagnosis.places.first());
    if (!words.isEmpty())
        return words;
    Circumstances about;
    about.isClaim = diagnosis.error.isClaim;
    about.theirVersion = diagnosis.error.claimedVersion;
    if (!diagnosis.places.isEmpty()) {
        about.address = diagnosis.places.first().address.address;
        about.port = diagnosis.places.first().address.port;
    }
    return Sentences::of(diagnosis.error.code, about);
}

QString DoctorWords::elsewhere(const Diagnosis &diagnosis)
{
    const FoundRoom &room = *diagnosis.elsewhere;
    const QString name = u'\u201C' + foreignInside(room.name) + u'\u201D';
    const QString place = room.addresses.first().text();
    if (diagnosis.cause == Cause::Moved)
        return tr("The room is announced in another place now: %1 at %2.").arg(name, place);
    return tr("No room was reached on that port, but %1 is announced at %2.").arg(name, place);
}

QString DoctorWords::ofPlace(Cause cause, const Diagnosis::Place &place)
{
    const QString address = place.address.address;
    switch (cause) {
    case Cause::OwnPc:
        return tr("%1 is this PC itself, and no room is open on it on port %2. Host one here, or type the "
                  "address of "
                  "the host's PC.")
            .arg(address)
            .arg(place.address.port);
    case Cause::PortSilent:
        return tr("%1 is on, but says nothing on port %2. A firewall on it is the usual cause: the host has "
                  "to let "
                  "Waxwing in.")
            .arg(address)
            .arg(place.address.port);
    case Cause::SilentNear:
        return tr("No answer from %1, though it is on this PC's network %2. It may be asleep, behind a "
                  "firewall, or the "
                  "Wi-Fi keeps its guests apart; or the address is wrong.")
            .arg(address, place.network);
    case Cause::SilentFar:
        return tr("No answer from %1. It is on none of this PC's networks: join the host's network, or ask "
                  "for an "
                  "address on this one.")
            .arg(address);
    case Cause::NobodyNear:
        return tr("No machine answers at %1 on this PC's network %2: it is off, or the address is wrong. Ask "
                  "the host.")
            .arg(address, place.network);
    case Cause::NoWay:
        return tr("There is no way from this PC to %1: it is on none of its networks. Join the host's "
                  "network, or check "
                  "the address.")
            .arg(address);
    case Cause::AnswersNow:
        return tr("%1 takes connections now. Try again.").arg(place.address.text());
    default:
        return {}; // no more than the code's own sentence
    }
}

// ---- The checks

QStringList DoctorWords::checks(const Diagnosis &diagnosis)
{
    QStringList pairs{tr("This PC's networks"), network(diagnosis)};
    for (const Diagnosis::Place &place : diagnosis.places) {
        pairs << place.address.text() << where(place) + u'\n' + answer(place);
    }
    pairs << tr("Announced rooms") << announced(diagnosis);
    return pairs;
}

QString DoctorWords::network(const Diagnosis &diagnosis)
{
    QStringList lines;
    for (const Diagnosis::Own &own : diagnosis.own) {
        if (!own.isLoopback)
            lines.append(QStringLiteral("%1/%2 (%3)").arg(own.address).arg(own.prefix).arg(own.interface));
    }
    return lines.isEmpty() ? tr("none") : lines.join(u'\n');
}

QString DoctorWords::where(const Diagnosis::Place &place)
{
    if (place.isOwn)
        return tr("this PC itself");
    return place.network.isEmpty() ? tr("on none of this PC's networks") : tr("on %1").arg(place.network);
}

QString DoctorWords::answer(const Diagnosis::Place &place)
{
    switch (place.port) {
    case Answer::Open:
        return tr("port %1 took a connection after %2 ms").arg(place.address.port).arg(place.afterMs);
    case Answer::Refused:
        return tr("port %1 refused after %2 ms: nothing is open there")
            .arg(place.address.port)
            .arg(place.afterMs);
    case Answer::Silent:
        if (place.otherPort == Answer::Refused || place.otherPort == Answer::Open)
            return tr("port %1 was silent, another port answered: the machine is on").arg(place.address.port);
        return place.otherPort == Answer::NotAsked
                   ? tr("port %1 was silent").arg(place.address.port)
                   : tr("port %1 was silent, and so was another port").arg(place.address.port);
    case Answer::Unreachable:
        return tr("no way there: %1").arg(place.detail);
    case Answer::NotAsked:
        break;
    }
    return tr("not tried");
}

QString DoctorWords::announced(const Diagnosis &diagnosis)
{
    if (!diagnosis.mayFind)
        return tr("not listened to");
    if (diagnosis.elsewhere)
        return elsewhere(diagnosis);
    if (diagnosis.roomsFound == 0)
        return tr("none was heard on this network");
    return diagnosis.roomsFound == 1 ? tr("1 was heard, and it is not this one")
                                     : tr("%1 were heard, and none is this one").arg(diagnosis.roomsFound);
}

QString DoctorWords::report(const Diagnosis &diagnosis)
{
    QStringList lines{cause(diagnosis), QString()};
    const QStringList pairs = checks(diagnosis);
    for (int i = 0; i + 1 < pairs.size(); i += 2)
        lines.append(pairs[i] + QStringLiteral(": ") +
                     QString(pairs[i + 1]).replace(u'\n', QLatin1StringView("; ")));
    lines.append(QString());
    lines.append(QStringLiteral("%1: %2").arg(codeName(diagnosis.error.code), diagnosis.error.detail));
    return lines.join(u'\n');
}

} // namespace waxwing
