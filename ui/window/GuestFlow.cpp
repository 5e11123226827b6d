// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "GuestFlow.h"

#include "Diagnosis.h"
#include "Engine.h"
#include "Field.h"
#include "FileMemory.h"
#include "FirstContactPage.h"
#include "HostChangedPage.h"
#include "LogInPage.h"
#include "ResetPage.h"
#include "Sentences.h"
#include "VaultQuestion.h"
#include "WelcomePage.h"

#include <QDateTime>
#include <QStackedWidget>

namespace waxwing {

namespace {

RegisterPage::Verdict pageVerdict(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Free:
        return RegisterPage::Verdict::Free;
    case Verdict::Taken:
        return RegisterPage::Verdict::Taken;
    case Verdict::NotAllowed:
        return RegisterPage::Verdict::NotAllowed;
    }
    return RegisterPage::Verdict::NotAllowed;
}

/// The field of the registration form that a refusal is about.
RegisterPage::Input inputFor(Code code)
{
    switch (code) {
    case Code::InviteMissing:
    case Code::InviteInvalid:
        return RegisterPage::Input::Invite;
    case Code::EmailInvalid:
        return RegisterPage::Input::Email;
    case Code::PasswordTooShort:
    case Code::PasswordTooLong:
    case Code::PasswordCharacter:
        return RegisterPage::Input::Password;
    default:
        return RegisterPage::Input::Username;
    }
}

} // namespace

GuestFlow::GuestFlow(Engine &engine, QStackedWidget *stack, WelcomePage *welcome, QObject *parent)
    : QObject(parent), m_engine(engine), m_stack(stack), m_welcome(welcome)
{}

void GuestFlow::joinText(const QString &text)
{
    JoinTarget target;
    if (text.startsWith(QLatin1StringView("waxwing:"), Qt::CaseInsensitive)) {
        const auto link = parseJoinLink(text);
        if (!link) {
            m_welcome->setJoinError(Sentences::of(Code::LinkInvalid));
            return;
        }
        target.addresses = link->addresses;
        target.key = link->key;
        target.invite = link->invite;
    } else {
        const auto address = parseHostAddress(text);
        if (!address) {
            m_welcome->setJoinError(Sentences::of(Code::AddressInvalid));
            return;
        }
        target.addresses = {*address};
    }
    join(target);
}

void GuestFlow::join(const JoinTarget &target, const Applicant &applicant)
{
    if (m_client)
        m_client->deleteLater();
    if (target.addresses != m_target.addresses || target.key != m_target.key)
        dropForms();
    m_target = target;
    m_applicant = applicant;
    m_comparedNow = false;
    m_wasInRoom = false;
    m_freeNames.clear();
    m_client = m_engine.makeClient(this);
    connectClient();
    m_welcome->setJoinError({});
    m_welcome->setJoining(true);
    Q_EMIT joining();
    m_client->join(target);
}

void GuestFlow::connectClient()
{
    connect(m_client, &RoomClient::stageChanged, this, &GuestFlow::onStageChanged);
    connect(m_client, &RoomClient::nameChecked, this, &GuestFlow::onNameChecked);
    connect(m_client, &RoomClient::refused, this, &GuestFlow::onRefused);
    new VaultQuestion(m_client, m_stack->window());
    fileMemory::goWithMessages(m_engine, m_client);
}

void GuestFlow::stop()
{
    if (m_client) {
        m_client->disconnect(this);
        m_client->cancel();
        m_client->deleteLater();
        m_client = nullptr;
    }
    m_welcome->setJoining(false);
    show(m_welcome);
    Q_EMIT stopped();
}

void GuestFlow::dropForms()
{
    for (QWidget *form : {static_cast<QWidget *>(m_logIn), static_cast<QWidget *>(m_register),
                          static_cast<QWidget *>(m_reset)}) {
        if (!form)
            continue;
        m_stack->removeWidget(form);
        form->deleteLater();
    }
    m_logIn = nullptr;
    m_register = nullptr;
    m_reset = nullptr;
    m_lastName.clear();
}

void GuestFlow::goBack()
{
    stop();
    dropForms();
}

void GuestFlow::show(QWidget *page)
{
    if (m_stack->indexOf(page) < 0)
        m_stack->addWidget(page);
    if (m_stack->currentWidget() == page)
        return;
    m_stack->setCurrentWidget(page);
    if (auto *form = qobject_cast<Page *>(page))
        form->focusFirst();
}

QString GuestFlow::address() const
{
    const HostAddress reached = m_client->host().address;
    return reached.address.isEmpty() ? m_target.addresses.first().text() : reached.text();
}

RoomStrip::Verified GuestFlow::verified() const
{
    if (m_comparedNow)
        return RoomStrip::Verified::ByCode;
    return m_target.isFromLink() ? RoomStrip::Verified::ByLink : RoomStrip::Verified::SameAsBefore;
}

void GuestFlow::onStageChanged(RoomStage stage)
{
    switch (stage) {
    case RoomStage::Idle:
        if (!m_wasInRoom)
            stop();
        break;
    case RoomStage::Connecting:
        break;
    case RoomStage::HostUnknown:
        showFirstContact();
        break;
    case RoomStage::HostDiffers:
        showHostChanged();
        break;
    case RoomStage::Lobby:
        showLobby();
        break;
    case RoomStage::Entering:
        showEntering();
        break;
    case RoomStage::InRoom:
        if (!std::exchange(m_wasInRoom, true)) {
            m_welcome->setJoining(false);
            Q_EMIT entered(m_client);
            dropForms(); // they hold a password
        }
        break;
    case RoomStage::Reconnecting:
        break;
    case RoomStage::Ended:
        if (!m_wasInRoom)
            showEnded();
        break;
    }
}

void GuestFlow::showFirstContact()
{
    if (!m_firstContact) {
        m_firstContact = new FirstContactPage(m_stack);
        connect(m_firstContact, &FirstContactPage::sameRequested, this, [this] {
            m_comparedNow = true;
            m_client->acceptHost();
        });
        connect(m_firstContact, &FirstContactPage::differsRequested, this, [this] {
            m_client->refuseHost();
            stop();
        });
        connect(m_firstContact, &Page::backRequested, this, &GuestFlow::stop);
    }
    m_firstContact->setAddress(address());
    m_firstContact->setCode(m_client->host().fingerprint.grouped());
    show(m_firstContact);
}

void GuestFlow::showHostChanged()
{
    if (!m_hostChanged) {
        m_hostChanged = new HostChangedPage(m_stack);
        connect(m_hostChanged, &HostChangedPage::stopRequested, this, [this] {
            m_client->refuseHost();
            stop();
        });
        connect(m_hostChanged, &HostChangedPage::meetAsNewRequested, this, [this] { m_client->meetAsNew(); });
        connect(m_hostChanged, &Page::backRequested, this, &GuestFlow::stop);
    }
    using Case = HostChangedPage::Case;
    const HostView host = m_client->host();
    const Case which = host.fromLink                     ? Case::Link
                       : m_target.pinnedDigest.isEmpty() ? Case::Typed
                                                         : Case::Recent;
    const QDateTime lastUsed =
        host.lastUsedMs > 0 ? QDateTime::fromMSecsSinceEpoch(host.lastUsedMs) : QDateTime();
    m_hostChanged->setHost(which, address(), host.roomBefore, lastUsed);
    m_hostChanged->setCodes(host.before.grouped(), host.fingerprint.grouped());
    show(m_hostChanged);
}

void GuestFlow::showLobby()
{
    m_welcome->setJoining(false);
    const QWidget *current = m_stack->currentWidget();
    const bool isInForm = current && (current == m_logIn || current == m_register || current == m_reset);
    if (isInForm) {
        for (FormPage *form : {static_cast<FormPage *>(m_logIn), static_cast<FormPage *>(m_register),
                               static_cast<FormPage *>(m_reset)}) {
            if (form)
                form->setBusy(false);
        }
        return;
    }
    const bool hasAccount = m_applicant.username.isEmpty() ? !knownNames().isEmpty() : !m_applicant.registers;
    if (hasAccount || m_client->lobby().registration == Registration::Closed)
        showLogIn();
    else
        showRegister();
}

QStringList GuestFlow::knownNames() const
{
    QStringList names = m_client->lobby().knownUsernames;
    for (const Pin &pin : m_engine.pins()) {
        // The host's own person comes in by the in-process link alone.
        if (pin.acceptedBy == AcceptedBy::Own && m_client->host().fingerprint.matches(pin.digest))
            names.removeAll(m_engine.setting(QStringLiteral("host.name")).toString());
    }
    return names;
}

void GuestFlow::showLogIn()
{
    if (!m_logIn) {
        m_logIn = new LogInPage(m_stack);
        connect(m_logIn, &LogInPage::logInRequested, this,
                [this](const QString &name, const QString &password) {
                    m_lastName = name;
                    m_client->logIn(name, password);
                });
        connect(m_logIn, &LogInPage::registerRequested, this, &GuestFlow::showRegister);
        connect(m_logIn, &LogInPage::resetRequested, this, &GuestFlow::showReset);
        connect(m_logIn, &FormPage::cancelRequested, this, &GuestFlow::goBack);
        connect(m_logIn, &Page::backRequested, this, &GuestFlow::goBack);
    }
    const LobbyView lobby = m_client->lobby();
    m_logIn->setRoom(lobby.room, verified(), address());
    m_logIn->setMayReset(lobby.canReset);
    m_logIn->setMayRegister(lobby.registration != Registration::Closed);
    if (m_logIn->username().isEmpty() && !m_register && !m_applicant.username.isEmpty())
        m_logIn->setUsername(m_applicant.username);
    else if (m_logIn->username().isEmpty())
        m_logIn->setUsername(m_register && !m_register->username().isEmpty() ? m_register->username()
                                                                             : knownNames().value(0));
    show(m_logIn);
}

void GuestFlow::showRegister()
{
    if (!m_register) {
        m_register = new RegisterPage(m_stack);
        connect(m_register, &RegisterPage::checkRequested, this,
                [this](const QString &name, const QString &invite) { m_client->checkName(name, invite); });
        connect(m_register, &RegisterPage::registerRequested, this, [this](const RegisterPage::Wish &wish) {
            m_lastName = wish.username;
            m_client->registerAccount(wish.username, wish.email, wish.password, wish.invite);
        });
        connect(m_register, &RegisterPage::logInRequested, this, &GuestFlow::showLogIn);
        connect(m_register, &FormPage::cancelRequested, this, &GuestFlow::goBack);
        connect(m_register, &Page::backRequested, this, &GuestFlow::goBack);
        m_register->setUsername(m_applicant.username);
        m_register->setEmail(m_applicant.email);
    }
    const LobbyView lobby = m_client->lobby();
    m_register->setRoom(lobby.room, verified(), address());
    m_register->setInviteNeeded(lobby.registration == Registration::Invite);
    if (m_register->invite().isEmpty())
        m_register->setInvite(m_target.invite);
    if (m_logIn && m_register->username().isEmpty() && !knownNames().contains(m_logIn->username()))
        m_register->setUsername(m_logIn->username());
    show(m_register);
}

void GuestFlow::showEntering()
{
    const QWidget *current = m_stack->currentWidget();
    if (current == m_register && m_register)
        m_register->setBusy(true, tr("Registering and making your key…"));
    else if (current == m_logIn && m_logIn)
        m_logIn->setBusy(true, tr("Logging in…"));
    else if (current == m_reset && m_reset)
        m_reset->setBusy(true, tr("Setting the new password…"));
}

void GuestFlow::showEnded()
{
    const Error error = m_client->lastError();
    Circumstances about;
    about.address = m_target.addresses.first().address;
    about.port = m_target.addresses.first().port;
    about.name = m_lastName;
    about.isClaim = error.isClaim;
    about.theirVersion = error.claimedVersion;
    stop();
    if (error.code != Code::Cancelled)
        m_welcome->setJoinError(Sentences::of(error.code, about));
    if (isWorthExamining(error.code))
        Q_EMIT unreachable(m_target, error);
}

void GuestFlow::onNameChecked(const NameVerdict &verdict)
{
    if (!m_register)
        return;
    Circumstances about;
    about.name = verdict.name;
    about.freeNames = verdict.free;
    m_freeNames = verdict.free;
    QString sentence;
    if (verdict.verdict == Verdict::Taken)
        sentence = Sentences::of(Code::NameTaken, about);
    else if (verdict.verdict == Verdict::NotAllowed)
        sentence = Sentences::of(verdict.code.value_or(Code::NameCharacter), about);
    if (verdict.code && inputFor(*verdict.code) == RegisterPage::Input::Invite)
        m_register->field(RegisterPage::Input::Invite)->setError(sentence); // the focus stays at the name
    else
        m_register->setCheckResult(verdict.name, pageVerdict(verdict.verdict), sentence);
}

void GuestFlow::refuseRegistration(const LobbyRefusal &refusal, const QString &sentence)
{
    m_register->setBusy(false);
    m_register->setFieldError(inputFor(refusal.error.code), sentence);
}

} // namespace waxwing
