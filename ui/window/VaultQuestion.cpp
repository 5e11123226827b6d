// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "VaultQuestion.h"

#include "Button.h"
#include "Field.h"
#include "MessageDialog.h"
#include "RoomClient.h"
#include "Sentences.h"

namespace waxwing {

VaultQuestion::VaultQuestion(RoomClient *client, QWidget *window)
    : QObject(client), m_client(client), m_window(window)
{
    connect(client, &RoomClient::vaultTroubled, this, &VaultQuestion::ask);
    connect(client, &RoomClient::stageChanged, this, [this](RoomStage stage) {
        if (stage == RoomStage::Entering)
            return;
        m_hasTried = false; // nobody waits for an answer any more
        if (m_dialog)
            m_dialog->close();
    });
}

void VaultQuestion::ask(VaultTrouble trouble)
{
    if (m_dialog)
        return;
    m_dialog = trouble == VaultTrouble::WrongPassword ? locked() : damaged();
    connect(m_dialog, &QDialog::rejected, m_client, &RoomClient::refuseVault);
    m_dialog->open();
}

void VaultQuestion::connectButton(QAbstractButton *button, const std::function<void()> &answer)
{
    connect(button, &QAbstractButton::clicked, this, [this, answer] {
        m_dialog.clear(); // it goes by and by; the next question may come at once
        answer();
    });
}

MessageDialog *VaultQuestion::locked()
{
    auto *dialog = new MessageDialog(QStringLiteral("lock"), Tone::Warn,
                                     tr("Your earlier messages are locked"), m_window);
    dialog->addWords(Sentences::of(codeOf(VaultTrouble::WrongPassword)));
    dialog->addWords(tr("The password from then opens them, and from now on the present one does. Without it "
                        "you can go on with an empty history and a new key, which the others will see as "
                        "new; the locked file is kept beside it."));
    Field *field = dialog->addField(tr("Password from then"));
    field->setPassword(true);
    if (m_hasTried)
        field->setError(tr("That password does not open them either."));
    connectButton(dialog->addLink(tr("Go on without them")), [this] { m_client->putVaultAside(); });
    connectButton(dialog->addOther(tr("Cancel")), [this] { m_client->refuseVault(); });
    Button *open = dialog->addPrimary(tr("Open them"));
    open->setEnabled(false);
    connect(field, &Field::edited, open, [open](const QString &text) { open->setEnabled(!text.isEmpty()); });
    connectButton(open, [this, field] {
        m_hasTried = true;
        m_client->tryEarlierPassword(field->text());
    });
    field->edit()->setFocus(Qt::OtherFocusReason);
    return dialog;
}

MessageDialog *VaultQuestion::damaged()
{
    auto *dialog =
        new MessageDialog(QStringLiteral("alert"), Tone::Bad, tr("Your history cannot be opened"), m_window);
    dialog->addWords(Sentences::of(codeOf(VaultTrouble::Damaged)));
    dialog->addWords(tr("Put back a copy of the profile folder if you have one. Or go on with an empty "
                        "history and a new key, which the others will see as new; the damaged file is kept "
                        "beside it."));
    connectButton(dialog->addLink(tr("Go on without it")), [this] { m_client->putVaultAside(); });
    connectButton(dialog->addPrimary(tr("Cancel")), [this] { m_client->refuseVault(); });
    return dialog;
}

} // namespace waxwing
