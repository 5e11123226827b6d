// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Button.h"
#include "ChatPage.h"
#include "ConnectionStrip.h"
#include "LessonSheet.h"
#include "MessageDialog.h"
#include "RecordingBands.h"
#include "RoomMenus.h"
#include "TwoDesks.h"

#include <QAction>
#include <QCheckBox>
#include <QFileDialog>
#include <QPointer>
#include <QTest>

using namespace waxwing;

/// The menus beside Wireshark, in the windows of a host and of a guest: capture file, key log, dissector, a
/// bit turned over, the lesson sheet.
class WiresharkFlowTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void aCaptureIsWrittenUntilItIsStopped();
    void aCaptureThatCannotBeWrittenSaysSo();
    void aKeyLogAsksFirstAndEverybodySeesIt();
    void theHostsKeyLogIsTheHosts();
    void theDissectorIsInstalledAndSaysWhere();
    void theLessonOpens();
    void aBitTurnedOverIsRefused();

private:
    static RoomMenus *menusOf(const Desk &desk) { return desk.window().findChild<RoomMenus *>(); }
    static RecordingBands *bandsOf(const Desk &desk) { return desk.window().chat()->recordings(); }
    static bool choose(const Desk &desk, const QString &path);
    static bool closeDialog(const Desk &desk);
    static Button *buttonOf(const MessageDialog *dialog, const QString &words);

    QTemporaryDir m_folder;
    std::unique_ptr<TwoDesks> m_desks;
    Desk *m_host = nullptr;
    Desk *m_guest = nullptr;
};

void WiresharkFlowTest::initTestCase()
{
    qputenv("HOME", m_folder.path().toLocal8Bit());
    m_desks = std::make_unique<TwoDesks>();
    m_host = &m_desks->host;
    m_guest = &m_desks->guest;
    QVERIFY(m_desks->enterBoth());
    QVERIFY(m_host->goToChat());
}

void WiresharkFlowTest::cleanupTestCase()
{
    m_desks.reset();
}

Button *WiresharkFlowTest::buttonOf(const MessageDialog *dialog, const QString &words)
{
    for (Button *button : dialog->findChildren<Button *>()) {
        if (button->text() == words)
            return button;
    }
    return nullptr;
}

/// In the file dialog that is open.
bool WiresharkFlowTest::choose(const Desk &desk, const QString &path)
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
    dialog->selectFile(path);
    static_cast<QDialog *>(dialog)->accept();
    QPointer<QFileDialog> gone(dialog);
    return QTest::qWaitFor([&] { return gone.isNull(); }, Desk::patience);
}

bool WiresharkFlowTest::closeDialog(const Desk &desk)
{
    const QPointer<MessageDialog> dialog(desk.waitForDialog());
    if (!dialog)
        return false;
    dialog->reject();
    return QTest::qWaitFor([&] { return dialog.isNull(); }, Desk::patience);
}

void WiresharkFlowTest::aCaptureIsWrittenUntilItIsStopped()
{
    const QString path = m_folder.filePath(QStringLiteral("room.pcapng"));
    menusOf(*m_guest)->capture->trigger();
    MessageDialog *dialog = m_guest->waitForDialog();
    QVERIFY(dialog);
    QVERIFY(!dialog->findChild<QCheckBox *>()->isChecked()); // sealed, unless the person ticks it
    hands::click(buttonOf(dialog, QStringLiteral("Choose the file…")));
    QVERIFY(choose(*m_guest, path));
    QTRY_VERIFY_WITH_TIMEOUT(bandsOf(*m_guest)->captureSentence().contains(QStringLiteral("room.pcapng")),
                             Desk::patience);
    QVERIFY(!bandsOf(*m_guest)->captureSentence().contains(QStringLiteral("readable")));
    QVERIFY(m_guest->say(QStringLiteral("is it written down?")));
    QVERIFY(m_host->reads(QStringLiteral("is it written down?")));
    QCOMPARE(menusOf(*m_guest)->capture->text().remove(u'&'), QStringLiteral("Stop the capture"));
    hands::click(bandsOf(*m_guest)->stopCaptureButton());
    QTRY_VERIFY_WITH_TIMEOUT(bandsOf(*m_guest)->captureSentence().isEmpty(), Desk::patience);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray blocks = file.readAll();
    QVERIFY(blocks.size() > 3'000); // the handshake was kept, so it is there
    QCOMPARE(blocks.first(4), QByteArray::fromHex("0a0d0d0a"));
    QVERIFY(!blocks.contains("is it written down?"));
    QVERIFY(bandsOf(*m_host)->captureSentence().isEmpty()); // nobody else's matter
}

void WiresharkFlowTest::aCaptureThatCannotBeWrittenSaysSo()
{
    menusOf(*m_guest)->capture->trigger();
    const QPointer<MessageDialog> dialog(m_guest->waitForDialog());
    QVERIFY(dialog);
    dialog->findChild<QCheckBox *>()->setChecked(true);
    hands::click(buttonOf(dialog, QStringLiteral("Choose the file…")));
    const QString place = m_folder.filePath(QStringLiteral("soon gone"));
    QVERIFY(QDir().mkpath(place));
    QFileDialog *files = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT((files = m_guest->window().findChild<QFileDialog *>()), Desk::patience);
    files->selectFile(place + QStringLiteral("/x.pcapng"));
    QVERIFY(QDir(place).removeRecursively());
    static_cast<QDialog *>(files)->accept();
    MessageDialog *told = nullptr; // may lie where the first one lay, which is gone by then
    QTRY_VERIFY_WITH_TIMEOUT((told = m_guest->waitForDialog()) && told != dialog, Desk::patience);
    QVERIFY2(told->title().contains(QStringLiteral("not being written")), qPrintable(told->title()));
    QVERIFY(closeDialog(*m_guest));
    QVERIFY(bandsOf(*m_guest)->captureSentence().isEmpty());
    QVERIFY(m_guest->say(QStringLiteral("and on it goes")));
    QVERIFY(m_host->reads(QStringLiteral("and on it goes")));
}

void WiresharkFlowTest::aKeyLogAsksFirstAndEverybodySeesIt()
{
    const QString path = m_folder.filePath(QStringLiteral("keys.txt"));
    menusOf(*m_guest)->keyLog->trigger();
    MessageDialog *dialog = m_guest->waitForDialog();
    QVERIFY(dialog);
    QVERIFY(buttonOf(dialog, QStringLiteral("Do not give them away"))->isDefault());
    QVERIFY(bandsOf(*m_guest)->keyLogSentence().isEmpty());
    hands::click(buttonOf(dialog, QStringLiteral("Choose the file and begin…")));
    QVERIFY(choose(*m_guest, path));
    QTRY_VERIFY_WITH_TIMEOUT(bandsOf(*m_guest)->keyLogSentence().contains(QStringLiteral("keys.txt")),
                             Desk::patience);
    QTRY_VERIFY_WITH_TIMEOUT(bandsOf(*m_host)->othersSentence().contains(QStringLiteral("ravi")),
                             Desk::patience);
    QVERIFY(bandsOf(*m_guest)->othersSentence().isEmpty()); // one's own has a band of its own
    const auto written = [&path] {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    QTRY_VERIFY_WITH_TIMEOUT(written().contains("WAXWING_1 "), Desk::patience); // below the file's first line
    QCOMPARE(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    menusOf(*m_guest)->keyLog->trigger(); // now it stops
    QTRY_VERIFY_WITH_TIMEOUT(bandsOf(*m_guest)->keyLogSentence().isEmpty(), Desk::patience);
    QTRY_VERIFY_WITH_TIMEOUT(bandsOf(*m_host)->othersSentence().isEmpty(), Desk::patience);
}

void WiresharkFlowTest::theHostsKeyLogIsTheHosts()
{
    menusOf(*m_host)->keyLog->trigger();
    MessageDialog *dialog = m_host->waitForDialog();
    QVERIFY(dialog);
    QVERIFY(dialog->words().contains(QStringLiteral("everybody")));
    hands::click(buttonOf(dialog, QStringLiteral("Choose the file and begin…")));
    QVERIFY(choose(*m_host, m_folder.filePath(QStringLiteral("host.txt"))));
    QTRY_VERIFY_WITH_TIMEOUT(bandsOf(*m_guest)->othersSentence().contains(QStringLiteral("the host")),
                             Desk::patience);
    QTRY_VERIFY_WITH_TIMEOUT(!bandsOf(*m_host)->keyLogSentence().isEmpty(), Desk::patience);
    QVERIFY(bandsOf(*m_host)->othersSentence().isEmpty());
    hands::click(bandsOf(*m_host)->stopKeyLogButton());
    QTRY_VERIFY_WITH_TIMEOUT(bandsOf(*m_guest)->othersSentence().isEmpty(), Desk::patience);
}

void WiresharkFlowTest::theDissectorIsInstalledAndSaysWhere()
{
    menusOf(*m_host)->dissector->trigger();
    MessageDialog *dialog = m_host->waitForDialog();
    QVERIFY(dialog);
    QVERIFY(dialog->title().contains(QStringLiteral("installed")));
    QVERIFY(closeDialog(*m_host));
    QVERIFY(QFile::exists(m_folder.filePath(QStringLiteral(".local/lib/wireshark/plugins/waxwing.lua"))));
    menusOf(*m_host)->dissector->trigger();
    QVERIFY((dialog = m_host->waitForDialog()));
    QVERIFY(dialog->title().contains(QStringLiteral("there already")));
    QVERIFY(closeDialog(*m_host));
}

void WiresharkFlowTest::theLessonOpens()
{
    menusOf(*m_host)->lesson->trigger();
    LessonSheet *sheet = nullptr;
    QTRY_VERIFY((sheet = m_host->window().findChild<LessonSheet *>()) && sheet->isVisible());
    QVERIFY(!sheet->isModal()); // read beside the window
    sheet->close();
}

/// The last one: the link is closed for safety.
void WiresharkFlowTest::aBitTurnedOverIsRefused()
{
    QVERIFY(!menusOf(*m_host)->tamper->isVisible());
    QVERIFY(menusOf(*m_guest)->tamper->isEnabled());
    menusOf(*m_guest)->tamper->trigger();
    MessageDialog *dialog = m_guest->waitForDialog();
    QVERIFY(dialog);
    hands::click(buttonOf(dialog, QStringLiteral("Flip a bit")));
    QVERIFY(m_guest->say(QStringLiteral("pay 10 euros")));
    QTRY_COMPARE_WITH_TIMEOUT(m_guest->client()->stage(), RoomStage::Ended, Desk::patience);
    QCOMPARE(m_guest->client()->lastError().code, Code::Tampered);
    QTRY_VERIFY(m_guest->window().chat()->strip()->isVisible());
    QCOMPARE(m_guest->window().chat()->strip()->tone(), Tone::Bad);
}

QTEST_MAIN(WiresharkFlowTest)
#include "WiresharkFlowTest.moc"
