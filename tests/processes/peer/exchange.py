# SPDX-FileCopyrightText: 2026 The Waxwing authors
# SPDX-License-Identifier: MIT
"""A long exchange while things happen to its host, its members and their cables, and the judgement on what is left."""
import os
import random
import sys
import time

from cable import Cable
from program import PACE, SLOW, GuestProgram, HostProgram, free_port, own_profile, stop
from suite import CURRENT

PASSWORD = 'a long password 1'
SEED = int(os.environ.get('WAXWING_SEED', '20261121'))


class Member:
    """A person at one PC: one profile, one cable, as many runs of the program as it takes. `where` is what it joins: a
    cable of its own to the host, or the host's address. `prefix` makes what each run is started with."""

    def __init__(self, name, host, pc='', where=None, prefix=tuple, register=True):
        self.name, self.label, self.fingerprint = name, name + pc, host.fingerprint
        self.cable = Cable(host.port) if where is None else None
        self.where, self.prefix = where or f'127.0.0.1:{self.cable.port}', prefix
        self.runs = []
        self.said = []   # texts, in the order of the commands
        self.start(register)
        self.run.inside(120)

    @property
    def run(self):
        return self.runs[-1]

    def start(self, register=False):
        self.runs.append(GuestProgram(self.where, self.name, PASSWORD, key=self.fingerprint, register=register,
                                      profile=own_profile(self.label), prefix=self.prefix()))

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
        text = f'{self.label} {len(self.said)}'
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
    """A host and members who talk while things happen to them. Which things: DEEDS, each with its weight."""
    DEEDS = {'kill_host': 4, 'kill_member': 6, 'cut': 4, 'hold': 2, 'delay': 1, 'kill_all': 1}

    def __init__(self, name, people, prefix=tuple, address='127.0.0.1'):
        self.address = address
        self.chance, self.port = random.Random(f'{SEED} {name}'), free_port()
        self.profile, self.prefix = own_profile(f'host of {name}'), prefix
        self.deeds = {}
        self.start_host()
        self.members = [Member(person, self.host, prefix=prefix) for person in people]

    def start_host(self):
        self.host = HostProgram(self.profile, '--bind', self.address, port=self.port, prefix=self.prefix())

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
        self.start_host()

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
        deed = self.chance.choices(list(self.DEEDS), list(self.DEEDS.values()))[0]
        self.deeds[deed] = self.deeds.get(deed, 0) + 1
        getattr(self, deed)()
        for member in self.members:
            if member.run.process.poll() is not None:
                member.start()
            elif member.is_inside():
                member.run.command('try_now')

    def live(self, instants):
        for _ in range(instants):
            self.talk(self.chance.uniform(0.05, 0.6))
            self.step()

    def mend(self):
        for member in self.members:
            member.cable.delay = 0
            member.cable.mend()

    def settle(self, timeout=60):
        """Until a last word of each has come to all."""
        self.mend()
        for member in self.members:
            member.enter()
        lasts = []
        for member in self.members:
            lasts.append(f'{member.label}, the last')
            member.said.append(lasts[-1])
            member.run.say(lasts[-1], lasts[-1])
        deadline = time.monotonic() + timeout * SLOW
        while True:
            missing = [(member.label, text) for member in self.members for text in lasts
                       if not any(e['text'] == text for e in member.run.events('said'))
                       or text not in member.acknowledged() and text.startswith(member.label + ',')]
            if not missing:
                return
            assert time.monotonic() < deadline, (missing, [m.run.all_lines[-4:] for m in self.members])
            for member in self.members:
                member.run.command('try_now')
            time.sleep(0.1)

    def end(self):
        stop(self.host)
        for member in self.members:
            member.run.ends(0)


def judge(exchange):
    """Every acknowledged message is there once, in order, at everybody, and nothing else is. Prints the counts and gives
    what everybody has."""
    for member in exchange.members:
        member.texts = set(member.said)
    possible = {text for member in exchange.members for text in member.said}
    acknowledged = set().union(*(member.acknowledged() for member in exchange.members))
    room, unshown = None, 0
    for member in exchange.members:
        for run in member.runs:
            numbers = [e['number'] for e in run.events('said')]
            assert numbers == sorted(set(numbers)), (member.label, 'shown twice or out of order', numbers)
        assert not member.events('failed') and not member.events('error'), (member.label, member.events('failed'),
                                                                            member.events('error'))
        assert not member.events('missed'), (member.label, member.events('missed'))
        kept = [(m['number'], m['name'], m['text']) for m in member.kept()]
        numbers, texts = [m[0] for m in kept], [m[2] for m in kept]
        assert numbers == sorted(set(numbers)), (member.label, 'kept twice or out of order', numbers)
        assert len(texts) == len(set(texts)), (member.label, 'said twice', [t for t in texts if texts.count(t) > 1])
        assert set(texts) <= possible, (member.label, 'never said', set(texts) - possible)
        assert acknowledged <= set(texts), (member.label, 'lost', sorted(acknowledged - set(texts)))
        shown = {(e['number'], e['name'], e['text']) for e in member.events('said')}
        assert shown <= set(kept), (member.label, 'shown and not kept', shown - set(kept))
        unshown += kept_as_it_was_killed(member, kept, shown)
        assert room in (None, kept), (member.label, 'another room', set(kept) ^ set(room or kept))
        room = kept
        for speaker in exchange.members:
            order = [speaker.said.index(text) for _, name, text in kept if text in speaker.texts]
            assert order == sorted(order), (member.label, f'{speaker.label} out of order', order)
        assert all(text.startswith(name) for _, name, text in kept), (member.label, 'under another name')
    said = sum(len(member.said) for member in exchange.members)
    print(f'# {CURRENT.case}: {sum(exchange.deeds.values())} instants {exchange.deeds}; {said} said, {len(acknowledged)} '
          f'acknowledged, {len(room)} in the room, each once and in order at each of {len(exchange.members)}; {unshown} kept in the instant of a kill, and shown '
          'by the history alone',
          file=sys.stderr, flush=True)
    return room


def kept_as_it_was_killed(member, kept, shown):
    """How many were kept and not shown: they follow the last word of a run that was killed, and nothing else is so."""
    lasts = {max((e['number'] for e in run.events('said')), default=0) for run in member.runs[:-1]}
    unshown, before = 0, 0
    for row in kept:
        if row not in shown:
            assert before in lasts, (member.label, 'kept and never shown', row)
            lasts.add(row[0])
            unshown += 1
        before = row[0]
    return unshown
