// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Record.h"

#include <QTest>
#include <QtEndian>

using namespace waxwing;

namespace {

/// PROTOCOL 5.2 again, by another way than the code: by trying every step.
qsizetype paddedByTheBook(qsizetype content)
{
    const qsizetype n = content + 4;
    qsizetype power = 1;
    while (power * 2 <= n)
        power *= 2;
    const qsizetype step = std::max<qsizetype>(32, power / 16);
    qsizetype size = 0;
    while (size < n)
        size += step;
    return std::max<qsizetype>(256, size);
}

Bytes plaintextOf(BytesView content)
{
    Bytes frame;
    layOutRecord(frame, {}, content);
    return frame.sliced(17, frame.size() - 17 - 16);
}

} // namespace

class RecordTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void paddedSizes()
    {
        for (qsizetype content = 0; content <= limits::content; ++content) {
            const qsizetype size = paddedSize(content);
            if (size != paddedByTheBook(content))
                QCOMPARE(size, paddedByTheBook(content));
            QVERIFY(size >= content + 4 && size <= 65'536);
        }
    }

    void paddedSizesOfTheText()
    {
        const std::pair<qsizetype, qsizetype> examples[] = {{1, 256},       {256, 256},     {257, 288},
                                                            {846, 864},     {1'024, 1'024}, {1'025, 1'088},
                                                            {3'968, 3'968}, {3'969, 4'096}, {65'536, 65'536}};
        for (const auto &[n, padded] : examples)
            QCOMPARE(paddedSize(n - 4), padded);
        QVERIFY(29 + paddedSize(limits::contentBeforeLogin) <= limits::frameLengthBeforeLogin);
        QVERIFY(29 + paddedSize(limits::contentBeforeLogin + 1) > limits::frameLengthBeforeLogin);
        QCOMPARE(29 + paddedSize(limits::content), limits::frameLength);
    }

    void layout()
    {
        Bytes frame;
        layOutRecord(frame, {0x01020304, 0x05060708090A0B0C}, "hello");
        QCOMPARE(frame.size(), 17 + 256 + 16);
        QCOMPARE(frame.first(26).toHex(), QByteArray("0000011d03010203040506070809"
                                                     "0a0b0c0000000568656c6c6f"));
        QCOMPARE(frame.sliced(26), Bytes(frame.size() - 26, '\0'));
        const auto header = decodeRecordHeader({FrameType::Record, frame});
        QVERIFY(header);
        QCOMPARE(header->epoch, 0x01020304U);
        QCOMPARE(header->sequence, 0x05060708090A0B0CULL);
    }

    void theBufferIsUsedAgain()
    {
        Bytes frame;
        layOutRecord(frame, {}, Bytes(60'000, 'x'));
        frame.reserve(frame.size());
        const char *data = frame.constData();
        frame.fill('\xFF');
        layOutRecord(frame, {}, "short");
        QCOMPARE(frame.constData(), data);
        QCOMPARE(frame.size(), 17 + 256 + 16);
        QCOMPARE(frame.sliced(26), Bytes(frame.size() - 26, '\0'));
    }

    void headersThatAreTooShort()
    {
        for (qsizetype body = 0; body < 28; ++body) {
            const auto header = decodeRecordHeader(makeFrame(FrameType::Record, Bytes(body, 'x')));
            QVERIFY(!header);
            QCOMPARE(header.error().code, Code::RecordMalformed);
        }
        QVERIFY(decodeRecordHeader(makeFrame(FrameType::Record, Bytes(28, 'x')))); // length 29
    }

    void contentComesBack()
    {
        for (const qsizetype size : {0, 1, 251, 252, 253, 1'000, 3'964, 32'768, 65'531, 65'532}) {
            const Bytes content(size, 'c');
            const Bytes plaintext = plaintextOf(content);
            const auto back = contentOf(plaintext);
            QVERIFY(back);
            QCOMPARE(back->toByteArray(), content);
        }
    }

    void everyByteOfPaddingIsLookedAt()
    {
        Bytes plaintext = plaintextOf("hello");
        for (qsizetype at = 9; at < plaintext.size(); ++at) {
            plaintext[at] = 1;
            const auto refused = contentOf(plaintext);
            QVERIFY(!refused);
            QCOMPARE(refused.error().code, Code::BadPadding);
            plaintext[at] = 0;
        }
        QVERIFY(contentOf(plaintext));
    }

    void everyOtherSizeIsRefused()
    {
        for (qsizetype size = 0; size < 2'000; ++size) {
            Bytes plaintext(size, '\0');
            if (size >= 4)
                qToBigEndian(quint32(5), plaintext.data());
            const auto content = contentOf(plaintext);
            QCOMPARE(content.has_value(), size == 256);
            if (!content)
                QCOMPARE(content.error().code, Code::BadPadding);
        }
    }

    void everyOtherLengthPrefixIsRefused_data()
    {
        QTest::addColumn<quint32>("prefix");
        for (const quint32 prefix :
             {253U, 288U, 65'532U, 65'533U, 0x7FFFFFFFU, 0x80000000U, 0xFFFFFFFCU, 0xFFFFFFFFU})
            QTest::addRow("%u", prefix) << prefix;
    }
    void everyOtherLengthPrefixIsRefused()
    {
        QFETCH(quint32, prefix);
        Bytes plaintext(256, '\0');
        qToBigEndian(prefix, plaintext.data());
        const auto content = contentOf(plaintext);
        QVERIFY(!content);
        QCOMPARE(content.error().code, Code::BadPadding);
    }

    void aContentOverTheLimitIsRefused()
    {
        Bytes plaintext(69'632, '\0'); // what 65,533 bytes would be padded to
        qToBigEndian(quint32(65'533), plaintext.data());
        QCOMPARE(paddedSize(65'533), plaintext.size());
        QVERIFY(!contentOf(plaintext));
    }
};

QTEST_GUILESS_MAIN(RecordTest)
#include "RecordTest.moc"
