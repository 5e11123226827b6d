// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Application.h"

#include "AfterFirstPaint.h"
#include "Desktop.h"
#include "FileMemory.h"
#include "GuestFlow.h"
#include "Icons.h"
#include "InBackground.h"
#include "InstanceServer.h"
#include "Log.h"
#include "MessageDialog.h"
#include "ProfileLock.h"
#include "RaiseWindow.h"
#include "RoomDialogs.h"
#include "RoomWindow.h"
#include "SecondStart.h"
#include "SettingKeys.h"
#include "Sentences.h"
#include "Terminal.h"
#include "UnixSignals.h"
#include "Username.h"
#include "WelcomePage.h"

#include <QDir>

namespace waxwing {

Application::Application(int &argc, char **argv, const Invocation &invocation)
    : m_application(std::make_unique<QApplication>(argc, argv)), m_invocation(invocation)
{
    m_fonts.readList();
    QGuiApplication::setDesktopFileName(QStringLiteral("waxwing"));
    QGuiApplication::setQuitOnLastWindowClosed(true);
}

Application::~Application()
{
    m_fonts.wait();
    const bool forgets = m_others && keepsNothing();
    m_others.reset();
    m_desktop.reset();
    for (const QPointer<RoomWindow> &window : std::as_const(m_windows))
        delete window;
    if (!forgets)
        return;
    const QString profile = m_engine->profileFolder();
    fileMemory::clear(*m_engine);
    m_engine.reset(); // no thread of this program writes there any more
    fileMemory::removeAllPictures(profile);
}

bool Application::keepsNothing() const
{
    return settingOf(*m_engine, settingKey::keepDays) < 0;
}

/// What lies beside the vaults and nobody wanted kept goes when the program ends; after a kill, when it
/// starts.
void Application::forgetUnkept()
{
    if (!keepsNothing())
        return;
    fileMemory::clear(*m_engine);
    inBackground([profile = m_engine->profileFolder()] { fileMemory::removeAllPictures(profile); });
}

int Application::run()
{
    if (const auto log = Log::start(m_invocation.logLevel, m_invocation.logFile); !log) {
        terminal::writeError(log.error().detail);
        return static_cast<int>(ExitCode::Failed);
    }
    if (const auto opened = open(); !opened) {
        if (opened.error().code == Code::ProfileInUse && secondStart::handOver(m_invocation))
            return static_cast<int>(ExitCode::EndedAsAsked); // the other one was just starting
        return showProfileTrouble(opened.error());
    }
    m_signals = std::make_unique<UnixSignals>();
    QObject::connect(m_signals.get(), &UnixSignals::interrupted, m_application.get(),
                     [this] { quit(Code::RoomClosed); });
    QObject::connect(m_signals.get(), &UnixSignals::terminated, m_application.get(),
                     [this] { quit(Code::Away); });
    RoomWindow *window = showFirstWindow();
    // The self-test and the first key come after the first paint: a timer of 0 ms would come before it.
    afterFirstPaint(window, [this, window] { begin(window); });
    return QApplication::exec();
}

void Application::begin(RoomWindow *window)
{
    QObject::connect(m_engine.get(), &Engine::profileLocked, m_application.get(), [this] {
        listenForOthers();
        forgetUnkept();
    });
    m_engine->prepare();
    recordFirst(m_invocation);
    if (m_invocation.mode == Invocation::Mode::Welcome &&
        settingOf(*m_engine, settingKey::startWith) == QLatin1StringView("room"))
        window->openLastRoom();
    else
        start(window, m_invocation);
    makeDesktop();
}

void Application::makeDesktop()
{
    m_desktop = std::make_unique<Desktop>(*m_engine, Desktop::Means::ofSystem());
    QObject::connect(m_desktop.get(), &Desktop::quitRequested, m_application.get(), [this] { closeAll(); });
    QObject::connect(m_desktop.get(), &Desktop::allGone, m_application.get(), &QCoreApplication::quit,
                     Qt::QueuedConnection);
    for (const QPointer<RoomWindow> &window : std::as_const(m_windows)) {
        if (window)
            m_desktop->add(window);
    }
}

void Application::recordFirst(const Invocation &invocation)
{
    if (invocation.captureFile.isEmpty() && invocation.keyLogFile.isEmpty())
        return;
    RecordingWishes wishes;
    if (!invocation.captureFile.isEmpty())
        wishes.capture = CaptureWish{invocation.captureFile};
    wishes.keyLogPath = invocation.keyLogFile;
    if (!wishes.keyLogPath.isEmpty())
        terminal::writeError(Sentences::keyLogWarning(wishes.keyLogPath));
    m_engine->recordFirst(wishes);
}

Result<void> Application::open()
{
    Engine::Options options;
    options.profileFolder = profileFolder(m_invocation.profile, QCoreApplication::applicationDirPath());
    options.finding = Engine::Finding::Everywhere;
    options.showsFiles = true;
    options.showsDirect = true;
    m_engine = std::make_unique<Engine>(std::move(options));
    // The first start shows Welcome before its profile is made: there is nothing to read from it.
    auto opened = m_engine->openProfile(Engine::NewProfile::WhenPrepared);
    m_fonts.wait();
    if (!opened)
        return opened;
    m_appearance = std::make_unique<Appearance>(
        *m_application, static_cast<Scheme>(settingOf(*m_engine, settingKey::scheme)));
    m_appearance->setTextPercent(settingOf(*m_engine, settingKey::textPercent));
    QObject::connect(m_engine.get(), &Engine::settingChanged, m_appearance.get(),
                     [this] { applySettings(); });
    QObject::connect(m_engine.get(), &Engine::selfTestFailed, m_application.get(),
                     [this](const Error &error) { showTrouble(error); });
    QObject::connect(m_engine.get(), &Engine::storageFailed, m_application.get(),
                     [this](const Error &error) { showTrouble(error); });
    QObject::connect(m_engine.get(), &Engine::recordingFailed, m_application.get(),
                     [this](const Error &error) { showTrouble(error); });
    QObject::connect(m_engine.get(), &Engine::profileFailed, m_application.get(),
                     [this](const Error &error) { endWithoutProfile(error); });
    return {};
}

void Application::applySettings()
{
    m_appearance->setScheme(static_cast<Scheme>(settingOf(*m_engine, settingKey::scheme)));
    m_appearance->setTextPercent(settingOf(*m_engine, settingKey::textPercent));
}

RoomWindow *Application::showFirstWindow()
{
    RoomWindow *window = addWindow();
    window->show();
    return window;
}

RoomWindow *Application::addWindow()
{
    auto *window = new RoomWindow(*m_engine);
    window->setAttribute(Qt::WA_DeleteOnClose);
    window->setWindowIcon(smallAppIcon());
    afterFirstPaint(window, [window] { window->setWindowIcon(appIcon()); });
    m_windows.removeIf([](const QPointer<RoomWindow> &other) { return other.isNull(); });
    for (const QPointer<RoomWindow> &other : std::as_const(m_windows)) {
        if (other->isVisible() && !other->isMaximized() && !other->isFullScreen())
            window->move(other->pos() + QPoint(48, 48)); // beside, not on top of it
    }
    m_windows.append(window);
    if (m_desktop)
        m_desktop->add(window);
    QObject::connect(window, &RoomWindow::newHostRequested, window, [this, window] { onHostWished(window); });
    QObject::connect(window, &RoomWindow::newJoinRequested, window,
                     [this, window] { raiseWindow(window->isAtWelcome() ? window : addWindow()); });
    QObject::connect(window, &RoomWindow::practiceRequested, window, [this, window] { practise(window); });
    QObject::connect(window, &RoomWindow::hostOpened, window, [this](const HostInfo &info, bool isPractice) {
        if (isPractice)
            joinBeside(info);
    });
    QObject::connect(window, &RoomWindow::quitRequested, window, [this] { closeAll(); });
    return window;
}

void Application::start(RoomWindow *window, const Invocation &invocation)
{
    if (invocation.mode == Invocation::Mode::Join) {
        JoinTarget target;
        target.addresses = invocation.addresses;
        target.key = invocation.key;
        target.invite = invocation.invite;
        window->join(target, {invocation.user, invocation.email, invocation.registers});
    } else if (invocation.mode == Invocation::Mode::Host) {
        HostOptions options = window->hostFlow().usual();
        if (!invocation.room.isEmpty())
            options.room = invocation.room;
        if (invocation.port)
            options.port = *invocation.port;
        if (invocation.registration)
            options.registration = invocation.registration;
        if (invocation.shareLast)
            options.shareLast = invocation.shareLast;
        if (!invocation.user.isEmpty() && options.hostName.isEmpty())
            options.hostName = invocation.user;
        options.bindAddresses = invocation.bindAddresses;
        if (invocation.advertise)
            options.advertise = *invocation.advertise;
        if (options.room.isEmpty() || options.hostName.isEmpty())
            window->showHostForm(options);
        else
            window->host(options);
    }
}

void Application::listenForOthers()
{
    m_others = std::make_unique<InstanceServer>();
    QObject::connect(m_others.get(), &InstanceServer::asked, m_application.get(),
                     [this](const InstanceRequest &request) { onAsked(request); });
    if (!m_others->listen(profileFolder(m_invocation.profile, QCoreApplication::applicationDirPath())))
        qWarning("A second start with this profile cannot be taken over here.");
}

void Application::onAsked(const InstanceRequest &request)
{
    auto asked = CommandLine::parse(QStringList{QStringLiteral("waxwing")} + request.arguments);
    if (!asked || asked->headless)
        return; // no start with windows asks for it
    for (QString *file : {&asked->captureFile, &asked->keyLogFile}) {
        if (!file->isEmpty())
            *file = QDir(request.folder).absoluteFilePath(*file);
    }
    RoomWindow *window = windowFor(*asked);
    raiseWindow(window, request.activationToken);
    if (asked->mode == Invocation::Mode::Welcome || isIn(*window, *asked))
        return;
    recordFirst(*asked);
    start(window, *asked);
}

/// The one that is there already, else one that does nothing else yet, else a new one.
RoomWindow *Application::windowFor(const Invocation &invocation)
{
    if (invocation.mode == Invocation::Mode::Welcome && m_desktop->lastUsed())
        return m_desktop->lastUsed();
    RoomWindow *free = nullptr;
    for (const QPointer<RoomWindow> &window : std::as_const(m_windows)) {
        if (!window)
            continue;
        if (isIn(*window, invocation))
            return window;
        const RoomClient *client = window->guestFlow().client();
        if (window->isAtWelcome() && (!client || client->stage() == RoomStage::Idle))
            free = window;
    }
    return free ? free : addWindow();
}

bool Application::isIn(RoomWindow &window, const Invocation &invocation)
{
    if (invocation.mode == Invocation::Mode::Welcome)
        return true;
    if (invocation.mode == Invocation::Mode::Host)
        return window.isHosting();
    if (window.isHosting() && !invocation.key.isEmpty())
        return window.hostFlow().control()->info().fingerprint.text() == invocation.key;
    const RoomClient *client = window.guestFlow().client();
    if (!client || client->stage() == RoomStage::Idle || client->stage() == RoomStage::Ended)
        return false;
    if (!invocation.key.isEmpty())
        return window.guestFlow().target().key == invocation.key ||
               client->host().fingerprint.text() == invocation.key;
    return invocation.addresses.contains(client->host().address);
}

void Application::onHostWished(RoomWindow *asker)
{
    if (RoomWindow *hosting = hostingWindow()) { // one hosted room a profile
        hosting->hostFlow().showCard();
        raiseWindow(hosting);
        return;
    }
    RoomWindow *window = asker->isAtWelcome() ? asker : addWindow();
    raiseWindow(window);
    window->showHostForm();
}

RoomWindow *Application::hostingWindow() const
{
    for (const QPointer<RoomWindow> &window : m_windows) {
        if (window && window->isHosting())
            return window;
    }
    return nullptr;
}

void Application::practise(RoomWindow *host)
{
    if (RoomWindow *hosting = hostingWindow()) { // one hosted room a profile: this PC's own
        joinBeside(hosting->hostFlow().control()->info());
        return;
    }
    HostOptions options = host->hostFlow().usual();
    if (options.room.isEmpty())
        options.room = RoomWindow::tr("Practice room");
    if (options.hostName.isEmpty()) {
        const QString login =
            normaliseTypedUsername(qEnvironmentVariable("USER", qEnvironmentVariable("USERNAME")));
        options.hostName = checkUsername(login) ? login : RoomWindow::tr("Host");
    }
    options.registration = Registration::Open;
    options.port = 0;
    options.bindAddresses = {QStringLiteral("127.0.0.1")};
    options.advertise = false;
    host->practise(options);
}

void Application::joinBeside(const HostInfo &info)
{
    JoinTarget target;
    target.addresses = {{QStringLiteral("127.0.0.1"), info.port}};
    for (const ReachableAt &place : info.reachableAt)
        target.addresses.append(place.address);
    target.key = info.fingerprint.text();
    target.invite = info.invite;
    RoomWindow *guest = addWindow();
    guest->show();
    guest->join(target);
}

void Application::closeAll()
{
    for (const QPointer<RoomWindow> &window : std::as_const(m_windows)) {
        if (!window)
            continue;
        if (window->isHosting())
            raiseWindow(window); // it may be in the tray, and is asked
        window->closeForGood();
    }
}

void Application::quit(Code code)
{
    for (const QPointer<RoomWindow> &window : std::as_const(m_windows)) {
        if (window)
            window->endAndClose(code);
    }
}

void Application::showTrouble(const Error &error)
{
    if (m_trouble)
        return; // one at a time, whatever keeps going wrong
    m_trouble = roomdialogs::trouble(Sentences::of(error.code), error.detail, QApplication::activeWindow());
    m_trouble->open();
}

int Application::showProfileTrouble(const Error &error)
{
    m_appearance = std::make_unique<Appearance>(*m_application, Scheme::System);
    openProfileTrouble(error);
    QApplication::exec();
    return static_cast<int>(ExitCode::Failed);
}

void Application::openProfileTrouble(const Error &error)
{
    terminal::writeError(Sentences::of(error.code));
    MessageDialog *dialog = roomdialogs::trouble(Sentences::of(error.code), error.detail, nullptr);
    dialog->setWindowIcon(appIcon());
    QObject::connect(dialog, &MessageDialog::finished, m_application.get(),
                     [] { QCoreApplication::exit(static_cast<int>(ExitCode::Failed)); });
    dialog->show();
}

void Application::endWithoutProfile(const Error &error)
{
    m_engine->disconnect(m_application.get()); // what follows from it is not worth a word
    if (error.code != Code::ProfileInUse || !secondStart::handOver(m_invocation))
        openProfileTrouble(error);
    quit(Code::Away);
}

} // namespace waxwing
