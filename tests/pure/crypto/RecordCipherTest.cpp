// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Aes256Gcm.h"
#include "CryptoSupport.h"
#include "RecordCipher.h"

#include <QTest>
#include <QtEndian>

using namespace waxwing;
using namespace waxwing::cryptoSupport;

namespace {

constexpr qsizetype headerSize = 17;

EpochKeys keys()
{
    return {secretHex("182c26a9babc686575d6b581ddd0e77d03e2a481fee40c63835691dd44ff68a8"),
            secretHex("3d6e8b652c7192c3518a11e5")};
}

/// A frame of epoch 1 with `size` bytes that count to 251, and room for the tag.
Bytes frame(qsizetype size, quint64 sequence)
{
    Bytes result(headerSize + size + limits::tagSize, '\0');
    qToBigEndian(quint32(result.size() - 4), result.data());
    result[4] = 3;
    qToBigEndian(quint32(1), result.data() + 5);
    qToBigEndian(sequence, result.data() + 9);
    for (qsizetype i = 0; i < size; ++i)
        result[headerSize + i] = static_cast<char>(i % 251);
    return result;
}

Bytes sealed(qsizetype size, quint64 sequence)
{
    Bytes result = frame(size, sequence);
    RecordCipher(RecordCipher::Direction::Seal, keys()).seal(toMutableSpan(result), sequence);
    return result;
}

} // namespace

class RecordCipherTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// D. McGrew, J. Viega, "The Galois/Counter Mode of Operation (GCM)", submitted to NIST: test cases 13
    /// to 16.
    void gcmKnownAnswers_data()
    {
        QTest::addColumn<Bytes>("key");
        QTest::addColumn<Bytes>("nonce");
        QTest::addColumn<Bytes>("additional");
        QTest::addColumn<Bytes>("plain");
        QTest::addColumn<Bytes>("cipher");
        const Bytes key = hex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
        const Bytes nonce = hex("cafebabefacedbaddecaf888");
        const Bytes plain = hex("d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                                "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255");
        const Bytes cipher = hex("522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                                 "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad");
        QTest::newRow("13") << Bytes(32, '\0') << Bytes(12, '\0') << Bytes() << Bytes()
                            << hex("530f8afbc74536b9a963b4f1c4cb738b");
        QTest::newRow("14") << Bytes(32, '\0') << Bytes(12, '\0') << Bytes() << Bytes(16, '\0')
                            << hex("cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919");
        QTest::newRow("15") << key << nonce << Bytes() << plain
                            << cipher + hex("b094dac5d93471bdec1a502270e3cc6c");
        QTest::newRow("16") << key << nonce << hex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
                            << plain.first(60) << cipher.first(60) + hex("76fc6ece0f4e1768cddf8853bb2d551b");
    }
    void gcmKnownAnswers()
    {
        QFETCH(Bytes, key);
        QFETCH(Bytes, nonce);
        QFETCH(Bytes, additional);
        QFETCH(Bytes, plain);
        QFETCH(Bytes, cipher);
        Bytes text = plain + Bytes(16, '\0');
        Aes256Gcm(Aes256Gcm::Direction::Seal, toSpan(key))
            .seal(toSpan(nonce), toSpan(additional), toMutableSpan(text));
        QCOMPARE(toHex(text), toHex(cipher));
        QVERIFY(Aes256Gcm(Aes256Gcm::Direction::Open, toSpan(key))
                    .open(toSpan(nonce), toSpan(additional), toMutableSpan(text)));
        QCOMPARE(text.first(plain.size()), plain);
    }

    /// SHA-256 of the whole frame, made by python3-cryptography from DESIGN 2.2.
    void sealsAsAnotherProgramDoes()
    {
        QCOMPARE(toHex(sha256(sealed(256, 0))),
                 "e6203d0acceb1622fdd84511532efc309ac218230b250312cf45a9551d773fd6");
        QCOMPARE(toHex(sha256(sealed(288, 1))),
                 "9fc20ac7ffdaf72738b7b1a36a5f54744cbc2d33611c7431cdda9edf568e5f3f");
        QCOMPARE(toHex(sha256(sealed(300, 0x0102030405060708))),
                 "09caab19efab4b17e2b1c9cd857605dc95eaa52ada348b9768c0d4e73ab81155");
    }

    void everySizeOpens()
    {
        RecordCipher sealing(RecordCipher::Direction::Seal, keys());
        RecordCipher opening(RecordCipher::Direction::Open, keys());
        quint64 sequence = 0;
        for (const qsizetype size : {0, 1, 15, 16, 17, 63, 64, 65, 127, 128, 129, 256, 288, 1'024, 65'536}) {
            const Bytes plain = frame(size, sequence);
            Bytes text = plain;
            sealing.seal(toMutableSpan(text), sequence);
            QCOMPARE(text.first(headerSize), plain.first(headerSize));
            QVERIFY(size < 8 || text.mid(headerSize, size) != plain.mid(headerSize, size));
            QVERIFY(opening.open(toMutableSpan(text), sequence));
            QCOMPARE(text.first(headerSize + size), plain.first(headerSize + size));
            ++sequence;
        }
    }

    void tamperedAtEveryByte_data()
    {
        QTest::addColumn<qsizetype>("size");
        QTest::newRow("256 bytes") << qsizetype(256);
        QTest::newRow("288 bytes") << qsizetype(288);
        QTest::newRow("37 bytes") << qsizetype(37);
    }
    void tamperedAtEveryByte()
    {
        QFETCH(qsizetype, size);
        RecordCipher opening(RecordCipher::Direction::Open, keys());
        const Bytes good = sealed(size, 5);
        for (qsizetype at = 0; at < good.size(); ++at) {
            Bytes changed = good;
            changed[at] = static_cast<char>(changed[at] ^ (1 << (at % 8)));
            QVERIFY(!opening.open(toMutableSpan(changed), 5));
            QCOMPARE(changed.mid(headerSize, size), Bytes(size, '\0'));
        }
        Bytes untouched = good; // a refusal leaves the cipher fit for the next record
        QVERIFY(opening.open(toMutableSpan(untouched), 5));
    }

    void otherSequenceKeyIvAndLengthAreRefused()
    {
        const Bytes good = sealed(256, 5);
        RecordCipher opening(RecordCipher::Direction::Open, keys());
        for (const quint64 sequence : {quint64(0), quint64(4), quint64(6), quint64(5) | (quint64(1) << 63)}) {
            Bytes text = good;
            QVERIFY(!opening.open(toMutableSpan(text), sequence));
        }
        Bytes text = good.chopped(1);
        QVERIFY(!opening.open(toMutableSpan(text), 5));
        text = good + Bytes(1, '\0');
        QVERIFY(!opening.open(toMutableSpan(text), 5));
        for (const bool changeKey : {true, false}) {
            EpochKeys others = keys();
            (changeKey ? others.key : others.iv).span()[3] ^= 1;
            text = good;
            QVERIFY(!RecordCipher(RecordCipher::Direction::Open, others).open(toMutableSpan(text), 5));
        }
    }

    void theSameTextUnderAnotherSequenceLooksDifferent()
    {
        QVERIFY(sealed(256, 1).mid(headerSize) != sealed(256, 2).mid(headerSize));
    }

    void movesWithItsKey()
    {
        RecordCipher first(RecordCipher::Direction::Open, keys());
        RecordCipher second = std::move(first);
        Bytes text = sealed(256, 9);
        QVERIFY(second.open(toMutableSpan(text), 9));
    }
};

QTEST_GUILESS_MAIN(RecordCipherTest)
#include "RecordCipherTest.moc"
