// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FrameFilter.h"

#include "Frame.h"

#include <QRegularExpression>

#include <algorithm>

namespace waxwing {

namespace {

constexpr qsizetype longestShown = 60;

bool isOneOf(QLatin1StringView name, std::initializer_list<QLatin1StringView> names)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

const QStringList &kinds()
{
    static const QStringList all{QStringLiteral("message"),   QStringLiteral("handshake"),
                                 QStringLiteral("keychange"), QStringLiteral("refused"),
                                 QStringLiteral("sent"),      QStringLiteral("received"),
                                 QStringLiteral("local")};
    return all;
}

} // namespace

/// Into terms at the blanks, but not at those around an operator.
class FrameFilter::Splitter
{
public:
    explicit Splitter(const QString &text) : m_text(text) {}

    std::vector<Piece> pieces()
    {
        bool isInQuotes = false;
        for (; m_at < m_text.size(); ++m_at) {
            const QChar c = m_text[m_at];
            if (c == u'\\' && m_at + 1 < m_text.size() && isEscaped(m_text[m_at + 1])) {
                m_piece.text += m_text[++m_at];
            } else if (c == u'"') {
                m_piece.isQuoted = m_piece.isQuoted || m_piece.text.isEmpty();
                isInQuotes = !isInQuotes;
            } else if (c.isSpace() && !isInQuotes) {
                if (!isAroundOperator())
                    end();
            } else {
                m_piece.text += c;
            }
        }
        end();
        return std::move(m_pieces);
    }

private:
    static bool isEscaped(QChar c) { return c == u'"' || c == u'\\'; }

    void end()
    {
        if (!m_piece.text.isEmpty() && (m_piece.isQuoted || m_piece.text != u"&&"))
            m_pieces.push_back(m_piece);
        m_piece = {};
    }

    [[nodiscard]] bool isAroundOperator() const
    {
        static const QRegularExpression open(QStringLiteral("^!?[a-z]+(==|!=|<=|>=|=|<|>)$"));
        static const QRegularExpression name(QStringLiteral("^!?[a-z]+$"));
        static const QRegularExpression next(QStringLiteral("\\G\\s*(==|!=|<=|>=|=|<|>)"));
        if (m_piece.isQuoted || m_piece.text.size() > longestName)
            return false;
        return open.match(m_piece.text).hasMatch() ||
               (name.match(m_piece.text).hasMatch() && next.match(m_text, m_at).hasMatch());
    }

    static constexpr qsizetype longestName = 20;
    const QString &m_text;
    qsizetype m_at = 0;
    Piece m_piece;
    std::vector<Piece> m_pieces;
};

FrameFilter::FrameFilter(const QString &text)
{
    for (const Piece &piece : Splitter(text).pieces()) {
        if (readTerm(piece))
            continue;
        const QString shown =
            piece.text.size() > longestShown ? piece.text.left(longestShown) + u'…' : piece.text;
        m_fault = tr("“%1” is no filter. Try a word, peer:asha, epoch==4 or is:refused.").arg(shown);
        m_terms.clear();
        return;
    }
}

QString FrameFilter::peerTerm(const QString &peer)
{
    QString plain = peer;
    plain.replace(u'\\', QStringLiteral("\\\\")).replace(u'"', QStringLiteral("\\\""));
    return QStringLiteral("peer:\"%1\"").arg(plain);
}

QString FrameFilter::keyTerm(quint64 link, bool sent, quint32 epoch)
{
    return QStringLiteral("link==%1 is:%2 epoch==%3")
        .arg(link)
        .arg(sent ? QStringLiteral("sent") : QStringLiteral("received"))
        .arg(epoch);
}

bool FrameFilter::readTerm(const Piece &piece)
{
    Term term;
    QString rest = piece.text;
    if (piece.isQuoted) {
        term.words = {rest};
        m_terms.push_back(std::move(term));
        return true;
    }
    static const QRegularExpression lone(QStringLiteral("^([!=<>|]+|&)$"));
    if (lone.match(rest).hasMatch())
        return false;
    if (rest.startsWith(u'!')) {
        term.isTurned = true;
        rest.remove(0, 1);
    }
    static const QRegularExpression comparison(QStringLiteral("^[a-z]+(==|!=|<=|>=|=|<|>)"));
    static const QRegularExpression named(QStringLiteral("^[a-z]+:"));
    if (comparison.match(rest).hasMatch()) {
        if (!readComparison(rest, term))
            return false;
    } else if (named.match(rest).hasMatch()) {
        if (!readNamed(rest, term))
            return false;
    } else {
        term.words = {rest};
    }
    m_terms.push_back(std::move(term));
    return true;
}

bool FrameFilter::readComparison(const QString &text, Term &term)
{
    static const QRegularExpression form(QStringLiteral("^([a-z]+)(==|!=|<=|>=|=|<|>)([0-9]{1,19})$"));
    const auto match = form.match(text);
    if (!match.hasMatch())
        return false;
    static const QHash<QString, Field> fields{
        {QStringLiteral("epoch"), Field::Epoch},       {QStringLiteral("key"), Field::Epoch},
        {QStringLiteral("sequence"), Field::Sequence}, {QStringLiteral("record"), Field::Sequence},
        {QStringLiteral("bytes"), Field::Size},        {QStringLiteral("number"), Field::Number},
        {QStringLiteral("link"), Field::Link}};
    static const QHash<QString, Compare> compares{
        {QStringLiteral("=="), Compare::Equal},    {QStringLiteral("="), Compare::Equal},
        {QStringLiteral("!="), Compare::NotEqual}, {QStringLiteral("<"), Compare::Less},
        {QStringLiteral("<="), Compare::AtMost},   {QStringLiteral(">"), Compare::More},
        {QStringLiteral(">="), Compare::AtLeast}};
    if (!fields.contains(match.captured(1)))
        return false;
    term.field = fields.value(match.captured(1));
    term.compare = compares.value(match.captured(2));
    term.value = match.captured(3).toULongLong();
    return true;
}

bool FrameFilter::readNamed(const QString &text, Term &term)
{
    const QString field = text.section(u':', 0, 0);
    const QString value = text.section(u':', 1);
    if (value.isEmpty() || (field != u"peer" && field != u"name" && field != u"is"))
        return false;
    if (field == u"peer") {
        term.field = Field::Peer;
        term.words = {value};
        return true;
    }
    term.field = field == u"name" ? Field::Name : Field::Kind;
    term.words = value.split(u',', Qt::SkipEmptyParts);
    if (term.field == Field::Name)
        return !term.words.isEmpty();
    return std::all_of(term.words.begin(), term.words.end(),
                       [](const QString &kind) { return kinds().contains(kind); });
}

bool FrameFilter::isAlikeFor(const TracedLink &before, const TracedLink &now) const
{
    const QString old = FrameSummary::peer(before);
    const QString name = FrameSummary::peer(now);
    return std::all_of(m_terms.begin(), m_terms.end(), [&](const Term &term) {
        if (term.field != Field::Peer && term.field != Field::Word)
            return true;
        return std::all_of(term.words.begin(), term.words.end(), [&](const QString &word) {
            return old.contains(word, Qt::CaseInsensitive) == name.contains(word, Qt::CaseInsensitive);
        });
    });
}

bool FrameFilter::matches(const TracedFrame &frame, const std::optional<TracedLink> &link) const
{
    if (m_terms.empty())
        return true;
    const FrameSummary summary = FrameSummary::of(frame);
    return std::all_of(m_terms.begin(), m_terms.end(),
                       [&](const Term &term) { return holds(term, frame, summary, link) != term.isTurned; });
}

bool FrameFilter::holds(const Term &term, const TracedFrame &frame, const FrameSummary &summary,
                        const std::optional<TracedLink> &link)
{
    const auto any = [&term](auto &&fits) { return std::any_of(term.words.begin(), term.words.end(), fits); };
    switch (term.field) {
    case Field::Word:
        return any([&](const QString &word) {
            return summary.name(frame).contains(word, Qt::CaseInsensitive) ||
                   FrameSummary::peer(link).contains(word, Qt::CaseInsensitive) ||
                   FrameSummary::verdict(frame).contains(word, Qt::CaseInsensitive);
        });
    case Field::Peer:
        return any([&](const QString &word) {
            return FrameSummary::peer(link).contains(word, Qt::CaseInsensitive);
        });
    case Field::Name:
        return any([&](const QString &word) {
            return summary.message.isEmpty() ? summary.name(frame) == word : summary.message == word;
        });
    case Field::Kind:
        return any([&](const QString &word) {
            return word == u"local" ? link && link->isLocal : isKind(word, frame, summary);
        });
    default:
        return compares(term, frame, summary);
    }
}

bool FrameFilter::isKind(const QString &kind, const TracedFrame &frame, const FrameSummary &summary)
{
    using namespace Qt::Literals::StringLiterals;
    if (kind == u"sent" || kind == u"received")
        return frame.sent == (kind == u"sent");
    if (kind == u"refused")
        return FrameSummary::isRefused(frame);
    if (kind == u"message")
        return isOneOf(summary.message, {"say"_L1, "said"_L1});
    if (kind == u"keychange")
        return isOneOf(summary.message, {"update"_L1, "refresh"_L1, "refreshed"_L1, "refresh_end"_L1});
    const bool isHello = summary.type == quint8(FrameType::GuestHello) ||
                         summary.type == quint8(FrameType::HostHello) ||
                         summary.type == quint8(FrameType::Alert);
    return isHello || (summary.isRecord && summary.epoch == 0);
}

bool FrameFilter::compares(const Term &term, const TracedFrame &frame, const FrameSummary &summary)
{
    quint64 value = 0;
    switch (term.field) {
    case Field::Epoch:
    case Field::Sequence:
        if (!summary.isRecord)
            return false;
        value = term.field == Field::Epoch ? summary.epoch : summary.sequence;
        break;
    case Field::Size:
        value = quint64(frame.bytes().size());
        break;
    case Field::Number:
        value = frame.number;
        break;
    default:
        value = frame.link;
    }
    switch (term.compare) {
    case Compare::Equal:
        return value == term.value;
    case Compare::NotEqual:
        return value != term.value;
    case Compare::Less:
        return value < term.value;
    case Compare::AtMost:
        return value <= term.value;
    case Compare::More:
        return value > term.value;
    case Compare::AtLeast:
        return value >= term.value;
    }
    return false;
}

} // namespace waxwing
