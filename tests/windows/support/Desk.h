// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ConversationModel.h"
#include "Engine.h"
#include "RoomWindow.h"

#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>
#include <memory>

namespace waxwing {

class MessageDialog;

/// One person's PC in a test: a profile, the engine below and one window above, driven by real clicks and
/// keys. Every wait has a deadline far above what a slow machine needs.
class Desk
{
public:
    /// `showsDirect`: false is a program from before there were direct messages.
    explicit Desk(const Settings &settings = {}, Engine::Finding finding = Engine::Finding::Off,
                  bool showsDirect = true);
    ~Desk();

    /// What a test waits at most for anything, ms.
    static constexpr int patience = 60'000;

    [[nodiscard]] RoomWindow &window() const { return *m_window; }
    [[nodiscard]] Engine &engine() const { return *m_engine; }
    [[nodiscard]] QString profile() const { return m_folder->path(); }
    [[nodiscard]] RoomClient *client() const;
    [[nodiscard]] ConversationModel *talk() const;

    /// The page in front, where it is of that kind.
    template <typename PageKind> [[nodiscard]] PageKind *page() const
    {
        return qobject_cast<PageKind *>(m_window->currentPage());
    }
    /// Waits until a page of that kind is in front.
    template <typename PageKind> PageKind *waitFor() const
    {
        const bool came = QTest::qWaitFor([this] { return page<PageKind>() != nullptr; }, patience);
        return came ? page<PageKind>() : nullptr;
    }
    /// Waits until the dialog is open.
    [[nodiscard]] MessageDialog *waitForDialog() const;

    /// The program ends at once, without a goodbye; the profile stays. open() starts it again.
    void crash();
    void open();
    /// As if set up anew: another profile, another key.
    void replaceProfile();

    // Whole ways, by clicks and keys from Welcome on. Each gives whether it came to its end.
    bool hostRoom(const QString &room, const QString &name, quint16 port,
                  Registration registration = Registration::Open) const;
    bool goToChat() const; ///< from the join card
    bool joinAddress(const QString &addressOrLink) const;
    bool acceptCode() const;
    bool registerAs(const QString &name, const QString &password, const QString &invite = {}) const;
    bool logIn(const QString &password) const;
    bool say(const QString &text) const;
    /// Waits until a message with that text stands in the conversation, in that state or further.
    [[nodiscard]] bool reads(const QString &text, MessageState state = MessageState::Sent) const;

private:
    Settings m_settings;
    Engine::Finding m_finding;
    bool m_showsDirect;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<RoomWindow> m_window;
};

namespace hands {

void click(QWidget *widget);
void activate(const QWidget *widget); ///< its window is the one that keys and shortcuts go to
/// Puts the text in the place of what stands there, key by key.
void type(QLineEdit *edit, const QString &text);
void press(QWidget *widget, Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
/// What is typed to get there.
QString loopback(quint16 port);

} // namespace hands

} // namespace waxwing
