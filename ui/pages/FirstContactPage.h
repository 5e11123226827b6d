// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Page.h"

namespace waxwing {

class CodeTiles;
class PageHead;
class Sheet;

/// A host that was never met: the person compares its code. Nothing is the default, so that Enter alone
/// accepts nobody.
class FirstContactPage final : public Page
{
    Q_OBJECT

public:
    explicit FirstContactPage(QWidget *parent = nullptr);

    void setAddress(const QString &address);
    void setCode(const QString &fingerprint);

    [[nodiscard]] Button *sameButton() const { return m_same; }
    [[nodiscard]] Button *differsButton() const { return m_differs; }
    [[nodiscard]] CodeTiles *code() const { return m_code; }

Q_SIGNALS:
    void sameRequested();    ///< the code is the same: accept this host
    void differsRequested(); ///< it differs: do not connect

protected:
    [[nodiscard]] QWidget *firstFocus() const override;

private:
    Sheet *m_sheet;
    PageHead *m_head;
    CodeTiles *m_code;
    Button *m_differs;
    Button *m_same;
};

} // namespace waxwing
