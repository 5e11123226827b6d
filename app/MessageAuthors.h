// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QMap>
#include <QString>

namespace waxwing {

/// Who said what, by number, to know whose messages may be changed; of very many only the newest.
class MessageAuthors
{
public:
    static constexpr qsizetype most = 10'000;

    void insert(quint64 number, const QString &name)
    {
        m_names.insert(number, name);
        if (m_names.size() > most)
            m_names.erase(m_names.begin()); // the oldest
    }
    void remove(quint64 number) { m_names.remove(number); }
    [[nodiscard]] bool isFrom(quint64 number, const QString &name) const
    {
        const auto found = m_names.constFind(number);
        return found != m_names.constEnd() && *found == name;
    }

private:
    QMap<quint64, QString> m_names;
};

} // namespace waxwing
