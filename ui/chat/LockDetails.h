// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "LockWords.h"

#include <QDialog>

class QVBoxLayout;

namespace waxwing {

/// How this conversation is protected, in words. Open with open(); deletes itself when closed.
class LockDetails final : public QDialog
{
    Q_OBJECT

public:
    explicit LockDetails(const LockFacts &facts, QWidget *parent = nullptr);

private:
    QWidget *makeContent(const LockFacts &facts);
    void addPart(QVBoxLayout *column, const QString &title, const QStringList &sentences);
};

} // namespace waxwing
