// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "WiresharkFlow.h"

#include "Button.h"
#include "ChatPage.h"
#include "DissectorFile.h"
#include "LessonSheet.h"
#include "MessageDialog.h"
#include "RecordingBands.h"
#include "RoomClient.h"
#include "RoomMenus.h"
#include "SaveDialog.h"
#include "TraceControl.h"

#include <QAction>
#include <QCheckBox>
#include <QDir>
#include <QFileDialog>
#include <QMainWindow>

namespace waxwing {

WiresharkFlow::WiresharkFlow(RoomMenus *menus, QMainWindow *window)
    : QObject(window), m_menus(menus), m_window(window)
{
    connect(menus->capture, &QAction::triggered, this, &WiresharkFlow::onCaptureWished);
    connect(menus->keyLog, &QAction::triggered, this, &WiresharkFlow::onKeyLogWished);
    connect(menus->dissector, &QAction::triggered, this, &WiresharkFlow::installDissector);
    connect(menus->tamper, &QAction::triggered, this, &WiresharkFlow::askToTamper);
    connect(menus->lesson, &QAction::triggered, this, &WiresharkFlow::showLesson);
}

void WiresharkFlow::enter(RoomClient *client, TraceControl *trace, ChatPage *chat, bool isHost)
{
    m_isHost = isHost;
    m_client = client;
    m_trace = trace;
    m_chat = chat;
    connect(chat->recordings(), &RecordingBands::stopCaptureRequested, this, [this] {
        if (m_trace)
            m_trace->stopCapture();
    });
    connect(chat->recordings(), &RecordingBands::stopKeyLogRequested, this, [this] {
        if (m_trace)
            m_trace->stopKeyLog();
    });
    connect(client, &RoomClient::keyLogsChanged, chat, [this] { showOthersKeyLogs(); });
    if (trace) {
        connect(trace, &TraceControl::captureChanged, chat, [this] { showCapture(); });
        connect(trace, &TraceControl::keyLogChanged, chat, [this] { showKeyLog(); });
    }
    m_captureState = trace ? trace->capture().state : RecordingState::Off; // told already, where it failed
    m_keyLogState = trace ? trace->keyLog().state : RecordingState::Off;
    showCapture();
    showKeyLog();
}

MessageDialog *WiresharkFlow::tell(bool isGood, const QString &title, const QString &words,
                                   const QString &details)
{
    auto *dialog = new MessageDialog(isGood ? QStringLiteral("check") : QStringLiteral("alert"),
                                     isGood ? Tone::Ok : Tone::Bad, title, m_window);
    dialog->addWords(words);
    if (!details.isEmpty())
        dialog->addDetails(details);
    dialog->addPrimary(tr("Close"));
    dialog->open();
    return dialog;
}

// ---- Capture file

void WiresharkFlow::onCaptureWished()
{
    if (!m_trace)
        return;
    if (isUnderWay(m_trace->capture().state))
        return m_trace->stopCapture();
    auto *dialog =
        new MessageDialog(QStringLiteral("wire"), Tone::Accent, tr("Write a capture file?"), m_window);
    dialog->addWords(
        tr("Each frame that this program sends and receives goes to a file that Wireshark opens, as "
           "the network carried it: with real addresses and ports, and sealed. No administrator "
           "rights are needed."));
    const QCheckBox *readable = dialog->addChoice(tr("Also write what was inside, &readable"));
    dialog->addWords(tr(
        "With this ticked, whoever has the file can read what was said. Passwords and what proves them are "
        "left out."));
    dialog->addOther(tr("Cancel"));
    connect(dialog->addPrimary(tr("Choose the file…")), &Button::clicked, this,
            [this, readable] { askWhereToCapture(readable->isChecked()); });
    dialog->open();
}

void WiresharkFlow::askWhereToCapture(bool readable)
{
    auto *dialog = makeSaveDialog(
        {tr("Write a capture file"), {tr("Wireshark captures (*.pcapng)")}, QStringLiteral("waxwing.pcapng")},
        m_window);
    connect(dialog, &QFileDialog::fileSelected, this, [this, readable](const QString &path) {
        if (m_trace)
            m_trace->startCapture({path, readable, true}); // the dialog has asked
    });
    dialog->open();
}

void WiresharkFlow::showCapture()
{
    const CaptureView view = m_trace ? m_trace->capture() : CaptureView{};
    const bool runs = isUnderWay(view.state);
    m_menus->capture->setText(runs ? tr("Stop the &capture") : tr("Write a &capture file…"));
    m_menus->capture->setEnabled(m_trace != nullptr);
    if (m_chat)
        m_chat->recordings()->setCapture(runs ? view.path : QString(), view.frames, view.readable);
    if (std::exchange(m_captureState, view.state) != view.state && view.state == RecordingState::Failed)
        tell(false, tr("The capture file is not being written"),
             tr("The conversation goes on. What was written until now stays, and Wireshark can open it."),
             view.error.detail);
}

// ---- Key log

void WiresharkFlow::onKeyLogWished()
{
    if (!m_trace)
        return;
    if (isUnderWay(m_trace->keyLog().state))
        return m_trace->stopKeyLog();
    auto *dialog = new MessageDialog(QStringLiteral("key"), Tone::Bad, tr("Give the keys away?"), m_window);
    dialog->addWords(
        m_isHost ? tr("A key log has the key of each epoch of all links of this room, from now on and of "
                      "the epochs that are going on. Whoever has the file and a capture can read everything "
                      "that is said in this room, by everybody, and can get into the account of everybody "
                      "who registers or logs in meanwhile.")
                 : tr("A key log has the key of each epoch of your link, from now on and of the epochs that "
                      "are going on. Whoever has the file and a capture can read what you say and what the "
                      "room says to you; and where you register or log in meanwhile, they can get into your "
                      "account."));
    dialog->addWords(
        tr("What was said in earlier epochs stays sealed. Everybody in the room whose program knows key "
           "logs is told, and a red band stands here for as long as it runs."));
    connect(dialog->addLink(tr("Choose the file and begin…")), &Button::clicked, this,
            &WiresharkFlow::askWhereToLogKeys);
    dialog->addPrimary(tr("Do not give them away"));
    dialog->open();
}

void WiresharkFlow::askWhereToLogKeys()
{
    auto *dialog = makeSaveDialog(
        {tr("Write a key log"), {tr("Key logs (*.txt)")}, QStringLiteral("waxwing-keys.txt")}, m_window);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        if (m_trace)
            m_trace->startKeyLog(path);
    });
    dialog->open();
}

void WiresharkFlow::showKeyLog()
{
    const KeyLogView view = m_trace ? m_trace->keyLog() : KeyLogView{};
    const bool runs = isUnderWay(view.state);
    m_menus->keyLog->setText(runs ? tr("Stop the &key log") : tr("Write a &key log…"));
    if (m_chat)
        m_chat->recordings()->setKeyLog(runs ? view.path : QString());
    showOthersKeyLogs(); // not one's own twice
    const bool isNew = std::exchange(m_keyLogState, view.state) != view.state;
    if (isNew && view.state == RecordingState::Failed)
        tell(false, tr("The key log is not being written"),
             tr("The conversation goes on, and the keys stay here."), view.error.detail);
    else if (isNew && view.state == RecordingState::Running && !view.warning.isEmpty())
        tell(false, tr("Others may reach the key log"), tr("The key log runs. Look where its file lies:"),
             view.warning);
}

void WiresharkFlow::showOthersKeyLogs()
{
    if (!m_client || !m_chat)
        return;
    KeyLogsView logs = m_client->keyLogs();
    if (m_isHost && m_trace && isUnderWay(m_trace->keyLog().state))
        logs.host = false; // that is one's own, and has a band already
    m_chat->recordings()->setOthersKeyLogs(logs.host, logs.names, logs.otherDeviceOfMine);
}

// ---- Dissector

void WiresharkFlow::installDissector()
{
    const auto installed = dissectorFile::install();
    if (!installed) {
        tell(false, tr("The dissector could not be installed"),
             tr("Its folder cannot be written to. You can save it elsewhere: waxwing --print-dissector "
                "prints it."),
             installed.error().detail);
        return;
    }
    QString words =
        tr("Start Wireshark anew, or choose Analyze ▸ Reload Lua Plugins there. The display filter "
           "“waxwing” then shows this room's frames.");
    if (installed->madeFolder)
        words +=
            u'\n' +
            tr("Wireshark had no folder for plugins of your own yet; it was made. If Wireshark is not on "
               "this PC, install it first.");
    QString title = tr("The dissector is installed");
    if (installed->wasThere)
        title = tr("The dissector was there already");
    else if (installed->replaced)
        title = tr("The dissector took the place of another version");
    tell(true, title, words, QDir::toNativeSeparators(installed->path));
}

// ---- A bit turned over

void WiresharkFlow::askToTamper()
{
    auto *dialog = new MessageDialog(QStringLiteral("shield-alert"), Tone::Warn,
                                     tr("Flip a bit of your next message?"), m_window);
    dialog->addWords(
        tr("It leaves this PC with one bit changed, as if somebody on the network had touched it. The "
           "host will refuse it and close the connection; then join again."));
    dialog->addOther(tr("Cancel"));
    connect(dialog->addPrimary(tr("Flip a bit")), &Button::clicked, this, [this] {
        if (m_client)
            m_client->tamperWithNext();
    });
    dialog->open();
}

// ---- Lesson

void WiresharkFlow::showLesson()
{
    auto *sheet = new LessonSheet(m_window);
    sheet->setModal(false); // it is read beside the window
    sheet->show();
}

} // namespace waxwing
