# SPDX-FileCopyrightText: 2026 The Waxwing authors
# SPDX-License-Identifier: MIT
"""Another password: changed in the room, or set by the host's one-time code; by the program and by peers in Python."""
import functools
import glob
import itertools
import os
import pty
import random
import time

import suite
import waxwing_passwords as pw
import waxwing_wire as w
from program import SLOW, GuestProgram, HostProgram, Program, free_port, password_file, stop
from suite import case, cases, main
from waxwing_peer import Ended, Guest, Host, Refused

OLD, NEW, THIRD = 'a long password 1', 'a long password 2', 'a long password 3'
RANDOM = random.Random(7)
HOST = None
_names, _sources = itertools.count(1), itertools.count(1)


@functools.cache
def member_key():
    return w.new_rsa()


def opened(name, *more, **options):
    return HostProgram(f'host {name}', '--bind', '127.0.0.1', *more, **options)


def guest(where, user, password, *more, **options):
    return GuestProgram(where, user, password, *more, **{'register': False, **options})


def registers(where, user, *more, **options):
    return guest(where, user, OLD, *more, register=True, **options).inside()


def instants(one, old, new, count, counts):
    """So many waits, in any order, spread from the beginning of a change to shortly behind its end, of which one is
    timed first; and more, until `counts` has both outcomes, `changed` the first of them."""
    begun = time.monotonic()
    assert changes(one, old, new)['event'] == 'password_changed'
    whole = time.monotonic() - begun
    assert changes(one, new, old)['event'] == 'password_changed'
    waits = [whole * 1.6 * (n + RANDOM.random()) / count for n in range(count)]
    RANDOM.shuffle(waits)
    yield from waits
    for more in range(2, 8):
        if not all(counts.values()):
            yield 0 if next(iter(counts.values())) else whole * more


def changes(one, old=OLD, new=NEW):
    one.command('change_password', old=old, new=new, id='change')
    return one.find(lambda e: e['event'] in ('password_changed', 'password_not_changed'), 30)


def leaves(one):
    one.command('leave')
    one.ends(0)


def is_refused(where, user, password, code='wrong password', **options):
    one = guest(where, user, password, **options)
    told = one.event('refused', 30)
    assert told['code'] == code, told
    one.ends(4)
    return told


def texts(one):
    one.command('history', id='h')
    return [m['text'] for m in one.event('history', 20, id='h')['messages'] if 'text' in m]


def vaults(profile, pattern):
    return glob.glob(os.path.join(suite.folder(profile), 'vaults', pattern))


# ---------------------------------------------------------------- change


@case
def changed_by_the_program():
    host = opened('changes')
    asha = registers(host, 'asha', profile='changes asha')
    asha.say('before', id=1)
    asha.event('ack', id=1)
    assert changes(asha) == {'event': 'password_changed', 'id': 'change'}
    asha.say('after', id=2)
    asha.event('ack', id=2)  # the session goes on
    is_refused(host, 'asha', OLD, profile='changes other')
    leaves(asha)
    again = guest(host, 'asha', NEW, profile='changes asha').inside()
    assert texts(again) == ['before', 'after'], texts(again)
    leaves(again)
    assert not vaults('changes asha', '*.old-*')
    stop(host)


@case
def a_second_device_opens_what_it_keeps_by_the_earlier_password():
    host = opened('devices')
    asha = registers(host, 'asha', profile='devices one')
    other = guest(host, 'asha', OLD, profile='devices two').inside()
    asha.say('to both', id=1)
    other.event('said', text='to both')
    told = changes(asha)
    assert (told['event'], told.get('others')) == ('password_changed', 1), told
    asha.say('still linked', id=2)
    other.event('said', text='still linked')  # sessions stay
    leaves(other)
    locked = guest(host, 'asha', NEW, profile='devices two')
    error = locked.event('error', 30)
    assert error['code'] == 'vault locked'
    ways = error['detail'].find('--earlier-password-file'), error['detail'].find('--new-vault')
    assert 0 <= ways[0] < ways[1], error  # what loses nothing comes first
    locked.ends(1)
    earlier = ('--earlier-password-file', password_file(OLD))
    other = guest(host, 'asha', NEW, *earlier, profile='devices two').inside()
    assert texts(other)[:2] == ['to both', 'still linked'], texts(other)
    leaves(other)
    leaves(guest(host, 'asha', NEW, profile='devices two').inside())
    assert not vaults('devices two', '*.old-*')
    leaves(asha)
    stop(host)


@case
def what_is_refused_changes_nothing():
    host = opened('refuses')
    asha = registers(host, 'asha', profile='refuses asha')
    assert changes(asha, old='not the old one at all') == {
        'event': 'password_not_changed', 'id': 'change', 'code': 'wrong password', 'left': 4}
    assert changes(asha, new='short')['code'] == 'password too short'
    leaves(asha)
    is_refused(host, 'asha', NEW, profile='refuses asha')
    leaves(guest(host, 'asha', OLD, profile='refuses asha').inside())
    stop(host)


def answered(host, user, password, **options):
    """A guest, and what became of its log-in. As long as the host stores a new password it says neither yes nor no."""
    while True:
        one = guest(host, user, password, **options)
        told = one.find(lambda e: e['event'] in ('welcome', 'refused', 'error'), 40)
        if (told.get('code'), told.get('wait')) != ('throttled', 1):
            return one, told
        one.ends(4)


@case
def killed_at_random_instants_of_a_change():
    """Whichever password the host has by then: it opens what is kept, and nothing of it is lost."""
    host = opened('kills')
    one = registers(host, 'asha', profile='kills asha')
    one.say('kept', id=1)
    one.event('ack', id=1)
    now, then, counts = OLD, NEW, {'changed': 0, 'not changed': 0}
    for wait in instants(one, now, then, 8, counts):
        one.command('change_password', old=now, new=then)
        time.sleep(wait)
        one.kill()
        one, told = answered(host, 'asha', then, profile='kills asha')
        if told['event'] == 'refused':
            assert told['code'] == 'wrong password', told
            one.ends(4)
            counts['not changed'] += 1
            one = guest(host, 'asha', now, profile='kills asha').inside()
        else:
            assert told['event'] == 'welcome', told
            counts['changed'] += 1
            now, then = then, now
        assert texts(one) == ['kept'], texts(one)
    leaves(one)
    assert not vaults('kills asha', '*.old-*')
    stop(host)
    print(f'# killed in a change: {counts}', flush=True)
    assert all(counts.values()), counts  # on both sides of the host's commit


@case
def a_host_killed_at_random_instants_of_a_change():
    """The guest comes back by itself, says which password holds, and that one does."""
    port = free_port()
    host = opened('killed host', port=port)
    one = registers(host, 'asha', profile='host kills asha')
    now, then, counts = OLD, NEW, {'password_changed': 0, 'password_not_changed': 0}
    for wait in instants(one, now, then, 5, counts):
        one.command('change_password', old=now, new=then)
        time.sleep(wait)
        host.kill()
        host = opened('killed host', port=port)
        one.command('try_now')
        told = one.find(lambda e: e['event'] in counts, 40)
        counts[told['event']] += 1
        if told['event'] == 'password_changed':
            now, then = then, now
        if one.events('reconnecting'):
            one.say('back', id='back')
            one.event('ack', 30, id='back')
        leaves(one)
        is_refused(host, 'asha', then, profile='host kills asha')
        one = guest(host, 'asha', now, profile='host kills asha').inside()
    leaves(one)
    stop(host)
    print(f'# host killed in a change: {counts}', flush=True)
    assert all(counts.values()), counts


@case
def a_host_that_does_not_offer_it():
    host = Host()
    asha = registers(f'127.0.0.1:{host.port}', 'asha', key=w.fingerprint(w.spki(host.key)))
    assert changes(asha)['code'] == 'not offered by the host'
    asha.say('goes on', id=1)
    asha.event('ack', id=1)
    leaves(asha)
    reset = guest(f'127.0.0.1:{host.port}', 'asha', NEW, '--reset-code', 'ABCDEFGHIJKLMNOP',
                  key=w.fingerprint(w.spki(host.key)))
    assert reset.event('closed', 30)['code'] == 'not offered by the host'
    reset.ends(1)
    host.close()


@case
def on_the_terminal_without_echo():
    host = opened('terminal')
    one = registers(host, 'asha', profile='terminal asha')
    leaves(one)
    master, slave = pty.openpty()

    def own_terminal():
        os.setsid()
        import fcntl
        import termios
        fcntl.ioctl(slave, termios.TIOCSCTTY, 0)

    asha = guest(host, 'asha', OLD, profile='terminal asha', json_lines=False, limits=own_terminal).inside()
    shown = b''

    def reads(part):
        nonlocal shown
        deadline = time.monotonic() + 20 * SLOW
        while part not in shown and time.monotonic() < deadline:
            shown += os.read(master, 1000)
        assert part in shown, shown

    asha.write('/password')
    for prompt, typed in ((b'Old password: ', OLD), (b'New password: ', NEW), (b'New password again: ', NEW)):
        reads(prompt)
        os.write(master, typed.encode() + b'\n')
    asha.text('The password is changed.', 30)
    assert b'a long password' not in shown, shown
    asha.write('/bye')
    asha.ends(0)
    is_refused(host, 'asha', OLD, profile='terminal asha')
    stop(host)


@case
def interrupted_at_the_prompt():
    host = opened('interrupted')
    leaves(registers(host, 'asha', profile='interrupted asha'))
    master, slave = pty.openpty()

    def own_terminal():
        os.setsid()
        import fcntl
        import termios
        fcntl.ioctl(slave, termios.TIOCSCTTY, 0)

    asha = guest(host, 'asha', OLD, profile='interrupted asha', json_lines=False, limits=own_terminal).inside()
    asha.write('/password')
    shown = b''
    deadline = time.monotonic() + 20 * SLOW
    while b'Old password: ' not in shown and time.monotonic() < deadline:
        shown += os.read(master, 1000)
    os.write(master, b'half of it\x03')
    asha.complains('Nothing was changed.', 30)
    asha.ends(0)  # as at any other time
    os.close(slave)
    try:
        while rest := os.read(master, 1000):
            shown += rest
    except OSError:
        pass  # nobody has it open any more
    assert b'New password' not in shown, shown
    leaves(guest(host, 'asha', OLD, profile='interrupted asha').inside())
    stop(host)


@case
def passwords_are_not_said_where_there_is_no_terminal():
    host = opened('no terminal')
    leaves(registers(host, 'asha', profile='no terminal asha'))
    ravi = registers(host, 'ravi', profile='no terminal ravi')
    asha = guest(host, 'asha', OLD, profile='no terminal asha', json_lines=False, limits=os.setsid).inside()
    for line in ('/password', OLD, NEW, NEW, 'hello'):
        asha.write(line)
    assert ravi.event('said')['text'] == 'hello'
    asha.write('/bye')
    asha.ends(0)
    leaves(ravi)
    stop(host)


# ---------------------------------------------------------------- reset


@case
def reset_by_the_hosts_code():
    host = opened('resets')
    asha = registers(host, 'asha', profile='resets asha')
    asha.say('will be sealed away', id=1)
    asha.event('ack', id=1)
    leaves(asha)
    ravi = registers(host, 'ravi', profile='resets ravi')
    host.command('reset_code', name='ASHA', id=7)
    told = host.event('reset_code', id=7)
    assert told['name'] == 'asha' and len(told['code']) == 16, told
    assert 0 < told['expires'] - time.time() * 1000 <= 15 * 60_000, told
    code = ('--reset-code', told['code'].lower())
    # Not for another name; and its own is asked before anything is said of it.
    is_refused_code(host, 'ravi', code, 'resets other')
    asha = guest(host, 'asha', NEW, *code, profile='resets asha')
    asha.event('put_aside', 30)
    asha.inside()
    asha.complains('stay sealed under the old password')
    assert texts(asha) == [], texts(asha)
    assert ravi.event('new_key', 20)['names'] == ['asha']
    assert len(vaults('resets asha', '*.old-*')) >= 1
    leaves(asha)
    is_refused_code(host, 'asha', code, 'resets asha')  # once only
    is_refused(host, 'asha', OLD, profile='resets asha')
    leaves(guest(host, 'asha', NEW, profile='resets asha').inside())
    leaves(ravi)
    stop(host)


def is_refused_code(host, user, code, profile):
    one = guest(host, user, THIRD, *code, profile=profile)
    told = one.event('refused', 30)
    assert told['code'] == 'reset code invalid', told
    one.ends(4)


@case
def a_code_outlives_the_hosts_restart_and_ends_with_another():
    host = opened('restarts')
    leaves(registers(host, 'asha', profile='restarts asha'))
    host.command('reset_code', name='asha')
    first = host.event('reset_code')['code']
    host.command('reset_code', name='asha')
    second = host.event('reset_code')['code']
    stop(host)
    host = opened('restarts')
    is_refused_code(host, 'asha', ('--reset-code', first), 'restarts asha')
    leaves(guest(host, 'asha', NEW, '--reset-code', second, profile='restarts asha').inside())
    for name, code in (('nobody', 'name unknown'), ('', 'name unknown')):
        host.command('reset_code', name=name, id=name)
        assert host.event('error', id=name)['code'] == code
    stop(host)


@case
def wrong_usage():
    for more in (['--reset-code', ''], ['--reset-code', 'X', '--register', '--email', 'a@b'],
                 ['--earlier-password-file', '-']):
        Program('--join', '127.0.0.1', '--user', 'asha', *more, json_lines=False).ends(2)


# ---------------------------------------------------------------- hostile guests


def source():
    n = next(_sources)
    return f'127.3.{n // 250}.{n % 250 + 1}'


def member(features=('password', 'reset'), name=None):
    name = name or f'peer{next(_names)}'
    one = Guest(port=HOST.port, source=source()).handshake()
    one.register(name, 'someone@example.org', OLD)
    one.login(name, OLD)
    return one.enter(member_key(), os.urandom(16), features=list(features))


def log_in(name, password):
    one = Guest(port=HOST.port, source=source()).handshake()
    one.login(name, password)
    one.close('left')


def ends(one, code):
    ended = one.end(12 * SLOW)
    assert ended.name == code, f'{ended}, not {code}'


def refused(act):
    try:
        act()
    except Refused as no:
        return no
    raise AssertionError('was not refused')


@case
def a_peer_changes_its_password():
    one = member()
    pw.Change(one).run(OLD, NEW)
    pw.Change(one).run(NEW, THIRD)  # and again over the same link
    assert refused(lambda: log_in(one.name, OLD)).name == 'wrong password'
    log_in(one.name, THIRD)
    no = refused(lambda: pw.Change(one).run(OLD, NEW))
    assert (no.name, no.left) == ('wrong password', 4), no
    one.say('goes on')
    one.wait_for('ack')


@case
def wrong_old_passwords_are_throttled():
    one = member()
    for left in (4, 3, 2, 1):
        assert refused(lambda: pw.Change(one).run(NEW, THIRD)).left == left
    assert refused(lambda: pw.Change(one).run(NEW, THIRD)).wait == 30
    no = refused(lambda: pw.Change(one).run(OLD, THIRD))
    assert no.name == 'throttled' and 0 < no.wait <= 30, no
    log_in(one.name, OLD)  # from elsewhere: nothing was changed


@case
def a_proof_is_good_once():
    one = member()
    change = pw.Change(one)
    final = change.final(pw.answer(one, change.first(), 'change_challenge'), OLD, pw.new_verifier(OLD))
    pw.answer(one, final, 'changed')
    pw.answer(one, pw.Change(one).first(), 'change_challenge')
    one.send(final)
    ends(one, 'malformed')


def with_final(**altered):
    def act(one):
        change = pw.Change(one)
        challenge = pw.answer(one, change.first(), 'change_challenge')
        one.send(change.final(challenge, OLD, pw.new_verifier(NEW), **altered))
    return act


def twice(one):
    one.send(pw.Change(one).first())
    one.send(pw.Change(one).first())


def by_the_exporter(one):
    change = pw.Change(one)
    challenge = pw.answer(one, change.first(), 'change_challenge')
    final = change.final(challenge, OLD, pw.new_verifier(NEW))
    nonce = w.scram_fields(challenge['scram'], 'rsi')[0]
    final['scram'] = f"c={w.b64(w.GS2.encode() + one.exporter)},r={nonce},p={final['scram'].rpartition(',p=')[2]}"
    one.send(final)


def sends(**message):
    return lambda one: one.send(message)


HOSTILE = {
    'another salt than was proved': (with_final(salt=bytes(16)), 'malformed'),
    'another StoredKey than was proved': (with_final(stored_key=bytes(32)), 'malformed'),
    'another ServerKey than was proved': (with_final(server_key=bytes(32)), 'malformed'),
    'other iterations than were proved': (with_final(iterations=1), 'malformed'),
    'made for another host': (with_final(host_key=b'another'), 'malformed'),
    'bound to the exporter': (by_the_exporter, 'malformed'),
    'a StoredKey of 31 B': (with_final(stored_key=bytes(31)), 'malformed'),
    'a salt of 17 B': (with_final(salt=bytes(17)), 'malformed'),
    'two questions': (twice, 'unexpected'),
    'a proof without a challenge': (sends(type='change_final', scram='c=,r=,p=', **pw.new_verifier(NEW)),
                                    'unexpected'),
    'the header of a log-in': (lambda one: one.send(pw.Change(one).first(w.GS2)), 'malformed'),
    'another name': (lambda one: one.send(pw.Change(one, 'somebody').first()), 'malformed'),
    'no text': (sends(type='change_first', scram=''), 'malformed'),
    "a host's answer": (sends(type='changed', scram='v=YQ=='), 'unexpected'),
    'a reset in the room': (sends(type='reset', name='x', code='y', **pw.new_verifier(NEW)), 'unexpected'),
}


@cases('change', HOSTILE)
def hostile_change(act, code):
    one = member()
    act(one)
    ends(one, code)
    log_in(one.name, OLD)


@case
def not_without_the_feature():
    one = member(features=['talk'])
    one.send(pw.Change(one).first())
    ends(one, 'unexpected')


@case
def a_peer_resets_by_a_code():
    one = member()
    HOST.command('reset_code', name=one.name, id=one.name)
    code = HOST.event('reset_code', id=one.name)['code']
    again = Guest(port=HOST.port, source=source()).handshake()
    pw.reset(again, one.name, code, NEW)
    assert again.login(one.name, NEW) == one.name  # on the same link
    one.say('this link stays')
    one.wait_for('ack')
    other = Guest(port=HOST.port, source=source()).handshake()
    no = refused(lambda: pw.reset(other, one.name, code, THIRD))
    assert (no.name, no.left) == ('reset code invalid', 4), no
    no = refused(lambda: pw.reset(other, 'nobody at all', code, THIRD))
    assert (no.name, no.left) == ('reset code invalid', 4), no


@case
def codes_cannot_be_guessed():
    one = member()
    HOST.command('reset_code', name=one.name, id=one.name)
    code = HOST.event('reset_code', id=one.name)['code']
    place = source()
    thief = Guest(port=HOST.port, source=place).handshake()
    for left in (4, 3, 2, 1):
        assert refused(lambda: pw.reset(thief, one.name, 'A' * 16, NEW)).left == left
    assert refused(lambda: pw.reset(thief, one.name, 'A' * 16, NEW)).wait == 30
    for _ in range(5):
        assert refused(lambda: pw.reset(thief, one.name, 'A' * 16, NEW)).name == 'throttled'
    thief.send({'type': 'reset', 'name': one.name, 'code': code, **pw.new_verifier(NEW)})
    ends(thief, 'too many tries')
    log_in(one.name, OLD)
    right = Guest(port=HOST.port, source=place).handshake()  # from where they were guessed
    pw.reset(right, one.name, code, NEW)
    assert right.login(one.name, NEW) == one.name


@case
def refused_and_malformed_resets():
    one = Guest(port=HOST.port, source=source()).handshake()
    assert refused(lambda: pw.reset(one, 'nobody', 'A' * 16, NEW, iterations=1)).name == 'iterations refused'
    one.send({'type': 'reset', 'name': 'nobody', 'code': 'A' * 16, **{**pw.new_verifier(NEW), 'salt': bytes(15)}})
    ends(one, 'malformed')


# ---------------------------------------------------------------- hostile hosts


def next_of(session, kind):
    while (message := session.recv(60))['type'] != kind:
        assert message['type'] in ('refreshed', 'received', 'ping', 'pong'), message
    return message


def visit(script, code):
    """A guest of the program asks this host for a change; the session goes as the script says. How the guest ended it."""
    def course(session):
        session.handshake()
        session.send_lobby(features=['password'])
        session.lobby()
        session.recv_identity()
        session.send_refresh()
        session.recv_refreshed()
        session.host.admit(session)
        script(session, next_of(session, 'change_first'))
        return session.end(20 * SLOW)
    host = Host(script=course)
    one = registers(f'127.0.0.1:{host.port}', f'visitor{next(_names)}', key=w.fingerprint(w.spki(host.key)))
    one.command('change_password', old=OLD, new=NEW)
    ended = host.results.get(timeout=60 * SLOW)
    assert isinstance(ended, Ended) and ended.name == code, repr(ended)
    assert one.event('closed', 20)['code'] == code
    one.ends(4 if code == 'not the host that knows you' else 1)
    told = one.find(lambda e: e['event'] == 'password_not_changed', 5, again=True)
    host.listener.close()
    return told


def with_challenge(text):
    return lambda s, first: s.send({'type': 'change_challenge', 'scram': text(first['scram'].partition(',r=')[2])})


def answers_wrongly(session, first):
    side = pw.HostSide(session)
    side.challenge(first)
    assert side.judge(next_of(session, 'change_final'))
    session.send({'type': 'changed', 'scram': 'v=' + w.b64(bytes(32))})


def twice_challenged(session, first):
    side = pw.HostSide(session)
    side.challenge(first)
    next_of(session, 'change_final')
    session.send({'type': 'change_challenge', 'scram': side.text})


HOSTILE_HOSTS = {
    'does not know the old password': (answers_wrongly, 'not the host that knows you'),
    'a second challenge': (twice_challenged, 'unexpected'),
    'changed at once': (lambda s, m: s.send({'type': 'changed', 'scram': 'v=YQ=='}), 'unexpected'),
    'few iterations': (with_challenge(lambda n: f'r={n}abc,s={w.b64(bytes(16))},i=1000'), 'malformed'),
    'a short salt': (with_challenge(lambda n: f'r={n}abc,s={w.b64(bytes(8))},i=600000'), 'malformed'),
    "another's nonce": (with_challenge(lambda n: f's{n}abc,s={w.b64(bytes(16))},i=600000'), 'malformed'),
    'reset_done in the room': (lambda s, m: s.send({'type': 'reset_done'}), 'unexpected'),
}


@cases('host', HOSTILE_HOSTS)
def hostile_host(script, code):
    visit(script, code)


@case
def a_reset_without_an_answer_waits_while_it_is_stored():
    """The link is lost behind `reset`; the log-in that finds out is told to wait, once, and not the person."""
    asked = []

    def course(session):
        session.handshake()
        session.send_lobby(features=['reset'])
        message = session.recv(30)
        asked.append(message['type'])
        if message['type'] == 'reset':
            return session.host.accounts.update({w.fold(message['name']): dict(message)})
        session.refuse('throttled', wait=1)
        session.lobby()
        session.recv_identity()
        session.send_refresh()
        session.recv_refreshed()
        session.host.admit(session)
        return session.end(20 * SLOW)
    host = Host(script=course)
    one = guest(f'127.0.0.1:{host.port}', 'asha', NEW, '--reset-code', 'ABCDEFGHIJKLMNOP',
                key=w.fingerprint(w.spki(host.key))).inside()
    assert asked == ['reset', 'client_first'], asked
    assert not one.events('refused')
    leaves(one)
    host.listener.close()


@case
def a_host_that_refuses_is_believed_and_the_old_password_stays():
    def course(session):
        session.handshake()
        session.send_lobby(features=['password'])
        session.lobby()
        session.recv_identity()
        session.send_refresh()
        session.recv_refreshed()
        session.host.admit(session)
        pw.HostSide(session).challenge(next_of(session, 'change_first'))
        next_of(session, 'change_final')
        session.refuse('throttled', wait=17)
        session.refuse('throttled', wait=17)  # nobody asked
        return session.end(20 * SLOW)
    host = Host(script=course)
    one = registers(f'127.0.0.1:{host.port}', 'visitor', key=w.fingerprint(w.spki(host.key)))
    told = changes(one)
    assert (told['code'], told['wait']) == ('throttled', 17), told
    assert one.event('closed', 20)['code'] == 'unexpected'
    host.listener.close()


def before():
    global HOST
    HOST = HostProgram('passwords', '--bind', '127.0.0.1')
    member_key()


if __name__ == '__main__':
    main(workers=2, before=before, after=lambda: stop(HOST))
