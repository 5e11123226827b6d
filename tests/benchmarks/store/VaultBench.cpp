// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT

// A vault with 100,000 messages of the room and as many with one person: its last page from the moment the
// key is there, searches and storing one message, the latter two against SQLite's C interface and Botan
// alone. By turns; best of each.
#include "BareVault.h"
#include "Row.h"
#include "SystemRandom.h"
#include "Usage.h"
#include "VaultSession.h"

#include <QDir>
#include <QTemporaryDir>

using namespace waxwing;
using namespace waxwing::bench;

namespace {

constexpr quint64 messages = 100'000;
constexpr int aPage = 200;
constexpr int rounds = 9;
constexpr quint64 storedInARound = 2'000;

const QString name = QStringLiteral("00112233445566778899aabbccddeeff.sqlite");

struct Place
{
    QTemporaryDir folder;
    SystemRandom random;
    SystemClock clock;
    StoreThread thread;
    SecretBytes key = random.secret(32);
    PasswordWrap wrap{Bytes(16, 's'), 1, Bytes(60, 'w')};

    std::unique_ptr<VaultSession> file()
    {
        auto session = std::make_unique<VaultSession>(std::make_shared<StoreDoor>(thread), clock, random);
        if (const auto opened = session->openFile(folder.path(), name); !opened)
            qFatal("%s", qPrintable(opened.error().detail));
        return session;
    }
    [[nodiscard]] QString path() const { return folder.path() + QStringLiteral("/vaults/") + name; }
};

template <class Call> double secondsOf(Call call)
{
    const double before = wallSeconds();
    call();
    return wallSeconds() - before;
}

/// Of 20 to 120 characters; every tenth is no ASCII.
StoredMessage messageOf(quint64 number)
{
    static const QString words = QStringLiteral(
        "the quick brown fox jumps over the lazy dog and runs into the wood where nobody has seen it since "
        "yesterday evening after supper");
    StoredMessage message;
    message.number = number;
    message.name = QStringLiteral("person%1").arg(number % 7);
    message.device = Bytes(16, 'd');
    message.text = words.first(20 + static_cast<qsizetype>(number * 37 % 100));
    if (number % 10 == 0)
        message.text += QStringLiteral(" zażółć");
    if (number % 1'000 == 0)
        message.text += QStringLiteral(" Needle");
    message.timeMs = static_cast<qint64>(number) * 1'000;
    return message;
}

KeptTurn turnOf(quint64 first, quint64 count)
{
    KeptTurn turn;
    for (quint64 number = first; number < first + count; ++number)
        turn.arrived.push_back(messageOf(number));
    turn.history = Bytes(16, 'h');
    turn.nextNumber = first + count;
    return turn;
}

void must(bool done, const char *what)
{
    if (!done)
        qFatal("%s", what);
}

const QString person = QStringLiteral("person3");

void fillDirect(VaultSession &session)
{
    DirectIdentity identity;
    identity.digest = Bytes(32, 'i');
    identity.device = Bytes(16, 'e');
    for (quint64 first = 1; first <= messages; first += 1'000) {
        std::vector<DirectMessage> said(1'000);
        for (quint64 i = 0; i < 1'000; ++i) {
            const StoredMessage message = messageOf(first + i);
            said[i].device = identity.device;
            said[i].counter = first + i;
            said[i].text = message.text;
            said[i].timeMs = message.timeMs + 500;
        }
        const auto kept = session.direct([&](VaultDirect &direct, bool) -> Result<void> {
            if (const auto known = direct.keepIdentity(person, identity); !known)
                return known;
            const auto taken = direct.take(person, identity.digest, said, false);
            return taken ? Result<void>() : tl::make_unexpected(taken.error());
        });
        must(kept.has_value(), "direct messages were not kept");
    }
}

void fill(Place &place)
{
    const auto session = place.file();
    VaultContents contents;
    contents.identity = *Identity::generate(place.random);
    contents.device = Bytes(16, 'd');
    must(session->create(place.wrap, place.key, contents).has_value(), "no vault could be made");
    for (quint64 first = 1; first <= messages; first += 1'000)
        must(session->keep(turnOf(first, 1'000)).has_value(), "a turn was not kept");
    fillDirect(*session);
}

/// The file is open and checked while the password is stretched; from then on it counts.
void measureLastPage(Place &place)
{
    Samples page;
    Samples checked;
    for (int round = 0; round < rounds; ++round) {
        std::unique_ptr<VaultSession> session;
        checked.add(secondsOf([&] { session = place.file(); }));
        page.add(secondsOf([&] {
            must(session->unlock(place.key, session->wraps()->front()).has_value(), "it does not unlock");
            must(session->contents().has_value() && session->start().has_value(), "no contents");
            must(session->end(aPage)->messages.size() == aPage, "no page");
        }));
    }
    print({QStringLiteral("the last 200 of 100,000 messages, from the key on"), page.median() * 1e3,
           spreadOf(page.quantile(0.1) * 1e3, page.quantile(0.9) * 1e3), Bar::AtMost, 150,
           QStringLiteral("ms")});
    printNote(QStringLiteral("opening and checking the file, before the key: %1 ms")
                  .arg(checked.median() * 1e3, 0, 'f', 1));
}

void measureSearch(Place &place, const QString &words, const SearchScope &scope, std::size_t expected)
{
    Samples ours, bare, first, slices;
    for (int round = 0; round < rounds; ++round) {
        {
            const auto session = place.file();
            must(session->unlock(place.key, session->wraps()->front()).has_value(), "it does not unlock");
            std::size_t hits = 0;
            double untilFirst = 0;
            double longest = 0;
            ours.add(secondsOf([&] {
                SearchRun run({words, {}, 0, 0, false}, scope);
                const double begun = wallSeconds();
                while (!run.isOver) {
                    const double before = wallSeconds();
                    hits += session->search(run)->size();
                    longest = std::max(longest, wallSeconds() - before);
                    if (hits > 0 && untilFirst == 0)
                        untilFirst = wallSeconds() - begun;
                }
            }));
            first.add(untilFirst);
            slices.add(longest);
            must(hits == expected, "not all was found");
        }
        BareVault file(place.path(), place.key);
        bare.add(secondsOf([&] {
            must(!scope.isInRoom() || file.openAll() > 0, "nothing opened");
            must(!scope.isInDirect() || file.openAllDirect() > 0, "nothing opened");
        }));
    }
    const Comparison cost = compare(ours, bare);
    const QString where = scope.isEverywhere          ? QStringLiteral("200,000 messages everywhere")
                          : scope.talk.with.isEmpty() ? QStringLiteral("100,000 messages of the room")
                                                      : QStringLiteral("100,000 messages with one person");
    print({QStringLiteral("searching %1 for \"%2\", by SQLite and Botan alone").arg(where, words), cost.ratio,
           spreadOf(cost), Bar::AtMost, 3});
    printNote(QStringLiteral("search %1 ms, bare %2 ms, first hits after %3 ms, longest slice %4 ms")
                  .arg(ours.best() * 1e3, 0, 'f', 1)
                  .arg(bare.best() * 1e3, 0, 'f', 1)
                  .arg(first.median() * 1e3, 0, 'f', 1)
                  .arg(slices.median() * 1e3, 0, 'f', 1));
}

void measureStoring(Place &place)
{
    const auto session = place.file();
    must(session->unlock(place.key, session->wraps()->front()).has_value(), "it does not unlock");
    BareLog bare(place.folder.filePath(QStringLiteral("bare.sqlite")));
    Samples ours, others;
    quint64 next = messages + 1;
    for (int round = 0; round < rounds; ++round, next += storedInARound) {
        std::vector<KeptTurn> turns;
        std::vector<Bytes> contents;
        // Each another, as sealed ones are: SQLite writes none that stays as it is.
        std::vector<Bytes> positions;
        for (quint64 number = next; number < next + storedInARound; ++number) {
            turns.push_back(turnOf(number, 1));
            contents.push_back(Bytes(28, 'c') + vaultCodec::packMessage(turns.back().arrived.front(), 1, 0));
            positions.push_back(Bytes::number(number).rightJustified(60, 'p'));
        }
        ours.add(secondsOf([&] {
            for (const KeptTurn &turn : turns)
                must(session->keep(turn).has_value(), "not kept");
        }));
        others.add(secondsOf([&] {
            for (quint64 i = 0; i < storedInARound; ++i)
                bare.keep(next + i, contents[i], positions[i]);
        }));
    }
    const Comparison cost = compare(ours, others);
    print({QStringLiteral("storing a message, by SQLite alone on as many bytes in WAL"), cost.ratio,
           spreadOf(cost), Bar::AtMost, 1.5});
    printNote(QStringLiteral("a message %1 µs, bare %2 µs")
                  .arg(ours.best() / double(storedInARound) * 1e6, 0, 'f', 1)
                  .arg(others.best() / double(storedInARound) * 1e6, 0, 'f', 1));
}

} // namespace

int main()
{
    Place place;
    fill(place);
    measureLastPage(place);
    const SearchScope direct{{person, {}}, false};
    const SearchScope everywhere{{}, true};
    measureSearch(place, QStringLiteral("needle"), {}, 100);
    measureSearch(place, QStringLiteral("ZAŻÓŁĆ"), {}, 10'000);
    measureSearch(place, QStringLiteral("needle"), direct, 100);
    measureSearch(place, QStringLiteral("ZAŻÓŁĆ"), direct, 10'000);
    measureSearch(place, QStringLiteral("needle"), everywhere, 200);
    measureStoring(place);
    return 0;
}
