// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Link.h"

#include <QObject>

#include <vector>

namespace waxwing {

/// Writes down what a link says.
class LinkWatcher : public QObject
{
    Q_OBJECT
public:
    explicit LinkWatcher(Link *link);

    template <class M> [[nodiscard]] int count() const
    {
        int n = 0;
        for (const Message &message : messages)
            n += std::holds_alternative<M>(message) ? 1 : 0;
        return n;
    }
    [[nodiscard]] Code endCode() const { return end ? end->code : Code{}; }

    std::vector<Message> messages;
    bool established = false;
    int refreshes = 0;
    int ends = 0;
    std::optional<Error> closing;
    std::optional<Error> end;
    bool byPeer = false;
};

} // namespace waxwing
