// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Attachments.h"
#include "Button.h"
#include "ChatPage.h"
#include "Composer.h"
#include "ComposerEdit.h"
#include "Desk.h"
#include "FolderSetting.h"
#include "HintLine.h"
#include "NoticeExample.h"
#include "PageList.h"
#include "PageProbe.h"
#include "SettingKeys.h"
#include "SettingRow.h"
#include "SettingsWindow.h"

#include <QAbstractButton>
#include <QAction>
#include <QCheckBox>
#include <QDir>
#include <QFileDialog>
#include <QLineEdit>
#include <QScrollArea>
#include <QTableWidget>

using namespace waxwing;
using Topic = SettingsWindow::Topic;

/// Settings are found, apply at once, are kept and can be put back.
class SettingsWindowTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void opensByItsKey();
    void everyRowAppliesAndIsKept();
    void everyChoiceHasItsValue_data();
    void everyChoiceHasItsValue();
    void shorterKeepingAsksFirst();
    void aPageIsReset();
    void exampleFollowsTheLevel();
    void searchGoesOverAllPages();
    void searchWithoutResultSaysSo();
    void searchFindsShortcuts();
    void enterGoesToWhatWasFound();
    void trayIsAskedForWhereThereIsOne();
    void everythingIsNamedAndReached();
    void folderForFilesIsChosenAndReset();
    void narrowShowsAllBelowEachOther();
    void largeTextIsNotCut();
    void shortcutsAreThoseOfTheWindow();
    void enterBreaksWhereItIsSaid();

private:
    static void pick(const ChoiceSetting *choice, qsizetype at);
    void open(Topic topic = Topic::General, bool hasTray = true)
    {
        m_window = std::make_unique<SettingsWindow>(
            m_desk->engine(),
            SettingsWindow::Facts{
                hasTray,
                {{QStringLiteral("Room"), {{QStringLiteral("Host a room"), QStringLiteral("Ctrl+N")}}},
                 {QStringLiteral("View"), {{QStringLiteral("Wire"), QStringLiteral("Ctrl+I")}}}}});
        m_window->setAttribute(Qt::WA_DeleteOnClose, false);
        m_window->showPage(topic);
        m_window->show();
        hands::activate(m_window.get());
    }

    template <typename Row> [[nodiscard]] Row *row(Topic topic, const QString &key) const
    {
        for (SettingPart *part : m_window->page(topic)->parts()) {
            auto *found = qobject_cast<Row *>(part);
            if (found && found->key() == key)
                return found;
        }
        return nullptr;
    }

    [[nodiscard]] QStringList shownPages() const
    {
        QStringList titles;
        for (const SettingsPage *page : m_window->pages()) {
            if (page->isVisible())
                titles.append(page->title());
        }
        return titles;
    }

    std::unique_ptr<Desk> m_desk;
    std::unique_ptr<SettingsWindow> m_window;
};

void SettingsWindowTest::init()
{
    m_desk = std::make_unique<Desk>();
}

void SettingsWindowTest::cleanup()
{
    m_window.reset();
    m_desk.reset();
}

void SettingsWindowTest::opensByItsKey()
{
    hands::activate(&m_desk->window());
    QTest::keyClick(&m_desk->window(), Qt::Key_Comma, Qt::ControlModifier);
    QTRY_VERIFY(m_desk->window().findChild<SettingsWindow *>());
    auto *settings = m_desk->window().findChild<SettingsWindow *>();
    QVERIFY(settings->isVisible() && settings->page(Topic::General)->isVisible());
    m_desk->window().showSettings(Topic::Privacy); // the same, on another page
    QCOMPARE(m_desk->window().findChildren<SettingsWindow *>().size(), 1);
    QVERIFY(settings->page(Topic::Privacy)->isVisible() && !settings->page(Topic::General)->isVisible());
    QTest::keyClick(settings, Qt::Key_Escape);
    QTRY_VERIFY(!m_desk->window().findChild<SettingsWindow *>());
}

/// As a person does who means it.
void SettingsWindowTest::pick(const ChoiceSetting *choice, qsizetype at)
{
    choice->buttons()[at]->click();
    if (choice->agreeButton() && !choice->agreeButton()->isHidden())
        choice->agreeButton()->click();
}

void SettingsWindowTest::everyRowAppliesAndIsKept()
{
    open();
    QStringList turned;
    for (const SettingsPage *page : m_window->pages()) {
        for (SettingPart *part : page->parts()) {
            if (auto *check = qobject_cast<CheckSetting *>(part)) {
                const bool before = check->box()->isChecked();
                check->box()->click();
                QCOMPARE(m_desk->engine().setting(check->key()).toBool(), !before);
                turned.append(check->key());
            } else if (auto *choice = qobject_cast<ChoiceSetting *>(part)) {
                pick(choice, choice->buttons().size() - 1);
                QVERIFY2(m_desk->engine().setting(choice->key()).isValid(), qPrintable(choice->key()));
                turned.append(choice->key());
            }
        }
    }
    turned.sort();
    const QStringList all{QStringLiteral("appearance.scheme"), QStringLiteral("chat/enterSends"),
                          QStringLiteral("files/ask"),         QStringLiteral("files/pictures"),
                          QStringLiteral("history/keepDays"),  QStringLiteral("notify/badge"),
                          QStringLiteral("notify/popup"),      QStringLiteral("notify/privacy"),
                          QStringLiteral("notify/sound"),      QStringLiteral("privacy/receipts"),
                          QStringLiteral("privacy/typing"),    QStringLiteral("start/with"),
                          QStringLiteral("tray/close")};
    QCOMPARE(turned, all);
    m_window.reset();
    m_desk->crash(); // the profile is what stays
    m_desk->open();
    QCOMPARE(m_desk->engine().setting(QStringLiteral("notify/privacy")).toString(),
             QStringLiteral("nothing"));
    QCOMPARE(m_desk->engine().setting(QStringLiteral("history/keepDays")).toInt(), -1);
    QCOMPARE(m_desk->engine().setting(QStringLiteral("chat/enterSends")).toBool(), false);
    open();
    QVERIFY(row<ChoiceSetting>(Topic::History, QStringLiteral("history/keepDays"))
                ->buttons()
                .last()
                ->isChecked());
    QVERIFY(!row<CheckSetting>(Topic::Chat, QStringLiteral("chat/enterSends"))->box()->isChecked());
}

void SettingsWindowTest::everyChoiceHasItsValue_data()
{
    QTest::addColumn<int>("topic");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QVariantList>("values");
    QTest::newRow("start") << int(Topic::General) << "start/with" << QVariantList{"welcome", "room"};
    QTest::newRow("tray") << int(Topic::General) << "tray/close" << QVariantList{"ask", "tray", "quit"};
    QTest::newRow("level") << int(Topic::Notifications) << "notify/privacy"
                           << QVariantList{"full", "name", "nothing"};
    QTest::newRow("pictures") << int(Topic::Files) << "files/pictures" << QVariantList{1, 5, 20, 0};
    QTest::newRow("history") << int(Topic::History) << "history/keepDays"
                             << QVariantList{0, 365, 90, 30, 7, -1};
    QTest::newRow("colours") << int(Topic::Appearance) << "appearance.scheme" << QVariantList{0, 1, 2, 3};
}

void SettingsWindowTest::everyChoiceHasItsValue()
{
    QFETCH(int, topic);
    QFETCH(QString, key);
    QFETCH(QVariantList, values);
    open(static_cast<Topic>(topic));
    auto *choice = row<ChoiceSetting>(static_cast<Topic>(topic), key);
    QVERIFY(choice);
    const auto buttons = choice->buttons();
    QCOMPARE(buttons.size(), values.size());
    const qsizetype normal = key == settingKey::pictureMiB.key() ? 1 : 0; // sizes stand by size
    QVERIFY(buttons[normal]->isChecked());                                // as delivered
    for (qsizetype i = values.size() - 1; i >= 0; --i) {
        pick(choice, i);
        QCOMPARE(m_desk->engine().setting(key), values[i]);
    }
    m_desk->engine().setSetting(key, values.last()); // by another window
    QVERIFY(buttons.last()->isChecked());
}

void SettingsWindowTest::shorterKeepingAsksFirst()
{
    open(Topic::History);
    auto *choice = row<ChoiceSetting>(Topic::History, QStringLiteral("history/keepDays"));
    const auto days = [this] { return settingOf(m_desk->engine(), settingKey::keepDays); };
    const auto buttons = choice->buttons();
    QVERIFY(!choice->agreeButton()->isVisible());
    hands::activate(m_window.get());
    buttons.first()->setFocus();
    for (int i = 0; i < 5; ++i) // to hear what there is
        QTest::keyClick(qApp->focusWidget(), Qt::Key_Down);
    QVERIFY(buttons.last()->isChecked());
    QCOMPARE(days(), 0);
    QVERIFY(choice->warning()->words().startsWith(QStringLiteral("Everything that was said")));
    QCOMPARE(choice->agreeButton()->accessibleDescription(), choice->warning()->words());
    hands::press(choice->refuseButton(), Qt::Key_Space);
    QCOMPARE(days(), 0);
    QVERIFY(buttons.first()->isChecked() && buttons.first()->hasFocus());
    QVERIFY(!choice->agreeButton()->isVisible() && choice->warning()->words().isEmpty());
    buttons[3]->click();
    QVERIFY(choice->warning()->words().contains(QStringLiteral("30 days")));
    hands::click(choice->agreeButton());
    QCOMPARE(days(), 30);
    QVERIFY(!choice->agreeButton()->isVisible());
    buttons[1]->click(); // longer loses nothing
    QCOMPARE(days(), 365);
    buttons[4]->click();
    m_desk->engine().setSetting(settingKey::keepDays.key(), 90); // by another window
    QVERIFY(buttons[2]->isChecked() && !choice->agreeButton()->isVisible());
}

void SettingsWindowTest::aPageIsReset()
{
    open(Topic::Notifications);
    SettingsPage *page = m_window->page(Topic::Notifications);
    QVERIFY(!page->resetButton()->isEnabled()); // nothing to do
    row<CheckSetting>(Topic::Notifications, QStringLiteral("notify/sound"))->box()->click();
    row<ChoiceSetting>(Topic::Notifications, QStringLiteral("notify/privacy"))->buttons().last()->click();
    m_desk->engine().setSetting(QStringLiteral("privacy/typing"), false);
    QVERIFY(page->resetButton()->isEnabled() && !page->isNormal());
    hands::press(page->resetButton(), Qt::Key_Space);
    QCOMPARE(settingOf(m_desk->engine(), settingKey::notifySound), false);
    QCOMPARE(settingOf(m_desk->engine(), settingKey::notifyPrivacy), QStringLiteral("full"));
    QCOMPARE(settingOf(m_desk->engine(), settingKey::typing), false); // another page's
    QVERIFY(!page->resetButton()->isEnabled());
    QVERIFY(QApplication::focusWidget() && QApplication::focusWidget() != page->resetButton());
    QVERIFY(m_window->page(Topic::Shortcuts)->resetButton()->isHidden()); // nothing to reset there
}

void SettingsWindowTest::exampleFollowsTheLevel()
{
    open(Topic::Notifications);
    const auto *example = m_window->findChild<NoticeExample *>();
    QVERIFY(example);
    QCOMPARE(example->title(), QStringLiteral("Asha in 10B"));
    QCOMPARE(example->body(), QStringLiteral("See you in the lab at three"));
    const auto buttons =
        row<ChoiceSetting>(Topic::Notifications, QStringLiteral("notify/privacy"))->buttons();
    buttons[1]->click();
    QCOMPARE(example->title(), QStringLiteral("Asha in 10B"));
    QCOMPARE(example->body(), QStringLiteral("New message"));
    buttons[2]->click();
    QCOMPARE(example->title(), QStringLiteral("Waxwing"));
    QVERIFY(example->accessibleName().contains(QStringLiteral("New message")));
}

void SettingsWindowTest::searchGoesOverAllPages()
{
    open(Topic::Appearance);
    hands::type(m_window->search(), QStringLiteral("READ"));
    const QStringList both{QStringLiteral("Notifications"), QStringLiteral("Privacy")}; // unread, have read
    QCOMPARE(shownPages(), both);
    QVERIFY(row<CheckSetting>(Topic::Privacy, QStringLiteral("privacy/receipts"))->isVisible());
    QVERIFY(!row<CheckSetting>(Topic::Privacy, QStringLiteral("privacy/typing"))->isVisible());
    QVERIFY(m_window->list()->isRowHidden(static_cast<int>(Topic::Appearance)));
    QVERIFY(m_window->page(Topic::Privacy)->resetButton()->isHidden());  // never more than is shown
    hands::type(m_window->search(), QStringLiteral("colours contrast")); // all words, anywhere in a row
    QCOMPARE(shownPages(), QStringList{QStringLiteral("Appearance")});
    hands::type(m_window->search(), QStringLiteral("privacy")); // a page's name: all of it
    QVERIFY(row<CheckSetting>(Topic::Privacy, QStringLiteral("privacy/typing"))->isVisible());
    QTest::keyClick(m_window->search(), Qt::Key_Escape); // ends the search, not the window
    QVERIFY(m_window->search()->text().isEmpty() && m_window->isVisible());
    QCOMPARE(shownPages().size(), 1);
}

void SettingsWindowTest::searchWithoutResultSaysSo()
{
    open();
    hands::type(m_window->search(), QStringLiteral("quokka"));
    QVERIFY(shownPages().isEmpty());
    QVERIFY(m_window->nothingFound()->isVisible());
    QVERIFY(m_window->nothingFound()->words().contains(QStringLiteral("quokka")));
    QTest::keyClick(m_window->search(), Qt::Key_Return); // nowhere to go
    QCOMPARE(QApplication::focusWidget(), m_window->search());
    m_window->search()->clear();
    QVERIFY(!m_window->nothingFound()->isVisible());
}

void SettingsWindowTest::searchFindsShortcuts()
{
    open();
    hands::type(m_window->search(), QStringLiteral("ctrl+i"));
    const auto *table = m_window->findChild<QTableWidget *>();
    QVERIFY(table->isVisible());
    QStringList rows;
    for (int at = 0; at < table->rowCount(); ++at) {
        if (!table->isRowHidden(at))
            rows.append(table->item(at, 0)->text());
    }
    const QStringList found{QStringLiteral("View"), QStringLiteral("Wire")};
    QCOMPARE(rows, found);
}

void SettingsWindowTest::enterGoesToWhatWasFound()
{
    open();
    hands::type(m_window->search(), QStringLiteral("sound"));
    QTest::keyClick(m_window->search(), Qt::Key_Return);
    QCOMPARE(QApplication::focusWidget(),
             row<CheckSetting>(Topic::Notifications, QStringLiteral("notify/sound"))->box());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QCOMPARE(settingOf(m_desk->engine(), settingKey::notifySound), true);
    QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
    QCOMPARE(QApplication::focusWidget(), m_window->search());
}

void SettingsWindowTest::trayIsAskedForWhereThereIsOne()
{
    open(Topic::General, false);
    QVERIFY(!row<ChoiceSetting>(Topic::General, QStringLiteral("tray/close")));
    QVERIFY(row<ChoiceSetting>(Topic::General, QStringLiteral("start/with")));
    open(Topic::General, true);
    QVERIFY(row<ChoiceSetting>(Topic::General, QStringLiteral("tray/close")));
}

void SettingsWindowTest::everythingIsNamedAndReached()
{
    open();
    for (int topic = 0; topic < m_window->pages().size(); ++topic) {
        m_window->showPage(static_cast<Topic>(topic));
        QCOMPARE(pageprobe::unnamed(*m_window), QStringList());
        QCOMPARE(pageprobe::richLabels(*m_window), QStringList());
        m_window->search()->setFocus();
        const QStringList order = pageprobe::tabOrder(*m_window, m_window->search());
        QVERIFY2(order.contains(QStringLiteral("Pages")), qPrintable(order.join(u'|')));
        for (const SettingPart *part : m_window->pages()[topic]->parts()) {
            for (const auto *box : part->findChildren<QCheckBox *>())
                QVERIFY2(order.contains(box->text()), qPrintable(box->text()));
            if (part->findChild<QTableWidget *>())
                QVERIFY(order.contains(QStringLiteral("Actions and their keys")));
        }
    }
}

void SettingsWindowTest::folderForFilesIsChosenAndReset()
{
    open(Topic::Files);
    auto *folder = row<FolderSetting>(Topic::Files, QStringLiteral("files/folder"));
    QVERIFY(folder);
    QCOMPARE(folder->shown(), QDir::toNativeSeparators(attachments::usualFolder()));
    folder->chooseFolder(QStringLiteral("/nowhere at all"));
    QVERIFY(folder->warning()->words().contains(QStringLiteral("Choose another one")));
    QVERIFY(folder->isNormal());
    QTest::mouseClick(folder->chooseButton(), Qt::LeftButton);
    QVERIFY(folder->dialog());
    Q_EMIT folder->dialog()->fileSelected(QDir::tempPath());
    folder->dialog()->close();
    QCOMPARE(m_desk->engine().setting(QStringLiteral("files/folder")).toString(), QDir::tempPath());
    QCOMPARE(folder->shown(), QDir::toNativeSeparators(QDir::tempPath()));
    QVERIFY(folder->warning()->words().isEmpty());
    QTest::mouseClick(m_window->page(Topic::Files)->resetButton(), Qt::LeftButton);
    QVERIFY(folder->isNormal());
    QCOMPARE(folder->shown(), QDir::toNativeSeparators(attachments::usualFolder()));
    m_window->search()->setText(QStringLiteral("pictures"));
    QCOMPARE(shownPages(), QStringList{QStringLiteral("Files")});
}

void SettingsWindowTest::narrowShowsAllBelowEachOther()
{
    open(Topic::Chat);
    QVERIFY(!m_window->isNarrow());
    m_window->resize(400, 500);
    QTRY_VERIFY(m_window->isNarrow());
    QVERIFY(!m_window->list()->isVisible());
    QCOMPARE(shownPages().size(), m_window->pages().size());
    m_window->showPage(Topic::Privacy);
    const auto *area = m_window->findChild<QScrollArea *>();
    const SettingsPage *page = m_window->page(Topic::Privacy);
    QTRY_VERIFY(std::abs(page->mapTo(area->viewport(), QPoint(0, 0)).y()) < 40); // its title, at the top
    m_window->resize(800, 500);
    QTRY_VERIFY(!m_window->isNarrow());
    QCOMPARE(shownPages().size(), 1);
}

void SettingsWindowTest::largeTextIsNotCut()
{
    const pageprobe::TextSize size(200);
    open();
    m_window->resize(m_window->minimumSize());
    QTRY_VERIFY(m_window->isNarrow());
    const auto *area = m_window->findChild<QScrollArea *>();
    for (int topic = 0; topic < m_window->pages().size(); ++topic) {
        m_window->showPage(static_cast<Topic>(topic));
        QTRY_VERIFY2(area->widget()->minimumSizeHint().width() <= area->viewport()->width(),
                     qPrintable(m_window->pages()[topic]->title()));
    }
}

void SettingsWindowTest::shortcutsAreThoseOfTheWindow()
{
    m_desk->window().showSettings(Topic::Shortcuts);
    const auto *table = m_desk->window().findChild<QTableWidget *>();
    QVERIFY(table);
    QHash<QString, QString> keys;
    for (int at = 0; at < table->rowCount(); ++at) {
        if (table->item(at, 1))
            keys.insert(table->item(at, 0)->text(), table->item(at, 1)->text());
    }
    int shortcuts = 0;
    for (const QAction *action : m_desk->window().actions()) {
        if (action->shortcut().isEmpty())
            continue;
        ++shortcuts;
        QString words = action->text();
        words.remove(u'&').remove(u'…');
        QVERIFY2(keys.value(words).startsWith(action->shortcut().toString(QKeySequence::NativeText)),
                 qPrintable(words));
    }
    QVERIFY2(shortcuts >= 12, qPrintable(QString::number(shortcuts)));
    QCOMPARE(keys.size(), shortcuts);
}

void SettingsWindowTest::enterBreaksWhereItIsSaid()
{
    ComposerEdit edit;
    edit.resize(300, 60);
    edit.show();
    hands::activate(&edit);
    int sent = 0;
    connect(&edit, &ComposerEdit::sendRequested, this, [&sent] { ++sent; });
    QTest::keyClicks(&edit, QStringLiteral("one"));
    QTest::keyClick(&edit, Qt::Key_Return);
    QCOMPARE(sent, 1);
    QTest::keyClick(&edit, Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(sent, 1);
    QCOMPARE(edit.toPlainText(), QStringLiteral("one\n"));
    edit.setEnterSends(false);
    QTest::keyClick(&edit, Qt::Key_Enter, Qt::KeypadModifier);
    QCOMPARE(sent, 1);
    QCOMPARE(edit.toPlainText(), QStringLiteral("one\n\n"));
    QTest::keyClick(&edit, Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(sent, 2);
    QTest::keyClick(&edit, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(sent, 3);
    QCOMPARE(edit.toPlainText(), QStringLiteral("one\n\n"));
}

QTEST_MAIN(SettingsWindowTest)
#include "SettingsWindowTest.moc"
