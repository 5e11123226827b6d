// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "RoomView.h"

#include <QAbstractListModel>
#include <QSet>

namespace waxwing {

/// Who is in the room, in RoomClient's order. DisplayRole: the name as a window may show it;
/// AccessibleTextRole: name and what is known about the person.
class PeopleModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        NameRole = Qt::UserRole + 1, ///< QString, the account's name as it is
        TagRole,                     ///< QString: "you", "host", "host, you" or empty
        NewKeyRole,                  ///< bool
        ShieldRole,                  ///< bool: the host, whose key is accepted, or somebody who was compared
        MeRole                       ///< bool
    };

    explicit PeopleModel(QObject *parent = nullptr);

    /// Tells only what differs, so that selection and place in the list stay.
    void setPeople(const QList<PersonView> &people);
    void setHostShield(const QString &words);     ///< how the host was accepted; empty: no shield
    void setCompared(const QSet<QString> &names); ///< whose codes were the same

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    [[nodiscard]] bool hasShield(const PersonView &person) const
    {
        return (person.role == waxwing::Role::Host && !m_shield.isEmpty()) ||
               m_compared.contains(person.name);
    }
    [[nodiscard]] static QString tagOf(const PersonView &person);
    [[nodiscard]] QString describe(const PersonView &person) const;
    bool takeOut(const QList<PersonView> &people);

    QList<PersonView> m_people;
    QString m_shield;
    QSet<QString> m_compared;
};

} // namespace waxwing
