// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "NearbyFlow.h"

#include "Button.h"
#include "DoctorWords.h"
#include "Engine.h"
#include "GuestFlow.h"
#include "MessageDialog.h"
#include "RoomDoctor.h"
#include "WelcomePage.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QTimer>

namespace waxwing {

namespace {

NearbyRoom::Entry entryOf(Registration registration)
{
    switch (registration) {
    case Registration::Open:
        return NearbyRoom::Entry::Open;
    case Registration::Invite:
        return NearbyRoom::Entry::Invite;
    case Registration::Closed:
        return NearbyRoom::Entry::Closed;
    }
    return NearbyRoom::Entry::Closed;
}

} // namespace

NearbyFlow::NearbyFlow(Engine &engine, WelcomePage *welcome, GuestFlow *guests, QObject *parent)
    : QObject(parent), m_welcome(welcome), m_guests(guests), m_finder(engine.makeFinder(this)),
      m_doctor(new RoomDoctor(*m_finder, this))
{
    connect(m_finder, &RoomFinder::roomsChanged, this, &NearbyFlow::refresh);
    connect(m_finder, &RoomFinder::stateChanged, this, &NearbyFlow::refreshState);
    connect(m_welcome, &WelcomePage::nearbyRequested, this, &NearbyFlow::onChosen);
    connect(m_welcome, &WelcomePage::whyRequested, this, &NearbyFlow::explain);
    connect(m_welcome, &WelcomePage::otherPlaceRequested, this, &NearbyFlow::goElsewhere);
    connect(m_guests, &GuestFlow::joining, m_doctor, &RoomDoctor::stop);
    connect(m_guests, &GuestFlow::unreachable, this, &NearbyFlow::onUnreachable);
    connect(m_doctor, &RoomDoctor::finished, this, &NearbyFlow::onDiagnosed);
    m_welcome->installEventFilter(this);
}

// ---- Who is there

bool NearbyFlow::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Show || event->type() == QEvent::Hide)
        QTimer::singleShot(0, this, &NearbyFlow::watch); // a page that is put aside and back is not put aside
    return QObject::eventFilter(watched, event);
}

void NearbyFlow::watch()
{
    const bool isWatched = m_welcome->isVisible();
    if (isWatched && m_finder->state() == RoomFinder::State::Off)
        m_finder->start();
    else if (!isWatched && m_finder->state() != RoomFinder::State::Off)
        m_finder->stop();
}

void NearbyFlow::refreshState()
{
    switch (m_finder->state()) {
    case RoomFinder::State::Off:
        return m_welcome->nearby()->setState(NearbyRooms::State::Off);
    case RoomFinder::State::Looking:
        return m_welcome->nearby()->setState(NearbyRooms::State::Looking);
    case RoomFinder::State::Failed:
        return m_welcome->nearby()->setState(NearbyRooms::State::Failed);
    }
}

void NearbyFlow::refresh()
{
    QList<NearbyRoom> rooms;
    for (const FoundRoom &found : m_finder->rooms())
        rooms.append({found.id, found.name, found.host, found.addresses.first().text(), found.people,
                      found.isKnown(), entryOf(found.registration)});
    m_welcome->nearby()->setRooms(rooms);
}

void NearbyFlow::onChosen(const QByteArray &id)
{
    for (const FoundRoom &room : m_finder->rooms()) {
        if (room.id == id)
            return m_guests->join(room.target());
    }
}

// ---- Who is not

void NearbyFlow::onUnreachable(const JoinTarget &target, const Error &error)
{
    m_target = target;
    for (const FoundRoom &room : m_finder->rooms()) {
        if (room.addresses == target.addresses)
            m_finder->reconfirm(room.id);
    }
    m_doctor->examine(target, error);
}

void NearbyFlow::onDiagnosed(const Diagnosis &diagnosis)
{
    m_diagnosis = diagnosis;
    m_welcome->setJoinCause(DoctorWords::cause(diagnosis), diagnosis.elsewhere.has_value());
}

/// With the key that was expected before; an invite is for that room, wherever it is.
void NearbyFlow::goElsewhere()
{
    if (!m_diagnosis.elsewhere)
        return;
    JoinTarget target = m_diagnosis.elsewhere->target();
    if (m_diagnosis.cause == Diagnosis::Cause::Moved) {
        target.key = m_target.key;
        target.pinnedDigest = m_target.pinnedDigest;
        target.invite = m_target.invite;
    }
    m_guests->join(target);
}

void NearbyFlow::explain()
{
    if (m_dialog) {
        m_dialog->activateWindow();
        return;
    }
    auto *dialog =
        new MessageDialog(QStringLiteral("info"), Tone::Accent, tr("What is wrong?"), m_welcome->window());
    dialog->addWords(DoctorWords::cause(m_diagnosis));
    dialog->addTable(DoctorWords::checks(m_diagnosis));
    const QString report = DoctorWords::report(m_diagnosis);
    connect(dialog->addLink(tr("Copy")), &Button::clicked, dialog,
            [report] { QGuiApplication::clipboard()->setText(report); });
    if (m_diagnosis.elsewhere)
        connect(dialog->addOther(tr("Join it there")), &Button::clicked, this, &NearbyFlow::goElsewhere);
    dialog->addPrimary(tr("Close"));
    m_dialog = dialog;
    dialog->open();
}

} // namespace waxwing
