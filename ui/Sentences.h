// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Code.h"

#include <QCoreApplication>
#include <QString>
#include <QStringList>

namespace waxwing {

/// What a sentence may tell besides the code. What is not known stays as it is; the sentence then does
/// without.
struct Circumstances
{
    QString address; ///< "192.168.1.10", without port
    quint16 port = 0;
    QString name;          ///< the username as typed; shown as data
    QStringList freeNames; ///< suggestions for a taken name
    int waitSeconds = 0;   ///< until the next try is allowed
    int triesLeft = 0;     ///< before the next pause
    bool isClaim = false;  ///< the other side says so, and has not proved who it is
    int theirVersion = 0;
    quint16 freePort = 0;
    int limit = 0; ///< of whatever was too long or too short: characters, or bytes for a text
};

/// Words for every code: cause, what it means, what to do (PRODUCT 4).
class Sentences
{
    Q_DECLARE_TR_FUNCTIONS(Sentences)

public:
    [[nodiscard]] static QString of(Code code, const Circumstances &about = {});

    /// Why a link ended, for the strip of a chat: a record refused is "closed to keep you safe".
    [[nodiscard]] static bool isForSafety(Code code);

    /// What was said before cannot be read or written: what that means, and what to do.
    [[nodiscard]] static QString ofHistory(Code code);

    /// What a key log gives away, for whoever asked for one on the command line.
    [[nodiscard]] static QString keyLogWarning(const QString &file);

    /// "30 seconds", "1 minute", "2 minutes 5 seconds".
    [[nodiscard]] static QString wait(int seconds);

    /// "1 person here", "3 people here".
    [[nodiscard]] static QString people(int number);

private:
    static QString ofProtocol(Code code, const Circumstances &about);
    static QString ofRecord(Code code);
    static QString ofEnd(Code code);
    static QString ofLobby(Code code, const Circumstances &about);
    static QString ofName(Code code, const Circumstances &about);
    static QString ofNetwork(Code code, const Circumstances &about);
    static QString ofCall(Code code);
    static QString ofFile(Code code);
    static QString ofMachine(Code code, const Circumstances &about);
};

} // namespace waxwing
