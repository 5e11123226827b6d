// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
// What the person wants of a GuestDownloads.
#include "GuestDownloads.h"

#include "Link.h"

#include <algorithm>

namespace waxwing {

namespace {

constexpr quint64 mostBytes = 1ULL << 50; ///< beyond it is no file, but somebody who tries what sums bear

} // namespace

bool GuestDownloads::isActive() const
{
    return std::any_of(m_downloads.begin(), m_downloads.end(),
                       [](const auto &one) { return one.second.step != Step::Paused; });
}

void GuestDownloads::add(quint64 id, const FileNote &file, const QString &folder, const FileParty &from)
{
    Download &download = m_downloads[id];
    download.id = id;
    download.serial = ++m_lastSerial;
    download.transfer.id = qint64(id);
    download.transfer.party = from;
    download.transfer.note = file;
    download.transfer.path = folder;
    if (file.size > mostBytes)
        return fail(download, Code::FileTooLarge);
    setStep(download, Step::Waiting);
    m_vault.keepTransfer(download.transfer, [this, id] {
        if (Download *kept = find(id)) {
            kept->isKept = true; // or cannot be: the taking goes on
            startNext();
        }
    });
}

void GuestDownloads::restore(quint64 id, const KeptTransfer &kept)
{
    Download &download = m_downloads[id];
    download.id = id;
    download.serial = ++m_lastSerial;
    download.transfer = kept;
    download.isKept = true;
    setStep(download, kept.isPaused ? Step::Paused : Step::Waiting);
}

void GuestDownloads::forgetAll()
{
    endLink();
    m_downloads.clear();
}

void GuestDownloads::keepAgain()
{
    for (const auto &[id, download] : m_downloads)
        m_vault.keepTransfer(download.transfer);
}

bool GuestDownloads::pause(quint64 id)
{
    Download *download = find(id);
    if (!download)
        return false;
    if (download->step == Step::Paused || download->step == Step::Ending)
        return true;
    stop(*download, Code::FilePaused);
    download->transfer.isPaused = true;
    m_vault.keepTransfer(download->transfer);
    stepBack(*download, Step::Paused);
    startNext();
    return true;
}

bool GuestDownloads::resume(quint64 id)
{
    Download *download = find(id);
    if (!download)
        return false;
    if (download->step != Step::Paused)
        return true;
    download->transfer.isPaused = false;
    download->trouble.reset();
    m_vault.keepTransfer(download->transfer);
    download->refusals = 0;
    setStep(*download, Step::Waiting);
    startNext();
    return true;
}

bool GuestDownloads::cancel(quint64 id)
{
    Download *download = find(id);
    if (!download)
        return false;
    if (download->step != Step::Ending)
        fail(*download, Code::FileCancelled);
    return true;
}

/// Whatever comes of it before the host's answer is thrown away.
void GuestDownloads::stop(Download &download, Code code)
{
    if (!m_link || download.step != Step::Moving)
        return;
    if (download.isSent) { // nothing more comes, and with the last `took` the host is through with it
        if (download.told < qint64(download.transfer.note.size))
            tellTook(download, qint64(download.transfer.note.size));
        return;
    }
    m_stopping.insert(download.transfer.note.id);
    if (download.told == qint64(download.transfer.note.size) && m_through.contains(download.transfer.note.id))
        return; // `sent` is on its way, and nothing would answer
    m_link->send(StopFile{download.transfer.note.id, quint8(code)});
}

} // namespace waxwing
