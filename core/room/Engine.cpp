// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Engine.h"

#include "NetworkSide.h"
#include "OneTimeKeyStore.h"
#include "RoomGuest.h"
#include "SystemRandom.h"

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
    QVariantMap kept; ///< settings, mirrored
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
        return shared;
    }
    [[nodiscard]] GuestServices guestServices()
    {
        GuestServices shared;
        static_cast<Services &>(shared) = services();
        shared.oneTimeKeys = &keys;
        shared.parting = network->parting();
        shared.pins = pins.get();
        shared.profileFolder = options.profileFolder;
        shared.settings = options.settings;
        return shared;
    }
    /// A database dies in the store's thread.
    void giveBack(std::shared_ptr<ProfileDatabase> database)
    {
        store->post([database = std::move(database)]() mutable { database.reset(); });
    }
    RoomGuest *makeGuest()
    {
        auto *guest = new RoomGuest(guestServices());
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
    d->network = new NetworkSide(*d->jobs);
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
    d->giveBack(std::move(d->profile));
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
            if (!made)
                Q_EMIT profileFailed(made.error());
        });
}

void Engine::prepare(Joins joins)
{
    if (std::exchange(d->isProfileDue, false))
        makeProfile();
    QMetaObject::invokeMethod(d->network->gate(), &StartGate::open, Qt::QueuedConnection);
    if (joins == Joins::Yes)
        d->keys.makeReady();
}

RoomClient *Engine::makeClient(QObject *parent)
{
    return new RoomClient(d->makeGuest(), parent);
}

HostControl *Engine::makeHost(const HostOptions &options, QObject *parent)
{
    auto *host = new RoomHost(d->services(), d->options.profileFolder, options);
    d->network->adopt(host);
    return new HostControl(host, parent);
}

RoomClient *Engine::makeLocalClient(HostControl *host, QObject *parent)
{
    RoomGuest *guest = d->makeGuest();
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
