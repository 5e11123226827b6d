// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Button.h"
#include "ChatFiles.h"
#include "ChatPage.h"
#include "FileMemory.h"
#include "FindBar.h"
#include "FindPanel.h"
#include "HistoryFlow.h"
#include "HistoryReader.h"
#include "History.h"
#include "MessageDialog.h"
#include "MessageList.h"
#include "PageProbe.h"
#include "ProgressDialog.h"
#include "RoomClient.h"
#include "RoomMenus.h"
#include "SettingKeys.h"
#include "TwoDesks.h"

#include <QAction>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace waxwing;

/// The history in the windows of a host and a guest: what was said stands there again, is found, exported,
/// wiped.
class HistoryFlowTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_desks.reset(); }
    void cleanup();
    void shortcutsFind();
    void exports_data();
    void exports();
    void exportThatCannotBeWrittenSaysSo();
    void isThereAgainAfterARestart();
    void withoutKeepingNothingIsThereAgain();
    void wipesWhatIsKept();
    void wipeTakesPicturesAndPlaces();
    void picturesGoWithTheirMessages();
    void notKeepingTakesThemToo();
    void wipeIsNotTheDefault();

private:
    static RoomMenus *menusOf(const Desk &desk) { return desk.window().findChild<RoomMenus *>(); }
    static bool choose(const Desk &desk, const QString &path, const QString &filter = {});
    static Button *buttonOf(const QDialog *dialog, const QString &words);
    [[nodiscard]] bool comeBack() const;
    [[nodiscard]] QString putPicture() const;
    [[nodiscard]] QString fileOf(const QString &path) const;
    [[nodiscard]] QStringList texts() const;

    QTemporaryDir m_folder;
    std::unique_ptr<TwoDesks> m_desks;
    Desk *m_guest = nullptr;
};

void HistoryFlowTest::initTestCase()
{
    qputenv("HOME", m_folder.path().toLocal8Bit());
    m_desks = std::make_unique<TwoDesks>();
    m_guest = &m_desks->guest;
    QVERIFY(m_desks->enterBoth());
    QVERIFY(m_desks->host.goToChat());
    for (int i = 1; i <= 5; ++i) {
        const QString text = QStringLiteral("said number %1 <b>&</b>").arg(i);
        QVERIFY(m_guest->say(text));
        QVERIFY(m_desks->host.reads(text));
    }
    // The guest has them back, too, and keeps them.
    QVERIFY(m_guest->reads(QStringLiteral("said number 5 <b>&</b>"), MessageState::Delivered));
}

void HistoryFlowTest::cleanup()
{
    for (QDialog *dialog : m_guest->window().findChildren<QDialog *>())
        dialog->close();
    QTRY_VERIFY(m_guest->window().findChild<MessageDialog *>() == nullptr);
}

bool HistoryFlowTest::choose(const Desk &desk, const QString &path, const QString &filter)
{
    QFileDialog *dialog = nullptr;
    const bool isOpen = QTest::qWaitFor(
        [&] {
            dialog = desk.window().findChild<QFileDialog *>();
            return dialog && dialog->isVisible();
        },
        Desk::patience);
    if (!isOpen)
        return false;
    for (const QString &each : dialog->nameFilters()) {
        if (!filter.isEmpty() && each.contains(filter))
            dialog->selectNameFilter(each);
    }
    dialog->selectFile(path);
    static_cast<QDialog *>(dialog)->accept();
    QPointer<QFileDialog> gone(dialog);
    return QTest::qWaitFor([&] { return gone.isNull(); }, Desk::patience);
}

Button *HistoryFlowTest::buttonOf(const QDialog *dialog, const QString &words)
{
    for (Button *button : dialog->findChildren<Button *>()) {
        if (button->text() == words)
            return button;
    }
    return nullptr;
}

QString HistoryFlowTest::fileOf(const QString &path) const
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QStringList HistoryFlowTest::texts() const
{
    QStringList result;
    for (int row = 0; row < m_guest->talk()->rowCount(); ++row) {
        if (m_guest->talk()->row(row).kind == ConversationModel::Kind::Said)
            result.append(m_guest->talk()->row(row).text);
    }
    return result;
}

/// The program ends at once and is started again; the room is still there.
bool HistoryFlowTest::comeBack() const
{
    m_guest->crash();
    m_guest->open();
    return m_guest->joinAddress(m_desks->address()) && m_guest->logIn(TwoDesks::password()) &&
           m_guest->waitFor<ChatPage>() != nullptr &&
           QTest::qWaitFor([this] { return m_guest->client()->history()->isOpen(); }, Desk::patience) &&
           QTest::qWaitFor([this] { return !m_guest->window().chat()->reader()->isOpening(); },
                           Desk::patience);
}

void HistoryFlowTest::shortcutsFind()
{
    ChatPage *chat = m_guest->window().chat();
    hands::activate(chat);
    hands::press(&m_guest->window(), Qt::Key_F, Qt::ControlModifier);
    QTRY_VERIFY(chat->findBar()->isVisible());
    QTest::keyClicks(chat->findBar()->edit(), QStringLiteral("number 3"));
    QTRY_COMPARE_WITH_TIMEOUT(chat->findBar()->countText(), QStringLiteral("1 of 1"), Desk::patience);
    hands::press(&m_guest->window(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(chat->findPanel() && chat->findPanel()->isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(chat->findPanel()->statusText(), QStringLiteral("1 hit"), Desk::patience);
    chat->closeFind();
}

void HistoryFlowTest::exports_data()
{
    QTest::addColumn<QString>("suffix");
    QTest::addColumn<QString>("begins");
    QTest::newRow("HTML") << "html"
                          << "<!DOCTYPE html>";
    QTest::newRow("JSON") << "json"
                          << "[";
    QTest::newRow("text") << "txt"
                          << "Lab 3";
    QTest::newRow("PDF") << "pdf"
                         << "%PDF-";
}

void HistoryFlowTest::exports()
{
    QFETCH(QString, suffix);
    QFETCH(QString, begins);
    const QString path = m_folder.filePath(QStringLiteral("said.") + suffix);
    menusOf(*m_guest)->exportHistory->trigger();
    QVERIFY(choose(*m_guest, path, u'.' + suffix));
    const MessageDialog *told = m_guest->waitForDialog();
    QVERIFY(told);
    QCOMPARE(told->title(), QStringLiteral("Everything is exported"));
    QVERIFY(buttonOf(told, QStringLiteral("Show it")));
    QVERIFY(told->words().contains(QStringLiteral("not sealed")));
    QTRY_VERIFY(m_guest->window().findChild<ProgressDialog *>() == nullptr);
    const QString written = fileOf(path);
    QVERIFY2(written.startsWith(begins), qPrintable(written.left(40)));
    QVERIFY(!written.contains(QStringLiteral("<b>")) || suffix != u"html");
    if (suffix != u"pdf")
        QVERIFY(written.contains(QStringLiteral("said number 5")));
    if (suffix == u"json")
        QCOMPARE(QJsonDocument::fromJson(written.toUtf8()).array().size(), 5);
    // Nothing else was left there.
    QCOMPARE(
        QDir(m_folder.path()).entryList({QStringLiteral(".waxwing*")}, QDir::Files | QDir::Hidden).size(), 0);
}

void HistoryFlowTest::exportThatCannotBeWrittenSaysSo()
{
    const QString place = m_folder.filePath(QStringLiteral("soon gone"));
    for (const QString &name : {QStringLiteral("x.html"), QStringLiteral("x.pdf")}) {
        QVERIFY(QDir().mkpath(place));
        menusOf(*m_guest)->exportHistory->trigger();
        QFileDialog *files = nullptr;
        QTRY_VERIFY_WITH_TIMEOUT((files = m_guest->window().findChild<QFileDialog *>()), Desk::patience);
        files->selectFile(place + u'/' + name);
        QVERIFY(QDir(place).removeRecursively());
        static_cast<QDialog *>(files)->accept();
        const MessageDialog *told = m_guest->waitForDialog();
        QVERIFY(told);
        QCOMPARE(told->title(), QStringLiteral("The export did not come to its end"));
        QTRY_VERIFY(m_guest->window().findChild<ProgressDialog *>() == nullptr);
        cleanup();
    }
}

void HistoryFlowTest::isThereAgainAfterARestart()
{
    QVERIFY(comeBack());
    QTRY_COMPARE_WITH_TIMEOUT(texts().size(), 5, Desk::patience);
    QCOMPARE(texts().first(), QStringLiteral("said number 1 <b>&</b>"));
    QVERIFY(m_guest->say(QStringLiteral("and on")));
    QTRY_COMPARE_WITH_TIMEOUT(texts().size(), 6, Desk::patience);
    QCOMPARE(texts().last(), QStringLiteral("and on"));
}

void HistoryFlowTest::withoutKeepingNothingIsThereAgain()
{
    m_guest->engine().setSetting(settingKey::keepDays.key(), -1);
    QVERIFY(!m_guest->talk()->isPaged()); // the window is all there is
    QVERIFY(m_guest->say(QStringLiteral("in passing")));
    QCOMPARE(texts().last(), QStringLiteral("in passing"));
    m_guest->engine().setSetting(settingKey::keepDays.key(), 0);
    QTRY_VERIFY_WITH_TIMEOUT(m_guest->talk()->isPaged(), Desk::patience);
}

void HistoryFlowTest::wipesWhatIsKept()
{
    QVERIFY(m_guest->say(QStringLiteral("soon wiped")));
    QVERIFY(m_guest->reads(QStringLiteral("soon wiped"), MessageState::Sent)); // what waits would stay
    menusOf(*m_guest)->wipeHistory->trigger();
    const MessageDialog *asked = m_guest->waitForDialog();
    QVERIFY(asked);
    QCOMPARE(asked->title(), QStringLiteral("Wipe the history of “Lab 3”?"));
    QVERIFY(asked->words().contains(QStringLiteral("What waits to be sent stays")));
    hands::click(buttonOf(asked, QStringLiteral("Wipe")));
    QTRY_COMPARE_WITH_TIMEOUT(texts(), QStringList(), Desk::patience);
    QVERIFY(m_guest->say(QStringLiteral("anew")));
    QTRY_COMPARE_WITH_TIMEOUT(texts(), QStringList{QStringLiteral("anew")}, Desk::patience);
}

/// One that came by itself, known to the page and remembered; empty: it could not be put there.
QString HistoryFlowTest::putPicture() const
{
    RoomFiles &files = m_guest->window().chat()->files()->files();
    const Bytes id(16, 'p');
    const QString path = files.folderOf(id) + QStringLiteral("/cat.png");
    if (!QDir().mkpath(files.folderOf(id)))
        return {};
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write("cat") != 3)
        return {};
    files.setTaken(id, path);
    fileMemory::add(m_guest->engine(), id, m_folder.filePath(QStringLiteral("saved.png")));
    return path;
}

void HistoryFlowTest::wipeTakesPicturesAndPlaces()
{
    QVERIFY(m_guest->say(QStringLiteral("wiped as well")));
    QVERIFY(m_guest->reads(QStringLiteral("wiped as well"), MessageState::Sent)); // what waits would stay
    const QString picture = putPicture();
    QVERIFY(QFile::exists(picture));
    QFile saved(m_folder.filePath(QStringLiteral("saved.png")));
    QVERIFY(saved.open(QIODevice::WriteOnly) && saved.write("mine") == 4);
    saved.close();
    menusOf(*m_guest)->wipeHistory->trigger();
    const MessageDialog *asked = m_guest->waitForDialog();
    QVERIFY(asked);
    QVERIFY(asked->words().contains(QStringLiteral("for all rooms")));
    hands::click(buttonOf(asked, QStringLiteral("Wipe")));
    QTRY_VERIFY_WITH_TIMEOUT(!QFile::exists(m_guest->profile() + QStringLiteral("/pictures")),
                             Desk::patience);
    QVERIFY(fileMemory::kept(m_guest->engine()).isEmpty());
    QVERIFY(m_guest->window().chat()->files()->files().pathOf(Bytes(16, 'p')).isEmpty());
    QVERIFY(saved.exists()); // the person's own
    QTRY_COMPARE_WITH_TIMEOUT(texts(), QStringList(), Desk::patience);
    QVERIFY(m_guest->say(QStringLiteral("anew")));
    QTRY_COMPARE_WITH_TIMEOUT(texts(), QStringList{QStringLiteral("anew")}, Desk::patience);
}

/// Also what goes when the vault is opened, before there is a page.
void HistoryFlowTest::picturesGoWithTheirMessages()
{
    QFile notes(m_folder.filePath(QStringLiteral("notes.txt")));
    QVERIFY(notes.open(QIODevice::WriteOnly) && notes.write("notes") == 5);
    notes.close();
    m_guest->window().chat()->files()->send({notes.fileName()});
    const auto file = [this] {
        const ConversationModel::Row &last = m_guest->talk()->row(m_guest->talk()->rowCount() - 1);
        return last.file && last.number > 0 ? last.file->id : Bytes();
    };
    QTRY_VERIFY_WITH_TIMEOUT(!file().isEmpty(), Desk::patience);
    const Bytes id = file();
    m_guest->crash();
    m_guest->open();
    const auto putOf = [this](const Bytes &of) {
        const QString folder =
            m_guest->profile() + QStringLiteral("/pictures/") + QString::fromLatin1(of.toHex());
        QFile picture(folder + QStringLiteral("/cat.png"));
        return QDir().mkpath(folder) && picture.open(QIODevice::WriteOnly) ? picture.fileName() : QString();
    };
    QVERIFY(!putOf(Bytes(16, 'b')).isEmpty());
    m_guest->engine().setSetting(settingKey::keepDays.key(), -1); // at this all of them go
    QTRY_VERIFY_WITH_TIMEOUT(!QFile::exists(m_guest->profile() + QStringLiteral("/pictures")),
                             Desk::patience);
    const QString picture = putOf(id);
    const QString other = putOf(Bytes(16, 'q')); // of another room
    QVERIFY(QFile::exists(picture) && QFile::exists(other));
    fileMemory::add(m_guest->engine(), id, notes.fileName());
    QVERIFY(m_guest->joinAddress(m_desks->address()) && m_guest->logIn(TwoDesks::password()));
    QTRY_VERIFY_WITH_TIMEOUT(!QFile::exists(QFileInfo(picture).path()), Desk::patience);
    QVERIFY(fileMemory::kept(m_guest->engine()).isEmpty());
    QVERIFY(QFile::exists(other));
    QVERIFY(m_guest->waitFor<ChatPage>() != nullptr);
    m_guest->engine().setSetting(settingKey::keepDays.key(), 0);
    QTRY_VERIFY_WITH_TIMEOUT(m_guest->talk()->isPaged(), Desk::patience);
}

void HistoryFlowTest::notKeepingTakesThemToo()
{
    const QString picture = putPicture();
    QVERIFY(QFile::exists(picture));
    m_guest->engine().setSetting(settingKey::keepDays.key(), 30);
    QVERIFY(QFile::exists(picture));
    m_guest->engine().setSetting(settingKey::keepDays.key(), -1);
    QTRY_VERIFY_WITH_TIMEOUT(!QFile::exists(picture), Desk::patience);
    QVERIFY(fileMemory::kept(m_guest->engine()).isEmpty());
    m_guest->engine().setSetting(settingKey::keepDays.key(), 0);
    QTRY_VERIFY_WITH_TIMEOUT(m_guest->talk()->isPaged(), Desk::patience);
    QVERIFY(m_guest->say(QStringLiteral("anew")));
    QTRY_VERIFY_WITH_TIMEOUT(texts().contains(QStringLiteral("anew")), Desk::patience);
}

void HistoryFlowTest::wipeIsNotTheDefault()
{
    menusOf(*m_guest)->wipeHistory->trigger();
    MessageDialog *asked = m_guest->waitForDialog();
    QVERIFY(asked);
    QTest::keyClick(asked, Qt::Key_Return);
    QTest::qWait(50);
    QVERIFY(texts().contains(QStringLiteral("anew")));
}

QTEST_MAIN(HistoryFlowTest)
#include "HistoryFlowTest.moc"
