# SPDX-FileCopyrightText: 2026 The Waxwing authors
# SPDX-License-Identifier: MIT
"""Key logs (--keylog, PROTOCOL 14): they open what was captured and nothing else; everybody in the room is told, and nobody
who does not know of such things."""
import os
import re
import stat

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

import suite
import waxwing_wire as w
from capture_suite import carried, refused
from program import GuestProgram, HostProgram, stop
from storage_suite import fill, mounted
from suite import CASES, case, main
from waxwing_peer import Guest, Host

CASES.clear()  # those of the suites above
PASSWORD = 'a long password 1'
LINE = re.compile(r'WAXWING_1 ([0-9a-f]{64}) (g2h|h2g) (0|[1-9][0-9]*) ([0-9a-f]{64}) ([0-9a-f]{24})\n')
ALL = {}


def file(name):
    return os.path.join(suite.folder('files'), name)


def keys_in(path):
    """(random, direction, epoch) → (key, IV); every line is a comment or one of 14."""
    keys = {}
    with open(path, encoding='ascii', newline='') as lines:
        for line in lines:
            if line.startswith('#'):
                continue
            found = LINE.fullmatch(line)
            assert found, line
            random, direction, epoch, key, iv = found.groups()
            name = bytes.fromhex(random), direction, int(epoch)
            assert name not in keys, line
            keys[name] = bytes.fromhex(key), bytes.fromhex(iv)
    return keys


def frames(data):
    place = 0
    while place < len(data):
        size = 4 + int.from_bytes(data[place:place + 4], 'big')
        yield data[place:place + size]
        place += size


def read(capture, keys):
    """The messages of each link of a capture that the keys open, by the guest hello's random and direction; and how many stay shut."""
    found, shut = {}, 0
    both = carried(capture)
    for (source, target), data in both.items():
        first = next(frames(data))
        if first[4] != w.GUEST_HELLO:
            continue
        random = w.decode(first[5:])['random']
        for direction, sender, stream in (('g2h', 'guest', data), ('h2g', 'host', both[target, source])):
            told = found.setdefault((random, direction), [])
            for frame in frames(stream):
                if frame[4] != w.RECORD:
                    continue
                epoch, sequence = int.from_bytes(frame[5:9], 'big'), int.from_bytes(frame[9:17], 'big')
                if (random, direction, epoch) not in keys:
                    shut += 1
                    continue
                key, iv = keys[random, direction, epoch]
                nonce = bytes(x ^ y for x, y in zip(iv, sequence.to_bytes(12, 'big')))
                plain = AESGCM(key).decrypt(nonce, frame[17:], frame[:17])
                size = int.from_bytes(plain[:4], 'big')
                told.append(w.decode_message(plain[4:4 + size], sender))
    return found, shut


def begin():
    host = HostProgram('host', '--bind', '127.0.0.1', '--capture', file('host.pcapng'), '--keylog', file('host.keys'))
    one = GuestProgram(host, 'asha', PASSWORD, '--capture', file('asha.pcapng'), '--keylog', file('asha.keys'), profile='asha').inside()
    two = GuestProgram(host, 'ravi', PASSWORD, profile='ravi').inside()
    for i in range(12):
        speaker, listener = ((one, two), (two, one))[i % 2]
        speaker.say(f'message {i}')
        listener.event('said', 30, text=f'message {i}')
    for guest in (one, two):
        guest.command('leave')
        guest.ends(0)
    host.command('close')
    host.ends(0)
    ALL.update(host=host, one=one, two=two)


@case
def the_keys_open_the_capture():
    for name, links in (('host', 2), ('asha', 1)):
        keys = keys_in(file(name + '.keys'))
        found, shut = read(file(name + '.pcapng'), keys)
        assert shut == 0 and len(found) == 2 * links, (name, shut, found.keys())
        for (random, direction), told in found.items():
            kinds = [message['type'] for message in told]
            if direction == 'g2h':
                assert kinds[0] == 'ready' and 'say' in kinds and kinds[-1] == 'close', kinds
            else:
                assert kinds[:2] == ['host', 'lobby'] and 'welcome' in kinds, kinds
                texts = [m['text'] for m in told if m['type'] == 'said']
                assert texts == [f'message {i}' for i in range(12)], texts
        # One line for every epoch of either direction, none left out: handshake, lobby, after the refresh, every 5 messages.
        for random in {random for random, _, _ in keys}:
            for direction in ('g2h', 'h2g'):
                epochs = sorted(epoch for r, d, epoch in keys if (r, d) == (random, direction))
                assert epochs == list(range(len(epochs))) and len(epochs) >= 4, (name, direction, epochs)


@case
def a_guest_s_log_holds_its_own_link_alone():
    keys = keys_in(file('asha.keys'))
    assert len({random for random, _, _ in keys}) == 1
    found, shut = read(file('host.pcapng'), keys)
    assert shut > 20 and sum(bool(told) for told in found.values()) == 2, shut
    assert set(keys.items()) <= set(keys_in(file('host.keys')).items())


@case
def files_are_for_their_owner_alone():
    for name in ('host.keys', 'asha.keys'):
        assert stat.S_IMODE(os.stat(file(name)).st_mode) == 0o600
        assert open(file(name), encoding='ascii').read().startswith('# Waxwing key log')


@case
def whoever_asks_is_warned():
    for one in (ALL['host'], ALL['one']):
        assert any(line.startswith('Warning: keys of this room') for line in one.errors), one.errors
    assert not ALL['two'].errors, ALL['two'].errors


@case
def both_guests_were_told():
    assert ALL['one'].events('key_logged') == [{'event': 'key_logged', 'running': True}], ALL['one'].events('key_logged')
    of_two = [(e.get('name'), e['running']) for e in ALL['two'].events('key_logged')]
    assert of_two[:2] == [(None, True), ('asha', True)] and of_two[2:] in ([('asha', False)], []), of_two
    assert any('“asha” writes down keys' in e['text'] for e in ALL['host'].events('notice')), ALL['host'].events('notice')


@case
def a_notice_for_each_who_comes_and_an_end():
    host = HostProgram('notice host', '--bind', '127.0.0.1')
    early = GuestProgram(host, 'early', PASSWORD).inside()
    spoken = GuestProgram(host, 'spoken', PASSWORD, json_lines=False, profile='spoken').inside()
    logging = GuestProgram(host, 'logging', PASSWORD, '--keylog', file('notice.keys')).inside()
    early.event('key_logged', name='logging', running=True)
    spoken.text('logging writes down keys of this room')
    late = GuestProgram(host, 'late', PASSWORD).inside()
    late.event('key_logged', name='logging', running=True)
    logging.command('leave')
    logging.ends(0)
    for guest in (early, late):
        guest.event('key_logged', name='logging', running=False)
        guest.event('left', names=['logging'], again=True)
    spoken.text('logging writes down no more keys')
    assert logging.events('key_logged') == []
    stop(host)


@case
def a_lost_link_is_told_too():
    """And taken up again on the next one."""
    host = HostProgram('lost host', '--bind', '127.0.0.1')
    early = GuestProgram(host, 'early', PASSWORD).inside()
    logging = GuestProgram(host, 'logging', PASSWORD, '--keylog', file('lost.keys')).inside()
    early.event('key_logged', name='logging', running=True)
    logging.kill()
    early.event('key_logged', name='logging', running=False)
    early.event('left', 30, names=['logging'])
    stop(host)


@case
def a_base_guest_hears_nothing():
    """A guest in Python that names no feature never gets a message of one; one that does gets it."""
    host = HostProgram('base host', '--bind', '127.0.0.1', '--keylog', file('base host.keys'))
    guests = []
    for name, features in (('base', []), ('knowing', ['key-log'])):
        guest = Guest(port=host.port).handshake()
        guest.register(name, name + '@example.org', PASSWORD)
        guest.login(name, PASSWORD)
        guests.append(guest.enter(w.new_rsa(), os.urandom(16), features=features))
    base, knowing = guests
    assert knowing.recv() == {'type': 'key_logged', 'running': True}
    logging = GuestProgram(host, 'logging', PASSWORD, '--keylog', file('base.keys')).inside()
    logging.say('hello')
    told = []
    for guest in guests:
        seen = []
        while not seen or seen[-1]['type'] != 'said':
            seen.append(guest.recv(20))
        told.append([m for m in seen if m['type'] == 'key_logged'])
    assert told == [[], [{'type': 'key_logged', 'name': 'logging', 'running': True}]], told
    host.command('close')
    logging.ends(0)
    host.ends(0)


@case
def a_base_host_hears_nothing():
    for features in ([], ['key-log']):
        heard = []

        def script(session):
            session.handshake()
            session.send_lobby(features=features)
            session.lobby()
            session.recv_identity()
            session.send_refresh()
            session.recv_refreshed()
            session.host.admit(session)
            while not heard or heard[-1]['type'] != 'close':
                heard.append(session.recv(30))
                if heard[-1]['type'] == 'say':
                    session.handle(heard[-1])

        host = Host(script=script)
        guest = GuestProgram(host, 'asha', PASSWORD, '--keylog', file(f'host {len(features)}.keys'), profile=f'features {len(features)}').inside()
        guest.say('hello', 'a')
        guest.event('ack', id='a')
        guest.command('leave')
        guest.ends(0)
        host.results.get(timeout=20)
        logs = [m for m in heard if m['type'] == 'key_log']
        assert logs == ([{'type': 'key_log', 'running': True}] if features else []), (features, heard)
        assert len(keys_in(file(f'host {len(features)}.keys'))) >= 6
        host.close()


@case
def off_writes_nothing():
    """Without the wish no file anywhere holds a line of keys."""
    host = HostProgram('off host', '--bind', '127.0.0.1')
    asha = GuestProgram(host, 'asha', PASSWORD, profile='off asha').inside()
    asha.command('leave')
    asha.ends(0)  # its files come and go no more
    stop(host)
    for folder in (host.profile, 'off asha'):
        for place, _, names in os.walk(suite.folder(folder)):
            for name in names:
                assert b'WAXWING_1' not in open(os.path.join(place, name), 'rb').read(), (place, name)


# ---------------------------------------------------------------- what can go wrong


@case
def paths_that_are_refused():
    shared = suite.folder('shared')
    os.chmod(shared, 0o777)
    foreign = file('foreign')
    with open(foreign, 'w', encoding='utf-8') as out:
        out.write('something dear')
    rows = {os.path.join(suite.folder('nowhere'), 'no such folder', 'x'): 'cannot be made',
            os.path.join(shared, 'x'): 'Others on this PC can change', foreign: 'is no key log of yours'}
    for i, (path, part) in enumerate(rows.items()):
        refused(HostProgram(f'refused {i}', '--keylog', path, opened=False, json_lines=i % 2 == 0), part)
        refused(GuestProgram('127.0.0.1:9', 'asha', PASSWORD, '--keylog', path, json_lines=i % 2 == 1, profile=f'refused asha {i}'), part)
    assert open(foreign, encoding='utf-8').read() == 'something dear'
    assert not os.path.exists(os.path.join(shared, 'x'))


@case
def a_folder_that_others_may_look_into():
    seen = suite.folder('seen')
    os.chmod(seen, 0o755)
    host = HostProgram('seen host', '--bind', '127.0.0.1', '--keylog', os.path.join(seen, 'x'))
    host.complains('can look into the folder')
    stop(host)


@case
def disk_is_full_half_way():
    """The log stops with a word, its end is told, everybody talks on, and its lines are whole."""
    path = os.path.join(mounted('small key disk', '64k'), 'x')
    host = HostProgram('half way', '--bind', '127.0.0.1')
    two = GuestProgram(host, 'ravi', PASSWORD, profile='half way ravi').inside()
    one = GuestProgram(host, 'asha', PASSWORD, '--keylog', path, profile='half way asha').inside()
    two.event('key_logged', name='asha', running=True)
    fill(os.path.dirname(path))
    for i in range(150):
        one.say(f'message {i}', str(i))
        one.event('ack', 30, id=str(i))
        if one.events('recording_failed'):
            break
    told = one.event('recording_failed', again=True)
    assert told['what'] == 'key log' and told['file'] == path and told['code'] == 'recording failed', told
    two.event('key_logged', name='asha', running=False)
    one.say('goes on', 'on')
    one.event('ack', id='on')
    keys_in(path)
    stop(host)
    one.ends(0)
    two.ends(0)


if __name__ == '__main__':
    main(1, begin)
