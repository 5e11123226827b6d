// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "VaultSession.h"

#include "ContextGuard.h"
#include "Limits.h"

#include <algorithm>

namespace waxwing {

namespace {

constexpr int removedInASlice = 100;

/// One sync for all that is sent together; what only waits costs none.
Durability durabilityOf(const std::vector<OutgoingMessage> &messages)
{
    const bool isCounted = std::any_of(messages.begin(), messages.end(), [](const OutgoingMessage &message) {
        return message.counter != 0 && !message.failed;
    });
    return isCounted ? Durability::Full : Durability::Normal;
}

} // namespace

VaultSession::VaultSession(std::shared_ptr<StoreDoor> door, const Clock &clock, Random &random)
    : m_door(std::move(door)), m_clock(clock), m_random(random)
{}

VaultSession::~VaultSession() = default;

void VaultSession::listen(QObject *context, std::function<void()> changed)
{
    const std::lock_guard lock(m_listenersMutex);
    m_listeners.push_back(
        [guard = ContextGuard::make(context), changed = std::move(changed)] { guard->deliver(changed); });
}

void VaultSession::listenForFiles(QObject *context, std::function<void()> gone)
{
    const std::lock_guard lock(m_listenersMutex);
    m_fileListeners.push_back(
        [guard = ContextGuard::make(context), gone = std::move(gone)] { guard->deliver(gone); });
}

QList<Bytes> VaultSession::takeGoneFiles()
{
    const std::lock_guard lock(m_listenersMutex);
    return std::exchange(m_goneFiles, {});
}

void VaultSession::tellChanged()
{
    const std::lock_guard lock(m_listenersMutex);
    for (const auto &listener : m_listeners)
        listener();
}

void VaultSession::tellFilesGone(const QList<Bytes> &files)
{
    if (files.isEmpty())
        return;
    const std::lock_guard lock(m_listenersMutex);
    m_goneFiles += files;
    for (const auto &listener : m_fileListeners)
        listener();
}

Result<void> VaultSession::openFile(const QString &folder, const QString &fileName)
{
    auto opened = m_file.openFile(folder, fileName);
    m_isOpen = opened.has_value();
    return opened;
}

void VaultSession::close()
{
    m_isOpen = false;
    m_messages.reset();
    m_outbox.reset();
    m_direct.reset();
    m_transfers.reset();
    m_sealer.reset();
    m_key.wipe();
    m_file.close();
}

Result<void> VaultSession::mayRead() const
{
    if (!m_sealer)
        return failure(Code::StorageFailed, QStringLiteral("The vault is closed."));
    return {};
}

Result<void> VaultSession::create(const PasswordWrap &wrap, const SecretBytes &key,
                                  const VaultContents &contents)
{
    if (auto made = m_file.create(wrap, key, contents, m_random); !made)
        return made;
    m_key = key.clone();
    m_opened = wrap;
    return load();
}

Result<void> VaultSession::unlock(const SecretBytes &key, const StoredWrap &opened)
{
    m_opened = opened.wrap;
    if (m_sealer)
        return {};
    m_key = key.clone();
    if (auto loaded = load(); !loaded)
        return loaded;
    return opened.state == StoredWrap::State::Unchecked ? m_file.keepDigest(opened) : Result<void>();
}

Result<void> VaultSession::load()
{
    auto sealer = std::make_unique<ValueSealer>(m_key, m_random);
    m_messages = std::make_unique<VaultMessages>(m_file.database(), *sealer);
    m_outbox = std::make_unique<VaultOutbox>(m_file.database(), *sealer);
    if (auto loaded = m_messages->load(); !loaded)
        return loaded;
    if (auto loaded = m_outbox->load(); !loaded)
        return loaded;
    m_direct = std::make_unique<VaultDirect>(m_file.database(), *sealer);
    if (auto loaded = m_direct->load(); !loaded)
        return loaded;
    m_transfers = std::make_unique<VaultTransfers>(m_file.database(), *sealer);
    m_sealer = std::move(sealer);
    return {};
}

Result<VaultContents> VaultSession::contents()
{
    if (auto open = mayRead(); !open)
        return tl::make_unexpected(open.error());
    auto contents = m_file.contents(m_key);
    if (!contents)
        return contents;
    auto waiting = m_outbox->messages();
    auto own = m_messages->ownReach(contents->device, limits::deliveredNumbers);
    if (!waiting || !own)
        return tl::make_unexpected(waiting ? own.error() : waiting.error());
    auto transfers = m_transfers->load();
    if (!transfers)
        return tl::make_unexpected(transfers.error());
    contents->transfers = *std::move(transfers);
    contents->outbox = *std::move(waiting);
    contents->own = *std::move(own);
    contents->run = m_messages->run();
    return contents;
}

Result<HistoryStart> VaultSession::start()
{
    if (auto open = mayRead(); !open)
        return tl::make_unexpected(open.error());
    return m_messages->start();
}

/// A transaction of messages; where it came to nothing, what is remembered of the file is read again.
Result<void> VaultSession::transaction(const Database::Work &work, Durability durability)
{
    if (auto open = mayRead(); !open)
        return open;
    auto done = m_file.database().transaction(durability, work);
    const QList<Bytes> gone = m_messages->takeGoneFiles() + m_direct->takeGoneFiles();
    if (done) {
        tellFilesGone(gone);
    } else {
        (void)m_messages->load(); // what keeps it from being read stands in `done` already
        (void)m_outbox->load();
        (void)m_direct->load();
        (void)m_transfers->load();
    }
    return done;
}

Result<void> VaultSession::keep(const KeptTurn &turn)
{
    if (auto open = mayRead(); !open)
        return open;
    const bool numbersAnew = turn.run > m_messages->run();
    const qint64 now = m_clock.wallMs();
    auto kept = transaction([&]() -> Result<void> {
        Result<void> done = numbersAnew ? m_messages->beginRun() : Result<void>();
        for (auto it = turn.arrived.begin(); done && it != turn.arrived.end() && !m_keepsNothing; ++it) {
            if (numbersAnew || inOrder(it->number) > m_wipedTo)
                done = m_messages->add(*it, now);
        }
        for (auto it = turn.changes.begin(); done && it != turn.changes.end(); ++it)
            done = m_messages->change(*it);
        for (auto it = turn.reached.begin(); done && it != turn.reached.end(); ++it)
            done = m_messages->reach(*it);
        for (auto it = turn.settled.begin(); done && it != turn.settled.end(); ++it)
            done = m_outbox->remove(*it);
        return done ? m_file.writePosition(*m_sealer, turn.history, turn.nextNumber, turn.counter) : done;
    });
    if (!kept)
        return kept;
    if (numbersAnew) {
        m_wipedTo = 0;
        tellChanged();
    }
    return {};
}

Result<std::vector<qint64>> VaultSession::addOutgoing(const std::vector<OutgoingMessage> &messages)
{
    std::vector<qint64> ids;
    const auto addAll = [&]() -> Result<void> {
        for (const OutgoingMessage &message : messages) {
            const auto id = m_outbox->add(message);
            if (!id)
                return tl::make_unexpected(id.error());
            ids.push_back(*id);
            if (const auto gone =
                    message.file ? m_transfers->removeUploadOf(message.file->id) : Result<void>();
                !gone)
                return gone;
        }
        return {};
    };
    const auto added = transaction(addAll, durabilityOf(messages));
    if (!added)
        return tl::make_unexpected(added.error());
    return ids;
}

Result<void> VaultSession::changeOutgoing(const std::vector<OutgoingMessage> &messages)
{
    const auto changeAll = [&] {
        Result<void> done;
        for (auto it = messages.begin(); done && it != messages.end(); ++it)
            done = m_outbox->change(*it);
        return done;
    };
    return transaction(changeAll, durabilityOf(messages));
}

Result<void> VaultSession::removeOutgoing(const std::vector<qint64> &ids)
{
    return transaction([&] {
        Result<void> done;
        for (auto it = ids.begin(); done && it != ids.end(); ++it)
            done = m_outbox->remove(*it);
        return done;
    });
}

Result<void> VaultSession::direct(const std::function<Result<void>(VaultDirect &, bool)> &work,
                                  Durability durability, const std::optional<KeptTransfer> &offer)
{
    return transaction(
        [&] {
            m_direct->setNow(m_clock.wallMs());
            Result<void> done = m_direct->ready();
            if (done)
                done = work(*m_direct, m_keepsNothing);
            if (done && offer)
                done = m_transfers->keep(*offer);
            for (const FileNote &erased : m_direct->takeErased())
                done = done ? m_transfers->removeUploadOf(erased.id) : done;
            return done;
        },
        durability);
}

Result<void> VaultSession::keepTransfer(const KeptTransfer &transfer)
{
    return transaction([&] { return m_transfers->keep(transfer); });
}

Result<void> VaultSession::removeTransfer(qint64 id)
{
    return transaction([&] { return m_transfers->remove(id); });
}

Result<VaultPage> VaultSession::end(int count)
{
    if (auto open = mayRead(); !open)
        return tl::make_unexpected(open.error());
    return m_messages->end(count);
}

Result<VaultPage> VaultSession::before(quint64 number, int count)
{
    if (auto open = mayRead(); !open)
        return tl::make_unexpected(open.error());
    return m_messages->before(number, count);
}

Result<VaultPage> VaultSession::after(quint64 number, int count)
{
    if (auto open = mayRead(); !open)
        return tl::make_unexpected(open.error());
    return m_messages->after(number, count);
}

Result<VaultPage> VaultSession::around(quint64 number, int count)
{
    if (auto open = mayRead(); !open)
        return tl::make_unexpected(open.error());
    return m_messages->around(number, count);
}

Result<VaultPage> VaultSession::next(std::optional<vaultCodec::Place> &above, int count)
{
    if (auto open = mayRead(); !open)
        return tl::make_unexpected(open.error());
    return m_messages->next(above, count);
}

Result<VaultPage> VaultSession::nextDirect(const TalkOf &talk, qint64 &above, int count)
{
    if (auto open = mayRead(); !open)
        return tl::make_unexpected(open.error());
    return m_direct->next(talk, above, count);
}

Result<void> VaultSession::setLastRead(quint64 number)
{
    return transaction([&] { return m_messages->setLastRead(number); });
}

Result<void> VaultSession::setDraft(const QString &text)
{
    return transaction([&] { return m_messages->setDraft(text); });
}

Result<std::vector<FoundMessage>> VaultSession::search(SearchRun &run)
{
    if (auto open = mayRead(); !open)
        return tl::make_unexpected(open.error());
    return VaultSearch(*m_messages, *m_direct).step(run);
}

Result<bool> VaultSession::removeOldest(qint64 keptBeforeMs)
{
    bool isOver = false;
    int removed = 0;
    const auto done = transaction([&]() -> Result<void> {
        const auto over = m_messages->removeOldest(removedInASlice, keptBeforeMs, removed);
        if (!over)
            return tl::make_unexpected(over.error());
        const auto ready = m_direct->ready();
        const auto direct = ready ? m_direct->removeOldest(removedInASlice, keptBeforeMs, removed)
                                  : Result<bool>(tl::make_unexpected(ready.error()));
        isOver = *over && direct.value_or(false);
        return direct ? Result<void>() : tl::make_unexpected(direct.error());
    });
    if (!done)
        return tl::make_unexpected(done.error());
    m_hasRemoved = m_hasRemoved || removed > 0;
    return isOver;
}

/// The log still has the pages as they were, and an emptied file its old size.
Result<void> VaultSession::finishRemoval(bool wasAsked)
{
    if (!m_hasRemoved && !wasAsked)
        return {};
    if (auto open = mayRead(); !open)
        return open;
    m_hasRemoved = false;
    if (wasAsked)
        m_direct->forgetFleeting();
    Result<void> done;
    if (m_messages->isEmpty()) {
        const auto shrunk = m_file.database().change(QStringLiteral("VACUUM"));
        done = shrunk ? Result<void>() : tl::make_unexpected(shrunk.error());
    }
    const auto written = m_file.database().select(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)"));
    tellChanged();
    if (!written)
        return tl::make_unexpected(written.error());
    return done;
}

} // namespace waxwing
