// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "EarlyFonts.h"

#include <QFontDatabase>
#include <QStringList>

#ifdef Q_OS_UNIX
#include <dlfcn.h>
#endif

namespace waxwing {

namespace {

using Init = int (*)();

/// Qt has brought fontconfig along, or not; ours it is not. FcInit() is safe in any thread and does its work
/// once.
Init fontconfig()
{
#ifdef Q_OS_UNIX
    return reinterpret_cast<Init>(::dlsym(RTLD_DEFAULT, "FcInit"));
#else
    return nullptr;
#endif
}

} // namespace

EarlyFonts::EarlyFonts()
{
    if (const Init init = fontconfig())
        m_reader = std::thread([init] { init(); });
}

EarlyFonts::~EarlyFonts()
{
    wait();
}

void EarlyFonts::readList()
{
    wait();
    if (fontconfig() != nullptr)
        m_reader = std::thread([] { QFontDatabase::families(); });
}

void EarlyFonts::wait()
{
    if (m_reader.joinable())
        m_reader.join();
}

} // namespace waxwing
