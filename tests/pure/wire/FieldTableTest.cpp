// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FieldTable.h"
#include "FieldTablesMarkdown.h"
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

    /// WAXWING_REGENERATE=1 writes section 11 anew.
    void protocolTablesAreTheCodecs()
    {
        const QString begin = QStringLiteral("<!-- fields:begin -->\n");
        const QString end = QStringLiteral("<!-- fields:end -->");
        const QString document = read();
        const qsizetype from = document.indexOf(begin) + begin.size();
        const qsizetype to = document.indexOf(end);
        QVERIFY(from >= begin.size() && to >= from);
        if (qEnvironmentVariableIsSet("WAXWING_REGENERATE")) {
            QFile file(path());
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write((document.first(from) + fieldTablesAsMarkdown() + document.sliced(to)).toUtf8());
            return;
        }
        QCOMPARE(document.sliced(from, to - from), fieldTablesAsMarkdown());
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
    static QString path() { return QStringLiteral(WAXWING_SOURCE_DIR "/core/PROTOCOL.md"); }
    static QString read()
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }
};

QTEST_GUILESS_MAIN(FieldTableTest)
#include "FieldTableTest.moc"
