// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Button.h"
#include "ChatPage.h"
#include "Composer.h"
#include "ComposerEdit.h"
#include "ConversationListModel.h"
#include "ConversationPanel.h"
#include "DirectClient.h"
#include "DirectFlow.h"
#include "FindBar.h"
#include "FindPanel.h"
#include "FindResults.h"
#include "FindWords.h"
#include "History.h"
#include "HistoryReader.h"
#include "MessageDialog.h"
#include "MessageList.h"
#include "ProgressDialog.h"
#include "RoomClient.h"
#include "RoomMenus.h"
#include "SettingKeys.h"
#include "TwoDesks.h"

#include <QFile>
#include <QFileDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QListView>

using namespace waxwing;

namespace {

const QString rao = QStringLiteral("Ms Rao");
constexpr int told = 260; ///< more than a page of the history

} // namespace

/// What was said to one person alone is found, in its conversation and everywhere, exported and wiped.
class DirectFindTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_desks.reset(); }
    void cleanup();
    void theBarFindsWhatIsNotLoaded();
    void theBarStaysInItsConversation();
    void barAndPanelTakeTurns();
    void everywhereNamesThePlace();
    void aHitLeadsIntoItsConversation();
    void theKeyboardAloneLeadsThere();
    void marksGoWithThePanel();
    void exports_data();
    void exports();
    void theRoomsExportIsOfTheRoom();
    void withoutKeepingTheWindowIsLookedThrough();
    void wipeTakesDirectMessagesToo();

private:
    [[nodiscard]] Desk &guest() const { return m_desks->guest; }
    [[nodiscard]] ChatPage *room() const { return guest().window().chat(); }
    [[nodiscard]] DirectFlow *flow() const { return guest().window().direct(); }
    [[nodiscard]] ChatPage *page() const { return flow()->page(rao); }
    [[nodiscard]] FindPanel *panel() const { return room()->findPanel(); }
    [[nodiscard]] bool stands(const QString &text) const
    {
        const ConversationModel *talk = page()->conversation();
        for (int row = 0; row < talk->rowCount(); ++row) {
            if (talk->row(row).text == text)
                return true;
        }
        return false;
    }
    /// The text of the message that is selected in that conversation.
    [[nodiscard]] static QString chosen(const ChatPage *page)
    {
        const QModelIndexList rows = page->messages()->selectionModel()->selectedRows();
        return rows.isEmpty() ? QString() : page->conversation()->row(rows.first().row()).text;
    }
    [[nodiscard]] bool findsEverywhere(const QString &words, const QString &status) const;
    [[nodiscard]] int resultIn(const QString &where) const;
    [[nodiscard]] bool comeBack() const;
    [[nodiscard]] QString exported(const QString &name) const;

    QTemporaryDir m_folder;
    std::unique_ptr<TwoDesks> m_desks;
};

void DirectFindTest::initTestCase()
{
    qputenv("HOME", m_folder.path().toLocal8Bit());
    m_desks = std::make_unique<TwoDesks>();
    QVERIFY(m_desks->enterBoth());
    QVERIFY(guest().say(QStringLiteral("the needle in the room")));
    QVERIFY(guest().reads(QStringLiteral("the needle in the room")));
    DirectClient *direct = guest().client()->direct();
    for (int i = 1; i <= told; ++i)
        direct->tell({rao, i == 3 ? QStringLiteral("the NEEDLE for you <b>&</b>")
                                  : QStringLiteral("hay number %1").arg(i)});
    QTRY_COMPARE_WITH_TIMEOUT(direct->people().isEmpty() ? 0 : direct->people().first().last, told,
                              Desk::patience);
    QVERIFY(comeBack());
    QTRY_VERIFY_WITH_TIMEOUT(flow()->list()->model()->rowOf(rao) > 0, Desk::patience);
    flow()->open(rao);
    QTRY_VERIFY_WITH_TIMEOUT(stands(QStringLiteral("hay number 260")), Desk::patience);
}

/// The program ends at once and is started again.
bool DirectFindTest::comeBack() const
{
    guest().crash();
    guest().open();
    return guest().joinAddress(m_desks->address()) && guest().logIn(TwoDesks::password()) &&
           guest().waitFor<ChatPage>() != nullptr &&
           QTest::qWaitFor([this] { return guest().client()->history()->isOpen(); }, Desk::patience);
}

void DirectFindTest::cleanup()
{
    room()->closeFind();
    for (QDialog *dialog : guest().window().findChildren<QDialog *>())
        dialog->close();
    QTRY_VERIFY(guest().window().findChild<MessageDialog *>() == nullptr);
}

bool DirectFindTest::findsEverywhere(const QString &words, const QString &status) const
{
    hands::activate(&guest().window());
    hands::press(&guest().window(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
    if (!panel() || !panel()->isVisible())
        return false;
    hands::type(panel()->edit(), words);
    return QTest::qWaitFor([&] { return panel()->statusText() == status; }, Desk::patience);
}

int DirectFindTest::resultIn(const QString &where) const
{
    const QAbstractItemModel *results = panel()->results()->model();
    for (int row = 0; row < results->rowCount(); ++row) {
        if (results->index(row, 0).data(FindResults::WhereRole).toString() == where)
            return row;
    }
    return -1;
}

void DirectFindTest::theBarFindsWhatIsNotLoaded()
{
    flow()->open(rao);
    QVERIFY(!stands(QStringLiteral("the NEEDLE for you <b>&</b>")));
    hands::activate(&guest().window());
    hands::press(&guest().window(), Qt::Key_F, Qt::ControlModifier);
    QTRY_VERIFY(page()->findBar()->isVisible());
    QTest::keyClicks(page()->findBar()->edit(), QStringLiteral("needle"));
    QTRY_COMPARE_WITH_TIMEOUT(page()->findBar()->countText(), QStringLiteral("1 of 1"), Desk::patience);
    QTRY_VERIFY_WITH_TIMEOUT(stands(QStringLiteral("the NEEDLE for you <b>&</b>")), Desk::patience);
    QTRY_COMPARE(chosen(page()), QStringLiteral("the NEEDLE for you <b>&</b>"));
}

void DirectFindTest::theBarStaysInItsConversation()
{
    flow()->open({});
    hands::activate(&guest().window());
    hands::press(&guest().window(), Qt::Key_F, Qt::ControlModifier);
    QTRY_VERIFY(room()->findBar()->isVisible());
    QTest::keyClicks(room()->findBar()->edit(), QStringLiteral("needle"));
    QTRY_COMPARE_WITH_TIMEOUT(room()->findBar()->countText(), QStringLiteral("1 of 1"), Desk::patience);
    room()->findBar()->edit()->selectAll();
    QTest::keyClicks(room()->findBar()->edit(), QStringLiteral("hay"));
    QTRY_COMPARE_WITH_TIMEOUT(room()->findBar()->countText(), QStringLiteral("No hits"), Desk::patience);
}

/// As in the room: the words go on, and never are both open.
void DirectFindTest::barAndPanelTakeTurns()
{
    flow()->open(rao);
    hands::activate(&guest().window());
    hands::press(&guest().window(), Qt::Key_F, Qt::ControlModifier);
    QTRY_VERIFY(page()->findBar()->isVisible());
    QTest::keyClicks(page()->findBar()->edit(), QStringLiteral("needle"));
    hands::press(&guest().window(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(panel() && panel()->isVisible() && !page()->findBar()->isVisible());
    QCOMPARE(panel()->edit()->text(), QStringLiteral("needle"));
    QTRY_COMPARE_WITH_TIMEOUT(panel()->statusText(), QStringLiteral("2 hits"), Desk::patience);
    hands::press(&guest().window(), Qt::Key_F, Qt::ControlModifier);
    QVERIFY(!panel()->isVisible() && page()->findBar()->isVisible());
}

void DirectFindTest::everywhereNamesThePlace()
{
    QVERIFY(findsEverywhere(QStringLiteral("needle"), QStringLiteral("2 hits")));
    QVERIFY(resultIn(QStringLiteral("Room")) >= 0);
    const int direct = resultIn(QStringLiteral("with Ms Rao"));
    QCOMPARE(direct, 0); // told later
    const QModelIndex index = panel()->results()->model()->index(direct, 0);
    QCOMPARE(index.data(FindResults::NameRole).toString(), QStringLiteral("You"));
    QVERIFY(index.data(Qt::AccessibleTextRole).toString().startsWith(QStringLiteral("You, with Ms Rao, ")));
    QVERIFY(findsEverywhere(QStringLiteral("hay"), QStringLiteral("259 hits")));
}

void DirectFindTest::aHitLeadsIntoItsConversation()
{
    flow()->open({});
    QVERIFY(findsEverywhere(QStringLiteral("needle"), QStringLiteral("2 hits")));
    QListView *results = panel()->results();
    const auto click = [&](const QString &where) {
        const QModelIndex index = results->model()->index(resultIn(where), 0);
        QTest::mouseClick(results->viewport(), Qt::LeftButton, {}, results->visualRect(index).center());
    };
    click(QStringLiteral("with Ms Rao"));
    QCOMPARE(flow()->inFront(), rao);
    QTRY_COMPARE_WITH_TIMEOUT(chosen(page()), QStringLiteral("the NEEDLE for you <b>&</b>"), Desk::patience);
    QVERIFY(panel()->isVisible());
    click(QStringLiteral("Room"));
    QCOMPARE(flow()->inFront(), QString());
    QTRY_COMPARE_WITH_TIMEOUT(chosen(room()), QStringLiteral("the needle in the room"), Desk::patience);
}

void DirectFindTest::theKeyboardAloneLeadsThere()
{
    flow()->open({});
    QVERIFY(findsEverywhere(QStringLiteral("\"number 17\""), QStringLiteral("11 hits"))); // 17, 170 to 179
    hands::press(panel()->edit(), Qt::Key_Down);
    hands::press(panel()->results(), Qt::Key_End);
    hands::press(panel()->results(), Qt::Key_Return);
    QCOMPARE(flow()->inFront(), rao);
    QTRY_COMPARE_WITH_TIMEOUT(chosen(page()), QStringLiteral("hay number 17"), Desk::patience);
    QVERIFY(panel()->isAncestorOf(guest().window().focusWidget())); // and on to the next
}

void DirectFindTest::marksGoWithThePanel()
{
    QVERIFY(findsEverywhere(QStringLiteral("needle"), QStringLiteral("2 hits")));
    QVERIFY(!page()->messages()->findWords().isEmpty());
    QVERIFY(!room()->messages()->findWords().isEmpty());
    room()->closeFind();
    QVERIFY(page()->messages()->findWords().isEmpty());
    QVERIFY(room()->messages()->findWords().isEmpty());
}

QString DirectFindTest::exported(const QString &name) const
{
    const QString path = m_folder.filePath(name);
    guest().window().findChild<RoomMenus *>()->exportHistory->trigger();
    QFileDialog *dialog = nullptr;
    const auto isOpen = [&] {
        dialog = guest().window().findChild<QFileDialog *>();
        return dialog && dialog->isVisible();
    };
    if (!QTest::qWaitFor(isOpen, Desk::patience))
        return {};
    dialog->selectFile(path);
    static_cast<QDialog *>(dialog)->accept();
    const MessageDialog *end = guest().waitForDialog();
    QFile file(path);
    return end && end->title() == QStringLiteral("Everything is exported") && file.open(QIODevice::ReadOnly)
               ? QString::fromUtf8(file.readAll())
               : QString();
}

void DirectFindTest::exports_data()
{
    QTest::addColumn<QString>("suffix");
    for (const char *suffix : {"html", "json", "txt", "pdf"})
        QTest::newRow(suffix) << QString::fromLatin1(suffix);
}

void DirectFindTest::exports()
{
    QFETCH(QString, suffix);
    flow()->open(rao);
    const QString written = exported(QStringLiteral("direct.") + suffix);
    QVERIFY(!written.isEmpty());
    if (suffix == u"pdf") { // the same HTML, laid out
        QVERIFY(written.startsWith(QStringLiteral("%PDF-")));
        QVERIFY(written.count(QStringLiteral("/Type /Page\n")) > 5);
        return;
    }
    QVERIFY(!written.contains(QStringLiteral("in the room")));
    QVERIFY(written.indexOf(QStringLiteral("hay number 2")) <
            written.indexOf(QStringLiteral("hay number 260")));
    if (suffix == u"json") {
        const QJsonObject all = QJsonDocument::fromJson(written.toUtf8()).object();
        QCOMPARE(all.value(QStringLiteral("with")).toString(), rao);
        QVERIFY(all.contains(QStringLiteral("compared")) && !all.value(QStringLiteral("compared")).toBool());
        const QJsonArray messages = all.value(QStringLiteral("messages")).toArray();
        QCOMPARE(messages.size(), told);
        QCOMPARE(messages.at(2).toObject().value(QStringLiteral("text")).toString(),
                 QStringLiteral("the NEEDLE for you <b>&</b>"));
        QCOMPARE(messages.at(2).toObject().value(QStringLiteral("name")).toString(), QStringLiteral("ravi"));
        return;
    }
    QVERIFY(written.contains(QStringLiteral("Ms Rao and ravi, alone")));
    QCOMPARE(written.count(QStringLiteral("The codes of both were not compared yet.")), 1);
    QCOMPARE(written.count(QStringLiteral("hay number ")), told - 1);
    QCOMPARE(written.contains(QStringLiteral("<b>")), suffix == u"txt");
}

void DirectFindTest::theRoomsExportIsOfTheRoom()
{
    flow()->open({});
    const QString written = exported(QStringLiteral("room.txt"));
    QVERIFY(written.contains(QStringLiteral("the needle in the room")));
    QVERIFY(!written.contains(QStringLiteral("hay number")) && !written.contains(QStringLiteral("NEEDLE")));
}

void DirectFindTest::withoutKeepingTheWindowIsLookedThrough()
{
    flow()->open(rao);
    guest().engine().setSetting(settingKey::keepDays.key(), -1);
    QVERIFY(findsEverywhere(QStringLiteral("\"number 260\""), QStringLiteral("1 hit")));
    QCOMPARE(resultIn(QStringLiteral("with Ms Rao")), 0);
    guest().engine().setSetting(settingKey::keepDays.key(), 0);
}

void DirectFindTest::wipeTakesDirectMessagesToo()
{
    flow()->open(rao);
    guest().client()->direct()->tell({rao, QStringLiteral("soon wiped")});
    QTRY_VERIFY_WITH_TIMEOUT(stands(QStringLiteral("soon wiped")), Desk::patience);
    const auto nothingWaits = [this] { return guest().client()->direct()->people().first().waiting == 0; };
    QTRY_VERIFY_WITH_TIMEOUT(nothingWaits(), Desk::patience); // what waits would stay
    guest().window().findChild<RoomMenus *>()->wipeHistory->trigger();
    const MessageDialog *asked = guest().waitForDialog();
    QVERIFY(asked);
    QVERIFY(asked->words().contains(QStringLiteral("to all or to one person alone")));
    for (Button *button : asked->findChildren<Button *>()) {
        if (button->text() == QStringLiteral("Wipe"))
            hands::click(button);
    }
    QTRY_VERIFY_WITH_TIMEOUT(!stands(QStringLiteral("soon wiped")), Desk::patience);
    QVERIFY(findsEverywhere(QStringLiteral("wiped"), QStringLiteral("Nothing found")));
    QTRY_COMPARE_WITH_TIMEOUT(guest().client()->direct()->people().first().last, 0, Desk::patience);
    guest().client()->direct()->tell({rao, QStringLiteral("anew")});
    QTRY_VERIFY_WITH_TIMEOUT(stands(QStringLiteral("anew")), Desk::patience);
}

QTEST_MAIN(DirectFindTest)
#include "DirectFindTest.moc"
