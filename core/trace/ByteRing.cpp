// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ByteRing.h"

#include <cstring>

namespace waxwing {

quint64 ByteRing::nextPosition(qsizetype size) const
{
    Q_ASSERT(size <= m_capacity);
    const auto capacity = quint64(m_capacity);
    const quint64 left = capacity - m_end % capacity;
    return quint64(size) <= left ? m_end : m_end + left; // not around the corner
}

quint64 ByteRing::put(BytesView bytes)
{
    if (m_bytes.isNull())
        m_bytes = Bytes(m_capacity, Qt::Uninitialized);
    const quint64 position = nextPosition(bytes.size());
    if (!bytes.isEmpty())
        std::memcpy(m_bytes.data() + position % quint64(m_capacity), bytes.data(), std::size_t(bytes.size()));
    m_end = position + quint64(bytes.size());
    return position;
}

BytesView ByteRing::view(quint64 position, qsizetype size) const
{
    if (size == 0)
        return {};
    Q_ASSERT(position >= oldest() && position + quint64(size) <= m_end);
    return BytesView(m_bytes).sliced(qsizetype(position % quint64(m_capacity)), size);
}

} // namespace waxwing
