// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Desk.h"

#include "Button.h"
#include "ChatPage.h"
#include "Composer.h"
#include "ComposerEdit.h"
#include "Field.h"
#include "FirstContactPage.h"
#include "GuestFlow.h"
#include "HostPage.h"
#include "JoinCardPage.h"
#include "LogInPage.h"
#include "MessageDialog.h"
#include "RegisterPage.h"
#include "WelcomePage.h"

#include <QApplication>
#include <QRadioButton>

namespace waxwing {

Desk::Desk(const Settings &settings, Engine::Finding finding, bool showsDirect)
    : m_settings(settings), m_finding(finding), m_showsDirect(showsDirect),
      m_folder(std::make_unique<QTemporaryDir>())
{
    open();
}

Desk::~Desk()
{
    crash();
}

void Desk::open()
{
    Engine::Options options{m_folder->path(), m_settings};
    options.finding = m_finding;
    options.showsFiles = true;
    options.showsDirect = m_showsDirect;
    m_engine = std::make_unique<Engine>(std::move(options));
    if (!m_engine->openProfile())
        qFatal("the profile of a test does not open");
    m_engine->prepare();
    m_window = std::make_unique<RoomWindow>(*m_engine);
    RoomWindow *window = m_window.get();
    QObject::connect(window, &RoomWindow::newHostRequested, window, [window] { window->showHostForm(); });
    window->show();
    if (!QTest::qWaitForWindowExposed(window))
        qFatal("the window of a test does not show");
}

void Desk::crash()
{
    m_window.reset();
    m_engine.reset();
}

void Desk::replaceProfile()
{
    crash();
    m_folder = std::make_unique<QTemporaryDir>();
    open();
}

RoomClient *Desk::client() const
{
    return m_window->guestFlow().client();
}

ConversationModel *Desk::talk() const
{
    return m_window->chat() ? m_window->chat()->conversation() : nullptr;
}

MessageDialog *Desk::waitForDialog() const
{
    MessageDialog *found = nullptr;
    const auto isOpen = [&] {
        const auto dialogs = m_window->findChildren<MessageDialog *>();
        found = dialogs.isEmpty() || !dialogs.last()->isVisible() ? nullptr : dialogs.last();
        return found != nullptr;
    };
    return QTest::qWaitFor(isOpen, patience) ? found : nullptr;
}

bool Desk::hostRoom(const QString &room, const QString &name, quint16 port, Registration registration) const
{
    hands::click(m_window->welcome()->hostButton());
    auto *form = waitFor<HostPage>();
    if (form == nullptr)
        return false;
    hands::type(form->field(HostPage::Input::Room)->edit(), room);
    if (form->field(HostPage::Input::Name)->isVisible())
        hands::type(form->field(HostPage::Input::Name)->edit(), name);
    hands::type(form->field(HostPage::Input::Port)->edit(), QString::number(port));
    hands::press(form->findChildren<QRadioButton *>().at(static_cast<int>(registration)), Qt::Key_Space);
    hands::press(form->field(HostPage::Input::Room)->edit(), Qt::Key_Return);
    return waitFor<JoinCardPage>() != nullptr;
}

bool Desk::goToChat() const
{
    auto *card = waitFor<JoinCardPage>();
    if (card == nullptr)
        return false;
    hands::press(card->chatButton(), Qt::Key_Return);
    return waitFor<ChatPage>() != nullptr;
}

bool Desk::joinAddress(const QString &addressOrLink) const
{
    auto *welcome = waitFor<WelcomePage>();
    if (welcome == nullptr)
        return false;
    hands::type(welcome->addressEdit(), addressOrLink);
    hands::press(welcome->addressEdit(), Qt::Key_Return);
    return true;
}

bool Desk::acceptCode() const
{
    auto *page = waitFor<FirstContactPage>();
    if (page != nullptr)
        hands::click(page->sameButton());
    return page != nullptr;
}

bool Desk::registerAs(const QString &name, const QString &password, const QString &invite) const
{
    auto *form = waitFor<RegisterPage>();
    if (form == nullptr)
        return false;
    using Input = RegisterPage::Input;
    if (!invite.isEmpty())
        hands::type(form->field(Input::Invite)->edit(), invite);
    hands::type(form->field(Input::Username)->edit(), name);
    hands::type(form->field(Input::Email)->edit(), name.toLower() + QStringLiteral("@example.org"));
    hands::type(form->field(Input::Password)->edit(), password);
    hands::type(form->field(Input::Repeat)->edit(), password);
    hands::press(form->field(Input::Repeat)->edit(), Qt::Key_Return);
    return true;
}

bool Desk::logIn(const QString &password) const
{
    auto *form = waitFor<LogInPage>();
    if (form == nullptr || !QTest::qWaitFor([form] { return !form->isBusy(); }, patience))
        return false;
    hands::type(form->field(LogInPage::Input::Password)->edit(), password);
    hands::press(form->field(LogInPage::Input::Password)->edit(), Qt::Key_Return);
    return true;
}

bool Desk::say(const QString &text) const
{
    const ChatPage *chat = m_window->chat();
    if (chat == nullptr)
        return false;
    chat->composer()->takeFocus();
    QTest::keyClicks(chat->composer()->edit(), text);
    QTest::keyClick(chat->composer()->edit(), Qt::Key_Return);
    return true;
}

bool Desk::reads(const QString &text, MessageState state) const
{
    const auto stands = [&] {
        const ConversationModel *model = talk();
        for (int row = 0; model != nullptr && row < model->rowCount(); ++row) {
            const auto &at = model->row(row);
            if (at.kind == ConversationModel::Kind::Said && at.text == text && at.state >= state)
                return at.state != MessageState::Failed || state == MessageState::Failed;
        }
        return false;
    };
    return QTest::qWaitFor(stands, patience);
}

namespace hands {

void click(QWidget *widget)
{
    QTest::mouseClick(widget, Qt::LeftButton, {}, widget->rect().center());
}

void activate(const QWidget *widget)
{
    widget->window()->activateWindow();
    if (!QTest::qWaitForWindowActive(widget->window(), Desk::patience))
        qFatal("the window of a test does not become active");
}

void type(QLineEdit *edit, const QString &text)
{
    activate(edit);
    edit->setFocus();
    QTest::keyClick(edit, Qt::Key_A, Qt::ControlModifier);
    if (text.isEmpty())
        QTest::keyClick(edit, Qt::Key_Delete);
    for (const QChar letter : text) {
        if (letter.unicode() < 128)
            QTest::keyClick(edit, letter.toLatin1());
        else // QTest's own keys are ASCII alone
            QTest::sendKeyEvent(QTest::Click, edit, Qt::Key_unknown, QString(letter), Qt::NoModifier);
    }
}

void press(QWidget *widget, Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    activate(widget);
    widget->setFocus();
    QTest::keyClick(widget, key, modifiers);
}

QString loopback(quint16 port)
{
    return QStringLiteral("127.0.0.1:%1").arg(port);
}

} // namespace hands

} // namespace waxwing
