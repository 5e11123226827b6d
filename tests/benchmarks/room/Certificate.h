// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QSslConfiguration>

namespace waxwing::bench {

/// TLS 1.3 with a certificate made for this run, on the fixed RSA-3072 key of a host.
QSslConfiguration serverConfiguration();

} // namespace waxwing::bench
