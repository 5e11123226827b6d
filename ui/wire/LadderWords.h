// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "HandshakeSteps.h"

#include <QCoreApplication>

namespace waxwing {

/// Words for the handshake ladder: what each step is, what it proves, and what one who listens learns from it
/// (PROTOCOL 6, 7, 13).
class LadderWords
{
    Q_DECLARE_TR_FUNCTIONS(LadderWords)

public:
    struct Step
    {
        QString title;   ///< as it is called on the wire
        QString carries; ///< what is in it, in a few words
        QString note;    ///< what its sender did for it; may be empty
        QString proves;
        QString learns; ///< who only listens
    };
    [[nodiscard]] static Step of(const HandshakeStep &step);
    /// "6 bytes sealed in 289 bytes", "525 bytes".
    [[nodiscard]] static QString sizes(const HandshakeStep &step);
    /// "+4 ms"; empty where there was no step before.
    [[nodiscard]] static QString since(qint64 beforeNs, qint64 nowNs);
    /// "sealed, key 0".
    [[nodiscard]] static QString sealed(quint32 epoch);
    /// The name of a code as PROTOCOL 9 prints it, or its number.
    [[nodiscard]] static QString codeWords(Code code);

private:
    static Step ofHandshake(const HandshakeStep &step);
    static Step ofForms(const HandshakeStep &step);
    static Step ofLogin(const HandshakeStep &step);
    static Step ofRefresh(const HandshakeStep &step);
    static Step ofEnd(const HandshakeStep &step);
    static QString smallest();
};

} // namespace waxwing
