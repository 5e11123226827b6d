// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Diagnosis.h"

#include <algorithm>

namespace waxwing {

namespace {

using Cause = Diagnosis::Cause;
using Answer = Diagnosis::Answer;

/// How near to a room an answer came.
int nearness(Answer answer)
{
    switch (answer) {
    case Answer::Open:
        return 4;
    case Answer::Refused:
        return 3;
    case Answer::Silent:
        return 2;
    case Answer::Unreachable:
        return 1;
    case Answer::NotAsked:
        return 0;
    }
    return 0;
}

bool isKeyOf(const FoundRoom &room, const JoinTarget &target)
{
    if (!target.pinnedDigest.isEmpty())
        return room.key.matches(target.pinnedDigest);
    const auto key = Fingerprint::fromText(target.key);
    return key && *key == room.key;
}

bool isSamePlace(const FoundRoom &room, const JoinTarget &target)
{
    return std::any_of(target.addresses.begin(), target.addresses.end(),
                       [&](const HostAddress &address) { return room.addresses.contains(address); });
}

bool isSameMachine(const FoundRoom &room, const JoinTarget &target)
{
    return std::any_of(target.addresses.begin(), target.addresses.end(), [&](const HostAddress &wanted) {
        return std::any_of(room.addresses.begin(), room.addresses.end(),
                           [&](const HostAddress &address) { return address.address == wanted.address; });
    });
}

/// One with the right key; where no key is expected, one of the same machine.
std::optional<FoundRoom> elsewhere(const JoinTarget &target, const QList<FoundRoom> &found)
{
    const bool hasKey = target.isFromLink() || !target.pinnedDigest.isEmpty();
    for (const FoundRoom &room : found) {
        if (!isSamePlace(room, target) && (hasKey ? isKeyOf(room, target) : isSameMachine(room, target)))
            return room;
    }
    return {};
}

bool hasNetwork(const QList<Diagnosis::Own> &own)
{
    return std::any_of(own.begin(), own.end(),
                       [](const Diagnosis::Own &address) { return !address.isLoopback; });
}

Cause causeAt(const Diagnosis::Place &place, Code code)
{
    switch (place.port) {
    case Answer::Open:
        return code == Code::NotWaxwing ? Cause::NotWaxwing
               : code == Code::NoAnswer ? Cause::Unclear // it takes connections and says nothing
                                        : Cause::AnswersNow;
    case Answer::Refused:
        return place.isOwn ? Cause::OwnPc : Cause::Refused;
    case Answer::Silent:
        if (place.otherPort == Answer::Refused || place.otherPort == Answer::Open)
            return Cause::PortSilent;
        if (place.isOwn)
            return Cause::Unclear;
        return place.network.isEmpty() ? Cause::SilentFar : Cause::SilentNear;
    case Answer::Unreachable:
        return place.network.isEmpty() ? Cause::NoWay : Cause::NobodyNear;
    case Answer::NotAsked:
        break;
    }
    return Cause::Unclear;
}

} // namespace

bool isWorthExamining(Code code)
{
    return code == Code::ConnectionRefused || code == Code::NoAnswer || code == Code::Unreachable ||
           code == Code::NotWaxwing;
}

Diagnosis diagnose(Diagnosis looked, const JoinTarget &target, const QList<FoundRoom> &found)
{
    looked.roomsFound = static_cast<int>(found.size());
    std::stable_sort(looked.places.begin(), looked.places.end(), [](const auto &left, const auto &right) {
        return nearness(left.port) > nearness(right.port);
    });
    looked.elsewhere = elsewhere(target, found);
    const bool hasKey = target.isFromLink() || !target.pinnedDigest.isEmpty();
    const bool isAllOwn = std::all_of(looked.places.begin(), looked.places.end(),
                                      [](const Diagnosis::Place &place) { return place.isOwn; });
    if (looked.elsewhere)
        looked.cause = hasKey ? Cause::Moved : Cause::Nearby;
    else if (!hasNetwork(looked.own) && !isAllOwn)
        looked.cause = Cause::NoNetwork;
    else if (!looked.places.isEmpty())
        looked.cause = causeAt(looked.places.first(), looked.error.code);
    return looked;
}

} // namespace waxwing
