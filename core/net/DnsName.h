// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <optional>

namespace waxwing {

/// A domain name: its labels as bytes, without the root (RFC 1035 3.1). Two are equal but for the case of
/// ASCII letters (RFC 6762 16).
class DnsName
{
public:
    static constexpr qsizetype mostLabel = 63;
    static constexpr qsizetype mostBytes = 255; ///< on the wire, lengths and root included

    DnsName() = default;
    /// Labels that fit, of ASCII or UTF-8; one that does not makes an empty name.
    explicit DnsName(const QList<Bytes> &labels);
    /// "_waxwing._tcp.local": no label has a dot in it.
    static DnsName of(const char *dotted);

    [[nodiscard]] const QList<Bytes> &labels() const { return m_labels; }
    [[nodiscard]] bool isEmpty() const { return m_labels.isEmpty(); }
    [[nodiscard]] DnsName parent() const; ///< without the first label
    [[nodiscard]] DnsName child(const Bytes &label) const;
    [[nodiscard]] Bytes folded() const; ///< the same bytes for equal names: for maps
    [[nodiscard]] Bytes wire() const;   ///< uncompressed, as written (RFC 6762 8.2 compares so)

    friend bool operator==(const DnsName &left, const DnsName &right)
    {
        return left.folded() == right.folded();
    }

private:
    QList<Bytes> m_labels;
};

} // namespace waxwing
