// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QObject>
#include <functional>

namespace waxwing {

class Engine;
class RoomClient;
struct TransferView;

/// Files of conversations whose page is not open, which end all the same: somebody takes today what was given
/// yesterday. What came is remembered, what was made to be given goes.
class ClosedFiles final : public QObject
{
    Q_OBJECT

public:
    using IsOpen = std::function<bool(const QString &name)>; ///< its page sees to it

    /// Both outlive this.
    ClosedFiles(Engine &engine, RoomClient *client, IsOpen isOpen, QObject *parent = nullptr);

private:
    void take(const QList<TransferView> &transfers);
    void end(const TransferView &transfer);

    Engine &m_engine;
    IsOpen m_isOpen;
};

} // namespace waxwing
