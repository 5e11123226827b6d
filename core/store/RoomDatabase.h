// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Identity.h"
#include "Messages.h"
#include "SaidTable.h"
#include "Scram.h"

#include <QString>
#include <memory>
#include <optional>
#include <vector>

namespace waxwing {

/// An identity that an account has used, with its device and the highest counter stored for it.
struct KnownIdentity
{
    Bytes digest; ///< SHA-256 of the SPKI
    Bytes device; ///< 16 bytes
    quint64 counter = 0;
    qint64 lastUsedMs = 0;
    qint64 newSinceMs = 0; ///< a further identity: when it came for the first time; 0 for an account's first
};

struct KnownAddress
{
    QString address;
    qint64 lastUsedMs = 0;
};

/// One registered person as `room.sqlite` keeps them.
struct Account
{
    qint64 id = 0;
    QString name; ///< as registered
    QString folded;
    QString skeleton;
    QString email;
    ScramVerifier verifier;
    Role role = Role::Member;
    quint64 firstNumber = 0; ///< number at first admission; 0 before
    std::vector<KnownIdentity> identities;
    std::vector<KnownAddress> addresses;
};

struct Invite
{
    Bytes digest; ///< SHA-256 of the token's text
    int uses = 0;
    qint64 expiresMs = 0;
};

/// The account without the least recently used of its identities and addresses beyond the limits (16
/// addresses, 32 identities); an identity whose digest is in `linked` is never dropped. A host keeps the same
/// in memory.
Account withinLimits(Account account, const std::vector<Bytes> &linked);

/// Everything a host needs in memory, as loaded.
struct RoomState
{
    std::shared_ptr<const Identity> identity;
    SecretBytes unknownNameKey; ///< 32 bytes: salts of names that do not exist
    SecretBytes hostPassword;   ///< base64 text; empty before the host's person registered
    QString hostName;           ///< the host's own account; empty before
    QString room;
    Registration registration = Registration::Open;
    Bytes history;          ///< 16 bytes
    quint64 nextNumber = 1; ///< raised by 2^20 already where the last run was not closed cleanly
    quint64 lastNumber =
        0;                ///< that is known to be given; where the numbers jumped, those between may be lost
    int shareLast = 0;    ///< messages from before that late joiners get
    quint64 keptFrom = 1; ///< what was said below this number is kept no longer
    std::vector<SaidPlace> said;        ///< what is kept, rising
    std::vector<StoredFile> files = {}; ///< of the room
    std::vector<Account> accounts;
    std::vector<Invite> invites;
};

/// `room/room.sqlite` and `room/host.key` (DESIGN §3): blocking calls, for the store's thread. Every change
/// is one transaction, committed when the call returns; errors are StorageFailed (full, read-only) or
/// StorageDamaged.
class RoomDatabase
{
public:
    RoomDatabase();
    ~RoomDatabase();

    struct OpenOptions
    {
        QString folder;                        ///< of the profile; "room" is made in it
        std::optional<SecretBytes> passphrase; ///< seals the identity instead of host.key
        int mostPages = 0;                     ///< tests: a disk that holds so many pages of the database
        int keepMessages = Settings{}.replayMessages; ///< of what was said; older ones go
    };
    /// Opens, or makes the room with a new identity (slow, once). Marks it "not closed cleanly". Borrows
    /// `random` for as long as this lives. A room is never made in place of one that is damaged or half gone
    /// (StorageDamaged), and keeps the way it was sealed when it was made: WrongPassphrase for another
    /// passphrase, none, or one too many.
    Result<RoomState> open(OpenOptions options, Random &random);

    Result<void> setRoom(const QString &name, Registration registration);
    Result<void> setShareLast(int messages);
    Result<void> setHostPerson(const QString &name, const SecretBytes &password);
    /// The account, and one use of the invite where one is named, in one transaction, synchronous=FULL. Gives
    /// the id. InviteInvalid where the invite has no use left; NameTaken where the folded name or skeleton
    /// stands already.
    Result<qint64> addAccount(const Account &account, const std::optional<Bytes> &inviteDigest, qint64 nowMs);
    /// Who logged in, from where and by which identity, as withinLimits() leaves them. FULL. Of an identity
    /// known before only the time is written: its counter is commitTalk's, its device stays (DeviceTaken for
    /// another, and for a device that another identity of the account has).
    Result<void> recordAdmission(const Account &account, const std::vector<Bytes> &linked = {});
    struct Admission
    {
        Account account;
        std::vector<Bytes> linked; ///< identities that must not be forgotten now
    };
    /// Those who came together, in one commit: all of them or none.
    Result<void> recordAdmissions(const std::vector<Admission> &admissions);
    /// Drops expired ones. InviteInvalid for the one above limits::invites, and for one without uses or time.
    Result<void> addInvite(const Invite &invite, qint64 nowMs);

    struct CounterUpdate
    {
        qint64 account = 0;
        Bytes device;
        quint64 counter = 0;
    };
    /// The numbering after a turn's messages, the highest counter of each device that spoke, and what was
    /// said. synchronous=NORMAL. Number and counters never fall. Internal, and nothing is stored, for a
    /// device that recordAdmission does not know.
    Result<void> commitTalk(quint64 nextNumber, const std::vector<CounterUpdate> &counters,
                            const TalkChange &talk = {});
    /// What is kept from one number to another, both included.
    Result<SaidTable::Page> readTalk(quint64 first, quint64 last);
    /// Files of the room; null while it is not open.
    [[nodiscard]] FileTable *files();
    /// After messages were wiped: nothing of them stays in the database's log.
    Result<void> forgetWiped();
    /// The room ends in order: the next run continues the numbering without a jump. All is in the file, and
    /// the file closed, when this returns.
    Result<void> closeCleanly();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace waxwing
