// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT

// Sealing and opening one record, its padded plaintext already in the record buffer, against Botan alone
// doing set_associated_data(17 B), start and finish in place on as many bytes. By turns; best of each.
#include "BareGcm.h"
#include "RecordCipher.h"
#include "Row.h"
#include "Usage.h"

#include <vector>

using namespace waxwing;
using namespace waxwing::bench;

namespace {

constexpr std::size_t headerSize = limits::additionalDataSize;

/// Records in buffers of our own, under one epoch's key.
class OurRecords
{
public:
    OurRecords(std::size_t plaintext, std::size_t buffers)
    {
        for (std::size_t i = 0; i < buffers; ++i)
            m_frames.emplace_back(headerSize + plaintext + limits::tagSize, quint8(0x77));
    }
    void sealAll()
    {
        quint64 sequence = 0;
        for (std::vector<quint8> &frame : m_frames)
            m_sealer.seal(frame, sequence++);
    }
    void openAll()
    {
        quint64 sequence = 0;
        for (std::vector<quint8> &frame : m_frames) {
            if (!m_opener.open(frame, sequence++))
                qFatal("a record did not open");
        }
    }

private:
    static EpochKeys keys()
    {
        return {SecretBytes(std::vector<quint8>(32, 0x42)), SecretBytes(std::vector<quint8>(12, 0x24))};
    }
    RecordCipher m_sealer{RecordCipher::Direction::Seal, keys()};
    RecordCipher m_opener{RecordCipher::Direction::Open, keys()};
    std::vector<std::vector<quint8>> m_frames;
};

template <class Call> double secondsOf(Call call)
{
    const double before = wallSeconds();
    call();
    return wallSeconds() - before;
}

void measure(const QString &size, std::size_t plaintext, std::size_t buffers, int rounds)
{
    OurRecords ours(plaintext, buffers);
    BareGcm bare(plaintext, buffers);
    Samples ourSeal, ourOpen, bareSeal, bareOpen;
    for (int round = 0; round < rounds; ++round) {
        ourSeal.add(secondsOf([&] { ours.sealAll(); }));
        bareSeal.add(secondsOf([&] { bare.sealAll(); }));
        ourOpen.add(secondsOf([&] { ours.openAll(); }));
        bareOpen.add(secondsOf([&] { bare.openAll(); }));
    }
    const auto show = [&](const QString &what, const Samples &our, const Samples &other) {
        const Comparison speed = compare(other, our); // of times: how fast we are, 1 = as fast as Botan
        print({QStringLiteral("%1 a record of %2, speed by bare Botan's").arg(what, size), speed.ratio,
               spreadOf(speed), Bar::AtLeast, 0.95});
        printNote(QStringLiteral("%1 %2: %3 µs, bare %4 µs")
                      .arg(what, size)
                      .arg(our.best() / double(buffers) * 1e6, 0, 'f', 3)
                      .arg(other.best() / double(buffers) * 1e6, 0, 'f', 3));
    };
    show(QStringLiteral("seal"), ourSeal, bareSeal);
    show(QStringLiteral("open"), ourOpen, bareOpen);
}

} // namespace

int main()
{
    measure(QStringLiteral("1 KiB"), 1024, 16, 20'000);
    measure(QStringLiteral("64 KiB"), 65'536, 4, 2'000);
    return 0;
}
