// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "CborReader.h"
#include "Coverage.h"
#include "Dissection.h"
#include "FieldTable.h"
#include "Frame.h"
#include "Record.h"
#include "WireSamples.h"

#include <QTest>

#include <algorithm>

using namespace waxwing;
using namespace waxwing::test;

namespace {

QString latin1Of(std::string_view text)
{
    return QString::fromLatin1(text.data(), qsizetype(text.size()));
}

std::string_view stdOf(QLatin1StringView text)
{
    return {text.data(), std::size_t(text.size())};
}

const DissectedField *rowNamed(const Dissection &dissection, const QString &name)
{
    const auto found = std::find_if(dissection.fields.begin(), dissection.fields.end(),
                                    [&name](const DissectedField &row) { return row.name == name; });
    return found == dissection.fields.end() ? nullptr : &*found;
}

QString valueOf(const Dissection &dissection, const char *name)
{
    const DissectedField *row = rowNamed(dissection, QString::fromLatin1(name));
    return row == nullptr ? QString() : row->value;
}

/// What the strict reader finds where the row points, for the kinds that are shown as they are.
QString valueByReader(BytesView item, const FieldDescription &field)
{
    CborReader reader(item);
    switch (field.kind) {
    case FieldKind::Integer:
        return QString::number(reader.unsignedInteger());
    case FieldKind::Boolean:
        return reader.boolean() ? QStringLiteral("true") : QStringLiteral("false");
    case FieldKind::TypeName:
    case FieldKind::Word:
        return u'"' + textFromUtf8(reader.textString()) + u'"';
    case FieldKind::ByteString: {
        const BytesView bytes = reader.byteString();
        const QString hex = QString::fromLatin1(bytes.toByteArray().toHex());
        return bytes.size() <= 64 ? hex : hex.left(64) + QStringLiteral("… (%1 B)").arg(bytes.size());
    }
    default:
        return {};
    }
}

/// Whether the rows are the table's fields, each at its bytes, with what it knows of them.
QString disagreement(const Dissection &dissection, BytesView bytes, const MessageDescription &message)
{
    std::size_t found = 0;
    for (const DissectedField &row : dissection.fields) {
        if (row.depth != 1 || row.keyAt < 0)
            continue;
        while (found < message.fields.size() && latin1Of(message.fields[found].key) != row.name)
            ++found; // optional ones that are not there
        if (found == message.fields.size())
            return QStringLiteral("unknown ") + row.name;
        const FieldDescription &field = message.fields[found++];
        CborReader key(bytes.sliced(row.keyAt, row.at - row.keyAt));
        if (!key.takeText(field.key) || !key.isAtEnd())
            return QStringLiteral("key of ") + row.name;
        const QString value = valueByReader(bytes.sliced(row.at, row.size), field);
        if (!value.isEmpty() && value != row.value)
            return QStringLiteral("%1 is %2, not %3").arg(row.name, row.value, value);
        if (row.sentence != field.sentence || row.paragraph != message.paragraph || row.group != field.group)
            return QStringLiteral("what is known of ") + row.name;
    }
    return {};
}

} // namespace

class DissectionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyMessageIsTakenApartWhole()
    {
        RandomMessages messages(7);
        for (int i = 0; i < 3'000; ++i) {
            const Message message = messages.next();
            const Bytes content = encode(message).content;
            const Dissection dissection = dissectContent(content);
            const QLatin1StringView name = messageName(message);
            QCOMPARE(dissection.name, QString(name));
            QCOMPARE(messageNameOf(content), name);
            QCOMPARE(dissection.fault, QString());
            QCOMPARE(coverageFault(dissection.fields, content.size()), QString());
            QCOMPARE(disagreement(dissection, content, *describedMessage(stdOf(name))), QString());
        }
    }

    void everySealedRecordIsCoveredByItsLayout()
    {
        RandomMessages messages(8);
        for (quint64 i = 0; i < 500; ++i) {
            Bytes frame;
            const RecordHeader header{quint32(i * 7'919), i * 1'000};
            appendRecord(frame, header, encode(messages.next()).content);
            std::fill_n(frame.end() - limits::tagSize, limits::tagSize, '\xA5');
            const Dissection dissection = dissectFrame(frame);
            QCOMPARE(dissection.name, QStringLiteral("sealed record"));
            QCOMPARE(dissection.fault, QString());
            QCOMPARE(coverageFault(dissection.fields, frame.size()), QString());
            QCOMPARE(dissection.fields.size(), 6U);
            QCOMPARE(valueOf(dissection, "length"), QString::number(frame.size() - 4));
            QCOMPARE(valueOf(dissection, "type"), QStringLiteral("3 (sealed record)"));
            QCOMPARE(valueOf(dissection, "epoch"), QString::number(header.epoch));
            QCOMPARE(valueOf(dissection, "sequence"), QString::number(header.sequence));
            QCOMPARE(valueOf(dissection, "tag"), QStringLiteral("a5").repeated(16));
            const DissectedField *ciphertext = rowNamed(dissection, QStringLiteral("ciphertext"));
            QCOMPARE(ciphertext->at, limits::additionalDataSize);
            QCOMPARE(ciphertext->size, frame.size() - limits::additionalDataSize - limits::tagSize);
        }
    }

    void hellosAreTakenApartInPlace()
    {
        const Bytes bodies[] = {encode(sampleGuestHello()), encode(sampleHostHello())};
        const FrameType types[] = {FrameType::GuestHello, FrameType::HostHello};
        const std::string_view names[] = {"guest hello", "host hello"};
        for (std::size_t i = 0; i < 2; ++i) {
            const Bytes frame = makeFrame(types[i], bodies[i]).bytes;
            const Dissection dissection = dissectFrame(frame);
            QCOMPARE(dissection.name, latin1Of(names[i]));
            QCOMPARE(dissection.fault, QString());
            QCOMPARE(coverageFault(dissection.fields, frame.size()), QString());
            QCOMPARE(disagreement(dissection, frame, *describedMessage(names[i])), QString());
            QVERIFY(rowNamed(dissection, QStringLiteral("random")) != nullptr);
            QCOMPARE(int(rowNamed(dissection, QStringLiteral("random"))->group),
                     int(FieldGroup::KeyMaterial));
            QCOMPARE(dissectContent(bodies[i]).name, dissection.name);
        }
    }

    void alertsTellTheirCode()
    {
        for (int code = 0; code < 256; ++code) {
            Alert alert{quint8(code), {}};
            if (code == int(Code::WrongVersion))
                alert.version = 2;
            const Bytes frame = makeAlert(alert).bytes;
            const Dissection dissection = dissectFrame(frame);
            QCOMPARE(dissection.name, QStringLiteral("alert"));
            QCOMPARE(dissection.fault, QString());
            QCOMPARE(coverageFault(dissection.fields, frame.size()), QString());
            const std::optional<Code> known = codeFromWire(quint8(code));
            const QString name = known ? QString(codeName(*known)) : QStringLiteral("not listed");
            QCOMPARE(valueOf(dissection, "code"), QStringLiteral("%1 (%2)").arg(code).arg(name));
            QCOMPARE(valueOf(dissection, "version"), alert.version ? QStringLiteral("2") : QString());
        }
    }

    void thePlaintextIsCovered()
    {
        for (qsizetype size = 0; size <= limits::content; size += size < 2'000 ? 1 : 61) {
            const qsizetype plaintext = paddedSize(size);
            const Dissection dissection = dissectPlaintext(size, plaintext);
            QCOMPARE(dissection.fault, QString());
            QCOMPARE(coverageFault(dissection.fields, plaintext), QString());
            QCOMPARE(valueOf(dissection, "content_length"), QString::number(size));
            Bytes frame;
            layOutRecord(frame, {1, 0}, Bytes(size, 'x'));
            const BytesView sealed = BytesView(frame).sliced(limits::additionalDataSize, plaintext);
            const auto content = contentOf(sealed);
            QVERIFY(content);
            const DissectedField *row = rowNamed(dissection, QStringLiteral("content"));
            QCOMPARE(row != nullptr, size > 0);
            QVERIFY(row == nullptr || row->at == content->data() - sealed.data());
            QVERIFY(row == nullptr || row->size == content->size());
        }
        QVERIFY(!dissectPlaintext(10, 288).fault.isEmpty());
        QVERIFY(!dissectPlaintext(300, 256).fault.isEmpty());
        QVERIFY(!dissectPlaintext(-1, 256).fault.isEmpty());
    }

    void malformedFramesSayWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("fault");
        const auto row = [](const char *tag, const char *pattern, const char *name, const char *fault) {
            QTest::newRow(tag) << bytesOf(pattern) << QString::fromLatin1(name) << QString::fromLatin1(fault);
        };
        row("nothing", "", "unknown", "The frame ends inside its header.");
        row("half a header", "0000", "unknown", "The frame ends inside its header.");
        row("length 0", "00000000 03", "sealed record", "Refused as malformed: frame of length 0.");
        row("length", "00000005 0400", "alert", "The length field says 5, and 2 bytes are behind it.");
        row("type", "00000003 09 AABB", "unknown", "Refused as malformed: a frame of unknown type.");
        row("empty alert", "00000001 04", "alert", "Refused as malformed: empty alert.");
        row("long alert", "00000004 04 020002", "alert", "Refused as malformed: alert of 3 bytes.");
        row("version 2", "0000000B 01 A1 67'version'02", "guest hello",
            "A hello of version 2 of the protocol, which is not this program's.");
        row("hello", "00000002 01 A0", "guest hello", "Refused as malformed: guest hello: ");
        row("short record", "00000005 03 00000001", "sealed record", "Refused as record malformed: ");
        row("bad padding", "00000126 03 (00*293)", "sealed record", "Refused as bad padding at the latest: ");
        row("sequence", "0000011D 03 00000001 0000000000100000 (00*272)", "sealed record",
            "Refused at the latest as unexpected: ");
        row("large hello", "00001001 02 (00*4096)", "host hello", "Refused as too large: ");
    }
    void malformedFramesSayWhatIsWrong()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, fault);
        const Dissection dissection = dissectFrame(bytes);
        QTEST(dissection.name, "name");
        QVERIFY2(dissection.fault.startsWith(fault), qPrintable(dissection.fault));
        QCOMPARE(coverageFault(dissection.fields, bytes.size()), QString());
    }

    void malformedContentShowsHowFarItCame_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("fault");
        QTest::addColumn<int>("rows");
        const auto row = [](const char *tag, const char *pattern, const char *fault, int rows) {
            QTest::newRow(tag) << bytesOf(pattern) << QString::fromLatin1(fault) << rows;
        };
        row("nothing", "", "The bytes end where another item should begin.", 0);
        row("no map", "07", "Refused as malformed: message: not a map.", 1);
        row("cut", "A2 64'type' 64'ping'", "The bytes end where another item should begin.", 2);
        row("long text", "A1 64'type' 7A 00FFFFFF 'a'", "A string is longer than what is left.", 2);
        row("indefinite", "A1 64'type' 9F 01 FF", "An item has an indefinite length or a reserved head.", 2);
        row("trailing", "A1 64'type' 64'ping' 00", "Refused as malformed: ping: trailing bytes.", 3);
        row("unknown type", "A1 64'type' 64'pinG'", "Refused as malformed: message: unknown type.", 2);
        row("deep", "A1 64'type' (81*40) 00", "Items are nested too deeply to show", 17);
        row("not UTF-8", "A1 64'type' 64 70FF6E67", "Refused as malformed: message: text is not UTF-8.", 2);
        row("key of items", "A1 81 01 02", "A key is itself made of several items", 2);
        row("a person is no message", "A1 64'type' 66'person'", "message: unknown type", 2);
    }
    void malformedContentShowsHowFarItCame()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, fault);
        const Dissection dissection = dissectContent(bytes);
        QVERIFY2(dissection.fault.contains(fault), qPrintable(dissection.fault));
        QCOMPARE(coverageFault(dissection.fields, bytes.size()), QString());
        QTEST(int(dissection.fields.size()), "rows");
    }

    void tinyItemsAreCutAndSaidSo()
    {
        const Bytes content = bytesOf("A1 64'type' 99FFF0 (00*65520)");
        const Dissection dissection = dissectContent(content);
        QCOMPARE(dissection.fields.size(), 5'001U);
        QVERIFY2(dissection.fault.contains(QStringLiteral("too many items")), qPrintable(dissection.fault));
        QCOMPARE(coverageFault(dissection.fields, content.size()), QString());
    }

    void aFullRosterPageIsNotCut()
    {
        Roster roster;
        const Device device{Bytes(16, 'd'), Bytes(32, 'i'), true};
        for (int i = 0; i < limits::rosterPage; ++i)
            roster.people.push_back({QString::number(i), Role::Member, std::vector<Device>(4, device)});
        const Dissection dissection = dissectContent(encode(Message(roster)).content);
        QCOMPARE(dissection.fault, QString());
        QCOMPARE(dissection.fields.back().name, QStringLiteral("[3]"));
        QCOMPARE(dissection.fields.back().sentence,
                 std::string_view("SHA-256 of each device's identity (SPKI)."));
    }

    void itemsOfOtherVersionsAreReadable()
    {
        const Bytes body = bytesOf("A8 01 20 02 F93C00 03 FB4009220000000000 04 F6 05 F7 06 C101 07 F8FF "
                                   "67'version' 1BFFFFFFFFFFFFFFFF");
        const Dissection dissection = dissectFrame(makeFrame(FrameType::HostHello, body).bytes);
        QCOMPARE(valueOf(dissection, "1"), QStringLiteral("-1"));
        QCOMPARE(valueOf(dissection, "2"), QStringLiteral("1"));
        QCOMPARE(valueOf(dissection, "3"), QStringLiteral("3.1416015625"));
        QCOMPARE(valueOf(dissection, "4"), QStringLiteral("null"));
        QCOMPARE(valueOf(dissection, "5"), QStringLiteral("undefined"));
        QCOMPARE(valueOf(dissection, "6"), QStringLiteral("tag 1"));
        QCOMPARE(valueOf(dissection, "tagged"), QStringLiteral("1"));
        QCOMPARE(valueOf(dissection, "7"), QStringLiteral("simple value 255"));
        QCOMPARE(valueOf(dissection, "version"), QStringLiteral("18446744073709551615"));
        QCOMPARE(coverageFault(dissection.fields, body.size() + 5), QString());
    }

    void hostileTextIsEscaped_data()
    {
        QTest::addColumn<QString>("said");
        QTest::addColumn<QString>("shown");
        QTest::newRow("plain") << QStringLiteral("Hello, wörld 日本")
                               << QStringLiteral("\"Hello, wörld 日本\"");
        QTest::newRow("quotes") << QStringLiteral("a\"b\\c") << QStringLiteral("\"a\\\"b\\\\c\"");
        QTest::newRow("controls") << QStringLiteral("a\nb\u0007\u009F")
                                  << QStringLiteral("\"a\\nb\\u{7}\\u{9f}\"");
        QTest::newRow("direction") << QStringLiteral("\u202Ex\u2066\uFEFF")
                                   << QStringLiteral("\"\\u{202e}x\\u{2066}\\u{feff}\"");
        QTest::newRow("emoji") << QStringLiteral("\U0001F468\u200D\U0001F469")
                               << QStringLiteral("\"\U0001F468\u200D\U0001F469\"");
        QTest::newRow("tags") << QStringLiteral("\U000E0041") << QStringLiteral("\"\\u{e0041}\"");
    }
    void hostileTextIsEscaped()
    {
        QFETCH(QString, said);
        QFETCH(QString, shown);
        QCOMPARE(valueOf(dissectContent(encode(Message(Say{1, said})).content), "text"), shown);
    }

    void longValuesAreCutWithTheirSize()
    {
        const QString text(30'000, u'x');
        const QString shown = valueOf(dissectContent(encode(Message(Say{1, text})).content), "text");
        QCOMPARE(shown, u'"' + QString(2'000, u'x') + QStringLiteral("\"… (30000 B)"));
        const Bytes invalid = bytesOf("A1 64'type' 64 70FF0A67");
        QCOMPARE(valueOf(dissectContent(invalid), "type"), QStringLiteral("\"p\\xff\\ng\""));
    }

    void anyBytesAreCoveredOnce()
    {
        std::mt19937_64 generator(11);
        RandomMessages messages(12);
        for (int i = 0; i < 4'000; ++i) {
            Bytes content = encode(messages.next()).content;
            for (quint64 flips = generator() % 4 + 1; flips > 0; --flips)
                content[qsizetype(generator() % quint64(content.size()))] = char(generator());
            content.truncate(qsizetype(generator() % quint64(content.size() + 1)));
            QCOMPARE(coverageFault(dissectContent(content).fields, content.size()), QString());
            const Bytes frame = makeFrame(FrameType(generator() % 6), content).bytes;
            QCOMPARE(coverageFault(dissectFrame(frame).fields, frame.size()), QString());
        }
    }
};

QTEST_GUILESS_MAIN(DissectionTest)
#include "DissectionTest.moc"
