# SPDX-FileCopyrightText: 2026 The Waxwing authors
# SPDX-License-Identifier: MIT
"""What Wireshark's own tools see of a registration, a login and a chat: nothing that a person wrote, and no identity."""
import base64
import os

import suite
import waxwing_wire as w
from capture import Dumpcap, speak, streams
from program import SLOW, GuestProgram, HostProgram, free_port
from suite import Skip, case, main
from waxwing_peer import PATIENCE, Guest, Host

USERS = ('Margarethe Sonnenschein', 'Бронислава')
PASSWORD = 'Zwitschermaschine Nr. 1922'
EMAIL = 'margarethe.sonnenschein@vogelwarte.example'
ROOM = 'Seidenschwanzbeobachtung'
TALK = ('Die Wachholderdrosseln versammeln sich heute nachmittag', 'Überraschenderweise Grünfinken!',
        'перелётные птицы прилетели', 'A' * 40 + ' uniformly repeated', 'Kernbeißerversammlung ' * 900)
CAPTURE = {}


def base64_runs(data):
    """What of `data` stands in the base64 of any text that contains it, at its three offsets."""
    for offset in range(3):
        coded = base64.b64encode(bytes(offset) + data)
        first = (0, 2, 3)[offset]
        whole = (offset + len(data)) * 8 // 6
        run = coded[first:whole]
        yield run
        yield run.replace(b'+', b'-').replace(b'/', b'_')


def forms_of_bytes(data):
    yield 'raw', data
    yield 'hex', data.hex().encode()
    yield 'HEX', data.hex().upper().encode()
    for run in base64_runs(data):
        yield 'base64', run


def forms_of_text(text):
    for encoding in ('utf-8', 'utf-16le', 'utf-16be'):
        for name, form in forms_of_bytes(text.encode(encoding)):
            yield f'{encoding} {name}', form


def words(*texts):
    """The texts, and each of their words of 8 characters and more."""
    found = set()
    for text in texts:
        found |= {text[:200], *(word for word in text.replace('@', ' ').split() if len(word) >= 8)}
    return {word for word in found if len(word) >= 8}


def needles():
    for text in sorted(words(*USERS, PASSWORD, EMAIL, ROOM, *TALK)):
        for form, data in forms_of_text(text):
            yield f'"{text[:30]}" in {form}', data
    for name, der in CAPTURE['keys'].items():
        modulus = w.read_rsa(der).public_numbers().n.to_bytes(384, 'big')
        digest = w.sha256(der)
        secrets = {'SPKI': der[24:], 'whole SPKI': der, 'modulus': modulus[:48], 'end of the modulus': modulus[-48:],
                   'little-endian modulus': modulus[::-1][:48], 'digest': digest, 'fingerprint': digest[:20]}
        for part, data in secrets.items():
            for form, bytes_ in forms_of_bytes(data):
                yield f"{name}'s {part}, {form}", bytes_
        for text in (w.fingerprint(der), w.fingerprint(der).replace('-', '')):
            for form, data in forms_of_text(text):
                yield f"{name}'s fingerprint {form}", data


def begin():
    """Everything is captured once: a room of the program with three guests, and a guest of it in a room in Python."""
    port, control = free_port(), free_port()
    python = Host(room=ROOM)
    try:
        capture = Dumpcap([control, port, python.port], os.path.join(suite.folder('capture'), 'waxwing.pcapng'))
    except Skip as skip:
        CAPTURE['skip'] = str(skip)
        return
    host = HostProgram('host', '--bind', '127.0.0.1', port=port, room=ROOM)
    keys = {'the member in Python': w.new_rsa(), 'the host in Python': python.key}
    guests = [GuestProgram(host, user, PASSWORD, '--email', EMAIL, profile=f'guest{i}').inside() for i, user in enumerate(USERS)]
    stranger = Guest(port=port).handshake()
    stranger.register('Vogelkundler', EMAIL, PASSWORD)
    stranger.login('Vogelkundler', PASSWORD)
    stranger.enter(keys['the member in Python'], os.urandom(16))
    keys['the host'] = stranger.host_key
    for i, text in enumerate(TALK):
        guests[i % 2].say(text)
        guests[(i + 1) % 2].event('said', 30, text=text)
        stranger.wait_for('said', 30 * SLOW)
    stranger.close('left')
    guests[0].command('leave')
    guests[0].ends(0)
    guests[0] = GuestProgram(host, USERS[0], PASSWORD, register=False, profile='guest0').inside()
    guests[0].say(TALK[0])
    guests[1].event('said', text=TALK[0])
    keys['a member of the program'] = identity_of_a_member(python)
    host.command('close')
    [one.ends(0) for one in (host, *guests)]
    forms = [data for text in ('Ununterbrochen', 'Vogelzug über dem Wattenmeer') for _, data in forms_of_text(text)]
    speak(control, [b'\n'.join(forms)])
    CAPTURE.update(keys={name: key if isinstance(key, bytes) else w.spki(key) for name, key in keys.items()},
                   port=port, control=control, path=capture.stop(control))
    CAPTURE['raw'] = open(CAPTURE['path'], 'rb').read()
    CAPTURE['streams'] = streams(CAPTURE['path'])


def identity_of_a_member(python):
    told = {}
    admit = python.admit

    def listen(session):
        told['device'] = session.device
        admit(session)

    from waxwing_peer import Session
    receive = Session.recv

    def recv(session, timeout=PATIENCE):
        message = receive(session, timeout)
        if message['type'] == 'identity':
            told['identity'] = message['identity']
        return message

    Session.recv, python.admit = recv, listen
    try:
        guest = GuestProgram(python, USERS[0], PASSWORD, '--email', EMAIL, profile='guest in Python').inside()
        guest.say(TALK[1])
        guest.event('said', text=TALK[1])
        guest.command('leave')
        guest.ends(0)
    finally:
        Session.recv = receive
        python.close()
    return told['identity']


def captured():
    if 'skip' in CAPTURE:
        raise Skip(CAPTURE['skip'])
    return {key: data for key, data in CAPTURE['streams'].items()}


def of_port(port):
    found = captured()
    wanted = {stream for stream, source in found if source == port}
    return [data for (stream, _), data in sorted(found.items()) if stream in wanted]


@case
def everything_was_captured():
    """Whole frames from the first to the last byte of each connection, and the hellos in the clear."""
    found = captured()
    ours = {key: data for key, data in found.items() if not data.startswith((b'is anybody', b'this is'))}
    hellos = 0
    for (stream, source), data in ours.items():
        if CAPTURE['control'] in (source, *(s for t, s in found if t == stream)) or len(ours) == 1:
            continue
        if not data[4:5] in (b'\x01', b'\x02'):
            continue
        hellos += 1
        place = 0
        while place < len(data):
            size = int.from_bytes(data[place:place + 4], 'big')
            assert 1 <= size <= w.ROOM_FRAME, (stream, place, size)
            place += 4 + size
        assert place == len(data), (stream, place, len(data))
        for word in (b'version', b'random', b'share'):
            assert word in data, (stream, word)
        assert (b'secret' if data[4] == 2 else b'key') in data
    assert hellos == 2 * 5, hellos  # four links of the room, one to the room in Python
    assert len(b''.join(ours.values())) > 100_000


@case
def the_search_finds_what_is_there():
    """The same search, on what was said in the clear over the captured control port; so a miss below is a miss."""
    captured()
    clear = b''.join(data for data in CAPTURE['streams'].values() if b'Ununterbrochen' in data)
    for text in ('Ununterbrochen', 'Vogelzug über dem Wattenmeer'):
        for form, data in forms_of_text(text):
            assert data in clear, form
            assert data in CAPTURE['raw'] or len(data) > 60, form
    for offset in range(3):  # base64 of a text with something around it
        coded = base64.b64encode(b'x' * offset + 'Ununterbrochen'.encode() + b'yz')
        assert any(run in coded for run in base64_runs(b'Ununterbrochen')), offset
    assert 'Бронислава'.encode('utf-16be').hex() in '00' + 'Бронислава'.encode('utf-16be').hex()
    assert CAPTURE['keys']['the host'] != CAPTURE['keys']['the host in Python']


@case
def nothing_readable_is_on_the_wire():
    found = captured()
    places = [('the file', CAPTURE['raw']), *((f'stream {key}', data) for key, data in found.items())]
    searched, hits = 0, []
    for what, data in needles():
        assert len(data) >= 8, what
        searched += 1
        hits += [f'{what} in {name}' for name, haystack in places if data in haystack]
    assert searched > 800, searched
    assert not hits, hits[:10]


@case
def two_equal_messages_look_different():
    """The same text said twice leaves no equal 16 bytes behind, and neither do the two logins of one person."""
    data = b''.join(data for data in of_port(CAPTURE.get('port')))
    blocks = {}
    for stream in of_port(CAPTURE['port']):
        place = 0
        while place < len(stream):
            size = int.from_bytes(stream[place:place + 4], 'big')
            if stream[place + 4] == w.RECORD:
                sealed = stream[place + 17:place + 4 + size]
                for i in range(0, len(sealed) - 15, 16):
                    block = sealed[i:i + 16]
                    blocks[block] = blocks.get(block, 0) + 1
            place += 4 + size
    assert len(blocks) > 3000 and len(data) > 60_000, len(blocks)
    repeated = [block.hex() for block, count in blocks.items() if count > 1]
    assert not repeated, repeated[:5]


if __name__ == '__main__':
    main(1, begin)
