// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace waxwing {

/// What a field is for, and so in which colour it is shown (LOOK "Fields").
enum class FieldGroup : quint8 { Length, Type, Epoch, Sequence, Ciphertext, Tag, KeyMaterial, Other };

} // namespace waxwing
