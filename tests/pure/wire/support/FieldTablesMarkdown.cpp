// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FieldTablesMarkdown.h"

#include "FieldTable.h"
#include "FrameTable.h"

#include <QLocale>
#include <QStringList>

namespace waxwing::test {

namespace {

QString latin1(std::string_view text)
{
    return QString::fromLatin1(text.data(), qsizetype(text.size()));
}

QString number(quint64 value)
{
    if (value == (1ULL << 63) - 1)
        return QStringLiteral("2^63 − 1");
    return QLocale(QLocale::English, QLocale::UnitedStates).toString(value);
}

QString range(const FieldDescription &field, const QString &unit)
{
    const QString least = number(field.least);
    return (field.least == field.most ? least : least + QStringLiteral(" to ") + number(field.most)) + unit;
}

QString itemOf(const FieldDescription &field)
{
    if (field.itemKind == FieldKind::ByteString)
        return QStringLiteral("byte string of %1 B").arg(field.itemSize);
    Q_ASSERT(field.itemKind == FieldKind::Boolean);
    return QStringLiteral("boolean");
}

QString typeOf(const FieldDescription &field)
{
    QStringList words;
    for (const std::string_view choice : field.choices)
        words += u'`' + latin1(choice) + u'`';
    switch (field.kind) {
    case FieldKind::Integer:
        return QStringLiteral("unsigned, ") + range(field, QString());
    case FieldKind::CodeByte:
        return QStringLiteral("unsigned, a code of 9.1, 0 to 255");
    case FieldKind::Boolean:
        return QStringLiteral("boolean");
    case FieldKind::TextString:
        return QStringLiteral("text, ") + range(field, QStringLiteral(" B"));
    case FieldKind::ByteString:
        return QStringLiteral("byte string, ") + range(field, QStringLiteral(" B"));
    case FieldKind::Word:
        return QStringLiteral("text, ") + words.join(QStringLiteral(" or "));
    case FieldKind::TypeName:
        return QStringLiteral("text, ") + words.first();
    case FieldKind::Features:
        return QStringLiteral("array of ") + range(field, QStringLiteral(" feature names (section 4)"));
    case FieldKind::PerDevice:
        return QStringLiteral("array of ") + range(field, QStringLiteral(": ")) + itemOf(field);
    case FieldKind::Persons:
        return QStringLiteral("array of ") + range(field, QStringLiteral(" maps `person`"));
    }
    return {};
}

QString titleOf(const MessageDescription &message)
{
    const QString name = latin1(message.name);
    const QString sender = message.sender == Sender::Guest  ? QStringLiteral("guest")
                           : message.sender == Sender::Host ? QStringLiteral("host")
                                                            : QStringLiteral("guest or host");
    switch (message.place) {
    case MessageDescription::Place::FirstFrame:
    case MessageDescription::Place::SecondFrame:
        return QStringLiteral("%1 · from the %2").arg(name, sender);
    case MessageDescription::Place::Record:
        return QStringLiteral("`%1` · from %2").arg(name, sender);
    case MessageDescription::Place::Part:
        return QStringLiteral("`%1` · a map inside others").arg(name);
    }
    return {};
}

} // namespace

QString fieldTablesAsMarkdown()
{
    QString text;
    for (const MessageDescription &message : fieldTable()) {
        text += QStringLiteral("\n**%1** · %2 %3\n\n")
                    .arg(titleOf(message), latin1(message.paragraph), latin1(message.sentence));
        text += QStringLiteral("| field | CBOR | meaning |\n|---|---|---|\n");
        for (const FieldDescription &field : message.fields) {
            text += QStringLiteral("| `%1`%2 | %3 | %4 |\n")
                        .arg(latin1(field.key), field.isOptional ? QStringLiteral(", optional") : QString(),
                             typeOf(field), latin1(field.sentence));
        }
    }
    return text + u'\n';
}

QString layoutTablesAsMarkdown()
{
    QString text;
    for (const LayoutDescription &layout : frameTable()) {
        text += QStringLiteral("\n**%1** · %2 %3\n\n")
                    .arg(latin1(layout.name), latin1(layout.paragraph), latin1(layout.sentence));
        text += QStringLiteral("| field | bytes | form | meaning |\n|---|---|---|---|\n");
        for (const LayoutField &field : layout.fields) {
            const QString size = field.size > 0 ? QString::number(field.size) : QStringLiteral("variable");
            const QString form = field.isNumber ? QStringLiteral("u%1").arg(8 * field.size) +
                                                      QLatin1String(field.size > 1 ? " BE" : "")
                                                : QStringLiteral("bytes");
            text += QStringLiteral("| `%1`%2 | %3 | %4 | %5 |\n")
                        .arg(latin1(field.key), field.isOptional ? QStringLiteral(", optional") : QString(),
                             size, form, latin1(field.sentence));
        }
    }
    return text + u'\n';
}

} // namespace waxwing::test
