// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HeadlessApplication.h"

#include "HeadlessGuest.h"
#include "HeadlessHost.h"
#include "HeadlessSearch.h"
#include "InputLines.h"
#include "JsonLines.h"
#include "Log.h"
#include "PasswordSource.h"
#include "Sentences.h"
#include "Terminal.h"
#include "UnixSignals.h"

#include <utility>

namespace waxwing {

HeadlessApplication::HeadlessApplication(int &argc, char **argv, const Invocation &invocation)
    : m_application(argc, argv), m_invocation(invocation)
{}

HeadlessApplication::~HeadlessApplication() = default;

int HeadlessApplication::end(const Error &error)
{
    if (m_invocation.json)
        json::writeError(error);
    else
        terminal::writeError(Sentences::of(error.code) +
                             (error.detail.isEmpty() ? QString() : u' ' + error.detail));
    return static_cast<int>(exitCodeFor(error.code));
}

int HeadlessApplication::run()
{
    if (const auto log = Log::start(m_invocation.logLevel, m_invocation.logFile); !log)
        return end(log.error());
    if (m_invocation.mode == Invocation::Mode::Discover)
        return runSearch();
    Engine::Options options{
        profileFolder(m_invocation.profile, QCoreApplication::applicationDirPath()), {}, {}};
    if (!m_invocation.captureFile.isEmpty() || !m_invocation.keyLogFile.isEmpty())
        options.trace = FrameLog::Limits{0, 0}; // recorded, and kept by nobody
    options.finding = Engine::Finding::Everywhere;
    options.showsDirect = true;
    options.showsFiles = true;
    Engine engine(std::move(options));
    if (const auto opened = engine.openProfile(); !opened)
        return end(opened.error());
    const bool isHost = m_invocation.mode == Invocation::Mode::Host;
    engine.prepare(isHost ? Engine::Joins::Never : Engine::Joins::Yes);
    return isHost ? runHost(engine) : runGuest(engine);
}

/// Without a profile nothing is kept and nobody else is kept out: which rooms are known shows where one is
/// named.
int HeadlessApplication::runSearch()
{
    Engine::Options options;
    options.profileFolder = profileFolder(m_invocation.profile, QCoreApplication::applicationDirPath());
    options.trace.reset();
    options.finding = Engine::Finding::Everywhere;
    Engine engine(std::move(options));
    if (!m_invocation.profile.isEmpty()) {
        if (const auto opened = engine.openProfile(); !opened)
            return end(opened.error());
    }
    UnixSignals signalsOfTheSystem;
    HeadlessSearch search(engine, m_invocation);
    QObject::connect(&signalsOfTheSystem, &UnixSignals::interrupted, &search, &HeadlessSearch::finish);
    QObject::connect(&signalsOfTheSystem, &UnixSignals::terminated, &search, &HeadlessSearch::finish);
    QObject::connect(
        &search, &HeadlessSearch::finished, &m_application,
        [](ExitCode code) { QCoreApplication::exit(static_cast<int>(code)); }, Qt::QueuedConnection);
    search.start();
    return QCoreApplication::exec();
}

int HeadlessApplication::runHost(Engine &engine)
{
    InputLines input;
    std::optional<SecretBytes> passphrase;
    if (!m_invocation.passphraseFile.isEmpty()) {
        auto text = PasswordSource::read(m_invocation.passphraseFile, {}, input);
        if (!text)
            return end(text.error());
        Bytes utf8 = text->toUtf8();
        text->fill(QChar(0));
        passphrase = SecretBytes(toSpan(utf8));
        wipe(toMutableSpan(utf8));
    }
    UnixSignals signalsOfTheSystem;
    HeadlessHost host(engine, input, m_invocation);
    QObject::connect(&signalsOfTheSystem, &UnixSignals::interrupted, &host,
                     [&host] { host.close(Code::RoomClosed); });
    QObject::connect(&signalsOfTheSystem, &UnixSignals::terminated, &host,
                     [&host] { host.close(Code::Away); });
    QObject::connect(
        &host, &HeadlessHost::finished, &m_application,
        [](ExitCode code) { QCoreApplication::exit(static_cast<int>(code)); }, Qt::QueuedConnection);
    host.start(std::move(passphrase));
    return QCoreApplication::exec();
}

/// One that is made now is typed twice: a slip would cost the code, and what is sealed under it.
Result<QString> HeadlessApplication::readPassword(InputLines &input) const
{
    if (m_invocation.resetCode.isEmpty() || !m_invocation.passwordFile.isEmpty())
        return PasswordSource::read(m_invocation.passwordFile,
                                    HeadlessGuest::tr("Password of %1: ").arg(m_invocation.user), input);
    for (;;) {
        auto password =
            PasswordSource::read({}, HeadlessGuest::tr("New password of %1: ").arg(m_invocation.user), input);
        auto again =
            password ? PasswordSource::read({}, HeadlessGuest::tr("New password again: "), input) : password;
        const bool isSame = again && *again == *password;
        if (again)
            again->fill(QChar(0));
        if (isSame)
            return password;
        if (password)
            password->fill(QChar(0));
        if (!again)
            return again;
        terminal::writeError(HeadlessGuest::tr("The two new passwords differ."));
    }
}

int HeadlessApplication::runGuest(Engine &engine)
{
    InputLines input;
    auto password = readPassword(input);
    if (!password)
        return end(password.error());
    QString resetCode = std::exchange(m_invocation.resetCode, {});
    if (resetCode == QLatin1StringView("-")) {
        auto code = PasswordSource::read({}, HeadlessGuest::tr("One-time code of the host: "), input);
        if (!code)
            return end(code.error());
        resetCode = *std::move(code);
    }
    Result<QString> earlier = QString();
    if (!m_invocation.earlierPasswordFile.isEmpty())
        earlier = PasswordSource::read(m_invocation.earlierPasswordFile, {}, input);
    if (!earlier)
        return end(earlier.error());
    UnixSignals signalsOfTheSystem;
    HeadlessGuest guest(engine, input, m_invocation, std::move(*password)); // one copy, which it wipes
    guest.setEarlierPassword(std::move(*earlier));
    guest.setResetCode(std::move(resetCode));
    QObject::connect(&signalsOfTheSystem, &UnixSignals::interrupted, &guest, &HeadlessGuest::leave);
    QObject::connect(&signalsOfTheSystem, &UnixSignals::terminated, &guest, &HeadlessGuest::leave);
    QObject::connect(
        &guest, &HeadlessGuest::finished, &m_application,
        [](ExitCode code) { QCoreApplication::exit(static_cast<int>(code)); }, Qt::QueuedConnection);
    guest.start();
    return QCoreApplication::exec();
}

} // namespace waxwing
