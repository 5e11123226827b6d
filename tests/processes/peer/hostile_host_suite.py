# SPDX-FileCopyrightText: 2026 The Waxwing authors
# SPDX-License-Identifier: MIT
"""Hostile hosts of the program's guest: it ends with the right code, says so to an accepted host only, and tells nothing."""
import os
import queue
import threading

import hostile
import waxwing_wire as w
from program import SLOW, GuestProgram
from suite import case, cases, main, thinned
from waxwing_peer import Ended, Host
from waxwing_wire import CODES, encode, frame

PASSWORD = 'a long password 1'
KEY = w.new_rsa()
OTHER = w.new_rsa()
PROFILES = queue.Queue()
ACCOUNTS = {}
WORKERS = 10  # half of them wait for silent hosts at first
NOT_WAXWING = 'not waxwing'  # what is no frame at all is no Waxwing (9.4)
NOTHING = ('eof', 'reset')


def begin():
    """Profiles that have an account and an identity in the room of KEY, so that each case only logs in."""
    salt = bytes(range(16))
    client, server = w.scram_keys(PASSWORD, salt)
    for n in range(WORKERS):
        name = f'visitor{n}'
        ACCOUNTS[name] = {'name': name, 'salt': salt, 'iterations': w.ITERATIONS, 'stored_key': w.sha256(client),
                          'server_key': server}
    threads = [threading.Thread(target=first_visit, args=(n,)) for n in range(WORKERS)]
    [t.start() for t in threads]
    [t.join() for t in threads]
    assert PROFILES.qsize() == WORKERS, PROFILES.qsize()


def first_visit(n):
    host = room()
    guest = GuestProgram(host, f'visitor{n}', PASSWORD, register=False, profile=f'visitor{n}')
    guest.inside()
    guest.command('leave')
    guest.ends(0)
    host.close()
    PROFILES.put(n)


def room(script=None, key=KEY, **more):
    host = Host(script=script, key=key, **more)
    host.accounts = ACCOUNTS
    return host


def visit(script, told, code, exit_code=1, key=KEY, insist=None, timeout=40 * SLOW, again=False):
    """A guest meets `script(session)`. `told` is what the host gets: NOTHING, or the code of a close; `code` is what the
    guest's person gets. With `again` the guest is expected to come back once, unseen, before it tells."""
    def play(session):
        script(session)
        return session.end(timeout)

    host = room(play, key)
    n = PROFILES.get()
    guest = GuestProgram(host, f'visitor{n}', PASSWORD, register=False, profile=f'visitor{n}',
                         key=insist or w.fingerprint(w.spki(KEY)))
    try:
        result = host.results.get(timeout=timeout)
        if told is NOTHING:
            assert isinstance(result, Ended) and result.how in NOTHING, f'{result!r} {guest.lines[-2:]}'
        else:
            assert isinstance(result, Ended) and (result.how, result.name) == ('close', told), \
                f'{result!r}, not {told}; {guest.lines[-2:]}'
        heard = guest.find(lambda e: e['event'] in ('closed', 'reconnecting', 'error'), 60 if again else 15)
        assert heard.get('code') in ((code,) if isinstance(code, str) else code), heard
        if heard['event'] == 'reconnecting':
            guest.command('leave')
            exit_code = 0
        guest.ends(exit_code)
    finally:
        host.listener.close()
        if guest.process.poll() is None:
            guest.kill()
        PROFILES.put(n)


# ---------------------------------------------------------------- steps


def to_hello(s):
    s.recv_hello()


def to_ready(s):
    s.recv_hello()
    s.send_hello()
    s.recv_ready()


def to_host(s):
    s.handshake()


def to_lobby(s):
    s.handshake()
    s.send_lobby()


def to_login(s):
    to_lobby(s)
    s.question = s.recv(30)
    assert s.question['type'] == 'client_first', s.question


def to_final(s):
    to_login(s)
    send = s.send_server_final
    s.send_server_final = lambda **fields: None
    s.on_client_first(s.question)
    s.send_server_final = send


def to_identity(s):
    to_final(s)
    s.send_server_final()
    s.recv_identity()


def to_refresh(s):
    to_identity(s)
    s.send_refresh()
    s.recv_refreshed()


def to_room(s):
    to_refresh(s)
    s.host.members = [s]
    s.send_welcome()
    s.send_roster()
    s.send({'type': 'ping'})
    assert s.recv()['type'] == 'pong'


def then(step, act):
    """A script: a step, and then frames or messages that `act(session)` gives."""
    def script(session):
        step(session)
        for item in act(session):
            if isinstance(item, dict):
                session.send(item)
            else:
                session.send_frame(item)
    return script


# ---------------------------------------------------------------- silent hosts first: they wait while others work


@case
def silent_before_the_hello():
    visit(to_hello, NOTHING, 'no answer')


@case
def silent_after_ready():
    visit(to_ready, NOTHING, 'no answer')


@case
def silent_before_the_lobby():
    visit(to_host, 'idle', 'idle')


@case
def silent_before_an_answer():
    visit(to_login, 'idle', 'idle', again=True)


@case
def silent_before_the_welcome():
    visit(to_refresh, 'idle', 'idle', again=True)


# ---------------------------------------------------------------- hello (6)

BEFORE_HELLO = {
    'alert wrong version': (lambda s: [w.alert(1, 2)], 'wrong version'),
    'alert busy': (lambda s: [w.alert(CODES['busy'])], 'busy'),
    'alert internal': (lambda s: [w.alert(CODES['internal'])], 'internal'),
    'alert weak key': (lambda s: [w.alert(CODES['weak key'])], 'weak key'),
    'alert wrong password': (lambda s: [w.alert(CODES['wrong password'])], 'connection lost'),
    'alert tampered': (lambda s: [w.alert(CODES['tampered'])], 'connection lost'),
    'alert room closed': (lambda s: [w.alert(CODES['room closed'])], 'connection lost'),
    'alert of a code to come': (lambda s: [w.alert(200)], 'connection lost'),
    'alert of one byte more': (lambda s: [frame(4, b'\x20\x20')], 'malformed'),
    'alert wrong version without it': (lambda s: [frame(4, b'\x01')], 'malformed'),
    'alert empty': (lambda s: [frame(4, b'')], 'malformed'),
    'length 0': (lambda s: [bytes(4)], NOT_WAXWING),
    'length of 4,097': (lambda s: [b'\x00\x00\x10\x01'], NOT_WAXWING),
    'length of 4 GiB': (lambda s: [b'\xff\xff\xff\xff'], NOT_WAXWING),
    'a guest hello': (lambda s: [s.frame1], 'unexpected'),
    'a record': (lambda s: [frame(3, bytes(284))], 'unexpected'),
    'a frame of type 9': (lambda s: [frame(9, b'\xa0')], NOT_WAXWING),
    'HTTP': (lambda s: [b'HTTP/1.1 400 Bad Request\r\n\r\n'], NOT_WAXWING),
    'version 2': (lambda s: [frame(2, encode({'version': 2}))], 'wrong version'),
    'share all zero': (lambda s: [frame(2, encode(s.hello(share=bytes(32))))], 'weak key'),
    'share of order 8': (lambda s: [frame(2, encode(s.hello(share=hostile.SMALL_SHARES['order 8'])))], 'weak key'),
    'secret that does not open': (lambda s: [frame(2, encode(s.hello(secret=bytes(383) + b'\x02')))],
                                  'key transport failed'),
    'secret above the modulus': (lambda s: [frame(2, encode(s.hello(secret=b'\xff' * 384)))], 'key transport failed'),
    'secret of 16 B': (lambda s: [frame(2, encode(s.hello(secret=s.guest_key.encrypt(bytes(16), w.oaep()))))],
                       'key transport failed'),
    'secret of 383 B': (lambda s: [frame(2, encode(s.hello(secret=bytes(383))))], 'malformed'),
    'a hello that is no map': (lambda s: [frame(2, b'\x80')], 'malformed'),
    'a hello with a field more': (lambda s: [frame(2, encode(s.hello(zebra=1)))], 'malformed'),
    'a hello with a byte behind': (lambda s: [frame(2, encode(s.hello()) + b'\x00')], 'malformed'),
}


@cases('hello', BEFORE_HELLO)
def before_hello(act, code):
    visit(then(to_hello, act), NOTHING, code)


# ---------------------------------------------------------------- host not accepted yet (6.4, 6.6)


def signed_by(session, salt=32, key=KEY, text=None):
    der = w.spki(key)
    return w.sign(key, text or session.schedule.host_signs(der), salt)


def host_record(**changes):
    return lambda s: [s.host_message(**{k: v(s) for k, v in changes.items()})]


BEFORE_ACCEPTANCE = {
    'a signature of zeros': (host_record(signature=lambda s: bytes(384)), 'bad signature'),
    "another key's signature": (host_record(signature=lambda s: signed_by(s, key=OTHER,
                                                                           text=s.schedule.host_signs(w.spki(KEY)))),
                                'bad signature'),
    'a signature of another link': (host_record(signature=lambda s: signed_by(
        s, text=b'waxwing/1 host\0' + bytes(32) + w.sha256(w.spki(KEY)))), 'bad signature'),
    'a salt of 20 B': (host_record(signature=lambda s: signed_by(s, 20)), 'bad signature'),
    'a salt of 33 B': (host_record(signature=lambda s: signed_by(s, 33)), 'bad signature'),
    'no salt': (host_record(signature=lambda s: signed_by(s, 0)), 'bad signature'),
    'a lobby in its place': (lambda s: [{'type': 'lobby', 'room': 'x', 'features': [], 'registration': 'open'}],
                             'unexpected'),
    'a close in its place': (lambda s: [{'type': 'close', 'code': CODES['internal']}], 'internal'),
    'an alert in its place': (lambda s: [w.alert(CODES['busy'])], 'unexpected'),
    'a tampered record': (lambda s: [hostile.flipped(s.sending.seal(encode(s.host_message())), 30)], 'tampered'),
    'a record of epoch 1': (lambda s: [s.sending.seal(encode(s.host_message()), epoch=1)], 'wrong epoch'),
    'a skipped record': (lambda s: [s.sending.seal(encode(s.host_message()), sequence=1)], 'skipped'),
    'content with a byte behind': (lambda s: [s.sending.seal(encode(s.host_message()) + b'\0')], 'malformed'),
}


@cases('host', BEFORE_ACCEPTANCE)
def before_acceptance(act, code):
    visit(then(to_ready, act), NOTHING, code)


@cases('host key', thinned(hostile.odd_keys(), 3))
def odd_host_key(der, code):
    visit(then(to_ready, lambda s: [s.host_message(identity=der)]), NOTHING, code)


@case
def room_closed_by_a_host_not_accepted():
    visit(then(to_ready, lambda s: [{'type': 'close', 'code': CODES['room closed']}]), NOTHING, 'connection lost')


@case
def another_key_gets_nothing():
    visit(to_lobby, NOTHING, 'another key', 5, key=OTHER)


@case
def first_contact_gets_nothing():
    """A new profile without link, pin or --accept-key."""
    host = room(lambda s: (to_lobby(s), s.end())[1])
    guest = GuestProgram(f'127.0.0.1:{host.port}', 'somebody', PASSWORD, register=False, profile='newcomer')
    guest.ends(5, 40)
    result = host.results.get(timeout=10 * SLOW)
    assert isinstance(result, Ended) and result.how in NOTHING, repr(result)
    host.listener.close()


# ---------------------------------------------------------------- records of an accepted host (5.3, 4)

STAGES = {'lobby': lambda s: to_login(s), 'room': to_room}
FRAMES = {f'{name}, {stage}': (step, make, code) for stage, step in STAGES.items()
          for name, (make, code) in hostile.FRAMES.items()}


@cases('frame', thinned(FRAMES, 3))
def hostile_frame(step, make, code):
    visit(then(step, lambda s: [make(s)]), code, code)


CONTENTS = {f'{name}, {stage}': (step, content) for stage, step in STAGES.items()
            for name, content in hostile.CONTENTS.items()}


@cases('content', thinned(CONTENTS, 7))
def hostile_content(step, content):
    visit(then(step, lambda s: [s.sending.seal(content)]), 'malformed', 'malformed')


@case
def replay_in_the_room():
    def act(s):
        data = s.sending.seal(encode({'type': 'ack', 'counter': 0}))
        return [data, data]
    visit(then(to_room, act), 'replayed', 'replayed')


@cases('too large', {'lobby': (to_login, 4097), 'room': (to_room, 65566)})
def too_large(step, length):
    visit(then(step, lambda s: [length.to_bytes(4, 'big')]), 'too large', 'too large')


# ---------------------------------------------------------------- lobby (7)


def lobby(**fields):
    return lambda s: [{'type': 'lobby', 'room': 'x', 'features': [], 'registration': 'open', **fields}]


SAID = {'type': 'said', 'name': 'visitor', 'text': 'x', 'time': 1, 'device': bytes(16), 'number': 1, 'counter': 1}
IN_LOBBY = {
    'update first': (to_host, lambda s: [{'type': 'update'}], 'unexpected'),
    'no room name': (to_host, lobby(room=''), 'malformed'),
    'a room name of 64 B': (to_host, lobby(room='x' * 64), 'malformed'),
    'a room name with a control': (to_host, lobby(room='a\u001b[2Jb'), 'malformed'),
    'a room name with a space in front': (to_host, lobby(room=' a'), 'malformed'),
    'a room name not composed': (to_host, lobby(room='e\u0301'), 'malformed'),
    'another registration': (to_host, lobby(registration='maybe'), 'malformed'),
    'features badly sorted': (to_host, lobby(features=['b', 'a']), 'malformed'),
    'lobby twice': (to_lobby, lobby(), 'unexpected'),
    'an answer nobody asked for': (to_host, lambda s: lobby()(s) + [{'type': 'registered'}] * 2, 'unexpected'),
    'registered for a login': (to_login, lambda s: [{'type': 'registered'}], 'unexpected'),
    'server_final for a client_first': (to_login, lambda s: [{'type': 'server_final', 'name': 'x', 'scram': 'v=x'}],
                                        'unexpected'),
    'welcome in the lobby': (to_login, lambda s: [{'type': 'welcome', 'next': 1, 'counter': 0, 'history': bytes(16),
                                                   'longest': 1, 'update_after': 1}], 'unexpected'),
    'said in the lobby': (to_login, lambda s: [SAID], 'unexpected'),
    'ping in the lobby': (to_login, lambda s: [{'type': 'ping'}], 'unexpected'),
    'refresh in the lobby': (to_login, lambda s: [{'type': 'refresh', 'share': w.new_share()[1]}], 'unexpected'),
    'refresh_end in the lobby': (to_login, lambda s: [{'type': 'refresh_end'}], 'unexpected'),
    "a guest's message": (to_login, lambda s: [{'type': 'check', 'name': 'x'}], 'unexpected'),
}


@cases('lobby', IN_LOBBY)
def in_lobby(step, act, code):
    visit(then(step, act), code, code)


def first(**changes):
    def act(s):
        nonce = s.question['scram'].split(',r=')[1]
        values = {'r': nonce + 'AAAA', 's': w.b64(bytes(16)), 'i': '600000'}
        values.update({k: v(nonce) if callable(v) else v for k, v in changes.items()})
        return [{'type': 'server_first', 'scram': ','.join(f'{k}={v}' for k, v in values.items())}]
    return act


SERVER_FIRST = {
    'another nonce': first(r='AAAA'), "the guest's nonce alone": first(r=lambda n: n),
    'a nonce with a control': first(r=lambda n: n + '\x01'), 'a nonce of 129 more': first(r=lambda n: n + 'x' * 129),
    '4,096 iterations': first(i='4096'), '599,999 iterations': first(i='599999'),
    '10,000,001 iterations': first(i='10000001'), 'a leading zero': first(i='0600000'), 'a sign': first(i='+600000'),
    'iterations of many digits': first(i='9' * 400), 'a salt of 15 B': first(s=w.b64(bytes(15))),
    'a salt of 65 B': first(s=w.b64(bytes(65))), 'a salt that is not base64': first(s='!!!!'),
    'a salt without padding': first(s=w.b64(bytes(16)).rstrip('=')), 'an extension': first(x='1'),
    'e=': lambda s: [{'type': 'server_first', 'scram': 'e=other-error'}],
}


@cases('server_first', thinned({name: (act,) for name, act in SERVER_FIRST.items()}, 2))
def server_first(act):
    visit(then(to_login, act), 'malformed', 'malformed')


def final(**fields):
    return lambda s: [{'type': 'server_final', 'scram': 'v=' + s.server_signature, 'name': s.account['name'], **fields}]


SERVER_FINAL = {
    'a signature of zeros': (final(scram='v=' + w.b64(bytes(32))), 'not the host that knows you'),
    'an error': (final(scram='e=invalid-proof'), 'not the host that knows you'),
    'a name with a control': (final(name='a\u0007b'), 'malformed'),
    'a name with an override': (final(name='a\u202eb'), 'malformed'),
    'a name not in normal form': (final(name='\ufb01nd'), 'malformed'),
    'a name of 33 letters': (final(name='a' * 33), 'malformed'),
    'an empty name': (final(name=''), 'malformed'),
    "somebody else's name": (final(name='carol'), 'malformed'),
}


@cases('server_final', SERVER_FINAL)
def server_final(act, code):
    def script(s):
        then(to_final, act)(s)
        s.limit = w.ROOM_FRAME
    visit(script, code, code, 4 if code == 'not the host that knows you' else 1)


@case
def a_refusal_of_a_code_not_known():
    refused_by(200)


def refused_by(code):
    host = room(lambda s: (then(to_login, lambda s: [{'type': 'refused', 'code': code}])(s), s.end())[1])
    n = PROFILES.get()
    guest = GuestProgram(host, f'visitor{n}', PASSWORD, register=False, profile=f'visitor{n}')
    try:
        guest.event('refused', 30)
        guest.ends(4)
    finally:
        host.listener.close()
        PROFILES.put(n)


# ---------------------------------------------------------------- refresh, welcome, roster (5.5, 8.1)


def person(s, **fields):
    return {**s.person(), **fields}


def one(name, **fields):
    return {'name': name, 'role': 'member', 'devices': [os.urandom(16)], 'identities': [os.urandom(32)], 'new': [False],
            **fields}


def welcome(**fields):
    return lambda s: [{'type': 'welcome', 'next': 1, 'counter': 0, 'history': bytes(16), 'longest': 100,
                       'update_after': 5, **fields}]


def roster(*people, last=True, own=True):
    return lambda s: welcome()(s) + [{'type': 'roster', 'last': last,
                                      'people': ([person(s)] if own else []) + list(people)}]


SAME = os.urandom(16)
ADMISSION = {
    'refresh with a share of zeros': (to_identity, lambda s: [{'type': 'refresh', 'share': bytes(32)}], 'weak key'),
    'welcome without refresh': (to_identity, welcome(), 'unexpected'),
    'refresh_end without refresh': (to_identity, lambda s: [{'type': 'refresh_end'}], 'unexpected'),
    'refresh_end twice': (to_refresh, lambda s: [{'type': 'refresh_end'}], 'unexpected'),
    'N of 0': (to_refresh, welcome(update_after=0), 'malformed'),
    'N of 1,001': (to_refresh, welcome(update_after=1001), 'malformed'),
    'longest of 0': (to_refresh, welcome(longest=0), 'malformed'),
    'longest of 32,769': (to_refresh, welcome(longest=32769), 'malformed'),
    'next of 0': (to_refresh, welcome(next=0), 'malformed'),
    'a history of 15 B': (to_refresh, welcome(history=bytes(15)), 'malformed'),
    'roster before welcome': (to_refresh, lambda s: roster()(s)[1:], 'unexpected'),
    'said before roster': (to_refresh, lambda s: welcome()(s) + [SAID], 'unexpected'),
    'welcome twice': (to_refresh, lambda s: welcome()(s) * 2, 'unexpected'),
    'key_logged without the feature': (to_room, lambda s: [{'type': 'key_logged', 'running': True}], 'unexpected'),
    'a roster without the guest': (to_refresh, roster(one('somebody'), own=False), 'malformed'),
    'an empty roster': (to_refresh, roster(own=False), 'malformed'),
    'a name twice': (to_refresh, roster(one('twin'), one('twin')), 'malformed'),
    'a device twice': (to_refresh, roster(one('twin', devices=[SAME, SAME], identities=[bytes(32)] * 2,
                                             new=[True, True])), 'malformed'),
    'five devices': (to_refresh, roster(one('much', devices=[bytes([i]) * 16 for i in range(5)],
                                            identities=[bytes([i]) * 32 for i in range(5)], new=[False] * 5)), 'malformed'),
    'arrays of other lengths': (to_refresh, roster(one('odd', new=[False, True])), 'malformed'),
    'another role': (to_refresh, roster(one('odd', role='king')), 'malformed'),
    'a person with a field more': (to_refresh, roster(one('odd', mood='fine')), 'malformed'),
    'a name with markup': (to_refresh, roster(one('<b>odd</b>')), 'malformed'),
    'a roster after the last page': (to_refresh, lambda s: roster()(s) + roster()(s)[1:], 'unexpected'),
}


@case
def refresh_twice():
    def script(s):
        to_identity(s)
        s.send_refresh()
        first = s.private
        s.send_refresh()
        s.private = first
        message = s.recv(30)
        assert message['type'] == 'refreshed', message
        dh = w.agree(s.private, message['share'])
        s.receiving.start(w.refresh_secrets(s.chain, dh, s.account['name'])[0], s.receiving.epoch + 1)
    visit(script, 'unexpected', 'unexpected')


@cases('admission', ADMISSION)
def admission(step, act, code):
    visit(then(step, act), code if isinstance(code, str) else code[0], code)


def said(**fields):
    return lambda s: [{**SAID, 'number': s.host.next, **fields}]


IN_ROOM = {
    'said out of order': (said(number=7), 'unexpected'),
    'said twice': (lambda s: said()(s) * 2, 'unexpected'),
    'said by a name not allowed': (said(name='a\u200bb'), 'malformed'),
    'said without text': (said(text=''), 'malformed'),
    'said with counter 0': (said(counter=0), 'malformed'),
    'ack above what was sent': (lambda s: [{'type': 'ack', 'counter': 99}], 'unexpected'),
    "delivered of another's message": (lambda s: said()(s) + [{'type': 'delivered', 'number': s.host.next, 'count': 1,
                                                               'of': 1}], 'unexpected'),
    'delivered of a number not said': (lambda s: [{'type': 'delivered', 'number': 5, 'count': 1, 'of': 1}], 'unexpected'),
    'left of someone not here': (lambda s: [{'type': 'left', 'name': 'nobody'}], 'unexpected'),
    'left of the guest': (lambda s: [{'type': 'left', 'name': s.account['name']}], 'unexpected'),
    'joined with a name not allowed': (lambda s: [{'type': 'joined', 'last': True, 'people': [one('a\tb')]}], 'malformed'),
    'joined by nobody': (lambda s: [{'type': 'joined', 'last': True, 'people': []}], 'malformed'),
    'pong not asked for': (lambda s: [{'type': 'pong'}] * 2, 'unexpected'),
    'welcome again': (welcome(), 'unexpected'),
    'lobby again': (lobby(), 'unexpected'),
    'a guest message': (lambda s: [{'type': 'say', 'text': 'x', 'counter': 1}], 'unexpected'),
    'refresh_end not asked for': (lambda s: [{'type': 'refresh_end'}], 'unexpected'),
    'refresh of a weak share': (lambda s: [{'type': 'refresh', 'share': hostile.SMALL_SHARES['p']}], 'weak key'),
}


@cases('room', IN_ROOM)
def in_room(act, code):
    visit(then(to_room, act), code, code)


@case
def delivered_over_of():
    def script(s):
        to_room(s)
        s.host.said.wait(10 * SLOW)
        say = s.recv()
        assert say['type'] == 'say', say
        s.send({**SAID, 'name': s.account['name'], 'device': s.device, 'number': s.host.next, 'counter': say['counter'],
                'text': say['text']})
        s.send({'type': 'ack', 'counter': say['counter']})
        s.send({'type': 'delivered', 'number': s.host.next, 'count': 2, 'of': 1})

    host = room(lambda s: (script(s), s.end())[1])
    host.said = threading.Event()
    n = PROFILES.get()
    guest = GuestProgram(host, f'visitor{n}', PASSWORD, register=False, profile=f'visitor{n}')
    try:
        guest.inside()
        guest.say('a message', 1)
        host.said.set()
        result = host.results.get(timeout=20 * SLOW)
        assert result.name == 'unexpected', repr(result)
        guest.event('closed', 10, code='unexpected')
        guest.ends(1)
    finally:
        host.listener.close()
        PROFILES.put(n)


# ---------------------------------------------------------------- closes (9.2)

FINAL = ('removed', 'banned', 'room full', 'replaced', 'too many devices', 'device taken', 'too many tries', 'malformed',
         'tampered', 'bad signature')
REFUSALS = ('banned', 'room full', 'too many tries')  # exit code 4 (HEADLESS)
RETRIED = ('busy', 'idle', 'slow reader', 'away', 'internal')


@cases('close', thinned({name: (name,) for name in FINAL}, 2))
def final_close(code):
    visit(then(to_room, lambda s: [{'type': 'close', 'code': CODES[code]}]), NOTHING, code,
          4 if code in REFUSALS else 1)


@cases('close', {name: (name,) for name in RETRIED})
def retried_close(code):
    visit(then(to_room, lambda s: [{'type': 'close', 'code': CODES[code]}]), NOTHING, code)


@case
def room_closed_is_an_end_as_asked():
    visit(then(to_room, lambda s: [{'type': 'close', 'code': CODES['room closed']}]), NOTHING, 'room closed', 0)


@case
def close_of_a_code_not_known():
    host_says = then(to_room, lambda s: [{'type': 'close', 'code': 222}])
    host = room(lambda s: (host_says(s), s.end())[1])
    n = PROFILES.get()
    guest = GuestProgram(host, f'visitor{n}', PASSWORD, register=False, profile=f'visitor{n}')
    try:
        guest.event('closed', 30)
        guest.ends(1)
    finally:
        host.listener.close()
        PROFILES.put(n)


@case
def cut_off_in_the_room():
    visit(lambda s: (to_room(s), s.socket.shutdown(2)), NOTHING, 'connection lost')


if __name__ == '__main__':
    main(WORKERS, begin)
