// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "MdnsSocket.h"
#include "RoomBrowser.h"

namespace waxwing {

/// Looks for rooms on this network for as long as somebody wants to know. Network thread.
class RoomSeeker : public QObject
{
    Q_OBJECT
public:
    /// Both borrowed; `socket` may be null: then nothing is looked for.
    RoomSeeker(MdnsSocket *socket, Random &random);
    ~RoomSeeker() override;

    void start(const QStringList &onlyAt = {}); ///< as MdnsSocket::join(); begins anew
    void stop();
    void reconfirm(const Bytes &id);

Q_SIGNALS:
    /// All that are there now, but for this program's own; changes of a moment gathered.
    void found(const QList<waxwing::AdvertisedRoom> &rooms);
    void failed(const waxwing::Error &error);

private:
    void look();
    void tell();

    MdnsSocket *const m_socket;
    Random &m_random;
    std::unique_ptr<RoomBrowser> m_browser;
    QTimer m_gather;
};

} // namespace waxwing
