// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "LadderWords.h"
#include "Tokens.h"

#include <QAbstractListModel>

namespace waxwing {

/// One row of the ladder: a step's arrow, or a band that says where the two stand.
struct LadderRow
{
    bool isStep = false;
    HandshakeStep step;
    int number = 0; ///< of a step, from 1
    QString title;  ///< of a band its sentence
    QString under;
    QString note;
    QString proves; ///< of a band what it means
    QString learns;
    QString panel; ///< at the first row of a sealed part: "sealed, key 0"
    bool isSealed = false;
    bool endsPanel = false;
    Tone tone = Tone::Muted; ///< of a band
    QString icon;
};

/// Guest and host as the heads of the two lifelines.
struct LadderParties
{
    QString guest;
    QString guestPlace;
    QString host;
    QString hostPlace;
};

/// The rows of one link's ladder. Display and accessible text say a row in words.
class LadderModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Roles {
        FrameRole = Qt::UserRole + 1 ///< number of the step's frame; 0 for a band
    };

    using QAbstractListModel::QAbstractListModel;

    void show(const HandshakeSteps &steps);
    [[nodiscard]] const LadderRow &row(int at) const { return m_rows[std::size_t(at)]; }
    [[nodiscard]] const std::vector<LadderRow> &rows() const { return m_rows; }
    [[nodiscard]] const LadderParties &parties() const { return m_parties; }
    [[nodiscard]] bool isGuestHere() const { return m_isGuestHere; } ///< else this is the host's side
    [[nodiscard]] int steps() const { return m_steps; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    void addStep(const HandshakeStep &step);
    void addBand(Tone tone, const QString &icon, const QString &sentence, const QString &meaning);
    void addKeysBand(const HandshakeSteps &steps);
    void addEnd(const HandshakeSteps &steps);
    void joinPanels();
    [[nodiscard]] QString spoken(const LadderRow &row) const;

    std::vector<LadderRow> m_rows;
    LadderParties m_parties;
    bool m_isGuestHere = true;
    int m_steps = 0;
    qint64 m_lastNs = 0;
};

} // namespace waxwing
