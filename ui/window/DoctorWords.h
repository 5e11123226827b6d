// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Diagnosis.h"

#include <QCoreApplication>

namespace waxwing {

/// Words for what RoomDoctor found (PRODUCT 4): cause, what it means, what to do; and each check with its
/// verdict.
class DoctorWords
{
    Q_DECLARE_TR_FUNCTIONS(DoctorWords)

public:
    [[nodiscard]] static QString cause(const Diagnosis &diagnosis);
    /// What was looked at and what came of it, by turns, as MessageDialog::addTable() takes it.
    [[nodiscard]] static QStringList checks(const Diagnosis &diagnosis);
    /// For the clipboard: cause, checks and technical details, a line each.
    [[nodiscard]] static QString report(const Diagnosis &diagnosis);

private:
    static QString ofPlace(Diagnosis::Cause cause, const Diagnosis::Place &place);
    static QString elsewhere(const Diagnosis &diagnosis);
    static QString network(const Diagnosis &diagnosis);
    static QString where(const Diagnosis::Place &place);
    static QString answer(const Diagnosis::Place &place);
    static QString announced(const Diagnosis &diagnosis);
};

} // namespace waxwing
