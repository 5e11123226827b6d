// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
// From step to step, and what is told of it.
#include "GuestDownloads.h"

namespace waxwing {

void GuestDownloads::setStep(Download &download, Step step)
{
    download.step = step;
    const bool isMoving = step == Step::Moving || step == Step::Ending;
    show(download,
         step == Step::Paused ? TransferState::Paused
         : isMoving           ? TransferState::Moving
                              : TransferState::Waiting,
         download.trouble.value_or(Code::FilePaused));
    Q_EMIT changed();
}

void GuestDownloads::stepBack(Download &download, Step step)
{
    download.serial = ++m_lastSerial;
    download.askAgainMs = 0;
    download.part.reset();
    download.pending.clear();
    download.isWriting = false;
    download.isSent = false;
    setStep(download, step);
}

void GuestDownloads::done(Download &download, const QString &path)
{
    download.written = qint64(download.transfer.note.size);
    show(download, TransferState::Done, {}, path);
    m_vault.removeTransfer(download.transfer.id);
    m_downloads.erase(download.id);
    Q_EMIT changed();
    startNext();
}

/// What this PC's disk refuses waits for the person, with all that came.
void GuestDownloads::onTrouble(Download &download, Code code)
{
    if (code != Code::StorageFailed || download.transfer.part.isEmpty())
        return fail(download, code);
    stop(download, Code::FilePaused);
    download.trouble = code;
    download.transfer.isPaused = true;
    m_vault.keepTransfer(download.transfer);
    stepBack(download, Step::Paused);
    startNext();
}

/// Nothing of it stays. Behind what is being written, in the files' thread.
void GuestDownloads::fail(Download &download, Code code)
{
    stop(download, Code::FileCancelled);
    show(download, TransferState::Failed, code);
    m_services.files->post([folder = download.transfer.path, part = download.transfer.part] {
        if (!part.isEmpty())
            QFile::remove(folder + u'/' + part);
    });
    m_vault.removeTransfer(download.transfer.id);
    m_downloads.erase(download.id);
    Q_EMIT changed();
    startNext();
}

void GuestDownloads::show(const Download &download, TransferState state, Code code, const QString &path)
{
    TransferView view;
    view.id = download.id;
    view.party = download.transfer.party;
    view.note = download.transfer.note;
    view.done = download.written;
    view.state = state;
    view.reason = code;
    view.path = path;
    m_board.show(std::move(view));
}

} // namespace waxwing
