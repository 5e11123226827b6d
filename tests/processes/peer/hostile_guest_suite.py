# SPDX-FileCopyrightText: 2026 The Waxwing authors
# SPDX-License-Identifier: MIT
"""Hostile guests of the program's host. After each the host still serves others, and said why by the code of PROTOCOL."""
import functools
import itertools
import os
import select
import socket
import threading
import time

import hostile
import waxwing_wire as w
from program import SLOW, HostProgram, stop
from suite import case, cases, main
from waxwing_peer import Ended, Guest
from waxwing_wire import Raw, encode, frame

HOST = None
SALT, PASSWORD = bytes(range(16)), 'a long password 1'
_sources, _names = itertools.count(1), itertools.count(1)
FLOODS = threading.Lock()  # two at once would end each other's connections


def source():
    """An address of its own: what one case uses up holds back no other (6.5, 7.3, 7.6)."""
    n = next(_sources)
    return f'127.1.{n // 250}.{n % 250 + 1}'


def new_name():
    return f'guest{next(_names)}'


@functools.cache
def member_key(n=0):
    return w.new_rsa()


def connected(**more):
    return Guest(port=HOST.port, source=source(), **more)


def open_lobby(**more):
    return connected(**more).handshake()


def registered(guest, name=None, password=PASSWORD):
    name = name or new_name()
    client, server = w.scram_keys(password, SALT)
    guest.ask({'type': 'register', 'name': name, 'email': 'someone@example.org', 'salt': SALT,
               'iterations': w.ITERATIONS, 'stored_key': w.sha256(client), 'server_key': server}, 'registered')
    return name


def logged_in(name=None, password=PASSWORD):
    guest = open_lobby()
    guest.login(name or registered(guest), password)
    return guest


def member(name=None, key=None, device=None):
    return logged_in(name).enter(key or member_key(), device or os.urandom(16))


def ends(link, code, how=None, timeout=12 * SLOW, version=None):
    ended = link.end(timeout)
    wanted = (code,) if isinstance(code, str) else code
    assert ended.name in wanted and how in (None, ended.how), f'{ended}, not {how} {code}'
    assert ended.version == version, ended
    try:
        link.socket.settimeout(10 * SLOW)  # it lingers for a second by its own clock
        assert link.socket.recv(1) == b'', 'bytes behind the last word'
    except ConnectionResetError:
        pass
    link.socket.close()
    still_serves()


def still_serves():
    guest = open_lobby()
    assert guest.check(new_name() + 'free')['verdict'] == 'free'
    guest.close('left')


def answer_refused(guest, message, code, **fields):
    guest.send(message)
    answer = guest.recv()
    told = w.NAMES.get(answer.get('code'))
    assert answer['type'] == 'refused' and told == code, (answer, told)
    for name, value in fields.items():
        assert answer.get(name) == value, (name, answer)
    return answer


# ---------------------------------------------------------------- deadlines first: they wait while others work


@case
def nothing_is_sent():
    ends(connected(), 'idle', 'alert', 14 * SLOW)


@case
def half_a_frame_is_sent():
    guest = connected()
    guest.send_frame(b'\x00\x00\x02\x00\x01\xa4')
    ends(guest, 'idle', 'alert', 14 * SLOW)


@case
def a_hello_drips():
    guest = connected()
    drips, told = w.frame(1, encode(guest.hello()))[:200], None
    begun = time.monotonic()
    for byte in drips:
        try:
            guest.send_frame(bytes([byte]))
            guest.recv_frame(0.1)
        except Ended as ended:
            told = ended
            if told.how != 'silence':
                break
        except OSError:  # it has ended meanwhile, and what it said lies there
            told = guest.end()
            break
    assert (told.how, told.name) in (('alert', 'idle'), ('reset', None)), told
    assert 8 < time.monotonic() - begun < 19 * SLOW, time.monotonic() - begun
    still_serves()


@case
def no_ready_comes():
    guest = connected()
    guest.send_hello()
    guest.recv_hello()
    ends(guest, 'idle', 'close', 14 * SLOW)


@case
def silence_in_the_lobby():
    ends(open_lobby(), 'idle', 'close', 36 * SLOW)


@case
def silence_between_login_messages():
    guest = open_lobby()
    guest.ask(guest.client_first(registered(guest)), 'server_first')
    ends(guest, 'idle', 'close', 36 * SLOW)


@case
def silence_after_the_login():
    ends(logged_in(), 'idle', 'close', 36 * SLOW)


@case
def refresh_without_an_answer():
    ends(at_refresh(), 'idle', 'close', 45 * SLOW)


@case
def flood_of_300_connections():
    """More than one address may hold: the flood ends its own, others come in."""
    with FLOODS:
        flood_of_300()


def flood_of_300():
    sources = [source() for _ in range(5)]
    flood = [Guest(port=HOST.port, source=sources[i % 5]) for i in range(300)]
    still_serves()
    told = told_at_once(flood, 44)
    assert told.count(('alert', 'busy')) >= 44, told
    still_serves()
    for guest in flood:
        guest.socket.close()


def told_at_once(flood, least):
    """How the host ended those that it told so: of `busy` it waits for so many, and a moment for more."""
    waiting, poll, told = {guest.socket.fileno(): guest for guest in flood}, select.poll(), []
    for number in waiting:
        poll.register(number, select.POLLIN)
    deadline = time.monotonic() + 20 * SLOW
    while ready := poll.poll(500 if told.count(('alert', 'busy')) >= least else 20_000 * SLOW):
        for number, _ in ready:
            poll.unregister(number)
            end = waiting[number].end()
            told.append((end.how, end.name))
        assert time.monotonic() < deadline, told
    return told


@case
def flood_from_one_address():
    with FLOODS:
        flood_of_70()


def flood_of_70():
    address = source()
    flood = [Guest(port=HOST.port, source=address) for _ in range(70)]
    told = told_at_once(flood, 6)
    assert told.count(('alert', 'busy')) == 6, told
    for guest in flood:
        guest.socket.close()
    still_serves()


@case
def a_burst_of_handshakes_waits_its_turn():
    address = source()
    begun = time.monotonic()
    for _ in range(24):
        Guest(port=HOST.port, source=address).handshake().close('left')
    taken = time.monotonic() - begun
    assert taken > 0.7, f'24 handshakes in {taken:.2f} s: 20 at once, then 4 a second'


# ---------------------------------------------------------------- before the hello (3, 9.3)

FIRST = {
    'length 0': (bytes(4), 'malformed'),
    'length of 4,097': (b'\x00\x00\x10\x01', 'too large'),
    'length of 4 GiB': (b'\xff\xff\xff\xff', 'too large'),
    'length of 2 GiB with some bytes': (b'\x80\x00\x00\x00\x01\xa4', 'too large'),
    'type 0': (frame(0, b'\xa0'), 'malformed'),
    'type 5': (frame(5, b'\xa0'), 'malformed'),
    'type 2': (frame(2, b'\xa0'), 'unexpected'),
    'type 3': (frame(3, bytes(284)), 'unexpected'),
    'type 4': (w.alert(2), 'unexpected'),
    'HTTP': (b'GET / HTTP/1.1\r\n\r\n', 'too large'),
    'TLS': (bytes.fromhex('16030100f8010000f40303') + bytes(200), 'too large'),
}


@cases('first frame', FIRST)
def first_frame(data, code):
    guest = connected()
    guest.send_frame(data)
    ends(guest, code, 'alert')


HELLO = {'key': w.spki(member_key(9)), 'share': w.new_share()[1], 'random': bytes(32), 'version': 1}


@cases('hello', dict(hostile.hostile_hellos(HELLO),
                     **{'key a text': (encode(dict(HELLO, key='x')), 'malformed'),
                        'key empty': (encode(dict(HELLO, key=b'')), 'malformed'),
                        'key of 1,025 B': (encode(dict(HELLO, key=bytes(1025))), 'malformed')}))
def hello(body, code):
    guest = connected()
    guest.send_hello(body)
    ends(guest, code, 'alert')


def version(value, **more):
    return encode({'version': value, **more})


VERSIONS = {
    '2': version(2), '0': version(0), '2^32': version(2**32), '2^63': version(2**63),
    '2^64 - 1': version(2**64 - 1), '2 among version 1 fields': encode(dict(HELLO, version=2)),
    '2 and keys of any type': b'\xa3\x01\x02' + encode('more') + b'\xf6' + encode('version') + b'\x02',
    '2 and floats, tags, simple values': b'\xa2' + encode('odd') + b'\x84\xf9\x3e\x00\xc1\x00\xf7\xf8\x20'
                                         + encode('version') + b'\x02',
    '2 and negative numbers': version(2, more=-7), '2 and a depth of 16': version(2, more=Raw(b'\x81' * 15 + b'\x00')),
}


@cases('version', {name: (body,) for name, body in VERSIONS.items()})
def other_version(body):
    guest = connected()
    guest.send_hello(body)
    ends(guest, 'wrong version', 'alert', version=1)


NOT_VERSIONS = {
    'a depth of 17': version(2, more=Raw(b'\x81' * 16 + b'\x00')),
    'a float that has a shorter form': b'\xa2' + encode('odd') + b'\xfb' + bytes.fromhex('3ff8000000000000')
                                       + encode('version') + b'\x02',
    'a tag in a long form': b'\xa2' + encode('odd') + b'\xd8\x01\x00' + encode('version') + b'\x02',
    'a simple value in a long form': b'\xa2' + encode('odd') + b'\xf8\x14' + encode('version') + b'\x02',
    'a trailing byte': version(2) + b'\x00', 'a key twice': b'\xa2' + (encode('version') + b'\x02') * 2,
    'keys badly sorted': b'\xa2' + encode('version') + b'\x02' + encode('odd') + b'\x00',
    'an indefinite length': b'\xbf' + encode('version') + b'\x02\xff',
    'bad UTF-8': b'\xa2' + encode('odd') + b'\x61\xff' + encode('version') + b'\x02',
    'a map within, badly sorted': b'\xa2' + encode('odd') + b'\xa2\x02\x00\x01\x00' + encode('version') + b'\x02',
}


@cases('version 2 with', {name: (body,) for name, body in NOT_VERSIONS.items()})
def bad_version(body):
    guest = connected()
    guest.send_hello(body)
    ends(guest, 'malformed', 'alert')


@cases('one-time key', hostile.odd_keys())
def one_time_key(der, code):
    guest = connected()
    guest.send_hello(key=der)
    ends(guest, code, 'alert')


@cases('share', {name: (share,) for name, share in hostile.SMALL_SHARES.items()})
def small_share(share):
    guest = connected()
    guest.send_hello(share=share)
    ends(guest, 'weak key', 'alert')


@case
def share_with_the_highest_bit_is_masked():
    guest = connected()
    plain = guest.share
    guest.send_hello(share=plain[:31] + bytes([plain[31] | 0x80]))
    guest.recv_hello()
    guest.send_ready()
    guest.recv_host()
    guest.close('left')


# ---------------------------------------------------------------- frames and contents at three stages (5.3, 4)


def at_ready():
    guest = connected()
    guest.send_hello()
    guest.recv_hello()
    return guest


def at_lobby():
    guest = open_lobby()
    guest.check(new_name())
    return guest


def at_room():
    guest = member()
    guest.send({'type': 'ping'})
    guest.wait_for('pong')
    return guest


STAGES = {'ready': at_ready, 'lobby': at_lobby, 'room': at_room}


@cases('frame', {f'{name}, {stage}': (make, code, begin) for stage, begin in STAGES.items()
                 for name, (make, code) in hostile.FRAMES.items()})
def hostile_frame(make, code, begin):
    guest = begin()
    guest.send_frame(make(guest))
    ends(guest, code, 'close')


@cases('content', {f'{name}, {stage}': (content, begin) for stage, begin in STAGES.items()
                   for name, content in hostile.CONTENTS.items() if stage != 'ready' or len(name) % 3 == 0})
def hostile_content(content, begin):
    guest = begin()
    guest.send_frame(guest.sending.seal(content))
    ends(guest, 'malformed', 'close')


@cases('too large', {'ready': (at_ready, 4097), 'lobby': (at_lobby, 4097), 'room': (at_room, 65566)})
def too_large(begin, length):
    guest = begin()
    guest.send_frame(length.to_bytes(4, 'big'))
    ends(guest, 'too large', 'close')


@case
def largest_record_of_a_room_is_taken():
    guest = at_room()
    guest.send_frame(b'\x00\x01\x00\x1d\x03' + bytes(65564))
    ends(guest, 'wrong epoch', 'close')


@cases('replay', {'lobby': (at_lobby, {'type': 'check', 'name': 'abc'}), 'room': (at_room, {'type': 'ping'})})
def replay(begin, message):
    guest = begin()
    data = guest.sending.seal(encode(message))
    guest.send_frame(data)
    guest.recv()
    guest.send_frame(data)
    ends(guest, 'replayed', 'close')


@case
def record_of_another_link():
    one, two = at_room(), at_room()
    two.send_frame(one.sending.seal(encode({'type': 'ping'}), sequence=two.sending.sequence))
    ends(two, 'tampered', 'close')
    one.close('left')


@case
def update_keeps_the_epoch():
    guest = at_room()
    guest.send_frame(guest.sending.seal(encode({'type': 'update'})))
    guest.send({'type': 'ping'})
    ends(guest, 'wrong epoch', 'close')


@case
def many_updates_are_taken():
    guest = at_room()
    for _ in range(40):
        guest.update()
    guest.send({'type': 'ping'})
    guest.wait_for('pong')
    guest.close('left')


# ---------------------------------------------------------------- order (7.1)

MESSAGES = {
    'ready': {'type': 'ready'}, 'check': {'type': 'check', 'name': 'x'},
    'client_final': {'type': 'client_final', 'scram': 'c=x,r=y,p=z'},
    'identity': {'type': 'identity', 'identity': w.spki(member_key(9)), 'signature': bytes(384), 'device': bytes(16),
                 'features': []},
    'refreshed': {'type': 'refreshed', 'share': w.new_share()[1]}, 'say': {'type': 'say', 'text': 'x', 'counter': 1},
    'received': {'type': 'received', 'number': 1}, 'ping': {'type': 'ping'}, 'pong': {'type': 'pong'},
    'client_first': {'type': 'client_first', 'scram': 'p=waxwing-exporter,,n=abc,r=abc'},
    "a host's lobby": {'type': 'lobby', 'room': 'x', 'features': [], 'registration': 'open'},
    "a host's refused": {'type': 'refused', 'code': 72}, "a host's refresh": {'type': 'refresh', 'share': bytes(32)},
    "a host's refresh_end": {'type': 'refresh_end'}, "a host's ack": {'type': 'ack', 'counter': 1},
    "a host's left": {'type': 'left', 'name': 'x'},
}


def at_proof():
    guest = open_lobby()
    guest.ask(guest.client_first(registered(guest)), 'server_first')
    return guest


def at_refresh():
    """Between `refresh` and `refreshed`."""
    guest = logged_in()
    guest.send(guest.identity(member_key(), os.urandom(16)))
    message = w.decode_message(guest.recv_content(), 'host')
    assert message['type'] == 'refresh', message
    guest.offer = message['share']
    return guest


PLACES = {
    'in place of ready': (at_ready, set(MESSAGES) - {'ready'}),
    'in the lobby': (at_lobby, set(MESSAGES) - {'check', 'client_first'}),
    'in place of a proof': (at_proof, set(MESSAGES) - {'client_final'}),
    'in place of identity': (logged_in, set(MESSAGES) - {'identity'}),
    'before the welcome': (at_refresh, set(MESSAGES) - {'refreshed'}),
    'in the room': (at_room, set(MESSAGES) - {'say', 'ping'}),
}


@cases('order', {f'{name} {place}': (begin, MESSAGES[name]) for place, (begin, names) in PLACES.items()
                 for name in sorted(names)})
def out_of_order(begin, message):
    guest = begin()
    guest.send(message)
    ends(guest, 'unexpected', 'close')


@cases('too many', {'check': ('check', 30), 'register': ('register', 10), 'client_first': ('client_first', 5)})
def too_many_tries(kind, most):
    guest = open_lobby()
    message = {'check': {'type': 'check', 'name': 'x'}, 'register': guest.registration('', 'a@b', PASSWORD, SALT),
               'client_first': guest.client_first('nobody here')}[kind]
    for _ in range(most):
        guest.send(message)
        guest.recv()
    guest.send(message)
    ends(guest, 'too many tries', 'close')


# ---------------------------------------------------------------- names, accounts, login (7.2 to 7.4)

NAME_CODES = {
    'nothing': ('', 'name too short'), '33 letters': ('a' * 33, 'name too long'),
    '1,024 B': ('a' * 1024, 'name too long'),
    'a control': ('a\u0007b', 'name has a character that is not allowed'),
    'a line break': ('a\nb', 'name has a character that is not allowed'),
    'a zero': ('a\0b', 'name has a character that is not allowed'),
    'a space in front': (' ab', 'name has a character that is not allowed'),
    'two spaces': ('a  b', 'name has a character that is not allowed'),
    'a dot at the end': ('ab.', 'name has a character that is not allowed'),
    'a comma': ('a,b', 'name has a character that is not allowed'),
    'markup': ('<img src=x>', 'name has a character that is not allowed'),
    'right-to-left override': ('a\u202eb', 'name has a character that is not allowed'),
    'zero width space': ('a\u200bb', 'name has a character that is not allowed'),
    'zero width joiner': ('a\u200db', 'name has a character that is not allowed'),
    'byte order mark': ('\ufeffab', 'name has a character that is not allowed'),
    'soft hyphen': ('a\u00adb', 'name has a character that is not allowed'),
    'Hangul filler': ('a\u3164b', 'name has a character that is not allowed'),
    'a mark first': ('\u0301ab', 'name has a character that is not allowed'),
    'four marks': ('a\u0323\u0324\u0325\u0326b', 'name has a character that is not allowed'),
    'an emoji': ('a\U0001f600', 'name has a character that is not allowed'),
    'a private character': ('a\ue000', 'name has a character that is not allowed'),
    'not assigned in Unicode 15.0': ('a\U0001e5d0b', 'name has a character that is not allowed'),
    'a ligature': ('\ufb01nd', 'name not in normal form'), 'full width': ('\uff41\uff42', 'name not in normal form'),
    'not composed': ('e\u0301', 'name not in normal form'),
    'Latin with Cyrillic': ('p\u0430ypal', 'name mixes scripts'),
    'Latin with Greek': ('a\u03b1', 'name mixes scripts'),
}


@cases('name', NAME_CODES)
def name_refused(name, code):
    guest = open_lobby()
    answer = guest.check(name)
    assert answer['verdict'] == 'not allowed' and w.NAMES[answer['code']] == code, (answer, w.NAMES[answer['code']])
    answer_refused(guest, guest.registration(name, 'a@example.org', PASSWORD, SALT), code)
    guest.close('left')


@case
def taken_and_look_alike_names():
    guest = open_lobby()
    registered(guest, 'scope one')
    assert guest.check('scope one') == {'type': 'checked', 'verdict': 'taken'}
    assert guest.check('SCOPE One') == {'type': 'checked', 'verdict': 'taken'}
    answer_refused(guest, guest.registration('Scope One', 'a@example.org', PASSWORD, SALT), 'name taken')
    for name in ('scopeone', 's cope one'):
        answer = guest.check(name)
        assert answer['verdict'] == 'not allowed', (name, answer)
        assert w.NAMES[answer['code']] == 'name looks like another', (name, answer)
        answer_refused(guest, guest.registration(name, 'a@example.org', PASSWORD, SALT), 'name looks like another')
    registered(guest, 'scope')
    answer = guest.check('\u0455\u0441\u043e\u0440\u0435')
    assert answer['code'] == 65, answer
    guest.close('left')


@case
def names_of_many_scripts_are_free():
    guest = open_lobby()
    for name in ('Zażółć', 'Дмитрий', '日本太郎', 'ひらがな', '김민준', 'O2 x', "d'x"[:1] + '_b', 'נועה', 'آرش', 'अनन्या'):
        answer = guest.check(name)
        assert answer['verdict'] == 'free', (name, answer, w.NAMES.get(answer.get('code')))
    guest.close('left')


@case
def name_of_1025_bytes():
    guest = open_lobby()
    guest.send({'type': 'check', 'name': 'a' * 1025})
    ends(guest, 'malformed', 'close')


@case
def two_guests_register_one_name_at_once():
    name, won = new_name(), []

    def run():
        guest = open_lobby()
        guest.send(guest.registration(name, 'a@example.org', PASSWORD, SALT))
        won.append(guest.recv()['type'])
        guest.close('left')

    threads = [threading.Thread(target=run) for _ in range(6)]
    [t.start() for t in threads]
    [t.join() for t in threads]
    assert sorted(won) == ['refused'] * 5 + ['registered'], won


@cases('e-mail', {'none': ('',), 'no @': ('ab',), 'two @': ('a@b@c',), 'nothing before': ('@b',), 'nothing behind': ('a@',),
                  'a space': ('a b@c',), 'a line break': ('a@b\n',), 'a no-break space': ('a\u00a0@c',),
                  'a format character': ('a\u200b@c',), 'a line separator': ('a\u2028@c',), '255 B': ('a' * 250 + '@b.cd',)})
def email_refused(email):
    guest = open_lobby()
    answer_refused(guest, guest.registration(new_name(), email, PASSWORD), 'e-mail invalid')
    guest.close('left')


@cases('iterations', {str(n): (n,) for n in (0, 1, 4096, 599_999, 600_001, 10**7, 2**63 - 1)})
def iterations_refused(n):
    guest = open_lobby()
    answer_refused(guest, dict(guest.registration(new_name(), 'a@b', PASSWORD), iterations=n), 'iterations refused')
    guest.close('left')


@cases('register', {'salt of 15 B': ({'salt': bytes(15)},), 'salt of 17 B': ({'salt': bytes(17)},),
                    'key of 31 B': ({'stored_key': bytes(31)},), 'key of 33 B': ({'server_key': bytes(33)},),
                    'iterations of 2^63': ({'iterations': 2**63},), 'e-mail of 1,025 B': ({'email': 'a' * 1025},),
                    'name of bytes': ({'name': b'abc'},)})
def registration_malformed(fields):
    guest = open_lobby()
    guest.send(dict(guest.registration(new_name(), 'a@b', PASSWORD), **fields))
    ends(guest, 'malformed', 'close')


@case
def eleventh_registration_of_a_minute():
    """10 at once, then one every 6 s (7.3)."""
    address, made, begun = source(), 0, time.monotonic()
    guest = Guest(port=HOST.port, source=address).handshake()
    while True:
        if made and made % 9 == 0:
            guest.close('left')
            guest = Guest(port=HOST.port, source=address).handshake()
        guest.send(dict(guest.registration(new_name(), 'a@b', PASSWORD, SALT)))
        answer = guest.recv()
        if answer['type'] == 'refused':
            break
        made += 1
        assert made <= 10 + (time.monotonic() - begun) / 6, made
    assert made >= 10 and w.NAMES[answer['code']] == 'throttled' and 1 <= answer['wait'] <= 6, (made, answer)
    guest.close('left')


SCRAM_FIRST = {
    'gs2 n,,': 'n,,n=abc,r=abc', 'gs2 y,,': 'y,,n=abc,r=abc', 'another binding': 'p=tls-exporter,,n=abc,r=abc',
    'an authzid': 'p=waxwing-exporter,a=abc,n=abc,r=abc', 'an extension': 'p=waxwing-exporter,,m=x,n=abc,r=abc',
    'an attribute more': 'p=waxwing-exporter,,n=abc,r=abc,x=1', 'another order': 'p=waxwing-exporter,,r=abc,n=abc',
    'no nonce': 'p=waxwing-exporter,,n=abc', 'an empty nonce': 'p=waxwing-exporter,,n=abc,r=',
    'a nonce of 129': 'p=waxwing-exporter,,n=abc,r=' + 'x' * 129, 'a nonce with a control': 'p=waxwing-exporter,,n=a,r=a\x01b',
    'a nonce not ASCII': 'p=waxwing-exporter,,n=a,r=aéb', 'a nonce with a space': 'p=waxwing-exporter,,n=a,r=a b',
    'an escaped comma': 'p=waxwing-exporter,,n=a=2Cb,r=abc', 'an equals sign': 'p=waxwing-exporter,,n=a=b,r=abc',
    'a control in the name': 'p=waxwing-exporter,,n=a\x07b,r=abc', 'a trailing comma': 'p=waxwing-exporter,,n=abc,r=abc,',
    'no gs2': 'n=abc,r=abc', 'something else': 'hello',
}


@cases('client_first', {name: (text,) for name, text in SCRAM_FIRST.items()})
def scram_first(text):
    guest = open_lobby()
    guest.send({'type': 'client_first', 'scram': text})
    ends(guest, 'malformed', 'close')


def odd_final(change):
    """A proof that is right but for `change(plain, final, nonce)`."""
    guest = open_lobby()
    first = guest.ask(guest.client_first(registered(guest)), 'server_first')['scram']
    plain, final = guest.proof(first, PASSWORD)
    guest.send({'type': 'client_final', 'scram': change(plain, final, w.scram_fields(first, 'rsi')[0], guest)})
    return guest


def with_binding(data):
    return lambda plain, final, nonce, guest: f'c={w.b64(data(guest))},r={nonce},p=' + final.rpartition('p=')[2]


SCRAM_FINAL = {
    "another link's binding": with_binding(lambda g: w.GS2.encode() + bytes(32)),
    'no binding data': with_binding(lambda g: w.GS2.encode()),
    'a binding of gs2 n,,': with_binding(lambda g: b'n,,'),
    'another nonce': lambda p, f, n, g: f.replace(n, n[:-4] + 'AAAA' if not n.endswith('AAAA') else n[:-4] + 'BBBB'),
    "the guest's nonce alone": lambda p, f, n, g: f.replace(n, n[:24]),
    'no proof': lambda p, f, n, g: p,
    'a proof of 31 B': lambda p, f, n, g: p + ',p=' + w.b64(bytes(31)),
    'a proof that is not base64': lambda p, f, n, g: p + ',p=' + '!' * 44,
    'a proof that is not canonical': lambda p, f, n, g: p + ',p=' + 'A' * 42 + 'B=',
    'an extension': lambda p, f, n, g: p + ',x=1,p=' + f.rpartition('p=')[2],
    'something behind': lambda p, f, n, g: f + ',x=1',
    'another order': lambda p, f, n, g: ','.join(reversed(p.split(','))) + ',p=' + f.rpartition('p=')[2],
}


@cases('client_final', {name: (change,) for name, change in SCRAM_FINAL.items()})
def scram_final(change):
    ends(odd_final(change), 'malformed', 'close')


@case
def wrong_passwords_are_counted():
    guest = open_lobby()
    name = registered(guest)
    for left in (4, 3, 2, 1, None):
        begun = time.monotonic()
        first = guest.ask(guest.client_first(name), 'server_first')
        final = guest.proof(first['scram'], 'a wrong password')[1]
        answer = answer_refused(guest, {'type': 'client_final', 'scram': final}, 'wrong password', left=left)
    assert 29 <= answer['wait'] <= 30, answer
    address = guest.socket.getsockname()[0]
    guest.close('left')
    again = Guest(port=HOST.port, source=address).handshake()
    answer = answer_refused(again, again.client_first(name), 'throttled')
    assert min(25, 29 - (time.monotonic() - begun)) <= answer['wait'] <= 30, answer
    again.close('left')
    elsewhere = open_lobby()
    elsewhere.login(name, PASSWORD)
    elsewhere.close('left')


@case
def unknown_name_counts_as_a_wrong_proof():
    guest = open_lobby()
    for left in (4, 3, 2, 1, None):
        answer = answer_refused(guest, guest.client_first('nobody there'), 'name unknown', left=left)
    assert 29 <= answer['wait'] <= 30, answer
    guest.close('left')


@case
def login_by_another_writing_of_the_name():
    guest = open_lobby()
    registered(guest, 'Große Straße')
    assert guest.login('GROSSE STRASSE', PASSWORD) == 'Große Straße'
    guest.enter(member_key(), os.urandom(16)).close('left')


# ---------------------------------------------------------------- identity (7.5)


@functools.cache
def odd_identities():
    key, other = member_key(), member_key(1)
    der = w.spki(key)

    def signed(text, by=key, salt=32, identity=der):
        return lambda g: {'identity': identity, 'signature': w.sign(by, text(g), salt)}

    right = lambda g: w.member_signs(g.exporter, der, g.name)
    found = {
        'a signature of zeros': (lambda g: {'signature': bytes(384)}, 'bad signature'),
        'a signature of ones': (lambda g: {'signature': b'\xff' * 384}, 'bad signature'),
        "another key's signature": (signed(right, other), 'bad signature'),
        'a signature for another name': (signed(lambda g: w.member_signs(g.exporter, der, g.name + 'x')), 'bad signature'),
        'a signature for another link': (signed(lambda g: w.member_signs(bytes(32), der, g.name)), 'bad signature'),
        "a host's signature": (signed(lambda g: b'waxwing/1 host\0' + g.exporter + w.sha256(der)), 'bad signature'),
        'a salt of 20 B': (signed(right, salt=20), 'bad signature'),
        'a salt of 31 B': (signed(right, salt=31), 'bad signature'),
        'a salt of 33 B': (signed(right, salt=33), 'bad signature'),
        'no salt': (signed(right, salt=0), 'bad signature'),
        'the longest salt': (signed(right, salt=384 - 34), 'bad signature'),
        'a signature of 383 B': (lambda g: {'signature': bytes(383)}, 'malformed'),
        'a device of 15 B': (lambda g: {'device': bytes(15)}, 'malformed'),
        'features badly sorted': (lambda g: {'features': ['b', 'a']}, 'malformed'),
        'a feature twice': (lambda g: {'features': ['a', 'a']}, 'malformed'),
        'an empty feature': (lambda g: {'features': ['']}, 'malformed'),
        'a feature of 33 B': (lambda g: {'features': ['a' * 33]}, 'malformed'),
        'a feature not ASCII': (lambda g: {'features': ['é']}, 'malformed'),
        '33 features': (lambda g: {'features': [f'{i:02}' for i in range(33)]}, 'malformed'),
    }
    for name, (odd, code) in hostile.odd_keys().items():
        found['key: ' + name] = (signed(right, identity=odd), code)
    return found


@cases('identity', odd_identities())
def odd_identity(change, code):
    guest = logged_in()
    guest.send({**guest.identity(member_key(), os.urandom(16)), **change(guest)})
    ends(guest, code, 'close')


@case
def features_not_known_are_ignored():
    guest = logged_in()
    names = sorted(f'a later feature {i:02}' for i in range(32))
    guest.send(guest.identity(member_key(), os.urandom(16), features=names))
    guest.expect('welcome')
    guest.close('left')


@case
def one_device_id_for_two_identities():
    device = os.urandom(16)
    one = member(device=device)
    two = logged_in(one.name)
    two.send(two.identity(member_key(1), device))
    ends(two, 'device taken', 'close')
    one.close('left')


@case
def one_identity_with_two_device_ids():
    one = member()
    one.close('left')
    two = logged_in(one.name)
    two.send(two.identity(member_key(), os.urandom(16)))
    ends(two, 'device taken', 'close')


@case
def same_identity_replaces():
    device = os.urandom(16)
    one = member(device=device)
    two = member(one.name, device=device)
    ends(one, 'replaced', 'close')
    two.send({'type': 'ping'})
    two.wait_for('pong')
    two.close('left')


@case
def fifth_device():
    name = new_name()
    registered(open_lobby(), name)
    linked = [member(name, member_key(i)) for i in range(4)]
    assert len(linked[3].people[name]['devices']) == 4
    assert linked[3].people[name]['new'].count(False) == 1, linked[3].people[name]
    fifth = logged_in(name)
    fifth.send(fifth.identity(member_key(4), os.urandom(16)))
    ends(fifth, 'too many devices', 'close')
    [link.close('left') for link in linked]


# ---------------------------------------------------------------- room (5.5, 8)


@cases('refreshed share', {name: (share,) for name, share in hostile.SMALL_SHARES.items()})
def weak_refresh(share):
    guest = at_refresh()
    guest.send({'type': 'refreshed', 'share': share})
    ends(guest, 'weak key', 'close')


@case
def refreshed_without_a_new_epoch():
    guest = at_refresh()
    private, share = w.new_share()
    _, guest.pending, _ = w.refresh_secrets(guest.chain, w.agree(private, guest.offer), guest.name)
    guest.send({'type': 'refreshed', 'share': share})
    guest.send({'type': 'ping'})
    ends(guest, 'wrong epoch', 'close')


ROOM = {
    'text of 32,769 B': (lambda g: {'type': 'say', 'text': 'x' * 32769, 'counter': 1}, 'malformed'),
    'no text': (lambda g: {'type': 'say', 'text': '', 'counter': 1}, 'malformed'),
    'counter of 2^63': (lambda g: {'type': 'say', 'text': 'x', 'counter': 2**63}, 'malformed'),
    'received 0': (lambda g: {'type': 'received', 'number': 0}, 'malformed'),
    'received what was not sent': (lambda g: {'type': 'received', 'number': g.next + 1000}, 'unexpected'),
    'received what was before': (lambda g: {'type': 'received', 'number': max(1, g.next - 1)}, 'unexpected'),
    'key_log without the feature': (lambda g: {'type': 'key_log', 'running': True}, 'unexpected'),
    'key_log that counts': (lambda g: {'type': 'key_log', 'running': 1}, 'malformed'),
    "a host's key_logged": (lambda g: {'type': 'key_logged', 'running': True}, 'unexpected'),
    'received 2^63 - 1': (lambda g: {'type': 'received', 'number': 2**63 - 1}, 'unexpected'),
}


@cases('room', ROOM)
def odd_in_the_room(make, code):
    guest = at_room()
    guest.send(make(guest))
    ends(guest, code, 'close')


@case
def received_twice():
    guest = at_room()
    guest.say('once')
    number = guest.recv_said = guest.wait_for('said', counter=1)['number']
    guest.send({'type': 'received', 'number': number})
    ends(guest, 'unexpected', 'close')


@case
def duplicates_are_acknowledged_and_not_shown():
    guest = at_room()
    for counter, ack in ((5, 5), (5, 5), (3, 5), (0, 5), (6, 6)):
        guest.send({'type': 'say', 'text': f'counter {counter}', 'counter': counter})
        while True:
            message = guest.recv()
            if message['type'] == 'ack':
                break
            if message['type'] == 'said' and message['name'] == guest.name:
                assert message['counter'] in (5, 6)
        assert message['counter'] == ack, message
    guest.close('left')


@case
def largest_counter():
    guest = at_room()
    guest.send({'type': 'say', 'text': 'the last', 'counter': 2**63 - 1})
    guest.wait_for('said', counter=2**63 - 1)
    guest.wait_for('ack', counter=2**63 - 1)
    guest.close('left')


@case
def bytes_behind_close():
    guest = at_room()
    guest.send({'type': 'close', 'code': 48})
    try:
        guest.send_frame(bytes(100) + b'\xff' * 5000)
    except OSError:
        pass
    guest.socket.close()
    still_serves()


@case
def links_are_cut_anywhere():
    """The connection ends, or is reset, in the middle of everything."""
    for reset in (False, True):
        for cut in (1, 4, 5, 100):
            guest = connected()
            guest.send_frame(w.frame(1, encode(guest.hello()))[:cut])
            cut_off(guest, reset)
        for begin in (at_ready, at_lobby, at_proof, logged_in, at_refresh, at_room):
            guest = begin()
            guest.socket.sendall(guest.sending.seal(encode({'type': 'ping'}))[:40])
            cut_off(guest, reset)
    still_serves()


def cut_off(guest, reset):
    if reset:
        guest.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b'\x01\x00\x00\x00\x00\x00\x00\x00')
    guest.socket.close()


@case
def flood_of_says_is_held_back():
    """100 at once, then 20 a second: nothing is lost and nobody is ended."""
    guest, known = at_room(), 0
    begun = time.monotonic()
    while known < 120:
        while guest.counter < min(120, known + 64):
            guest.say('flood')
        known = guest.wait_for('ack', 30 * SLOW)['counter']
    assert time.monotonic() - begun > 0.7, time.monotonic() - begun
    guest.close('left')


@case
def more_than_64_not_acknowledged():
    """All of them in one piece, so that no acknowledgement can come between."""
    guest = at_room()
    guest.update_after = None
    says = [{'type': 'say', 'text': 'too many', 'counter': n} for n in range(1, 201)]
    guest.send_frame(b''.join(guest.sending.seal(encode(say)) for say in says))
    ends(guest, 'unexpected', 'close')


@case
def flood_of_pings_of_another_kind():
    """250 updates and checks of a member: 200 at once, then 50 a second."""
    guest = at_room()
    begun = time.monotonic()
    for _ in range(260):
        guest.update()
    guest.send({'type': 'ping'})
    guest.wait_for('pong', 20)
    assert time.monotonic() - begun > 0.8, time.monotonic() - begun
    guest.close('left')


@case
def honest_members_still_talk():
    one, two = member(), member()
    one.say('all is well')
    two.wait_for('said', name=one.name, text='all is well')
    one.wait_for('ack')
    one.close('left')
    two.wait_for('left', name=one.name)
    two.close('left')


def begin():
    global HOST
    [member_key(n) for n in range(5)]  # while no deadline runs
    HOST = HostProgram('hostile-host', '--bind', '127.0.0.1')
    first = member()  # from here on nobody who comes in can be the one to whom number 1 is sent
    first.say('the first of all')
    first.wait_for('ack')
    first.close('left')


def finish():
    assert HOST.process.poll() is None, HOST.process.poll()
    stop(HOST)


if __name__ == '__main__':
    main(18, begin, finish)
