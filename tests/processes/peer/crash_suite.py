# SPDX-FileCopyrightText: 2026 The Waxwing authors
# SPDX-License-Identifier: MIT
"""Processes that are killed at any instant: nothing acknowledged is lost, nothing is shown twice."""
import random
import threading
import time

import waxwing_wire as w
from program import PACE, SLOW, GuestProgram, HostProgram, free_port, stop
from suite import case, main
from waxwing_peer import Ended, Guest

PASSWORD = 'a long password 1'
SALT = bytes(range(16))
ROUNDS = 20 if PACE == 1 else 8  # what a sanitizer finds it finds in fewer
SEED = 20261121


class Registrar(threading.Thread):
    """Registers one name after another until its host dies; an address of its own, so that no throttle is met."""

    def __init__(self, port, number):
        super().__init__(daemon=True)
        self.port, self.number = port, number
        self.acknowledged, self.asked, self.failure = [], [], None

    def run(self):
        try:
            for i in range(100):
                source = f'127.2.{self.number}.{i + 1}'
                guest = Guest(port=self.port, source=source).handshake()
                for n in range(9):
                    name = f'crash{self.number}x{i}x{n}'
                    self.asked.append(name)
                    guest.register(name, 'someone@example.org', PASSWORD, salt=SALT)
                    self.acknowledged.append(name)
                    time.sleep(0.01 * PACE)  # all rounds together make fewer accounts than a room takes
                guest.close('left')
        except (Ended, OSError, w.Refusal):
            pass  # the host was killed
        except Exception as error:  # anything else is told by the test
            self.failure = error


def log_in(port, names, number):
    for i, name in enumerate(names):
        guest = Guest(port=port, source=f'127.3.{number}.{i % 250 + 1}').handshake()
        assert guest.login(name, PASSWORD) == name
        guest.close('left')


@case
def host_is_killed_during_registrations_and_talk():
    chance, port = random.Random(SEED), free_port()
    host = HostProgram('killed', '--bind', '127.0.0.1', port=port)
    fingerprint = host.fingerprint
    speaker = GuestProgram(host, 'speaker', PASSWORD).inside()
    listener = GuestProgram(host, 'listener', PASSWORD).inside()
    spoken, accounts, histories = 0, [], set()
    for number in range(1, ROUNDS + 1):
        registrar = Registrar(port, number)
        registrar.start()
        end = time.monotonic() + chance.uniform(0.02, 0.6) * PACE
        while time.monotonic() < end:
            speaker.say(f'word {spoken}', spoken)
            spoken += 1
            time.sleep(chance.uniform(0.0, 0.05))  # how fast somebody types; nothing is proved by it
        host.kill()
        registrar.join(30 * SLOW)
        assert registrar.failure is None, repr(registrar.failure)
        accounts += registrar.acknowledged
        host = HostProgram('killed', '--bind', '127.0.0.1', port=port)
        assert host.fingerprint == fingerprint, number
        log_in(port, registrar.acknowledged[-5:], number)
        for one in (speaker, listener):
            one.command('try_now')
        if number % 5 == 0:
            wait_until_all_is_acknowledged(speaker, spoken)
    assert accounts, 'no registration was acknowledged in any round'
    wait_until_all_is_acknowledged(speaker, spoken)
    log_in(port, accounts, 100)
    for one in (speaker, listener):
        texts = [e['text'] for e in one.events('said')]
        assert len(texts) == len(set(texts)), [t for t in texts if texts.count(t) > 1]
        words = [int(t.split()[1]) for t in texts]
        assert words == sorted(words), words
        numbers = [e['number'] for e in one.events('said')]
        assert numbers == sorted(set(numbers)), numbers
    assert not speaker.events('failed'), speaker.events('failed')
    speaker.say('the last', 'last')
    listener.command('try_now')
    listener.event('said', 60, text='the last')
    stop(host)
    for one in (speaker, listener):
        one.ends(0)


def wait_until_all_is_acknowledged(speaker, spoken):
    deadline = time.monotonic() + 60 * SLOW
    while True:
        missing = set(range(spoken)) - {e.get('id') for e in speaker.events('ack')}
        if not missing:
            return
        assert time.monotonic() < deadline, (sorted(missing)[:5], speaker.lines[-4:])
        speaker.command('try_now')
        time.sleep(0.2)


@case
def host_is_killed_while_it_starts():
    """Before the first start was over there may be nothing; afterwards the identity is always the same."""
    chance, fingerprint = random.Random(SEED + 1), None
    for number in range(6):
        host = HostProgram('starting', '--bind', '127.0.0.1', opened=False)
        time.sleep(chance.uniform(0.0, 0.5) * PACE)  # the instant of the kill
        host.kill()
        host.readers[0].join(5)
        told = [e['fingerprint'] for e in host.events('opened')]
        if told:
            assert fingerprint in (None, told[0])
            fingerprint = told[0]
    host = HostProgram('starting', '--bind', '127.0.0.1')
    assert fingerprint in (None, host.fingerprint), (fingerprint, host.fingerprint)
    fingerprint = host.fingerprint
    host.kill()
    host = HostProgram('starting', '--bind', '127.0.0.1')
    assert fingerprint == host.fingerprint
    stop(host)


@case
def guest_is_killed():
    """It comes back with the identity that it showed first."""
    chance = random.Random(SEED + 2)
    host = HostProgram('host-of-killed', '--bind', '127.0.0.1')
    witness = GuestProgram(host, 'witness', PASSWORD).inside()
    first = GuestProgram(host, 'victim', PASSWORD).inside()
    first.say('hello', 1)
    first.event('ack', id=1)
    first.kill()
    for number in range(5):
        victim = GuestProgram(host, 'victim', PASSWORD, register=False)
        if number % 2:
            time.sleep(chance.uniform(0.1, 1.2) * PACE)  # the instant of the kill, before it is in perhaps
        else:
            victim.inside()
            victim.say(f'round {number}', number)
            witness.event('said', text=f'round {number}')
        victim.kill()
    last = GuestProgram(host, 'victim', PASSWORD, register=False).inside()
    last.say('still me', 'id')
    witness.event('said', text='still me')
    last.event('ack', id='id')
    assert not witness.events('new_key'), witness.events('new_key')
    texts = [e['text'] for e in witness.events('said')]
    assert texts == ['hello', 'round 0', 'round 2', 'round 4', 'still me'], texts
    deadline, here = time.monotonic() + 20 * SLOW, None
    while here != [1, 1]:  # arrivals are gathered, `left` waits for 5 s
        assert time.monotonic() < deadline, here
        witness.command('people')
        here = [p['devices'] for p in witness.event('people')['people']]
    stop(host)
    for one in (witness, last):
        one.ends(0)


if __name__ == '__main__':
    main(3)
