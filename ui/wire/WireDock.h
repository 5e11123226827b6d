// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Composite.h"
#include "FrameLog.h"
#include "MessageRef.h"

class QStackedWidget;

namespace waxwing {

class Button;
class FramesPage;
class HandshakePage;
class KeysPage;
class TabRow;

/// What the links of a room carried: its frames, its handshake, its keys, a tab each.
class WireDock final : public Composite
{
    Q_OBJECT

public:
    explicit WireDock(QWidget *parent = nullptr);

    void setLog(std::shared_ptr<const FrameLog> log);
    void setSelf(const QString &account); ///< who is here: whose message a guest's say is
    [[nodiscard]] std::shared_ptr<const FrameLog> log() const { return m_log; }
    /// Where work in the tab that is shown begins; what is given the focus gives it there.
    void focusFirst(Qt::FocusReason reason);
    /// A further tab; the page becomes the dock's own.
    void addPage(QWidget *page, const QString &title);

    [[nodiscard]] FramesPage *frames() const { return m_frames; }
    [[nodiscard]] HandshakePage *handshake() const { return m_handshake; }
    [[nodiscard]] KeysPage *keys() const { return m_keys; }
    [[nodiscard]] TabRow *tabs() const { return m_tabs; }
    [[nodiscard]] Button *closeButton() const { return m_close; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

public Q_SLOTS:
    void inspect(const waxwing::MessageRef &message); ///< chooses the frames that carried it
    void showFrame(quint64 number);
    void say(const QString &words); ///< a line above the frames, until the filter changes

Q_SIGNALS:
    void closeRequested();
    void showMessageRequested(const waxwing::MessageRef &message);

protected:
    void focusInEvent(QFocusEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    std::shared_ptr<const FrameLog> m_log;
    TabRow *m_tabs;
    Button *m_close;
    QStackedWidget *m_stack;
    FramesPage *m_frames;
    HandshakePage *m_handshake;
    KeysPage *m_keys;
};

} // namespace waxwing
