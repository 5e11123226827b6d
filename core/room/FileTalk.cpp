// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FileTalk.h"

#include "Link.h"

namespace waxwing {

FileTalk::FileTalk(const GuestServices &services, VaultKeeper &vault, FactQueue &facts, QObject *parent)
    : QObject(parent), m_services(services), m_vault(vault), m_facts(facts),
      m_board(facts, *services.clock, services.settings.fileProgressMs, this),
      m_uploads(services, vault, m_board, this), m_downloads(services, vault, m_board, this),
      m_direct(services, vault, m_board, this)
{
    connect(&m_uploads, &GuestUploads::kept, this, &FileTalk::uploaded);
}

void FileTalk::reset()
{
    endLink();
    m_uploads.forgetAll();
    m_downloads.forgetAll();
    m_direct.forgetAll();
    m_board.clear();
    show({});
}

void FileTalk::restore()
{
    m_uploads.forgetAll(); // of another account, whose log-in came to nothing; they wait in that one's vault
    m_downloads.forgetAll();
    m_direct.forgetAll();
    m_board.clear();
    if (!m_services.showsFiles || !m_services.files)
        return;
    for (const KeptTransfer &kept : m_vault.contents().transfers) {
        if (!kept.party.isRoom())
            m_direct.restore(quint64(kept.id), kept);
        else if (kept.isUpload)
            m_uploads.restore(quint64(kept.id), kept);
        else
            m_downloads.restore(quint64(kept.id), kept);
    }
}

void FileTalk::enter(Link *link, const features::Common &common)
{
    if (common.files) {
        m_link = link;
        return; // `file_limits` follows
    }
    show({});
    m_uploads.refuseAll();
    m_downloads.refuseAll();
    m_direct.refuseAll();
}

void FileTalk::endLink()
{
    m_link.clear();
    m_uploads.endLink();
    m_downloads.endLink();
    m_direct.setLargest({});
}

void FileTalk::keepAgain()
{
    m_uploads.keepAgain();
    m_downloads.keepAgain();
    m_direct.keepAgain();
}

std::optional<Result<void>> FileTalk::receive(const Message &message)
{
    const auto take = [this](const auto &one, auto then) -> Result<void> {
        if (!m_link)
            return failure(Code::Unexpected, QStringLiteral("of files, which were not agreed upon"));
        return then(one);
    };
    if (const auto *chunk = std::get_if<FileChunk>(&message))
        return take(*chunk, [this](const auto &one) { return m_downloads.on(one); });
    if (const auto *sent = std::get_if<FileSent>(&message))
        return take(*sent, [this](const auto &one) { return m_downloads.on(one); });
    if (const auto *from = std::get_if<PutFrom>(&message))
        return take(*from, [this](const auto &one) { return m_uploads.on(one); });
    if (const auto *took = std::get_if<FileTook>(&message))
        return take(*took, [this](const auto &one) { return m_uploads.on(one); });
    if (const auto *kept = std::get_if<FileKept>(&message))
        return take(*kept, [this](const auto &one) { return m_uploads.on(one); });
    if (const auto *refused = std::get_if<FileRefused>(&message))
        return take(*refused, [this](const auto &one) { return on(one); });
    if (const auto *limits = std::get_if<FileLimits>(&message))
        return take(*limits, [this](const auto &one) { return on(one); });
    return std::nullopt;
}

Result<void> FileTalk::on(const FileLimits &limits)
{
    show({true, qint64(limits.largest), qint64(limits.room)});
    m_uploads.enter(m_link, qint64(limits.largest));
    m_downloads.enter(m_link);
    m_direct.setLargest(limits.largest);
    return {};
}

Result<void> FileTalk::on(const FileRefused &refused)
{
    if (!m_uploads.on(refused) && !m_downloads.on(refused))
        return failure(Code::Unexpected, QStringLiteral("refuses what was not asked for"));
    return {};
}

void FileTalk::show(const FileLimitsView &view)
{
    if (std::exchange(m_shown, view) != view)
        m_facts.add(view);
}

// ---- Wishes

void FileTalk::send(quint64 id, const QString &path, const FileParty &to)
{
    if (m_services.files && to.isRoom())
        m_uploads.add(id, path);
    else if (m_services.files)
        m_direct.send(id, path, to.name);
}

void FileTalk::take(quint64 id, const FileNote &file, const QString &folder, const FileParty &from)
{
    if (m_services.files && from.isRoom())
        m_downloads.add(id, file, folder);
    else if (m_services.files)
        m_direct.take(id, file, folder, from);
}

void FileTalk::pause(quint64 id)
{
    if (!m_uploads.pause(id) && !m_downloads.pause(id))
        m_direct.pause(id);
}

void FileTalk::resume(quint64 id)
{
    if (!m_uploads.resume(id) && !m_downloads.resume(id))
        m_direct.resume(id);
}

void FileTalk::cancel(quint64 id)
{
    if (!m_uploads.cancel(id) && !m_downloads.cancel(id))
        m_direct.cancel(id);
}

} // namespace waxwing
