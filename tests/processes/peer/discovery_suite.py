# SPDX-FileCopyrightText: 2026 The Waxwing authors
# SPDX-License-Identifier: MIT
"""Rooms are announced and found: real processes in network namespaces, IPv4 and IPv6, and a querier of our own."""
import json
import os
import subprocess
import sys
import time

from network import Network
from program import SLOW, GuestProgram, HostProgram, Program, stop
from suite import case, main

HERE = os.path.dirname(os.path.abspath(__file__))
_numbers = iter(range(1, 1000))
TIMES = {}


def host(network, number, *more, room=None, **options):
    options.setdefault('advertised', True)
    one = HostProgram(f'host{next(_numbers)}', *more, room=room or f'Raum {next(_numbers)}',
                      prefix=network.at(number) if network else (), **options)
    one.room = room
    return one


def seeker(network, number, *more):
    return Program('--discover', *more, prefix=network.at(number) if network else ())


def seen(one, *rooms, seconds=3):
    """All that a seeker tells: it waits for these rooms, by fingerprint and name, and so long for others."""
    for fingerprint, name in rooms:
        one.event('found', again=True, fingerprint=fingerprint, room=name)
    time.sleep(seconds)
    stop(one)
    return one.events('found')


def timed(name, begun, most):
    seconds = time.monotonic() - begun
    TIMES.setdefault(name, []).append(seconds)
    assert seconds < most * SLOW, f'{name}: {seconds:.1f} s'
    return seconds


@case
def a_room_is_found_at_once_and_gone_at_once():
    network = Network(2)
    room = host(network, 1, '--registration', 'invite')
    time.sleep(5)  # all that it says by itself is said
    begun = time.monotonic()
    found = seeker(network, 2)
    told = found.event('found')
    timed('from the start of the program to the room', begun, 2)
    whole = found.find(lambda e: e['event'] == 'found' and len(e['addresses']) == 2, again=True)
    assert whole['room'] == room.told['room'] and whole['fingerprint'] == room.fingerprint, whole
    assert whole['people'] == 0 and whole['registration'] == 'invite' and whole['interfaces'] == ['eth0'], whole
    assert whole['addresses'] == [f'10.77.0.1:{room.port}', f'[fd77::1]:{room.port}'], whole
    assert 'known' not in whole and 'host' not in whole, whole
    begun = time.monotonic()
    room.command('close')
    found.event('gone', id=told['id'])
    timed('from closing to gone', begun, 3)
    room.ends(0)
    stop(found)


@case
def a_room_that_opens_shows_while_one_looks_and_counts_its_people():
    network = Network(2)
    found = seeker(network, 2)
    time.sleep(3)
    begun = time.monotonic()
    room = host(network, 1)
    told = found.event('found')
    timed('from the start of a host to the room', begun, 5)
    guest = GuestProgram(f'10.77.0.1:{room.port}', 'asha', 'a long password 1', key=room.fingerprint,
                         prefix=network.at(2), profile='finder asha').inside()
    found.event('found', id=told['id'], people=1)
    # Whoever has been there knows the key.
    stop(guest)
    known = Program('--discover', prefix=network.at(2), profile='finder asha')
    assert known.event('found')['known'] is True
    stop(known)
    stop(found)
    stop(room)


@case
def a_room_whose_host_was_killed_goes_within_half_a_minute():
    network = Network(2)
    room = host(network, 1)
    found = seeker(network, 2)
    told = found.event('found')
    begun = time.monotonic()
    room.kill()
    found.event('gone', 60, id=told['id'])
    timed('from kill -9 to gone', begun, 30)
    stop(found)


@case
def a_plain_querier_reads_every_byte():
    network = Network(2)
    room = host(network, 1, room='Prüfraum (Nord.flügel)')
    time.sleep(5)
    for family, address, record in (('4', '10.77.0.1', 1), ('6', 'fd77::1', 28)):
        asked = subprocess.run([*network.at(2), '/usr/bin/python3', os.path.join(HERE, 'mdns.py'), 'eth0', family, '1.5',
                                '_waxwing._tcp.local', '12', str(20 * SLOW)], capture_output=True, text=True, check=True)
        heard = [json.loads(line) for line in asked.stdout.splitlines()]
        assert len(heard) == 1, heard
        assert heard[0]['port'] == 5353 and heard[0]['hops'] == 255, heard[0]
        records = heard[0]['records']
        by_type = {r['type']: r for r in records}
        assert by_type[12]['section'] == 'answer' and not by_type[12]['flush'], records
        assert by_type[12]['value'] == 'Prüfraum (Nord.flügel)._waxwing._tcp.local', records
        assert by_type[33]['value'][:3] == [0, 0, room.port] and by_type[33]['flush'], records
        assert by_type[16]['value'] == ['txtvers=1', 'key=' + room.fingerprint.replace('-', ''), 'people=0', 'host=',
                                        'registration=open'], records
        assert {r['value'] for r in records if r['type'] == record} >= {address}, records
        assert all(r['name'] == by_type[33]['value'][3] for r in records if r['type'] in (1, 28)), records
        assert all(r['ttl'] == 120 and r['class'] == 1 for r in records), records
    stop(room)


@case
def who_does_not_advertise_is_not_heard():
    network = Network(2)
    room = host(network, 1, advertised=False)
    found = seeker(network, 2, '--for', '3')
    assert found.ends(0).events('found') == []
    asked = subprocess.run([*network.at(2), '/usr/bin/python3', os.path.join(HERE, 'mdns.py'), 'eth0', '4', '1',
                            '_services._dns-sd._udp.local', '12'], capture_output=True, text=True, check=True)
    assert asked.stdout == '', asked.stdout
    stop(room)


@case
def only_where_it_listens_it_is_announced():
    network = Network(2)
    here, there = host(network, 1, '--bind', '127.0.0.1'), host(network, 1, '--bind', 'fd77::1')
    found = seen(seeker(network, 2), (there.fingerprint, there.told['room']))
    assert {e['fingerprint'] for e in found} == {there.fingerprint}, found
    assert found[-1]['addresses'] == [f'[fd77::1]:{there.port}'], found
    on_it = seen(seeker(network, 1, '--bind', '127.0.0.1'), (here.fingerprint, here.told['room']))
    assert {e['fingerprint'] for e in on_it} == {here.fingerprint}, on_it
    stop(here)
    stop(there)


@case
def two_rooms_of_one_name_are_told_apart():
    network = Network(3)
    first = host(network, 1, room='Lab 3')
    looks = seeker(network, 3)
    looks.event('found', fingerprint=first.fingerprint)  # the name is its own now
    second = host(network, 2, room='Lab 3')
    found = seen(looks, (first.fingerprint, 'Lab 3'), (second.fingerprint, 'Lab 3 (2)'))
    names = {e['fingerprint']: e['room'] for e in found}
    assert names == {first.fingerprint: 'Lab 3', second.fingerprint: 'Lab 3 (2)'}, names
    stop(first)
    stop(second)


@case
def cables_that_are_pulled_and_plugged_are_followed():
    network = Network(2)
    room = host(network, 1)
    found = seeker(network, 2)
    told = found.event('found')
    network.cable(2, 'down')
    found.event('gone', id=told['id'])
    network.cable(2, 'up')
    begun = time.monotonic()
    found.event('found', 20, id=told['id'])
    timed('from the cable to the room', begun, 8)
    stop(found)
    stop(room)


@case
def a_flood_of_forged_packets_hides_no_room():
    network = Network(2)
    room = host(network, 1)
    forger = subprocess.Popen([*network.at(2), '/usr/bin/python3', '-c', FORGER], stdout=subprocess.PIPE, text=True,
                              env=dict(os.environ, PYTHONPATH=HERE))
    found = seeker(network, 2)
    assert forger.communicate(timeout=60 * SLOW)[0].strip() == 'done'
    found = seen(found, (room.fingerprint, room.told['room']), seconds=6)
    assert len({e['id'] for e in found}) <= 1 + 2 * 100  # of each address, IPv4 and IPv6
    stop(room)


FORGER = """
import random, struct, mdns
random.seed(5)
for family in '46':
    ours = mdns.opened('eth0', family)
    service = mdns.labels_of('_waxwing._tcp.local')
    def record(labels, kind, data):
        return mdns.name_bytes(labels) + struct.pack('>HHIH', kind, 1, 4500, len(data)) + data
    for number in range(1500):
        name = [b'Forged %d' % number, *service]
        text = b''.join(bytes([len(s)]) + s for s in (b'txtvers=1', b'key=' + b'A' * 32))
        body = (record(service, 12, mdns.name_bytes(name)) + record(name, 16, text) +
                record(name, 33, struct.pack('>HHH', 0, 0, 9) + mdns.name_bytes([b'mallory', b'local'])) +
                record([b'mallory', b'local'], 1, bytes([10, 77, 0, 2])))
        whole = struct.pack('>6H', 0, 0x8400, 0, 4, 0, 0) + body
        mdns.send(ours, family, whole)
        broken = bytearray(whole)
        for _ in range(random.randrange(1, 9)):
            broken[random.randrange(len(broken))] = random.randrange(256)
        mdns.send(ours, family, bytes(broken[:random.randrange(1, len(broken) + 1)]))
print('done')
"""


@case
def a_port_that_another_keeps_to_itself_is_told():
    network = Network(1)
    keeper = subprocess.Popen([*network.at(1), '/usr/bin/python3', '-c', KEEPER], stdout=subprocess.PIPE, text=True)
    assert keeper.stdout.readline().strip() == 'kept'
    found = seeker(network, 1).ends(3)
    assert found.events('error')[0]['code'] == 'cannot listen', found.lines
    room = host(network, 1)  # opens all the same
    room.event('notice', again=True)
    stop(room)
    keeper.kill()
    keeper.wait()


KEEPER = """
import socket, time
kept = [socket.socket(f, socket.SOCK_DGRAM) for f in (socket.AF_INET, socket.AF_INET6)]
kept[1].setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
kept[0].bind(('', 5353)); kept[1].bind(('::', 5353))
print('kept', flush=True); time.sleep(600)
"""


@case
def two_programs_on_one_pc_find_each_other_on_loopback():
    """Needs no rights at all: nothing leaves this PC."""
    room = host(None, 0, '--bind', '127.0.0.1', room=f'Loopback {os.getpid()}')
    found = seeker(None, 0, '--bind', '127.0.0.1')
    told = found.event('found', room=room.told['room'])
    assert told['addresses'] == [f'127.0.0.1:{room.port}'] and told['interfaces'] == ['lo'], told
    # It tells of nothing before its time is over, and whoever answers may be held up.
    listing = Program('--discover', '--for', '8', '--bind', '127.0.0.1', json_lines=False)
    listing.text(room.told['room'])
    listing.ends(0)
    assert any(room.fingerprint in line for line in listing.all_lines), listing.all_lines
    room.command('close')
    found.event('gone', id=told['id'])
    room.ends(0)
    stop(found)


@case
def the_command_line_says_what_it_does_not_take():
    for words in (['--discover', '--host'], ['--discover', '--join', '127.0.0.1'], ['--for', '3', '--host'],
                  ['--discover', '--for', '0'], ['--discover', '--for', 'x'], ['--no-advertise', '--join', '127.0.0.1'],
                  ['--discover', '--bind', 'eth0'], ['--discover', '--room', 'x'], ['--discover', '--capture', 'x']):
        one = Program(*words, json_lines=False)
        one.ends(2)
        assert one.errors, words


def tell_times():
    for name, seconds in TIMES.items():
        print(f'#   {name}: {", ".join(f"{s:.2f} s" for s in seconds)}', file=sys.stderr)


if __name__ == '__main__':
    main(workers=4, after=tell_times)
