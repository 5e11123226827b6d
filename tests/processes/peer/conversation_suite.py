# SPDX-FileCopyrightText: 2026 The Waxwing authors
# SPDX-License-Identifier: MIT
"""A host and its guests, each a process and a profile of its own: what people do, and what the program then says."""
import itertools
import json
import os
import pty
import re
import select
import signal
import socket
import subprocess
import time

import suite
from cable import Line
from program import PROGRAM, SLOW, GuestProgram, HostProgram, dead_port, free_port, password_file, stop
from suite import case, cases, main

PASSWORD = 'a long password 1'
HOST = None  # for cases in which it does not matter who else is there
_rooms = itertools.count(1)


def room(*more, **options):
    return HostProgram(f'room{next(_rooms)}', '--bind', '127.0.0.1', *more, **options)


def guest(where, user, *more, password=PASSWORD, **options):
    return GuestProgram(where, user, password, *more, **options)


def said(who, text, timeout=20):
    return who.event('said', timeout, text=text)


def leave(*guests):
    for one in guests:
        if one.json:
            one.command('leave')
        else:
            one.write('/bye')
    for one in guests:
        one.ends(0)


def close(host, *guests):
    """The host closes the room: everybody hears it, and all of them ended as asked."""
    host.command('close') if host.json else host.signal(signal.SIGINT)
    host.ends(0)
    for one in guests:
        one.ends(0)
        if one.json:
            assert one.all_lines[-1]['event'] == 'closed' and one.all_lines[-1]['code'] == 'room closed', one.lines[-2:]


# ---------------------------------------------------------------- talking


@case
def three_guests_talk():
    host = room()
    asha = guest(host, 'asha').inside()
    ben = guest(host, 'ben').inside()
    asha.sees('ben')
    chris = guest(host, 'chris', json_lines=False).inside()
    for one in (asha, ben):
        one.sees('chris')
    asha.say('hello, everybody', {'my': [1, 'id']})
    mine = said(asha, 'hello, everybody')
    assert mine['mine'] is True and mine['name'] == 'asha' and abs(mine['time'] / 1000 - time.time()) < 600, mine
    theirs = said(ben, 'hello, everybody')
    assert 'mine' not in theirs and theirs['number'] == mine['number'] and theirs['device'] == mine['device'], theirs
    assert re.fullmatch(r'\[\d\d:\d\d\] asha: hello, everybody', chris.text('hello, everybody'))
    asha.event('ack', again=True, id={'my': [1, 'id']})
    asha.event('delivered', again=True, id={'my': [1, 'id']}, count=2, of=2)
    chris.say('and from a terminal')
    assert said(asha, 'and from a terminal')['number'] == mine['number'] + 1
    said(ben, 'and from a terminal')
    ben.command('people', id=7)
    assert [p['name'] for p in ben.event('people', id=7)['people']] == ['ben', 'asha', 'chris']  # me first
    host.command('status', id='s')
    assert host.event('status', id='s')['people'] == 3
    leave(ben)
    asha.event('left', names=['ben'])
    chris.text('ben left')
    dora = guest(host, 'dora').inside()
    asha.sees('dora')
    asha.say('for those who are here now')
    assert said(dora, 'for those who are here now')['number'] == mine['number'] + 2
    assert [e['text'] for e in dora.events('said')] == ['for those who are here now'], dora.events('said')
    assert len(dora.events('you_joined')) == 1 and not dora.events('missed')
    close(host, asha, chris, dora)
    assert any('closed' in line for line in chris.errors), chris.errors


@case
def many_messages_arrive_once_and_in_order():
    """Over many key updates of both directions, from two at once."""
    host = room()
    one, two = (guest(host, name).inside() for name in ('one', 'two'))
    for i in range(60):
        one.say(f'one {i}', i)
        two.say(f'two {i}', i)
    for who in (one, two):
        for i in range(60):
            who.event('ack', 30, again=True, id=i)
    for who in (one, two):
        while len(who.events('said')) < 120:
            who.find(lambda e: e['event'] == 'said', 30)
        talk = who.events('said')
        assert [e['number'] for e in talk] == list(range(talk[0]['number'], talk[0]['number'] + 120))
        for name in ('one', 'two'):
            assert [e['text'] for e in talk if e['name'] == name] == [f'{name} {i}' for i in range(60)]
    close(host, one, two)


@case
def one_who_was_cut_off_gets_what_was_missed():
    host = room()
    cable = Line(host.port)
    away = guest(f'127.0.0.1:{cable.port}', 'away', key=host.fingerprint).inside()
    here = guest(host, 'here').inside()
    here.say('before')
    said(away, 'before')
    cable.cut()
    away.event('reconnecting', 20)
    away.say('said while nobody heard it', 'q')
    for i in range(3):
        here.say(f'missed {i}', i)
        here.event('ack', again=True, id=i)
    here.event('left', 20, again=True, names=['away'])
    cable.mend()
    away.command('try_now')
    away.event('welcome', 40)
    assert away.event('resumed', 20)['count'] == 3
    away.event('ack', 20, again=True, id='q')
    said(here, 'said while nobody heard it')
    here.say('after')
    said(away, 'after')
    texts = [e['text'] for e in away.events('said')]
    assert texts == ['before', 'missed 0', 'missed 1', 'missed 2', 'said while nobody heard it', 'after'], texts
    assert [e['text'] for e in away.events('said') if e.get('replayed')] == [f'missed {i}' for i in range(3)]
    assert not away.events('missed'), away.events('missed')
    assert [e['text'] for e in here.events('said')].count('said while nobody heard it') == 1
    close(host, away, here)


@case
def what_was_said_can_be_answered_changed_and_deleted():
    host = room()
    asha, ben = (guest(host, name).inside() for name in ('asha', 'ben'))
    chris = guest(host, 'chris', json_lines=False).inside()
    asha.sees('chris')
    asha.say('at five', 'a')
    number = said(ben, 'at five')['number']
    ben.command('writing', active=True)
    asha.event('writes', name='ben', active=True)
    ben.command('reply', target=number, text='fine', id='r')
    ben.event('ack', again=True, id='r')
    reply = said(asha, 'fine')
    assert (reply['act'], reply['target']) == ('reply', number), reply
    asha.event('writes', again=True, name='ben', active=False)
    asha.command('edit', target=number, text='at six', id='e')
    edit = said(ben, 'at six')
    assert (edit['act'], edit['target'], edit['name']) == ('edit', number, 'asha'), edit
    chris.text('asha changed an earlier message: at six')
    ben.command('read', number=edit['number'])
    asha.event('seen', again=True, id='a', number=number, count=1, of=2)
    asha.command('erase', target=number, id='d')
    assert ben.event('said', act='erase')['target'] == number
    chris.text('asha deleted an earlier message')
    asha.event('ack', again=True, id='d')
    ben.command('history', id='h')
    kept = {m['number']: m for m in ben.event('history', id='h')['messages']}
    assert kept[number].get('erased') and not kept[number]['text'], kept
    assert kept[reply['number']]['target'] == number, kept
    ben.command('edit', target=0, text='of nothing', id='x')
    ben.event('error', id='x', code='malformed')
    close(host, asha, ben, chris)


@case
def words_that_offer_to_leave():
    host = room()
    talker = guest(host, 'talker').inside()
    one = guest(host, 'leaver', json_lines=False).inside()
    for word in ('bye', 'EXIT', ' End '):
        one.write(word)
        one.text('y or n')
        one.write('n')
        one.write(f'still here after {word}')
        said(talker, f'still here after {word}')
    for text in ('bye bye', 'the end', '/bye now', 'y'):
        one.write(text)
        said(talker, text)
    assert not {e['text'].strip().lower() for e in talker.events('said')} & {'bye', 'exit', 'end', 'n'}
    one.write('eXiT')
    one.text('y or n')
    one.write('Y')
    one.ends(0)
    talker.event('left', names=['leaver'])
    again = guest(host, 'leaver', json_lines=False, register=False).inside()
    again.write('/bye')
    again.ends(0)
    talker.event('left', names=['leaver'])
    talker.say('bye')  # a program's text is never a wish
    said(talker, 'bye')
    leave(talker)
    stop(host)


LONG = {
    'ASCII': 'x' * 32768, 'of lines': 'line\n' * 6553 + 'end', 'of 4 B characters': '\U0001f426' * 8192,
    'of 3 B characters': '鳥' * 10922,
}


@case
def long_messages_arrive_whole():
    host = room()
    one, two = (guest(host, name).inside() for name in ('long one', 'long two'))
    for text in LONG.values():
        one.say(text)
        assert two.find(lambda e: e['event'] == 'said' and e['name'] == 'long one', 20)['text'] == text
    for name, text in {'a byte more': 'x' * 32769, 'a character more': '鳥' * 10923, 'a megabyte': 'y' * 2**20}.items():
        one.say(text, name)
        assert one.event('error', 20, id=name)['code'] in ('text too long',), one.lines[-1]
    one.say('', 'nothing')
    assert one.event('error', id='nothing')['code'] == 'text empty'
    one.say('goes on')
    said(two, 'goes on')
    three = guest(host, 'long three', json_lines=False).inside()
    three.write('z' * 32768)
    assert two.find(lambda e: e['event'] == 'said' and e['name'] == 'long three', 20)['text'] == 'z' * 32768
    three.write('z' * 32769)
    three.write('and a short one')
    said(two, 'and a short one')
    three.complains('long')
    leave(one, two, three)
    stop(host)


@case
def control_characters_never_reach_the_terminal():
    host = room()
    one = guest(host, 'painter').inside()
    two = guest(host, 'terminal', json_lines=False).inside()
    one.sees('terminal')
    bad = '\x1b[2J\x1b]0;title\x07\x00\x08\x7f\x9b31m\u202eevil\u2066\u200f\u2028\r\nnew line'
    one.say('paint ' + bad + ' done')
    assert said(one, 'paint ' + bad + ' done')['text'].count('\x1b') == 2
    line = two.text('paint')
    assert 'done' in line, line
    found = [hex(ord(c)) for c in line if ord(c) < 32 or 0x7f <= ord(c) < 0xa0 or c in '\u202e\u2066\u200f\u2028']
    assert not found, (found, line)
    assert '\u241b' in line, line
    leave(one, two)
    stop(host)


NAMES = ('Zażółć Gęślą', 'נועה', 'أحمد', '日本太郎', 'Дмитрий', 'अनन्या', 'O-2_x.y')


@case
def names_of_many_scripts():
    host = room()
    guests = [guest(host, name, profile=f'script{i}') for i, name in enumerate(NAMES)]
    for one, name in zip(guests, NAMES):
        one.inside()
        assert one.events('welcome')[0]['name'] == name, one.lines
    guests[0].say('שלום عليكم')
    for one in guests[1:]:
        assert said(one, 'שלום عليكم')['name'] == NAMES[0]
    deadline = time.monotonic() + 20 * SLOW
    here = set()
    while not set(NAMES) <= here:  # arrivals are gathered for 50 ms
        assert time.monotonic() < deadline, here
        guests[-1].command('people')
        here = {p['name'] for p in guests[-1].event('people')['people']}
    leave(*guests)
    typed = guest(host, '  ｚażółć   gęślą ', register=False, profile='script0').inside()  # normalised as a form does
    assert typed.events('welcome')[0]['name'] == NAMES[0], typed.lines
    leave(typed)
    stop(host)


@case
def a_second_device_is_told_as_a_new_key():
    host = room()
    witness = guest(host, 'witness').inside()
    one = guest(host, 'twice', profile='device1').inside()
    witness.sees('twice')
    two = guest(host, 'twice', profile='device2', register=False).inside()
    witness.event('new_key', names=['twice'])
    two.command('people')
    assert [p['devices'] for p in two.event('people')['people'] if p['name'] == 'twice'] == [2]
    one.say('from the first')
    assert 'mine' not in said(two, 'from the first') or True
    leave(one)
    two.say('from the second')
    said(witness, 'from the second')
    assert not [e for e in witness.events('left') if e['names'] == ['twice']]
    leave(two)
    witness.event('left', names=['twice'])
    leave(witness)
    stop(host)


# ---------------------------------------------------------------- standard input


@case
def everything_from_standard_input():
    """The password first, then talk; at the end of input the guest leaves when the host has it all."""
    host = room()
    alone = guest(host, 'alone', '--password-file', '-', password=None, json_lines=False)
    alone.write(PASSWORD)
    alone.write('nobody is here')
    alone.end_input()
    alone.ends(0, 60)
    listener = guest(host, 'listener').inside()
    piped = guest(host, 'piped', '--password-file', '-', password=None)
    for line in (PASSWORD, *(json.dumps({'command': 'say', 'text': f'piped {i}', 'id': i}) for i in range(5))):
        piped.write(line)
    piped.end_input()
    piped.ends(0, 60)
    for i in range(5):
        said(listener, f'piped {i}')
        piped.event('ack', again=True, id=i)
    last = guest(host, 'last', '--password-file', '-', password=None, json_lines=False)
    last.process.stdin.write(PASSWORD.encode() + b'\r\nwithout a line end')
    last.end_input()
    last.ends(0, 60)
    said(listener, 'without a line end')
    close(host, listener)


@case
def commands_that_are_none():
    one = guest(HOST, 'clumsy').inside()
    for line in ('', 'no json', '[]', '{}', '{"command": 5}', '{"command": "dance", "id": null}', '{"command": "say"}',
                 '{"command": "say", "text": 5, "id": 1}', '\ufeff{', '{"command": "say", "text": "x", "id": 2'):
        one.write(line)
        if line:
            assert one.event('error')['code'] in ('malformed', 'unexpected', 'text empty'), one.lines[-1]
    one.process.stdin.write(b'{"command": "say", "text": "\xff\xfe"}\n')
    one.command('say', text='fine', id=['x'], later_field=True)
    one.event('ack', again=True, id=['x'])
    leave(one)
    HOST.write('nonsense')
    HOST.event('error', code='malformed')
    HOST.command('dance', id=1)
    HOST.event('error', id=1)


@case
def input_of_a_host_may_end():
    host = room()
    host.end_input()
    one = guest(host, 'one').inside()
    host.signal(signal.SIGINT)
    host.ends(0)
    one.ends(0)


# ---------------------------------------------------------------- ends


@case
def host_on_a_terminal_closes_with_a_word():
    port = free_port()
    host = HostProgram('terminal-host', '--bind', '127.0.0.1', port=port, json_lines=False, opened=False)
    host.text('is open on port')
    link = host.text('waxwing://').split('Link: ')[1]
    one = guest(link, 'one').inside()
    two = guest(link, 'two', json_lines=False).inside()
    host.signal(signal.SIGINT)
    host.text('closed')
    host.ends(0)
    one.event('closed', code='room closed')
    one.ends(0)
    two.ends(0)
    assert two.errors, 'no word'


@case
def host_that_is_terminated_is_waited_for():
    port = free_port()
    host = room(port=port)
    one = guest(host, 'one').inside()
    profile = host.profile
    host.signal(signal.SIGTERM)
    host.ends(0)
    assert one.event('reconnecting')['code'] == 'away'
    again = HostProgram(profile, '--bind', '127.0.0.1', port=port)
    assert again.fingerprint == host.fingerprint
    one.command('try_now')
    one.event('welcome', 40)
    one.say('here again', 1)
    one.event('ack', again=True, id=1)
    again.signal(signal.SIGTERM)
    again.ends(0)
    one.event('reconnecting')
    leave(one)


@cases('guest ends by', {'SIGINT': (signal.SIGINT,), 'SIGTERM': (signal.SIGTERM,), 'SIGHUP': (signal.SIGHUP,)})
def guest_ends_by(number):
    name = f'signal {int(number)}'
    witness = guest(HOST, f'witness of {int(number)}').inside()
    one = guest(HOST, name).inside()
    witness.sees(name)
    one.signal(number)
    one.ends(0)
    assert one.all_lines[-1] == {'event': 'closed', 'code': 'left'}, one.lines[-2:]
    witness.event('left', 4, names=[name])  # at once, not after the 5 s of a lost link
    leave(witness)


# ---------------------------------------------------------------- exit codes

USAGE = {
    'an unknown option': ['--dance'], 'neither host nor join': ['--headless'], 'host and join': ['--host', '--join', '127.0.0.1'],
    'no user': ['--headless', '--join', '127.0.0.1'], 'json with a window': ['--json', '--host'],
    'a port that is none': ['--headless', '--host', '--port', '65536'], 'a port of letters': ['--headless', '--host', '--port', 'x'],
    'another registration': ['--headless', '--host', '--registration', 'maybe'],
    'more shared than may be': ['--headless', '--host', '--share-last', '1001'],
    'less shared than nothing': ['--headless', '--host', '--share-last', '-1'],
    'shared by a guest': ['--headless', '--join', '127.0.0.1', '--user', 'a', '--share-last', '5'],
    'a host name': ['--headless', '--join', 'localhost', '--user', 'a'],
    'a bad link': ['--headless', '--join', 'waxwing://127.0.0.1/?key=short', '--user', 'a'],
    'a link-local address': ['--headless', '--join', '169.254.1.1', '--user', 'a'],
    'a code that is none': ['--headless', '--join', '127.0.0.1', '--user', 'a', '--accept-key', 'abc'],
    'register without e-mail': ['--headless', '--join', '127.0.0.1', '--user', 'a', '--register'],
    'room for a guest': ['--headless', '--join', '127.0.0.1', '--user', 'a', '--room', 'x'],
    'e-mail for a host': ['--headless', '--host', '--email', 'a@b'], 'two links': ['waxwing://1', 'waxwing://2'],
    'a value that is missing': ['--headless', '--host', '--port'], 'a log level': ['--headless', '--host', '--log-level', 'loud'],
    'a bind that is no address': ['--headless', '--host', '--bind', 'everywhere'],
    'a bind with a port': ['--headless', '--host', '--bind', '127.0.0.1:99'],
    'a user for a host without a window': ['--headless', '--host', '--user', 'a'],
    'a passphrase file with a window': ['--host', '--passphrase-file', 'x'],
}


@cases('exit 2', {name: (arguments,) for name, arguments in USAGE.items()})
def wrong_usage(arguments):
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, timeout=30 * SLOW, env={'LC_ALL': 'C.UTF-8'})
    assert done.returncode == 2 and done.stderr and not done.stdout, done


@cases('exit 0', {'--help': ('--help', b'--accept-key'), '-h': ('-h', b'--headless'), '--version': ('--version', b'waxwing 0.')})
def asked_for(option, part):
    done = subprocess.run([PROGRAM, option], capture_output=True, timeout=30 * SLOW, env={'LC_ALL': 'C.UTF-8'})
    assert done.returncode == 0 and part in done.stdout and not done.stderr, done


@case
def help_and_manual_agree():
    told = subprocess.run([PROGRAM, '--help'], capture_output=True, text=True, timeout=30 * SLOW).stdout
    root = os.environ.get('WAXWING_SOURCE_DIR', os.path.join(os.path.dirname(__file__), '..', '..', '..'))
    manual = open(os.path.join(root, 'packaging', 'linux', 'waxwing.1'), encoding='utf-8').read().replace('\\-', '-')
    options = set(re.findall(r'^ +(?:-h, )?(--[a-z-]+)', told, re.M))
    assert len(options) > 15, told
    missing = [o for o in options if o not in manual]
    assert not missing, f'not in the manual: {missing}'
    more = set(re.findall(r'--[a-z][a-z-]+', manual)) - options
    assert not more, f'only in the manual: {more}'


@case
def nobody_listens():
    with dead_port() as port:
        one = guest(f'127.0.0.1:{port}', 'lonely', key='A' * 32)
        one.ends(1)
        assert one.event('closed', again=True)['code'] == 'connection refused'
        two = guest(f'127.0.0.1:{port}', 'lonely', key='A' * 32, json_lines=False)
        two.ends(1)
        assert two.errors, 'no sentence'


@case
def somebody_else_listens():
    with socket.create_server(('127.0.0.1', 0)) as server:
        one = guest(f'127.0.0.1:{server.getsockname()[1]}', 'lost', key='A' * 32)
        connection, _ = server.accept()
        connection.sendall(b'SSH-2.0-OpenSSH_9.2p1\r\n')
        one.ends(1)
        connection.close()
    assert one.event('closed', again=True)['code'] == 'not waxwing'


@case
def bind_to_every_ipv4_address():
    host = HostProgram('bound wide', '--bind', '0.0.0.0')
    assert not any('[' in address for address in host.told['addresses']), host.told
    close(host, guest(f'127.0.0.1:{host.port}', 'one', key=host.fingerprint).inside())


@case
def a_busy_port_costs_no_number():
    """A start that fails is no crash: who comes back afterwards has missed nothing."""
    host = room()
    one = guest(host, 'one').inside()
    one.say('first', 'a')
    one.event('ack', id='a')
    number = one.event('said', again=True, text='first')['number']
    profile = host.profile
    close(host)
    with socket.create_server(('127.0.0.1', 0)) as server:
        HostProgram(profile, '--bind', '127.0.0.1', port=server.getsockname()[1], opened=False).ends(3)
    host = HostProgram(profile, '--bind', '127.0.0.1')
    two = guest(host, 'two').inside()
    two.say('second', 'b')
    assert two.event('said', text='second')['number'] == number + 1
    close(host, two)


@case
def password_and_command_in_one_write():
    host = room()
    done = subprocess.run([PROGRAM, '--headless', '--json', '--join', f'127.0.0.1:{host.port}', '--user', 'early', '--register',
                           '--email', 'a@example.org', '--accept-key', host.fingerprint, '--password-file', '-',
                           '--profile', suite.folder('early')], input=b'a long password 1\n{"command":"leave"}\n',
                          capture_output=True, timeout=60 * SLOW)
    assert done.returncode == 0, done
    # And with the input left open behind it: nothing waits for more.
    late = subprocess.Popen([PROGRAM, '--headless', '--json', '--join', f'127.0.0.1:{host.port}', '--user', 'early',
                             '--accept-key', host.fingerprint, '--password-file', '-', '--profile', suite.folder('early')],
                            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    late.stdin.write(b'a long password 1\n{"command":"leave"}\n')
    late.stdin.flush()
    assert late.wait(60 * SLOW) == 0
    close(host)


@case
def busy_port():
    with socket.create_server(('127.0.0.1', 0)) as server:
        port = server.getsockname()[1]
        for json_lines in (True, False):
            host = HostProgram('busy', '--bind', '127.0.0.1', port=port, opened=False, json_lines=json_lines)
            host.ends(3)
            assert host.events('error')[0]['code'] == 'port in use' if json_lines else str(port) in ''.join(host.errors)


@case
def address_that_is_not_ours():
    host = HostProgram('elsewhere', '--bind', '192.0.2.1', opened=False)
    host.ends(3)
    assert host.events('error')[0]['code'] == 'cannot listen', host.lines


@case
def a_room_name_that_is_none():
    for name in ('x' * 64, 'a\tb', ' a'):
        host = HostProgram('odd-name', '--bind', '127.0.0.1', room=name, opened=False)
        code = host.wait()
        assert code == 2 and '--room' in host.errors[-1], (code, host.lines, host.errors)


@case
def two_processes_one_profile():
    host = room()
    second = HostProgram(host.profile, '--bind', '127.0.0.1', opened=False)
    second.ends(1)
    assert second.events('error')[0]['code'] == 'profile in use', second.lines
    third = guest(host, 'third', profile=host.profile, json_lines=False)
    third.ends(1)
    assert any('profile' in line for line in third.errors), third.errors
    one = guest(host, 'one').inside()
    close(host, one)


REFUSED = {
    'an unknown name': ('nobody', PASSWORD, False, [], 'name unknown'),
    'a wrong password': ('known', 'not the password', False, [], 'wrong password'),
    'a taken name': ('KNOWN', PASSWORD, True, [], 'name taken'),
    'a look-alike': ('кnоwп'[:1] + 'nown', PASSWORD, True, [], 'name mixes scripts'),
    'an invisible character': ('kno\u200bwn', PASSWORD, True, [], 'name has a character that is not allowed'),
    'a long name': ('k' * 33, PASSWORD, True, [], 'name too long'),
    'a short password': ('fresh', 'short', True, [], 'password too short'),
    'a long password': ('fresh', 'p' * 129, True, [], 'password too long'),
    'a password with a control': ('fresh', 'pass\x07word long', True, [], 'password has a character that is not allowed'),
    'a bad e-mail': ('fresh', PASSWORD, True, ['--email', 'nobody'], 'e-mail invalid'),
}


@case
def log_in_is_refused_with_4():
    """One after another: a pause for wrong tries is a test of its own elsewhere."""
    host = room()
    leave(guest(host, 'known').inside())
    for what, (name, password, register, more, code) in REFUSED.items():
        one = guest(host, name, *more, password=password, register=register, profile='refused')
        assert one.wait() == 4, (what, one.lines)
        assert one.events('refused')[-1]['code'] == code, (what, one.lines)
    two = guest(host, 'known', password='not the password', register=False, profile='refused', json_lines=False)
    two.ends(4)
    assert two.errors and 'password' in two.errors[-1].lower(), two.errors
    close(host)


@case
def invites():
    host = room('--registration', 'invite')
    token = host.told['invite']
    assert re.fullmatch('[A-Z2-7]{16}', token.replace('-', '')), token
    assert 'invite=' in host.told['link']
    for more, code in (([], 'invite missing'), (['--invite', 'A' * 16], 'invite invalid')):
        one = guest(host, 'invited', *more)
        one.ends(4)
        assert one.events('refused')[-1]['code'] == code, one.lines
    leave(guest(host, 'invited', '--invite', token.lower()).inside())
    leave(guest(host.told['link'], 'linked').inside())
    leave(guest(host, 'invited', register=False).inside())
    unknown = guest(host, 'never here', register=False)
    unknown.ends(4)
    assert unknown.events('refused')[-1]['code'] == 'wrong password', unknown.lines  # names are not told
    profile = host.profile
    close(host)
    closed = HostProgram(profile, '--bind', '127.0.0.1', '--registration', 'closed')
    assert 'invite' not in closed.told
    one = guest(closed, 'late')
    one.ends(4)
    assert one.events('refused')[-1]['code'] == 'registration closed', one.lines
    leave(guest(closed, 'invited', register=False).inside())
    close(closed)


@case
def what_late_joiners_see_is_kept():
    host = room()
    assert host.told['share_last'] == 0, host.told
    profile = host.profile
    close(host)
    close(HostProgram(profile, '--bind', '127.0.0.1', '--share-last', '20'))
    again = HostProgram(profile, '--bind', '127.0.0.1')
    assert again.told['share_last'] == 20, again.told
    close(again)


# ---------------------------------------------------------------- which host


@case
def host_not_accepted():
    for key, code in ((None, 'host not accepted'), ('A' * 32, 'another key')):
        one = guest(f'127.0.0.1:{HOST.port}', 'careful', profile=f'careful {key}', key=key)
        one.ends(5)
        assert one.events('error')[-1]['code'] == code, one.lines
        assert one.event('host', again=True)['fingerprint'] == HOST.fingerprint
    two = guest(f'127.0.0.1:{HOST.port}', 'careful', json_lines=False)
    two.ends(5)
    assert HOST.fingerprint in ''.join(two.errors), two.errors
    three = guest(f'waxwing://127.0.0.1:{HOST.port}/?key={"B" * 32}', 'careful')
    three.ends(5)
    assert three.all_lines[-1]['code'] == 'another key', three.lines


@case
def a_pin_is_insisted_on():
    port = free_port()
    first = room(port=port)
    leave(guest(first, 'pinned').inside())
    leave(guest(f'127.0.0.1:{port}', 'pinned', register=False).inside())  # known now, no code needed
    close(first)
    other = room(port=port)
    one = guest(f'127.0.0.1:{port}', 'pinned', register=False)
    one.ends(5)
    assert one.events('error')[-1]['code'] == 'another key', one.lines
    assert one.event('host', again=True)['before'] == first.fingerprint
    close(other)


@case
def join_by_link():
    host = room()
    leave(guest(host.told['link'], 'linked').inside())
    with dead_port() as dead:
        link = f'WAXWING://127.0.0.1:{dead}?key={host.fingerprint.lower()}&unknown=1&at=127.0.0.1:{host.port}'
        leave(guest(link, 'elsewhere').inside(60))
    close(host)


@case
def bind_to_one_address():
    host = HostProgram('bound', '--bind', '127.0.0.2')
    assert host.told['addresses'] == [f'127.0.0.2:{host.port}'], host.told
    nobody = guest(f'127.0.0.1:{host.port}', 'one', key=host.fingerprint)
    nobody.ends(1)
    one = guest(f'127.0.0.2:{host.port}', 'one', key=host.fingerprint).inside()
    close(host, one)
    six = HostProgram('bound six', '--bind', '::1', '--bind', '127.0.0.1', opened=False)
    told = six.find(lambda e: e['event'] in ('opened', 'error'), 30)
    if told['event'] == 'error':
        six.ends(3)
        raise suite.Skip('no IPv6 on this machine: ' + told.get('detail', ''))
    both = [guest(f'{address}:{told["port"]}', 'six', key=told['fingerprint'], register=first).inside()
            for address, first in (('[::1]', True),)]
    close(six, *both)


# ---------------------------------------------------------------- a real terminal


def on_terminal(*arguments):
    """Starts a guest that leads its own session on a pseudo-terminal: (pid, master)."""
    pid, master = pty.fork()
    if pid == 0:
        os.environ['HOME'] = suite.folder('home')
        os.environ['LC_ALL'] = 'C.UTF-8'
        os.execv(PROGRAM, [PROGRAM, '--headless', *arguments])
    return pid, master


def read_until(master, part, timeout=40):
    data, deadline = b'', time.monotonic() + timeout * SLOW
    while part not in data:
        assert time.monotonic() < deadline, data
        if select.select([master], [], [], 0.5)[0]:
            try:
                data += os.read(master, 4096)
            except OSError:
                break
    assert part in data, data
    return data


def ended_by(pid, deadline):
    """The wait status; a process that stays is ended, so that nothing waits for it for ever."""
    while True:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            return status
        if time.monotonic() > deadline:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            raise AssertionError('still running')
        time.sleep(0.02)


def asked_on_terminal(name):
    pid, master = on_terminal('--join', f'127.0.0.1:{HOST.port}', '--accept-key', HOST.fingerprint, '--user', name,
                              '--register', '--email', 'a@b', '--profile', suite.folder(name))
    return pid, master, read_until(master, b'Password')


@case
def password_is_asked_for_without_an_echo():
    import termios
    pid, master, _ = asked_on_terminal('prompted')
    deadline = time.monotonic() + 20 * SLOW
    while termios.tcgetattr(master)[3] & termios.ECHO:
        assert time.monotonic() < deadline, 'the terminal echoes'
        time.sleep(0.02)
    os.write(master, PASSWORD.encode() + b'\n')
    told = read_until(master, b'You are in')
    assert PASSWORD.encode() not in told, told
    assert termios.tcgetattr(master)[3] & termios.ECHO, 'no echo afterwards'
    os.write(master, b'/bye\n')
    told += read_all(master)
    status = ended_by(pid, time.monotonic() + 60 * SLOW)
    assert os.waitstatus_to_exitcode(status) == 0, (status, told)
    os.close(master)


def read_all(master):
    data = b''
    try:
        while piece := os.read(master, 4096):
            data += piece
    except OSError:
        pass
    return data


@case
def interrupted_at_the_password():
    import termios
    pid, master, _ = asked_on_terminal('interrupted')
    deadline = time.monotonic() + 20 * SLOW
    while termios.tcgetattr(master)[3] & termios.ECHO:
        assert time.monotonic() < deadline, 'the terminal echoes'
        time.sleep(0.02)
    slave = os.open(os.readlink(f'/proc/{pid}/fd/0'), os.O_RDWR | os.O_NOCTTY)  # keeps the terminal when its leader has gone
    os.write(master, b'\x03')
    status = ended_by(pid, deadline)
    assert os.waitstatus_to_exitcode(status) == -signal.SIGINT, status
    assert termios.tcgetattr(slave)[3] & termios.ECHO, 'the terminal stays without an echo'
    os.close(slave)
    os.close(master)


@case
def log_goes_to_its_file():
    path = os.path.join(suite.folder('logs'), 'host.log')
    host = room('--log-file', path, '--log-level', 'debug')
    one = guest(host, 'logged').inside()
    close(host, one)
    assert os.path.exists(path)
    text = open(path, encoding='utf-8').read()
    assert PASSWORD not in text, 'a password in the log'
    bad = HostProgram('no-log', '--bind', '127.0.0.1', '--log-file', '/nowhere/at/all.log', opened=False)
    bad.ends(1)
    assert '/nowhere/at/all.log' in json.dumps(bad.lines), bad.lines


@case
def a_password_file_that_is_not_there():
    one = guest(HOST, 'fileless', '--password-file', '/nowhere/password', password=None)
    one.ends(1)
    assert '/nowhere/password' in json.dumps(one.lines), one.lines


def begin():
    global HOST
    HOST = HostProgram('shared', '--bind', '127.0.0.1')
    password_file(PASSWORD)


def finish():
    assert HOST.process.poll() is None, HOST.process.poll()
    stop(HOST)


if __name__ == '__main__':
    main(6, begin, finish)
