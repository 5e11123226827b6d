// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "LockWords.h"

#include <QDialog>

class QHBoxLayout;
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
    QHBoxLayout *makeHead(const LockFacts &facts);
    void addHost(QVBoxLayout *column, const LockFacts &facts);
    [[nodiscard]] static QStringList whatTheHostSees(bool isHost);
    void addPart(QVBoxLayout *column, const QString &title, const QStringList &sentences);
};

} // namespace waxwing
