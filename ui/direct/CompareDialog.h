// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>

namespace waxwing {

class AdaptiveLayout;
class Band;
class Button;
class CodeTiles;
class Composite;
class Label;
class ScrolledColumn;

/// The 60 digits that two people read to each other, the same at both: twelve groups of five. The focus is on
/// the code and no answer is the default. Deletes itself when closed.
class CompareDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit CompareDialog(const QString &name, QWidget *parent = nullptr);

    /// One of theirs: each PC has its own key. `of` 1: no word about that.
    void setCode(const QStringList &groups, int device = 1, int of = 1);
    void setMissing(const QString &why); ///< no code yet, and why

    [[nodiscard]] bool hasCode() const;
    [[nodiscard]] CodeTiles *code() const { return m_code; }
    [[nodiscard]] QString line() const; ///< what is missing, or which PC it is
    [[nodiscard]] Button *sameButton() const { return m_same; }
    [[nodiscard]] Button *differButton() const { return m_differ; }
    [[nodiscard]] Button *laterButton() const { return m_later; }

Q_SIGNALS:
    void same(); ///< the dialog stays: there may be another PC of theirs
    void differ();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void build(const QString &how);
    void refresh();
    void place();

    ScrolledColumn *m_content;
    Composite *m_foot; ///< the answers: always in view, and the code is scrolled above them
    Label *m_line;
    CodeTiles *m_code;
    Band *m_all;
    AdaptiveLayout *m_answers;
    Button *m_later;
    Button *m_differ;
    Button *m_same;
};

} // namespace waxwing
