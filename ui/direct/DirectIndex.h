// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "DirectRecords.h"
#include "FilePerson.h"
#include "RoomView.h"

#include <QHash>
#include <QSet>
#include <map>

namespace waxwing {

/// The messages of one direct conversation as a ConversationModel knows them: by one number, their place in
/// the vault. What travels names a message by device and counter (PROTOCOL 16), so answers may mean one that
/// was not loaded yet; it gets a number that no message has, until it comes.
class DirectIndex
{
public:
    struct Key
    {
        Bytes device;
        quint64 counter = 0;
        friend bool operator==(const Key &, const Key &) = default;
        friend size_t qHash(const Key &key, size_t seed) { return qHashMulti(seed, key.device, key.counter); }
    };
    /// A message that answers meant before it was loaded.
    struct Found
    {
        quint64 instead = 0; ///< the number that stood for it
        RoomMessage message;
    };

    DirectIndex(QString self, QString other) : m_self(std::move(self)), m_other(std::move(other)) {}

    /// As it is shown; from here on it is known.
    RoomMessage take(const DirectMessage &message, quint64 localId = 0);
    /// What an edit or erasure does to a message; nothing where that is not loaded: its page shows it done.
    [[nodiscard]] std::optional<RoomChange> changeOf(const DirectMessage &change, quint64 localId = 0) const;
    [[nodiscard]] std::optional<Key> keyOf(quint64 number) const; ///< nothing: it waits, or is not loaded
    /// The device and identity that told of that file; of the last message that did.
    [[nodiscard]] FileOrigin originOf(const Bytes &file) const { return m_files.value(file); }
    [[nodiscard]] bool isFrom(quint64 number, const QSet<Bytes> &identities) const;
    [[nodiscard]] bool misses() const { return !m_missing.isEmpty(); } ///< answers mean what is not loaded
    [[nodiscard]] QList<Found> takeFound();

    /// What waits of this device, which the other one has not heard of yet, got other counters.
    void move(const Bytes &device, const std::map<quint64, quint64> &counters);

    // How far this device's messages came. Each gives what changes.
    QList<MessageProgress> toldUpTo(quint64 counter);
    QList<MessageProgress> readUpTo(quint64 counter);

private:
    struct Place
    {
        Key key;
        Bytes identity; ///< empty: this device
    };
    quint64 numberOf(const Key &key);
    [[nodiscard]] MessageState stateOf(quint64 counter) const;
    QList<MessageProgress> progress(quint64 above, quint64 upTo) const;

    QString m_self;
    QString m_other;
    QHash<Key, quint64> m_numbers;
    QHash<quint64, Place> m_places;
    QHash<Key, quint64> m_missing;
    QHash<Bytes, FileOrigin> m_files;  ///< of the other person
    std::map<quint64, quint64> m_mine; ///< numbers by counter
    QList<Found> m_found;
    quint64 m_told = 0;
    quint64 m_read = 0;
    quint64 m_lastMissing = 0;
};

} // namespace waxwing
