// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "DirectFiles.h"
#include "Features.h"
#include "GuestDownloads.h"
#include "GuestUploads.h"

namespace waxwing {

/// Files as a guest gives and takes them: in the room (PROTOCOL 8.11), and by `direct()` between two members
/// (16.7). Outlives links; network thread.
class FileTalk : public QObject
{
    Q_OBJECT
public:
    FileTalk(const GuestServices &services, VaultKeeper &vault, FactQueue &facts, QObject *parent = nullptr);

    void reset();   ///< another room
    void restore(); ///< the vault is open
    /// The roster is whole.
    void enter(Link *link, const features::Common &common);
    void endLink();
    /// None for a message that is not of files; an error ends the link.
    std::optional<Result<void>> receive(const Message &message);

    void send(quint64 id, const QString &path, const FileParty &to);
    void take(quint64 id, const FileNote &file, const QString &folder, const FileParty &from);
    void pause(quint64 id);
    void resume(quint64 id);
    void cancel(quint64 id);
    [[nodiscard]] DirectFiles &direct() { return m_direct; }

Q_SIGNALS:
    void uploaded(const waxwing::FileNote &file); ///< to be said

private:
    Result<void> on(const FileLimits &limits);
    Result<void> on(const FileRefused &refused);
    void show(const FileLimitsView &view);

    const GuestServices &m_services;
    VaultKeeper &m_vault;
    FactQueue &m_facts;
    TransferBoard m_board;
    GuestUploads m_uploads;
    GuestDownloads m_downloads;
    DirectFiles m_direct;
    QPointer<Link> m_link; ///< entered, with the feature
    FileLimitsView m_shown;
};

} // namespace waxwing
