// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FrameMarks.h"

#include "Frame.h"
#include "TextOf.h"

#include <algorithm>
#include <numeric>

namespace waxwing {

namespace {

constexpr qsizetype longestToldValue = 90;
constexpr qsizetype longestLabelValue = 18;

QString shortened(const QString &text, qsizetype longest)
{
    return text.size() <= longest ? text : text.left(longest - 1) + u'…';
}

/// Bytes of a CBOR string without its head (RFC 8949 3).
qsizetype withoutHead(qsizetype size)
{
    return size <= 24 ? size - 1 : size <= 257 ? size - 2 : size - 3;
}

/// "3 sealed" of "3 (sealed record)".
QString shortType(const QString &value)
{
    QString words = value;
    words.remove(u'(').remove(u')').remove(QLatin1String(" record"));
    return shortened(words, longestLabelValue);
}

} // namespace

QString FrameMark::told() const
{
    const QString bytes = size == 1 ? tr("byte %1").arg(at) : tr("bytes %1 to %2").arg(at).arg(at + size - 1);
    const QString place = isInside ? tr("%1, sealed inside the ciphertext").arg(bytes) : bytes;
    QString words =
        QStringLiteral("%1: %2 (%3).").arg(field.name, shortened(field.value, longestToldValue), place);
    if (!field.sentence.empty())
        words += u' ' + textOf(field.sentence);
    if (!field.paragraph.empty())
        words += u' ' + tr("PROTOCOL %1.").arg(textOf(field.paragraph));
    return words;
}

QString FrameMark::label() const
{
    switch (field.group) {
    case FieldGroup::Epoch:
        return tr("key epoch %1").arg(field.value);
    case FieldGroup::Sequence:
        return tr("record %1").arg(field.value);
    case FieldGroup::Ciphertext:
    case FieldGroup::Tag:
    case FieldGroup::KeyMaterial:
        return QStringLiteral("%1 %2").arg(field.name,
                                           QString::number(field.keyAt < 0 ? size : withoutHead(field.size)));
    case FieldGroup::Type:
        return QStringLiteral("%1 %2").arg(field.name, shortType(field.value));
    case FieldGroup::Length:
    case FieldGroup::Other:
        break;
    }
    return field.name + u' ' + shortened(field.value, longestLabelValue);
}

FrameMarks::FrameMarks(const TracedFrame &frame)
{
    if (frame.kind != TracedFrame::Kind::Frame)
        return;
    const Dissection whole = dissectFrame(frame.bytes());
    m_fault = whole.fault;
    for (const DissectedField &field : whole.fields)
        add(field, 0, false);
    m_outerCount = count();
    const auto body = std::find_if(m_marks.begin(), m_marks.end(), [](const FrameMark &mark) {
        return mark.at == limits::frameHeaderSize && mark.field.keyAt < 0;
    });
    m_contentBegin = int(body - m_marks.begin());
    m_contentEnd = m_outerCount;
    m_outer = flatten(m_marks);
    if (frame.hasContent)
        addInside(frame);
    m_innermost = frame.hasContent ? flatten(m_marks) : m_outer;
}

void FrameMarks::add(const DissectedField &field, qsizetype offset, bool isInside)
{
    FrameMark mark;
    mark.at = offset + (field.keyAt >= 0 ? field.keyAt : field.at);
    mark.size = offset + field.at + field.size - mark.at;
    mark.field = field;
    mark.isInside = isInside;
    m_marks.push_back(std::move(mark));
}

void FrameMarks::addInside(const TracedFrame &frame)
{
    const qsizetype plaintext = frame.bytes().size() - limits::additionalDataSize - limits::tagSize;
    if (plaintext < frame.content().size() + limits::lengthFieldSize)
        return;
    const Dissection around = dissectPlaintext(frame.content().size(), plaintext);
    for (const DissectedField &field : around.fields) {
        if (field.name != u"content")
            add(field, limits::additionalDataSize, true);
    }
    m_contentBegin = count();
    const Dissection content = dissectContent(frame.content());
    for (const DissectedField &field : content.fields)
        add(field, limits::additionalDataSize + limits::lengthFieldSize, true);
    m_contentEnd = count();
    if (m_fault.isEmpty())
        m_fault = content.fault;
}

std::vector<FrameMarks::Piece> FrameMarks::flatten(const std::vector<FrameMark> &marks)
{
    std::vector<int> order(marks.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&marks](int left, int right) {
        const FrameMark &a = marks[std::size_t(left)];
        const FrameMark &b = marks[std::size_t(right)];
        return a.at != b.at ? a.at < b.at : a.size > b.size;
    });
    std::vector<Piece> pieces;
    std::vector<Piece> open;
    qsizetype at = 0;
    const auto fill = [&](qsizetype until) {
        while (at < until) {
            while (!open.empty() && open.back().end <= at)
                open.pop_back();
            const qsizetype end = open.empty() ? until : std::min(until, open.back().end);
            if (!open.empty())
                pieces.push_back({at, end, open.back().mark});
            at = end;
        }
    };
    qsizetype whole = 0;
    for (const int mark : order) {
        const FrameMark &next = marks[std::size_t(mark)];
        fill(next.at);
        open.push_back({next.at, next.at + next.size, mark});
        whole = std::max(whole, next.at + next.size);
    }
    fill(whole);
    return pieces;
}

int FrameMarks::find(const std::vector<Piece> &pieces, qsizetype offset)
{
    const auto behind =
        std::upper_bound(pieces.begin(), pieces.end(), offset,
                         [](qsizetype value, const Piece &piece) { return value < piece.at; });
    if (behind == pieces.begin())
        return -1;
    const Piece &piece = *std::prev(behind);
    return offset < piece.end ? piece.mark : -1;
}

int FrameMarks::named(QStringView name) const
{
    const auto found = std::find_if(m_marks.begin(), m_marks.end(),
                                    [name](const FrameMark &mark) { return mark.field.name == name; });
    return found == m_marks.end() ? -1 : int(found - m_marks.begin());
}

} // namespace waxwing
