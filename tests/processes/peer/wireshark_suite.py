# SPDX-FileCopyrightText: 2026 The Waxwing authors
# SPDX-License-Identifier: MIT
"""Does Wireshark, with the dissector, tell what was really sent, and no more than that of bytes from an enemy?"""
import os
import random
import subprocess
import time

import hostile
import suite
import waxwing_wire as w
from capture import Dumpcap, streams_in_order
from pcapng import GUEST, HOST, Capture, Stream
from program import PROGRAM, SLOW, GuestProgram, HostProgram, free_port
from suite import Skip, case, cases, main
from waxwing_peer import Guest
from wireshark import ROOT, LoggedDirection, SealedLink, Tshark, key_lines, write_log

PASSWORD = 'a long password 1'
TALK = ('hello, everybody', 'Überraschung: 鳥 \U0001f426', 'x' * 3000, 'with \x1b[2J and \u202e', '"quoted"', 'the last one')
STATE = {}


def tshark():
    if 'skip' in STATE:
        raise Skip(STATE['skip'])
    return STATE['tshark']


class LoggedGuest(Guest):
    """Remembers whose directions its keys were."""

    def __setattr__(self, name, value):
        super().__setattr__(name, value)
        if name in ('sending', 'receiving') and value is not None:
            self.__dict__.setdefault('ways', []).append((GUEST if name == 'sending' else HOST, value))

    def lines(self):
        random_bytes = w.decode_hello(w.GUEST_HELLO, self.frame1[5:])['random']
        return [line for way, direction in self.ways for line in key_lines(random_bytes, way, direction)]

    def records(self, wanted):
        return [record for way, direction in self.ways if way == wanted for record in direction.records]


def begin():
    try:
        STATE['tshark'] = Tshark()
    except Skip as skip:
        STATE['skip'] = str(skip)
        return
    w.Direction = LoggedDirection  # what the peer makes from here on


# ---------------------------------------------------------------- what was sent


def is_shown(frame, message, name):
    """Every field of a message, by its value."""
    prefix = name.replace(' ', '_') + '.'
    for key, value in message.items():
        shown, data = frame.shown(prefix + key), frame.bytes(prefix + key)
        if key == 'people':
            persons_are_shown(frame, value)
        elif isinstance(value, list):
            assert data == [item.encode() if isinstance(item, str) else item for item in value], (name, key, data)
        elif isinstance(value, bool):
            assert [text in ('1', 'True') for text in shown] == [value], (name, key, shown)
        elif isinstance(value, int):
            assert shown == [str(value)], (name, key, shown)
        elif isinstance(value, bytes):
            assert data == [value], (name, key, data)
        else:
            assert data == [value.encode()] or (value == '' and shown == ['']), (name, key, data)
    told = {field for field in frame if field.startswith('waxwing.' + prefix)}
    assert told == {'waxwing.' + prefix + key for key in message if message[key] != [] and key != 'people'}, (told, message)


def persons_are_shown(frame, people):
    for key in ('name', 'role'):
        assert frame.bytes('person.' + key) == [person[key].encode() for person in people], key
    for key in ('devices', 'identities'):
        assert frame.bytes('person.' + key) == [item for person in people for item in person[key]], key
    new = [item for person in people for item in person['new']]
    assert [text in ('1', 'True') for text in frame.shown('person.new')] == new


def is_header(frame, data):
    assert frame.one('length') == str(len(data) - 4) and frame.one('type') == str(data[4]), (dict(frame), data[:20])


def record_is_shown(frame, record, way):
    epoch, sequence, content, data = record
    is_header(frame, data)
    assert frame.one('epoch') == str(epoch) == frame.one('key_epoch'), dict(frame)
    assert frame.one('sequence') == str(sequence)
    assert frame.bytes('ciphertext') == [data[17:-16]] and frame.bytes('tag') == [data[-16:]]
    assert frame.one('content_length') == str(len(content)) and frame.bytes('content') == [content]
    padding = w.padded_size(len(content)) - 4 - len(content)
    assert frame.bytes('padding') == ([bytes(padding)] if padding else [])
    assert frame.one('direction') == {GUEST: 'guest to host', HOST: 'host to guest'}[way]
    message = w.decode(content)
    assert frame.one('message') == message['type']
    is_shown(frame, message, message['type'])
    assert 'cbor' in frame, 'not handed to the dissector of CBOR'
    assert not frame.experts(), frame.experts()


def hello_is_shown(frame, data, way):
    name = 'guest hello' if way == GUEST else 'host hello'
    is_header(frame, data)
    assert frame.one('message') == name
    is_shown(frame, w.decode(data[5:]), name)
    assert 'cbor' in frame and not frame.experts(), frame.experts()


def by_way(packets, host_port):
    found = {GUEST: [], HOST: []}
    for packet in packets:
        found[HOST if packet.source == host_port else GUEST] += packet.frames
    return found


def link_is_shown(packets, link, host_port):
    """Each frame of both ways, in its order."""
    frames = by_way(packets, host_port)
    for way in (GUEST, HOST):
        hello_is_shown(frames[way][0], link.frame1 if way == GUEST else link.frame2, way)
        records = link.records(way)
        assert len(frames[way]) == 1 + len(records), (way, len(frames[way]), len(records))
        for frame, record in zip(frames[way][1:], records):
            record_is_shown(frame, record, way)


# ---------------------------------------------------------------- live captures


def live():
    """A room of the program, with a guest of it and one in Python, captured as it happens: made once."""
    if 'live' not in STATE:
        tshark()
        port, control = free_port(), free_port()
        capture = Dumpcap([control, port], os.path.join(suite.folder('capture'), 'live.pcapng'))
        host = HostProgram('host', '--bind', '127.0.0.1', port=port)
        other = GuestProgram(host, 'asha', PASSWORD).inside()
        guest = LoggedGuest(port=port).handshake()
        guest.register('peer', 'peer@example.org', PASSWORD)
        guest.login('peer', PASSWORD)
        guest.enter(w.new_rsa(), os.urandom(16))
        for text in TALK:
            guest.say(text)
            guest.wait_for('said', 20 * SLOW, text=text)
        other.say('and one of mine')
        guest.wait_for('said', 20 * SLOW, text='and one of mine')
        leave_and_read(guest)
        other.command('leave')
        other.ends(0)
        host.command('close')
        host.ends(0)
        path = capture.stop(control)
        os.chmod(path, 0o644)
        source = guest_port(path, port, guest)
        log = write_log('live', guest.lines())
        STATE['live'] = path, log, guest, port, source
    return STATE['live']


def leave_and_read(guest):
    """Whatever was on its way when it left is in the capture, too, and among the guest's records."""
    guest.send({'type': 'close', 'code': w.CODES['left']})
    guest.end()
    guest.socket.close()


def guest_port(path, port, guest):
    """That of the guest whose hello is in the capture."""
    return next(source for source, _, data in streams_in_order(path) if source != port and guest.frame1 in data)


@case
def live_capture_shows_every_field_as_it_was_sent():
    path, log, guest, port, source = live()
    only = ['-d', f'tcp.port=={port},waxwing', '-Y', f'waxwing && tcp.port == {source}']
    link_is_shown(tshark().packets(path, *only, keylog=log), guest, port)
    assert len(guest.records(GUEST)) > 12 and len({r[0] for r in guest.records(GUEST)}) > 3, 'too little was said'


@case
def live_capture_is_found_by_its_look():
    """On a port of its own, with nothing told but the key log; twice through, as a window does it."""
    path, log, guest, port, source = live()
    for passes in ([], ['-2']):
        link_is_shown(tshark().packets(path, '-Y', f'waxwing && tcp.port == {source}', *passes, keylog=log), guest, port)


@case
def live_capture_without_a_key_names_everything_but_the_messages():
    path, _, guest, port, source = live()
    frames = by_way(tshark().packets(path, '-Y', f'waxwing && tcp.port == {source}'), port)
    for way in (GUEST, HOST):
        for frame, record in zip(frames[way][1:], guest.records(way), strict=True):
            is_header(frame, record[3])
            assert frame.experts() == {'no_key'} and 'waxwing.message' not in frame and 'waxwing.content' not in frame
    raw = tshark().run(path, '-V')
    assert 'hello, everybody' not in raw and 'Nordflügel' not in raw


def opened_by(path, keylog, ports):
    """Name of each message on these ports, none without its key and none that is wrong."""
    found = []
    for packet in tshark().packets(path, keylog=keylog):
        if packet.source in ports:
            assert not any(frame.experts() for frame in packet.frames), [frame.experts() for frame in packet.frames]
            found += [frame.one('message') for frame in packet.frames]
    return found


@case
def key_logs_of_the_program_open_what_is_theirs():
    """A host's opens all links of its room, a guest's its own one."""
    tshark()
    if '--keylog' not in subprocess.run([PROGRAM, '--help'], capture_output=True, text=True, check=True).stdout:
        raise Skip('NOT TESTED: this program writes no key log')
    port, control = free_port(), free_port()
    capture = Dumpcap([control, port], os.path.join(suite.folder('capture'), 'keys.pcapng'))
    logs = [os.path.join(suite.folder('keys'), name) for name in ('host', 'guest')]
    host = HostProgram('host of keys', '--bind', '127.0.0.1', '--keylog', logs[0], port=port)
    one = GuestProgram(host, 'asha', PASSWORD, '--keylog', logs[1]).inside()
    other = GuestProgram(host, 'ben', PASSWORD).inside()
    for i in range(12):
        (one, other)[i % 2].say(f'word {i}')
        (one, other)[i % 2].event('said', 20, text=f'word {i}')
    for guest in (one, other):
        guest.command('leave')
        guest.ends(0)
    host.command('close')
    host.ends(0)
    path = capture.stop(control)
    os.chmod(path, 0o644)
    readable = [write_log(os.path.basename(log) + ' of the program', lines_of(log)) for log in logs]
    guests = [source for source, _, data in streams_in_order(path) if source != port and data[4:5] == b'\x01']
    told = opened_by(path, readable[0], {port, *guests})
    assert told.count('say') == 12 and told.count('said') >= 22 and told.count('update') >= 3, told
    told = [opened_by_some(path, readable[1], source) for source in guests]
    assert sorted(told) == [False, True], told


def lines_of(path):
    """A copy of a key log is made of them: the file itself is its owner's alone."""
    assert os.stat(path).st_mode & 0o777 == 0o600, oct(os.stat(path).st_mode)
    with open(path, encoding='ascii') as file:
        return file.read().splitlines()


def opened_by_some(path, keylog, source):
    """Whether the key log opens the records of one guest: all of them, or none."""
    frames = [frame for packet in tshark().packets(path, keylog=keylog) if packet.source == source for frame in packet.frames]
    states = {'no_key' in frame.experts() for frame in frames[1:]}
    assert len(states) == 1, [(frame.shown('epoch'), frame.experts()) for frame in frames]
    return states == {False}


def rewritten(name, cut):
    """The guest's link of the live capture, its bytes in the same order and in other segments."""
    path, log, guest, port, source = live()
    capture = Capture()
    stream = Stream(capture, guest_port=source, host_port=port)
    chance = random.Random(7)
    for sender, receiver, data in streams_in_order(path):
        if source in (sender, receiver):
            stream.send(GUEST if sender == source else HOST, data, cut(data, chance))
    return capture.write(os.path.join(suite.folder('tshark'), name + '.pcapng')), log, guest, port


CUTS = {
    'at every byte': (lambda data, chance: range(1, len(data)),),
    'thrice in each segment': (lambda data, chance: sorted(chance.sample(range(1, len(data)), min(3, len(data) - 1))),),
    'behind each header': (lambda data, chance: [n for n in (4, 5, 9, 17) if n < len(data)],),
}


@cases('cut', CUTS)
def cut(where):
    path, log, guest, port = rewritten('cut', where)
    for passes in ([], ['-2']):
        packets = tshark().packets(path, '-d', f'tcp.port=={port},waxwing', *passes, keylog=log, timeout=300)
        link_is_shown(packets, guest, port)


@case
def many_frames_in_one_segment():
    link = SealedLink().open()
    for i in range(1, 5):
        link.say(i)
    joined = SealedLink()
    for way in (GUEST, HOST):
        joined.stream.send(way, b''.join(data for sender, data in link.sent if sender == way))
    joined.directions, joined.random = link.directions, link.random
    path, log = joined.write('joined')
    packets = tshark().packets(path, keylog=log)
    assert [len(packet.frames) for packet in packets] == [7, 5], [len(packet.frames) for packet in packets]
    assert not any(frame.experts() for packet in packets for frame in packet.frames)
    line = tshark().lines(path, keylog=log)[0][1]
    assert line == ('guest hello; ready; refreshed; say #1 "message 1"; say #2 "message 2"; say #3 "message 3"; '
                    'say #4 "message 4"'), line


# ---------------------------------------------------------------- the packet list


@case
def packet_list_speaks_in_words():
    link = SealedLink().open()
    link.say(3, 'hello\x1b\u202e\n')
    link.tell(GUEST, {'type': 'update'})
    said = {'type': 'said', 'name': 'asha', 'text': 'y' * 100, 'time': 1, 'device': bytes(16), 'number': 12, 'counter': 3}
    for message in (said, {'type': 'ack', 'counter': 3}, {'type': 'delivered', 'of': 2, 'count': 1, 'number': 12},
                    {'type': 'left', 'name': 'ben'}, {'type': 'refused', 'code': 64}, {'type': 'close', 'code': 200}):
        link.tell(HOST, message)
    path, log = link.write('words')
    lines = tshark().lines(path, keylog=log)
    assert all(protocol == 'Waxwing' for protocol, _ in lines), lines
    assert [words for _, words in lines] == [
        'guest hello', 'host hello', 'ready', 'host', 'lobby "Prüfraum"', 'refresh', 'refreshed', 'refresh_end',
        'say #3 "hello␛\ufffd␊"', 'update', 'said #12 "asha" "' + 'y' * 60 + '…"', 'ack #3', 'delivered #12 1 of 2',
        'left "ben"', 'refused: name taken', 'close: code 200'], lines
    sealed = [words for _, words in tshark().lines(path)]
    assert sealed[:2] == ['guest hello', 'host hello'] and sealed[8:10] == ['sealed, key 2, record 0', 'sealed, key 2, record 1']


ALERTS = {
    'busy': (w.alert(32), 'alert: busy', set()),
    'wrong version': (w.alert(1, 2), 'alert: wrong version, speaks 2', set()),
    'a code that nobody knows': (w.alert(200), 'alert: code 200', set()),
    'wrong version without one': (w.alert(1), 'alert: wrong version', {'malformed'}),
    'a version too many': (w.alert(32, 2), 'alert: busy', {'malformed'}),
    'empty': (w.frame(4, b''), 'alert, empty', {'malformed'}),
    'too long': (w.frame(4, bytes(40)), 'alert: code 0', {'malformed'}),
}


@cases('alert', ALERTS)
def alert(data, words, experts):
    link = SealedLink()
    link.put(GUEST, link.hello(GUEST, version=2))
    link.put(HOST, data)
    path, _ = link.write('alert')
    assert [line[1] for line in tshark().lines(path)] == ['guest hello, version 2', words]
    frame = tshark().frames(path)[1]
    assert frame.experts() == experts, frame.experts()
    if words.endswith('speaks 2'):
        assert frame.one('code') == '1' and frame.one('version') == '2'


# ---------------------------------------------------------------- tampered, replayed, skipped


def flipped(data, bit):
    return data[:bit // 8] + bytes([data[bit // 8] ^ 1 << bit % 8]) + data[bit // 8 + 1:]


def talking(change, *options):
    """A link in which `change(link, frame)` stands in for the sending of its third `say`: all frames from there on."""
    link = SealedLink().open()
    link.say(1)
    link.say(2)
    third = link.directions[GUEST].seal(w.encode({'type': 'say', 'text': 'the third', 'counter': 3}))
    count = len(link.sent)
    change(link, third)
    link.say(4)
    link.say(5)
    path, log = link.write('talking')
    frames = tshark().frames(path, *options, keylog=log)
    assert not any(frame.experts() for frame in frames[:count]), [frame.experts() for frame in frames]
    return frames[count:], path, log


BITS = {f'bit {bit} of {name}': (bit,) for bit, name in
        ((17 * 8, 'the ciphertext'), (200 * 8 + 5, 'the ciphertext'), (273 * 8, 'the tag'), (289 * 8 - 1, 'the tag'))}


@cases('flipped', BITS)
def flip(bit):
    """It is told of this record; those behind it open."""
    frames, path, log = talking(lambda link, data: link.put(GUEST, flipped(data, bit)))
    assert frames[0].experts() == {'tampered'} and 'waxwing.content' not in frames[0], frames[0].experts()
    assert not frames[1].experts() and frames[1].one('say.counter') == '4', frames[1].experts()
    assert tshark().lines(path, keylog=log)[-3][1] == 'sealed, key 2, record 2, tampered'


@case
def flipped_bit_of_the_header():
    """The sequence is part of what the tag proves, and a lie does not move what is expected next."""
    frames, *_ = talking(lambda link, data: link.put(GUEST, flipped(data, 12 * 8)))
    assert frames[0].experts() == {'tampered', 'skipped', 'unexpected'}, frames[0].experts()  # over 2^20 as well
    assert frames[1].experts() == {'skipped'} and not frames[2].experts(), [f.experts() for f in frames]


@case
def replayed_record():
    def twice(link, data):
        for _ in range(2):
            link.put(GUEST, data)

    frames, path, log = talking(twice)
    assert [f.experts() for f in frames] == [set(), {'replayed'}, set(), set()], [f.experts() for f in frames]
    for options in (['-2'],):
        assert [f.experts() for f in tshark().frames(path, *options, keylog=log)[-3:]] == [{'replayed'}, set(), set()]
    without = tshark().frames(path)[-4:]
    assert [f.experts() - {'no_key'} for f in without] == [set(), {'replayed'}, set(), set()]


@case
def record_of_an_older_epoch_again():
    def old(link, data):
        link.put(GUEST, data)
        link.tell(GUEST, {'type': 'update'})
        link.put(GUEST, data)

    frames, *_ = talking(old)
    assert [f.experts() for f in frames] == [set(), set(), {'replayed'}, set(), set()], [f.experts() for f in frames]


@case
def dropped_record():
    frames, path, _ = talking(lambda link, data: None)
    assert [f.experts() for f in frames] == [{'skipped'}, set()], [f.experts() for f in frames]
    assert [f.experts() - {'no_key'} for f in tshark().frames(path)[-2:]] == [{'skipped'}, set()]


@case
def epoch_that_jumps():
    def jump(link, data):
        link.put(GUEST, data)
        direction = link.directions[GUEST]
        direction.start(bytes(32), direction.epoch + 3)

    frames, *_ = talking(jump)
    assert [f.experts() for f in frames] == [set(), {'wrong_epoch'}, set()], [f.experts() for f in frames]


# How Wireshark may be set to hand on what TCP brings twice or late: not at all, as it comes, in order.
TCP = {'as delivered': ([],), 'errors handed on': (['-o', 'tcp.no_subdissector_on_error:FALSE'],),
       'put in order': (['-o', 'tcp.reassemble_out_of_order:TRUE'],)}


@cases('retransmission, TCP', TCP)
def retransmission_is_no_replay(options):
    def again(link, data):
        link.put(GUEST, data)
        for _ in range(3):
            link.stream.send_again(GUEST)

    frames, *_ = talking(again, *options)
    assert not any(f.experts() for f in frames), [f.experts() for f in frames]
    assert frames[-1].one('say.counter') == '5'


@cases('late segment, TCP', TCP)
def segment_that_comes_late_is_no_replay(options):
    """Lost on the way to where the capture is made, and sent once more when others have passed."""
    for waiting in (0, 100):
        def late(link, data):
            link.stream.lose(GUEST, data)
            link.say(31)
            link.say(32)
            link.capture.time += 1000 * waiting
            link.stream.segment(GUEST, 24, data, link.stream.next[GUEST] - 3 * len(data))

        frames, *_ = talking(late, *options)
        counters = [frame.one('say.counter') for frame in frames if 'waxwing.say.counter' in frame]
        if not frames and tshark().version.startswith('3.'):
            continue  # puts in order what is late, but hands on nothing from what it takes for a retransmission
        assert [counter for counter in counters if counter != '3'] == ['31', '32', '4', '5'], counters
        found = set().union(*(frame.experts() for frame in frames))
        if 'tcp.reassemble_out_of_order:TRUE' in options:
            assert '3' in counters and not found, (counters, found)
        else:
            assert found == {'skipped'}, found


HOSTILE = {name: (make, {'wrong epoch': {'wrong_epoch'}}.get(code, {code.replace(' ', '_')}))
           for name, (make, code) in hostile.FRAMES.items()}


class Sealer:
    def __init__(self, direction):
        self.sending = direction


@cases('hostile frame', HOSTILE)
def hostile_frame(make, experts):
    frames, *_ = talking(lambda link, data: [link.put(GUEST, data), link.put(GUEST, make(Sealer(link.directions[GUEST])))])
    assert len(frames) >= 2 and not frames[0].experts(), [f.experts() for f in frames]
    assert experts <= frames[1].experts(), (frames[1].experts(), dict(frames[1]))


# ---------------------------------------------------------------- malformed


@case
def malformed_content_is_told():
    """Sealed by one who has the keys."""
    link = SealedLink().open()
    wrong = {name: content for name, content in hostile.CONTENTS.items() if len(content) < 3000}
    for content in wrong.values():
        link.put(GUEST, link.directions[GUEST].seal(content))
        link.put(GUEST, link.directions[GUEST].seal(hostile.PING))
    path, log = link.write('content')
    frames = tshark().frames(path, keylog=log)[-2 * len(wrong):]
    silent = [name for name, frame in zip(wrong, frames[::2]) if 'malformed' not in frame.experts()]
    assert not silent, silent
    assert not any(frame.experts() for frame in frames[1::2])
    assert all(frame.one('message') == 'ping' for frame in frames[1::2])


TABLE = {
    'a field that is missing': {'type': 'say', 'text': 'x'},
    'a field too many': {'type': 'say', 'text': 'x', 'counter': 1, 'more': 1},
    'an empty text': {'type': 'say', 'text': '', 'counter': 1},
    'a text too long': {'type': 'say', 'text': 'x' * 32769, 'counter': 1},
    'a number that is a text': {'type': 'say', 'text': 'x', 'counter': '1'},
    'a number over 2^63 - 1': {'type': 'say', 'text': 'x', 'counter': 2**63},
    'a word that is none': {'type': 'checked', 'verdict': 'perhaps'},
    'bytes of another size': {'type': 'refresh', 'share': bytes(31)},
    'an empty array': {'type': 'roster', 'last': True, 'people': []},
    'a person that is none': {'type': 'roster', 'last': True, 'people': [7]},
    'a person without a role': {'type': 'roster', 'last': True, 'people': [
        {'name': 'a', 'new': [True], 'devices': [bytes(16)], 'identities': [bytes(32)]}]},
    'a device of another size': {'type': 'roster', 'last': True, 'people': [
        {'name': 'a', 'role': 'host', 'new': [True], 'devices': [bytes(15)], 'identities': [bytes(32)]}]},
    'features that are numbers': {'type': 'lobby', 'room': 'x', 'features': [1], 'registration': 'open'},
    'a part as a message': {'type': 'person', 'name': 'a', 'role': 'host', 'new': [], 'devices': [], 'identities': []},
}


@case
def every_rule_of_the_table_is_held():
    """Each of the messages above, and each real one without each of its fields."""
    link, wanted = SealedLink().open(), []
    for name, message in TABLE.items():
        link.put(HOST, link.directions[HOST].seal(w.encode(message)))
        wanted.append(name)
    path, log = link.write('table')
    frames = tshark().frames(path, keylog=log)[-len(wanted):]
    silent = [name for name, frame in zip(wanted, frames) if 'malformed' not in frame.experts()]
    assert not silent, silent


@case
def who_may_send_what():
    link = SealedLink().open()
    link.put(HOST, link.directions[HOST].seal(w.encode({'type': 'say', 'text': 'x', 'counter': 1})))
    link.put(GUEST, link.directions[GUEST].seal(w.encode({'type': 'ack', 'counter': 1})))
    path, log = link.write('sender')
    assert [f.experts() for f in tshark().frames(path, keylog=log)[-2:]] == [{'unexpected'}, {'unexpected'}]


def is_refused(body):
    """By the reader of a hello: as one of version 1, or because it tells no version. What its key is worth is another matter."""
    try:
        version = w.decode(body).get('version')
        if isinstance(version, int) and not isinstance(version, bool) and version >= 0 and version != w.VERSION:
            return False
        w.decode_hello(w.GUEST_HELLO, body)
    except w.Refusal:
        return True
    return False


@case
def malformed_hellos_are_told():
    capture = Capture()
    bodies = {name: body for name, (body, _) in hostile.hostile_hellos(w.decode(SealedLink().hello(GUEST)[5:])).items()
              if len(body) < 4096}
    for port, body in enumerate(bodies.values(), 2000):
        Stream(capture, guest_port=port).send(GUEST, w.frame(1, body))
    frames = tshark().frames(capture.write(os.path.join(suite.folder('tshark'), 'hellos.pcapng')))
    assert len(frames) == len(bodies) > 20, (len(frames), len(bodies))
    wrong = [(name, frame.experts()) for (name, body), frame in zip(bodies.items(), frames)
             if is_refused(body) != ('malformed' in frame.experts())]
    assert not wrong, wrong


FIRST = {
    'length 0': (bytes(4) + b'more of it', 'malformed'),
    'length 4,097': ((4097).to_bytes(4, 'big') + b'\x01' + bytes(50), 'too_large'),
    'length of 4 GiB': (b'\xff' * 60, 'too_large'),
    'another protocol': (b'GET / HTTP/1.1\r\nHost: example.org\r\n\r\n', 'too_large'),
    'type 0': (w.frame(0, b'x'), 'malformed'),
    'type 5': (w.frame(5, b'x'), 'malformed'),
    'an empty hello': (w.frame(1, b''), 'malformed'),
    'a hello that is no map': (w.frame(1, b'\x80'), 'malformed'),
    'a short record': (w.frame(3, b'x'), 'record_malformed'),
}


@cases('first frame', FIRST)
def first_frame(data, wanted):
    for cuts in ((), range(1, len(data))):
        stream = Stream(Capture())
        stream.send(GUEST, data, cuts)
        path = stream.capture.write(os.path.join(suite.folder('tshark'), 'first.pcapng'))
        frames = tshark().frames(path)
        assert wanted in frames[0].experts(), (frames[0].experts(), dict(frames[0]))


def corpus():
    folder = os.path.join(ROOT, 'tests', 'fuzz', 'corpus')
    for place, _, names in sorted(os.walk(folder)):
        for name in sorted(names):
            with open(os.path.join(place, name), 'rb') as file:
                yield os.path.basename(place), file.read()


@case
def corpus_of_the_fuzzers():
    """As the stream of a guest and of a host, and as the content of a record, whole and in pieces."""
    chance, capture, lines, count = random.Random(3), Capture(), [], 0
    for kind, data in corpus():
        data = data[:70_000]
        count += 1
        for way in (GUEST, HOST):
            stream = Stream(capture, guest_port=1024 + count % 60_000)
            stream.send(way, data, sorted(chance.sample(range(1, len(data)), min(4, len(data) - 1))) if len(data) > 1 else ())
        link = SealedLink(capture, seed=count, guest_port=1024 + (count + 20_000) % 60_000)
        link.put(GUEST, link.hello(GUEST))
        if kind == 'Hello':
            link.put(HOST, w.frame(2, data[:4000]))
        link.put(GUEST, link.directions[GUEST].seal(data[:w.ROOM_FRAME - 100]))
        lines += link.lines()
    assert count > 500, count
    path = capture.write(os.path.join(suite.folder('tshark'), 'corpus.pcapng'))
    log = write_log('corpus', lines)
    for options in ({}, {'keylog': log}):
        begun = time.monotonic()
        out = tshark().run(path, '-V', '-2', timeout=120, **options)
        took = time.monotonic() - begun
        print(f'# {count} inputs of the fuzzers in {took:.1f} s', flush=True)
        assert out.count('Waxwing, ') > count and took < 120 * SLOW


@case
def noise():
    """Random bytes, random frames of random bytes, and whole records cut out or doubled anywhere."""
    chance, capture = random.Random(11), Capture()
    link = SealedLink().open()
    for i in range(1, 30):
        link.say(i)
    whole = b''.join(data for way, data in link.sent if way == GUEST)
    for i in range(150):
        stream = Stream(capture, guest_port=2000 + i, begin=bool(i % 2))
        data = chance.randbytes(chance.randrange(3000)) if i % 3 == 0 else whole
        if i % 3 == 1:
            data = b''.join(w.frame(chance.randrange(6), chance.randbytes(chance.randrange(400))) for _ in range(20))
        for _ in range(5 if i % 3 == 2 else 0):
            place, size = chance.randrange(len(data)), chance.randrange(400)
            data = data[:place] + chance.choice((b'', data[place:place + size] * 2)) + data[place + size:]
        stream.send(chance.choice((GUEST, HOST)), data, sorted(chance.sample(range(len(data) + 1), min(9, len(data)))))
    path = capture.write(os.path.join(suite.folder('tshark'), 'noise.pcapng'))
    for options in ({}, {'keylog': write_log('noise', link.lines())}):
        tshark().run(path, '-V', '-2', **options)


def dearest_contents():
    """What a map of the largest record can cost to read."""
    most = 65_500
    yield w.encode({'type': 'roster', 'last': True, 'people': [7] * most})[:most]
    yield w.encode({'type': 'lobby', 'room': 'x', 'features': ['f'] * 8000, 'registration': 'open'})
    yield w.encode({'type': 'lobby', 'room': 'x', 'features': [''] * 32000, 'registration': 'open'})
    yield w.encode({f'{i:0>13}': i for i in range(3500)})
    yield w.encode({'k' * 9000 + str(i): i for i in range(7)})
    yield w.encode({'type': 'say', 'counter': 1, 'text': '\u00e9' * 32000})
    yield w.encode({'type': 'say', 'counter': 1, 'text': '\x1b' * 65000})
    yield b'\x81' * most
    yield b'\xc1' * most
    yield b'\xa1\x61a' * (most // 3)
    people = {'name': 'a', 'role': 'host', 'new': [True] * 4, 'devices': [bytes(16)] * 4, 'identities': [bytes(32)] * 4}
    yield w.encode({'type': 'roster', 'last': True, 'people': [dict(people, name=str(i)) for i in range(220)]})


@case
def dearest_packets():
    """As much work as a packet can ask for is done in a bounded time, and told to its end."""
    link = SealedLink().open()
    contents = list(dearest_contents())
    for content in contents:
        assert len(content) <= 65_532, len(content)
        link.put(HOST, link.directions[HOST].seal(content))
    small = (b'\3', w.frame(4, b''), w.frame(1, b''), w.frame(3, b''), w.frame(3, bytes(28)), w.frame(1, b'\x81' * 4000),
             bytes(3) + b'\3')
    for port, data in enumerate(small, 2000):
        for begin in (True, False):
            stream = Stream(link.capture, guest_port=port + 100 * begin, begin=begin)
            stream.send(GUEST, data * (59_000 // len(data)))
    path, log = link.write('dearest')
    begun = time.monotonic()
    out = tshark().run(path, '-V', '-2', keylog=log, timeout=60)
    print(f'# the dearest packets in {time.monotonic() - begun:.1f} s', flush=True)
    assert out.count('Waxwing, ') > 20_000
    frames = tshark().frames(path, '-Y', 'waxwing.content', keylog=log)
    assert [frame.bytes('content') for frame in frames[-len(contents):]] == [[content] for content in contents]


# ---------------------------------------------------------------- key logs


def one_talk(name='talk', **options):
    link = SealedLink(**options).open()
    for i in range(1, 8):
        link.say(i)
        if i % 3 == 0:
            link.tell(GUEST, {'type': 'update'})
    return link, *link.write(name)


LOGS = {
    'none': (lambda link: None,),
    'a file that is missing': (lambda link: '/nowhere/at all/keys',),
    'a folder': (lambda link: suite.folder('tshark'),),
    'an empty file': (lambda link: write_log('bad', [], ''),),
    'of another link': (lambda link: write_log('bad', SealedLink(seed=99).open().lines()),),
    'garbage': (lambda link: garbage(),),
    'lines that are cut': (lambda link: write_log('bad', [line[:-3] for line in link.lines()]),),
    'words that are swapped': (lambda link: write_log('bad', [line.replace('g2h', 'g2g') .replace('h2g', 'h2h')
                                                              for line in link.lines()]),),
    'epochs out of reach': (lambda link: write_log('bad', [line.replace(' g2h ', ' g2h 99999999999').replace(
        ' h2g ', ' h2g 99999999999') for line in link.lines()]),),
}


def garbage():
    path = os.path.join(suite.folder('tshark'), 'garbage.keylog')
    with open(path, 'wb') as file:
        file.write(random.Random(5).randbytes(3_000_000) + b'\nWAXWING_1 ' + b'f' * 1_000_000)
    return path


@cases('key log', LOGS)
def key_log(make):
    """Whatever it is: frames are named, nothing is opened, and it is said why."""
    link, path, _ = one_talk()
    frames = tshark().frames(path, keylog=make(link))
    assert len(frames) == len(link.sent)
    assert all(frame.experts() == {'no_key'} for frame in frames[2:]), [frame.experts() for frame in frames]


@case
def wrong_key_of_the_right_link():
    link, path, _ = one_talk()
    wrong = [line[:-60] + '0' * 35 + line[-25:] for line in link.lines()]
    frames = tshark().frames(path, keylog=write_log('bad', wrong))
    assert all(frame.experts() == {'tampered'} for frame in frames[2:]), [frame.experts() for frame in frames]


@case
def log_among_other_lines():
    """Line ends of another system, capital digits, comments, garbage before and behind, no last line end."""
    link, path, _ = one_talk()
    lines = [part for line in link.lines() for part in ('# a comment', '', 'nonsense \xff', line + '\r')]
    log = write_log('mixed', [*lines, *(line.upper().replace('G2H', 'g2h').replace('H2G', 'h2g') for line in link.lines())], '')
    assert not any(frame.experts() for frame in tshark().frames(path, keylog=log))


BEFORE = {'empty': (lambda: [],), 'shorter': (lambda: SealedLink(seed=8).open().lines()[:2],),
          'longer': (lambda: [line for seed in range(8, 28) for line in SealedLink(seed=seed).open().lines()],)}


@cases('log that grows or is replaced, at first', BEFORE)
def log_that_grows_while_it_is_read(before):
    """As in a live capture: a key is written after the dissector began, before the first record that needs it."""
    link, path, _ = one_talk('growing')
    log = write_log('grows', before())
    blocks = link.capture.blocks
    command = [*tshark().command, '-X', 'lua_script:' + tshark().script, '-o', 'waxwing.keylog:' + log, '-l', '-r', '-', '-Y',
               'waxwing', '-T', 'fields', '-e', 'frame.number', '-e', 'waxwing.message', '-e', 'waxwing.key_epoch']
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                               env=tshark().environment(), **tshark().identity)
    process.stdin.write(b''.join(blocks[:6]))  # the handshake of TCP, and the guest hello
    process.stdin.flush()
    first = process.stdout.readline()
    assert b'guest hello' in first, first
    write_log('grows', link.lines())
    process.stdin.write(b''.join(blocks[6:]))
    process.stdin.close()
    rest = process.stdout.read().decode().splitlines()
    process.wait(30 * SLOW)
    assert len(rest) == len(link.sent) - 1 and all(line.split('\t')[1] for line in rest), rest


# ---------------------------------------------------------------- captures that begin in the midst


def midst(way_first, skip, **options):
    """A talk of which the first `skip` frames, and half of the next one, are not in the capture."""
    full = SealedLink().open()
    for i in range(1, 8):
        full.say(i)
        full.tell(HOST, {'type': 'ack', 'counter': i})
    late = SealedLink(begin=False, **options)
    for number, (way, data) in enumerate(full.sent):
        if number > skip:
            late.stream.send(way, data)
        elif number == skip:
            late.stream.send(way, data[len(data) // 2:])
    late.directions, late.random = full.directions, full.random
    return full, *late.write('midst')


MIDST = {
    'on its port': ({}, []),
    'on another port': ({'guest_port': 3000, 'host_port': 4000}, []),
    'on another port, told': ({'guest_port': 3000, 'host_port': 4000}, ['-d', 'tcp.port==4000,waxwing']),
    'the other way round': ({'guest_port': 12345, 'host_port': 4000}, ['-d', 'tcp.port==4000,waxwing']),
}


@cases('capture in the midst', MIDST)
def capture_in_the_midst(options, arguments):
    """The keys are found by trying, among those of others."""
    full, path, log = midst(GUEST, 9, **options)
    others = [line for seed in range(20, 30) for line in SealedLink(seed=seed).open().lines()]
    log = write_log('many', [*others, *full.lines(), *others])
    frames = tshark().frames(path, *arguments, keylog=log)
    opened = [frame for frame in frames if 'waxwing.message' in frame]
    wanted = [data for _, data in full.sent[10:]]
    if options.get('guest_port') == 12345:  # taken for the host's by its port: the ways do not fit, so nothing opens
        assert not opened
        return
    assert [frame.bytes('tag')[0] for frame in opened] == [data[-16:] for data in wanted], len(opened)
    assert not any(frame.experts() for frame in opened), [frame.experts() for frame in opened]
    assert {frame.one('direction') for frame in opened} == {'guest to host', 'host to guest'}


@case
def bytes_that_were_lost_from_the_capture():
    """A hole within a record: the next whole one is found and opened."""
    link = SealedLink().open()
    link.say(1)
    third = link.directions[GUEST].seal(w.encode({'type': 'say', 'text': 'lost', 'counter': 2}))
    link.stream.send(GUEST, third[:100])
    link.stream.lose(GUEST, third[100:200])
    link.stream.send(GUEST, third[200:])
    link.say(3)
    link.say(4)
    path, log = link.write('hole')
    frames = tshark().frames(path, keylog=log)
    assert [frame.one('say.counter') for frame in frames[-2:]] == ['3', '4'], [dict(f) for f in frames[-3:]]
    assert frames[-2].experts() == {'skipped'} and not frames[-1].experts(), [f.experts() for f in frames[-3:]]


@case
def packets_that_were_cut_by_the_capture():
    """Of each packet only the beginning was kept: nothing opens, nothing is guessed, and whole ones are still shown."""
    for kept in (*range(41, 60), 200, 350):
        link = SealedLink(Capture(kept)).open()
        link.say(1)
        path, log = link.write('snapped')
        frames = tshark().frames(path, keylog=log)
        assert len(frames) == len(link.sent), (kept, len(frames))
        whole = [frame for frame, (_, data) in zip(frames, link.sent) if 40 + len(data) <= kept]
        assert all('waxwing.tag' in frame or 'waxwing.guest_hello.random' in frame for frame in whole), kept
        assert len([frame for frame in frames if 'waxwing.length' in frame]) == len(whole), kept


# ---------------------------------------------------------------- time


@case
def ten_thousand_frames():
    """Time is told for people; the bound is far above it, and only for what hangs."""
    link, count = SealedLink().open(), 8
    while count < 10_000:
        link.say(count)
        count += 1
        if count % 6 == 0:
            link.tell(GUEST, {'type': 'update'})
            count += 1
    path, log = link.write('many-frames')
    for options, words in (({}, 'without a key log'), ({'keylog': log}, 'opened, with %d keys' % len(link.lines()))):
        begun = time.monotonic()
        out = tshark().run(path, '-Y', 'waxwing', timeout=100, **options)
        took = time.monotonic() - begun
        print(f'# tshark {tshark().version}: {len(out.splitlines())} frames {words}: {took:.1f} s', flush=True)
        assert len(out.splitlines()) == len(link.sent) >= 10_000
    assert took < 100 * SLOW
    assert out.count('say #') == sum(way == GUEST for way, _ in link.sent) - 3 - out.count(' update')


if __name__ == '__main__':
    main(1, begin)
