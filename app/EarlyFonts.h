// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <thread>

namespace waxwing {

/// Has the system's fonts read by a thread of its own while the program waits for other things: a tenth of a
/// start with one core, next to nothing of it with two.
class EarlyFonts
{
public:
    /// Begins with the configuration: it takes as long as Qt needs to reach the display. Where Qt takes its
    /// fonts from elsewhere than fontconfig, nothing.
    EarlyFonts();
    ~EarlyFonts();
    EarlyFonts(const EarlyFonts &) = delete;
    EarlyFonts &operator=(const EarlyFonts &) = delete;

    void readList(); ///< all that there are; as soon as the application has been made
    void wait();     ///< before the first font is used, and before the application dies

private:
    std::thread m_reader;
};

} // namespace waxwing
