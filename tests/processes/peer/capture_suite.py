# SPDX-FileCopyrightText: 2026 The Waxwing authors
# SPDX-License-Identifier: MIT
"""The program's own capture files (--capture): the same bytes as the network's, read by Wireshark's tools without complaint,
and a conversation that goes on whatever becomes of the file."""
import os
import shutil
import signal
import socket
import stat
import struct
import subprocess

import suite
from file_tools import until
from program import PROGRAM, GuestProgram, HostProgram, free_port, stop
from storage_suite import fill, mounted
from suite import CASES, Skip, case, main
from wire_suite import Dumpcap, streams

CASES.clear()  # those of the suites above
PASSWORD = 'a long password 1'
TALK = ('hello', 'zażółć gęślą jaźń 日本', 'x' * 32_000, 'again ' * 3_000)
ALL = {}


def tshark(path, *more):
    if shutil.which('tshark') is None:
        raise Skip('NOT TESTED: tshark is not installed (apt install tshark)')
    done = subprocess.run(['tshark', '-r', path, '-o', 'tcp.check_checksum:TRUE', '-o', 'ip.check_checksum:TRUE', *more],
                          capture_output=True, text=True)
    complaints = [line for line in done.stderr.splitlines() if 'root' not in line]
    assert done.returncode == 0 and not complaints, done.stderr
    return done.stdout.splitlines()


def carried(path):
    """What each direction carried: (source port, target port) → bytes. A port in use twice is two connections: of the later one."""
    found = {}
    ports = {}
    for line in tshark(path, '-Y', 'tcp', '-T', 'fields', '-e', 'tcp.stream', '-e', 'tcp.srcport', '-e', 'tcp.dstport'):
        number, source, target = line.split('\t')
        ports[int(number), int(source)] = int(target)
    for (number, source), data in streams(path).items():
        found[source, ports[number, source]] = data
    return found


def own_file(name):
    return os.path.join(suite.folder('files'), name + '.pcapng')


def begin():
    """One conversation, written down three times: by dumpcap, by the host and by each guest."""
    port, control = free_port(), free_port()
    try:
        capture = Dumpcap([control, port], own_file('network'))
    except Skip as skip:
        ALL['skip'] = str(skip)
        return
    host = HostProgram('host', '--bind', '127.0.0.1', '--capture', own_file('host'), port=port)
    one = GuestProgram(host, 'asha', PASSWORD, '--capture', own_file('asha'), profile='asha').inside()
    two = GuestProgram(host, 'ravi', PASSWORD, '--capture', own_file('ravi'), profile='ravi').inside()
    for i, text in enumerate(TALK):
        speaker, listener = ((one, two), (two, one))[i % 2]
        speaker.say(text)
        listener.event('said', 30, text=text)
    speak_in_the_clear(port)
    two.command('leave')
    two.ends(0)
    host.command('close')
    [each.ends(0) for each in (host, one)]
    ALL.update(port=port, control=control, network=capture.stop(control))


def speak_in_the_clear(port):
    """Another program at the host's port: what it says becomes no frame."""
    with socket.create_connection(('127.0.0.1', port)) as stranger:
        stranger.sendall(b'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n')
        while stranger.recv(4096):
            pass


def captured():
    if 'skip' in ALL:
        raise Skip(ALL['skip'])
    port = ALL['port']
    return {ends: data for ends, data in carried(ALL['network']).items() if port in ends
            and not data.startswith((b'is anybody', b'this is'))}


@case
def every_byte_is_the_network_s():
    """Of each direction of each connection, at the host and at both guests."""
    network = captured()
    assert len(network) == 6, network.keys()  # two guests and a stranger
    host = carried(own_file('host'))
    assert host.keys() == network.keys(), (host.keys(), network.keys())
    for ends, data in host.items():
        assert network[ends] == data, ('host', ends, len(data), len(network[ends]))
    for name in ('asha', 'ravi'):
        own = carried(own_file(name))
        assert len(own) == 2, own.keys()
        for ends, data in own.items():
            assert network[ends] == data, (name, ends, len(data))
    assert sum(len(data) for data in network.values()) > 150_000


@case
def wireshark_has_nothing_to_complain_of():
    captured()
    for name in ('host', 'asha', 'ravi'):
        for wrong in ('_ws.malformed', 'tcp.checksum.status == "Bad"', 'ip.checksum.status == "Bad"',
                      'tcp.analysis.flags && !tcp.analysis.window_update', '_ws.expert.severity == error'):
            assert tshark(own_file(name), '-Y', wrong) == [], (name, wrong)
        assert tshark(own_file(name), '-Y', 'tcp.checksum.status == "Good"'), name
        # Each connection is opened and ended in the file.
        streams_ = set(tshark(own_file(name), '-Y', 'tcp.flags.syn == 1 && tcp.flags.ack == 0', '-T', 'fields', '-e', 'tcp.stream'))
        ends = set(tshark(own_file(name), '-Y', 'tcp.flags.fin == 1', '-T', 'fields', '-e', 'tcp.stream'))
        assert streams_ == ends and len(streams_) == (3 if name == 'host' else 1), (name, streams_, ends)


@case
def times_are_the_network_s():
    """The frames in their order, and not a second apart from the network's. A program that is held up once shows it in one
    of them: in the first or in the last, not in both."""
    captured()
    fields = ['-T', 'fields', '-e', 'frame.time_epoch']
    for name in ('host', 'asha', 'ravi'):
        times = [float(time) for time in tshark(own_file(name), *fields)]
        assert times == sorted(times), name
        port = tshark(own_file(name), '-Y', 'tcp.len > 0', '-T', 'fields', '-e', 'tcp.srcport')[0]
        mine, theirs = ([float(time) for time in tshark(path, '-Y', f'tcp.len > 0 && tcp.srcport == {port}', *fields)]
                        for path in (own_file(name), ALL['network']))
        apart = [abs(mine[at] - theirs[at]) for at in (0, -1)]
        assert min(apart) < 1, (name, port, apart)


@case
def it_says_what_it_is():
    captured()
    told = subprocess.run(['capinfos', own_file('host')], capture_output=True, text=True).stdout
    assert 'written by the program, not captured from a network' in told, told
    comments = tshark(own_file('host'), '-Y', 'tcp.len > 0', '-T', 'fields', '-e', 'frame.comment')
    assert all(comments), comments
    assert comments[0].startswith('Guest hello: ') and comments[1].startswith('Host hello: ')
    assert any('Sealed record 0 of epoch 1: ' in text for text in comments)
    assert any('became no frame' in text for text in comments)


@case
def nothing_readable_is_in_it():
    """No name, no text, no kind of message: the file tells no more than the network did."""
    captured()
    for name in ('host', 'asha', 'ravi'):
        raw = open(own_file(name), 'rb').read()
        for word in (b'asha', b'ravi', 'gęślą'.encode(), b'again again', PASSWORD.encode(), 'Prüfraum'.encode(), b'welcome'):
            assert word not in raw, (name, word)
        assert len(tshark(own_file(name), '-Y', 'frame.interface_id > 0')) == 0


@case
def it_is_for_its_owner_alone():
    captured()
    for name in ('host', 'asha', 'ravi'):
        assert stat.S_IMODE(os.stat(own_file(name)).st_mode) == 0o600, name


# ---------------------------------------------------------------- what can go wrong


def refused(one, part):
    """Ends with 1 before anything travelled: a sentence, or a code with --json."""
    assert one.wait() == 1, (one.lines, one.errors)
    if one.json:
        assert one.all_lines[-1]['event'] == 'error' and one.all_lines[-1]['code'] == 'recording failed', one.lines
        assert part in one.all_lines[-1]['detail'], one.lines
    else:
        assert part in one.errors[-1] and len(one.errors[-1].split()) > 8, one.errors


@case
def a_path_that_cannot_be_written():
    path = os.path.join(suite.folder('nowhere'), 'no such folder', 'x.pcapng')
    for json_lines in (True, False):
        refused(HostProgram(f'host {json_lines}', '--capture', path, opened=False, json_lines=json_lines), path)
        refused(GuestProgram('127.0.0.1:9', 'asha', PASSWORD, '--capture', path, json_lines=json_lines), path)


@case
def a_file_that_is_there_is_left_alone():
    path = os.path.join(suite.folder('there'), 'x.pcapng')
    with open(path, 'w', encoding='utf-8') as file:
        file.write('something dear')
    refused(HostProgram('not host', '--capture', path, opened=False), 'There is something called')
    assert open(path, encoding='utf-8').read() == 'something dear'


@case
def wrong_usage():
    for arguments in (['--capture', 'x'], ['--host', '--capture', '']):
        done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True)
        assert done.returncode == 2 and '--capture' in done.stderr, done


@case
def disk_is_full_half_way():
    """The capture stops with a word, everybody talks on, and what was written can be read."""
    path = os.path.join(mounted('small disk', '256k'), 'x.pcapng')
    host = HostProgram('half way', '--bind', '127.0.0.1', '--capture', path)
    one = GuestProgram(host, 'asha', PASSWORD).inside()
    fill(os.path.dirname(path))
    os.truncate(os.path.join(os.path.dirname(path), 'filler'), 150_000)
    for i in range(12):
        one.say('y' * 20_000, str(i))
        one.event('ack', 30, id=str(i))
    told = host.event('recording_failed')
    assert told['what'] == 'capture' and told['file'] == path and told['code'] == 'recording failed', told
    assert 'What was written before can be read.' in told['detail'], told
    one.say('goes on', 'on')
    one.event('ack', id='on')
    stop(host)
    one.ends(0)
    assert os.path.getsize(path) > 20_000
    packets = tshark(path)
    assert len(packets) > 20
    assert tshark(path, '-Y', '_ws.malformed || tcp.analysis.flags') == []
    assert sum(e['event'] == 'recording_failed' for e in host.all_lines) == 1


def packets_in(path):
    """How many whole ones: a block is its kind, its size, what is in it, and its size again."""
    with open(path, 'rb') as file:
        data = file.read()
    count = at = 0
    while at + 8 <= len(data):
        kind, size = struct.unpack_from('<II', data, at)
        if size < 12 or at + size > len(data):
            break
        count += kind == 6
        at += size
    return count


@case
def killed_half_way():
    """A file without an end is still whole blocks, or nearly: Wireshark reads what is there."""
    path = os.path.join(suite.folder('killed'), 'x.pcapng')
    host = HostProgram('killed host', '--bind', '127.0.0.1', '--capture', path)
    one = GuestProgram(host, 'asha', PASSWORD).inside()
    one.say('before', 'a')
    one.event('ack', id='a')
    until(lambda: packets_in(path) > 20)  # a thread of its own writes it
    host.kill()
    assert len(tshark(path)) > 20
    one.signal(signal.SIGTERM)
    one.ends(0)


if __name__ == '__main__':
    main(1, begin)
