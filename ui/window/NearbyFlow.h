// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Diagnosis.h"

#include <QObject>
#include <QPointer>

namespace waxwing {

class Engine;
class GuestFlow;
class MessageDialog;
class RoomDoctor;
class RoomFinder;
class WelcomePage;

/// The rooms on this network for the Welcome page, as long as it is seen; and the doctor, where a room cannot
/// be reached.
class NearbyFlow : public QObject
{
    Q_OBJECT
public:
    NearbyFlow(Engine &engine, WelcomePage *welcome, GuestFlow *guests, QObject *parent);

    [[nodiscard]] const RoomFinder *finder() const { return m_finder; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void watch(); ///< looks where somebody does
    void refresh();
    void refreshState();
    void onChosen(const QByteArray &id);
    void onUnreachable(const JoinTarget &target, const Error &error);
    void onDiagnosed(const Diagnosis &diagnosis);
    void goElsewhere();
    void explain();

    WelcomePage *const m_welcome;
    GuestFlow *const m_guests;
    RoomFinder *const m_finder;
    RoomDoctor *const m_doctor;
    JoinTarget m_target; ///< of the last one that could not be reached
    Diagnosis m_diagnosis;
    QPointer<MessageDialog> m_dialog;
};

} // namespace waxwing
