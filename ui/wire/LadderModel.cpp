// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "LadderModel.h"

#include "ForeignText.h"

namespace waxwing {

using Kind = HandshakeStep::Kind;
using State = HandshakeSteps::State;

namespace {

QString placeOf(const TracedLink &link, bool isHost)
{
    const bool isHere = isHost == link.isHostSide;
    if (isHere)
        return isHost ? LadderModel::tr("host, this PC") : LadderModel::tr("this PC");
    if (link.isLocal)
        return LadderModel::tr("in this program, no network");
    return isHost ? LadderModel::tr("host %1").arg(link.peerAddress)
                  : LadderModel::tr("guest %1").arg(link.peerAddress);
}

LadderParties partiesOf(const HandshakeSteps &steps)
{
    const TracedLink &link = steps.link();
    QString guest = steps.guestName();
    QString host = steps.roomName();
    if (link.isHostSide && !link.peerName.isEmpty())
        guest = link.peerName;
    if (!link.isHostSide && !link.peerName.isEmpty())
        host = link.peerName;
    return {guest.isEmpty() ? LadderModel::tr("Guest") : foreignText(guest), placeOf(link, false),
            host.isEmpty() ? LadderModel::tr("Host") : foreignText(host), placeOf(link, true)};
}

} // namespace

void LadderModel::show(const HandshakeSteps &steps)
{
    beginResetModel();
    m_rows.clear();
    m_steps = 0;
    m_lastNs = 0;
    m_parties = partiesOf(steps);
    m_isGuestHere = !steps.link().isHostSide;
    if (steps.beginsLate())
        addBand(Tone::Muted, QStringLiteral("info"), tr("The beginning of this link is not kept any more"),
                tr("The log keeps the last 100,000 frames or 64 MiB of all links together and forgets the "
                   "oldest first."));
    for (const HandshakeStep &step : steps.steps()) {
        addStep(step);
        if (step.kind == Kind::HostProof)
            addKeysBand(steps);
    }
    if (steps.isCut())
        addBand(Tone::Warn, QStringLiteral("alert"), tr("More steps than are shown here"),
                tr("Only the first %1 steps of a link are drawn. The frames are all in the list of frames.")
                    .arg(int(HandshakeSteps::mostSteps)));
    addEnd(steps);
    joinPanels();
    endResetModel();
}

void LadderModel::addStep(const HandshakeStep &step)
{
    const LadderWords::Step words = LadderWords::of(step);
    LadderRow row;
    row.isStep = true;
    row.step = step;
    row.number = ++m_steps;
    row.title = words.title;
    row.under = words.carries + QStringLiteral(" · ") + LadderWords::sizes(step);
    const QString since = LadderWords::since(m_lastNs, step.timeNs);
    row.note = words.note.isEmpty() || since.isEmpty() ? words.note + since : words.note + u'\n' + since;
    row.proves = words.proves;
    row.learns = words.learns;
    row.isSealed = step.epoch.has_value();
    m_lastNs = step.timeNs;
    m_rows.push_back(std::move(row));
}

void LadderModel::addBand(Tone tone, const QString &icon, const QString &sentence, const QString &meaning)
{
    LadderRow row;
    row.tone = tone;
    row.icon = icon;
    row.title = sentence;
    row.proves = meaning;
    m_rows.push_back(std::move(row));
}

void LadderModel::addKeysBand(const HandshakeSteps &steps)
{
    if (steps.isHostAccepted())
        return addBand(
            Tone::Ok, QStringLiteral("lock"), tr("Both have the same keys, host verified"),
            tr("Only these two can open or make a record from here on. The guest has gone on, which "
               "it does to a host alone whose key it accepts. Who the guest is, the login shows."));
    const QString sentence = steps.link().isHostSide
                                 ? tr("Both have the same keys; the guest has not gone on yet")
                                 : tr("Both have the same keys; host not accepted yet");
    addBand(
        Tone::Warn, QStringLiteral("shield-ask"), sentence,
        tr("Only these two can open or make a record from here on. Whether this is the right host the guest "
           "has yet to judge: until then it says no name, no password and no other word."));
}

void LadderModel::addEnd(const HandshakeSteps &steps)
{
    const TracedLink &link = steps.link();
    const QString why = LadderWords::codeWords(link.end.code);
    const QString said = link.endedByPeer ? tr("%1, said by the other side").arg(why) : why;
    if (steps.state() == State::Admitted)
        addBand(
            Tone::Ok, QStringLiteral("shield-ok"),
            tr("%1 is in the room").arg(foreignInside(m_parties.guest)),
            tr("Password and device are proved, and both directions have keys from fresh randomness. What is "
               "said in the room travels in sealed records from here on."));
    if (link.endNs == 0)
        return;
    if (steps.state() == State::Ended)
        addBand(Tone::Bad, QStringLiteral("alert"), tr("The link ended here: %1").arg(said),
                tr("It did not come as far as the room."));
    else
        addBand(Tone::Muted, QStringLiteral("info"), tr("The link ended later: %1").arg(said),
                tr("What was said until then is in the list of frames."));
}

/// Sealed steps with the same key, one behind the other, lie on one ground.
void LadderModel::joinPanels()
{
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        LadderRow &row = m_rows[i];
        if (!row.isSealed)
            continue;
        const auto isSame = [&row](const LadderRow &other) {
            return other.isSealed && other.step.epoch == row.step.epoch;
        };
        if (i == 0 || !isSame(m_rows[i - 1]))
            row.panel = LadderWords::sealed(*row.step.epoch);
        row.endsPanel = i + 1 == m_rows.size() || !isSame(m_rows[i + 1]);
    }
}

int LadderModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QString LadderModel::spoken(const LadderRow &row) const
{
    if (!row.isStep)
        return row.title;
    const QString way = row.step.fromGuest ? tr("from guest to host") : tr("from host to guest");
    const QString here = row.step.sent ? tr("sent") : tr("received");
    const QString seal = row.isSealed ? LadderWords::sealed(*row.step.epoch) : tr("in the clear");
    return tr("Step %1: %2, %3, %4, %5. %6", "number, name, way, sent, sealed, sizes")
        .arg(row.number)
        .arg(row.title, way, here, seal, row.under);
}

QVariant LadderModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const LadderRow &at = row(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return at.title;
    case Qt::AccessibleTextRole:
        return spoken(at);
    case Qt::AccessibleDescriptionRole:
        return QString(at.proves + u' ' + at.learns).trimmed();
    case FrameRole:
        return at.isStep ? QVariant::fromValue(at.step.frame) : QVariant::fromValue(quint64(0));
    default:
        return {};
    }
}

} // namespace waxwing
