// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Button.h"
#include "ChatPage.h"
#include "Composer.h"
#include "ComposerEdit.h"
#include "Desk.h"
#include "FreePort.h"
#include "HostPage.h"
#include "JoinCardLarge.h"
#include "JoinCardPage.h"
#include "MessageDialog.h"
#include "PageProbe.h"
#include "SettingsWindow.h"
#include "StatusLine.h"
#include "WelcomePage.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QRadioButton>
#include <QRegularExpression>

using namespace waxwing;

namespace {

template <typename WindowKind> WindowKind *topLevel()
{
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        auto *found = qobject_cast<WindowKind *>(widget);
        if (found != nullptr && found->isVisible())
            return found;
    }
    return nullptr;
}

/// Every action of the menus, sub-menus too.
QList<QAction *> allActions(const QMenu *menu)
{
    QList<QAction *> result;
    for (QAction *action : menu->actions()) {
        if (action->menu() != nullptr)
            result += allActions(action->menu());
        else if (!action->isSeparator())
            result.append(action);
    }
    return result;
}

} // namespace

/// The window around the pages: menus, shortcuts, names for a screen reader, what it remembers.
class RoomWindowTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void everythingHasAName();
    void menusShowInARoomOnly();
    void everyMenuEntryDoesSomething();
    void menusHaveTheirOwnLetters();
    void closingAHostedRoomAsks();
    void cardFillsTheScreenByF11();
    void panesByF6();
    void coloursFromWelcome();
    void textSizeIsKeptWithinBounds();
    void placeIsRemembered();
    void wordsAreForTranslators();

private:
    std::unique_ptr<Desk> m_host; ///< in its room, for all tests
};

void RoomWindowTest::initTestCase()
{
    m_host = std::make_unique<Desk>();
    QVERIFY(m_host->window().windowTitle() == QStringLiteral("Waxwing"));
    QVERIFY(m_host->hostRoom(QStringLiteral("Lab 3"), QStringLiteral("Ms Rao"), test::freePort()));
    QVERIFY(m_host->goToChat());
}

void RoomWindowTest::cleanupTestCase()
{
    m_host.reset();
}

void RoomWindowTest::everythingHasAName()
{
    const Desk fresh;
    QCOMPARE(pageprobe::unnamed(fresh.window()), QStringList());
    QVERIFY(!fresh.window().currentPage()->accessibleName().isEmpty());
    fresh.window().showHostForm();
    QCOMPARE(pageprobe::unnamed(fresh.window()), QStringList());
    QCOMPARE(fresh.window().windowTitle(), QStringLiteral("Host a room — Waxwing"));
    QCOMPARE(pageprobe::unnamed(m_host->window()), QStringList());
}

void RoomWindowTest::menusShowInARoomOnly()
{
    const Desk fresh;
    QVERIFY(!fresh.window().menuBar()->isVisible());
    QVERIFY(!fresh.window().findChild<StatusLine *>()->isVisible());
    QVERIFY(m_host->window().menuBar()->isVisible());
    QVERIFY(m_host->window().findChild<StatusLine *>()->isVisible());
}

void RoomWindowTest::everyMenuEntryDoesSomething()
{
    int number = 0;
    for (const QAction *bar : m_host->window().menuBar()->actions()) {
        const auto actions = allActions(bar->menu());
        QVERIFY(!actions.isEmpty());
        for (QAction *action : actions) {
            if (!action->isVisible()) // a guest's alone
                continue;
            QVERIFY2(action->isEnabled(), qPrintable(action->text()));
            ++number;
        }
    }
    QVERIFY(number > 12);
}

void RoomWindowTest::menusHaveTheirOwnLetters()
{
    const auto letterOf = [](const QString &text) {
        const qsizetype at = text.indexOf(u'&');
        return at < 0 ? QString() : text.mid(at + 1, 1).toLower();
    };
    const auto check = [&](const QList<QAction *> &actions) {
        QStringList letters;
        for (const QAction *action : actions) {
            if (action->isSeparator())
                continue;
            const QString letter = letterOf(action->text());
            QVERIFY2(!letter.isEmpty(), qPrintable(action->text()));
            QVERIFY2(!letters.contains(letter), qPrintable(action->text()));
            letters.append(letter);
        }
    };
    check(m_host->window().menuBar()->actions());
    for (const QMenu *menu : m_host->window().menuBar()->findChildren<QMenu *>())
        check(menu->actions());
}

void RoomWindowTest::closingAHostedRoomAsks()
{
    QVERIFY(!m_host->window().close());
    MessageDialog *dialog = m_host->waitForDialog();
    QVERIFY(dialog);
    QCOMPARE(dialog->title(), QStringLiteral("Close “Lab 3” for everyone?"));
    QVERIFY(!m_host->window().close()); // asked once, not twice
    QCOMPARE(m_host->window().findChildren<MessageDialog *>().size(), 1);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!m_host->window().findChild<MessageDialog *>());
    QVERIFY(m_host->window().isVisible() && m_host->window().isHosting());
}

void RoomWindowTest::cardFillsTheScreenByF11()
{
    m_host->window().hostFlow().showCard();
    QVERIFY(m_host->waitFor<JoinCardPage>());
    m_host->window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&m_host->window()));
    QTest::keyClick(m_host->page<JoinCardPage>()->chatButton(), Qt::Key_F11);
    QTRY_VERIFY(topLevel<JoinCardLarge>());
    QVERIFY(!m_host->window().isFullScreen());
    QVERIFY(!topLevel<JoinCardLarge>()->accessibleDescription().isEmpty());
    QTest::keyClick(topLevel<JoinCardLarge>(), Qt::Key_Escape);
    QTRY_VERIFY(!topLevel<JoinCardLarge>());
    QVERIFY(m_host->goToChat());
}

void RoomWindowTest::panesByF6()
{
    m_host->window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&m_host->window()));
    m_host->window().chat()->focusComposer();
    QWidget *first = QApplication::focusWidget();
    QVERIFY(first);
    QSet<QWidget *> met{first};
    QWidget *at = first;
    for (int i = 0; i < 8; ++i) {
        QTest::keyClick(at, Qt::Key_F6);
        at = QApplication::focusWidget();
        QVERIFY(at);
        if (at == first)
            break;
        met.insert(at);
    }
    QCOMPARE(at, first); // round
    QVERIFY(met.size() >= 3);
}

void RoomWindowTest::coloursFromWelcome()
{
    const Desk fresh;
    hands::press(fresh.window().welcome()->appearanceButton(), Qt::Key_Space);
    QTRY_VERIFY(fresh.window().findChild<SettingsWindow *>());
    const auto *settings = fresh.window().findChild<SettingsWindow *>();
    QVERIFY(settings->page(SettingsWindow::Topic::Appearance)->isVisible());
    auto *last = settings->page(SettingsWindow::Topic::Appearance)->findChildren<QRadioButton *>().last();
    QCOMPARE(last->text(), QStringLiteral("High contrast"));
    hands::press(last, Qt::Key_Space);
    QCOMPARE(fresh.engine().setting(QStringLiteral("appearance.scheme")).toInt(), 3);
}

void RoomWindowTest::textSizeIsKeptWithinBounds()
{
    const auto percent = [&] {
        return m_host->engine().setting(QStringLiteral("appearance.text"), 100).toInt();
    };
    QAction *larger = nullptr;
    QAction *normal = nullptr;
    for (QAction *action : m_host->window().actions()) {
        if (action->text() == QStringLiteral("&Larger"))
            larger = action;
        if (action->text() == QStringLiteral("&Normal"))
            normal = action;
    }
    QVERIFY(larger && normal);
    for (int i = 0; i < 15; ++i)
        larger->trigger();
    QCOMPARE(percent(), 200);
    normal->trigger();
    QCOMPARE(percent(), 100);
}

void RoomWindowTest::placeIsRemembered()
{
    Desk desk;
    desk.window().resize(903, 701);
    desk.window().close();
    QTRY_VERIFY(!desk.engine().setting(QStringLiteral("window.geometry")).toByteArray().isEmpty());
    const RoomWindow another(desk.engine());
    QCOMPARE(another.size(), QSize(903, 701));
    QVERIFY(another.minimumWidth() <= 720 && another.minimumHeight() <= 480);
}

void RoomWindowTest::wordsAreForTranslators()
{
    // Words handed to a widget come from tr(), or are the product's name.
    static const QRegularExpression literal(
        QStringLiteral("(setText|setWindowTitle|setToolTip|setAccessibleName|setAccessibleDescription|"
                       "setPlaceholderText|addAction|addMenu)\\(QStringLiteral\\(\"[A-Za-z]"));
    const QDir ui(QStringLiteral(WAXWING_SOURCE_DIR "/ui"));
    int files = 0;
    for (const QString &folder : ui.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QDir part(ui.filePath(folder));
        for (const QString &name : part.entryList({QStringLiteral("*.cpp")})) {
            QFile file(part.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const auto found = literal.match(QString::fromUtf8(file.readAll()));
            QVERIFY2(!found.hasMatch(), qPrintable(name + QStringLiteral(": ") + found.captured()));
            ++files;
        }
    }
    QVERIFY(files > 40);
}

QTEST_MAIN(RoomWindowTest)
#include "RoomWindowTest.moc"
