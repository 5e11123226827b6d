// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "DirectClient.h"

#include <QHash>
#include <QJsonObject>
#include <QSet>

namespace waxwing {

/// Direct conversations of a guest without a window: its commands, and what is told of them (HEADLESS.md).
class HeadlessDirect : public QObject
{
    Q_OBJECT
public:
    HeadlessDirect(DirectClient &client, bool json, QObject *parent = nullptr);

    /// False where the command is none of direct conversations.
    bool take(const QString &command, const QJsonObject &fields);
    /// A typed line: "/msg NAME text". False where it is none.
    bool takeLine(const QString &line);
    /// Nothing that was told in this run waits for somebody who can get it.
    [[nodiscard]] bool isIdle() const { return m_open.isEmpty(); }

Q_SIGNALS:
    void becameIdle();

private:
    struct Told
    {
        QString name;
        quint64 counter = 0; ///< 0: not kept yet
        QJsonValue id;
    };
    void tell(const QJsonObject &command);
    void decide(const QString &command, const QJsonObject &fields);
    void onSaid(const DirectSaidFact &said);
    void onMoved(const DirectMovedFact &moved);
    void onTold(const QString &name, quint64 counter);
    void onRead(const QString &name, quint64 counter);
    void onWaits(const DirectWaitsFact &waits);
    void onChanged(const QString &name, const Bytes &device, const Bytes &identity);
    void onDisproved(const DirectDisprovedFact &fact);
    void onCompared(const QString &name, const DirectDeviceView &device);
    void onFailed(const DirectFailedFact &failure);
    void onWriters();
    void sayPeople(const QJsonValue &id);
    void onPage(const DirectPageFact &page);
    void settle(quint64 localId);
    [[nodiscard]] static QString lineOf(const DirectSaidFact &said);
    [[nodiscard]] bool isVerified(const QString &name, const Bytes &identity) const;
    [[nodiscard]] QJsonObject fieldsOf(const QString &name, const DirectMessage &message) const;

    DirectClient &m_client;
    const bool m_json;
    QHash<quint64, Told> m_told;        ///< of this run, until somebody has it
    QSet<quint64> m_open;               ///< of these: may still get through without somebody coming
    QHash<quint64, QJsonValue> m_pages; ///< asked for: id of the command
    QStringList m_writers;              ///< as told last
};

} // namespace waxwing
