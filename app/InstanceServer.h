// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "InstancePlace.h"
#include "InstanceRequest.h"

#include <QLocalServer>
#include <QObject>
#include <memory>

class QLocalSocket;

namespace waxwing {

/// Listens for a second start with the same profile. Whatever else comes over the socket is thrown away: at
/// most 8 speak at once, each has two seconds and instanceRequest::mostBytes.
class InstanceServer : public QObject
{
    Q_OBJECT
public:
    explicit InstanceServer(QObject *parent = nullptr);
    ~InstanceServer() override; ///< the socket goes, too

    /// The folder must be locked by this process: a socket that lies there is a dead one's and is taken away.
    /// False: nobody can ask; a second start says that the profile is in use.
    bool listen(const QString &profileFolder);

Q_SIGNALS:
    void asked(const waxwing::InstanceRequest &request);

private:
    void onConnection();
    void onBytes(QLocalSocket *socket);

    int m_speaking = 0;
    std::unique_ptr<InstancePlace> m_place;
    QLocalServer m_server;
};

} // namespace waxwing
