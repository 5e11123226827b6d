// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "DnsMessage.h"
#include "RoomAnnouncer.h"
#include "RoomBrowser.h"
#include "SystemRandom.h"

using namespace waxwing;

namespace {

RoomAdvert ownRoom()
{
    RoomAdvert advert;
    advert.room = QStringLiteral("Lab");
    advert.port = 12345;
    advert.key = Fingerprint::ofDigest(Bytes(32, 'k'));
    return advert;
}

} // namespace

/// A message of the network: read, written, read again; and heard by both who take part.
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    const auto message =
        DnsMessage::parse(BytesView(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)));
    if (!message)
        return 0;
    const Bytes written = message->encode();
    const auto again = DnsMessage::parse(written);
    if (written.size() <= dns::mostBytes && (!again || again->encode() != written))
        __builtin_trap();
    SystemRandom random;
    RoomBrowser browser(random);
    RoomAnnouncer announcer(ownRoom(), {}, random);
    const MdnsLink link{1, QStringLiteral("eth0"), false, {{QHostAddress(QStringLiteral("10.0.0.1")), 24}}};
    qint64 now = 0;
    for (MdnsParty *party : {static_cast<MdnsParty *>(&browser), static_cast<MdnsParty *>(&announcer)}) {
        party->setLinks({link}, now);
        for (int i = 0; i < 40; ++i) {
            now = std::max(now, std::min<qint64>(party->nextDue(), now + 60'000));
            (void)party->takeDue(now);
            if (i % 8 == 2)
                party->receive({1, QHostAddress(QStringLiteral("10.0.0.2")), 5353, *message}, now);
            if (i == 11)
                party->receive({1, QHostAddress(QStringLiteral("10.0.0.2")), 9999, *message}, now);
        }
    }
    for (const AdvertisedRoom &room : browser.rooms()) {
        if (room.addresses.isEmpty() || room.advert.port == 0 || room.advert.key.isEmpty())
            __builtin_trap();
    }
    return 0;
}
