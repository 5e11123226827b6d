// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "GivingWindow.h"

#include <algorithm>

namespace waxwing {

namespace {

constexpr int chunksAtOnce = 8;

} // namespace

bool GivingWindow::isPlace(quint64 offset, quint64 size)
{
    return offset == size || (offset < size && offset % quint64(limits::chunkBytes) == 0);
}

GivingWindow::GivingWindow(qint64 size, qint64 offset)
    : m_size(size), m_read(offset), m_sent(offset), m_taken(offset)
{}

int GivingWindow::open() const
{
    if (isAllRead())
        return 0;
    const qint64 room = (limits::fileWindow - (m_read - m_taken)) / limits::chunkBytes;
    return room < chunksAtOnce ? 0 : chunksAtOnce;
}

void GivingWindow::read(int chunks)
{
    m_read = std::min(m_size, m_read + chunks * qint64(limits::chunkBytes));
}

Result<void> GivingWindow::take(quint64 offset)
{
    if (offset <= quint64(m_taken) || offset > quint64(m_sent) || !isPlace(offset, quint64(m_size)))
        return failure(Code::Unexpected, QStringLiteral("took what was not sent, or does not rise"));
    m_taken = qint64(offset);
    return {};
}

} // namespace waxwing
