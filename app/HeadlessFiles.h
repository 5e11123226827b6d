// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "DirectClient.h"
#include "RoomClient.h"

#include <QHash>
#include <QJsonObject>
#include <QObject>
#include <QSet>

namespace waxwing {

/// Files as a guest without a window gives and takes them: the commands and events of HEADLESS.md.
class HeadlessFiles : public QObject
{
    Q_OBJECT
public:
    /// `downloads`: folder for what is taken; empty: that of this PC's user.
    HeadlessFiles(RoomClient &client, QString downloads, bool json, QObject *parent = nullptr);

    /// So that it can be taken by its message's number.
    void note(quint64 number, const FileNote &file);
    /// A typed line: "/send NAME PATH". False where it is none.
    bool takeLine(const QString &line);
    /// False where it is no command of files.
    bool run(const QString &command, const QJsonObject &fields, const QJsonValue &id);
    /// Whether something is still to be sent, or to come, and not paused.
    [[nodiscard]] bool isBusy() const { return !m_busy.isEmpty(); }

Q_SIGNALS:
    void rested(); ///< one of them is paused or at its end

private:
    struct Told
    {
        QString name;
        DirectMessage message;
    };
    void noteTold(const QString &name, const DirectMessage &message);
    void send(const QJsonObject &fields, const QJsonValue &id);
    void take(const QJsonObject &fields, const QJsonValue &id);
    void takeTold(const QJsonObject &fields, const QJsonValue &id);
    [[nodiscard]] const Told *findTold(const QJsonObject &fields) const;
    void begun(quint64 transfer, const QJsonValue &id);
    void onChanged(const QList<TransferView> &transfers);
    void tell(const TransferView &transfer);
    void print(const TransferView &transfer) const;
    void onLimits();

    RoomClient &m_client;
    const QString m_downloads;
    const bool m_json;
    QHash<quint64, FileNote> m_notes; ///< by number
    QList<Told> m_told;               ///< to this person alone, with a file
    QHash<quint64, QJsonValue> m_ids; ///< of transfers that are not at their end: id of their command
    QSet<quint64> m_busy;
    QHash<quint64, QByteArray> m_files; ///< of these: the file, once it is known
};

} // namespace waxwing
