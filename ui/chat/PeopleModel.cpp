// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "PeopleModel.h"

#include "Unicode.h"

#include <utility>

namespace waxwing {

PeopleModel::PeopleModel(QObject *parent) : QAbstractListModel(parent) {}

int PeopleModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_people.size());
}

QString PeopleModel::tagOf(const PersonView &person)
{
    const bool host = person.role == waxwing::Role::Host;
    if (host)
        return person.isMe ? tr("host, you") : tr("host");
    return person.isMe ? tr("you") : QString();
}

QString PeopleModel::describe(const PersonView &person) const
{
    QStringList parts{visible(person.name)};
    if (const QString tag = tagOf(person); !tag.isEmpty())
        parts.append(tag);
    if (person.role == waxwing::Role::Host && !m_shield.isEmpty())
        parts.append(m_shield);
    if (m_compared.contains(person.name))
        parts.append(tr("codes compared"));
    if (person.hasNewKey)
        parts.append(tr("here with a new key"));
    if (person.devices > 1)
        parts.append(tr("%n devices", nullptr, person.devices));
    return parts.join(QStringLiteral(", "));
}

QVariant PeopleModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const PersonView &person = m_people[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return visible(person.name);
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole:
        return describe(person);
    case NameRole:
        return person.name;
    case TagRole:
        return tagOf(person);
    case NewKeyRole:
        return person.hasNewKey;
    case ShieldRole:
        return hasShield(person);
    case MeRole:
        return person.isMe;
    default:
        return {};
    }
}

bool PeopleModel::takeOut(const QList<PersonView> &people)
{
    QSet<QString> names;
    for (const PersonView &person : people)
        names.insert(person.name);
    for (qsizetype last = m_people.size() - 1; last >= 0; --last) {
        if (names.contains(m_people[last].name))
            continue;
        qsizetype first = last;
        while (first > 0 && !names.contains(m_people[first - 1].name))
            --first;
        beginRemoveRows({}, static_cast<int>(first), static_cast<int>(last));
        m_people.remove(first, last - first + 1);
        endRemoveRows();
        last = first;
    }
    // What is left must stand in the same order, or the steps would not lead to the new list.
    qsizetype at = 0;
    for (const PersonView &person : people) {
        if (at < m_people.size() && m_people[at].name == person.name)
            ++at;
    }
    return at == m_people.size();
}

void PeopleModel::setPeople(const QList<PersonView> &people)
{
    if (!takeOut(people)) {
        beginResetModel();
        m_people = people;
        endResetModel();
        return;
    }
    for (qsizetype at = 0; at < people.size(); ++at) {
        if (at < m_people.size() && m_people[at].name == people[at].name) {
            if (m_people[at] != people[at]) {
                m_people[at] = people[at];
                Q_EMIT dataChanged(index(static_cast<int>(at)), index(static_cast<int>(at)));
            }
            continue;
        }
        qsizetype end = at;
        const QString next = at < m_people.size() ? m_people[at].name : QString();
        while (end < people.size() && (at == m_people.size() || people[end].name != next))
            ++end;
        beginInsertRows({}, static_cast<int>(at), static_cast<int>(end) - 1);
        m_people = m_people.mid(0, at) + people.mid(at, end - at) + m_people.mid(at);
        endInsertRows();
        at = end - 1;
    }
}

void PeopleModel::setCompared(const QSet<QString> &names)
{
    if (std::exchange(m_compared, names) != names && !m_people.isEmpty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

void PeopleModel::setHostShield(const QString &words)
{
    if (m_shield == words)
        return;
    m_shield = words;
    if (!m_people.isEmpty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

} // namespace waxwing
