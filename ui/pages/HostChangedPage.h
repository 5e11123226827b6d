// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Page.h"

#include <QDateTime>

namespace waxwing {

class CodeTiles;
class Label;
class PageHead;
class Sheet;

/// The host has another key than the one that was accepted, or than the link says. Not connecting is
/// filled, the default and focused.
class HostChangedPage final : public Page
{
    Q_OBJECT

public:
    /// Typed: a typed address last seen with another key; it may be met as new. Recent: a recent room, which
    /// insists on its key. Link: a join link that names another key.
    enum class Case { Typed, Recent, Link };

    explicit HostChangedPage(QWidget *parent = nullptr);

    /// lastUsed may be invalid; room may be empty (a link of a room never visited).
    void setHost(Case which, const QString &address, const QString &room, const QDateTime &lastUsed);
    void setCodes(const QString &before, const QString &now);

    [[nodiscard]] Button *stopButton() const { return m_stop; }
    [[nodiscard]] Button *meetButton() const { return m_meet; }
    [[nodiscard]] QString title() const;
    [[nodiscard]] QString explanation() const;

Q_SIGNALS:
    void stopRequested();      ///< do not connect
    void meetAsNewRequested(); ///< it is another room: meet it as new

protected:
    [[nodiscard]] QWidget *firstFocus() const override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *makeCodes();
    QWidget *makeCauses();
    QWidget *makeActions();

    Sheet *m_sheet;
    PageHead *m_head;
    CodeTiles *m_before = nullptr;
    CodeTiles *m_now = nullptr;
    Label *m_beforeWords = nullptr;
    Button *m_stop = nullptr;
    Button *m_meet = nullptr;
};

} // namespace waxwing
