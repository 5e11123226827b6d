// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "HostControl.h"
#include "RoomClient.h"
#include "RoomFinder.h"
#include "SleptTime.h"

namespace waxwing {

/// Everything below the windows, made once a process and profile: network thread, store thread, pool,
/// randomness, keys. No singleton: tests make several. Lives in the GUI (main) thread.
class Engine : public QObject
{
    Q_OBJECT
public:
    /// How far rooms are announced and found.
    enum class Finding { Off, ThisPc, Everywhere };
    struct Options
    {
        QString profileFolder;
        Settings settings;
        std::optional<FrameLog::Limits> trace =
            FrameLog::Limits{}; ///< how much of what travels is kept; none: nobody watches
        Finding finding = Finding::Off;
        std::function<qint64()> sleptMs = waxwing::sleptMs;
        bool showsDirect = false; ///< who uses its clients shows direct messages (RoomClient::direct())
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

    /// What the first room that is entered or opened from here on records from its beginning. An attempt that
    /// comes to nothing hands it on to the next one.
    void recordFirst(const RecordingWishes &wishes);

    RoomClient *makeClient(QObject *parent);
    HostControl *makeHost(const HostOptions &options, QObject *parent);
    /// A client that joins the host over the in-process stream and logs in by itself as the host's own
    /// person.
    RoomClient *makeLocalClient(HostControl *host, QObject *parent);

    /// The rooms on this network; start() it.
    RoomFinder *makeFinder(QObject *parent);

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
    void profileLocked(); ///< by prepare(): the profile is this process's alone, made or found
    void profileFailed(const waxwing::Error &error);   ///< a new profile could not be made: nothing is kept
    void recordingFailed(const waxwing::Error &error); ///< of recordFirst(), where it could not begin

private:
    void makeProfile();
    void beginRecording(TraceControl *trace);
    void onFirstCapture(TraceControl *trace);
    void onFirstKeyLog(TraceControl *trace);
    void endFirst(const TraceControl *trace);

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace waxwing
