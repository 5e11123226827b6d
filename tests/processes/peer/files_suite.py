# SPDX-FileCopyrightText: 2026 The Waxwing authors
# SPDX-License-Identifier: MIT
"""Files in the room (PROTOCOL 8.11): whole or not at all, from where they were, never more of anything than allowed."""
import base64
import itertools
import os
import pathlib
import select

import waxwing_wire as w
from cable import Meter, SlowLine
from disks import fill, mounted
from file_tools import MIB, digest_of, made, peak, until
from program import PACE, SLOW, GuestProgram, HostProgram, free_port, stop
from suite import case, cases, folder, main, thinned
from waxwing_peer import Ended, Guest, Host

PASSWORD, SALT = 'a long password 1', bytes(range(16))
_sources, _names = itertools.count(1), itertools.count(1)


def room(profile, *more, **options):
    return HostProgram(profile, '--bind', '127.0.0.1', *more, **options)


def guest(host, name, where=None, **options):
    """A person with a download folder of their own."""
    downloads = folder(f'downloads of {name}')
    one = GuestProgram(where or host, name, PASSWORD, '--downloads', downloads, key=host.fingerprint, **options)
    one.downloads = downloads
    return one.inside()


def again(one, host, where=None):
    return guest(host, one.user, where, register=False, profile=one.profile)


def said_file(one, name, timeout=60):
    return one.event('said', timeout, file_name=name)


def takes(one, said, id='take', timeout=90):
    one.command('take_file', number=said['number'], id=id)
    return one.event('file_taken', timeout, again=True, id=id)


# ---------------------------------------------------------------- as it should be


@case
def a_file_goes_once_to_the_host_and_comes_whole_to_all():
    host = room('once')
    cable = Meter(host.port)
    sender = guest(host, 'sender', f'127.0.0.1:{cable.port}')
    takers = [guest(host, name) for name in ('one', 'two')]
    path, digest = made('holiday.bin', 64 * MIB)
    before = cable.counts['up']
    sender.command('send_file', path=path, id='up')
    sender.event('file_sent', 90, id='up')
    said = [said_file(one, 'holiday.bin') for one in takers]
    for one, heard in zip(takers, said):
        assert base64.b64decode(heard['digest']) == digest and heard['size'] == 64 * MIB, heard
        assert heard['text'].startswith('\U0001F4CE holiday.bin'), heard
        one.command('take_file', number=heard['number'], id='take')
    for one in takers:
        taken = one.event('file_taken', 90, id='take')
        assert os.path.dirname(taken['path']) == one.downloads and digest_of(taken['path']) == digest, taken
        assert os.listdir(one.downloads) == ['holiday.bin'], os.listdir(one.downloads)
    carried = cable.counts['up'] - before
    assert 64 * MIB < carried < 66 * MIB, carried
    stop(host)


@case
def a_late_and_a_second_take_get_a_name_of_their_own():
    port = free_port()
    host = room('later', port=port)
    sender, taker = guest(host, 'sender2'), guest(host, 'taker2')
    path, digest = made('notes.pdf', 3 * MIB + 17)
    sender.command('send_file', path=path)
    heard = said_file(taker, 'notes.pdf')
    first = takes(taker, heard, 'a')
    stop(host)
    taker.ends(0)
    host = room('later', port=port)
    taker = again(taker, host)
    taker.command('history', id='h')
    kept = taker.event('history', id='h')['messages']
    assert kept[-1]['file_name'] == 'notes.pdf', kept
    second = takes(taker, kept[-1], 'b')
    assert [os.path.basename(t['path']) for t in (first, second)] == ['notes.pdf', 'notes (2).pdf']
    assert digest_of(second['path']) == digest == digest_of(first['path'])
    stop(host)


@case
def nothing_is_a_file_too():
    host = room('empty')
    sender, taker = guest(host, 'sender3'), guest(host, 'taker3')
    path, digest = made('empty.txt', 0)
    sender.command('send_file', path=path)
    assert digest_of(takes(taker, said_file(taker, 'empty.txt'))['path']) == digest
    stop(host)


@case
def memory_stays_flat():
    host = room('flat')
    sender, taker = guest(host, 'flat sender'), guest(host, 'flat taker')
    small, _ = made('small.bin', MIB)
    sender.command('send_file', path=small)
    takes(taker, said_file(taker, 'small.bin'), 'small')
    before = [peak(one)[1] for one in (host, sender, taker)]
    size = 256 * MIB if PACE == 1 else 128 * MIB
    path, digest = made('large.bin', size)
    sender.command('send_file', path=path)
    taken = takes(taker, said_file(taker, 'large.bin', 120), 'large', 120)
    assert digest_of(taken['path']) == digest
    for one in (sender, taker):
        moving = [e for e in one.events('file_progress') if e['size'] == size and e['state'] == 'moving']
        assert [e for e in moving if e.get('rate', 0) > 0 and e['left_ms'] >= 0], moving
        assert [e['bytes'] for e in moving] == sorted(e['bytes'] for e in moving), moving
    grown = [(peak(one)[0] - start) // MIB for one, start in zip((host, sender, taker), before)]
    assert max(grown) <= 64 or PACE != 1, grown  # a sanitizer holds back what is freed
    stop(host)


# ---------------------------------------------------------------- breaks


def upload_is_cut(name, cut):
    """Holds the sender's cable in the middle, does what `cut` does, and counts what is sent in all."""
    port = free_port()
    host = room(name, port=port)
    cable = Meter(port)
    sender = guest(host, f'{name} sender', f'127.0.0.1:{cable.port}')
    taker = guest(host, f'{name} taker')
    path, digest = made(f'{name}.bin', 64 * MIB, 7)
    cable.hold('up', 32 * MIB)
    sender.command('send_file', path=path)
    cable.reaches('up', 32 * MIB)
    host, sender = cut(host, sender, cable, port)
    taker.command('try_now')
    cable.let_go()
    sender.event('file_sent', 120)
    taken = takes(taker, said_file(taker, f'{name}.bin', 60))
    assert digest_of(taken['path']) == digest
    carried = cable.counts['up'] / MIB
    assert 64 < carried < 64 + 12, carried
    numbers = [e['number'] for e in taker.events('said')]
    assert len(numbers) == len(set(numbers)) == 1, numbers
    stop(host)


@case
def sender_is_killed_in_the_middle():
    def cut(host, sender, cable, port):
        sender.kill()
        cable.let_go()
        return host, again(sender, host, f'127.0.0.1:{cable.port}')
    upload_is_cut('sender killed', cut)


@case
def host_is_killed_in_the_middle_of_an_upload():
    def cut(host, sender, cable, port):
        host.kill()
        cable.let_go()
        return room('host killed', port=port), sender
    upload_is_cut('host killed', cut)


@case
def taker_is_killed_in_the_middle():
    host = room('taker killed')
    sender = guest(host, 'tk sender')
    cable = Meter(host.port)
    taker = guest(host, 'tk taker', f'127.0.0.1:{cable.port}')
    path, digest = made('tk.bin', 64 * MIB, 9)
    sender.command('send_file', path=path)
    heard = said_file(taker, 'tk.bin')
    cable.hold('down', 32 * MIB)
    taker.command('take_file', number=heard['number'])
    cable.reaches('down', 32 * MIB)
    taker.kill()
    there = os.listdir(taker.downloads)
    assert len(there) == 1 and there[0].endswith('.part'), there
    cable.let_go()
    taker = again(taker, host, f'127.0.0.1:{cable.port}')
    taken = taker.event('file_taken', 90)
    assert digest_of(taken['path']) == digest and os.listdir(taker.downloads) == ['tk.bin']
    carried = cable.counts['down'] / MIB
    assert 64 < carried < 64 + 12, carried
    stop(host)


@case
def host_is_killed_in_the_middle_of_a_download():
    port = free_port()
    host = room('host killed late', port=port)
    sender = guest(host, 'hk sender')
    cable = Meter(port)
    taker = guest(host, 'hk taker', f'127.0.0.1:{cable.port}')
    path, digest = made('hk.bin', 64 * MIB, 11)
    sender.command('send_file', path=path)
    heard = said_file(taker, 'hk.bin')
    cable.hold('down', 32 * MIB)
    taker.command('take_file', number=heard['number'])
    cable.reaches('down', 32 * MIB)
    host.kill()
    cable.let_go()
    host = room('host killed late', port=port)
    taker.command('try_now')
    taken = taker.event('file_taken', 90)
    assert digest_of(taken['path']) == digest
    carried = cable.counts['down'] / MIB
    assert 64 < carried < 64 + 12, carried
    stop(host)


# ---------------------------------------------------------------- wishes


@case
def pause_and_cancel_on_both_sides():
    host = room('wishes')
    up, down = Meter(host.port), Meter(host.port)
    sender = guest(host, 'w sender', f'127.0.0.1:{up.port}')
    taker = guest(host, 'w taker', f'127.0.0.1:{down.port}')
    path, digest = made('wished.bin', 24 * MIB, 13)

    up.hold('up', up.counts['up'] + 8 * MIB)
    sender.command('send_file', path=path, id='cancelled')
    moving = sender.event('file_progress', 60, id='cancelled', state='moving')
    sender.command('cancel_file', file=moving['file'])
    assert sender.event('file_failed', id='cancelled')['code'] == 'file cancelled'
    up.let_go()

    up.hold('up', up.counts['up'] + 8 * MIB)
    sender.command('send_file', path=path, id='paused')
    moving = sender.event('file_progress', 60, id='paused', state='moving')
    sender.command('pause_file', file=moving['file'])
    sender.event('file_progress', id='paused', state='paused')
    up.let_go()
    sender.say('while it is paused')
    taker.event('said', text='while it is paused')
    sender.command('resume_file', file=moving['file'])
    sender.event('file_sent', 60, id='paused')
    heard = said_file(taker, 'wished.bin')

    down.hold('down', down.counts['down'] + 8 * MIB)
    taker.command('take_file', number=heard['number'], id='gone')
    moving = taker.event('file_progress', 60, id='gone', state='moving')
    taker.command('cancel_file', file=moving['file'])
    assert taker.event('file_failed', id='gone')['code'] == 'file cancelled'
    down.let_go()

    down.hold('down', down.counts['down'] + 8 * MIB)
    taker.command('take_file', number=heard['number'], id='held')
    moving = taker.event('file_progress', 60, id='held', state='moving')
    taker.command('pause_file', file=moving['file'])
    taker.event('file_progress', id='held', state='paused')
    down.let_go()
    taker.command('resume_file', file=moving['file'])
    taken = taker.event('file_taken', 60, id='held')
    assert digest_of(taken['path']) == digest and os.listdir(taker.downloads) == ['wished.bin']
    stop(host)


@case
def pause_and_cancel_while_much_waits_to_be_sent():
    """What ends a file does not overtake its chunks, and what begins it again does not either."""
    host = room('slow line')
    line = SlowLine(host.port, 400_000)
    sender, taker = guest(host, 'sl sender', f'127.0.0.1:{line.port}'), guest(host, 'sl taker')
    path, digest = made('slowly.bin', 3 * MIB, 19)
    for id in ('cancelled', 'paused'):
        sender.command('send_file', path=path, id=id)
        moving = sender.event('file_progress', 60, id=id, state='moving')
        sender.find(lambda e, id=id: e['event'] == 'file_progress' and e.get('id') == id and e['bytes'] > 0)
        if id == 'cancelled':
            sender.command('cancel_file', file=moving['file'])
            sender.event('file_failed', id=id)
    sender.command('pause_file', file=moving['file'])
    sender.event('file_progress', id='paused', state='paused')
    sender.command('resume_file', file=moving['file'])
    sender.event('file_sent', 90, id='paused')
    taken = takes(taker, said_file(taker, 'slowly.bin'))
    assert digest_of(taken['path']) == digest
    assert not sender.events('reconnecting') and not sender.events('closed'), sender.all_lines[-5:]
    stop(host)


@case
def files_do_not_hold_back_what_was_missed():
    host = room('missed')
    line = SlowLine(host.port, 1_000_000)
    sender, taker = guest(host, 'm sender'), guest(host, 'm taker', f'127.0.0.1:{line.port}')
    for n in range(2):
        sender.command('send_file', path=made(f'missed {n}.bin', 8 * MIB, 23 + n)[0])
    heard = [said_file(taker, f'missed {n}.bin') for n in range(2)]
    for said in heard:
        taker.command('take_file', number=said['number'], id=said['file_name'])
        taker.event('file_progress', 60, id=said['file_name'], state='moving')
    line.cut()
    taker.event('reconnecting', 60)
    for n in range(90):  # more than waits for one link at once
        sender.say(f'missed {n} ' + 'x' * 20_000)
    sender.event('said', 60, text='missed 89 ' + 'x' * 20_000)
    before = line.counts['down']
    line.mend()
    taker.command('try_now')
    taker.find(lambda e: e['event'] == 'said' and e['text'].startswith('missed 89 '), 90)
    carried = (line.counts['down'] - before) / MIB
    assert carried < 6, f'it came behind {carried} MiB'
    for n in range(2):
        taker.event('file_taken', 120, id=f'missed {n}.bin')
    stop(host)


@case
def cancelled_at_once_leaves_nothing():
    host = room('at once')
    sender, taker = guest(host, 'o sender'), guest(host, 'o taker')
    sender.command('send_file', path=made('at once.bin', 2 * MIB)[0])
    heard = said_file(taker, 'at once.bin')
    for n in range(20):
        taker.command('take_file', number=heard['number'], id=n)
        taker.event('file_progress', id=n)
        taker.command('cancel_file', file=heard['file'])
        taker.find(lambda e: e['event'] in ('file_failed', 'file_taken') and e.get('id') == n)
    taken = len(taker.events('file_taken'))
    until(lambda: len(os.listdir(taker.downloads)) == taken)
    stop(host)


@case
def limits_are_told_and_kept():
    host = room('limits', '--largest-file', str(2 * MIB))
    sender = guest(host, 'l sender')
    assert sender.event('file_limits', again=True)['largest'] == 2 * MIB
    sender.command('send_file', path=made('long.bin', 2 * MIB + 1)[0], id='long')
    assert sender.event('file_failed', id='long')['code'] == 'file too large'
    sender.command('send_file', path=os.path.join(folder('sources'), 'no such file'), id='none')
    assert sender.event('file_failed', id='none')['code'] == 'file changed'
    sender.command('send_file', path=made('fits.bin', 2 * MIB)[0], id='fits')
    sender.event('file_sent', 60, id='fits')
    stop(host)
    host = room('no files', '--no-files')
    sender = guest(host, 'nf sender')
    assert sender.event('file_limits', again=True)['largest'] == 0
    sender.command('send_file', path=made('any.bin', 1)[0], id='any')
    assert sender.event('file_failed', id='any')['code'] == 'file too large'
    stop(host)


@case
def several_wait_and_the_host_takes_files_no_more():
    port = free_port()
    host = room('no more', port=port)
    cable = Meter(port)
    sender = guest(host, 'nm sender', f'127.0.0.1:{cable.port}')
    path = made('no more.bin', 24 * MIB, 17)[0]
    cable.hold('up', cable.counts['up'] + 2 * MIB)
    for n in range(4):
        sender.command('send_file', path=path, id=n)
    cable.reaches('up', 2 * MIB)
    host.kill()
    cable.let_go()
    host = room('no more', '--no-files', port=port)
    sender.command('try_now')
    for n in range(4):
        assert sender.event('file_failed', 60, again=True, id=n)['code'] == 'file too large'
    sender.say('talk goes on')
    assert len(sender.events('file_failed')) == 4
    stop(host)


@case
def erased_with_its_message():
    host = room('erased')
    sender, taker = guest(host, 'e sender'), guest(host, 'e taker')
    sender.command('send_file', path=made('secret.bin', 5 * MIB)[0])
    heard = said_file(taker, 'secret.bin')
    spool = os.path.join(folder('erased'), 'room', 'files')
    assert len(os.listdir(spool)) == 1
    # What a window of this profile would have shown of it, and of another one.
    shown, another = (os.path.join(folder(taker.profile), 'pictures', base64.b64decode(name).hex(), 'cat.png')
                      for name in (heard['file'], base64.b64encode(bytes(16))))
    for picture in (shown, another):
        os.makedirs(os.path.dirname(picture))
        pathlib.Path(picture).touch()
    sender.command('erase', target=heard['number'])
    taker.event('said', act='erase', target=heard['number'])
    taker.command('take_file', number=heard['number'], id='gone')
    assert taker.event('file_failed', id='gone')['code'] == 'file unknown'
    until(lambda: os.listdir(spool) == [] and os.listdir(taker.downloads) == [])
    until(lambda: not os.path.exists(shown))
    assert os.path.exists(another)
    stop(host)


@case
def nothing_of_a_file_lies_open_at_the_host():
    host = room('sealed')
    sender, taker = guest(host, 's sender'), guest(host, 's taker')
    path = os.path.join(folder('sources'), 'plain name.txt')
    with open(path, 'wb') as file:
        file.write(b'a sentence that nobody should find ' * 9000)
    sender.command('send_file', path=path)
    said_file(taker, 'plain name.txt')
    for place, _, names in os.walk(folder('sealed')):
        for name in names:
            with open(os.path.join(place, name), 'rb') as file:
                content = file.read()
            assert b'a sentence that nobody' not in content and b'plain name' not in content, name
    stop(host)


# ---------------------------------------------------------------- full


@case
def host_has_no_room():
    """Refused, told, and talk goes on; with room again it is taken."""
    path = mounted('full of files', '40m')
    host = room(path)
    sender, other = guest(host, 'f sender'), guest(host, 'f other')
    sender.command('send_file', path=made('beyond.bin', 64 * MIB)[0], id='beyond')
    assert sender.event('file_failed', 60, id='beyond')['code'] == 'no place for files'
    cable = Meter(host.port)
    late = guest(host, 'f late', f'127.0.0.1:{cable.port}')
    cable.hold('up', 8 * MIB)
    late.command('send_file', path=made('middle.bin', 24 * MIB)[0], id='middle')
    cable.reaches('up', 8 * MIB)
    fill(path)
    cable.let_go()
    assert late.event('file_failed', 60, id='middle')['code'] == 'no place for files'
    late.say('and talk goes on')
    other.event('said', text='and talk goes on')
    os.unlink(os.path.join(path, 'filler'))
    assert host.process.poll() is None
    sender.command('send_file', path=made('small again.bin', 4 * MIB)[0], id='again')
    sender.event('file_sent', 60, id='again')
    stop(host)


@case
def taker_has_no_room():
    host = room('taker is full')
    sender, taker = guest(host, 't sender'), guest(host, 't taker')
    sender.command('send_file', path=made('too much.bin', 24 * MIB)[0])
    heard = said_file(taker, 'too much.bin')
    taker.command('take_file', number=heard['number'], folder=mounted('small downloads', '8m'), id='full')
    assert taker.event('file_failed', 60, id='full')['code'] == 'storage failed'
    assert os.listdir(folder('small downloads')) == []
    takes(taker, heard, 'elsewhere')
    stop(host)


@case
def takers_disk_is_full_in_the_middle():
    """It waits for the person with all that came, and goes on from there."""
    host = room('taker fills up')
    sender = guest(host, 'tf sender')
    cable = Meter(host.port)
    taker = guest(host, 'tf taker', f'127.0.0.1:{cable.port}')
    path, digest = made('middling.bin', 24 * MIB)
    sender.command('send_file', path=path)
    heard = said_file(taker, 'middling.bin')
    before = cable.counts['down']
    cable.hold('down', before + 8 * MIB)
    small = mounted('downloads that fill up', '40m')
    taker.command('take_file', number=heard['number'], folder=small, id='full')
    cable.reaches('down', before + 8 * MIB)
    fill(small)
    cable.let_go()
    stuck = taker.event('file_progress', 60, id='full', state='paused')
    assert stuck['code'] == 'storage failed', stuck
    there = [name for name in os.listdir(small) if name.endswith('.part')]
    assert len(there) == 1 and os.path.getsize(os.path.join(small, there[0])) >= 4 * MIB, there
    os.unlink(os.path.join(small, 'filler'))
    taker.command('resume_file', file=heard['file'])
    taken = taker.event('file_taken', 60, id='full')
    assert digest_of(taken['path']) == digest and os.listdir(small) == ['middling.bin']
    carried = (cable.counts['down'] - before) / MIB
    assert 24 < carried < 24 + 8, carried
    stop(host)


# ---------------------------------------------------------------- hostile


def member(host, features=('files',), name=None):
    n = next(_sources)
    one = Guest(port=host.port, source=f'127.7.{n // 250}.{n % 250 + 1}').handshake()
    name = name or f'hostile{next(_names)}'
    one.register(name, 'someone@example.org', PASSWORD, salt=SALT)
    one.login(name, PASSWORD)
    one.enter(KEY, os.urandom(16), features=list(features))
    return one


KEY = w.new_rsa()


def put(one, size, name='a.bin', file=None):
    file = file or os.urandom(16)
    one.send({'type': 'put', 'file': file, 'name': name, 'size': size})
    return file


def chunk(one, file, offset, size):
    one.send({'type': 'chunk', 'file': file, 'offset': offset, 'bytes': bytes(size)})


def begun(one, size):
    file = put(one, size)
    one.wait_for('put_from', file=file, offset=0)
    return file


def gives(one, content, name, digest=None):
    file = begun(one, len(content)) if name == 'a.bin' else put(one, len(content), name)
    if name != 'a.bin':
        one.wait_for('put_from', file=file)
    for start in range(0, len(content), w.CHUNK):
        one.send({'type': 'chunk', 'file': file, 'offset': start, 'bytes': content[start:start + w.CHUNK]})
    one.send({'type': 'put_end', 'file': file, 'digest': digest or w.sha256(content)})
    one.wait_for('kept', file=file)
    one.counter += 1
    one.send({'type': 'say', 'text': name, 'counter': one.counter, 'file': file})
    one.wait_for('said', file=file)
    return file


def is_ended(one, code):
    try:
        while True:
            one.recv(20 * PACE)
    except Ended as end:
        assert end.name == code, (end.name, code)


HOST = None
C = w.CHUNK


def skipped(one):
    file = begun(one, 3 * C)
    chunk(one, file, C, C)


def repeated(one):
    file = begun(one, 3 * C)
    chunk(one, file, 0, C)
    chunk(one, file, 0, C)


def tiny(one):
    file = begun(one, 3 * C)
    chunk(one, file, 0, 1)


def longer_than_it_said(one):
    file = begun(one, C + 10)
    chunk(one, file, 0, C)
    chunk(one, file, C, 11)


def ended_early(one):
    file = begun(one, 3 * C)
    one.send({'type': 'put_end', 'file': file, 'digest': bytes(32)})


def not_asked(one):
    chunk(one, os.urandom(16), 0, C)


def before_its_turn(one):
    for _ in range(2):
        begun(one, 3 * C)  # as many of a link as move at once
    chunk(one, put(one, 3 * C), 0, C)


def twice_at_once(one):
    file = begun(one, C)
    put(one, C, file=file)


def took_nothing_sent(one):
    file = gives(one, bytes(C), 'x')
    one.send({'type': 'get', 'file': file, 'offset': C})
    one.send({'type': 'took', 'file': file, 'offset': 5})


def crooked_offset(one):
    file = gives(one, bytes(3 * C), 'x')
    one.send({'type': 'get', 'file': file, 'offset': C + 1})


def of_another(one):
    file = gives(member(HOST), bytes(C), 'x')
    put(one, C, file=file)


def with_another_size(one):
    file = gives(one, bytes(C), 'x')
    put(one, C + 1, file=file)


def as_the_host(one):
    one.send({'type': 'kept', 'file': bytes(16)})


@cases('ends the link', {
    'a chunk that was skipped': (skipped,), 'a chunk again': (repeated,), 'a tiny chunk': (tiny,),
    'more than was said': (longer_than_it_said,), 'put_end before the end': (ended_early,),
    'a chunk of nothing': (not_asked,), 'the same put twice': (twice_at_once,),
    'a chunk before put_from': (before_its_turn,), 'took what was not sent': (took_nothing_sent,),
    'an offset inside a chunk': (crooked_offset,), "another's file": (of_another,),
    'the same file of another size': (with_another_size,), 'what a host says': (as_the_host,),
})
def ends_the_link(deed):
    one = member(HOST)
    deed(one)
    is_ended(one, 'unexpected')


@case
def without_the_feature():
    one = member(HOST, features=())
    put(one, 1)
    is_ended(one, 'unexpected')


@case
def lies_about_sizes_take_no_room():
    """Whoever announces much and sends nothing keeps nobody from giving a file."""
    limits = member(HOST)
    told = limits.wait_for('file_limits')
    liars = [member(HOST) for _ in range(10)]
    for liar in liars:
        for _ in range(3):
            put(liar, told['largest'])
        liar.wait_for('put_from')
    honest = member(HOST)
    gives(honest, os.urandom(3 * C + 5), 'honest.bin')


@case
def many_files_are_refused():
    host = room('many files')
    one = member(host)
    before = len(os.listdir(f'/proc/{host.process.pid}/fd'))
    files = [put(one, 10 * C) for _ in range(40)]
    refused, begin = [], []
    while len(refused) < 24 or len(begin) < 2:
        message = one.recv(30 * PACE)
        {'file_refused': refused, 'put_from': begin}.get(message['type'], []).append(message)
    assert {r['code'] for r in refused} == {w.CODES['too many files']}
    assert {r['file'] for r in refused} == set(files[16:]), len(refused)
    for message in begin:
        chunk(one, message['file'], 0, C)
    spool = os.path.join(folder('many files'), 'room', 'files')
    until(lambda: os.path.isdir(spool) and len(os.listdir(spool)) == 2)
    until(lambda: len(os.listdir(f'/proc/{host.process.pid}/fd')) <= before + 1)  # none is held open
    stop(host)


@case
def a_window_is_held():
    """The host never has more than its window of a file that is not taken."""
    one = member(HOST)
    content = os.urandom(72 * C)
    file = begun_with_window(one, content)
    one.send({'type': 'get', 'file': file, 'offset': 0})
    got = [one.wait_for('chunk', file=file) for _ in range(w.WINDOW)]
    one.send({'type': 'ping'})
    try:
        while True:
            message = one.recv(30 * PACE)
            assert message['type'] != 'chunk', 'a chunk beyond it'
            if message['type'] == 'said':  # by others of this room: its number is counted
                one.next = message['number'] + 1
            if message['type'] == 'pong':
                break
    except Ended:
        raise AssertionError('ended') from None
    offset = w.WINDOW * C
    one.send({'type': 'took', 'file': file, 'offset': offset})
    while offset < len(content):
        got.append(one.wait_for('chunk', file=file, offset=offset))
        offset += len(got[-1]['bytes'])
        one.send({'type': 'took', 'file': file, 'offset': offset})
    one.wait_for('sent', file=file)
    assert b''.join(c['bytes'] for c in got) == content


def begun_with_window(one, content):
    """Given within the window, and said."""
    file = put(one, len(content), 'window.bin')
    one.wait_for('put_from', file=file)
    told = 0
    for start in range(0, len(content), C):
        while start - told >= w.WINDOW * C:
            told = one.wait_for('took', file=file)['offset']
        one.send({'type': 'chunk', 'file': file, 'offset': start, 'bytes': content[start:start + C]})
    one.send({'type': 'put_end', 'file': file, 'digest': w.sha256(content)})
    one.wait_for('kept', file=file)
    one.counter += 1
    one.send({'type': 'say', 'text': 'window', 'counter': one.counter, 'file': file})
    one.wait_for('said', file=file)
    return file


@case
def a_flood_beyond_the_window_ends_the_link():
    one = member(HOST)
    file = begun(one, 4000 * C)
    for start in range(0, 4000, 80):  # ready before they are sent: the host is to be held up by its disk, not by us
        pieces = [{'type': 'chunk', 'file': file, 'offset': n * C, 'bytes': bytes(C)} for n in range(start, start + 80)]
        try:
            one.send_frame(b''.join(one.sending.seal(w.encode(piece)) for piece in pieces))
        except OSError:
            break  # it has ended meanwhile, and what it said lies there
        while select.select([one.socket], [], [], 0)[0]:  # `took` as long as it keeps up
            try:
                one.recv(20 * PACE)
            except Ended as end:
                assert end.name == 'unexpected', end.name
                return
    is_ended(one, 'unexpected')


@case
def a_digest_that_lies_leaves_nothing():
    liar, taker = member(HOST), guest(HOST, 'lied to')
    gives(liar, os.urandom(2 * C + 3), 'lie.bin', digest=bytes(32))
    heard = said_file(taker, 'lie.bin')
    taker.command('take_file', number=heard['number'], id='lie')
    assert taker.event('file_failed', id='lie')['code'] == 'file damaged'
    assert os.listdir(taker.downloads) == []
    taker.command('leave')


@case
def names_from_hell_stay_in_the_folder():
    names = ['../../escape.txt', '/etc/passwd', '..', '.bashrc', 'C:\\Windows\\x.exe', 'CON', 'nul.txt', 'a' * 255,
             '\u202egpj.exe', 'x/../../y', '~', '-rf', 'tab\u200bname.txt', 'trailing. . ', '日本' * 41 + '.png', ' ']
    giver, taker = member(HOST), guest(HOST, 'hell')
    paths = []
    for n, name in enumerate(names):
        gives(giver, bytes([n]) * 10, name)
        heard = said_file(taker, name)
        paths.append(takes(taker, heard, f'take {n}')['path'])
    for n, path in enumerate(paths):
        name = os.path.basename(path)
        assert os.path.dirname(path) == taker.downloads and os.path.isfile(path), path
        assert not name.startswith(('.', '-')) and len(name.encode()) <= 200 and '\u202e' not in name, name
        assert open(path, 'rb').read() == bytes([n]) * 10, path
        assert os.stat(path).st_mode & 0o111 == 0, path
    assert len(set(paths)) == len(names) == len(os.listdir(taker.downloads))
    for outside in ('../escape.txt', '../../escape.txt', '../y', '../../y'):
        assert not os.path.exists(os.path.join(taker.downloads, outside)), outside
    taker.command('leave')


@case
def a_link_in_the_way_is_not_followed():
    giver, taker = member(HOST), guest(HOST, 'linked')
    victim = os.path.join(folder('victim'), 'precious')
    open(victim, 'w').write('untouched')
    os.symlink(victim, os.path.join(taker.downloads, 'bait.txt'))
    gives(giver, b'hostile', 'bait.txt')
    taken = takes(taker, said_file(taker, 'bait.txt'))
    assert os.path.basename(taken['path']) == 'bait (2).txt', taken
    assert open(victim).read() == 'untouched'
    taker.command('leave')


# ---------------------------------------------------------------- hostile hosts


HOST_KEY = w.new_rsa()
CONTENT = bytes(range(256)) * 470  # two chunks


def accounts(name):
    client, server = w.scram_keys(PASSWORD, SALT)
    return {name: {'name': name, 'salt': SALT, 'iterations': w.ITERATIONS, 'stored_key': w.sha256(client),
                   'server_key': server}}


def to_room(s):
    """A host that knows files, up to its `file_limits`."""
    s.handshake()
    s.send_lobby(features=['files'])
    s.lobby()
    s.recv_identity()
    s.send_refresh()
    s.recv_refreshed()
    s.host.members = [s]
    s.send_welcome()
    s.send_roster()
    s.send({'type': 'file_limits', 'largest': 1 << 31, 'room': 1 << 31})


def heard(s, kind):
    while True:
        message = s.recv(30)
        if message['type'] == kind:
            return message


def says_a_file(s, content=CONTENT, **fields):
    s.file = os.urandom(16)
    s.send({'type': 'said', 'number': 1, 'name': s.account['name'], 'device': bytes(16), 'counter': 1, 'time': 1,
            'text': 'a file', 'file': s.file, 'size': len(content), 'digest': w.sha256(content), 'file_name': 'x.bin',
            **fields})


def asked(s, content=CONTENT):
    """The guest takes the file."""
    says_a_file(s, content)
    assert heard(s, 'get')['file'] == s.file


def gives_piece(s, offset, size):
    s.send({'type': 'chunk', 'file': s.file, 'offset': offset, 'bytes': bytes(size)})


def offered(s):
    """The guest gives a file."""
    s.file = heard(s, 'put')['file']


def given(s):
    """And begins to."""
    offered(s)
    s.send({'type': 'put_from', 'file': s.file, 'offset': 0})
    heard(s, 'chunk')


def of_the_file(kind, **fields):
    return lambda s: s.send({'type': kind, 'file': s.file, **fields})


def unasked(kind, **fields):
    return lambda s: s.send({'type': kind, 'file': bytes(16), **fields})


def NOBODY(s):
    """No step before the deed."""


TAKES, GIVES = 'take', 'send'


@cases('hostile host', thinned({
    'a chunk of nothing': (None, NOBODY, unasked('chunk', offset=0, bytes=b'x')),
    'sent of nothing': (None, NOBODY, unasked('sent')),
    'kept of nothing': (None, NOBODY, unasked('kept')),
    'took of nothing': (None, NOBODY, unasked('took', offset=1)),
    'put_from of nothing': (None, NOBODY, unasked('put_from', offset=0)),
    'refuses nothing': (None, NOBODY, unasked('file_refused', code=106)),
    'what a guest says': (None, NOBODY, unasked('get', offset=0)),
    'a chunk that was skipped': (TAKES, asked, lambda s: gives_piece(s, C, C)),
    'a tiny chunk': (TAKES, asked, lambda s: gives_piece(s, 0, 1)),
    'more than was said': (TAKES, lambda s: asked(s, bytes(10)), lambda s: gives_piece(s, 0, 11)),
    'sent before the end': (TAKES, asked, of_the_file('sent')),
    'put_from beyond the end': (GIVES, offered, of_the_file('put_from', offset=C * 1000)),
    'put_from inside a chunk': (GIVES, offered, of_the_file('put_from', offset=1)),
    'put_from twice': (GIVES, offered, lambda s: [of_the_file('put_from', offset=0)(s) for _ in range(2)]),
    'took what was not sent': (GIVES, offered, of_the_file('took', offset=C)),
    'took inside a chunk': (GIVES, given, of_the_file('took', offset=5)),
}, 3))
def hostile_host(wish, step, deed):
    """The guest ends the link and says why; nothing of the file lies anywhere under its own name."""
    name = f'met{next(_names)}'

    def script(s):
        to_room(s)
        step(s)
        deed(s)
        while True:
            s.recv(30)
    host = Host(script=script, key=HOST_KEY)
    host.accounts = accounts(name)
    downloads = folder(f'downloads of {name}')
    one = GuestProgram(host, name, PASSWORD, '--downloads', downloads, register=False,
                       key=w.fingerprint(w.spki(HOST_KEY)))
    try:
        if wish:
            one.event('file_limits', 30)
        if wish == TAKES:
            takes_said = one.event('said', 30)
            one.command('take_file', number=takes_said['number'])
        elif wish == GIVES:
            one.command('send_file', path=made(f'{name}.bin', 10 * C)[0])
        result = host.results.get(timeout=40 * SLOW)
        assert isinstance(result, Ended) and (result.how, result.name) == ('close', 'unexpected'), result
        assert one.event('closed')['code'] == 'unexpected'
        there = os.listdir(downloads)  # what came as it should waits to be gone on with
        assert len(there) <= (wish == TAKES) and all(name.endswith('.part') for name in there), there
        one.ends(1)
    finally:
        host.listener.close()


@case
def a_host_that_sends_another_file():
    """What was said is not what comes: nothing of it stays."""
    name = f'met{next(_names)}'

    def script(s):
        to_room(s)
        asked(s)
        gives_piece(s, 0, C)
        gives_piece(s, C, len(CONTENT) - C)
        of_the_file('sent')(s)
        while True:
            s.recv(30)
    host = Host(script=script, key=HOST_KEY)
    host.accounts = accounts(name)
    downloads = folder(f'downloads of {name}')
    one = GuestProgram(host, name, PASSWORD, '--downloads', downloads, register=False,
                       key=w.fingerprint(w.spki(HOST_KEY)))
    said = one.event('said', 40)
    one.command('take_file', number=said['number'])
    assert one.event('file_failed', 30)['code'] == 'file damaged'
    assert os.listdir(downloads) == []
    one.command('leave')
    one.ends(0)
    host.listener.close()


def before():
    global HOST
    HOST = room('hostile files')


def after():
    stop(HOST)


if __name__ == '__main__':
    main(workers=3, before=before, after=after)
