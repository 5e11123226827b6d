// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "CborDissector.h"

#include "ReadableValue.h"

#include <QFloat16>
#include <QLocale>

#include <algorithm>
#include <bit>
#include <limits>

namespace waxwing {

namespace {

constexpr std::size_t mostRows = 5'000; ///< over a full page of the roster
constexpr int mostDepth = 16;           ///< as a hello of any version has (PROTOCOL 6.1)
constexpr qsizetype longestName = 64;

QString readableFloat(quint8 information, quint64 bits)
{
    if (information == 25)
        return QString::number(double(float(std::bit_cast<qfloat16>(quint16(bits)))));
    if (information == 26)
        return QString::number(double(std::bit_cast<float>(quint32(bits))));
    return QString::number(std::bit_cast<double>(bits), 'g', QLocale::FloatingPointShortest);
}

QString readableSimple(quint8 information, quint64 argument)
{
    switch (information) {
    case 20:
        return QStringLiteral("false");
    case 21:
        return QStringLiteral("true");
    case 22:
        return QStringLiteral("null");
    case 23:
        return QStringLiteral("undefined");
    case 25:
    case 26:
    case 27:
        return readableFloat(information, argument);
    default:
        return QStringLiteral("simple value %1").arg(argument);
    }
}

QString readableNegative(quint64 argument)
{
    if (argument == std::numeric_limits<quint64>::max())
        return QStringLiteral("-18446744073709551616");
    return u'-' + QString::number(argument + 1);
}

/// As the keys of this protocol are; everything else is shown in quotes.
bool isPlainWord(BytesView key)
{
    const auto isPlain = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
    return !key.isEmpty() && key.size() < 24 && std::all_of(key.begin(), key.end(), isPlain);
}

const FieldDescription *fieldOf(const MessageDescription *map, BytesView key)
{
    if (map == nullptr)
        return nullptr;
    const std::string_view wanted(key.data(), std::size_t(key.size()));
    const auto found = std::find_if(map->fields.begin(), map->fields.end(),
                                    [wanted](const FieldDescription &field) { return field.key == wanted; });
    return found == map->fields.end() ? nullptr : &*found;
}

void describe(DissectedField &row, const MessageDescription &map, const FieldDescription &field)
{
    row.group = field.group;
    row.paragraph = map.paragraph;
    row.sentence = field.sentence;
}

} // namespace

QString CborDissector::dissect(const MessageDescription *known, const QString &name)
{
    DissectedField top;
    top.name = name;
    if (known != nullptr) {
        top.paragraph = known->paragraph;
        top.sentence = known->sentence;
    }
    if (takeItem(top, {known, nullptr}))
        pushRest(QStringLiteral("trailing"));
    else
        pushRest(QStringLiteral("undecoded"));
    return m_why;
}

bool CborDissector::stop(const char *why)
{
    m_why = QString::fromLatin1(why);
    return false;
}

bool CborDissector::push(DissectedField row)
{
    if (m_rows.size() >= mostRows)
        return stop("There are too many items to show; the rest is left as it is.");
    if (row.keyAt >= 0)
        row.keyAt += m_offset;
    row.size = m_at - row.at;
    row.at += m_offset;
    m_rows.push_back(std::move(row));
    m_covered = m_at;
    return true;
}

/// Whatever no row stands for, at the end.
void CborDissector::pushRest(const QString &name)
{
    if (m_covered == m_bytes.size())
        return;
    DissectedField rest;
    rest.at = m_offset + m_covered;
    rest.size = m_bytes.size() - m_covered;
    rest.name = name;
    rest.value = readableBytes(m_bytes.sliced(m_covered));
    m_rows.push_back(std::move(rest));
}

BytesView CborDissector::take(quint64 size)
{
    const BytesView taken = m_bytes.sliced(m_at, qsizetype(size));
    m_at += qsizetype(size);
    return taken;
}

bool CborDissector::takeHead(Head &head)
{
    if (m_at == m_bytes.size())
        return stop("The bytes end where another item should begin.");
    const auto initialByte = quint8(take(1).front());
    head = {Major(initialByte >> 5), quint8(initialByte & 0x1F), quint64(initialByte & 0x1F)};
    if (head.information < 24)
        return true;
    if (head.information > 27)
        return stop("An item has an indefinite length or a reserved head.");
    const qsizetype size = qsizetype(1) << (head.information - 24);
    if (size > m_bytes.size() - m_at)
        return stop("The bytes end inside the head of an item.");
    head.argument = 0;
    for (const char byte : take(quint64(size)))
        head.argument = head.argument << 8 | quint8(byte);
    return true;
}

bool CborDissector::takeItem(DissectedField row, const Known &known)
{
    row.at = m_at;
    Head head;
    if (!takeHead(head))
        return false;
    switch (head.major) {
    case Major::ByteString:
    case Major::TextString:
        return takeString(std::move(row), head);
    case Major::Array:
    case Major::Map:
    case Major::Tag:
        return takeContainer(std::move(row), head, known);
    default:
        return takeScalar(std::move(row), head, known);
    }
}

bool CborDissector::takeScalar(DissectedField row, const Head &head, const Known &known)
{
    if (head.major == Major::Simple)
        row.value = readableSimple(head.information, head.argument);
    else if (head.major == Major::Negative)
        row.value = readableNegative(head.argument);
    else if (known.field != nullptr && known.field->kind == FieldKind::CodeByte)
        row.value = readableCode(head.argument);
    else
        row.value = QString::number(head.argument);
    return push(std::move(row));
}

bool CborDissector::takeString(DissectedField row, const Head &head)
{
    if (head.argument > quint64(m_bytes.size() - m_at))
        return stop("A string is longer than what is left.");
    const BytesView bytes = take(head.argument);
    row.value = head.major == Major::TextString ? readableText(bytes) : readableBytes(bytes);
    return push(std::move(row));
}

bool CborDissector::takeContainer(DissectedField row, const Head &head, const Known &known)
{
    if (row.depth >= mostDepth)
        return stop("Items are nested too deeply to show; the rest is left as it is.");
    row.value = head.major == Major::Map
                    ? QLatin1String("map of ") + counted(head.argument, QLatin1String("field"))
                : head.major == Major::Array
                    ? QLatin1String("array of ") + counted(head.argument, QLatin1String("item"))
                    : QLatin1String("tag ") + QString::number(head.argument);
    const std::size_t index = m_rows.size();
    const DissectedField container = row;
    if (!push(std::move(row)))
        return false;
    const bool isWhole = takeChildren(container, head, known);
    m_rows[index].size = (isWhole ? m_at : m_bytes.size()) - container.at;
    return isWhole;
}

bool CborDissector::takeChildren(const DissectedField &container, const Head &head, const Known &known)
{
    const bool holdsPersons = known.field != nullptr && known.field->kind == FieldKind::Persons;
    const MessageDescription *part = holdsPersons ? describedMessage("person") : nullptr;
    const quint64 count = head.major == Major::Tag ? 1 : head.argument;
    for (quint64 i = 0; i < count; ++i) {
        DissectedField row;
        row.depth = container.depth + 1;
        if (head.major == Major::Map) {
            if (!takePair(std::move(row), known.map))
                return false;
            continue;
        }
        row.name = head.major == Major::Tag ? QStringLiteral("tagged") : QStringLiteral("[%1]").arg(i);
        row.group = container.group;
        row.paragraph = part != nullptr ? part->paragraph : container.paragraph;
        row.sentence = part != nullptr ? part->sentence : container.sentence;
        if (!takeItem(std::move(row), {part, nullptr}))
            return false;
    }
    return true;
}

bool CborDissector::takePair(DissectedField row, const MessageDescription *map)
{
    const FieldDescription *field = nullptr;
    row.keyAt = m_at;
    return takeKey(row, map, field) && takeItem(std::move(row), {nullptr, field});
}

/// A key of any type is legal in a hello of another version; one that holds others is not taken apart.
bool CborDissector::takeKey(DissectedField &row, const MessageDescription *map,
                            const FieldDescription *&field)
{
    Head head;
    if (!takeHead(head))
        return false;
    if (head.major == Major::TextString || head.major == Major::ByteString) {
        if (head.argument > quint64(m_bytes.size() - m_at))
            return stop("A key is longer than what is left.");
        const BytesView key = take(head.argument);
        field = head.major == Major::TextString ? fieldOf(map, key) : nullptr;
        if (field != nullptr)
            describe(row, *map, *field);
        row.name = head.major == Major::TextString && isPlainWord(key) ? QString::fromLatin1(key)
                   : head.major == Major::TextString                   ? readableText(key).left(longestName)
                                                                       : readableBytes(key).left(longestName);
        return true;
    }
    if (head.major == Major::Array || head.major == Major::Map || head.major == Major::Tag)
        return stop("A key is itself made of several items, which is not shown.");
    row.name = head.major == Major::Simple     ? readableSimple(head.information, head.argument)
               : head.major == Major::Negative ? readableNegative(head.argument)
                                               : QString::number(head.argument);
    return true;
}

} // namespace waxwing
