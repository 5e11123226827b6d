# SPDX-FileCopyrightText: 2026 The Waxwing authors
# SPDX-License-Identifier: MIT
"""Files between two members (PROTOCOL 16.7): programs over kills and breaks, and a member in Python that breaks the rules."""
import base64
import itertools
import os

import suite
import waxwing_wire as w
from cable import Meter
from direct_member import PASSWORD, Member
from file_tools import MIB, digest_of, made, peak, until
from program import PACE, GuestProgram, HostProgram, free_port, stop
from suite import case, folder, main

CODES = {name: number for number, name in w.NAMES.items()}
_names = itertools.count(1)


def room(profile, *more, **options):
    return HostProgram('host of ' + profile, '--bind', '127.0.0.1', *more, **options)


def guest(host, name, where=None, **options):
    """A person with a download folder of their own."""
    downloads = folder(f'downloads of {getattr(suite.CURRENT, "case", "")} {name}'.replace('/', ' '))
    one = GuestProgram(where or host, name, PASSWORD, '--downloads', downloads, key=host.fingerprint, **options)
    one.downloads = downloads
    return one.inside()


def again(one, host, where=None):
    return guest(host, one.user, where, register=False, profile=one.profile)


def gives(sender, taker, path, id='give'):
    """What the taker is told of it."""
    sender.command('send_file', path=path, to=taker.user, id=id)
    return taker.event('direct_said', timeout=60, file_name=os.path.basename(path))


def takes(taker, said, id='take'):
    taker.command('take_file', **{'from': said['name']}, counter=said['counter'], device=said['device'], id=id)


def two(name, size):
    """A room, two people in it, and a file that was told; each on a cable that counts."""
    port = free_port()
    host = room(name, port=port)
    up, down = Meter(port), Meter(port)
    sender = guest(host, 'asha', f'127.0.0.1:{up.port}')
    taker = guest(host, 'ravi', f'127.0.0.1:{down.port}')
    sender.sees('ravi')
    path, digest = made(f'{name}.bin', size, len(name))
    said = gives(sender, taker, path)
    return host, sender, taker, up, down, said, digest


# ---------------------------------------------------------------- as it should be


@case
def a_file_goes_through_a_host_that_sees_none_of_it():
    log, capture = (os.path.join(folder('logs'), name) for name in ('host.log', 'host.pcapng'))
    host = room('quiet', '--log-file', log, '--log-level', 'debug', '--capture', capture)
    sender, taker = guest(host, 'asha'), guest(host, 'ravi')
    sender.sees('ravi')
    path, digest = made('holiday photographs.bin', 24 * MIB)
    said = gives(sender, taker, path)
    assert base64.b64decode(said['digest']) == digest and said['size'] == 24 * MIB, said
    assert said['text'].startswith('\U0001F4CE holiday photographs.bin, '), said
    mine = sender.event('direct_said', mine=True)
    assert mine['file'] == said['file'], mine
    assert all(e['with'] == 'ravi' for e in sender.events('file_progress')), sender.events('file_progress')
    takes(taker, said)
    taken = taker.event('file_taken', 60, id='take', **{'with': 'asha'})
    assert digest_of(taken['path']) == digest and os.listdir(taker.downloads) == ['holiday photographs.bin']
    sent = sender.event('file_sent', 60, id='give', **{'with': 'ravi'})
    assert sent['file'] == said['file'], sent
    for program in (sender, taker):
        assert not program.events('said'), program.events('said')
        program.command('leave')
        program.ends(0)
    stop(host)
    with open(path, 'rb') as file:
        file.seek(5 * MIB + 100)
        piece = file.read(64)
    place = folder('host of quiet')
    files = [os.path.join(where, name) for where, _, names in os.walk(place) for name in names]
    assert not [name for name in files if '/room/files/' in name], files
    for name in [*files, log, capture]:
        with open(name, 'rb') as file:
            content = file.read()
        assert piece not in content and b'holiday' not in content, name
    assert os.path.getsize(capture) > 24 * MIB


@case
def memory_stays_flat():
    host = room('flat')
    people = sender, taker = guest(host, 'asha'), guest(host, 'ravi')
    sender.sees('ravi')
    small, _ = made('small.bin', MIB)
    takes(taker, gives(sender, taker, small, 'small'), 'small')
    taker.event('file_taken', 60, id='small')
    before = [peak(one)[1] for one in (host, *people)]
    path, digest = made('large.bin', 128 * MIB if PACE == 1 else 32 * MIB)
    takes(taker, gives(sender, taker, path, 'large'), 'large')
    assert digest_of(taker.event('file_taken', 120, id='large')['path']) == digest
    grown = [(peak(one)[0] - start) // MIB for one, start in zip((host, *people), before)]
    assert max(grown) <= 48 or PACE != 1, grown  # a sanitizer holds back what is freed
    stop(host)


@case
def pause_and_cancel_on_both_sides():
    host, sender, taker, up, down, said, digest = two('wishes', 24 * MIB)
    file = said['file']
    down.hold('down', down.counts['down'] + 8 * MIB)
    takes(taker, said, 'gone')
    taker.event('file_progress', 60, id='gone', state='moving')
    taker.command('cancel_file', file=file)
    assert taker.event('file_failed', id='gone')['code'] == 'file cancelled'
    down.let_go()
    down.hold('down', down.counts['down'] + 8 * MIB)  # it is not through before it is paused
    takes(taker, said, 'held')
    taker.event('file_progress', 60, id='held', state='moving')
    taker.command('pause_file', file=file)
    taker.event('file_progress', id='held', state='paused')
    down.let_go()
    sender.command('pause_file', file=file)
    sender.event('file_progress', state='paused')
    taker.command('resume_file', file=file)
    taker.event('file_progress', 30, id='held', state='moving')
    taker.event('file_progress', 30, id='held', state='waiting')  # it was told that it is paused there
    sender.command('resume_file', file=file)
    assert digest_of(taker.event('file_taken', 60, id='held')['path']) == digest
    sender.event('file_sent', 60)
    assert os.listdir(taker.downloads) == ['wishes.bin']
    path, _ = made('never.bin', MIB)
    said = gives(sender, taker, path, 'never')
    sender.command('cancel_file', file=said['file'])
    assert sender.event('file_failed', id='never')['code'] == 'file cancelled'
    takes(taker, said, 'late')
    assert taker.event('file_failed', id='late')['code'] == 'file unknown'
    stop(host)


@case
def what_cannot_be_is_refused():
    host = room('limits', '--largest-file', str(2 * MIB))
    sender, taker = guest(host, 'asha'), guest(host, 'ravi')
    sender.sees('ravi')
    sender.event('file_limits', again=True)
    small, large = made('fits.bin', 2 * MIB)[0], made('long.bin', 2 * MIB + 1)[0]
    for id, path, to, code in (('long', large, 'ravi', 'file too large'), ('nobody', small, 'nobody', 'name unknown'),
                               ('none', small + ' not there', 'ravi', 'file changed')):
        sender.command('send_file', path=path, to=to, id=id)
        assert sender.event('file_failed', id=id)['code'] == code, id
    sender.command('send_file', path=small, to='', id='empty')
    assert sender.event('error', id='empty')['code'] == 'name unknown'
    taker.command('take_file', **{'from': 'asha'}, counter=1, id='early')
    assert taker.event('error', id='early')['code'] == 'file unknown'
    said = gives(sender, taker, small, 'fits')
    sender.command('tell', name='ravi', text='', act='erase', target=said['counter'])
    taker.event('direct_said', act='erase')
    takes(taker, said, 'erased')
    assert taker.event('file_failed', id='erased')['code'] == 'file unknown'
    assert sender.event('file_failed', again=True, id='fits')['code'] == 'file cancelled'
    stop(host)


@case
def on_a_plain_terminal():
    host = room('terminal')
    taker = guest(host, 'ravi')
    sender = GuestProgram(host, 'asha', PASSWORD, json_lines=False).inside()
    taker.sees('asha')
    sender.write('/send ravi')
    sender.complains('/send NAME PATH')
    path, digest = made('two words.bin', MIB)
    sender.write(f'/send ravi {path}')
    takes(taker, taker.event('direct_said', 30, file_name='two words.bin'))
    assert digest_of(taker.event('file_taken', 30)['path']) == digest
    stop(host)


# ---------------------------------------------------------------- kills


def goes_on(sender, taker, carried, digest, size):
    """It comes whole, and nearly nothing of it was sent twice."""
    taken = taker.event('file_taken', 90)
    assert digest_of(taken['path']) == digest and len(os.listdir(taker.downloads)) == 1, os.listdir(taker.downloads)
    sender.event('file_sent', 60)
    told = [e['counter'] for e in taker.events('direct_said')]
    assert len(told) <= 1, told
    assert size < carried() < size + 8, carried()


def half_taken(taker, said, line, way):
    """What comes after 16 MiB is held there."""
    line.hold(way, line.counts[way] + 16 * MIB)
    takes(taker, said)
    line.reaches(way, 16 * MIB)


@case
def the_sender_is_killed_in_the_middle():
    host, sender, taker, up, down, said, digest = two('sender killed', 32 * MIB)
    half_taken(taker, said, up, 'up')
    sender.kill()
    up.let_go()
    sender = again(sender, host, f'127.0.0.1:{up.port}')
    goes_on(sender, taker, lambda: up.counts['up'] / MIB, digest, 32)
    assert not sender.events('direct_said'), 'told twice'
    stop(host)


@case
def the_taker_is_killed_in_the_middle():
    host, sender, taker, up, down, said, digest = two('taker killed', 32 * MIB)
    half_taken(taker, said, down, 'down')
    taker.kill()
    there = os.listdir(taker.downloads)
    assert len(there) == 1 and there[0].endswith('.part'), there
    down.let_go()
    taker = again(taker, host, f'127.0.0.1:{down.port}')
    goes_on(sender, taker, lambda: down.counts['down'] / MIB, digest, 32)
    stop(host)


@case
def the_host_is_killed_in_the_middle():
    host, sender, taker, up, down, said, digest = two('host killed', 32 * MIB)
    half_taken(taker, said, down, 'down')
    host.kill()
    down.let_go()
    host = room('host killed', port=host.port)
    for one in (sender, taker):
        one.command('try_now')
    goes_on(sender, taker, lambda: down.counts['down'] / MIB, digest, 32)
    stop(host)


@case
def a_sender_killed_while_it_reads_tells_it_once():
    host = room('reads')
    sender, taker = guest(host, 'asha'), guest(host, 'ravi')
    sender.sees('ravi')
    path, digest = made('reads.bin', 96 * MIB)
    sender.command('send_file', path=path, to='ravi', id='give')
    sender.event('file_progress', 30, id='give')
    sender.kill()
    sender = again(sender, host)
    said = taker.event('direct_said', 60)
    takes(taker, said)
    assert digest_of(taker.event('file_taken', 90)['path']) == digest
    sender.event('file_sent', 60)
    assert len(taker.events('direct_said')) == 1, taker.events('direct_said')
    stop(host)


# ---------------------------------------------------------------- a member who breaks the rules


class Stranger(Member):
    """Gives and takes by hand."""

    def gets(self, file, offset=0):
        self.says({'type': 'get', 'file': file, 'offset': offset})

    def refused(self, file):
        message = self.until('file_refused')
        assert message['file'] == file, message
        return w.NAMES[message['code']]

    def told_of_a_file(self):
        """By asha."""
        tell = self.until('tell', 60)
        self.says({'type': 'told', 'counter': tell['counter']})
        return tell


def with_stranger(name, size=3 * w.CHUNK + 5):
    """asha has told the stranger of a file, and the direct link stands."""
    host = room(name)
    asha = guest(host, 'asha')
    stranger = Stranger.enters(host, 'Fremder')
    asha.sees('Fremder')
    stranger.calls('asha').opens()
    path, _ = made(f'{name}.bin', size)
    asha.command('send_file', path=path, to='Fremder', id='give')
    return host, asha, stranger, path, stranger.told_of_a_file()


@case
def a_member_in_python_takes_a_file():
    host, asha, stranger, path, tell = with_stranger('python takes')
    assert tell['file_name'] == 'python takes.bin' and tell['size'] == 3 * w.CHUNK + 5, tell
    stranger.gets(tell['file'], w.CHUNK)
    pieces = [stranger.until('chunk') for _ in range(3)]
    assert [p['offset'] for p in pieces] == [w.CHUNK, 2 * w.CHUNK, 3 * w.CHUNK], [p['offset'] for p in pieces]
    assert stranger.until('sent')['file'] == tell['file']
    with open(path, 'rb') as file:
        content = file.read()
    assert content[w.CHUNK:] == b''.join(p['bytes'] for p in pieces) and w.sha256(content) == tell['digest']
    stranger.says({'type': 'took', 'file': tell['file'], 'offset': tell['size']})
    asha.event('file_sent', id='give')
    stop(host)


@case
def nobody_else_gets_it_and_nothing_else_is_given():
    host, asha, stranger, path, tell = with_stranger('others', 2 * w.WINDOW * w.CHUNK)
    other = guest(host, 'ravi')
    asha.sees('ravi')
    for_ravi = gives(asha, other, made('for ravi.bin', MIB)[0], 'ravi')
    asha.command('send_file', path=made('for all.bin', MIB)[0], id='all')
    for_all = other.event('said', 60, file_name='for all.bin')
    for file in (base64.b64decode(for_ravi['file']), base64.b64decode(for_all['file']), os.urandom(16)):
        stranger.gets(file, 7)
        assert stranger.refused(file) == 'file unknown'
    stranger.gets(tell['file'])
    got = [stranger.until('chunk')['offset'] for _ in range(w.WINDOW)]
    assert got == [n * w.CHUNK for n in range(w.WINDOW)], got  # its window, and no more
    stranger.says({'type': 'stop', 'file': tell['file'], 'code': CODES['file paused']})
    assert stranger.refused(tell['file']) == 'file paused'
    assert not [m for m in stranger.end.got if m['type'] == 'chunk'], 'beyond the window'
    stop(host)


@case
def seventeen_at_once_are_one_too_many():
    host, asha, stranger, path, tell = with_stranger('many', 20 * w.CHUNK)
    files = [tell['file']]
    for n in range(16):
        asha.command('send_file', path=made(f'many {n}.bin', 20 * w.CHUNK, n)[0], to='Fremder')
        files.append(stranger.told_of_a_file()['file'])
    for file in files:
        stranger.gets(file)
    assert stranger.refused(files[16]) == 'too many files'
    begun = {stranger.until('chunk')['file'] for _ in range(32)}
    assert begun == set(files[:2]), 'two move at once'
    stop(host)


def got_twice(one, tell):
    one.gets(tell['file'])
    one.gets(tell['file'])


def no_place(one, tell):
    one.gets(tell['file'], 5)


def beyond_the_end(one, tell):
    one.gets(tell['file'], tell['size'] + 1)


def took_what_was_not_sent(one, tell):
    one.gets(tell['file'])
    one.until('chunk')
    one.says({'type': 'took', 'file': tell['file'], 'offset': 3 * w.CHUNK + 6})


def took_of_nothing(one, tell):
    one.says({'type': 'took', 'file': tell['file'], 'offset': w.CHUNK})


def chunk_of_nothing(one, tell):
    one.says({'type': 'chunk', 'file': tell['file'], 'offset': 0, 'bytes': b'x'})


def sent_of_nothing(one, tell):
    one.says({'type': 'sent', 'file': tell['file']})


def refuses_nothing(one, tell):
    one.says({'type': 'file_refused', 'file': tell['file'], 'code': CODES['file unknown']})


def puts(one, tell):
    one.says({'type': 'put', 'file': tell['file'], 'name': 'x', 'size': 1})


@suite.cases('a taker breaks a rule', {
    'gets it twice': (got_twice,),
    'an offset that is none': (no_place,),
    'beyond the end': (beyond_the_end,),
    'took what was not sent': (took_what_was_not_sent,),
    'took what it did not ask for': (took_of_nothing,),
    'a chunk that nobody asked for': (chunk_of_nothing,),
    'sent what nobody asked for': (sent_of_nothing,),
    'refuses what nobody asked for': (refuses_nothing,),
    'puts': (puts,),
})
def taker_breaks(deed):
    host, asha, stranger, path, tell = with_stranger(f'rule {next(_names)}')
    deed(stranger, tell)
    assert w.NAMES[stranger.until('close')['code']] == 'unexpected'
    asha.say('still here')
    asha.event('said', text='still here')
    stop(host)


def given_by_hand(name, told, serve):
    """The stranger tells asha of a file, she takes it, and `serve` gives what it likes."""
    host = room(name)
    asha = guest(host, 'asha')
    stranger = Stranger.enters(host, 'Fremder')
    asha.sees('Fremder')
    stranger.calls('asha').opens()
    stranger.tells(1, 'a file', **told)
    takes(asha, asha.event('direct_said'))
    get = stranger.until('get')
    assert get['file'] == told['file'] and get['offset'] == 0, get
    serve(stranger, get['file'])
    return host, asha, stranger


def a_file(content, name='bait.bin', **other):
    return {'file': os.urandom(16), 'file_name': name, 'size': len(content), 'digest': w.sha256(content), **other}


def chunk(file, offset, content):
    return {'type': 'chunk', 'file': file, 'offset': offset, 'bytes': content}


@case
def another_content_than_was_told_is_thrown_away():
    def serve(one, file):
        one.says(chunk(file, 0, b'other'))
        one.says({'type': 'sent', 'file': file})
    host, asha, stranger = given_by_hand('lies', a_file(b'truth'), serve)
    assert asha.event('file_failed')['code'] == 'file damaged'
    until(lambda: not os.listdir(asha.downloads))
    stop(host)


@case
def what_was_whole_when_it_was_given_up_is_kept():
    def serve(one, file):
        one.says(chunk(file, 0, b'truth'))
        assert one.until('took')['offset'] == 5
        one.hangs_up()
        one.is_called('asha').opens()
        assert one.until('get')['offset'] == 5
        one.says({'type': 'file_refused', 'file': file, 'code': CODES['file unknown']})
    host, asha, stranger = given_by_hand('whole', a_file(b'truth'), serve)
    assert digest_of(asha.event('file_taken')['path']) == w.sha256(b'truth')
    stop(host)


@case
def a_name_from_hell_stays_in_its_folder():
    def serve(one, file):
        one.says(chunk(file, 0, b'truth'))
        one.says({'type': 'sent', 'file': file})
    host, asha, stranger = given_by_hand('hell', a_file(b'truth', '../../../etc/\u202egnp.exe'), serve)
    taken = asha.event('file_taken')
    assert os.path.dirname(taken['path']) == asha.downloads, taken
    assert '\u202e' not in taken['path'] and os.listdir(asha.downloads) == [os.path.basename(taken['path'])], taken
    stop(host)


@suite.cases('a giver breaks a rule', {
    'a chunk that is too short': (lambda one, file: one.says(chunk(file, 0, b'x')),),
    'a chunk elsewhere': (lambda one, file: one.says(chunk(file, w.CHUNK, b'x' * w.CHUNK)),),
    'of another file': (lambda one, file: one.says(chunk(os.urandom(16), 0, b'x' * w.CHUNK)),),
    'sent before the end': (lambda one, file: one.says({'type': 'sent', 'file': file}),),
})
def giver_breaks(serve):
    host, asha, stranger = given_by_hand(f'giver {next(_names)}', a_file(bytes(2 * w.CHUNK)), serve)
    assert w.NAMES[stranger.until('close')['code']] == 'unexpected'
    asha.say('still here')
    asha.event('said', text='still here')
    assert not asha.events('file_taken')
    stop(host)


if __name__ == '__main__':
    main(workers=3)
