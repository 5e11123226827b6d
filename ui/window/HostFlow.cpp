// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HostFlow.h"

#include "Engine.h"
#include "FileMemory.h"
#include "JoinCardLarge.h"
#include "JoinCardPage.h"
#include "ReachCheck.h"
#include "Sentences.h"
#include "VaultQuestion.h"

#include <QScreen>
#include <QStackedWidget>

namespace waxwing {

namespace {

HostPage::Registration pageRegistration(Registration registration)
{
    switch (registration) {
    case Registration::Open:
        return HostPage::Registration::Open;
    case Registration::Invite:
        return HostPage::Registration::Invite;
    case Registration::Closed:
        return HostPage::Registration::Closed;
    }
    return HostPage::Registration::Closed;
}

Registration roomRegistration(HostPage::Registration registration)
{
    switch (registration) {
    case HostPage::Registration::Open:
        return Registration::Open;
    case HostPage::Registration::Invite:
        return Registration::Invite;
    case HostPage::Registration::Closed:
        return Registration::Closed;
    }
    return Registration::Closed;
}

bool isAboutName(Code code)
{
    return code >= Code::NameTaken && code <= Code::NameForm;
}

} // namespace

HostFlow::HostFlow(Engine &engine, QStackedWidget *stack, QObject *parent)
    : QObject(parent), m_engine(engine), m_stack(stack)
{}

HostOptions HostFlow::usual() const
{
    HostOptions options;
    options.settings = m_engine.settings();
    options.room = m_engine.setting(QStringLiteral("host.room")).toString();
    options.hostName = m_engine.setting(QStringLiteral("host.name")).toString();
    options.registration =
        static_cast<Registration>(m_engine.setting(QStringLiteral("host.registration"), 0).toInt());
    options.shareLast = m_engine.setting(QStringLiteral("host.shareLast"), 0).toInt();
    options.advertise = m_engine.setting(QStringLiteral("host.advertise"), true).toBool();
    options.port =
        static_cast<quint16>(m_engine.setting(QStringLiteral("host.port"), limits::defaultPort).toUInt());
    return options;
}

bool HostFlow::isOpen() const
{
    return m_control && m_control->state() == HostControl::State::Open;
}

void HostFlow::show(QWidget *page)
{
    if (m_stack->indexOf(page) < 0)
        m_stack->addWidget(page);
    if (m_stack->currentWidget() == page)
        return;
    m_stack->setCurrentWidget(page);
    if (auto *form = qobject_cast<Page *>(page))
        form->focusFirst();
}

void HostFlow::showForm(const HostOptions &asked)
{
    if (!m_form) {
        m_form = new HostPage(m_stack);
        connect(m_form, &HostPage::openRequested, this, &HostFlow::onOpenRequested);
        connect(m_form, &Page::backRequested, this, &HostFlow::backRequested);
        connect(m_form, &FormPage::cancelRequested, this, [this] {
            if (m_control)
                m_control->close(Code::Cancelled);
        });
    }
    const HostOptions options = usual();
    const bool isNameKnown = !options.hostName.isEmpty();
    m_form->setRoom(asked.room.isEmpty() ? options.room : asked.room);
    m_form->setOwnName(isNameKnown ? options.hostName : asked.hostName, isNameKnown);
    m_form->setRegistration(
        pageRegistration(asked.registration.value_or(options.registration.value_or(Registration::Open))));
    m_form->setPort(asked.room.isEmpty() && asked.hostName.isEmpty() ? options.port : asked.port);
    m_form->setShareLast(asked.shareLast.value_or(options.shareLast.value_or(0)));
    m_form->setAdvertise(options.advertise && asked.advertise);
    show(m_form);
}

void HostFlow::onOpenRequested(const HostPage::Wish &wish)
{
    HostOptions options;
    options.room = wish.room;
    options.hostName = wish.name;
    options.registration = roomRegistration(wish.registration);
    options.port = wish.port;
    options.shareLast = wish.shareLast;
    options.advertise = wish.advertise;
    options.settings = m_engine.settings();
    open(options);
}

void HostFlow::open(const HostOptions &options, Purpose purpose)
{
    m_options = options;
    m_purpose = purpose;
    m_refusal.reset();
    if (m_form)
        m_form->setBusy(true, tr("Opening the room…"));
    if (m_control)
        m_control->deleteLater();
    m_control = m_engine.makeHost(options, this);
    connect(m_control, &HostControl::stateChanged, this, &HostFlow::onStateChanged);
    connect(m_control, &HostControl::infoChanged, this, &HostFlow::refreshCard);
    connect(m_control, &HostControl::peopleChanged, this, &HostFlow::refreshPeople);
    m_control->open();
}

void HostFlow::onStateChanged(HostControl::State state)
{
    switch (state) {
    case HostControl::State::Open:
        onOpened();
        break;
    case HostControl::State::Failed:
        onFailed();
        break;
    case HostControl::State::Closed:
        if (m_large)
            m_large->close();
        if (m_form)
            m_form->setBusy(false);
        Q_EMIT closed();
        if (m_refusal)
            showError(*std::exchange(m_refusal, std::nullopt));
        break;
    case HostControl::State::Opening:
    case HostControl::State::Closing:
        break;
    }
}

void HostFlow::keepOptions()
{
    m_engine.setSetting(QStringLiteral("host.name"), m_client->username());
    if (m_purpose == Purpose::Practice)
        return;
    const HostInfo info = m_control->info();
    m_engine.setSetting(QStringLiteral("host.room"), info.room);
    m_engine.setSetting(QStringLiteral("host.registration"), static_cast<int>(info.registration));
    m_engine.setSetting(QStringLiteral("host.shareLast"), info.shareLast);
    m_engine.setSetting(QStringLiteral("host.advertise"), m_options.advertise);
    if (m_options.port != 0)
        m_engine.setSetting(QStringLiteral("host.port"), info.port);
}

void HostFlow::onOpened()
{
    m_client = m_engine.makeLocalClient(m_control, this);
    new VaultQuestion(m_client, m_stack->window());
    fileMemory::goWithMessages(m_engine, m_client);
    auto *entering = new QObject(m_client);
    connect(m_client, &RoomClient::stageChanged, entering, [this, entering](RoomStage stage) {
        if (stage == RoomStage::InRoom) {
            entering->deleteLater();
            keepOptions();
            if (m_form)
                m_form->setBusy(false);
            Q_EMIT opened(m_control, m_client);
        } else if (stage == RoomStage::Ended) {
            entering->deleteLater();
            onOwnPersonRefused(m_client->lastError());
        }
    });
}

void HostFlow::onOwnPersonRefused(const Error &error)
{
    m_client->deleteLater();
    m_refusal = error;
    m_control->close(Code::Cancelled);
}

void HostFlow::onFailed()
{
    showError(m_control->error());
}

void HostFlow::showError(const Error &error)
{
    if (!m_form || m_stack->currentWidget() != m_form)
        showForm(m_options);
    m_purpose = Purpose::Room; // tried again, it is as the form says
    m_form->setBusy(false);
    Circumstances about;
    about.port = m_options.port;
    about.name = m_options.hostName;
    if (error.code == Code::PortInUse) {
        const quint16 free = nextFreePort(m_options.port);
        if (free != 0) {
            m_form->offerPort(m_options.port, free);
            return;
        }
    }
    const auto input = isAboutName(error.code)            ? HostPage::Input::Name
                       : error.code == Code::PortInUse    ? HostPage::Input::Port
                       : error.code == Code::CannotListen ? HostPage::Input::Port
                                                          : HostPage::Input::Room;
    m_form->setFieldError(input, Sentences::of(error.code, about));
}

void HostFlow::showCard()
{
    if (!m_card) {
        m_card = new JoinCardPage(m_stack);
        connect(m_card, &JoinCardPage::chatRequested, this, &HostFlow::chatRequested);
        connect(m_card, &JoinCardPage::closeRoomRequested, this, &HostFlow::closeRoomRequested);
        connect(m_card, &JoinCardPage::largeRequested, this, &HostFlow::showLarge);
    }
    refreshCard();
    show(m_card);
    checkReach();
}

void HostFlow::showLarge()
{
    if (!m_large) {
        m_large = new JoinCardLarge(nullptr);
        m_large->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_large, &JoinCardLarge::closeRequested, m_large, &QWidget::close);
        connect(this, &QObject::destroyed, m_large, &QWidget::close);
        m_large->setScreen(m_stack->screen());
        m_large->setWindowIcon(m_stack->window()->windowIcon());
    }
    refreshCard();
    m_large->showFullScreen();
}

void HostFlow::refreshCard()
{
    if (!m_control)
        return;
    const HostInfo info = m_control->info();
    const QString first = info.reachableAt.isEmpty() ? QString() : info.reachableAt.first().address.text();
    if (m_card) {
        QList<JoinAddress> addresses;
        for (const ReachableAt &place : info.reachableAt)
            addresses.append({place.address.text(), place.interfaceName});
        m_card->setRoom(info.room);
        m_card->setAddresses(addresses);
        m_card->setLink(info.link);
        m_card->setInvite(info.invite);
        m_card->setCode(info.fingerprint.grouped());
    }
    if (m_large) {
        m_large->setRoom(info.room);
        m_large->setAddress(first);
        m_large->setLink(info.link);
        m_large->setInvite(info.invite);
        m_large->setCode(info.fingerprint.grouped());
    }
    refreshPeople();
}

void HostFlow::refreshPeople()
{
    if (m_card)
        m_card->setPeople(m_control->people());
    if (m_large)
        m_large->setPeople(m_control->people());
}

bool HostFlow::isCardShown() const
{
    return m_card && m_stack->currentWidget() == m_card;
}

void HostFlow::checkReach()
{
    const HostInfo info = m_control->info();
    m_card->setOpen(info.port, JoinCardPage::Reach::Checking);
    if (!m_reach) {
        m_reach = new ReachCheck(this);
        connect(m_reach, &ReachCheck::finished, this, [this](bool reached) {
            if (!m_control)
                return;
            const QString trouble = tr("No answer from this PC's own address. A firewall may be in the way.");
            m_card->setOpen(m_control->info().port,
                            reached ? JoinCardPage::Reach::Yes : JoinCardPage::Reach::No,
                            reached ? QString() : trouble);
        });
    }
    QList<HostAddress> addresses;
    for (const ReachableAt &place : info.reachableAt)
        addresses.append(place.address);
    m_reach->start(addresses);
}

void HostFlow::close(Code code)
{
    if (m_control)
        m_control->close(code);
}

} // namespace waxwing
