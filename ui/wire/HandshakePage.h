// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Composite.h"
#include "HandshakeSteps.h"
#include "Result.h"

#include <QBasicTimer>

class QScrollArea;
class QVBoxLayout;

namespace waxwing {

class Button;
class HintLine;
class Label;
class LadderModel;
class LadderView;
class LinkChooser;

/// The dock's second tab: one link's handshake as it really went, drawn as a ladder, with what each step
/// proves and what one who listens learns. Looks into the log only while it is visible.
class HandshakePage final : public Composite
{
    Q_OBJECT

public:
    explicit HandshakePage(QWidget *parent = nullptr);

    void setLog(std::shared_ptr<const FrameLog> log); ///< null: none
    /// Writes the picture, not in the GUI thread, and then says so, or why not, on the page.
    void savePicture(const QString &path);

    [[nodiscard]] LadderModel *model() const { return m_model; }
    [[nodiscard]] LadderView *view() const { return m_view; }
    [[nodiscard]] LinkChooser *chooser() const { return m_chooser; }
    [[nodiscard]] QString result() const; ///< of the last picture

Q_SIGNALS:
    void frameRequested(quint64 number);

protected:
    void timerEvent(QTimerEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void build();
    QWidget *makeExplanation();
    QWidget *makeFoot();
    void look();
    void refresh();
    void explain(int row);
    void askForPath();
    void onSaved(const QString &path, const Result<void> &saved);

    std::shared_ptr<const FrameLog> m_log;
    HandshakeSteps m_steps;
    QBasicTimer m_timer;
    LadderModel *m_model;
    LinkChooser *m_chooser;
    LadderView *m_view;
    Button *m_save;
    Label *m_empty;
    QScrollArea *m_explanation;
    Label *m_step;
    Label *m_provesHead;
    Label *m_proves;
    Label *m_learnsHead;
    Label *m_learns;
    Label *m_source;
    Button *m_previous;
    Button *m_next;
    Button *m_frame;
    QWidget *m_foot;
    HintLine *m_result;
};

} // namespace waxwing
