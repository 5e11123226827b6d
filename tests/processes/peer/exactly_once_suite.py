# SPDX-FileCopyrightText: 2026 The Waxwing authors
# SPDX-License-Identifier: MIT
"""Exactly once, in order, across anything: host and guests are killed, and cables are cut, at random instants of a long
exchange; networks are bad, clocks wrong, and a person sits at two PCs. Afterwards every message that was acknowledged is
there once, in order, at everybody, and nothing else is."""
import contextlib
import glob
import os
import pathlib
import random
import shutil
import sqlite3

from exchange import SEED, Exchange, Member, judge
from file_tools import until
from network import Network
from program import PACE, RUNNING, own_profile
from suite import Skip, at_the_end, case, folder, main

INSTANTS = int(os.environ.get('WAXWING_KILLS', '10'))  # 200 and more for a long run
WAITING = int(os.environ.get('WAXWING_WAITING', '300'))  # 10,000 for a long run, which takes some ten minutes
FEWER = max(3, INSTANTS // 3)
YEAR = 365 * 24 * 3600


@case
def killed_and_cut_at_random_instants():
    exchange = Exchange('everything', ('asha', 'ben', 'chris'))
    exchange.live(INSTANTS)
    exchange.settle()
    judge(exchange)
    exchange.end()


def waiting_in_the_vault(member):
    """How many messages have been committed to be sent later. The program keeps its vault to itself: a copy is looked
    into, and one that was made in the midst of a write is none yet."""
    [vault] = glob.glob(os.path.join(folder(own_profile(member.label)), 'vaults', '*.sqlite'))
    copy = os.path.join(folder(f'looked at, {member.label}'), 'vault')
    try:
        for part in ('', '-wal'):
            shutil.copyfile(vault + part, copy + part)
        with contextlib.closing(sqlite3.connect(copy)) as base:
            return base.execute('SELECT count(*) FROM outbox').fetchone()[0]
    except (OSError, sqlite3.Error):
        return None


@case
def what_waited_is_sent_by_the_next_run():
    """Said while there was no host; the program is killed; the next run sends it once, in order."""
    exchange = Exchange('waiting', ('asha', 'ben'))
    asha, ben = exchange.members
    asha.cable.cut()
    asha.run.event('reconnecting', 20)
    for _ in range(WAITING):
        asha.say()
    until(lambda: waiting_in_the_vault(asha) == WAITING, 60)  # what it has not committed was never promised
    asha.kill()
    asha.cable.mend()
    asha.start()
    asha.enter()
    exchange.settle(60 + WAITING / 15)  # the host takes 20 a second
    waiting = [e['text'] for e in asha.run.events('waiting')]
    assert waiting == asha.said[:WAITING], (len(waiting), len(asha.said))
    room = judge(exchange)
    assert [text for _, name, text in room if name == 'asha'] == asha.said, len(room)
    exchange.end()


@case
def one_person_at_two_pcs():
    """Each of them is killed and cut off for itself; both show what either said."""
    exchange = Exchange('two PCs', ('asha', 'ben'))
    # Before anything is said: a further PC has nothing from before, as anybody who joins late.
    exchange.members.append(Member('asha', exchange.host, pc=' at home', register=False))
    exchange.live(FEWER)
    exchange.settle()
    judge(exchange)
    exchange.end()


class WrongClock:
    """Each start of a program has another clock, wrong by up to thirty years either way."""

    def __init__(self):
        if PACE != 1:
            raise Skip('NOT TESTED under a sanitizer: libfaketime and its runtime both want to be loaded first')
        libraries = glob.glob('/usr/lib/*/faketime/libfaketimeMT.so.1')
        if not libraries:
            raise Skip('NOT TESTED: needs libfaketime (apt install faketime)')
        self.library, self.chance = libraries[0], random.Random(f'{SEED} clocks')

    def __call__(self):
        """Not by the command `faketime`: it stays between the test and the program, and would be killed in its place."""
        seconds = self.chance.randrange(-30 * YEAR, 30 * YEAR)
        return ('env', f'LD_PRELOAD={self.library}', f'FAKETIME={seconds:+d}s', 'FAKETIME_DONT_FAKE_MONOTONIC=1')

    @staticmethod
    @at_the_end
    def tidy():
        """What the library keeps for each process that was killed."""
        for process in RUNNING:
            for left in (f'faketime_shm_{process.pid}', f'sem.faketime_sem_{process.pid}'):
                pathlib.Path('/dev/shm', left).unlink(missing_ok=True)


@case
def clocks_wrong_by_years():
    exchange = Exchange('clocks', ('asha', 'ben'), prefix=WrongClock())
    exchange.live(FEWER)
    exchange.settle()
    judge(exchange)
    exchange.end()


class NetworkExchange(Exchange):
    """In a network of PCs whose cables lose 5 of 100 packets, carry 400 kbit a second, and are pulled."""
    DEEDS = {'kill_host': 1, 'kill_member': 2, 'pull': 4}

    def __init__(self, name, people):
        self.network = Network(len(people) + 1)
        super().__init__(name, (), prefix=lambda: self.network.at(1), address=self.network.address(1))
        where = f'{self.network.address(1)}:{self.port}'
        self.members = [Member(person, self.host, where=where, prefix=lambda pc=pc: self.network.at(pc))
                        for pc, person in enumerate(people, 2)]
        for pc in range(2, len(people) + 2):
            self.network.worsen(pc, 5, 400_000)

    def pull(self):
        pc = self.chance.randrange(2, len(self.members) + 2)
        self.network.cable(pc, 'down')
        self.talk(self.chance.uniform(0.2, 2))
        self.network.cable(pc, 'up')

    def mend(self):
        pass  # it stays as bad as it is; only the cables are in


@case
def bad_networks_and_pulled_cables():
    exchange = NetworkExchange('bad network', ('asha', 'ben'))
    exchange.live(FEWER)
    exchange.settle(180)
    judge(exchange)
    exchange.end()


if __name__ == '__main__':
    main(2)
