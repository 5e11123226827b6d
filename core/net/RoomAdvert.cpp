// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RoomAdvert.h"

#include "IpAddress.h"
#include "Limits.h"
#include "RoomName.h"
#include "Unicode.h"

#include <QHash>

namespace waxwing {

namespace {

constexpr qsizetype mostHostBytes = 4 * limits::usernameCodePoints;
constexpr quint32 mostPeople = 100'000; ///< more is nobody's count

/// RFC 6763 6.4: keys regardless of case, the first of each counts, one without a name does not.
QHash<Bytes, Bytes> pairs(const DnsText &text)
{
    QHash<Bytes, Bytes> found;
    for (const Bytes &string : text.strings) {
        const qsizetype equals = string.indexOf('=');
        const Bytes key = string.left(equals).toLower();
        if (!key.isEmpty() && !found.contains(key))
            found.insert(key, equals < 0 ? Bytes() : string.mid(equals + 1));
    }
    return found;
}

const char *word(Registration registration)
{
    switch (registration) {
    case Registration::Open:
        return "open";
    case Registration::Invite:
        return "invite";
    case Registration::Closed:
        return "closed";
    }
    return "closed";
}

Registration fromWord(const Bytes &text)
{
    if (text == "open")
        return Registration::Open;
    return text == "invite" ? Registration::Invite : Registration::Closed;
}

} // namespace

DnsName RoomAdvert::service()
{
    return DnsName::of("_waxwing._tcp.local");
}

DnsText RoomAdvert::text() const
{
    return {{"txtvers=1", "key=" + key.text().toLatin1(), "people=" + Bytes::number(people),
             "host=" + host.toUtf8(), Bytes("registration=") + word(registration)}};
}

Bytes RoomAdvert::label(int turn) const
{
    const Bytes end = turn < 2 ? Bytes() : " (" + Bytes::number(turn) + ')';
    QString name = room;
    while (name.toUtf8().size() + end.size() > DnsName::mostLabel)
        name.chop(name.back().isLowSurrogate() ? 2 : 1);
    return name.toUtf8() + end;
}

Result<RoomAdvert> RoomAdvert::read(const Bytes &label, const DnsText &text, quint16 port)
{
    RoomAdvert advert;
    const auto name = validUtf8(label);
    if (!name || !checkRoomName(*name) || port == 0)
        return failure(Code::Malformed, QStringLiteral("no room's name, or no port"));
    const QHash<Bytes, Bytes> said = pairs(text);
    if (said.value("txtvers") != "1")
        return failure(Code::Malformed, QStringLiteral("another version of the announcement"));
    const auto key = Fingerprint::fromText(QString::fromLatin1(said.value("key")));
    if (!key)
        return failure(Code::Malformed, QStringLiteral("no key"));
    const Bytes host = said.value("host");
    const auto hostName = validUtf8(host);
    if (!hostName || host.size() > mostHostBytes)
        return failure(Code::Malformed, QStringLiteral("no host's name"));
    const auto people = parseDecimal(QString::fromLatin1(said.value("people")), mostPeople);
    advert.room = *name;
    advert.port = port;
    advert.key = *key;
    advert.host = *hostName;
    advert.people = people ? static_cast<int>(*people) : -1;
    advert.registration = fromWord(said.value("registration"));
    return advert;
}

} // namespace waxwing
