// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "GuestUploads.h"

#include "FileName.h"
#include "KeepMeasured.h"
#include "Link.h"

#include <QFileInfo>
#include <algorithm>

namespace waxwing {

namespace {

constexpr int movingAtOnce = 2;

Result<void> unexpected(const char *what)
{
    return failure(Code::Unexpected, QString::fromLatin1(what));
}

} // namespace

GuestUploads::GuestUploads(const GuestServices &services, VaultKeeper &vault, TransferBoard &board,
                           QObject *parent)
    : QObject(parent), m_services(services), m_vault(vault), m_board(board), m_retry(this)
{
    m_retry.setSingleShot(true);
    m_retry.setInterval(services.settings.fileRetryMs);
    connect(&m_retry, &QTimer::timeout, this, &GuestUploads::startNext);
}

GuestUploads::Upload *GuestUploads::find(quint64 id)
{
    const auto found = m_uploads.find(id);
    return found == m_uploads.end() ? nullptr : &found->second;
}

GuestUploads::Upload *GuestUploads::findFile(const Bytes &file)
{
    const auto found = std::find_if(m_uploads.begin(), m_uploads.end(),
                                    [&](const auto &one) { return one.second.transfer.note.id == file; });
    return found == m_uploads.end() ? nullptr : &found->second;
}

/// In the files' thread; `then` with the upload as it is afterwards, if it still does the same.
template <class Work, class Then> void GuestUploads::run(Upload &upload, Work work, Then then)
{
    m_services.files->run(
        this, std::move(work),
        [this, id = upload.id, serial = upload.serial, then = std::move(then)](const auto &outcome) {
            Upload *same = find(id);
            if (!same || same->serial != serial)
                return;
            if (!outcome)
                return fail(*same, outcome.error().code);
            then(*same, *outcome);
        });
}

// ---- Wishes

void GuestUploads::add(quint64 id, const QString &path)
{
    Upload &upload = m_uploads[id];
    upload.id = id;
    upload.serial = ++m_lastSerial;
    upload.transfer.isUpload = true;
    upload.transfer.path = QFileInfo(path).absoluteFilePath();
    upload.transfer.note.id = m_services.random->bytes(limits::fileIdSize);
    upload.transfer.note.name = fileName::toSend(QFileInfo(path).fileName());
    run(
        upload, [path] { return SourceFile::markOf(path); },
        [this](Upload &measured, const FileMark &mark) { onMeasured(measured, mark); });
}

void GuestUploads::onMeasured(Upload &upload, const FileMark &mark)
{
    upload.transfer.id = qint64(upload.id);
    keepMeasured(
        m_vault, upload.transfer, mark, [this, id = upload.id] { return find(id); },
        [this](Upload &kept) {
            setStep(kept, kept.transfer.isPaused ? Step::Paused : Step::Waiting);
            startNext();
        });
}

// ---- The link

void GuestUploads::enter(Link *link, qint64 largest)
{
    m_link = link;
    m_largest = largest;
    startNext();
}

void GuestUploads::refuseAll()
{
    while (!m_uploads.empty())
        fail(m_uploads.begin()->second, Code::NotOffered);
}

void GuestUploads::endLink()
{
    m_link.clear();
    m_stopping.clear();
    m_retry.stop();
    for (auto &[id, upload] : m_uploads) {
        if (upload.step != Step::Paused && upload.step != Step::Measuring)
            stepBack(upload, Step::Waiting);
    }
}

/// One after the other: asking for one may end it, and what ends begins the next.
void GuestUploads::startNext()
{
    if (std::exchange(m_isStarting, true))
        return;
    const auto moves = [](const auto &one) { return isOnLink(one.second.step); };
    const auto waits = [this](const auto &one) {
        return one.second.step == Step::Waiting && !m_stopping.contains(one.second.transfer.note.id);
    };
    while (m_link && std::count_if(m_uploads.begin(), m_uploads.end(), moves) < movingAtOnce) {
        const auto next = std::find_if(m_uploads.begin(), m_uploads.end(), waits);
        if (next == m_uploads.end())
            break;
        ask(next->second);
    }
    m_isStarting = false;
}

/// Before the file is opened: where the host has all of it, it may be gone.
void GuestUploads::ask(Upload &upload)
{
    if (upload.transfer.note.size > quint64(std::max<qint64>(m_largest, 0)))
        return fail(upload, Code::FileTooLarge);
    setStep(upload, Step::Asked);
    m_link->send(PutFile{upload.transfer.note.id, upload.transfer.note.name, upload.transfer.note.size},
                 Link::Urgency::Bulk);
}

Result<void> GuestUploads::on(const PutFrom &from)
{
    if (m_stopping.contains(from.file))
        return {};
    Upload *upload = findFile(from.file);
    if (!upload || upload->step != Step::Asked)
        return unexpected("put_from that was not asked for");
    if (!GivingWindow::isPlace(from.offset, upload->transfer.note.size))
        return unexpected("put_from outside the file");
    upload->window = GivingWindow(qint64(upload->transfer.note.size), qint64(from.offset));
    open(*upload);
    return {};
}

/// The file is looked at again each time: it may have been changed meanwhile.
void GuestUploads::open(Upload &upload)
{
    setStep(upload, Step::Opening);
    run(
        upload,
        [path = upload.transfer.path, source = upload.source, offset = upload.window.offset(),
         mark = FileMark{qint64(upload.transfer.note.size),
                         upload.transfer.changedMs}]() -> Result<std::shared_ptr<SourceFile>> {
            if (source && source->position() <= offset && source->requireUnchanged())
                return source;
            return SourceFile::open(path, mark);
        },
        [this](Upload &opened, const std::shared_ptr<SourceFile> &source) {
            opened.source = source;
            setStep(opened, Step::Skipping);
            skip(opened, opened.window.offset());
        });
}

/// What the host has already is read all the same: the digest is that of the whole.
void GuestUploads::skip(Upload &upload, qint64 offset)
{
    run(
        upload, [source = upload.source, offset] { return source->skipTowards(offset); },
        [this, offset](Upload &skipped, bool isThere) {
            if (!isThere)
                return skip(skipped, offset);
            setStep(skipped, Step::Moving);
            pump(skipped);
        });
}

void GuestUploads::pump(Upload &upload)
{
    if (upload.step != Step::Moving || upload.isReading)
        return;
    if (upload.window.isAllRead())
        return end(upload);
    readOn(upload);
}

void GuestUploads::readOn(Upload &upload)
{
    const int count = upload.window.open();
    if (count < 1)
        return;
    upload.isReading = true;
    upload.window.read(count);
    run(
        upload,
        [source = upload.source, file = upload.transfer.note.id, count] {
            return source->readChunks(file, count);
        },
        [this](Upload &read, const std::vector<Bytes> &chunks) {
            read.isReading = false;
            read.window.sent();
            readOn(read); // while these are sealed
            for (const Bytes &chunk : chunks)
                m_link->send(EncodedMessage{chunk}, Link::Urgency::Bulk);
            pump(read);
        });
}

Result<void> GuestUploads::on(const FileTook &took)
{
    Upload *upload = findFile(took.file);
    const bool moves = upload && (upload->step == Step::Moving || upload->step == Step::Ending);
    if (!moves && m_stopping.contains(took.file))
        return {};
    if (!moves)
        return unexpected("took of what does not move");
    if (const auto taken = upload->window.take(took.offset); !taken)
        return taken;
    show(*upload, TransferState::Moving);
    pump(*upload);
    return {};
}

void GuestUploads::end(Upload &upload)
{
    setStep(upload, Step::Ending);
    run(
        upload, [source = upload.source] { return source->digest(); },
        [this](Upload &ended, const Bytes &digest) {
            ended.transfer.note.digest = digest;
            m_link->send(PutEnd{ended.transfer.note.id, digest}, Link::Urgency::Bulk);
        });
}

/// Also one that was to be paused or cancelled, and was through before the host heard of it.
Result<void> GuestUploads::on(const FileKept &keptFile)
{
    const bool wasStopping = m_stopping.erase(keptFile.file) > 0;
    Upload *upload = findFile(keptFile.file);
    const bool isDue = upload && (upload->step == Step::Asked || upload->step == Step::Ending || wasStopping);
    if (!isDue && !wasStopping)
        return unexpected("kept what was not put");
    if (!upload)
        return {}; // cancelled
    const FileNote note = upload->transfer.note;
    show(*upload, TransferState::Done);
    m_uploads.erase(upload->id); // the vault forgets it when it keeps the message
    Q_EMIT kept(note);
    startNext();
    return {};
}

bool GuestUploads::on(const FileRefused &refused)
{
    if (m_stopping.erase(refused.file) > 0) {
        startNext();
        return true;
    }
    Upload *upload = findFile(refused.file);
    if (!upload || !isOnLink(upload->step))
        return false;
    const bool wasAsked = upload->step == Step::Asked;
    // What was read on the way to the host's place is not read again, or a slow disk would never get there.
    const auto source = upload->step == Step::Skipping ? upload->source : nullptr;
    stepBack(*upload, Step::Waiting);
    upload->source = source;
    if (wasAsked && Code{refused.code} == Code::FileUnknown) {
        finish(*upload); // a message brought it: an earlier run said it, and could not note that
        return true;
    }
    if (Code{refused.code} != Code::FilePaused) {
        fail(*upload, Code{refused.code});
        return true;
    }
    m_retry.start();
    return true;
}

// ---- Steps

void GuestUploads::setStep(Upload &upload, Step step)
{
    upload.step = step;
    const bool isMoving = step == Step::Moving || step == Step::Skipping || step == Step::Ending;
    show(upload, step == Step::Paused ? TransferState::Paused
                 : isMoving           ? TransferState::Moving
                                      : TransferState::Waiting);
}

void GuestUploads::stepBack(Upload &upload, Step step)
{
    upload.serial = ++m_lastSerial;
    upload.source.reset();
    upload.isReading = false;
    setStep(upload, step);
}

void GuestUploads::fail(Upload &upload, Code code)
{
    if (code != Code::FileCancelled && isOnLink(upload.step))
        stop(upload, Code::FileCancelled);
    show(upload, TransferState::Failed, code);
    if (upload.transfer.id != 0)
        m_vault.removeTransfer(upload.transfer.id);
    m_uploads.erase(upload.id);
    startNext();
}

void GuestUploads::finish(Upload &upload)
{
    show(upload, TransferState::Done);
    m_vault.removeTransfer(upload.transfer.id);
    m_uploads.erase(upload.id);
    startNext();
}

void GuestUploads::show(const Upload &upload, TransferState state, Code code)
{
    TransferView view;
    view.id = upload.id;
    view.isUpload = true;
    view.note = upload.transfer.note;
    view.done = state == TransferState::Done ? qint64(view.note.size) : upload.window.taken();
    view.state = state;
    view.reason = code;
    view.path = upload.transfer.path;
    m_board.show(std::move(view));
}

} // namespace waxwing
