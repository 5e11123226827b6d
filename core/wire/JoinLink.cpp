// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "JoinLink.h"

#include "Base32.h"
#include "IpAddress.h"
#include "Limits.h"
#include "Unicode.h"

namespace waxwing {

namespace {

constexpr qsizetype fingerprintBytes = 20; ///< 160 bits (PROTOCOL 6.6)
constexpr qsizetype inviteBytes = 10;

const QLatin1String scheme("waxwing://");

/// What a query carries: %XX decoded, nothing else; none for half an escape or what is not UTF-8.
std::optional<QString> percentDecoded(QStringView text)
{
    if (!text.contains(u'%'))
        return text.toString();
    Bytes decoded;
    while (!text.isEmpty()) {
        const qsizetype percent = text.indexOf(u'%');
        if (percent != 0) {
            const QStringView plain = percent < 0 ? text : text.first(percent);
            decoded += plain.toUtf8();
            text = text.sliced(plain.size());
            continue;
        }
        const auto high = text.size() < 3 ? std::nullopt : hexDigit(text[1]);
        const auto low = text.size() < 3 ? std::nullopt : hexDigit(text[2]);
        if (!high || !low)
            return {};
        decoded.append(char(*high << 4 | *low));
        text = text.sliced(3);
    }
    return validUtf8(decoded);
}

/// Base32 of so many bytes, as it is compared: upper case, nothing between. Empty where it is not that.
QString canonicalBase32(QStringView text, qsizetype bytes)
{
    const std::optional<Bytes> decoded = fromBase32(text);
    return decoded && decoded->size() == bytes ? toBase32(*decoded) : QString();
}

tl::unexpected<Error> badLink(const char *why)
{
    return failure(Code::LinkInvalid, QLatin1String(why));
}

Result<void> takePair(JoinLink &link, QStringView name, const QString &value)
{
    if (name == QLatin1String("key")) {
        if (!link.key.isEmpty())
            return badLink("two keys");
        link.key = canonicalBase32(value, fingerprintBytes);
        if (link.key.isEmpty())
            return badLink("key is not a fingerprint");
    } else if (name == QLatin1String("invite") && !value.isEmpty()) {
        if (!link.invite.isEmpty())
            return badLink("two invites");
        link.invite = canonicalBase32(value, inviteBytes);
        if (link.invite.isEmpty())
            return badLink("invite is not a token");
    } else if (name == QLatin1String("at")) {
        const Result<HostAddress> address = parseHostAddress(value);
        if (!address)
            return badLink("an address that is none");
        if (!link.addresses.contains(*address))
            link.addresses.append(*address);
        if (link.addresses.size() > limits::linkAddresses)
            return badLink("too many addresses");
    }
    return {};
}

/// Address and port apart; the port is a null view where there is none.
struct Parts
{
    QStringView address;
    QStringView port;
};
std::optional<Parts> splitPort(QStringView text)
{
    if (text.startsWith(u'[')) {
        const qsizetype end = text.indexOf(u']');
        if (end < 0 || !text.sliced(1, end - 1).contains(u':'))
            return {};
        const QStringView behind = text.sliced(end + 1);
        if (!behind.isEmpty() && !behind.startsWith(u':'))
            return {};
        return Parts{text.sliced(1, end - 1), behind.isEmpty() ? QStringView() : behind.sliced(1)};
    }
    if (text.count(u':') != 1)
        return Parts{text, {}};
    const qsizetype colon = text.indexOf(u':');
    return Parts{text.first(colon), text.sliced(colon + 1)};
}

} // namespace

QString HostAddress::text() const
{
    const bool isIpv6 = address.contains(u':');
    return (isIpv6 ? u'[' + address + u']' : address) + u':' + QString::number(port);
}

Result<HostAddress> parseHostAddress(QStringView text)
{
    text = text.trimmed();
    const std::optional<Parts> parts = splitPort(text);
    const auto refused = [&](const char *why) { return failure(Code::AddressInvalid, QLatin1String(why)); };
    if (!parts)
        return refused("brackets hold an IPv6 address");
    const std::optional<IpAddress> address = IpAddress::parse(parts->address);
    if (!address)
        return refused("not a numeric address");
    if (!address->isReachable())
        return refused("not an address to be joined by");
    quint32 port = limits::defaultPort;
    if (!parts->port.isNull()) {
        const std::optional<quint32> typed = parseDecimal(parts->port, 65'535);
        if (!typed || *typed == 0)
            return refused("not a port");
        port = *typed;
    }
    return HostAddress{address->text(), quint16(port)};
}

QString JoinLink::text() const
{
    Q_ASSERT(!addresses.isEmpty());
    QString link = scheme + addresses.first().text() + QLatin1String("/?key=") + key;
    if (!invite.isEmpty())
        link += QLatin1String("&invite=") + invite;
    for (qsizetype i = 1; i < addresses.size(); ++i)
        link += QLatin1String("&at=") + addresses[i].text();
    return link;
}

// PROTOCOL 6.6
Result<JoinLink> parseJoinLink(QStringView text)
{
    text = text.trimmed();
    if (text.size() > limits::linkCharacters)
        return badLink("too long");
    if (!text.startsWith(scheme, Qt::CaseInsensitive))
        return badLink("not a waxwing:// link");
    text = text.sliced(scheme.size());
    const qsizetype question = text.indexOf(u'?');
    if (question < 0)
        return badLink("no key");
    QStringView authority = text.first(question);
    if (authority.endsWith(u'/'))
        authority.chop(1);
    JoinLink link;
    const Result<HostAddress> first = parseHostAddress(authority);
    if (!first)
        return badLink("not a numeric address");
    link.addresses.append(*first);
    for (const QStringView pair : text.sliced(question + 1).split(u'&')) {
        const qsizetype equals = pair.indexOf(u'=');
        const std::optional<QString> value =
            percentDecoded(equals < 0 ? QStringView() : pair.sliced(equals + 1));
        if (!value)
            return badLink("an escape that is none");
        if (const auto taken = takePair(link, pair.first(equals < 0 ? pair.size() : equals), *value); !taken)
            return tl::make_unexpected(taken.error());
    }
    if (link.key.isEmpty())
        return badLink("no key");
    return link;
}

} // namespace waxwing
