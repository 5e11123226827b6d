// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HistoryFlow.h"

#include "Button.h"
#include "ChatFiles.h"
#include "ChatPage.h"
#include "DirectClient.h"
#include "FileMemory.h"
#include "ForeignText.h"
#include "History.h"
#include "HistoryBinding.h"
#include "HistoryPdf.h"
#include "HistoryReader.h"
#include "InBackground.h"
#include "MessageDialog.h"
#include "ProgressDialog.h"
#include "RoomClient.h"
#include "RoomMenus.h"
#include "SaveDialog.h"
#include "Sentences.h"
#include "SettingKeys.h"

#include <QAction>
#include <QApplication>
#include <QDesktopServices>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QMainWindow>
#include <QUrl>
#include <algorithm>

namespace waxwing {

namespace {

/// "Lab 3" as a part of a file's name: what no file system minds.
QString fileNameOf(const QString &room)
{
    QString name;
    for (const QChar character : room.simplified()) {
        if (character.isLetterOrNumber())
            name += character.toLower();
        else if (!name.endsWith(u'-'))
            name += u'-';
    }
    while (name.endsWith(u'-'))
        name.chop(1);
    return name.left(60);
}

} // namespace

HistoryFlow::HistoryFlow(Engine &engine, RoomMenus *menus, QMainWindow *window)
    : QObject(window), m_engine(engine), m_menus(menus), m_window(window)
{
    connect(menus->find, &QAction::triggered, this, [this] {
        if (m_chat)
            m_chat->showFind();
    });
    connect(menus->findEverywhere, &QAction::triggered, this, [this] {
        if (m_chat)
            m_chat->showFindEverywhere();
    });
    connect(menus->exportHistory, &QAction::triggered, this, &HistoryFlow::askWhereToExport);
    connect(menus->wipeHistory, &QAction::triggered, this, &HistoryFlow::askToWipe);
    connect(&engine, &Engine::settingChanged, this, [this](const QString &key) {
        if (key == settingKey::keepDays.key() && m_binding)
            m_binding->setKeeping(isKeeping());
        if (key == settingKey::keepDays.key() && !isKeeping())
            wipeFiles();
    });
}

MessageDialog *HistoryFlow::question() const
{
    return m_question;
}

ProgressDialog *HistoryFlow::progress() const
{
    return m_progress;
}

bool HistoryFlow::isKeeping() const
{
    return settingOf(m_engine, settingKey::keepDays) >= 0;
}

void HistoryFlow::enter(RoomClient *client, ChatPage *chat)
{
    m_client = client;
    m_history = client->history();
    m_chat = chat;
    m_told.clear();
    m_binding = new HistoryBinding(m_history, chat, chat);
    m_binding->setSelf(client->username());
    m_binding->setKeeping(isKeeping());
    connect(m_history, &History::opened, chat, [this] { refresh(); });
    connect(m_history, &History::closed, chat, [this] { refresh(); });
    connect(m_history, &History::failed, chat,
            [this](quint64 question, const Error &error) { onFailed(question, error); });
    connect(m_history, &History::exportProgressed, chat, [this](quint64 question, quint64 messages) {
        if (question == m_export)
            onProgressed(messages);
    });
    connect(m_history, &History::exported, chat, [this](quint64 question) { onExported(question); });
    m_pdf = new HistoryPdf(m_history, chat);
    connect(m_pdf, &HistoryPdf::progressed, this, &HistoryFlow::onProgressed);
    connect(m_pdf, &HistoryPdf::exported, this, &HistoryFlow::tellExported);
    connect(m_pdf, &HistoryPdf::failed, this, &HistoryFlow::tellExportFailed);
    refresh();
}

void HistoryFlow::leave()
{
    cancelExport();
    delete m_pdf;
    if (m_question)
        m_question->close();
    delete m_binding;
    m_chat = nullptr;
    m_history = nullptr;
    m_client = nullptr;
    refresh();
}

void HistoryFlow::refresh()
{
    const bool isOpen = m_history && m_history->isOpen();
    if (!isOpen)
        endExport(); // nobody answers any more
    m_menus->exportHistory->setEnabled(isOpen);
    m_menus->wipeHistory->setEnabled(isOpen);
}

// ---- Export

/// What is exported is the conversation that is shown.
TalkOf HistoryFlow::talkInFront() const
{
    return {m_chat ? m_chat->front()->person() : QString(), m_client->username()};
}

void HistoryFlow::askWhereToExport()
{
    if (!m_history || !m_history->isOpen())
        return;
    if (m_progress)
        return m_progress->activateWindow();
    const QStringList filters{tr("Web page (*.html)"), tr("JSON (*.json)"), tr("Text (*.txt)"),
                              tr("PDF (*.pdf)")};
    const TalkOf talk = talkInFront();
    const bool isRoom = talk.with.isEmpty();
    const QString name = fileNameOf(isRoom ? m_client->lobby().room : talk.with);
    auto *dialog = makeSaveDialog(
        {isRoom ? tr("Export what was said")
                : tr("Export what was said with %1").arg(foreignInside(talk.with)),
         filters, (name.isEmpty() ? QStringLiteral("waxwing") : name) + QStringLiteral(".html")},
        m_window);
    connect(dialog, &QFileDialog::fileSelected, this, [this, dialog, talk](const QString &path) {
        beginExport(path, dialog->selectedNameFilter(), talk);
    });
    dialog->open();
}

void HistoryFlow::beginExport(const QString &path, const QString &filter, const TalkOf &talk)
{
    if (!m_history || !m_history->isOpen())
        return;
    // What is typed goes before what is chosen beside it.
    const QString suffix = QFileInfo(path).suffix().toLower();
    const auto is = [&](const QString &wanted) {
        return suffix == wanted || (suffix.isEmpty() && filter.contains(u'.' + wanted));
    };
    m_path = path;
    m_progress = new ProgressDialog(tr("Exporting what was said"), m_window);
    m_progress->setWords(tr("To %1").arg(foreignInside(QFileInfo(path).fileName())));
    connect(m_progress, &ProgressDialog::cancelRequested, this, &HistoryFlow::cancelExport);
    m_progress->open();
    if (is(QStringLiteral("pdf")))
        return m_pdf->start(path, exportWords(talk), QApplication::font(), talk);
    m_export = m_history->exportTo(path,
                                   is(QStringLiteral("json"))  ? ExportFormat::Json
                                   : is(QStringLiteral("txt")) ? ExportFormat::Text
                                                               : ExportFormat::Html,
                                   exportWords(talk), talk);
}

ExportWords HistoryFlow::exportWords(const TalkOf &talk) const
{
    ExportWords words;
    words.title = m_client->lobby().room;
    words.file = tr("File: %1, %2", "name, size");
    words.with = talk.with;
    if (!talk.with.isEmpty()) {
        const QList<DirectPersonView> people = m_client->direct()->people();
        words.isCompared = std::any_of(people.begin(), people.end(), [&talk](const DirectPersonView &person) {
            return person.name == talk.with && person.isVerified();
        });
        words.title = tr("%1 and %2, alone", "two people").arg(talk.with, talk.self);
        words.about = words.isCompared
                          ? tr("A direct conversation in “%1”. The codes of both were compared.")
                          : tr("A direct conversation in “%1”. The codes of both were not compared yet.");
        words.about = words.about.arg(m_client->lobby().room);
    }
    words.erased = tr("This message was deleted.");
    words.edited = tr("edited");
    words.damaged = tr("Here messages are missing that cannot be read any more: %1.");
    return words;
}

void HistoryFlow::onProgressed(quint64 messages)
{
    if (m_progress)
        m_progress->setWords(tr("%1 messages").arg(QLocale().toString(messages)));
}

void HistoryFlow::onExported(quint64 question)
{
    if (question == m_export && question != 0)
        tellExported();
}

void HistoryFlow::cancelExport()
{
    if (m_export != 0 && m_history)
        m_history->cancelExport();
    if (m_pdf)
        m_pdf->cancel();
    endExport();
}

void HistoryFlow::endExport()
{
    m_export = 0;
    if (m_progress)
        m_progress->accept(); // close() would ask, and a dialog of progress says no to that
    m_progress = nullptr;
}

void HistoryFlow::tellExported()
{
    endExport();
    if (m_question)
        m_question->close();
    m_question = new MessageDialog(QStringLiteral("check"), Tone::Ok, tr("Everything is exported"), m_window);
    m_question->addWords(
        tr("It stands in %1. That file is not sealed: whoever has it can read what was said.")
            .arg(foreignInside(QFileInfo(m_path).fileName())));
    connect(m_question->addOther(tr("Show it")), &Button::clicked, this,
            [path = m_path] { QDesktopServices::openUrl(QUrl::fromLocalFile(path)); });
    m_question->addPrimary(tr("Close"));
    m_question->open();
}

void HistoryFlow::tellExportFailed(const Error &error)
{
    endExport();
    tellTrouble(tr("The export did not come to its end"),
                tr("Nothing was left of it, and the conversation here is as it was. %1")
                    .arg(Sentences::ofHistory(error.code)),
                error);
}

// ---- Wipe

void HistoryFlow::askToWipe()
{
    if (!m_history || !m_history->isOpen())
        return;
    if (m_question)
        return m_question->activateWindow();
    m_question = new MessageDialog(QStringLiteral("alert"), Tone::Bad,
                                   tr("Wipe the history of “%1”?").arg(foreignInside(m_client->lobby().room)),
                                   m_window);
    m_question->addWords(tr("Everything that was said in this room until now, to all or to one person alone, "
                            "is wiped on this PC, for good. Export it first if you may need it."));
    m_question->addWords(
        tr("Two things go for all rooms of this profile: the pictures that came by themselves or "
           "were pasted, and the list of where files lie. Files that you saved stay where "
           "they are."));
    m_question->addWords(tr("What waits to be sent stays, and so do your account and your key. The other "
                            "people keep what they have; what this room shares may come back from its "
                            "host."));
    connect(m_question->addLink(tr("Export it first…")), &Button::clicked, this,
            &HistoryFlow::askWhereToExport);
    connect(m_question->addOther(tr("Wipe")), &Button::clicked, this, &HistoryFlow::wipe);
    m_question->addPrimary(tr("Keep it"));
    m_question->open();
}

void HistoryFlow::wipe()
{
    if (!m_history || !m_history->isOpen())
        return;
    m_history->wipe(m_chat ? m_chat->conversation()->newestNumber() : 0);
    wipeFiles();
    if (isKeeping() || !m_chat)
        return;
    m_chat->conversation()->forgetSaid(); // the window alone has it
    for (const ChatPage *conversation : m_chat->beside())
        conversation->reader()->readAnew(); // what waits is kept
}

/// They lie open and belong to the whole profile: which room each came from stands nowhere.
void HistoryFlow::wipeFiles()
{
    fileMemory::clear(m_engine);
    if (m_chat) {
        m_chat->files()->files().forgetKept();
        for (const ChatPage *conversation : m_chat->beside())
            conversation->files()->files().forgetKept();
    }
    if (const QString profile = m_engine.profileFolder(); !profile.isEmpty())
        inBackground([profile] { fileMemory::removeAllPictures(profile); });
}

// ---- Trouble

void HistoryFlow::onFailed(quint64 question, const Error &error)
{
    if (question == m_export && question != 0)
        return tellExportFailed(error);
    if ((m_pdf && m_pdf->asked(question)) || m_told.contains(error.code))
        return;
    m_told.insert(error.code);
    tellTrouble(tr("A part of what was said cannot be used"), Sentences::ofHistory(error.code), error);
}

void HistoryFlow::tellTrouble(const QString &title, const QString &words, const Error &error)
{
    if (m_question)
        m_question->close();
    m_question = new MessageDialog(QStringLiteral("alert"), Tone::Bad, title, m_window);
    m_question->addWords(words);
    if (!error.detail.isEmpty())
        m_question->addDetails(error.detail);
    m_question->addPrimary(tr("Close"));
    m_question->open();
}

} // namespace waxwing
