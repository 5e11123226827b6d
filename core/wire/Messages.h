// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"
#include "Code.h"
#include "PasswordMessages.h"

#include <QString>
#include <QStringList>
#include <optional>
#include <variant>
#include <vector>

/// One struct a message (PROTOCOL 6 to 8 and 16). Field names are the CBOR keys; optional fields are absent
/// when empty.
namespace waxwing {

/// Frame 1 (PROTOCOL 6.1). CBOR keys: version, random, share, key.
struct GuestHello
{
    quint64 version = 1;
    Bytes random; ///< 32
    Bytes share;  ///< 32
    Bytes key;    ///< SPKI DER of the one-time key
};

/// Frame 2. CBOR keys: version, random, share, secret.
struct HostHello
{
    quint64 version = 1;
    Bytes random; ///< 32
    Bytes share;  ///< 32
    Bytes secret; ///< 384, RSA-OAEP
};

// Contents of records: a map with "type" and the fields below.

struct Ready
{}; // ready
struct HostProof
{
    Bytes identity;
    Bytes signature;
}; // host: SPKI, 384

enum class Registration { Open, Invite, Closed }; // "open" "invite" "closed"
struct Lobby
{
    QString room;
    Registration registration = Registration::Open;
    QStringList features;
}; // lobby
struct Check
{
    QString name;
    std::optional<QString> invite;
};                                              // check
enum class Verdict { Free, Taken, NotAllowed }; // "free" "taken" "not allowed"
struct Checked
{
    Verdict verdict = Verdict::Free;
    std::optional<Code> code;
}; // checked; code only with NotAllowed
struct Register
{ // register; keys name email salt stored_key server_key iterations invite?
    QString name;
    QString email;
    Bytes salt;      ///< 16
    Bytes storedKey; ///< 32
    Bytes serverKey; ///< 32
    quint64 iterations = 0;
    std::optional<QString> invite;
};
struct Registered
{}; // registered
struct ClientFirst
{
    QString scram;
}; // client_first
struct ServerFirst
{
    QString scram;
}; // server_first
struct ClientFinal
{
    QString scram;
}; // client_final
struct ServerFinal
{
    QString scram;
    QString name;
}; // server_final
struct Refused
{
    Code code = Code::Internal;
    std::optional<quint64> wait;
    std::optional<quint64> left;
}; // refused; wait s
struct IdentityProof
{                    // identity; keys identity signature device features
    Bytes identity;  ///< SPKI DER
    Bytes signature; ///< 384
    Bytes device;    ///< 16
    QStringList features;
};

struct Update
{}; // update
struct Refresh
{
    Bytes share;
}; // refresh
struct Refreshed
{
    Bytes share;
}; // refreshed
struct RefreshEnd
{}; // refresh_end

struct Welcome
{                            // welcome; keys update_after longest history next counter
    quint64 updateAfter = 5; ///< N, 1 to 1,000
    quint64 longest = 0;     ///< bytes of text, 1 to 32 KiB
    Bytes history;           ///< 16
    quint64 next = 1;        ///< number of this link's first said
    quint64 counter = 0;     ///< highest stored for this device
};
enum class Role { Member, Host }; // "member" "host"
struct Device
{
    Bytes device;
    Bytes identity;
    bool isNew = false;
    friend bool operator==(const Device &, const Device &) = default;
};
struct Person
{ // keys name role devices identities new (three lists of equal length, 1 to 4)
    QString name;
    Role role = Role::Member;
    std::vector<Device> devices; ///< device 16 B, identity = SHA-256 of SPKI 32 B
    friend bool operator==(const Person &, const Person &) = default;
};
struct Roster
{
    std::vector<Person> people;
    bool last = false;
}; // roster
struct Joined
{
    std::vector<Person> people;
    bool last = false;
}; // joined
struct LeftRoom
{
    QString name;
}; // left

/// What something that is said does to an earlier message (PROTOCOL 8.10): "reply" "edit" "erase".
enum class Act { Reply, Edit, Erase };
/// The text of an erasure, for members that do not know it as one: U+2421.
inline QString erasedText()
{
    return QString(QChar(0x2421));
}
struct Say
{
    quint64 counter = 0;
    QString text;
    std::optional<Act> act = {};        ///< of the feature "talk", with the target
    std::optional<quint64> target = {}; ///< number of the message that is meant
    std::optional<Bytes> file = {};     ///< 16, of the feature "files": it comes with the text
};                                      // say
struct Said
{ // said; keys number name device counter time text act? target?
    quint64 number = 0;
    QString name;
    Bytes device;
    quint64 counter = 0;
    qint64 time = 0; ///< host's clock, ms since 1970; not negative
    QString text;
    std::optional<Act> act = {};
    std::optional<quint64> target = {};
    // Of the feature "files", all of them or none.
    std::optional<Bytes> file = {};       ///< 16
    std::optional<quint64> size = {};     ///< bytes
    std::optional<Bytes> digest = {};     ///< SHA-256
    std::optional<QString> fileName = {}; ///< file_name: as its sender calls it
};
/// The same for who knows neither acts nor files.
inline Said plainOf(Said said)
{
    said.act.reset();
    said.target.reset();
    said.file.reset();
    said.size.reset();
    said.digest.reset();
    said.fileName.reset();
    return said;
}
struct Ack
{
    quint64 counter = 0;
}; // ack
struct Received
{
    quint64 number = 0;
}; // received
struct Delivered
{
    quint64 number = 0;
    quint64 count = 0;
    quint64 of = 0;
}; // delivered

struct Ping
{}; // ping
struct Pong
{}; // pong
// Of the feature "key-log" (PROTOCOL 8.8).
struct KeyLog
{
    bool running = false;
}; // key_log
struct KeyLogged
{                                ///< key_logged
    std::optional<QString> name; ///< none: the host's own program
    bool running = false;
};

// Of the feature "replay" (PROTOCOL 8.9).
struct Resume
{
    std::optional<quint64> after; ///< highest number that is kept; with the history
    std::optional<Bytes> history; ///< 16; none: nothing of this room is kept
};                                // resume
struct Resumed
{
    quint64 count = 0;    ///< of messages from before that follow
    bool complete = true; ///< nothing of what was missed is gone
};                        // resumed

// Of the feature "talk" (PROTOCOL 8.10).
struct Writing
{
    bool active = false;
}; // writing
struct Writes
{
    QString name;
    bool active = false;
}; // writes
struct Read
{
    quint64 number = 0;
}; // read
struct Seen
{
    quint64 number = 0;
    quint64 count = 0;
    quint64 of = 0;
}; // seen

// Of the feature "files" (PROTOCOL 8.11). Every file has a random name of 16 bytes.
struct FileLimits
{
    quint64 largest = 0; ///< bytes of one file; 0: none are taken
    quint64 room = 0;    ///< bytes that can still be kept
};                       // file_limits
struct PutFile
{
    Bytes file;
    QString name; ///< as its sender calls it
    quint64 size = 0;
}; // put
struct PutFrom
{
    Bytes file;
    quint64 offset = 0;
}; // put_from
struct FileChunk
{
    Bytes file;
    quint64 offset = 0;
    Bytes bytes;
}; // chunk
struct FileTook
{
    Bytes file;
    quint64 offset = 0; ///< everything below it is taken
};                      // took
struct PutEnd
{
    Bytes file;
    Bytes digest; ///< SHA-256 of the whole file
};                // put_end
struct FileKept
{
    Bytes file;
}; // kept
struct FileRefused
{
    Bytes file;
    quint8 code = 0;
}; // file_refused
struct GetFile
{
    Bytes file;
    quint64 offset = 0;
}; // get
struct FileSent
{
    Bytes file;
}; // sent
struct StopFile
{
    Bytes file;
    quint8 code = 0;
}; // stop

// Of the feature "direct": calls on a room link (PROTOCOL 16.1).
struct Call
{
    Bytes call;   ///< 16, random: names the call
    QString name; ///< who is called, and at which device
    Bytes device; ///< 16
};                // call
struct Called
{
    Bytes call;   ///< 16
    QString name; ///< who calls, and from which device
    Bytes device; ///< 16
};                // called
struct Relay
{
    Bytes call;  ///< 16
    Bytes bytes; ///< 1 B to 48 KiB of the direct link's stream
};               // relay
struct Relayed
{
    Bytes call;        ///< 16
    quint64 count = 0; ///< bytes of the call that were taken, all together
};                     // relayed
struct HangUp
{
    Bytes call; ///< 16
    quint8 code = 0;
}; // hang_up

// On a direct link itself (PROTOCOL 16.2 and 16.5).
struct GuestProof
{
    Bytes identity;  ///< SPKI DER
    Bytes signature; ///< 384
};                   // guest
struct Tell
{
    quint64 counter = 0;
    quint64 time = 0; ///< the sender's clock, ms since 1970
    QString text;
    std::optional<Act> act = {};        ///< with device and target
    std::optional<Bytes> device = {};   ///< 16: whose message is meant
    std::optional<quint64> target = {}; ///< its counter
    // All of them or none.
    std::optional<Bytes> file = {};       ///< 16
    std::optional<quint64> size = {};     ///< bytes
    std::optional<Bytes> digest = {};     ///< SHA-256
    std::optional<QString> fileName = {}; ///< file_name: as its sender calls it
};                                        // tell
struct Told
{
    quint64 counter = 0;
}; // told

struct Close
{
    quint8 code = 0;
}; // close: a byte, since an unknown code is legal

using Message =
    std::variant<Ready, HostProof, Lobby, Check, Checked, Register, Registered, ClientFirst, ServerFirst,
                 ClientFinal, ServerFinal, Refused, IdentityProof, Update, Refresh, Refreshed, RefreshEnd,
                 Welcome, Roster, Joined, LeftRoom, Say, Said, Ack, Received, Delivered, Ping, Pong, KeyLog,
                 KeyLogged, Resume, Resumed, Writing, Writes, Read, Seen, FileLimits, PutFile, PutFrom,
                 FileChunk, FileTook, PutEnd, FileKept, FileRefused, GetFile, FileSent, StopFile, Call,
                 Called, Relay, Relayed, HangUp, GuestProof, Tell, Told, ChangeFirst, ChangeChallenge,
                 ChangeFinal, Changed, Reset, ResetDone, Close>;

/// `std::visit(Overloaded{…}, message)`.
template <class... Handlers> struct Overloaded : Handlers...
{
    using Handlers::operator()...;
};
template <class... Handlers> Overloaded(Handlers...) -> Overloaded<Handlers...>;

} // namespace waxwing
