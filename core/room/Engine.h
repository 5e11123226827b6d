// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "HostControl.h"
#include "RoomClient.h"

namespace waxwing {

/// Everything below the windows, made once a process and profile: network thread, store thread, pool,
/// randomness, keys. No singleton: tests make several. Lives in the GUI (main) thread.
class Engine : public QObject
{
    Q_OBJECT
public:
    struct Options
    {
        QString profileFolder;
        Settings settings;
    };
    explicit Engine(Options options, QObject *parent = nullptr);
    ~Engine() override; ///< links end, the store is drained

    /// When a profile that is not there yet is locked and made: in openProfile(), or in prepare(); then
    /// nothing can be kept before, and what fails comes as profileFailed.
    enum class NewProfile { AtOnce, WhenPrepared };

    /// Takes the lock and opens profile.sqlite; blocking and short. ProfileInUse, StorageFailed,
    /// StorageDamaged.
    Result<void> openProfile(NewProfile fresh = NewProfile::AtOnce);
    enum class Joins {
        Yes,
        Never ///< a host without a window: it never needs a one-time key of its own
    };
    /// What was put off of openProfile(), self-test and, for who will join a room, the first one-time key,
    /// both in the background; after the first paint. Links wait for it by themselves.
    void prepare(Joins joins = Joins::Yes);

    RoomClient *makeClient(QObject *parent);
    HostControl *makeHost(const HostOptions &options, QObject *parent);
    /// A client that joins the host over the in-process stream and logs in by itself as the host's own
    /// person.
    RoomClient *makeLocalClient(HostControl *host, QObject *parent);

    // The profile, mirrored: reads are from memory, writes go to the store's thread.
    [[nodiscard]] QList<Pin> pins() const;
    void removePin(const Bytes &digest);
    [[nodiscard]] QVariant setting(const QString &key, const QVariant &otherwise = {}) const;
    void setSetting(const QString &key, const QVariant &value);
    [[nodiscard]] JoinTarget targetOf(const Pin &pin) const;

    [[nodiscard]] Settings &settings();
    void setOneTimeKeySource(class OneTimeKeySource *source); ///< tests: before the first link; not owned

Q_SIGNALS:
    void pinsChanged();
    void settingChanged(const QString &key);
    void selfTestFailed(const waxwing::Error &error);
    void storageFailed(const waxwing::Error &error);
    void profileFailed(const waxwing::Error &error); ///< a new profile could not be made: nothing is kept

private:
    void makeProfile();

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace waxwing
