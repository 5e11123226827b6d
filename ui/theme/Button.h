// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QPushButton>

namespace waxwing {

/// Every button of ours. autoDefault is off: pages say themselves what Enter does.
class Button final : public QPushButton
{
    Q_OBJECT

public:
    enum class Kind {
        Outlined, ///< 36 high, quiet
        Filled,   ///< 36 high, the one act of a page
        Link,     ///< 28 high, words in accent
        Flat,     ///< 34 high, words in text colour: Back, header buttons
        Icon      ///< 34 x 34, an icon alone: give it an accessible name
    };

    explicit Button(Kind kind, const QString &text, QWidget *parent = nullptr);

    /// Outlined for what is no Button.
    static Kind kindOf(const QWidget *widget);
    [[nodiscard]] Kind kind() const { return m_kind; }
    void setKind(Kind kind);

    [[nodiscard]] QString iconName() const { return m_iconName; }
    void setIconName(const QString &name); ///< a file of resources/icons, without ending
    [[nodiscard]] int iconSide() const;    ///< logical pixels

    [[nodiscard]] QSize minimumSizeHint() const override;

    /// A button with an icon alone; name is tool tip and accessible name.
    static Button *iconButton(const QString &icon, const QString &name, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    Kind m_kind;
    QString m_iconName;
};

} // namespace waxwing
