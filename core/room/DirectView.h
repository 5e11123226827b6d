// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Code.h"
#include "Result.h"
#include "DirectRecords.h"

#include <QList>

#include <map>
#include <variant>

/// Plain values of direct conversations, from RoomGuest to RoomClient and on to the windows (PROTOCOL 16).
namespace waxwing {

struct DirectDeviceView
{
    Bytes device;
    Bytes identity; ///< digest: what a decision is about, and by which messages name who said them
    DirectTrust trust = DirectTrust::Undecided;
    QString code;        ///< 60 digits to compare; empty until its identity was proved
    bool isHere = false; ///< the roster names it with this identity
    friend bool operator==(const DirectDeviceView &, const DirectDeviceView &) = default;
};

/// A conversation as a list shows it.
struct DirectPersonView
{
    QString name;
    QList<DirectDeviceView> devices;
    QString draft;
    qint64 last = 0;     ///< place of the last message
    qint64 lastRead = 0; ///< place of the last that was seen
    quint64 unread = 0;  ///< messages
    quint64 waiting = 0; ///< messages that nobody has yet
    quint64 told = 0;    ///< counter: at least one device of theirs has everything up to it
    quint64 read = 0;    ///< counter: everything up to it was read
    bool isHere = false;
    bool isStopped = false; ///< shows another identity than before: nothing is sent until the person decides
    bool isLinked = false;  ///< a direct link stands
    bool isDisproved = false;          ///< what came in their name last was refused (DirectDisprovedFact)
    std::optional<Code> waitsFor = {}; ///< why nothing gets through to them, as DirectWaitsFact told it last
    [[nodiscard]] bool isVerified() const ///< all that take part were compared
    {
        bool some = false;
        for (const DirectDeviceView &device : devices) {
            if (device.trust == DirectTrust::Pinned || device.trust == DirectTrust::Undecided)
                return false;
            some = some || device.trust == DirectTrust::Verified;
        }
        return some;
    }
    friend bool operator==(const DirectPersonView &, const DirectPersonView &) = default;
};

/// By name: all conversations, or those that changed.
struct DirectPeopleFact
{
    QList<DirectPersonView> people;
    bool isAll = true;
};
/// This PC keeps an older copy: what waits got other counters, by the old ones.
struct DirectMovedFact
{
    QString name;
    Bytes device; ///< of this PC
    std::map<quint64, quint64> counters;
};
/// Stored here: of somebody, or of this person. An edit or erasure was done, too.
struct DirectSaidFact
{
    QString name; ///< of the conversation
    DirectMessage message;
    bool isVerified = false; ///< who said it was compared
    quint64 localId = 0;     ///< mine, said in this run
};
/// At least one device of the other person has everything up to that counter.
struct DirectToldFact
{
    QString name;
    quint64 counter = 0;
};
/// The other person has read everything up to that counter.
struct DirectReadFact
{
    QString name;
    quint64 counter = 0;
};
/// It waits, and why: `not here`, `another identity`, `connection lost`, `not offered by the host`, or what
/// came of the last call.
struct DirectWaitsFact
{
    QString name;
    Code reason = Code::NotHere;
    quint64 waiting = 0;
    quint64 localId = 0;
};
/// Another identity than those known before.
struct DirectChangedFact
{
    QString name;
    Bytes device;
    Bytes identity; ///< digest
};
/// Who answered, or called, under that device is not the one whom the roster names, or what came was changed
/// on its way: `another identity`, `bad signature`, or a refusal of PROTOCOL 5.3. Nothing was told over that
/// link.
struct DirectDisprovedFact
{
    QString name;
    Bytes device;
    Code code = Code::AnotherIdentity;
};
struct DirectComparisonFact
{
    QString name;
    DirectDeviceView device;
};
/// What was asked cannot be done.
struct DirectFailedFact
{
    QString name;
    Error error;
    quint64 localId = 0; ///< of the wish
};
struct DirectWritersFact
{
    QStringList names;
};
/// Answer to readBefore().
struct DirectPageFact
{
    QString name;
    quint64 localId = 0;
    DirectPage page;
};
using DirectFact = std::variant<DirectPeopleFact, DirectSaidFact, DirectToldFact, DirectReadFact,
                                DirectWaitsFact, DirectChangedFact, DirectDisprovedFact, DirectComparisonFact,
                                DirectFailedFact, DirectWritersFact, DirectPageFact, DirectMovedFact>;

/// What a person says to another.
struct DirectWish
{
    QString name; ///< in any case
    QString text;
    std::optional<Act> act = {};
    Bytes device = {}; ///< of the target; empty: this device
    quint64 target = 0;
};

} // namespace waxwing
