// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "KeyModel.h"

#include <QWidget>

namespace waxwing {

/// Two rows of bands: the last keys of sending and of receiving, the current ones outlined, as many as fit.
/// Looks into the log only while it is visible:
///
///     auto *bands = new KeyBands(this);
///     bands->setLog(log);   // and again for another room; null: none
///     bands->setLink(id);   // of the frame that is looked at; 0: none
///
/// Left and Right go from band to band, Up and Down to the other direction, Enter or a click chooses.
class KeyBands final : public QWidget
{
    Q_OBJECT

public:
    explicit KeyBands(QWidget *parent = nullptr);
    /// Shows what this model follows; it is borrowed and must outlive the bands.
    KeyBands(KeyModel *model, QWidget *parent);

    void setLog(std::shared_ptr<const FrameLog> log);
    void setLink(quint64 link);
    [[nodiscard]] quint64 link() const { return m_model->timeline().linkId(); }
    /// Marks a band as the chosen one.
    void setChosen(bool sent, quint32 epoch);
    void setNoneChosen();

    /// A band as it stands now: for tests, and for a screen reader.
    struct Placed
    {
        QRect place;
        bool sent = false;
        quint32 epoch = 0;
        bool isCurrent = false;
        QString words;
    };
    [[nodiscard]] std::vector<Placed> placed() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void bandChosen(bool sent, quint32 epoch);

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Place
    {
        bool sent = false;
        quint32 epoch = 0;
        friend bool operator==(const Place &, const Place &) = default;
    };
    void tell();
    void placeRow(std::vector<Placed> &all, bool sent, int top) const;
    void moveMark(int by);
    void moveMarkAcross();
    void choose(const Place &place);
    [[nodiscard]] int labelWidth() const;
    [[nodiscard]] const Placed *bandAt(const std::vector<Placed> &all, const Place &place) const;
    [[nodiscard]] QString wordsOf(const Placed &band) const;

    KeyModel *m_model;
    std::optional<Place> m_mark; ///< where the keyboard stands
    std::optional<Place> m_chosen;
    bool m_watches = false;
};

} // namespace waxwing
