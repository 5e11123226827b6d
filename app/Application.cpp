// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Application.h"

#include "AfterFirstPaint.h"
#include "GuestFlow.h"
#include "Icons.h"
#include "Log.h"
#include "MessageDialog.h"
#include "RoomDialogs.h"
#include "RoomWindow.h"
#include "Sentences.h"
#include "Terminal.h"
#include "UnixSignals.h"
#include "Username.h"
#include "WelcomePage.h"

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
    for (const QPointer<RoomWindow> &window : std::as_const(m_windows))
        delete window;
}

int Application::run()
{
    if (const auto log = Log::start(m_invocation.logLevel, m_invocation.logFile); !log) {
        terminal::writeError(log.error().detail);
        return static_cast<int>(ExitCode::Failed);
    }
    if (const auto opened = open(); !opened)
        return showProfileTrouble(opened.error());
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
    m_engine->prepare();
    startFirst(window);
}

Result<void> Application::open()
{
    m_engine = std::make_unique<Engine>(
        Engine::Options{profileFolder(m_invocation.profile, QCoreApplication::applicationDirPath()), {}});
    // The first start shows Welcome before its profile is made: there is nothing to read from it.
    auto opened = m_engine->openProfile(Engine::NewProfile::WhenPrepared);
    m_fonts.wait();
    if (!opened)
        return opened;
    m_appearance = std::make_unique<Appearance>(
        *m_application,
        static_cast<Scheme>(m_engine->setting(QStringLiteral("appearance.scheme"), 0).toInt()));
    m_appearance->setTextPercent(m_engine->setting(QStringLiteral("appearance.text"), 100).toInt());
    QObject::connect(m_engine.get(), &Engine::settingChanged, m_appearance.get(),
                     [this] { applySettings(); });
    QObject::connect(m_engine.get(), &Engine::selfTestFailed, m_application.get(),
                     [this](const Error &error) { showTrouble(error); });
    QObject::connect(m_engine.get(), &Engine::storageFailed, m_application.get(),
                     [this](const Error &error) { showTrouble(error); });
    QObject::connect(m_engine.get(), &Engine::profileFailed, m_application.get(),
                     [this](const Error &error) { endWithoutProfile(error); });
    return {};
}

void Application::applySettings()
{
    m_appearance->setScheme(
        static_cast<Scheme>(m_engine->setting(QStringLiteral("appearance.scheme"), 0).toInt()));
    m_appearance->setTextPercent(m_engine->setting(QStringLiteral("appearance.text"), 100).toInt());
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
    QObject::connect(window, &RoomWindow::newHostRequested, window, [this, window] { onHostWished(window); });
    QObject::connect(window, &RoomWindow::newJoinRequested, window, [this, window] {
        RoomWindow *free = window->isAtWelcome() ? window : addWindow();
        free->show();
        free->activateWindow();
    });
    QObject::connect(window, &RoomWindow::practiceRequested, window, [this, window] { practise(window); });
    QObject::connect(window, &RoomWindow::hostOpened, window, [this](const HostInfo &info, bool isPractice) {
        if (isPractice)
            joinBeside(info);
    });
    QObject::connect(window, &RoomWindow::quitRequested, window, [this] { closeAll(); });
    return window;
}

void Application::startFirst(RoomWindow *window)
{
    if (m_invocation.mode == Invocation::Mode::Join) {
        JoinTarget target;
        target.addresses = m_invocation.addresses;
        target.key = m_invocation.key;
        target.invite = m_invocation.invite;
        window->join(target, {m_invocation.user, m_invocation.email, m_invocation.registers});
    } else if (m_invocation.mode == Invocation::Mode::Host) {
        HostOptions options = window->hostFlow().usual();
        if (!m_invocation.room.isEmpty())
            options.room = m_invocation.room;
        if (m_invocation.port)
            options.port = *m_invocation.port;
        if (m_invocation.registration)
            options.registration = m_invocation.registration;
        if (!m_invocation.user.isEmpty() && options.hostName.isEmpty())
            options.hostName = m_invocation.user;
        options.bindAddresses = m_invocation.bindAddresses;
        if (options.room.isEmpty() || options.hostName.isEmpty())
            window->showHostForm(options);
        else
            window->host(options);
    }
}

void Application::onHostWished(RoomWindow *asker)
{
    if (RoomWindow *hosting = hostingWindow()) { // one hosted room a profile
        hosting->hostFlow().showCard();
        hosting->activateWindow();
        hosting->raise();
        return;
    }
    RoomWindow *window = asker->isAtWelcome() ? asker : addWindow();
    window->show();
    window->activateWindow();
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
        if (window)
            window->close(); // who hosts is asked
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
    openProfileTrouble(error);
    quit(Code::Away);
}

} // namespace waxwing
