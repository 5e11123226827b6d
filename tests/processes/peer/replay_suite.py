# SPDX-FileCopyrightText: 2026 The Waxwing authors
# SPDX-License-Identifier: MIT
"""What the program's host gives to those who come back (PROTOCOL 8.9), and replies, edits and erasures (8.10)."""
import itertools
import random
import time

import waxwing_wire as w
from program import PACE, HostProgram, free_port, stop
from suite import case, main
from waxwing_peer import Ended, Guest

PASSWORD, SALT = 'a long password 1', bytes(range(16))
FEATURES = ['replay', 'talk']
ROUNDS, SEED = 12, 20261122
_sources = itertools.count(1)


class Person:
    """Somebody with one device, who comes and goes and keeps what was got, as a vault would."""

    def __init__(self, port, name):
        self.port, self.name = port, name
        self.key, self.device = w.new_rsa(), w.sha256(name.encode())[:16]
        self.kept, self.history, self.guest = {}, None, None
        self.said = 0
        guest = self.connect()
        guest.register(name, 'someone@example.org', PASSWORD, salt=SALT)
        self.admit(guest)

    def connect(self):
        n = next(_sources)
        return Guest(port=self.port, source=f'127.4.{n // 250}.{n % 250 + 1}').handshake()

    def comes(self):
        self.admit(self.connect())
        return self

    def admit(self, guest):
        guest.login(self.name, PASSWORD)
        resume = {'after': max(self.kept, default=0), 'history': self.history} if self.history else None
        guest.enter(self.key, self.device, resume, features=FEATURES)
        assert self.history in (None, guest.welcome['history'])
        self.history, self.guest = guest.welcome['history'], guest

    def goes(self):
        self.guest.close('left')
        self.guest = None

    def hears(self, **fields):
        """Until such a message has come; every number once, and rising."""
        while True:
            message = self.guest.wait_for('said', 30)
            assert message['number'] > max(self.kept, default=0), (message['number'], max(self.kept))
            self.kept[message['number']] = message
            if all(message.get(k) == v for k, v in fields.items()):
                return message

    def says(self, text, **more):
        self.guest.counter += 1
        self.guest.send({'type': 'say', 'text': text, 'counter': self.guest.counter, **more})

    @property
    def texts(self):
        return [self.kept[number]['text'] for number in sorted(self.kept)]


def opened(profile, *more, port=0):
    return HostProgram(profile, '--bind', '127.0.0.1', *more, port=port)


@case
def missed_is_brought_in_order():
    host = opened('missed')
    here, away = Person(host.port, 'here'), Person(host.port, 'away')
    away.goes()
    expected = [f'message {i}' for i in range(300)]
    for start in range(0, 300, 30):
        for text in expected[start:start + 30]:
            here.says(text)
        here.hears(text=expected[start + 29])
        time.sleep(1.0)  # the rate that a member has
    away.comes()
    assert away.guest.resumed == {'type': 'resumed', 'count': 300, 'complete': True}, away.guest.resumed
    away.hears(text=expected[-1])
    assert away.texts == expected, away.texts[:5]
    here.says('now')
    away.hears(text='now')
    stop(host)


@case
def nothing_is_lost_or_doubled_when_the_host_is_killed():
    chance, port = random.Random(SEED), free_port()
    host = opened('replay killed', port=port)
    speaker, listener = Person(port, 'speaker'), Person(port, 'listener')
    spoken = []
    for number in range(ROUNDS):
        end = time.monotonic() + chance.uniform(0.05, 0.5) * PACE
        known = speaker.guest.counter
        try:
            while time.monotonic() < end:
                speaker.says(f'round {number}, {len(spoken)}')
                spoken.append((speaker.guest.counter, f'round {number}, {len(spoken)}'))
                time.sleep(0.06)
        except (Ended, OSError):
            pass
        host.kill()
        host = opened('replay killed', port=port)
        for one in (speaker, listener):
            one.comes()
        # What the host has is known by the counter of welcome; the rest was never acknowledged.
        stored = speaker.guest.welcome['counter']
        assert stored >= known
        spoken = [(counter, text) for counter, text in spoken if counter <= stored]
        speaker.guest.counter = stored
    speaker.says('the last')
    spoken.append((speaker.guest.counter, 'the last'))
    for one in (speaker, listener):
        one.hears(text='the last')
        assert one.texts == [text for _, text in spoken], (len(one.texts), len(spoken))
    print(f'# {ROUNDS} kills, {len(spoken)} messages, each once and in order at both', flush=True)
    stop(host)


@case
def late_joiners_see_what_is_shared():
    host = opened('shared', '--share-last', '3')
    first = Person(host.port, 'first')
    for text in ('one', 'two', 'three', 'four', 'five'):
        first.says(text)
    first.hears(text='five')
    late = Person(host.port, 'late')
    assert late.guest.resumed['count'] == 3
    late.hears(text='five')
    assert late.texts == ['three', 'four', 'five'], late.texts
    stop(host)
    host = opened('shared', '--share-last', '0')
    later = Person(host.port, 'later')
    assert later.guest.resumed['count'] == 0 and later.guest.welcome['next'] == 6, later.guest.welcome
    stop(host)


@case
def what_is_erased_is_not_replayed():
    host = opened('erased')
    author, away = Person(host.port, 'author'), Person(host.port, 'away')
    away.goes()
    author.says('a secret')
    number = author.hears()['number']
    author.says('A SECRET', act='edit', target=number)
    author.says('\u2421', act='erase', target=number)
    author.says('after it')
    author.hears(text='after it')
    away.comes()
    away.hears(text='after it')
    assert away.texts == ['\u2421', 'after it'], away.texts
    assert away.kept[number + 2]['act'] == 'erase' and away.kept[number + 2]['target'] == number
    stop(host)


@case
def only_the_author_changes_a_message():
    host = opened('author')
    author, other = Person(host.port, 'author'), Person(host.port, 'other')
    author.says('mine')
    number = other.hears(text='mine')['number']
    other.says('indeed', act='reply', target=number)
    assert author.hears(text='indeed')['target'] == number
    other.says('yours', act='edit', target=number)
    try:
        other.guest.wait_for('left')
        raise AssertionError('was let through')
    except Ended as end:
        assert end.code == w.CODES['unexpected'], end.code
    author.says('still here')
    author.hears(text='still here')
    stop(host)


@case
def writing_and_reading_are_told():
    host = opened('writing')
    author, other = Person(host.port, 'author'), Person(host.port, 'other')
    author.guest.send({'type': 'writing', 'active': True})
    other.guest.wait_for('writes', name='author', active=True)
    author.says('read me')
    number = other.hears(text='read me')['number']
    other.guest.send({'type': 'read', 'number': number})
    author.guest.wait_for('seen', number=number, count=1, of=1)
    stop(host)


@case
def a_second_resume_ends_the_link():
    host = opened('twice')
    guest = Guest(port=host.port).handshake()
    guest.register('twice', 'someone@example.org', PASSWORD, salt=SALT)
    guest.login('twice', PASSWORD)
    guest.send(guest.identity(w.new_rsa(), bytes(16), features=FEATURES))
    guest.send({'type': 'resume'})
    guest.send({'type': 'resume'})
    try:
        guest.expect('welcome')
        guest.wait_for('left')
        raise AssertionError('was let through')
    except Ended as end:
        assert end.code == w.CODES['unexpected'], end.code
    stop(host)


if __name__ == '__main__':
    main()
