// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "NameInquiry.h"

#include "Username.h"

namespace waxwing {

NameInquiry::NameInquiry(const Settings &settings, QObject *parent) : QObject(parent), m_pause(this)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(settings.nameCheckPauseMs);
    connect(&m_pause, &QTimer::timeout, this, &NameInquiry::due);
}

void NameInquiry::ask(const QString &typed, const QString &invite)
{
    drop();
    m_name = normaliseTypedUsername(typed);
    m_invite = invite;
    if (m_name.isEmpty())
        return;
    if (m_name.toUcs4().size() > limits::usernameCodePoints) {
        Q_EMIT judged({m_name, Verdict::NotAllowed, Code::NameTooLong, {}});
        return;
    }
    m_isOpen = true;
    m_pause.start();
}

void NameInquiry::drop()
{
    m_isOpen = m_isAsked = false;
    m_pause.stop();
}

void NameInquiry::answer(Verdict verdict, std::optional<Code> code)
{
    if (!m_isOpen || !m_isAsked)
        return;
    drop();
    NameVerdict told{m_name, verdict, code, {}};
    if (verdict == Verdict::Taken)
        told.free = suggestions(m_name);
    Q_EMIT judged(told);
}

} // namespace waxwing
