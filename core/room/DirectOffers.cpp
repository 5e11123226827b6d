// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "DirectOffers.h"

#include "FileName.h"
#include "KeepMeasured.h"

#include <QFileInfo>
#include <algorithm>

namespace waxwing {

DirectOffers::DirectOffers(const GuestServices &services, VaultKeeper &vault, TransferBoard &board,
                           QObject *parent)
    : QObject(parent), m_services(services), m_vault(vault), m_board(board)
{}

DirectOffers::Offer *DirectOffers::find(quint64 id)
{
    const auto found = m_offers.find(id);
    return found == m_offers.end() ? nullptr : &found->second;
}

DirectOffers::Offer *DirectOffers::findFile(const Bytes &file)
{
    const auto found = m_files.find(file);
    return found == m_files.end() ? nullptr : find(found->second);
}

/// In the files' thread; `then` with the offer as it is afterwards, if it still does the same.
template <class Work, class Then> void DirectOffers::run(Offer &offer, Work work, Then then)
{
    m_services.files->run(
        this, std::move(work),
        [this, id = offer.id, serial = offer.serial, then = std::move(then)](const auto &outcome) {
            Offer *same = find(id);
            if (!same || same->serial != serial)
                return;
            if (!outcome)
                return fail(id, outcome.error().code);
            then(*same, *outcome);
        });
}

// ---- Wishes

void DirectOffers::add(quint64 id, const QString &path, const QString &name)
{
    Offer &offer = m_offers[id];
    offer.id = id;
    offer.serial = ++m_lastSerial;
    offer.transfer.id = qint64(id);
    offer.transfer.isUpload = true;
    offer.transfer.party.name = name;
    offer.transfer.path = QFileInfo(path).absoluteFilePath();
    offer.transfer.note.id = m_services.random->bytes(limits::fileIdSize);
    offer.transfer.note.name = fileName::toSend(QFileInfo(path).fileName());
    m_files[offer.transfer.note.id] = id;
    run(
        offer, [path = offer.transfer.path] { return SourceFile::markOf(path); },
        [this](Offer &measured, const FileMark &mark) { onMeasured(measured, mark); });
}

void DirectOffers::onMeasured(Offer &offer, const FileMark &mark)
{
    keepMeasured(
        m_vault, offer.transfer, mark, [this, id = offer.id] { return find(id); },
        [this](Offer &kept) {
            setStep(kept, kept.transfer.isPaused ? Step::Paused : Step::Waiting);
            startNext();
        });
}

/// What has its digest was told.
void DirectOffers::restore(quint64 id, const KeptTransfer &kept)
{
    Offer &offer = m_offers[id];
    offer.id = id;
    offer.serial = ++m_lastSerial;
    offer.transfer = kept;
    m_files[kept.note.id] = id;
    setStep(offer, kept.isPaused ? Step::Paused : kept.note.digest.isEmpty() ? Step::Waiting : Step::Offered);
}

void DirectOffers::forgetAll()
{
    m_offers.clear();
    m_files.clear();
}

/// But for what is not measured, of which nothing was kept, and what is being told: its message keeps it.
void DirectOffers::keepAgain()
{
    for (const auto &[id, offer] : m_offers) {
        if (offer.step != Step::Measuring && offer.step != Step::Telling)
            m_vault.keepTransfer(offer.transfer);
    }
}

bool DirectOffers::pause(quint64 id)
{
    Offer *offer = find(id);
    if (!offer)
        return false;
    offer->transfer.isPaused = true;
    if (offer->step == Step::Paused || offer->step == Step::Measuring || offer->step == Step::Telling)
        return true; // shown when that is done
    offer->serial = ++m_lastSerial;
    m_vault.keepTransfer(offer->transfer);
    setStep(*offer, Step::Paused);
    Q_EMIT withdrawn(Bytes(offer->transfer.note.id), Code::FilePaused);
    startNext();
    return true;
}

bool DirectOffers::resume(quint64 id)
{
    Offer *offer = find(id);
    if (!offer)
        return false;
    offer->transfer.isPaused = false;
    if (offer->step != Step::Paused)
        return true;
    m_vault.keepTransfer(offer->transfer);
    offer->done = 0;
    setStep(*offer, offer->transfer.note.digest.isEmpty() ? Step::Waiting : Step::Offered);
    startNext();
    return true;
}

bool DirectOffers::cancel(quint64 id)
{
    if (!find(id))
        return false;
    fail(id, Code::FileCancelled);
    return true;
}

void DirectOffers::setLargest(std::optional<quint64> largest)
{
    m_largest = largest;
    startNext();
}

void DirectOffers::refuseUntold()
{
    std::vector<quint64> untold;
    for (const auto &[id, offer] : m_offers) {
        if (offer.transfer.note.digest.isEmpty())
            untold.push_back(id);
    }
    for (const quint64 id : untold)
        fail(id, Code::NotOffered);
}

// ---- Looked at, and told

/// One after the other: each of them has a file open.
void DirectOffers::startNext()
{
    const auto inStep = [this](Step step) {
        return std::find_if(m_offers.begin(), m_offers.end(),
                            [step](const auto &one) { return one.second.step == step; });
    };
    while (m_largest && inStep(Step::Hashing) == m_offers.end()) {
        const auto next = inStep(Step::Waiting);
        if (next == m_offers.end())
            return;
        if (next->second.transfer.note.size > *m_largest)
            fail(next->first, Code::FileTooLarge);
        else
            open(next->second);
    }
}

void DirectOffers::open(Offer &offer)
{
    offer.done = 0;
    setStep(offer, Step::Hashing);
    run(
        offer,
        [path = offer.transfer.path,
         mark = FileMark{qint64(offer.transfer.note.size), offer.transfer.changedMs}]()
            -> Result<std::shared_ptr<SourceFile>> { return SourceFile::open(path, mark); },
        [this](Offer &opened, const std::shared_ptr<SourceFile> &source) { hash(opened, source); });
}

/// A slice at a time; at the end it has its digest.
void DirectOffers::hash(Offer &offer, const std::shared_ptr<SourceFile> &source)
{
    struct Slice
    {
        qint64 position = 0;
        Bytes digest;
    };
    run(
        offer,
        [source]() -> Result<Slice> {
            const auto isThere = source->skipTowards(source->mark().size);
            if (!isThere)
                return tl::make_unexpected(isThere.error());
            if (!*isThere)
                return Slice{source->position(), {}};
            const auto digest = source->digest();
            return digest ? Result<Slice>(Slice{source->position(), *digest})
                          : tl::make_unexpected(digest.error());
        },
        [this, source](Offer &hashed, const Slice &slice) {
            hashed.done = slice.position;
            show(hashed, TransferState::Waiting);
            if (slice.digest.isEmpty())
                return hash(hashed, source);
            hashed.transfer.note.digest = slice.digest;
            hashed.step = Step::Telling;
            Q_EMIT ready(hashed.id, KeptTransfer(hashed.transfer));
            startNext();
        });
}

void DirectOffers::told(quint64 id)
{
    Offer *offer = find(id);
    if (!offer || offer->step != Step::Telling)
        return;
    offer->done = 0;
    if (offer->transfer.isPaused) // in the meantime: what tells of it was kept without that
        m_vault.keepTransfer(offer->transfer);
    setStep(*offer, offer->transfer.isPaused ? Step::Paused : Step::Offered);
}

// ---- Those who give

Result<KeptTransfer> DirectOffers::offered(const QString &name, const Bytes &file) const
{
    const auto place = m_files.find(file);
    const auto found = place == m_files.end() ? m_offers.end() : m_offers.find(place->second);
    if (found == m_offers.end() || found->second.transfer.party.name != name ||
        found->second.transfer.note.digest.isEmpty())
        return failure(Code::FileUnknown);
    if (found->second.step == Step::Paused)
        return failure(Code::FilePaused);
    return found->second.transfer;
}

void DirectOffers::begins(const Bytes &file)
{
    if (Offer *offer = findFile(file))
        ++offer->givings;
}

void DirectOffers::moves(const Bytes &file, qint64 taken)
{
    Offer *offer = findFile(file);
    if (!offer || offer->step != Step::Offered)
        return;
    offer->done = taken;
    show(*offer, offer->givings > 0 ? TransferState::Moving : TransferState::Waiting);
}

void DirectOffers::rests(const Bytes &file)
{
    Offer *offer = findFile(file);
    if (offer && --offer->givings <= 0 && offer->step == Step::Offered)
        show(*offer, TransferState::Waiting);
}

void DirectOffers::taken(const Bytes &file)
{
    Offer *offer = findFile(file);
    if (!offer)
        return;
    offer->done = qint64(offer->transfer.note.size);
    end(*offer, TransferState::Done, Code::FileCancelled, Code::FileUnknown);
}

void DirectOffers::changed(const Bytes &file)
{
    if (const Offer *offer = findFile(file))
        fail(offer->id, Code::FileChanged);
}

void DirectOffers::erased(const Bytes &file)
{
    if (Offer *offer = findFile(file))
        end(*offer, TransferState::Failed, Code::FileCancelled, Code::FileUnknown);
}

// ---- Ends

void DirectOffers::fail(quint64 id, Code code)
{
    const Code said = code == Code::FileCancelled ? code : Code::FileUnknown;
    if (Offer *offer = find(id))
        end(*offer, TransferState::Failed, code, said);
}

/// `said`: to whoever takes it just now.
void DirectOffers::end(Offer &offer, TransferState state, Code code, Code said)
{
    show(offer, state, code);
    if (offer.step != Step::Measuring)
        m_vault.removeTransfer(offer.transfer.id);
    const Bytes file = offer.transfer.note.id;
    m_files.erase(file);
    m_offers.erase(offer.id);
    Q_EMIT withdrawn(file, said);
    startNext();
}

void DirectOffers::setStep(Offer &offer, Step step)
{
    offer.step = step;
    show(offer, step == Step::Paused ? TransferState::Paused : TransferState::Waiting);
}

void DirectOffers::show(const Offer &offer, TransferState state, Code code)
{
    TransferView view;
    view.id = offer.id;
    view.isUpload = true;
    view.party = offer.transfer.party;
    view.note = offer.transfer.note;
    view.done = offer.done;
    view.state = state;
    view.reason = code;
    view.path = offer.transfer.path;
    m_board.show(std::move(view));
}

} // namespace waxwing
