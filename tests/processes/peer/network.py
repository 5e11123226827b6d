# SPDX-FileCopyrightText: 2026 The Waxwing authors
# SPDX-License-Identifier: MIT
"""A network under the test's hands: namespaces, each a PC of its own, on one bridge; its cables can be pulled, and lose
and slow down what passes."""
import os
import subprocess
import time

from suite import Skip, at_the_end

NETWORKS = []
_numbers = iter(range(1, 1000))


def run(command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise OSError(f'{" ".join(command)}: {done.stderr.strip()}')


def ip(*words, inside=None):
    run(['ip', *(['-n', inside] if inside else []), *words])


class Network:
    """Namespaces, each a PC of its own, all on one bridge in a namespace of its own."""

    def __init__(self, pcs):
        self.name = f'wx{os.getpid() % 100000}n{next(_numbers)}'
        self.pcs = []
        NETWORKS.append(self)
        try:
            self.make(pcs)
        except (OSError, FileNotFoundError) as error:
            self.end()
            raise Skip(f'NOT TESTED: needs root and `ip netns` (apt install iproute2): {error}') from None

    def make(self, pcs):
        bridge = f'{self.name}s'
        ip('netns', 'add', bridge)
        self.pcs.append(bridge)
        ip('link', 'add', 'br0', 'type', 'bridge', inside=bridge)
        ip('link', 'set', 'br0', 'up', inside=bridge)
        for number in range(1, pcs + 1):
            pc = f'{self.name}p{number}'
            ip('netns', 'add', pc)
            self.pcs.append(pc)
            ip('link', 'set', 'lo', 'up', inside=pc)
            ip('link', 'add', 'eth0', 'type', 'veth', 'peer', 'name', f'port{number}', 'netns', bridge, inside=pc)
            ip('link', 'set', f'port{number}', 'master', 'br0', inside=bridge)
            ip('link', 'set', f'port{number}', 'up', inside=bridge)
            ip('address', 'add', f'10.77.0.{number}/24', 'dev', 'eth0', inside=pc)
            ip('address', 'add', f'fd77::{number}/64', 'dev', 'eth0', 'nodad', inside=pc)
            ip('link', 'set', 'eth0', 'up', inside=pc)
        time.sleep(2)  # until the links are up for IPv6, too

    def at(self, number):
        return ('ip', 'netns', 'exec', f'{self.name}p{number}')

    def address(self, number):
        return f'10.77.0.{number}'

    def cable(self, number, state):
        ip('link', 'set', f'port{number}', state, inside=self.pcs[0])

    def worsen(self, number, loss, rate):
        """Of what this PC sends and gets `loss` of 100 packets do not arrive, and it sends at most `rate` bits a second."""
        rules = ''.join(f'add table ip bad; add chain ip bad {hook} {{ type filter hook {hook} priority 0; }}; '
                        f'add rule ip bad {hook} numgen random mod 100 < {loss} drop; ' for hook in ('input', 'output'))
        run([*self.at(number), 'nft', rules])
        run([*self.at(number), 'tc', 'qdisc', 'add', 'dev', 'eth0', 'root', 'tbf', 'rate', f'{rate}bit', 'burst', '16kb',
             'latency', '400ms'])

    def end(self):
        for pc in reversed(self.pcs):
            subprocess.run(['ip', 'netns', 'delete', pc], stderr=subprocess.DEVNULL)
        self.pcs = []


@at_the_end
def end_networks():
    for network in NETWORKS:
        network.end()
