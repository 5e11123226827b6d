// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"

#include <QHash>
#include <QString>

namespace waxwing {

/// The worked example as PROTOCOL 12 prints it: sentences, and names with their bytes in hex.
class GoldenText
{
public:
    void say(const QString &sentence);
    void put(const QString &name, BytesView bytes);
    [[nodiscard]] QString text() const { return m_text; }

    /// Name to bytes, of a text that say() and put() made.
    static QHash<QString, Bytes> parse(const QString &text);
    /// What stands between the markers of PROTOCOL.md.
    static QString section(const QString &document);
    static QString withSection(const QString &document, const QString &section);

private:
    QString m_text;
    bool m_inBlock = false;
};

} // namespace waxwing
