// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "FormPage.h"

class QButtonGroup;
class QComboBox;
class QCheckBox;

namespace waxwing {

class Label;

/// Opens a room: its name, the host's own name in it, who may register, the port.
class HostPage final : public FormPage
{
    Q_OBJECT

public:
    enum class Registration { Open, Invite, Closed };
    enum class Input { Room, Name, Port };

    struct Wish
    {
        QString room; ///< NFC, trimmed, 1 to 63 bytes of UTF-8
        QString name; ///< NFKC, trimmed; the host judges it
        Registration registration = Registration::Open;
        quint16 port = 0;
        int shareLast = 0;     ///< messages from before that late joiners get
        bool advertise = true; ///< shown to others on this network
    };

    explicit HostPage(QWidget *parent = nullptr);

    void setRoom(const QString &room);
    void setOwnName(const QString &name, bool known); ///< known: asked once already, now only shown
    void setRegistration(Registration registration);
    void setPort(quint16 port);
    void setShareLast(int messages); ///< a number that is not offered is offered from then on
    void setAdvertise(bool advertise);
    void setFieldError(Input input, const QString &sentence);
    void offerPort(quint16 taken,
                   quint16 free); ///< the error at the port, and a link that takes the free one

    [[nodiscard]] Field *field(Input input) const;
    [[nodiscard]] QComboBox *shareBox() const { return m_share; }
    [[nodiscard]] QCheckBox *advertiseBox() const { return m_advertise; }
    [[nodiscard]] Button *offerButton() const { return m_offer; }

Q_SIGNALS:
    void openRequested(const waxwing::HostPage::Wish &wish);

protected:
    void submit() override;
    void onLink() override {}

private:
    QWidget *makeRegistration();
    QWidget *makeShare();
    QWidget *makeOffer();
    [[nodiscard]] bool checkInputs();

    Field *m_room;
    Field *m_name;
    Field *m_port;
    Button *m_offer;
    QCheckBox *m_advertise;
    QWidget *m_knownPart = nullptr;
    Label *m_knownName = nullptr;
    QButtonGroup *m_registration = nullptr;
    QComboBox *m_share = nullptr;
    quint16 m_offered = 0;
};

} // namespace waxwing

Q_DECLARE_METATYPE(waxwing::HostPage::Wish)
