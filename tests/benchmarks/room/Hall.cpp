// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Hall.h"

namespace waxwing::bench {

void Hall::start(const std::function<void()> &open)
{
    m_thread.start();
    m_context.moveToThread(&m_thread);
    call(open);
}

void Hall::stop(const std::function<void()> &close)
{
    call(close);
    m_thread.quit();
    m_thread.wait();
}

void Hall::call(const std::function<void()> &what)
{
    QMetaObject::invokeMethod(&m_context, what, Qt::BlockingQueuedConnection);
}

} // namespace waxwing::bench
