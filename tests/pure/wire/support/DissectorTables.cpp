// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "DissectorTables.h"

#include "Code.h"
#include "FieldTable.h"
#include "FrameTable.h"
#include "Limits.h"

#include <QStringList>

namespace waxwing::test {

namespace {

QString quoted(std::string_view text)
{
    QString out = QString::fromUtf8(text.data(), qsizetype(text.size()));
    out.replace(u'\\', QLatin1String("\\\\"));
    out.replace(u'"', QLatin1String("\\\""));
    return u'"' + out + u'"';
}

/// "key = value" for each pair that has a value.
class LuaTable
{
public:
    void add(const char *key, const QString &value)
    {
        m_pairs += QLatin1String(key) + QLatin1String(" = ") + value;
    }
    void text(const char *key, std::string_view value)
    {
        if (!value.empty())
            add(key, quoted(value));
    }
    void flag(const char *key, bool value)
    {
        if (value)
            add(key, QStringLiteral("true"));
    }
    [[nodiscard]] QString inner() const { return m_pairs.join(QStringLiteral(", ")); }
    [[nodiscard]] QString line() const { return QLatin1String("{ ") + inner() + QLatin1String(" }"); }

private:
    QStringList m_pairs;
};

std::string_view nameOf(FieldKind kind)
{
    switch (kind) {
    case FieldKind::Integer:
        return "integer";
    case FieldKind::CodeByte:
        return "code";
    case FieldKind::Boolean:
        return "boolean";
    case FieldKind::TextString:
        return "text";
    case FieldKind::ByteString:
        return "bytes";
    case FieldKind::Word:
        return "word";
    case FieldKind::TypeName:
        return "type";
    case FieldKind::Features:
        return "features";
    case FieldKind::PerDevice:
        return "per_device";
    case FieldKind::Persons:
        return "persons";
    }
    return {};
}

QString lineOf(const FieldDescription &field)
{
    LuaTable table;
    table.text("key", field.key);
    table.text("kind", nameOf(field.kind));
    if (field.kind == FieldKind::PerDevice) {
        table.text("item", nameOf(field.itemKind));
        if (field.itemSize > 0)
            table.add("item_size", QString::number(field.itemSize));
    }
    if (field.most > 0) {
        table.add("least", QString::number(field.least));
        if (field.most < limits::largestInteger)
            table.add("most", QString::number(field.most));
    }
    table.flag("optional", field.isOptional);
    if (field.kind == FieldKind::Word) {
        QStringList choices;
        for (const std::string_view choice : field.choices)
            choices += quoted(choice);
        table.add("choices", QStringLiteral("{ %1 }").arg(choices.join(QStringLiteral(", "))));
    }
    table.text("sentence", field.sentence);
    return table.line();
}

QString lineOf(const LayoutField &field)
{
    LuaTable table;
    table.text("key", field.key);
    table.add("size", QString::number(field.size));
    table.flag("number", field.isNumber);
    table.flag("optional", field.isOptional);
    table.text("sentence", field.sentence);
    table.text("paragraph", field.paragraph);
    return table.line();
}

QString asMessage(const MessageDescription &message)
{
    using Place = MessageDescription::Place;
    LuaTable table;
    table.text("name", message.name);
    table.text("place", message.place == Place::FirstFrame    ? "frame 1"
                        : message.place == Place::SecondFrame ? "frame 2"
                        : message.place == Place::Record      ? "record"
                                                              : "part");
    table.text("sender", message.sender == Sender::Guest  ? "guest"
                         : message.sender == Sender::Host ? "host"
                                                          : "either");
    table.text("paragraph", message.paragraph);
    table.text("sentence", message.sentence);
    QString key = QString::fromLatin1(message.name.data(), qsizetype(message.name.size()));
    key.replace(u' ', u'_');
    QString text = QStringLiteral("  %1 = { %2, fields = {\n").arg(key, table.inner());
    for (const FieldDescription &field : message.fields)
        text += QLatin1String("    ") + lineOf(field) + QLatin1String(",\n");
    return text + QLatin1String("  } },\n");
}

QString frameTypesAsLua()
{
    QString text = QStringLiteral("local FRAME_TYPES = {\n");
    for (const FrameTypeDescription &type : frameTypes()) {
        LuaTable table;
        table.text("name", type.name);
        table.text("layout", type.layout);
        text += QStringLiteral("  [%1] = %2,\n").arg(type.type).arg(table.line());
    }
    return text + QLatin1String("}\n");
}

QString layoutsAsLua()
{
    QString text = QStringLiteral("local LAYOUTS = {\n");
    for (const LayoutDescription &layout : frameTable()) {
        LuaTable table;
        table.text("paragraph", layout.paragraph);
        table.text("sentence", layout.sentence);
        text +=
            QStringLiteral("  %1 = { %2,\n")
                .arg(QString::fromLatin1(layout.name.data(), qsizetype(layout.name.size())), table.inner());
        for (const LayoutField &field : layout.fields)
            text += QLatin1String("    ") + lineOf(field) + QLatin1String(",\n");
        text += QLatin1String("  },\n");
    }
    return text + QLatin1String("}\n");
}

QString codesAsLua()
{
    QString text = QStringLiteral("local CODES = {\n");
    for (int value = 0; value < 256; ++value) {
        if (const std::optional<Code> code = codeFromWire(quint8(value)))
            text += QStringLiteral("  [%1] = \"%2\",\n").arg(value).arg(codeName(*code));
    }
    return text + QLatin1String("}\n");
}

QString limitsAsLua()
{
    LuaTable table;
    table.add("version", QString::number(limits::protocolVersion));
    table.add("port", QString::number(limits::defaultPort));
    table.add("frame_header", QString::number(limits::frameHeaderSize));
    table.add("additional_data", QString::number(limits::additionalDataSize));
    table.add("tag", QString::number(limits::tagSize));
    table.add("frame_length_before_login", QString::number(limits::frameLengthBeforeLogin));
    table.add("frame_length", QString::number(limits::frameLength));
    table.add("content", QString::number(limits::content));
    table.add("smallest_plaintext", QString::number(limits::smallestPlaintext));
    table.add("records_per_epoch", QString::number(limits::recordsPerEpoch));
    table.add("cbor_depth", QString::number(limits::cborDepth));
    table.add("random", QString::number(limits::randomSize));
    return QStringLiteral("local LIMITS = { %1 }\n").arg(table.inner());
}

} // namespace

QString dissectorTables()
{
    QString text =
        QStringLiteral("-- Made from the table that drives Waxwing's own encoder and decoder; a test "
                       "fails when they differ.\n"
                       "-- \"most\" is left out where it is 2^63 - 1; a layout's size 0: as many "
                       "bytes as there are.\n");
    text += frameTypesAsLua() + layoutsAsLua() + QStringLiteral("local MESSAGES = {\n");
    for (const MessageDescription &message : fieldTable())
        text += asMessage(message);
    return text + QLatin1String("}\n") + codesAsLua() + limitsAsLua();
}

} // namespace waxwing::test
