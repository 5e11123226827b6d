// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "DirectFiles.h"

#include <QFileInfo>
#include <algorithm>

namespace waxwing {

namespace {

Result<void> unexpected()
{
    return failure(Code::Unexpected, QStringLiteral("of a file that was not asked for"));
}

} // namespace

DirectFiles::DirectFiles(const GuestServices &services, VaultKeeper &vault, TransferBoard &board,
                         QObject *parent)
    : QObject(parent), m_services(services), m_vault(vault), m_board(board),
      m_offers(services, vault, board, this)
{
    connect(&m_offers, &DirectOffers::ready, this, &DirectFiles::toTell);
    connect(&m_offers, &DirectOffers::withdrawn, this, [this](const Bytes &file, Code code) {
        for (const auto &[key, side] : m_sides)
            side.giving->withdraw(file, code);
    });
}

DirectFiles::~DirectFiles() = default;

/// Made on demand: the sides of one person's devices know nothing of each other.
GuestDownloads &DirectFiles::downloadsOf(const Key &key)
{
    auto &downloads = m_downloads[key];
    if (!downloads) {
        downloads = std::make_unique<GuestDownloads>(m_services, m_vault, m_board);
        connect(downloads.get(), &GuestDownloads::changed, this,
                [this, name = key.first] { Q_EMIT needsChanged(name); });
    }
    return *downloads;
}

// ---- By FileTalk

void DirectFiles::restore(quint64 id, const KeptTransfer &kept)
{
    if (kept.isUpload)
        m_offers.restore(id, kept);
    else
        downloadsOf({kept.party.name, kept.party.device}).restore(id, kept);
}

void DirectFiles::forgetAll()
{
    m_offers.forgetAll();
    m_downloads.clear();
    m_isRefused = false;
}

void DirectFiles::keepAgain()
{
    m_offers.keepAgain();
    for (const auto &[key, downloads] : m_downloads)
        downloads->keepAgain();
}

void DirectFiles::setLargest(std::optional<quint64> largest)
{
    m_largest = largest;
    m_isRefused = false;
    showLargest();
}

void DirectFiles::setTalking(bool talking)
{
    m_isTalking = talking;
    showLargest();
}

void DirectFiles::showLargest()
{
    m_offers.setLargest(m_isTalking ? m_largest : std::nullopt);
    for (const auto &[key, side] : m_sides)
        enter(key);
    for (const auto &[key, downloads] : m_downloads)
        Q_EMIT needsChanged(key.first);
}

/// What was told stays: the host may know files again.
void DirectFiles::refuseAll()
{
    m_largest.reset();
    m_isRefused = true;
    m_offers.refuseUntold();
    for (const auto &[key, downloads] : m_downloads)
        downloads->refuseAll();
}

void DirectFiles::send(quint64 id, const QString &path, const QString &typedName)
{
    const QString name = m_talk.nameOf ? m_talk.nameOf(typedName) : QString();
    if (!name.isEmpty() && !m_isRefused)
        return m_offers.add(id, path, name);
    FileNote note;
    note.name = QFileInfo(path).fileName();
    failAtOnce(id, {typedName, {}}, note, true, m_isRefused ? Code::NotOffered : Code::NameUnknown);
}

void DirectFiles::take(quint64 id, const FileNote &file, const QString &folder, const FileParty &from)
{
    const QString name = m_talk.nameOf ? m_talk.nameOf(from.name) : QString();
    const bool isSomebodys =
        from.device.size() == limits::deviceSize && from.device != m_vault.contents().device;
    if (name.isEmpty() || m_isRefused || !isSomebodys)
        return failAtOnce(id, from, file, false,
                          name.isEmpty() ? Code::NameUnknown
                          : m_isRefused  ? Code::NotOffered
                                         : Code::FileUnknown);
    if (m_largest && file.size > *m_largest)
        return failAtOnce(id, from, file, false, Code::FileTooLarge);
    const Key key{name, from.device};
    downloadsOf(key).add(id, file, folder, {name, from.device});
    enter(key);
    Q_EMIT needsChanged(name);
}

void DirectFiles::failAtOnce(quint64 id, const FileParty &party, const FileNote &note, bool isUpload,
                             Code code)
{
    TransferView view;
    view.id = id;
    view.isUpload = isUpload;
    view.party = party;
    view.note = note;
    view.state = TransferState::Failed;
    view.reason = code;
    m_board.show(std::move(view));
}

template <class Wish> bool DirectFiles::ofDownloads(Wish wish)
{
    return std::any_of(m_downloads.begin(), m_downloads.end(),
                       [wish](const auto &one) { return wish(*one.second); });
}

bool DirectFiles::pause(quint64 id)
{
    return m_offers.pause(id) || ofDownloads([id](GuestDownloads &one) { return one.pause(id); });
}

bool DirectFiles::resume(quint64 id)
{
    return m_offers.resume(id) || ofDownloads([id](GuestDownloads &one) { return one.resume(id); });
}

bool DirectFiles::cancel(quint64 id)
{
    return m_offers.cancel(id) || ofDownloads([id](GuestDownloads &one) { return one.cancel(id); });
}

// ---- By DirectTalk

void DirectFiles::begin(const QString &name, const Bytes &device, Link *link)
{
    end(name, device);
    const Key key{name, device};
    m_sides[key] = {link, new DirectGiving(link, name, m_services, m_offers, this)};
    enter(key);
}

void DirectFiles::end(const QString &name, const Bytes &device)
{
    const Key key{name, device};
    const auto found = m_sides.find(key);
    if (found == m_sides.end())
        return;
    const Side side = found->second;
    m_sides.erase(found);
    side.giving->end();
    side.giving->deleteLater();
    if (const auto downloads = m_downloads.find(key); downloads != m_downloads.end())
        downloads->second->endLink();
}

/// Takes what waits there, where it may.
void DirectFiles::enter(const Key &key)
{
    const auto side = m_sides.find(key);
    const auto downloads = m_downloads.find(key);
    if (side == m_sides.end() || downloads == m_downloads.end() || !m_largest || !side->second.link ||
        downloads->second->isEntered() || !m_talk.isStopped || m_talk.isStopped(key.first))
        return;
    downloads->second->enter(side->second.link, *m_largest);
}

void DirectFiles::look(const QString &name)
{
    for (auto side = m_sides.lower_bound({name, {}}); side != m_sides.end() && side->first.first == name;
         ++side)
        enter(side->first);
}

bool DirectFiles::isOfFiles(const Message &message)
{
    return std::holds_alternative<GetFile>(message) || std::holds_alternative<FileChunk>(message) ||
           std::holds_alternative<FileTook>(message) || std::holds_alternative<FileSent>(message) ||
           std::holds_alternative<FileRefused>(message) || std::holds_alternative<StopFile>(message);
}

Result<void> DirectFiles::receive(const QString &name, const Bytes &device, const Message &message)
{
    const Key key{name, device};
    const auto side = m_sides.find(key);
    if (side == m_sides.end() || !m_services.files)
        return unexpected();
    DirectGiving &giving = *side->second.giving;
    if (const auto *get = std::get_if<GetFile>(&message)) {
        if (!m_talk.isStopped(name))
            return giving.on(*get);
        giving.refuseNow(get->file);
        return {};
    }
    if (const auto *took = std::get_if<FileTook>(&message))
        return giving.on(*took);
    if (const auto *stop = std::get_if<StopFile>(&message))
        return giving.on(*stop);
    const auto found = m_downloads.find(key);
    if (found == m_downloads.end() || !found->second->isEntered())
        return unexpected();
    GuestDownloads &downloads = *found->second;
    if (const auto *chunk = std::get_if<FileChunk>(&message))
        return downloads.on(*chunk);
    if (const auto *sent = std::get_if<FileSent>(&message))
        return downloads.on(*sent);
    const auto *refused = std::get_if<FileRefused>(&message);
    return refused && downloads.on(*refused) ? Result<void>() : unexpected();
}

bool DirectFiles::wants(const QString &name, const Bytes &device) const
{
    const auto downloads = m_downloads.find({name, device});
    return m_largest && downloads != m_downloads.end() && downloads->second->isActive();
}

bool DirectFiles::wants(const QString &name) const
{
    return std::any_of(m_downloads.begin(), m_downloads.end(), [&](const auto &one) {
        return one.first.first == name && wants(name, one.first.second);
    });
}

bool DirectFiles::isIdle(const QString &name, const Bytes &device) const
{
    const auto side = m_sides.find({name, device});
    return !wants(name, device) && (side == m_sides.end() || side->second.giving->isIdle());
}

void DirectFiles::told(quint64 id, const Result<void> &outcome)
{
    if (outcome)
        m_offers.told(id);
    else
        m_offers.fail(id, outcome.error().code);
}

} // namespace waxwing
