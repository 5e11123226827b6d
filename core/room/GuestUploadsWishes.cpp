// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
// What the person wants of a GuestUploads.
#include "GuestUploads.h"

#include "Link.h"

namespace waxwing {

void GuestUploads::restore(quint64 id, const KeptTransfer &kept)
{
    Upload &upload = m_uploads[id];
    upload.id = id;
    upload.serial = ++m_lastSerial;
    upload.transfer = kept;
    setStep(upload, kept.isPaused ? Step::Paused : Step::Waiting);
}

void GuestUploads::forgetAll()
{
    endLink();
    m_uploads.clear();
}

void GuestUploads::keepAgain()
{
    for (const auto &[id, upload] : m_uploads) {
        if (upload.step != Step::Measuring)
            m_vault.keepTransfer(upload.transfer);
    }
}

bool GuestUploads::pause(quint64 id)
{
    Upload *upload = find(id);
    if (!upload)
        return false;
    upload->transfer.isPaused = true;
    if (upload->step == Step::Paused || upload->step == Step::Measuring) // told when it is measured
        return true;
    stop(*upload, Code::FilePaused);
    m_vault.keepTransfer(upload->transfer);
    stepBack(*upload, Step::Paused);
    startNext();
    return true;
}

bool GuestUploads::resume(quint64 id)
{
    Upload *upload = find(id);
    if (!upload)
        return false;
    upload->transfer.isPaused = false;
    if (upload->step != Step::Paused)
        return true;
    m_vault.keepTransfer(upload->transfer);
    setStep(*upload, Step::Waiting);
    startNext();
    return true;
}

bool GuestUploads::cancel(quint64 id)
{
    Upload *upload = find(id);
    if (!upload)
        return false;
    stop(*upload, Code::FileCancelled);
    fail(*upload, Code::FileCancelled);
    return true;
}

/// Whatever comes of it before the host's answer is thrown away.
void GuestUploads::stop(const Upload &upload, Code code)
{
    if (!m_link || !isOnLink(upload.step))
        return;
    m_stopping.insert(upload.transfer.note.id);
    m_link->send(StopFile{upload.transfer.note.id, quint8(code)}, Link::Urgency::Bulk); // behind its chunks
}

} // namespace waxwing
