// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "DirectGiving.h"
#include "GuestDownloads.h"

namespace waxwing {

/// Files between this person and other members (PROTOCOL 16.7): what is given to whom, and what is taken from
/// which of their devices. Who may be talked with, and over which link, is DirectTalk's to say. Outlives
/// links; network thread.
class DirectFiles : public QObject
{
    Q_OBJECT
public:
    DirectFiles(const GuestServices &services, VaultKeeper &vault, TransferBoard &board,
                QObject *parent = nullptr);
    ~DirectFiles() override;

    // By FileTalk.
    void restore(quint64 id, const KeptTransfer &kept);
    void forgetAll();
    void keepAgain(); ///< in the vault, that could not be written for a while
    /// Bytes of the largest file, as the host says; none while no link to the room stands.
    void setLargest(std::optional<quint64> largest);
    void refuseAll(); ///< the host knows no files
    void send(quint64 id, const QString &path, const QString &typedName);
    void take(quint64 id, const FileNote &file, const QString &folder, const FileParty &from);
    // False where it is none of these.
    bool pause(quint64 id);
    bool resume(quint64 id);
    bool cancel(quint64 id);

    // By DirectTalk.
    struct Talk
    {
        /// As registered; empty: nobody of that name.
        std::function<QString(const QString &typed)> nameOf;
        std::function<bool(const QString &name)> isStopped;
    };
    void setTalk(Talk talk) { m_talk = std::move(talk); }
    void setTalking(bool talking); ///< conversations are loaded, and this person is in the room
    /// Both `told` were exchanged on this link. It is borrowed until end().
    void begin(const QString &name, const Bytes &device, Link *link);
    void end(const QString &name, const Bytes &device);
    void look(const QString &name); ///< perhaps not stopped any more
    [[nodiscard]] static bool isOfFiles(const Message &message);
    /// Unexpected where it does not fit.
    Result<void> receive(const QString &name, const Bytes &device, const Message &message);
    /// Something is to be taken there.
    [[nodiscard]] bool wants(const QString &name, const Bytes &device) const;
    [[nodiscard]] bool wants(const QString &name) const; ///< from any of their devices
    [[nodiscard]] bool isIdle(const QString &name, const Bytes &device) const;
    void told(quint64 id, const Result<void> &outcome);
    void erased(const Bytes &file) { m_offers.erased(file); }

Q_SIGNALS:
    /// In one transaction with what is kept of it; told() answers.
    void toTell(quint64 id, const waxwing::KeptTransfer &transfer);
    void needsChanged(const QString &name); ///< perhaps wants()

private:
    using Key = std::pair<QString, Bytes>; ///< name and device
    struct Side
    {
        QPointer<Link> link;
        DirectGiving *giving = nullptr; ///< child
    };
    GuestDownloads &downloadsOf(const Key &key);
    void enter(const Key &key);
    void showLargest();
    void failAtOnce(quint64 id, const FileParty &party, const FileNote &note, bool isUpload, Code code);
    template <class Wish> bool ofDownloads(Wish wish);

    const GuestServices &m_services;
    VaultKeeper &m_vault;
    TransferBoard &m_board;
    DirectOffers m_offers;
    std::map<Key, std::unique_ptr<GuestDownloads>> m_downloads;
    std::map<Key, Side> m_sides;
    Talk m_talk;
    std::optional<quint64> m_largest;
    bool m_isTalking = false;
    bool m_isRefused = false;
};

} // namespace waxwing
