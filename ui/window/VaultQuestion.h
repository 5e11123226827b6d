// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "VaultTrouble.h"

#include <QObject>
#include <QPointer>
#include <QWidget>
#include <functional>

class QAbstractButton;

namespace waxwing {

class MessageDialog;
class RoomClient;

/// Asks the person when what this PC keeps of an account does not open: an earlier password, put it aside, or
/// go back. Nothing is thrown away, and nothing begins anew without a word. Goes with its client.
class VaultQuestion : public QObject
{
    Q_OBJECT
public:
    /// `window` stands behind the question.
    VaultQuestion(RoomClient *client, QWidget *window);

private:
    void ask(VaultTrouble trouble);
    MessageDialog *locked();
    MessageDialog *damaged();
    /// What the button does; the dialog closes by itself.
    void connectButton(QAbstractButton *button, const std::function<void()> &answer);

    RoomClient *m_client;
    QPointer<QWidget> m_window;
    QPointer<MessageDialog> m_dialog;
    bool m_hasTried = false; ///< an earlier password, and it was not right
};

} // namespace waxwing
