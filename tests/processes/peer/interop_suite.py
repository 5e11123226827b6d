# SPDX-FileCopyrightText: 2026 The Waxwing authors
# SPDX-License-Identifier: MIT
"""Whole conversations between the program and the guest and host that were made from PROTOCOL.md alone."""
import os
import threading
import time

import waxwing_wire as w
from program import SLOW, GuestProgram, HostProgram, stop
from suite import case, main
from waxwing_peer import Ended, Guest, Host, Refused

PASSWORD = 'a long password 1'
WAIT = 30 * SLOW


def entered(host, name, key=None, device=None, register=True, **more):
    guest = Guest(port=host.port).handshake()
    if register:
        assert guest.check(name, **more)['verdict'] == 'free'
        guest.register(name, 'stranger@example.org', PASSWORD, **more)
    guest.login(name, PASSWORD)
    return guest.enter(key or w.new_rsa(), device or os.urandom(16))


@case
def a_guest_in_python_among_guests_of_the_program():
    host = HostProgram('room', '--bind', '127.0.0.1')
    asha = GuestProgram(host, 'asha', PASSWORD).inside()
    ben = GuestProgram(host, 'ben', PASSWORD).inside()
    stranger = entered(host, 'Fremder Ünal')
    assert stranger.fingerprint == host.fingerprint
    assert stranger.lobby['room'] == 'Prüfraum Nordflügel', stranger.lobby
    assert set(stranger.people) == {'asha', 'ben', 'Fremder Ünal'}, stranger.people
    for one in (asha, ben):
        one.sees('Fremder Ünal')
    epochs = stranger.sending.epoch, stranger.receiving.epoch
    for i in range(13):  # more than two key updates of either direction
        stranger.say(f'from Python {i}')
        asha.event('said', text=f'from Python {i}', name='Fremder Ünal')
        ben.event('said', text=f'from Python {i}')
        asha.say(f'from the program {i}', i)
        said = stranger.wait_for('said', WAIT, text=f'from the program {i}')
        assert said['name'] == 'asha', said
        asha.event('ack', again=True, id=i)
    assert stranger.sending.epoch == epochs[0] + 2 and stranger.receiving.epoch >= epochs[1] + 5, stranger.receiving.epoch
    asha.event('delivered', again=True, id=12, count=2, of=2)
    long = '鳥' * 10922
    stranger.say(long)
    assert asha.find(lambda e: e['event'] == 'said' and e['name'] == 'Fremder Ünal', 20)['text'] == long
    stranger.wait_for('delivered', WAIT, count=2, of=2)
    ben.say(long)
    assert stranger.wait_for('said', WAIT, name='ben')['text'] == long
    ben.command('leave')
    ben.ends(0)
    assert stranger.wait_for('left', WAIT)['name'] == 'ben'
    host.command('close')
    assert stranger.end().name == 'room closed'
    asha.ends(0)
    host.ends(0)


@case
def a_guest_in_python_comes_back():
    host = HostProgram('again', '--bind', '127.0.0.1')
    asha = GuestProgram(host, 'asha', PASSWORD).inside()
    key, device = w.new_rsa(), os.urandom(16)
    one = entered(host, 'stranger', key, device)
    one.say('first')
    one.wait_for('ack', WAIT, counter=1)
    last = one.next
    two = Guest(port=host.port).handshake()  # what takes its time is done before
    two.login('stranger', PASSWORD)
    one.socket.close()
    two.enter(key, device)  # back within the 5 s of a lost link
    assert two.counter == 1 and two.next == last, (two.counter, two.next, last)
    two.send({'type': 'say', 'text': 'first', 'counter': 1})
    assert two.wait_for('ack', WAIT)['counter'] == 1
    two.say('second')
    asha.event('said', text='second')
    assert [e['text'] for e in asha.events('said')] == ['first', 'second'], asha.events('said')
    three = entered(host, 'stranger', key, device, register=False)
    assert two.end().name == 'replaced'
    three.close('left')
    asha.event('left', names=['stranger'])
    assert len(asha.events('joined')) == 1 and len(asha.events('left')) == 1, asha.all_lines
    another = entered(host, 'stranger', register=False)
    assert another.people['stranger']['new'] == [True], another.people
    asha.event('new_key', names=['stranger'])
    another.close('left')
    asha.command('leave')
    asha.ends(0)
    stop(host)


@case
def a_guest_in_python_with_an_invite():
    host = HostProgram('invite', '--bind', '127.0.0.1', '--registration', 'invite')
    guest = Guest(port=host.port).handshake()
    assert guest.lobby['registration'] == 'invite'
    for more, code in (({}, 'invite missing'), ({'invite': 'B' * 16}, 'invite invalid')):
        try:
            guest.check('somebody', **more)
            raise AssertionError('a name was judged without an invite')
        except Refused as refused:
            assert refused.name == code, refused
    guest.close('left')
    entered(host, 'somebody', invite=host.told['invite']).close('left')
    stop(host)


@case
def guests_of_the_program_in_a_room_in_python():
    host = Host(update_after=2)
    asha = GuestProgram(host, 'asha', PASSWORD).inside()
    ben = GuestProgram(host, 'ben', PASSWORD).inside()
    asha.sees('ben')
    assert asha.events('lobby')[0]['room'] == 'A room in Python'
    for i in range(9):
        if i in (3, 6):
            with host.lock:
                for session in list(host.members):
                    session.send_refresh()
        asha.say(f'one {i} ' + 'x' * 3000 * i, i)
        assert ben.event('said', name='asha')['text'].startswith(f'one {i} ')
        asha.event('ack', again=True, id=i)
        asha.event('delivered', again=True, id=i, count=1, of=1)
        ben.say(f'two {i}')
        asha.event('said', text=f'two {i}')
    deadline = time.monotonic() + WAIT  # `said` of a link was sent under keys of many epochs
    while min(s.receiving.epoch for s in host.members) < 6:
        assert time.monotonic() < deadline, [s.receiving.epoch for s in host.members]
        time.sleep(0.05)
    ben.command('leave')
    ben.ends(0)
    asha.event('left', names=['ben'])
    host.close()
    asha.event('closed', code='room closed')
    asha.ends(0)


@case
def a_guest_of_the_program_comes_back_to_a_room_in_python():
    """What was said into a broken link is sent again, under the same counter, and shown once."""
    host = Host(update_after=1)
    heard, quiet = [], threading.Event()
    say = host.say

    def listen(session, message):
        heard.append((message['counter'], message['text']))
        if quiet.is_set():
            quiet.clear()  # once: she may be back at once
            session.socket.close()
            raise Ended('eof')
        say(session, message)

    host.say = listen
    asha = GuestProgram(host, 'asha', PASSWORD).inside()
    asha.say('heard', 1)
    asha.event('ack', id=1)
    quiet.set()
    asha.say('lost on the way', 2)
    asha.event('reconnecting')
    asha.command('try_now')
    asha.event('ack', 40, id=2)
    assert heard == [(1, 'heard'), (2, 'lost on the way'), (2, 'lost on the way')], heard
    host.close('away')
    asha.event('reconnecting')
    asha.command('leave')
    asha.ends(0)


@case
def a_wrong_password_in_a_room_in_python():
    host = Host()
    GuestProgram(host, 'asha', PASSWORD).inside().command('leave')
    wrong = GuestProgram(host, 'asha', 'another password', register=False, profile='wrong')
    wrong.ends(4)
    assert wrong.event('refused', again=True, code='wrong password')['left'] == 4
    taken = GuestProgram(host, 'ASHA', PASSWORD, profile='taken')
    taken.ends(4)
    assert taken.event('refused', again=True)['code'] == 'name taken'
    host.close()


if __name__ == '__main__':
    main(3)
