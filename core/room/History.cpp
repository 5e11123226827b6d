// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "History.h"

#include "ContextGuard.h"
#include "HistoryExport.h"
#include "VaultShelf.h"

#include <algorithm>
#include <limits>
#include <map>

namespace waxwing {

namespace {

constexpr int mostOnAPage = 1'000;

RoomMessage shown(StoredMessage stored)
{
    RoomMessage message;
    static_cast<StoredMessage &>(message) = std::move(stored);
    if (message.mine && message.delivered > 0)
        message.state = MessageState::Delivered;
    return message;
}

Error damagedRows(int rows)
{
    return {Code::StorageDamaged, QStringLiteral("The vault is damaged: %1 messages do not open.").arg(rows)};
}

/// A search under way: stepped in the store's thread, ended from the window's.
struct Search
{
    Search(const SearchQuery &query, const SearchScope &scope, quint64 number)
        : run(query, scope), question(number)
    {}
    [[nodiscard]] const QString &with() const { return run.scope.talk.with; }
    SearchRun run;
    quint64 question;
    std::atomic<bool> isCancelled = false;
};

/// The thread that writes exports, from the first one on.
class ExportThread
{
public:
    ~ExportThread() { m_door->close(); }
    [[nodiscard]] const std::shared_ptr<StoreDoor> &door() const { return m_door; }

private:
    StoreThread m_thread{QStringLiteral("export")};
    std::shared_ptr<StoreDoor> m_door = std::make_shared<StoreDoor>(m_thread);
};

} // namespace

struct History::Private
{
    explicit Private(History *history) : q(history) {}

    History *q;
    std::shared_ptr<VaultSession> session;
    HistoryStart start;
    quint64 turn = 0; ///< answers to what was asked before close() are dropped
    quint64 questions = 0;
    bool toldOfDamage = false;
    std::map<QString, std::shared_ptr<Search>> searching; ///< by the person of a direct conversation
    std::unique_ptr<ExportThread> exportThread;
    std::shared_ptr<HistoryExport> exporting;
    quint64 exportQuestion = 0;

    void tellGoneFiles();
    using Told = void (History::*)(const HistoryPage &page);
    template <class Work> quint64 ask(Work work, Told told = &History::pageRead);
    template <class Work> void write(Work work);
    void onPage(quint64 question, Result<VaultPage> page, Told told);
    void step(const std::shared_ptr<Search> &search);
    void onFound(const std::shared_ptr<Search> &search, const Result<std::vector<FoundMessage>> &found,
                 bool isOver, int damaged);
    void tellOfDamage(int rows);
    void endSearch(const QString &with);
    void endSearches();
    void endExport();
    HistoryExport::Listener exportListener(quint64 question, const QString &path);
};

History::History(QObject *parent) : QObject(parent), d(std::make_unique<Private>(this)) {}

History::~History()
{
    d->endSearches();
    d->endExport();
}

void History::open(std::shared_ptr<VaultSession> session, const HistoryStart &start)
{
    close();
    d->session = std::move(session);
    d->start = start;
    d->session->listen(this, [this, turn = d->turn] {
        if (turn == d->turn)
            Q_EMIT wiped();
    });
    d->session->listenForFiles(this, [this, turn = d->turn] {
        if (turn == d->turn)
            d->tellGoneFiles();
    });
    Q_EMIT opened();
    d->tellGoneFiles(); // it was unlocked, and shortened, before
}

void History::close()
{
    if (!d->session)
        return;
    d->endSearches();
    d->endExport();
    ++d->turn;
    d->session.reset();
    d->start = {};
    d->toldOfDamage = false;
    Q_EMIT closed();
}

bool History::isOpen() const
{
    return d->session != nullptr;
}

const HistoryStart &History::start() const
{
    return d->start;
}

/// 0 while nothing is open: then nobody answers.
template <class Work> quint64 History::Private::ask(Work work, Told told)
{
    if (!session)
        return 0;
    const quint64 question = ++questions;
    session->door().run(
        q, [asked = session, work = std::move(work)] { return work(*asked); },
        [this, question, told, asked = turn](Result<VaultPage> page) {
            if (asked == turn)
                onPage(question, std::move(page), told);
        });
    return question;
}

template <class Work> void History::Private::write(Work work)
{
    if (!session)
        return;
    session->door().run(
        q, [asked = session, work = std::move(work)] { return work(*asked); },
        [this, asked = turn](const Result<void> &done) {
            if (asked == turn && !done)
                Q_EMIT q->failed(0, done.error());
        });
}

void History::Private::onPage(quint64 question, Result<VaultPage> page, Told told)
{
    if (!page)
        return Q_EMIT q->failed(question, page.error());
    HistoryPage read;
    read.question = question;
    read.isFirst = page->isFirst;
    read.isLast = page->isLast;
    read.damaged = page->damaged;
    read.messages.reserve(static_cast<qsizetype>(page->messages.size()));
    for (StoredMessage &message : page->messages)
        read.messages.append(shown(std::move(message)));
    for (StoredMessage &message : page->quoted)
        read.quoted.append(shown(std::move(message)));
    Q_EMIT(q->*told)(read);
    tellOfDamage(page->damaged);
}

void History::Private::tellOfDamage(int rows)
{
    if (rows > 0 && !std::exchange(toldOfDamage, true))
        Q_EMIT q->failed(0, damagedRows(rows));
}

quint64 History::readEnd(int count)
{
    return d->ask(
        [count = std::clamp(count, 1, mostOnAPage)](VaultSession &vault) { return vault.end(count); });
}

quint64 History::readBefore(quint64 number, int count)
{
    return d->ask([number, count = std::clamp(count, 1, mostOnAPage)](VaultSession &vault) {
        return vault.before(number, count);
    });
}

quint64 History::readAfter(quint64 number, int count)
{
    return d->ask([number, count = std::clamp(count, 1, mostOnAPage)](VaultSession &vault) {
        return vault.after(number, count);
    });
}

quint64 History::readAround(quint64 number, int count)
{
    return d->ask([number, count = std::clamp(count, 2, mostOnAPage)](VaultSession &vault) {
        return vault.around(number, count);
    });
}

quint64 History::readAfterIn(const TalkOf &talk, quint64 number, int count)
{
    return d->ask(
        [talk, number, count = std::clamp(count, 1, mostOnAPage)](VaultSession &vault) {
            auto above = static_cast<qint64>(number);
            return vault.nextDirect(talk, above, count);
        },
        &History::directPageRead);
}

quint64 History::search(const SearchQuery &query, const SearchScope &scope)
{
    if (!d->session)
        return 0;
    d->endSearch(scope.talk.with);
    const auto search = std::make_shared<Search>(query, scope, ++d->questions);
    d->searching[scope.talk.with] = search;
    d->step(search);
    return search->question;
}

void History::cancelSearch(const QString &with)
{
    d->endSearch(with);
}

void History::Private::endSearch(const QString &with)
{
    const auto found = searching.find(with);
    if (found == searching.end())
        return;
    found->second->isCancelled = true;
    searching.erase(found);
}

void History::Private::endSearches()
{
    while (!searching.empty())
        endSearch(QString(searching.begin()->first));
}

/// A slice in the store's thread, then the next one behind what was asked for meanwhile.
void History::Private::step(const std::shared_ptr<Search> &search)
{
    struct Slice
    {
        Result<std::vector<FoundMessage>> found;
        bool isOver = true;
        int damaged = 0;
    };
    session->door().run(
        q,
        [asked = session, search] {
            Slice slice;
            if (search->isCancelled)
                return slice;
            slice.found = asked->search(search->run);
            slice.isOver = search->run.isOver;
            slice.damaged = search->run.damaged;
            return slice;
        },
        [this, search](const Slice &slice) { onFound(search, slice.found, slice.isOver, slice.damaged); });
}

void History::Private::onFound(const std::shared_ptr<Search> &search,
                               const Result<std::vector<FoundMessage>> &found, bool isOver, int damaged)
{
    const auto present = searching.find(search->with());
    if (present == searching.end() || present->second != search)
        return;
    if (!found) {
        searching.erase(present);
        return Q_EMIT q->failed(search->question, found.error());
    }
    if (!isOver)
        step(search); // it is read while the window shows these
    else
        searching.erase(present);
    QList<SearchHit> hits;
    for (const FoundMessage &hit : *found)
        hits.append({shown(hit.message), hit.marks, hit.with});
    if (!hits.isEmpty())
        Q_EMIT q->hitsFound(search->question, hits);
    if (isOver) {
        Q_EMIT q->searchEnded(search->question);
        tellOfDamage(damaged);
    }
}

quint64 History::exportTo(const QString &path, ExportFormat format, const ExportWords &words,
                          const TalkOf &talk)
{
    Q_ASSERT(format != ExportFormat::Pdf);
    if (!d->session)
        return 0;
    d->endExport();
    if (!d->exportThread)
        d->exportThread = std::make_unique<ExportThread>();
    d->exportQuestion = ++d->questions;
    d->exporting = std::make_shared<HistoryExport>(d->session, d->exportThread->door(),
                                                   HistoryExport::Wish{path, format, words, talk},
                                                   d->exportListener(d->exportQuestion, path));
    d->exporting->start();
    return d->exportQuestion;
}

HistoryExport::Listener History::Private::exportListener(quint64 question, const QString &path)
{
    const auto guard = ContextGuard::make(q);
    HistoryExport::Listener listener;
    listener.progressed = [this, guard, question](quint64 messages) {
        guard->deliver([this, question, messages] {
            if (question == exportQuestion)
                Q_EMIT q->exportProgressed(question, messages);
        });
    };
    listener.ended = [this, guard, question, path](const Result<void> &outcome, int damaged) {
        guard->deliver([this, question, path, outcome, damaged] {
            if (question != exportQuestion)
                return;
            exporting.reset();
            exportQuestion = 0;
            if (!outcome)
                return Q_EMIT q->failed(question, outcome.error());
            Q_EMIT q->exported(question, path);
            tellOfDamage(damaged);
        });
    };
    return listener;
}

void History::cancelExport()
{
    d->endExport();
}

void History::Private::endExport()
{
    if (exporting)
        exporting->cancel();
    exporting.reset();
    exportQuestion = 0;
}

void History::Private::tellGoneFiles()
{
    if (const QList<Bytes> files = session ? session->takeGoneFiles() : QList<Bytes>(); !files.isEmpty())
        Q_EMIT q->filesGone(files);
}

void History::setLastRead(quint64 number)
{
    d->write([number](VaultSession &vault) { return vault.setLastRead(number); });
}

void History::setDraft(const QString &text)
{
    d->write([text](VaultSession &vault) { return vault.setDraft(text); });
}

void History::wipe(quint64 shownTo)
{
    if (!d->session)
        return;
    d->session->door().post([session = d->session, shownTo] { session->wipeUpTo(shownTo); });
    removeInSlices(d->session, std::numeric_limits<qint64>::max(),
                   [guard = ContextGuard::make(this), this, turn = d->turn](const Result<void> &done) {
                       if (!done)
                           guard->deliver([this, turn, error = done.error()] {
                               if (turn == d->turn)
                                   Q_EMIT failed(0, error);
                           });
                   });
}

} // namespace waxwing
