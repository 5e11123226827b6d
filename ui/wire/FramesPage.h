// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Composite.h"
#include "FrameLog.h"
#include "MessageRef.h"

namespace waxwing {

class EmptyFrames;
class FilterBar;
class FrameFinder;
class FrameFilter;
class FrameModel;
class FramePanes;
class FrameView;
class KeyBands;
class LineSplitter;
class WiresharkRow;

/// The live list of frames, and the chosen one taken apart below it.
class FramesPage final : public Composite
{
    Q_OBJECT

public:
    explicit FramesPage(QWidget *parent = nullptr);

    void setLog(std::shared_ptr<const FrameLog> log);
    void setSelf(const QString &account);    ///< who is here
    void inspect(const MessageRef &message); ///< chooses the frames that carried it
    void showFrame(quint64 number);

    [[nodiscard]] FrameModel *model() const { return m_model; }
    [[nodiscard]] FrameView *view() const { return m_view; }
    [[nodiscard]] EmptyFrames *empty() const { return m_empty; }
    [[nodiscard]] FilterBar *filterBar() const { return m_filter; }
    [[nodiscard]] WiresharkRow *wireshark() const { return m_wireshark; }
    [[nodiscard]] FramePanes *panes() const { return m_panes; }
    [[nodiscard]] KeyBands *bands() const { return m_bands; }

    /// Heights, and which columns the person wants.
    [[nodiscard]] QByteArray saveLayout() const;
    void restoreLayout(const QByteArray &layout);

Q_SIGNALS:
    void showMessageRequested(const waxwing::MessageRef &message);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeDetails();
    void connectParts();
    void connectList();
    void onFrameChosen(quint64 number, bool byHand);
    void refreshEmpty();
    void copyChosen();
    void onFramesFound(const QList<quint64> &numbers);
    void onFilterChanged(const FrameFilter &filter);
    void choose(const QList<quint64> &numbers);
    void clearDetails();
    void refreshLinks();
    void showKeysOf(quint64 link); ///< 0: none
    void showMenu(const QPoint &global);
    void showMessage();

    FrameModel *m_model;
    FrameFinder *m_finder;
    FilterBar *m_filter;
    FrameView *m_view;
    EmptyFrames *m_empty;
    WiresharkRow *m_wireshark;
    FramePanes *m_panes;
    LineSplitter *m_split;
    KeyBands *m_bands;
    quint64 m_shown = 0; ///< number of the frame below; 0: none
};

} // namespace waxwing
