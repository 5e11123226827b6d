// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Limits.h"
#include "RoomView.h"

#include <QObject>
#include <QTimer>

namespace waxwing {

/// The name in the register form, asked about when the typing pauses. The last wish wins: a verdict on what
/// is no longer in the field is not shown.
class NameInquiry : public QObject
{
    Q_OBJECT
public:
    explicit NameInquiry(const Settings &settings, QObject *parent = nullptr);

    void ask(const QString &typed, const QString &invite);
    void drop();
    void linkLost() { m_isAsked = false; }
    [[nodiscard]] bool isOpen() const { return m_isOpen; } ///< somebody waits for a verdict
    [[nodiscard]] bool isDue() const { return m_isOpen && !m_isAsked && !m_pause.isActive(); }
    void markAsked() { m_isAsked = true; }
    [[nodiscard]] const QString &name() const { return m_name; }
    [[nodiscard]] const QString &invite() const { return m_invite; }
    void answer(Verdict verdict, std::optional<Code> code);

Q_SIGNALS:
    void due();
    void judged(const waxwing::NameVerdict &verdict);

private:
    QTimer m_pause;
    QString m_name;
    QString m_invite;
    bool m_isOpen = false;
    bool m_isAsked = false; ///< this very wish is on its way
};

} // namespace waxwing
