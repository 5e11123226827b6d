// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "NotificationWords.h"

#include <QObject>
#include <memory>

namespace waxwing {

/// Where notices pop up: the desktop's own service. A later notice of a room takes the place of its earlier
/// one.
class Notifier : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual void show(const Notice &notice) = 0;
    virtual void withdraw(quint64 room) = 0; ///< it has been read

    /// The desktop's; null where this build knows none.
    static std::unique_ptr<Notifier> ofDesktop();

Q_SIGNALS:
    /// A click; with the desktop's leave to come forward, where it gave one.
    void activated(quint64 room, const QString &activationToken);
    void failed(const waxwing::Notice &notice); ///< nobody is there to show it
};

} // namespace waxwing
