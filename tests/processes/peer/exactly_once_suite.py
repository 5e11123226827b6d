# SPDX-FileCopyrightText: 2026 The Waxwing authors
# SPDX-License-Identifier: MIT
"""Exactly once, in order, across anything: host and guests are killed, and cables are cut, at random instants of a long
exchange. Afterwards every message that was acknowledged is there once, in order, at everybody, and nothing else is."""
import os
import random
import sys
import time

from cable import Cable
from program import PACE, SLOW, GuestProgram, HostProgram, free_port, stop
from suite import case, main

PASSWORD = 'a long password 1'
INSTANTS = int(os.environ.get('WAXWING_KILLS', '10'))  # 200 and more for a long run
SEED = int(os.environ.get('WAXWING_SEED', '20261121'))


class Member:
    """A person at one PC: one profile, one cable, as many runs of the program as it takes."""

    def __init__(self, name, port, fingerprint):
        self.name, self.fingerprint = name, fingerprint
        self.cable = Cable(port)
        self.runs = []
        self.said = []   # texts, in the order of the commands
        self.start(register=True)
        self.run.inside()

    @property
    def run(self):
        return self.runs[-1]

    def start(self, register=False):
        self.runs.append(GuestProgram(f'127.0.0.1:{self.cable.port}', self.name, PASSWORD, key=self.fingerprint,
                                      register=register))

    def is_inside(self):
        return bool(self.run.events('welcome'))

    def enter(self):
        """A run that met no host, or lost it before it was in, has ended: the person starts another."""
        deadline = time.monotonic() + 60 * SLOW
        while not self.is_inside():
            assert time.monotonic() < deadline, self.run.all_lines[-4:]
            if self.run.process.poll() is not None:
                self.start()
            time.sleep(0.05)

    def say(self):
        text = f'{self.name} {len(self.said)}'
        self.said.append(text)
        try:
            self.run.say(text, text)
        except OSError:
            self.said.pop()  # it was killed meanwhile

    def kill(self):
        self.run.kill()
        for reader in self.run.readers:
            reader.join(10)

    def events(self, name):
        return [event for run in self.runs for event in run.events(name)]

    def acknowledged(self):
        return {event['id'] for event in self.events('ack') if 'id' in event}

    def kept(self):
        """All that its vault holds, page by page."""
        messages, after, number = [], 0, len(self.runs) * 1000
        while True:
            number += 1
            self.run.command('history', after=after, count=1000, id=number)
            page = self.run.event('history', 30, again=True, id=number)
            messages += page['messages']
            if page['last'] or not page['messages']:
                return messages
            after = page['messages'][-1]['number']


class Exchange:
    def __init__(self, name, people):
        self.chance, self.port, self.profile = random.Random(f'{SEED} {name}'), free_port(), f'host of {name}'
        self.host = HostProgram(self.profile, '--bind', '127.0.0.1', port=self.port)
        self.members = [Member(person, self.port, self.host.fingerprint) for person in people]
        self.deeds = {}

    def talk(self, seconds):
        end = time.monotonic() + seconds * PACE
        while time.monotonic() < end:
            member = self.chance.choice(self.members)
            if member.is_inside():
                member.say()
            time.sleep(self.chance.uniform(0.0, 0.03))  # how fast somebody types; nothing is proved by it

    def kill_host(self):
        self.host.kill()
        self.talk(self.chance.uniform(0, 0.2))
        self.host = HostProgram(self.profile, '--bind', '127.0.0.1', port=self.port)

    def kill_member(self):
        member = self.chance.choice(self.members)
        member.kill()
        member.start()

    def kill_all(self):
        for member in self.members:
            member.kill()
        self.kill_host()
        for member in self.members:
            member.start()

    def cut(self):
        cable = self.chance.choice(self.members).cable
        cable.cut_after(self.chance.randrange(1, 4000))
        self.talk(self.chance.uniform(0.1, 0.5))
        cable.cut()
        cable.mend()

    def hold(self):
        cable = self.chance.choice(self.members).cable
        cable.hold()
        self.talk(self.chance.uniform(0.1, 0.5))
        cable.cut()
        cable.mend()

    def delay(self):
        member = self.chance.choice(self.members)
        member.cable.delay = self.chance.choice((0, 0.02, 0.1))

    def step(self):
        deeds = (self.kill_host, self.kill_member, self.kill_member, self.cut, self.cut, self.hold, self.delay,
                 self.kill_all)
        deed = self.chance.choices(deeds, (4, 3, 3, 2, 2, 2, 1, 1))[0]
        self.deeds[deed.__name__] = self.deeds.get(deed.__name__, 0) + 1
        deed()
        for member in self.members:
            if member.run.process.poll() is not None:
                member.start()
            elif member.is_inside():
                member.run.command('try_now')

    def settle(self):
        """Until a last word of each has come to all."""
        for member in self.members:
            member.cable.delay = 0
            member.cable.mend()
            member.enter()
        lasts = []
        for member in self.members:
            lasts.append(f'{member.name}, the last')
            member.said.append(lasts[-1])
            member.run.say(lasts[-1], lasts[-1])
        deadline = time.monotonic() + 60 * SLOW
        while True:
            missing = [(member.name, text) for member in self.members for text in lasts
                       if not any(e['text'] == text for e in member.run.events('said'))
                       or text not in member.acknowledged() and text.startswith(member.name + ',')]
            if not missing:
                return
            assert time.monotonic() < deadline, (missing, [m.run.all_lines[-4:] for m in self.members])
            for member in self.members:
                member.run.command('try_now')
            time.sleep(0.1)


def judge(exchange):
    """Gives what everybody has."""
    possible = {text for member in exchange.members for text in member.said}
    acknowledged = set().union(*(member.acknowledged() for member in exchange.members))
    room = None
    for member in exchange.members:
        for run in member.runs:
            numbers = [e['number'] for e in run.events('said')]
            assert numbers == sorted(set(numbers)), (member.name, 'shown twice or out of order', numbers)
        assert not member.events('failed') and not member.events('error'), (member.name, member.events('failed'),
                                                                            member.events('error'))
        assert not member.events('missed'), (member.name, member.events('missed'))
        kept = [(m['number'], m['name'], m['text']) for m in member.kept()]
        numbers, texts = [m[0] for m in kept], [m[2] for m in kept]
        assert numbers == sorted(set(numbers)), (member.name, 'kept twice or out of order', numbers)
        assert len(texts) == len(set(texts)), (member.name, 'said twice', [t for t in texts if texts.count(t) > 1])
        assert set(texts) <= possible, (member.name, 'never said', set(texts) - possible)
        assert acknowledged <= set(texts), (member.name, 'lost', sorted(acknowledged - set(texts)))
        shown = {(e['number'], e['name'], e['text']) for e in member.events('said')}
        assert shown == set(kept), (member.name, 'shown and kept differ', shown ^ set(kept))
        assert room in (None, kept), (member.name, 'another room', set(kept) ^ set(room or kept))
        room = kept
        for speaker in exchange.members:
            order = [speaker.said.index(text) for _, name, text in kept if name == speaker.name]
            assert order == sorted(order), (member.name, f'{speaker.name} out of order', order)
    return room, acknowledged


@case
def killed_and_cut_at_random_instants():
    exchange = Exchange('everything', ('asha', 'ben', 'chris'))
    for _ in range(INSTANTS):
        exchange.talk(exchange.chance.uniform(0.05, 0.6))
        exchange.step()
    exchange.settle()
    room, acknowledged = judge(exchange)
    said = sum(len(member.said) for member in exchange.members)
    print(f'# {INSTANTS} instants {exchange.deeds}; {said} said, {len(acknowledged)} acknowledged, {len(room)} in the room, '
          f'each once and in order at each of {len(exchange.members)}', file=sys.stderr, flush=True)
    stop(exchange.host)
    for member in exchange.members:
        member.run.ends(0)


@case
def what_waited_is_sent_by_the_next_run():
    """Said while there was no host; the program is killed; the next run sends it once, in order."""
    exchange = Exchange('waiting', ('asha', 'ben'))
    asha, ben = exchange.members
    asha.cable.cut()
    asha.run.event('reconnecting', 20)
    for _ in range(300):
        asha.say()
    asha.run.command('people', id='all are taken')
    asha.run.event('people', again=True, id='all are taken')
    time.sleep(1 * PACE)  # a moment for the vault: what it has not committed by then was never promised
    asha.kill()
    asha.cable.mend()
    asha.start()
    asha.enter()
    exchange.settle()
    waiting = [e['text'] for e in asha.run.events('waiting')]
    assert waiting == asha.said[:300], (len(waiting), len(asha.said))
    room, _ = judge(exchange)
    assert [text for _, name, text in room if name == 'asha'] == asha.said, len(room)
    stop(exchange.host)
    for member in exchange.members:
        member.run.ends(0)


if __name__ == '__main__':
    main(2)
