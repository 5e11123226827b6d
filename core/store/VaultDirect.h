// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "DirectCodec.h"
#include "Result.h"
#include "ValueSealer.h"
#include "VaultValues.h"

#include <QList>
#include <QVariant>

#include <deque>
#include <functional>
#include <map>
#include <utility>

namespace waxwing {

class Database;
class RowView;

/// A message that a search looks at; stands while it does.
struct DirectLook
{
    const QString &with;
    const directCodec::MessageRow &row; ///< what stands in the clear
    const directCodec::Glance &glance;
    std::span<const quint8> content;
    [[nodiscard]] bool isMine() const { return row.sender == 0; }
    /// All of it, by these names; what it answers is left out.
    [[nodiscard]] std::optional<StoredMessage> message(const QString &self) const;
};

/// The direct conversations of a vault: who, with which identities, and what was said. A conversation belongs
/// to a name; there is never a second one of it, whoever asks in whichever order. Blocking calls for the
/// store's thread; what writes, writes inside the caller's transaction.
class VaultDirect
{
public:
    VaultDirect(Database &database, ValueSealer &sealer) : m_database(database), m_sealer(sealer) {}

    /// After opening and after an undone transaction. StorageDamaged where somebody's identities do not open,
    /// or two conversations bear one name: what they were taken for is not forgotten in silence.
    Result<void> load();
    /// Before anything else is asked: what stands here is what the file has. Where load() failed it is tried
    /// again; until it succeeds nothing is taken from memory, and nothing is written.
    Result<void> ready() { return m_isCurrent ? Result<void>() : load(); }
    [[nodiscard]] std::vector<DirectContact> contacts() const;
    [[nodiscard]] std::optional<DirectContact> contact(const QString &name) const;
    /// Files of this device's messages that were erased since the last question.
    [[nodiscard]] std::vector<FileNote> takeErased() { return std::exchange(m_erased, {}); }
    /// Files whose messages, of either side, were erased or taken away since the last question, by name.
    [[nodiscard]] QList<Bytes> takeGoneFiles() { return std::exchange(m_goneFiles, {}); }
    /// What is known of messages that are not kept goes, too: they were wiped.
    void forgetFleeting()
    {
        m_fleeting.clear();
        m_isCurrent = false;
    }
    void setNow(qint64 nowMs) { m_nowMs = nowMs; } ///< when what comes next is kept

    /// As it stands now, in place of what was known of that digest; `told` and `taken` never fall. Somebody
    /// new is made, too.
    Result<void> keepIdentity(const QString &name, const DirectIdentity &identity);
    /// Keeps it under the next counter of this device; it waits from here on. What an erasure gives back has
    /// the file that went with the erased message. With `keepsNothing` what was told may be changed though it
    /// is in no row any more.
    Result<DirectMessage> say(const QString &name, DirectMessage message, bool keepsNothing = false);
    /// Of one identity that is known, in the order in which they came: those whose counter is above all that
    /// were stored of it are given back and stored (`keepsNothing`: only that they came; they have ids all
    /// the same, and are counted as unread until the vault closes). The others are known.
    Result<std::vector<DirectMessage>> take(const QString &name, const Bytes &identity,
                                            std::vector<DirectMessage> messages, bool keepsNothing);
    /// That identity has everything of ours up to it.
    Result<void> told(const QString &name, const Bytes &identity, quint64 counter, bool keepsNothing);
    /// The other side has more of this device than this vault ever sent: it is an older copy. What was not
    /// sent yet gets counters above that, in its order, and so do the targets that mean it. Gives the new
    /// ones by the old.
    Result<std::map<quint64, quint64>> continueAbove(const QString &name, quint64 counter);
    /// Nothing up to that counter is kept for that identity any more: it is owed nothing of it.
    Result<void> passBy(const QString &name, const Bytes &identity, quint64 counter);
    /// Everything of ours up to it was read there; never falls.
    Result<void> readThere(const QString &name, const Bytes &identity, quint64 counter);
    /// What this device said above that counter, in order: at most so many, and about so many bytes; without
    /// what is erased.
    Result<std::vector<DirectMessage>> outgoing(const QString &name, quint64 above, int count, qint64 bytes);
    Result<void> setLastRead(const QString &name, qint64 id); ///< never falls
    /// Of each identity the highest counter among the messages up to that id: so far it was read.
    Result<std::map<Bytes, quint64>> heardUpTo(const QString &name, qint64 id);
    Result<void> setDraft(const QString &name, const QString &text);
    /// Messages below that id (0: the last ones), oldest first, without edits and erasures.
    Result<DirectPage> before(const QString &name, qint64 id, int count);
    /// Messages above `above`, which moves along, oldest first, as a room's are shown: by place and name,
    /// with what they answer. Where nothing opens, the next rows are looked at.
    Result<VaultPage> next(const TalkOf &talk, qint64 &above, int count);
    /// Hands messages to `take`, newest first, from below `below` on (0: from the end), until it says false;
    /// moves `below` along. `with` empty: of all conversations. Those that do not open are counted. True:
    /// there are no more.
    Result<bool> readDown(const QString &with, qint64 &below, int most,
                          const std::function<bool(const DirectLook &look)> &take, int &damaged);
    /// Takes away the oldest that were kept before that time, but for what waits: a slice of it, of at most
    /// `most` messages and conversations together, which the next call goes on behind. True: there are no
    /// more.
    Result<bool> removeOldest(int most, qint64 keptBeforeMs, int &removed);

private:
    using Row = directCodec::MessageRow;
    struct Kept
    {
        DirectContact contact;                       ///< without identities
        std::map<qint64, DirectIdentity> identities; ///< by row
    };
    using People = std::map<qint64, Kept>;
    /// What is known of a conversation while nothing of it is kept.
    struct Fleeting
    {
        struct Heard
        {
            qint64 id = 0;
            qint64 sender = 0;
            quint64 counter = 0;
        };
        qint64 last = 0;                   ///< id of the last message that has no row
        std::deque<Heard> heard;           ///< of others, in the order of their ids
        std::map<quint64, FileNote> files; ///< that went with messages of this device, by counter
    };
    Result<void> loadContacts(People &people) const;
    Result<void> loadIdentities(People &people) const;
    Result<void> count(People::value_type &person) const;
    [[nodiscard]] DirectContact asTold(const Kept &kept) const;
    People::value_type *find(const QString &name);
    Result<People::value_type *> findOrMake(const QString &name);
    static std::pair<const qint64, DirectIdentity> *identityOf(Kept &kept, const Bytes &digest);
    Result<void> write(const People::value_type &person);
    Result<void> writeIdentity(qint64 contact, qint64 id, const DirectIdentity &identity);
    Result<void> insert(Row &row);
    Result<void> perform(People::value_type &person, qint64 sender, DirectMessage &change, bool keepsNothing);
    void performUnseen(const People::value_type &person, qint64 author, DirectMessage &change);
    void passOn(Row &row);
    void forgetUndone(const People &people);
    void countFleeting(DirectContact &contact, qint64 person) const;
    void addFleeting(const People::value_type &person, qint64 upTo, std::map<Bytes, quint64> &heard) const;
    [[nodiscard]] static std::optional<qint64> authorOf(const Kept &kept, qint64 sender,
                                                        const DirectMessage &change);
    Result<std::optional<Row>> messageOf(qint64 contact, qint64 sender, quint64 counter);
    Result<void> wipeEdits(const Row &target);
    Result<void> removeTold(const People::value_type &person);
    Result<int> removeOldestOf(People::value_type &person, int most, qint64 keptBeforeMs);
    Result<void> addAnswered(const People::value_type &person, const TalkOf &talk,
                             const std::vector<Row> &rows, VaultPage &page);
    Result<std::optional<Row>> answeredBy(const People::value_type &person, const DirectMessage &answer);
    [[nodiscard]] static StoredMessage asShown(const People::value_type &person, const TalkOf &talk,
                                               const Row &row);
    static Row rowOf(const RowView &view);
    [[nodiscard]] bool isYoung(Row &row, BytesView sealed, qint64 keptBeforeMs);
    Result<std::span<const quint8>> contentOf(const Row &row, BytesView sealed);
    Result<std::vector<Row>> rows(const QString &sql, const QVariantList &values, int *damaged = nullptr);
    Result<void> rewrite(const Row &row);
    Result<void> move(std::vector<Row> &rows, const std::map<quint64, quint64> &moved);
    Result<void> change(const QString &sql, const QVariantList &values);

    Database &m_database;
    ValueSealer &m_sealer;
    People m_people;
    bool m_isCurrent = false; ///< m_people is what the file has
    qint64 m_nextPerson = 1;
    qint64 m_nextIdentity = 1;
    qint64 m_nextMessage = 1;
    qint64 m_nowMs = 0;
    std::vector<FileNote> m_erased;
    QList<Bytes> m_goneFiles;
    std::map<qint64, Fleeting> m_fleeting; ///< by contact
    std::map<qint64, qint64> m_shortened;  ///< by removeOldest()'s time: contacts up to there are done
};

} // namespace waxwing
