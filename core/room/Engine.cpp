// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Engine.h"

#include "NetworkSide.h"
#include "OneTimeKeyStore.h"
#include "RoomGuest.h"
#include "RoomSeeker.h"
#include "SettingKeys.h"
#include "SystemRandom.h"
#include "WireTrace.h"

#include <QPointer>
#include <QThread>
#include <atomic>

namespace waxwing {

namespace {

/// Lets a test bring its own keys after guests were made.
class KeyDoor final : public OneTimeKeySource
{
public:
    explicit KeyDoor(Random &random) : m_store(random), m_source(&m_store) {}
    Result<std::shared_ptr<OneTimeKey>> take() override { return m_source.load()->take(); }
    void use(OneTimeKeySource *source) { m_source = source ? source : &m_store; }
    void makeReady()
    {
        if (m_source == &m_store)
            m_store.start();
    }
    void stop() { m_store.stop(); }

private:
    OneTimeKeyStore m_store;
    std::atomic<OneTimeKeySource *> m_source;
};

} // namespace

// Members die from the last to the first, so what lies below stands first.
struct Engine::Private
{
    explicit Private(Options o) : options(std::move(o)), keys(random) {}

    Options options;
    SystemClock clock;
    SystemRandom random;
    KeyDoor keys;
    ProfileLock lock;
    std::shared_ptr<ProfileDatabase> profile;
    bool isProfileDue = false; ///< a new one, to be made by prepare()
    std::unique_ptr<StoreThread> store = std::make_unique<StoreThread>();
    std::unique_ptr<JobPool> jobs = std::make_unique<JobPool>();
    std::unique_ptr<PinBook> pins;
    std::unique_ptr<VaultShelf> vaults;
    QVariantMap kept; ///< settings, mirrored
    RecordingWishes toRecord;
    QPointer<TraceControl> recorder; ///< of toRecord, until its room stands
    std::shared_ptr<WriterThread> writer = std::make_shared<WriterThread>();
    QThread thread;
    NetworkSide *network = nullptr; ///< lives in `thread`, dies at its end

    [[nodiscard]] Services services()
    {
        Services shared;
        shared.clock = &clock;
        shared.random = &random;
        shared.jobs = jobs.get();
        shared.store = store.get();
        shared.gate = network->gate();
        shared.mdns = options.finding == Finding::Off ? nullptr : network->mdns();
        return shared;
    }
    [[nodiscard]] GuestServices guestServices()
    {
        GuestServices shared;
        static_cast<Services &>(shared) = services();
        shared.oneTimeKeys = &keys;
        shared.parting = network->parting();
        shared.pins = pins.get();
        shared.vaults = vaults.get();
        shared.profileFolder = options.profileFolder;
        shared.settings = options.settings;
        shared.showsDirect = options.showsDirect;
        shared.sleptMs = options.sleptMs;
        return shared;
    }
    /// A database dies in the store's thread.
    void giveBack(std::shared_ptr<ProfileDatabase> database)
    {
        store->post([database = std::move(database)]() mutable { database.reset(); });
    }
    [[nodiscard]] WireTrace *makeTrace() const
    {
        return options.trace ? new WireTrace(*options.trace, writer) : nullptr;
    }
    RoomGuest *makeGuest(WireTrace *trace)
    {
        GuestServices shared = guestServices();
        shared.trace = trace;
        auto *guest = new RoomGuest(shared);
        if (trace)
            trace->setParent(guest);
        network->adopt(guest);
        return guest;
    }
};

Engine::Engine(Options options, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(std::move(options)))
{
    d->pins = std::make_unique<PinBook>(*d->store);
    connect(d->pins.get(), &PinBook::changed, this, &Engine::pinsChanged);
    connect(d->pins.get(), &PinBook::failed, this, &Engine::storageFailed);
    d->vaults = std::make_unique<VaultShelf>(*d->store, d->clock, d->random);
    d->network = new NetworkSide(*d->jobs, d->clock);
    if (d->options.finding == Finding::ThisPc)
        d->network->mdns()->setReach(MdnsSocket::Reach::ThisPc);
    d->network->moveToThread(&d->thread);
    connect(&d->thread, &QThread::finished, d->network, &QObject::deleteLater);
    connect(d->network->gate(), &StartGate::failed, this, &Engine::selfTestFailed);
    d->thread.setObjectName(QStringLiteral("network"));
    d->thread.start();
}

Engine::~Engine()
{
    // Last words first, then the thread, then the pool (which may wait for a key), then the disk.
    d->keys.stop();
    QMetaObject::invokeMethod(d->network, &NetworkSide::finish, Qt::QueuedConnection);
    d->thread.wait();
    d->jobs.reset();
    d->pins->detach();
    d->vaults.reset();
    d->giveBack(std::move(d->profile));
    d->writer.reset(); // captures are whole
    d->store->drain();
    d->store.reset();
}

Result<void> Engine::openProfile(NewProfile fresh)
{
    if (fresh == NewProfile::WhenPrepared && ProfileDatabase::isNew(d->options.profileFolder)) {
        d->isProfileDue = true;
        return {};
    }
    if (auto locked = d->lock.acquire(d->options.profileFolder); !locked)
        return locked;
    auto profile = std::make_shared<ProfileDatabase>();
    Result<QList<Pin>> pins;
    Result<void> outcome;
    d->store->post([&] {
        outcome = profile->open(d->options.profileFolder);
        if (!outcome)
            return;
        pins = profile->pins();
        const Result<QVariantMap> kept = profile->settings();
        if (kept)
            d->kept = *kept;
        else
            outcome = tl::make_unexpected(kept.error());
    });
    d->store->drain();
    if (outcome && !pins)
        outcome = tl::make_unexpected(pins.error());
    if (!outcome) {
        d->giveBack(std::move(profile));
        return outcome;
    }
    d->profile = profile;
    d->pins->load(*pins, profile);
    d->vaults->setKeepDays(settingOf(*this, settingKey::keepDays));
    return {};
}

/// Whatever is to be kept from now on queues up behind.
void Engine::makeProfile()
{
    d->profile = std::make_shared<ProfileDatabase>();
    d->pins->load({}, d->profile);
    d->store->run(
        this,
        [lock = &d->lock, profile = d->profile, folder = d->options.profileFolder] {
            const Result<void> locked = lock->acquire(folder);
            return locked ? profile->open(folder) : locked;
        },
        [this](const Result<void> &made) {
            if (made)
                Q_EMIT profileLocked();
            else
                Q_EMIT profileFailed(made.error());
        });
}

void Engine::prepare(Joins joins)
{
    if (std::exchange(d->isProfileDue, false))
        makeProfile();
    else if (d->profile)
        Q_EMIT profileLocked();
    QMetaObject::invokeMethod(d->network->gate(), &StartGate::open, Qt::QueuedConnection);
    if (joins == Joins::Yes)
        d->keys.makeReady();
}

void Engine::recordFirst(const RecordingWishes &wishes)
{
    d->toRecord = wishes;
}

void Engine::beginRecording(TraceControl *trace)
{
    if (!trace || (!d->toRecord.capture && d->toRecord.keyLogPath.isEmpty()))
        return;
    if (TraceControl *before = std::exchange(d->recorder, trace)) {
        before->stopCapture();
        before->stopKeyLog();
    }
    if (d->toRecord.capture) {
        connect(trace, &TraceControl::captureChanged, this, [this, trace] { onFirstCapture(trace); });
        trace->startCapture(*d->toRecord.capture);
    }
    if (!d->toRecord.keyLogPath.isEmpty()) {
        connect(trace, &TraceControl::keyLogChanged, this, [this, trace] { onFirstKeyLog(trace); });
        trace->startKeyLog(d->toRecord.keyLogPath);
    }
}

/// The first outcome only: of what comes later the room's window tells.
void Engine::onFirstCapture(TraceControl *trace)
{
    const CaptureView view = trace->capture();
    if (view.state == RecordingState::Starting)
        return;
    disconnect(trace, &TraceControl::captureChanged, this, nullptr);
    if (trace != d->recorder || !d->toRecord.capture)
        return;
    d->toRecord.capture->mayReplace = true; // by a further attempt: this file is one's own
    if (view.state != RecordingState::Failed)
        return;
    d->toRecord.capture.reset();
    Q_EMIT recordingFailed(view.error);
}

void Engine::onFirstKeyLog(TraceControl *trace)
{
    const KeyLogView view = trace->keyLog();
    if (view.state == RecordingState::Starting)
        return;
    disconnect(trace, &TraceControl::keyLogChanged, this, nullptr);
    if (trace != d->recorder || view.state != RecordingState::Failed)
        return;
    d->toRecord.keyLogPath.clear();
    Q_EMIT recordingFailed(view.error);
}

/// A room stands: it keeps what it records.
void Engine::endFirst(const TraceControl *trace)
{
    if (!trace || trace != d->recorder)
        return;
    d->recorder.clear();
    d->toRecord = {};
}

RoomClient *Engine::makeClient(QObject *parent)
{
    WireTrace *trace = d->makeTrace();
    auto *client = new RoomClient(d->makeGuest(trace), parent, trace);
    beginRecording(client->trace());
    connect(client, &RoomClient::stageChanged, this, [this, client](RoomStage stage) {
        if (stage == RoomStage::InRoom)
            endFirst(client->trace());
    });
    return client;
}

HostControl *Engine::makeHost(const HostOptions &options, QObject *parent)
{
    Services shared = d->services();
    shared.trace = d->makeTrace();
    auto *host = new RoomHost(shared, d->options.profileFolder, options);
    if (shared.trace)
        shared.trace->setParent(host);
    d->network->adopt(host);
    auto *control = new HostControl(host, parent, shared.trace);
    beginRecording(control->trace());
    connect(control, &HostControl::stateChanged, this, [this, control](HostControl::State state) {
        if (state == HostControl::State::Open)
            endFirst(control->trace());
    });
    return control;
}

RoomClient *Engine::makeLocalClient(HostControl *host, QObject *parent)
{
    RoomGuest *guest = d->makeGuest(nullptr);
    auto *client = new RoomClient(guest, parent);
    QMetaObject::invokeMethod(
        guest,
        [guest, room = QPointer<RoomHost>(host->host())] {
            if (room)
                guest->joinLocal(room);
        },
        Qt::QueuedConnection);
    return client;
}

RoomFinder *Engine::makeFinder(QObject *parent)
{
    RoomSeeker *seeker = nullptr;
    if (d->options.finding != Finding::Off) {
        seeker = new RoomSeeker(d->network->mdns(), d->random);
        d->network->adopt(seeker);
    }
    return new RoomFinder(seeker, *d->pins, parent);
}

QList<Pin> Engine::pins() const
{
    return d->pins->pins();
}

void Engine::removePin(const Bytes &digest)
{
    d->pins->remove(digest);
}

QVariant Engine::setting(const QString &key, const QVariant &otherwise) const
{
    return d->kept.value(key, otherwise);
}

void Engine::setSetting(const QString &key, const QVariant &value)
{
    d->kept.insert(key, value);
    if (key == settingKey::keepDays.key())
        d->vaults->setKeepDays(settingOf(*this, settingKey::keepDays));
    Q_EMIT settingChanged(key);
    if (!d->profile)
        return;
    d->store->run(
        this, [profile = d->profile, key, value] { return profile->setSetting(key, value); },
        [this](const Result<void> &saved) {
            if (!saved)
                Q_EMIT storageFailed(saved.error());
        });
}

JoinTarget Engine::targetOf(const Pin &pin) const
{
    JoinTarget target;
    target.addresses = pin.addresses;
    target.pinnedDigest = pin.digest;
    return target;
}

Settings &Engine::settings()
{
    return d->options.settings;
}

void Engine::setOneTimeKeySource(OneTimeKeySource *source)
{
    d->keys.use(source);
}

} // namespace waxwing
