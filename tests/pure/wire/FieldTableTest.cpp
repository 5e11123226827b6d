// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "DissectorTables.h"
#include "FieldTable.h"
#include "FieldTablesMarkdown.h"
#include "GeneratedText.h"
#include "MessageCodec.h"

#include <QFile>
#include <QTest>

#include <set>

using namespace waxwing;
using namespace waxwing::test;

class FieldTableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keysStandInTheOrderOfTheWire()
    {
        for (const MessageDescription &message : fieldTable()) {
            std::string_view previous;
            for (const FieldDescription &field : message.fields) {
                const bool rises = previous.size() != field.key.size() ? previous.size() < field.key.size()
                                                                       : previous < field.key;
                QVERIFY2(rises, field.key.data());
                QVERIFY(field.key.size() < 24); // one byte of head, which takeText relies on
                QVERIFY(field.least <= field.most);
                QVERIFY(!field.sentence.empty());
                previous = field.key;
            }
        }
    }

    void everyMessageIsThereOnceWithItsType()
    {
        std::set<std::string_view> names;
        std::size_t records = 0;
        for (const MessageDescription &message : fieldTable()) {
            QVERIFY2(names.insert(message.name).second, message.name.data());
            QVERIFY(!message.sentence.empty() && !message.paragraph.empty());
            const auto hasType =
                std::any_of(message.fields.begin(), message.fields.end(),
                            [](const FieldDescription &f) { return f.kind == FieldKind::TypeName; });
            QCOMPARE(hasType, message.place == MessageDescription::Place::Record);
            records += message.place == MessageDescription::Place::Record ? 1 : 0;
        }
        QCOMPARE(records, std::variant_size_v<Message>);
    }

    void theTableSaysWhatTheCodecTakes()
    {
        for (const MessageDescription &message : fieldTable()) {
            if (message.name != "welcome")
                continue;
            QCOMPARE(message.fields.size(), 6U);
            QCOMPARE(message.fields.back().key, std::string_view("update_after"));
            QCOMPARE(message.fields.back().least, 1U);
            QCOMPARE(message.fields.back().most, 1'000U);
            return;
        }
        QFAIL("no welcome");
    }

    /// WAXWING_REGENERATE=1 writes anew what is made of the table.
    void documentsAndDissectorAreTheCodecs()
    {
        QCOMPARE(differenceOf({"core/PROTOCOL.md", "<!-- layouts:begin -->", "<!-- layouts:end -->"},
                              layoutTablesAsMarkdown()),
                 QString());
        QCOMPARE(differenceOf({"core/PROTOCOL.md", "<!-- fields:begin -->", "<!-- fields:end -->"},
                              fieldTablesAsMarkdown()),
                 QString());
        QCOMPARE(differenceOf({"resources/wireshark/waxwing.lua", "-- tables:begin", "-- tables:end"},
                              dissectorTables()),
                 QString());
    }

    void everyKeyMaterialIsKnownAsSuch()
    {
        std::set<std::string_view> keys;
        for (const MessageDescription &message : fieldTable()) {
            for (const FieldDescription &field : message.fields) {
                QCOMPARE(field.group == FieldGroup::Type, field.kind == FieldKind::TypeName);
                const bool isSecretSized = field.kind == FieldKind::ByteString && field.least >= 32 &&
                                           field.key != "digest"; // of a file: no key
                QVERIFY2(!isSecretSized || field.group == FieldGroup::KeyMaterial, field.key.data());
                if (field.group == FieldGroup::KeyMaterial)
                    keys.insert(field.key);
            }
        }
        QCOMPARE(keys.size(), 11U);
    }

    void protocolListsEveryCode()
    {
        const QString document = read();
        for (int value = 0; value < 256; ++value) {
            const std::optional<Code> code = codeFromWire(quint8(value));
            const QString begin = QStringLiteral("\n| %1 | ").arg(value);
            QCOMPARE(document.contains(begin), code.has_value());
            if (code)
                QVERIFY2(document.contains(begin + codeName(*code) + QStringLiteral(" | ")),
                         qPrintable(begin));
        }
    }

private:
    static QString read()
    {
        QFile file(QStringLiteral(WAXWING_SOURCE_DIR "/core/PROTOCOL.md"));
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }
};

QTEST_GUILESS_MAIN(FieldTableTest)
#include "FieldTableTest.moc"
