// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FrameStory.h"

#include "ForeignText.h"
#include "Frame.h"
#include "FrameSummary.h"
#include "ReadableTree.h"
#include "Unicode.h"

#include <QLocale>

#include <algorithm>

namespace waxwing {

using Look = StoryLine::Look;

FrameStory::FrameStory(const TracedFrame &frame, const std::optional<TracedLink> &link,
                       const FrameMarks &marks)
    : m_frame(frame), m_link(link), m_marks(marks)
{
    const FrameSummary summary = FrameSummary::of(frame);
    m_type = summary.type;
    m_isRecord = m_type == quint8(FrameType::Record);
    m_message = summary.message;
}

QString FrameStory::beforeCaption() const
{
    if (m_frame.kind == TracedFrame::Kind::Unframed)
        return tr("nothing that is known");
    if (!m_isRecord)
        return m_frame.sent ? tr("what this side says") : tr("what was said");
    if (!m_frame.hasContent)
        return tr("sealed, not known here");
    if (!m_frame.sent)
        return tr("what was sealed");
    return m_message == QLatin1String("say") ? tr("what was typed") : tr("what this side says");
}

QString FrameStory::afterCaption() const
{
    if (!m_frame.sent)
        return tr("what this side made of it");
    return m_link && m_link->isHostSide ? tr("what the guest will check") : tr("what the host will check");
}

std::vector<StoryLine> FrameStory::before() const
{
    if (m_frame.kind == TracedFrame::Kind::Unframed)
        return {{tr("These bytes became no frame: what was meant by them is not known."), -1, Look::Muted}};
    if (m_isRecord && !m_frame.hasContent)
        return {{tr("Sealed. Without the key of the epoch nobody can tell what it says, and this side "
                    "did not open it."),
                 -1, Look::Muted}};
    Lines lines = readable();
    for (StoryLine &line : padding())
        lines.push_back(std::move(line));
    if (!m_marks.fault().isEmpty())
        lines.push_back({m_marks.fault(), -1, Look::Bad});
    return lines;
}

std::vector<StoryLine> FrameStory::readable() const
{
    return readableTree(m_marks, m_marks.contentBegin(), m_marks.contentEnd());
}

std::vector<StoryLine> FrameStory::padding() const
{
    if (!m_isRecord)
        return {};
    Lines lines{{QString(), -1, Look::Plain}};
    const int length = m_marks.named(u"content_length");
    if (length >= 0)
        lines.push_back(
            {tr("+ %1 bytes that say its length").arg(m_marks[length].size), length, Look::Plain});
    const int zeros = m_marks.named(u"padding");
    if (zeros >= 0 && m_marks[zeros].size > 0)
        lines.push_back({tr("+ %1 zero bytes of padding").arg(m_marks[zeros].size), zeros, Look::Plain});
    return lines;
}

std::vector<StoryLine> FrameStory::after() const
{
    if (m_frame.kind == TracedFrame::Kind::Unframed)
        return end();
    if (m_frame.sent)
        return toCheck();
    Lines lines;
    if (m_isRecord) {
        if (m_frame.hasContent)
            lines = readable();
        if (!lines.empty())
            lines.push_back({});
        for (StoryLine &line : checked())
            lines.push_back(std::move(line));
    }
    for (StoryLine &line : judgement())
        lines.push_back(std::move(line));
    return lines;
}

QString FrameStory::valueOf(int mark) const
{
    return mark >= 0 ? m_marks[mark].field.value : tr("missing");
}

std::vector<FrameStory::Check> FrameStory::checks() const
{
    const int length = m_marks.named(u"length");
    const int epoch = m_marks.named(u"epoch");
    const int sequence = m_marks.named(u"sequence");
    const int tag = m_marks.named(u"tag");
    const int zeros = m_marks.named(u"padding");
    const QString record = valueOf(sequence);
    return {
        {Code::RecordMalformed, tr("length: 29 or more"), tr("length %1: 29 or more").arg(valueOf(length)),
         tr("length %1: too short for header and tag").arg(valueOf(length)), length},
        {Code::WrongEpoch, tr("key epoch: the current one"),
         tr("key epoch %1: the current one").arg(valueOf(epoch)),
         tr("it claims key epoch %1, which is not the current one").arg(valueOf(epoch)), epoch},
        {Code::Replayed, tr("record: not seen before"), tr("record %1: not seen before").arg(record),
         tr("it claims to be record %1 again").arg(record), sequence},
        {Code::Skipped, tr("record: none before it missing"),
         tr("record %1: none before it missing").arg(record),
         tr("it claims to be record %1: some before it are missing").arg(record), sequence},
        {Code::Tampered, tr("tag: fits key, header and ciphertext"), tr("tag: right, no bit was changed"),
         tr("tag: wrong. A bit was changed on its way, or another key sealed it"), tag},
        {Code::BadPadding, tr("padding: zeros, as many as 5.2 says"),
         tr("padding: %1 zeros, as 5.2 says").arg(zeros >= 0 ? m_marks[zeros].size : 0),
         tr("padding: not zeros, or not as many as 5.2 says"), zeros},
    };
}

/// Of what was sent: the rules that its receiver goes by, without an outcome.
std::vector<StoryLine> FrameStory::toCheck() const
{
    Lines lines;
    if (m_isRecord) {
        int number = 1;
        for (const Check &check : checks())
            lines.push_back({QStringLiteral("%1 %2").arg(number++).arg(check.rule), check.mark, Look::Plain});
    } else {
        lines = helloChecks();
    }
    lines.push_back({});
    lines.push_back({tr("What came of it is not seen from here."), -1, Look::Muted});
    return lines;
}

std::vector<StoryLine> FrameStory::helloChecks() const
{
    if (m_type == quint8(FrameType::Alert))
        return {
            {tr("Nothing: an alert is a claim, since nothing proves who sent it (9.3)."), -1, Look::Plain}};
    const bool isGuest = m_type == quint8(FrameType::GuestHello);
    Lines lines{{tr("1 the version is 1"), m_marks.named(u"version"), Look::Plain},
                {tr("2 the map is strict CBOR, no byte more (4)"), m_marks.contentBegin(), Look::Plain}};
    if (isGuest)
        lines.push_back(
            {tr("3 the key is RSA-3072 in the one right form (6.2)"), m_marks.named(u"key"), Look::Plain});
    else
        lines.push_back(
            {tr("3 the secret opens with the one-time key (6.3)"), m_marks.named(u"secret"), Look::Plain});
    lines.push_back({tr("4 X25519 with the share is not zero (6.2)"), m_marks.named(u"share"), Look::Plain});
    return lines;
}

/// Of what came: the six checks in their order, as far as this side went.
std::vector<StoryLine> FrameStory::checked() const
{
    const std::vector<Check> all = checks();
    const auto failed = std::find_if(all.begin(), all.end(),
                                     [this](const Check &check) { return check.code == m_frame.verdict; });
    if (failed == all.end() && !m_frame.hasContent)
        return {{tr("Refused before its checks: no record is taken at this point."), -1, Look::Bad}};
    Lines lines;
    int number = 1;
    for (auto check = all.begin(); check != all.end(); ++check, ++number) {
        if (check < failed)
            lines.push_back(
                {QStringLiteral("✓ %1 %2").arg(number).arg(check->passed), check->mark, Look::Good});
        else if (check == failed)
            lines.push_back(
                {QStringLiteral("✗ %1 %2").arg(number).arg(check->broken), check->mark, Look::Bad});
        else
            lines.push_back({tr("– %1 not looked at").arg(number), check->mark, Look::Muted});
    }
    return lines;
}

std::vector<StoryLine> FrameStory::judgement() const
{
    Lines lines;
    const QString name = codeName(m_frame.verdict);
    if (m_frame.verdict == Code{})
        lines.push_back({m_isRecord ? tr("✓ the message inside was taken") : tr("✓ taken"), -1, Look::Good});
    else if (m_isRecord && m_frame.hasContent)
        lines.push_back({tr("✗ the message inside was refused: %1").arg(name), -1, Look::Bad});
    else
        lines.push_back({tr("✗ refused: %1").arg(name), -1, Look::Bad});
    if (!m_frame.detail.isEmpty())
        lines.push_back({visible(m_frame.detail), -1, Look::Muted});
    return lines;
}

std::vector<StoryLine> FrameStory::end() const
{
    Lines lines{{tr("✗ not taken: no whole frame, or behind the end"), -1, Look::Bad}};
    if (m_link && m_link->endNs != 0) {
        const QString name = codeName(m_link->end.code);
        lines.push_back({m_link->endedByPeer ? tr("The other side ended the link: %1").arg(name)
                                             : tr("This side ended the link: %1").arg(name),
                         -1, Look::Plain});
        if (!m_link->end.detail.isEmpty())
            lines.push_back({visible(m_link->end.detail), -1, Look::Muted});
    }
    return lines;
}

} // namespace waxwing
