// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "MessageCodec.h"

#include <random>
#include <vector>

namespace waxwing::test {

/// Bytes from a readable pattern: hex digits, 'ASCII in quotes', (HH*N) for N times byte HH; spaces do not
/// matter. 'dtype' is the text "type" with its head, since 0x64 is a text of 4 bytes and the letter d.
Bytes bytesOf(const char *pattern);

/// One message of each kind and of each optional part, by name, with the bytes that another CBOR library
/// (cbor2, canonical) made of the same values.
struct Golden
{
    const char *name;
    const char *pattern;
};
const std::vector<Golden> &goldenMessages();
Message sampleMessage(const QString &name);
GuestHello sampleGuestHello();
HostHello sampleHostHello();

/// Any message with any legal values, from a fixed seed.
class RandomMessages
{
public:
    explicit RandomMessages(quint64 seed) : m_generator(seed) {}
    Message next();

private:
    quint64 number(quint64 least, quint64 most);
    QString text(qsizetype leastBytes, qsizetype mostBytes);
    Bytes bytes(qsizetype size);
    QStringList features();
    std::optional<quint64> maybe(quint64 most);
    std::vector<Person> people();
    Message nextOfLobby(int kind);
    Message nextOfRoom(int kind);
    Message nextOfFeatures(int kind);
    Message nextOfFiles(int kind);
    Message nextOfDirect(int kind);
    template <class M> M withTarget(M message); ///< or without one

    std::mt19937_64 m_generator;
};

} // namespace waxwing::test
