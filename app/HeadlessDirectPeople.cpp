// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
// Of HeadlessDirect: who says something, reads or writes it, and by which key.
#include "HeadlessDirect.h"

#include "JsonLines.h"
#include "Terminal.h"

#include <QDateTime>

#include <utility>

namespace waxwing {

namespace {

QString base64(const Bytes &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

} // namespace

/// As people read it; who said it was compared, or the host could have.
QString HeadlessDirect::lineOf(const DirectSaidFact &said)
{
    const DirectMessage &message = said.message;
    const QString time = QDateTime::fromMSecsSinceEpoch(message.timeMs).toString(QStringLiteral("HH:mm"));
    const QString who = said.isVerified ? tr("%1 (compared)").arg(said.name) : said.name;
    if (message.act == Act::Erase)
        return tr("[%1] %2 deleted what they had said to you alone.").arg(time, who);
    if (message.act == Act::Edit)
        return tr("[%1] %2, to you alone, instead of what they had said: %3").arg(time, who, message.text);
    return tr("[%1] %2, to you alone: %3").arg(time, who, message.text);
}

bool HeadlessDirect::isVerified(const QString &name, const Bytes &identity) const
{
    for (const DirectPersonView &person : m_client.people()) {
        for (const DirectDeviceView &device : person.devices) {
            if (person.name == name && device.identity == identity)
                return device.trust == DirectTrust::Verified;
        }
    }
    return false;
}

void HeadlessDirect::onRead(const QString &name, quint64 counter)
{
    if (m_json)
        json::write(
            QStringLiteral("direct_seen"),
            {{QStringLiteral("name"), name}, {QStringLiteral("counter"), static_cast<qint64>(counter)}});
}

void HeadlessDirect::onChanged(const QString &name, const Bytes &device, const Bytes &identity)
{
    if (m_json)
        json::write(QStringLiteral("direct_changed"), {{QStringLiteral("name"), name},
                                                       {QStringLiteral("device"), base64(device)},
                                                       {QStringLiteral("identity"), base64(identity)}});
    else
        terminal::writeError(
            tr("%1 shows another key than before: a new PC, a lost vault, or somebody in between. "
               "Nothing is sent to %1 alone until you have compared it (--json: compare, verify, "
               "trust, distrust).")
                .arg(name));
}

/// Not the person's to decide: the host, or whoever stands in between, is to be asked.
void HeadlessDirect::onDisproved(const DirectDisprovedFact &fact)
{
    if (m_json)
        json::write(QStringLiteral("direct_disproved"), {{QStringLiteral("name"), fact.name},
                                                         {QStringLiteral("device"), base64(fact.device)},
                                                         {QStringLiteral("code"), codeName(fact.code)}});
    else
        terminal::writeError(tr("What came in the name of %1 was refused (%2): somebody else answered, or it "
                                "was changed on the way. Nothing was told over that link.")
                                 .arg(fact.name, codeName(fact.code)));
}

/// Each change by itself.
void HeadlessDirect::onWriters()
{
    const QStringList before = std::exchange(m_writers, m_client.writers());
    if (!m_json)
        return;
    const auto write = [](const QString &name, bool active) {
        json::write(QStringLiteral("direct_writes"),
                    {{QStringLiteral("name"), name}, {QStringLiteral("active"), active}});
    };
    for (const QString &name : before) {
        if (!m_writers.contains(name))
            write(name, false);
    }
    for (const QString &name : std::as_const(m_writers)) {
        if (!before.contains(name))
            write(name, true);
    }
}

} // namespace waxwing
