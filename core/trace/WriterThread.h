// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "StoreThread.h"

namespace waxwing {

/// The thread in which captures and key logs are written, apart from the databases': made when the first one
/// begins. One thread asks for it.
class WriterThread
{
public:
    [[nodiscard]] StoreThread &thread()
    {
        if (!m_thread)
            m_thread = std::make_unique<StoreThread>(QStringLiteral("recorder"));
        return *m_thread;
    }

private:
    std::unique_ptr<StoreThread> m_thread;
};

} // namespace waxwing
