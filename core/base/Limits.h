// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

/// Every limit of PROTOCOL 10, in one place, with its unit.
namespace waxwing::limits {

inline constexpr quint16 protocolVersion = 1;
inline constexpr quint16 defaultPort = 12345;

// Frames and records (PROTOCOL 3, 5), bytes.
inline constexpr qsizetype lengthFieldSize = 4;
inline constexpr qsizetype recordHeaderSize = 12; ///< epoch and sequence
inline constexpr qsizetype tagSize = 16;
inline constexpr qsizetype frameHeaderSize = 5; ///< length and type
inline constexpr qsizetype additionalDataSize = frameHeaderSize + recordHeaderSize;
inline constexpr quint32 frameLengthBeforeLogin = 4'096; ///< type and body
inline constexpr quint32 frameLength = 65'565;
inline constexpr qsizetype contentBeforeLogin = 3'964;
inline constexpr qsizetype content = 65'532;
inline constexpr qsizetype smallestPlaintext = 256;
inline constexpr quint64 recordsPerEpoch = 1ULL << 20;

// CBOR (PROTOCOL 4).
inline constexpr int cborDepth = 4;
inline constexpr quint64 largestInteger = (1ULL << 63) - 1;

// Keys.
inline constexpr qsizetype rsaBits = 3072;
inline constexpr qsizetype rsaBytes = 384; ///< ciphertext and signature
inline constexpr qsizetype hashSize = 32;
inline constexpr qsizetype shareSize = 32;
inline constexpr qsizetype randomSize = 32;
inline constexpr qsizetype deviceSize = 16;
inline constexpr qsizetype historySize = 16;

// Join links (PROTOCOL 6.6).
inline constexpr qsizetype linkCharacters = 2'048;
inline constexpr qsizetype linkAddresses = 16;

// SCRAM (PROTOCOL 7.4).
inline constexpr int iterations = 600'000;
inline constexpr int mostIterations = 10'000'000;
inline constexpr qsizetype saltSize = 16;
inline constexpr qsizetype mostSaltSize = 64;
inline constexpr qsizetype passwordLeast = 8;  ///< code points
inline constexpr qsizetype passwordMost = 128; ///< code points

// The lobby.
inline constexpr qsizetype roomNameBytes = 63;
inline constexpr qsizetype usernameCodePoints = 32;
inline constexpr qsizetype emailBytes = 254;
inline constexpr qsizetype featuresMost = 32;
inline constexpr qsizetype featureBytes = 32;
inline constexpr int checksPerLink = 30;
inline constexpr int registersPerLink = 10;
inline constexpr int loginsPerLink = 5;
inline constexpr int invites = 100;
inline constexpr qsizetype inviteCharacters = 16;
inline constexpr int resetCodes = 100; ///< that are good at once
inline constexpr int resetsPerLink = 10;
inline constexpr int resetCodeSeconds = 15 * 60;

// The room.
inline constexpr qsizetype textBytes = 32 * 1024;
inline constexpr int updateEveryDefault = 5;
inline constexpr int updateEveryMost = 1'000;
inline constexpr int unacknowledged = 64;
inline constexpr int deliveredNumbers = 4'096;
inline constexpr quint64 numberJump = 1ULL << 20; ///< after a host was not closed cleanly
inline constexpr int rosterPage = 200;            ///< people
inline constexpr int devicesPerAccount = 4;       ///< linked at once
inline constexpr int shareLastMost = 1'000;       ///< messages from before that late joiners may get

// Files (PROTOCOL 8.11).
inline constexpr qsizetype fileIdSize = 16;
inline constexpr qsizetype fileNameBytes = 255;
inline constexpr qsizetype chunkBytes =
    61'376; ///< of every chunk but the last: its record is 60 KiB, unpadded
inline constexpr qint64 fileWindow = 32 * chunkBytes; ///< sent and not told as taken
inline constexpr qint64 tookStep = 4 * chunkBytes;    ///< taken, and told at once
inline constexpr int filesAtOnce = 16;                ///< a link's, each way, those that wait included

// Direct links (PROTOCOL 16).
inline constexpr qsizetype callSize = 16;
inline constexpr qsizetype relayBytes = 48 * 1024; ///< of one relay
inline constexpr qint64 relayWindow = 256 * 1024;  ///< sent and not told as taken
inline constexpr qint64 relayedStep = 64 * 1024;   ///< taken, and told at once
inline constexpr int callsPerDevice = 64;
inline constexpr int directHandshakes = 4; ///< of one direction, under way at once
inline constexpr int directLinks = 48;     ///< at once, at one device
inline constexpr int directContacts = 10'000;
inline constexpr int directIdentities = 32; ///< remembered of one person

// Throttles of logins (PROTOCOL 7.6).
inline constexpr int freeFailures = 4;
inline constexpr int firstPauseSeconds = 30;
inline constexpr int longestPauseSeconds = 15 * 60;
inline constexpr int failuresPerWindow = 30;
inline constexpr int failureWindowSeconds = 10 * 60;
inline constexpr int forgiveSeconds = 60 * 60;
inline constexpr int registrationsPerMinute = 10;

} // namespace waxwing::limits

namespace waxwing {

/// What a host or guest may tune, in tests above all; the defaults are PROTOCOL 10.
struct Settings
{
    // Deadlines, ms (PROTOCOL 6.5, 7.1, 8.7).
    int helloDeadlineMs = 10'000;
    int handshakeDeadlineMs = 10'000;
    int hostHelloDeadlineMs = 20'000;
    int lobbyDeadlineMs = 30'000;
    int pingAfterMs = 20'000;
    int lostAfterMs = 60'000;
    int lingerMs = 1'000;
    int sleepLookMs = 3'000; ///< whether this machine has slept
    int connectTimeoutMs = 8'000;

    // Refresh (PROTOCOL 5.5).
    int refreshEveryMs = 15 * 60 * 1'000;
    qint64 refreshEveryBytes = 1LL << 30;
    int refreshQuietMs = 30'000;
    int refreshLongestMs = 5 * 60 * 1'000;

    // Gathering, ms.
    int joinedGatherMs = 50;
    int receivedGatherMs = 200;
    int deliveredGatherMs = 200;
    int relayedGatherMs = 200;
    int writesEveryMs = 1'000;         ///< of one account, told to the others
    int directIdleMs = 5 * 60 * 1'000; ///< a direct link with nothing to say is ended
    int leftAfterLostMs = 5'000;

    int nameCheckPauseMs = 250; ///< of typing in the form, before a name is asked about

    // Counts.
    int connectionsNotLoggedIn = 256;
    int connectionsPerAddress = 64;
    int lingering = 64;
    int handshakeBurst = 20;
    int handshakesPerSecond = 4;
    int addresses = 16'384;
    int pairs = 16'384;
    int addressesPerAccount = 16;
    int identitiesPerAccount = 32;
    int members = 1'000;
    int accounts = 10'000;
    int messagesPerSecond = 20;
    int messagesAtOnce = 100;
    int recordsPerSecond = 50;
    int recordsAtOnce = 200;
    int updateEvery = limits::updateEveryDefault;
    int replayMessages = 100'000; ///< that a room keeps for those who come back

    // Bytes.
    qint64 unsentBeforeLogin = 64 * 1024;
    qint64 unsentPerMember = 16LL * 1024 * 1024;
    qint64 unsentTogether = 256LL * 1024 * 1024;
    qint64 socketHighWater = 256 * 1024;
    qint64 replayUnsent = 1024 * 1024; ///< waits for one link: what it missed is held back
    qint64 readBuffer = 128 * 1024;

    // Files (PROTOCOL 8.11).
    qint64 largestFile = 2LL << 30;     ///< bytes; 0: the room takes none
    qint64 filesTogether = 16LL << 30;  ///< bytes that a room keeps
    qint64 unsaidFiles = 4LL << 30;     ///< bytes really there of one account's that no message brought yet
    int unsaidFilesMost = 16;           ///< of one account
    qint64 fileDiskReserve = 1LL << 30; ///< bytes that stay free, or the twentieth part of a smaller disk
    int filesMovingAtOnce = 32;         ///< each way, of all links together: 60 MiB in their windows
    int fileStallMs = 30'000;           ///< without a step, after which another has its turn
    int fileTickMs = 5'000;             ///< how often that is looked at
    int fileForgetMs = 60 * 60 * 1'000; ///< an unfinished one, without its link
    int fileUnsaidMs = 24 * 3'600 * 1'000; ///< a whole one that no message brought
    int fileRetryMs = 2'000;               ///< a guest asks again for what had to give way
    int fileProgressMs = 200;              ///< a guest tells its person how far files are
};

} // namespace waxwing
