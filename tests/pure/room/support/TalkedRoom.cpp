// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "TalkedRoom.h"

#include "ReadyRoom.h"

namespace waxwing::test {

Settings replaySettings()
{
    Settings settings = hostSettings();
    settings.messagesAtOnce = 1'000'000;
    settings.recordsAtOnce = 1'000'000;
    return settings;
}

TalkedRoom::TalkedRoom(int messages, const Settings &settings, qsizetype length)
    : HostFixture(source, settings)
{
    options.features = both;
    if (messages > 0)
        fill(messages, length);
}

void TalkedRoom::fill(int messages, qsizetype length)
{
    layRoom(folder());
    RoomDatabase database;
    RoomDatabase::OpenOptions opening{folder(), std::nullopt};
    const auto state = database.open(std::move(opening), random);
    if (!state)
        qFatal("no room");
    history = state->history;
    Account ghost;
    ghost.name = ghost.folded = ghost.skeleton = QStringLiteral("ghost");
    ghost.verifier = scramVerifier(commonKeys());
    const auto id = database.addAccount(ghost, std::nullopt, 0);
    Account old = ghost;
    old.name = old.folded = old.skeleton = olga;
    old.firstNumber = 1;
    if (!id || !database.addAccount(old, std::nullopt, 0))
        qFatal("no accounts");
    TalkChange change;
    for (int number = 1; number <= messages; ++number) {
        const QString text = QStringLiteral("message %1 ").arg(number).leftJustified(length, u'.');
        change.said.push_back(
            {quint64(number), *id, RawGuest::deviceNamed('g'), quint64(number), number, text});
    }
    if (!database.commitTalk(quint64(messages) + 1, {}, change) || !database.closeCleanly())
        qFatal("no talk");
}

std::unique_ptr<RawGuest> knowing(HostFixture &room)
{
    auto guest = std::make_unique<RawGuest>(room);
    guest->features = both;
    return guest;
}

std::vector<quint64> numbersAt(RawGuest &guest, std::size_t count, bool mayMore)
{
    std::vector<quint64> numbers;
    while (numbers.size() < count) {
        const auto said = guest.take<Said>();
        if (!said)
            return numbers;
        numbers.push_back(said->number);
    }
    if (!mayMore) {
        for (const Said &said : guest.takeAll<Said>())
            numbers.push_back(said.number);
    }
    return numbers;
}

std::vector<quint64> fromTo(quint64 first, quint64 last)
{
    std::vector<quint64> numbers;
    for (quint64 number = first; number <= last; ++number)
        numbers.push_back(number);
    return numbers;
}

void sayMany(RawGuest &guest, quint64 first, quint64 last)
{
    for (quint64 counter = first; counter <= last; ++counter) {
        guest.send(Say{counter, QStringLiteral("says %1").arg(counter)});
        while (counter % 32 == 0 || counter == last) {
            const auto ack = guest.take<Ack>();
            if (!ack || ack->counter == counter)
                break;
        }
    }
}

} // namespace waxwing::test
