// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

namespace waxwing {

class Button;
class QrCode;

/// The join card for a projector: sizes are parts of the window's height, legible from the back row.
class JoinCardLarge final : public QWidget
{
    Q_OBJECT

public:
    explicit JoinCardLarge(QWidget *parent = nullptr);

    void setRoom(const QString &room);
    void setAddress(const QString &address); ///< the one that most will reach
    void setLink(const QString &link);
    void setInvite(const QString &invite); ///< empty where the room asks for none
    void setCode(const QString &fingerprint);
    void setPeople(int people);

    [[nodiscard]] QrCode *qrCode() const { return m_qr; }
    [[nodiscard]] Button *closeButton() const { return m_close; }
    [[nodiscard]] int codePixelSize() const;
    [[nodiscard]] QString spokenText() const; ///< all of it, for a screen reader

Q_SIGNALS:
    void closeRequested(); ///< Close, Esc or F11

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] QFont sized(qreal part, bool code, bool bold) const;
    [[nodiscard]] int margin() const;
    void paintWays(QPainter &painter, const QRect &place) const;
    void paintCode(QPainter &painter, const QRect &place, int size) const;
    void refresh();

    QrCode *m_qr;
    Button *m_close;
    QString m_room;
    QString m_address;
    QString m_invite;
    QStringList m_groups;
    int m_people = 0;
};

} // namespace waxwing
