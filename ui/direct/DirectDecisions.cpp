// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "DirectDecisions.h"

#include "Button.h"
#include "CompareDialog.h"
#include "ComparisonCode.h"
#include "DirectClient.h"
#include "ForeignText.h"
#include "MessageDialog.h"

#include <algorithm>

namespace waxwing {

DirectDecisions::DirectDecisions(DirectClient *client, QWidget *window, QObject *parent)
    : QObject(parent), m_client(client), m_window(window)
{
    connect(client, &DirectClient::peopleChanged, this, &DirectDecisions::refreshCode);
    connect(client, &DirectClient::failed, this, &DirectDecisions::onFailed);
}

DirectDecisions::~DirectDecisions()
{
    if (m_comparison)
        m_comparison->close();
    if (m_question)
        m_question->close();
}

CompareDialog *DirectDecisions::comparison() const
{
    return m_comparison;
}

MessageDialog *DirectDecisions::question() const
{
    return m_question;
}

DirectPersonView DirectDecisions::view(const QString &name) const
{
    for (const DirectPersonView &person : m_client->people()) {
        if (person.name == name)
            return person;
    }
    return {};
}

QList<DirectDeviceView> DirectDecisions::open() const
{
    QList<DirectDeviceView> devices = view(m_name).devices;
    const bool someOpen = std::any_of(devices.begin(), devices.end(), [](const DirectDeviceView &device) {
        return device.trust != DirectTrust::Verified;
    });
    devices.removeIf([&](const DirectDeviceView &device) {
        return m_done.contains(device.identity) || (someOpen && device.trust == DirectTrust::Verified);
    });
    std::stable_sort(devices.begin(), devices.end(),
                     [](const DirectDeviceView &one, const DirectDeviceView &other) {
                         return one.isHere && !other.isHere;
                     });
    return devices;
}

void DirectDecisions::compare(const QString &name)
{
    if (m_comparison)
        m_comparison->close();
    m_name = name;
    m_done.clear();
    m_shown.clear();
    m_isAway = false;
    m_comparison = new CompareDialog(name, m_window);
    connect(m_comparison, &CompareDialog::same, this, &DirectDecisions::onSame);
    connect(m_comparison, &CompareDialog::differ, this, &DirectDecisions::onDiffer);
    refreshCode();
    m_client->compare(name);
    m_comparison->open();
}

/// A code that is being read aloud stays, whatever comes meanwhile.
void DirectDecisions::refreshCode()
{
    if (!m_comparison || m_comparison->hasCode())
        return;
    const QList<DirectDeviceView> devices = open();
    const auto ready = std::find_if(devices.begin(), devices.end(),
                                    [](const DirectDeviceView &device) { return !device.code.isEmpty(); });
    const QString name = foreignInside(m_name);
    if (ready == devices.end()) {
        m_shown.clear();
        m_comparison->setMissing(m_isAway
                                     ? tr("%1 is away. The codes can be compared once %1 is here.").arg(name)
                                     : tr("Asking the PC of %1 for its key…").arg(name));
        return;
    }
    m_shown = ready->identity;
    m_comparison->setCode(comparisonCode::groups(ready->code), static_cast<int>(m_done.size()) + 1,
                          static_cast<int>(m_done.size() + devices.size()));
}

void DirectDecisions::onSame()
{
    m_client->decide(m_name, m_shown, DirectTrust::Verified);
    m_done.insert(m_shown);
    const QList<DirectDeviceView> left = open();
    const bool more = std::any_of(left.begin(), left.end(), [](const DirectDeviceView &device) {
        return !device.code.isEmpty() && device.trust != DirectTrust::Verified;
    });
    m_comparison->setMissing({});
    if (more)
        refreshCode();
    else
        m_comparison->accept();
}

void DirectDecisions::onDiffer()
{
    m_client->decide(m_name, m_shown, DirectTrust::Refused);
    m_comparison->accept();
    const QString name = foreignInside(m_name);
    m_question =
        new MessageDialog(QStringLiteral("shield-alert"), Tone::Bad, tr("The codes differ"), m_window);
    m_question->addWords(
        tr("Nothing is sent to this key any more, and nothing of it is shown. Either a digit "
           "was misread, or somebody sits between you and %1: whoever runs the host, or who "
           "has put a program of their own in its place.")
            .arg(name));
    m_question->addWords(tr("Tell %1 by another way, and write nothing here that others must not read until "
                            "it is cleared up.")
                             .arg(name));
    connect(m_question->addOther(tr("Compare again…")), &Button::clicked, this, [this] { compare(m_name); });
    m_question->addPrimary(tr("Close"));
    m_question->open();
}

void DirectDecisions::onFailed(const DirectFailedFact &failure)
{
    if (failure.localId != 0 || failure.name != m_name || !m_comparison)
        return;
    m_isAway = true;
    refreshCode();
}

/// About all that stand in the way: undecided, or refused and here.
void DirectDecisions::decideOpen(const QString &name, DirectTrust trust)
{
    const DirectPersonView person = view(name);
    for (const DirectDeviceView &device : person.devices) {
        if (device.trust == DirectTrust::Undecided ||
            (device.trust == DirectTrust::Refused && device.isHere && trust == DirectTrust::Pinned))
            m_client->decide(name, device.identity, trust);
    }
}

void DirectDecisions::accept(const QString &name)
{
    if (m_question)
        m_question->close();
    const QString shown = foreignInside(name);
    m_question = new MessageDialog(QStringLiteral("shield-ask"), Tone::Warn,
                                   tr("Take the new key of %1 without comparing?").arg(shown), m_window);
    m_question->addWords(
        tr("Then what waits is sent to it. Only comparing the codes tells whether it is that "
           "of %1, or of somebody in between.")
            .arg(shown));
    connect(m_question->addOther(tr("Accept it")), &Button::clicked, this,
            [this, name] { decideOpen(name, DirectTrust::Pinned); });
    connect(m_question->addPrimary(tr("Compare the codes…")), &Button::clicked, this,
            [this, name] { compare(name); });
    m_question->open();
}

void DirectDecisions::refuse(const QString &name)
{
    decideOpen(name, DirectTrust::Refused);
}

void DirectDecisions::showDetails(const DirectFacts &facts)
{
    if (m_question)
        m_question->close();
    const DirectWords::Mark lock = DirectWords::lock(facts);
    m_question = new MessageDialog(lock.icon, lock.tone,
                                   tr("You and %1 alone").arg(foreignInside(facts.name)), m_window);
    for (const QString &part : DirectWords::details(facts))
        m_question->addWords(part);
    connect(m_question->addOther(tr("Compare the codes…")), &Button::clicked, this,
            [this, name = facts.name] { compare(name); });
    m_question->addPrimary(tr("Close"));
    m_question->open();
}

} // namespace waxwing
