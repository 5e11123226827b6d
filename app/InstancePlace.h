// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace waxwing {

/// Where the first start with a profile can be asked by a second: a socket in the profile's folder, which is
/// closed to everybody else.
class InstancePlace
{
public:
    explicit InstancePlace(const QString &profileFolder);
    ~InstancePlace();
    InstancePlace(const InstancePlace &) = delete;
    InstancePlace &operator=(const InstancePlace &) = delete;

    /// For QLocalServer and QLocalSocket while this lives; never longer than a socket's name may be, however
    /// long the folder's is. Empty: there can be none.
    [[nodiscard]] QString name() const { return m_name; }
    /// Whether something stands there and is this person's alone; it may be a dead one's.
    [[nodiscard]] bool mayBeAsked() const;

private:
    QString m_folder;
    QString m_name;
    int m_descriptor = -1; ///< of the folder, where its name is too long
};

} // namespace waxwing
