// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RoomNumbers.h"

#include "MessageCodec.h"
#include "Record.h"

namespace waxwing::bench {

namespace {

/// The contents as they really are, with names and numbers of the usual length.
struct Contents
{
    Bytes say = encode(Say{12, QString(textSize, u'x')}).content;
    Bytes said = encode(Said{123, memberName(123), Bytes(limits::deviceSize, 'd'), 12, 1'780'000'000'000,
                             QString(textSize, u'x')})
                     .content;
    Bytes received = encode(Received{123}).content;
    Bytes read = encode(Read{123}).content;
    Bytes ack = encode(Ack{12}).content;
    Bytes delivered = encode(Delivered{123, 999, 999}).content;
    Bytes seen = encode(Seen{123, 999, 999}).content;
    Bytes update = encode(Update{}).content;
};

qsizetype sealedSize(const Bytes &content)
{
    return limits::additionalDataSize + paddedSize(content.size()) + limits::tagSize;
}

} // namespace

WireSizes sealedSizes()
{
    const Contents contents;
    return {sealedSize(contents.say), sealedSize(contents.said),
            sealedSize(contents.received) + sealedSize(contents.read),
            sealedSize(contents.ack) + sealedSize(contents.delivered) + sealedSize(contents.seen),
            sealedSize(contents.update)};
}

WireSizes plainSizes()
{
    const Contents contents;
    return {contents.say.size(), contents.said.size(), contents.received.size() + contents.read.size(),
            contents.ack.size() + contents.delivered.size() + contents.seen.size(), 0};
}

QString memberName(int index)
{
    return QStringLiteral("member%1").arg(index, 4, 10, QLatin1Char('0'));
}

ScramClientKeys memberKeys(int index)
{
    ScramClientKeys keys;
    keys.salt = Bytes(limits::saltSize, char(index));
    keys.iterations = limits::iterations;
    keys.clientKey = SecretBytes(limits::hashSize);
    keys.serverKey = SecretBytes(limits::hashSize);
    keys.clientKey.span()[0] = quint8(index);
    keys.clientKey.span()[1] = quint8(index >> 8);
    keys.serverKey.span()[2] = quint8(index);
    return keys;
}

Settings benchSettings()
{
    constexpr int longMs = 3'600'000;
    Settings settings;
    settings.connectionsNotLoggedIn = 2'000;
    settings.connectionsPerAddress = 2'000;
    settings.handshakeBurst = 2'000;
    settings.handshakesPerSecond = 2'000;
    settings.pingAfterMs = longMs;
    settings.lostAfterMs = 2 * longMs;
    settings.helloDeadlineMs = longMs; // a busy machine makes figures worse, it does not end them
    settings.handshakeDeadlineMs = longMs;
    settings.hostHelloDeadlineMs = longMs;
    settings.lobbyDeadlineMs = longMs;
    return settings;
}

} // namespace waxwing::bench
