// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Page.h"

class QVBoxLayout;

namespace waxwing {

class CodeTiles;
class ElidedLabel;
class HintLine;
class Label;
class QrCode;
class Sheet;

/// An address that others type, and where it belongs ("Wi-Fi", "eth0").
struct JoinAddress
{
    QString address; ///< "192.168.1.10:12345", "[fd12:7a::10]:12345"
    QString where;
    friend bool operator==(const JoinAddress &, const JoinAddress &) = default;
};

/// What others need to join the room that is open here. No way back: the room is open.
class JoinCardPage final : public Page
{
    Q_OBJECT

public:
    enum class Reach { Checking, Yes, No };

    explicit JoinCardPage(QWidget *parent = nullptr);

    void setRoom(const QString &room);
    void setOpen(quint16 port, Reach reach, const QString &trouble = {}); ///< trouble: a sentence, with No
    void setPeople(int people);
    void setAddresses(const QList<JoinAddress> &addresses);
    void setLink(const QString &link);     ///< as QR too
    void setInvite(const QString &invite); ///< empty where the room asks for none
    void setCode(const QString &fingerprint);

    [[nodiscard]] Button *chatButton() const { return m_chat; }
    [[nodiscard]] Button *closeButton() const { return m_close; }
    [[nodiscard]] Button *largeButton() const { return m_large; }
    [[nodiscard]] QrCode *qrCode() const { return m_qr; }
    [[nodiscard]] QString stateLine() const;

Q_SIGNALS:
    void chatRequested();
    void closeRoomRequested();
    void largeRequested(); ///< F11 too

protected:
    [[nodiscard]] QWidget *firstFocus() const override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *makeHead();
    QWidget *makeBody();
    QWidget *makeWays();
    QWidget *makeAddressRow(const JoinAddress &address);
    QWidget *makeLinkRow();
    QWidget *makeInviteRow();
    QWidget *makeCode();
    QWidget *makeActions();
    void refreshState();
    void refreshTabs();
    void copy(const QString &text, Button *button);

    Sheet *m_sheet;
    Label *m_room = nullptr;
    HintLine *m_state = nullptr;
    Button *m_large = nullptr;
    QrCode *m_qr = nullptr;
    QVBoxLayout *m_addressRows = nullptr;
    QList<JoinAddress> m_addresses;
    QList<Button *> m_addressButtons;
    ElidedLabel *m_linkWords = nullptr;
    Button *m_copyLink = nullptr;
    QWidget *m_invitePart = nullptr;
    ElidedLabel *m_inviteWords = nullptr;
    Button *m_copyInvite = nullptr;
    CodeTiles *m_code = nullptr;
    Button *m_close = nullptr;
    Button *m_chat = nullptr;
    QString m_invite; ///< as it is copied
    QString m_trouble;
    quint16 m_port = 0;
    Reach m_reach = Reach::Checking;
    int m_people = 0;
};

} // namespace waxwing
