// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ChannelPair.h"
#include "TestKeys.h"

#include <QHash>

namespace waxwing {

/// What each end of a direct link was told: by default the truth, `ada` calling `Zoë`.
struct DirectSides
{
    std::shared_ptr<const Identity> ada = kept("member");
    std::shared_ptr<const Identity> zoe = kept("callee");
    DirectParties atCaller = parties(zoe);
    DirectParties atCallee = parties(ada);

    /// Reading a key costs more than a link; never destroyed, since Botan's own pool of memory may end
    /// before.
    static std::shared_ptr<const Identity> kept(const char *name)
    {
        static auto &keys = *new QHash<QByteArray, std::shared_ptr<const Identity>>;
        std::shared_ptr<const Identity> &key = keys[name];
        if (!key)
            key = testKeys::identity(name);
        return key;
    }
    static DirectParties parties(const std::shared_ptr<const Identity> &peer)
    {
        return {kept("host")->publicKey().digest(), QStringLiteral("ada"), QStringLiteral("Zoë"),
                peer->publicKey().digest()};
    }
    [[nodiscard]] ChannelPair::Maker caller() const
    {
        return [this](Random &random) {
            return SecureChannel::caller(ada, testKeys::oneTimeKey(), atCaller, random);
        };
    }
    [[nodiscard]] ChannelPair::Maker callee() const
    {
        return [this](Random &random) { return SecureChannel::callee(zoe, atCallee, random); };
    }
};

} // namespace waxwing
