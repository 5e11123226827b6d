// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"
#include "DirectWords.h"

#include <QObject>
#include <QPointer>
#include <QSet>

class QWidget;

namespace waxwing {

class CompareDialog;
class DirectClient;
class MessageDialog;
struct DirectDeviceView;
struct DirectFailedFact;
struct DirectPersonView;
enum class DirectTrust : quint8;

/// What a person decides about the keys of another: compares the codes, takes a new key, or refuses it. One
/// question at a time.
class DirectDecisions final : public QObject
{
    Q_OBJECT

public:
    /// Both outlive this.
    DirectDecisions(DirectClient *client, QWidget *window, QObject *parent = nullptr);
    ~DirectDecisions() override; ///< nothing is asked any more

    void compare(const QString &name);
    void accept(const QString &name); ///< asks first
    void refuse(const QString &name);
    void showDetails(const DirectFacts &facts);

    [[nodiscard]] CompareDialog *comparison() const; ///< null: none is open
    [[nodiscard]] MessageDialog *question() const;   ///< the last that was asked or told

private:
    void refreshCode();
    void onSame();
    void onDiffer();
    void onFailed(const DirectFailedFact &failure);
    void decideOpen(const QString &name, DirectTrust trust);
    [[nodiscard]] DirectPersonView view(const QString &name) const;
    [[nodiscard]] QList<DirectDeviceView> open() const; ///< identities to be compared, who is here first

    DirectClient *m_client;
    QWidget *m_window;
    QString m_name; ///< who is compared
    QPointer<CompareDialog> m_comparison;
    QPointer<MessageDialog> m_question;
    QSet<Bytes> m_done; ///< identities that were answered for in this dialog
    Bytes m_shown;      ///< identity whose code is before the person's eyes
    bool m_isAway = false;
};

} // namespace waxwing
