// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "CommandLine.h"

#include "Fingerprint.h"
#include "IpAddress.h"
#include "Limits.h"
#include "RoomName.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace waxwing {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
}

void addOptions(QCommandLineParser &parser)
{
    parser.addPositionalArgument(QStringLiteral("link"), tr("A waxwing:// link: straight to joining."),
                                 QStringLiteral("[LINK]"));
    parser.addOptions({
        {QStringLiteral("host"), tr("Host a room.")},
        {QStringLiteral("room"), tr("The room's name."), tr("NAME")},
        {QStringLiteral("port"), tr("The port to listen on; 0 is any free one. As delivered 12345."),
         tr("N")},
        {QStringLiteral("bind"),
         tr("Listen, or with --discover look for rooms, on this address of this PC only; may be repeated."),
         tr("ADDRESS")},
        {QStringLiteral("registration"), tr("Who may register: open, invite or closed."), tr("WHO")},
        {QStringLiteral("share-last"),
         tr("People who join later see this many of the last messages, 0 to 1000. As delivered 0."), tr("N")},
        {QStringLiteral("passphrase-file"), tr("Seal the host's identity under the first line of this file."),
         tr("FILE")},
        {QStringLiteral("no-advertise"),
         tr("Do not show the room on this network: others join by its address or link.")},
        {QStringLiteral("largest-file"),
         tr("The room takes files of at most so many bytes (with --headless). As delivered 2 GiB."),
         tr("BYTES")},
        {QStringLiteral("no-files"), tr("The room takes no files (with --headless).")},
        {QStringLiteral("join"), tr("Join the room at this address, or of this link."),
         tr("ADDRESS[:PORT]|LINK")},
        {QStringLiteral("user"), tr("Your name in the room."), tr("NAME")},
        {QStringLiteral("register"), tr("Register this name first.")},
        {QStringLiteral("email"), tr("Your e-mail address, for --register."), tr("ADDRESS")},
        {QStringLiteral("invite"), tr("The invite code, where the room asks for one."), tr("CODE")},
        {QStringLiteral("password-file"),
         tr("Read the password from the first line of this file; - is standard input."), tr("FILE")},
        {QStringLiteral("accept-key"),
         tr("Accept the host with this code at first contact (with --headless)."), tr("CODE")},
        {QStringLiteral("new-vault"),
         tr("Where what is kept of this account does not open, put it aside and begin anew, with a new key "
            "(with --headless).")},
        {QStringLiteral("reset-code"),
         tr("Set a new password by the host's one-time code (-: asked for on the terminal); what this PC "
            "keeps under the forgotten one stays sealed, and is put aside (with --headless)."),
         tr("CODE")},
        {QStringLiteral("earlier-password-file"),
         tr("Where what is kept of this account is still sealed under an earlier password: the first line of "
            "this file (with --headless)."),
         tr("FILE")},
        {QStringLiteral("downloads"), tr("Keep the files that are taken in this folder (with --headless)."),
         tr("FOLDER")},
        {QStringLiteral("discover"), tr("List the rooms on this network, without a window.")},
        {QStringLiteral("for"),
         tr("With --discover: look for so long; as delivered 3 seconds, with --json until Ctrl+C."),
         tr("SECONDS")},
        {QStringLiteral("capture"),
         tr("Write what this room's connections carry to this new pcapng file, for Wireshark."), tr("FILE")},
        {QStringLiteral("keylog"),
         tr("Write this room's keys to this file, for Wireshark: whoever reads it reads the conversation, "
            "and "
            "everybody in the room is told."),
         tr("FILE")},
        {QStringLiteral("profile"), tr("Keep everything in this folder."), tr("FOLDER")},
        {QStringLiteral("headless"),
         tr("No window: a host that serves, or a guest that talks on its terminal.")},
        {QStringLiteral("json"), tr("With --headless or --discover: one JSON object a line.")},
        {QStringLiteral("log-level"), tr("debug, info, warning or error."), tr("LEVEL")},
        {QStringLiteral("log-file"), tr("Write the log to this file."), tr("FILE")},
        {QStringLiteral("print-dissector"), tr("Print Wireshark's dissector for this protocol, in Lua.")},
        {QStringLiteral("version"), tr("Show the version.")},
        {{QStringLiteral("h"), QStringLiteral("help")}, tr("Show this help.")},
    });
}

constexpr qint64 mostFile = 1LL << 50;      ///< bytes
constexpr int longestSearch = 24 * 60 * 60; ///< s

/// Qt's help asks the application for the program's name; at this time there is none yet.
QString helpText(const QCommandLineParser &parser)
{
    if (QCoreApplication::instance())
        return parser.helpText();
    int count = 1;
    char name[] = "waxwing";
    char *values[] = {name, nullptr};
    const QCoreApplication application(count, values);
    return parser.helpText();
}

/// Reads the values one by one; the first that does not fit is remembered as the end.
class Reader
{
public:
    explicit Reader(const QCommandLineParser &parser) : m_parser(parser) {}

    tl::expected<Invocation, CommandLineEnd> read()
    {
        readMode();
        readHost();
        readJoin();
        readDiscover();
        readRest();
        checkCombinations();
        if (m_end)
            return tl::make_unexpected(*m_end);
        return m_invocation;
    }

private:
    [[nodiscard]] bool has(const char *name) const { return m_parser.isSet(QLatin1StringView(name)); }
    [[nodiscard]] QString value(const char *name) const { return m_parser.value(QLatin1StringView(name)); }
    void refuse(const QString &sentence)
    {
        if (!m_end)
            m_end = CommandLineEnd{sentence, true};
    }

    void readMode()
    {
        m_invocation.headless = has("headless");
        m_invocation.json = has("json");
        const QStringList rest = m_parser.positionalArguments();
        if (rest.size() > 1)
            refuse(tr("Only one link can be opened, not %1.").arg(rest.size()));
        if (has("host"))
            m_invocation.mode = Invocation::Mode::Host;
        if (has("join") || !rest.isEmpty()) {
            if (has("host") || (has("join") && !rest.isEmpty()))
                refuse(tr("Choose one of --host, --join and a link."));
            m_invocation.mode = Invocation::Mode::Join;
            readTarget(has("join") ? value("join") : rest.first());
        }
        if (has("discover")) {
            if (m_invocation.mode != Invocation::Mode::Welcome)
                refuse(tr("--discover goes with neither --host nor --join nor a link."));
            m_invocation.mode = Invocation::Mode::Discover;
            m_invocation.headless = true;
        }
    }

    void readTarget(const QString &target)
    {
        if (target.startsWith(QLatin1StringView("waxwing:"), Qt::CaseInsensitive)) {
            if (const auto link = parseJoinLink(target)) {
                m_invocation.addresses = link->addresses;
                m_invocation.key = link->key;
                m_invocation.invite = link->invite;
            } else {
                refuse(tr("This is not a Waxwing link: %1").arg(target));
            }
        } else if (const auto address = parseHostAddress(target)) {
            m_invocation.addresses = {*address};
        } else {
            refuse(
                tr("This is not a numeric address, as 192.168.1.10 or [fd12:7a::10]:12345: %1").arg(target));
        }
    }

    void readHost()
    {
        m_invocation.room = value("room");
        if (has("room") && !checkRoomName(m_invocation.room))
            refuse(
                tr("--room wants 1 to 63 bytes without control characters and without a space at an end."));
        for (const QString &text : m_parser.values(QStringLiteral("bind"))) {
            if (const auto address = IpAddress::parse(text))
                m_invocation.bindAddresses.append(address->text());
            else
                refuse(tr("--bind wants a numeric address without a port, not %1.").arg(text));
        }
        if (has("port")) {
            bool isNumber = false;
            const uint port = value("port").toUInt(&isNumber);
            if (!isNumber || port > 65'535)
                refuse(tr("--port wants a number from 0 to 65535, not %1.").arg(value("port")));
            m_invocation.port = static_cast<quint16>(port);
        }
        if (has("registration")) {
            const QString who = value("registration");
            if (who == QLatin1StringView("open"))
                m_invocation.registration = Registration::Open;
            else if (who == QLatin1StringView("invite"))
                m_invocation.registration = Registration::Invite;
            else if (who == QLatin1StringView("closed"))
                m_invocation.registration = Registration::Closed;
            else
                refuse(tr("--registration wants open, invite or closed, not %1.").arg(who));
        }
        m_invocation.passphraseFile = value("passphrase-file");
        if (has("share-last")) {
            bool isNumber = false;
            const int messages = value("share-last").toInt(&isNumber);
            if (!isNumber || messages < 0 || messages > limits::shareLastMost)
                refuse(tr("--share-last wants a number from 0 to %1, not %2.")
                           .arg(QString::number(limits::shareLastMost), value("share-last")));
            m_invocation.shareLast = messages;
        }
        if (has("no-advertise"))
            m_invocation.advertise = false;
        readFiles();
    }

    void readFiles()
    {
        if (has("no-files"))
            m_invocation.largestFile = 0;
        if (!has("largest-file"))
            return;
        bool isNumber = false;
        const qint64 bytes = value("largest-file").toLongLong(&isNumber);
        if (!isNumber || bytes < 1 || bytes > mostFile)
            refuse(
                tr("--largest-file wants 1 to %1 bytes, not %2.").arg(mostFile).arg(value("largest-file")));
        if (has("no-files"))
            refuse(tr("--largest-file and --no-files do not go together."));
        m_invocation.largestFile = bytes;
    }

    void readDiscover()
    {
        if (!has("for"))
            return;
        bool isNumber = false;
        const int seconds = value("for").toInt(&isNumber);
        if (!isNumber || seconds < 1 || seconds > longestSearch)
            refuse(tr("--for wants 1 to %1 seconds, not %2.").arg(longestSearch).arg(value("for")));
        m_invocation.seconds = seconds;
    }

    void readJoin()
    {
        m_invocation.user = value("user");
        m_invocation.registers = has("register");
        m_invocation.email = value("email");
        if (has("invite"))
            m_invocation.invite = value("invite");
        m_invocation.passwordFile = value("password-file");
        m_invocation.newVault = has("new-vault");
        m_invocation.resetCode = value("reset-code");
        m_invocation.earlierPasswordFile = value("earlier-password-file");
        if (has("reset-code") && (m_invocation.resetCode.isEmpty() || m_invocation.registers))
            refuse(tr("--reset-code wants a code, and goes without --register."));
        if (has("earlier-password-file") && (m_invocation.earlierPasswordFile.isEmpty() ||
                                             m_invocation.earlierPasswordFile == QLatin1StringView("-")))
            refuse(tr("--earlier-password-file wants a file."));
        m_invocation.downloads = value("downloads");
        if (has("accept-key")) {
            m_invocation.acceptKey = value("accept-key");
            if (!Fingerprint::fromText(m_invocation.acceptKey))
                refuse(tr("--accept-key wants a host code of 32 characters, not %1.")
                           .arg(m_invocation.acceptKey));
        }
    }

    void readRest()
    {
        m_invocation.captureFile = value("capture");
        m_invocation.keyLogFile = value("keylog");
        for (const char *name : {"capture", "keylog"}) {
            if (has(name) && value(name).isEmpty())
                refuse(tr("--%1 wants a file.").arg(QLatin1StringView(name)));
        }
        m_invocation.profile = value("profile");
        m_invocation.logFile = value("log-file");
        m_invocation.logLevel = has("log-level") ? value("log-level") : QStringLiteral("warning");
        static const QStringList levels{QStringLiteral("debug"), QStringLiteral("info"),
                                        QStringLiteral("warning"), QStringLiteral("error")};
        if (!levels.contains(m_invocation.logLevel))
            refuse(tr("--log-level wants one of %1, not %2.")
                       .arg(levels.join(QStringLiteral(", ")), m_invocation.logLevel));
    }

    void checkCombinations()
    {
        using Mode = Invocation::Mode;
        if (m_invocation.headless && m_invocation.mode == Mode::Welcome)
            refuse(tr("--headless needs --host or --join."));
        if (m_invocation.json && !m_invocation.headless)
            refuse(tr("--json needs --headless or --discover."));
        if (has("for") && m_invocation.mode != Mode::Discover)
            refuse(tr("--for needs --discover."));
        for (const char *name : {"capture", "keylog"}) {
            if (has(name) && m_invocation.mode != Mode::Host && m_invocation.mode != Mode::Join)
                refuse(tr("--%1 needs --host, --join or a link.").arg(QLatin1StringView(name)));
        }
        if (m_invocation.mode != Mode::Host) {
            for (const char *name : {"room", "port", "registration", "share-last", "passphrase-file",
                                     "no-advertise", "largest-file", "no-files"}) {
                if (has(name))
                    refuse(tr("--%1 needs --host.").arg(QLatin1StringView(name)));
            }
            if (has("bind") && m_invocation.mode != Mode::Discover)
                refuse(tr("--bind needs --host or --discover."));
        }
        if (m_invocation.headless && m_invocation.mode == Mode::Host && has("user"))
            refuse(tr("--user needs --join, or a window for the host's own person."));
        if (m_invocation.mode != Mode::Join) {
            for (const char *name : {"register", "email", "invite", "password-file", "accept-key",
                                     "new-vault", "reset-code", "earlier-password-file", "downloads"}) {
                if (has(name))
                    refuse(tr("--%1 needs --join.").arg(QLatin1StringView(name)));
            }
        }
        for (const char *name : {"passphrase-file", "password-file", "accept-key", "new-vault", "reset-code",
                                 "earlier-password-file", "largest-file", "no-files", "downloads"}) {
            if (has(name) && !m_invocation.headless)
                refuse(tr("--%1 needs --headless.").arg(QLatin1StringView(name)));
        }
        if (m_invocation.headless && m_invocation.mode == Mode::Join && m_invocation.user.isEmpty())
            refuse(tr("--headless --join needs --user."));
        if (m_invocation.headless && m_invocation.registers && m_invocation.email.isEmpty())
            refuse(tr("--register needs --email."));
    }

    const QCommandLineParser &m_parser;
    Invocation m_invocation;
    std::optional<CommandLineEnd> m_end;
};

} // namespace

tl::expected<Invocation, CommandLineEnd> CommandLine::parse(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        tr("Talk to the people on this network. Sealed, and no internet needed."));
    addOptions(parser);
    if (!parser.parse(arguments))
        return tl::make_unexpected(CommandLineEnd{parser.errorText(), true});
    if (parser.isSet(QStringLiteral("help")))
        return tl::make_unexpected(CommandLineEnd{helpText(parser), false});
    if (parser.isSet(QStringLiteral("version")))
        return tl::make_unexpected(CommandLineEnd{
            QStringLiteral("waxwing " WAXWING_VERSION ", protocol %1\n").arg(limits::protocolVersion),
            false});
    if (parser.isSet(QStringLiteral("print-dissector")))
        return tl::make_unexpected(CommandLineEnd{{}, false, true});
    auto invocation = Reader(parser).read();
    if (invocation)
        invocation->given = arguments.mid(1);
    return invocation;
}

} // namespace waxwing
