// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <span>

namespace waxwing {

using Bytes = QByteArray;
using BytesView = QByteArrayView;

/// The bytes of a view as Botan and the standard library want them.
inline std::span<const quint8> toSpan(BytesView bytes)
{
    return {reinterpret_cast<const quint8 *>(bytes.data()), static_cast<std::size_t>(bytes.size())};
}

inline std::span<quint8> toMutableSpan(Bytes &bytes)
{
    return {reinterpret_cast<quint8 *>(bytes.data()), static_cast<std::size_t>(bytes.size())};
}

inline BytesView toView(std::span<const quint8> bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

} // namespace waxwing
