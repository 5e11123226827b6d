// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Composite.h"
#include "KeyTimeline.h"

#include <QBasicTimer>

class QBoxLayout;
class QComboBox;

namespace waxwing {

class Band;
class HintLine;
class KeyBands;
class KeyModel;
class KeyRowsView;
class Label;
class LinkChooser;

/// The dock's third tab: the keys of one link as bands beside its talk, why each began, and what would fall
/// if one leaked. Looks into the log only while it is visible.
class KeysPage final : public Composite
{
    Q_OBJECT

public:
    explicit KeysPage(QWidget *parent = nullptr);

    void setLog(std::shared_ptr<const FrameLog> log); ///< null: none

    [[nodiscard]] KeyModel *model() const { return m_model; }
    [[nodiscard]] KeyRowsView *rows() const { return m_rows; }
    [[nodiscard]] KeyBands *bands() const { return m_bands; }
    [[nodiscard]] LinkChooser *chooser() const { return m_chooser; }
    [[nodiscard]] QComboBox *leakBox() const { return m_leak; }
    [[nodiscard]] QString verdict() const; ///< what falls, and why

Q_SIGNALS:
    void frameRequested(quint64 number);

protected:
    void timerEvent(QTimerEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void chooseKey(bool sent, quint32 epoch);
    void onLeakChosen();
    void nameLeaks();
    void refresh();

    QBasicTimer m_timer; ///< looks whether links have changed
    KeyModel *m_model;
    LinkChooser *m_chooser;
    KeyBands *m_bands;
    QComboBox *m_leak;
    QWidget *m_leakRow = nullptr;
    QBoxLayout *m_leakLine = nullptr;
    Band *m_verdict;
    KeyRowsView *m_rows;
    HintLine *m_hint;
    Label *m_empty;
    bool m_isKeySent = true;
    quint32 m_key = 0;
    bool m_hasKey = false;
};

} // namespace waxwing
