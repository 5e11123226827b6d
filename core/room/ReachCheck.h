// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "JoinLink.h"

#include <QObject>
#include <memory>

namespace waxwing {

/// Whether a room's addresses answer from this PC: one connection to each, ended at once. What a firewall
/// between two PCs does it cannot tell.
class ReachCheck : public QObject
{
    Q_OBJECT
public:
    explicit ReachCheck(QObject *parent = nullptr);
    ~ReachCheck() override;

    /// Begins anew. The answer comes within 3 s.
    void start(const QList<HostAddress> &addresses);

Q_SIGNALS:
    void finished(bool reached); ///< true as soon as one answered; false with no address too

private:
    void decide(bool reached);
    struct Private;
    std::unique_ptr<Private> d;
};

/// The next TCP port from `taken` + 1 on that nobody listens on; 0 where the next 100 are all taken.
quint16 nextFreePort(quint16 taken);

} // namespace waxwing
