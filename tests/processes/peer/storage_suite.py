# SPDX-FileCopyrightText: 2026 The Waxwing authors
# SPDX-License-Identifier: MIT
"""Disks that are full, folders that are read-only, files that are damaged: a sentence, an exit code, nothing remade."""
import itertools
import os
import resource
import shutil
import signal
import subprocess

import suite
from disks import fill, mounted
from program import GuestProgram, HostProgram, stop
from suite import case, cases, main

PASSWORD = 'a long password 1'
_rooms = itertools.count(1)


def room(*more, **options):
    return HostProgram(options.pop('profile', f'room{next(_rooms)}'), '--bind', '127.0.0.1', *more, **options)


def fails(one, *codes):
    """Ends with 1 and says why: the code with --json, a sentence without."""
    assert one.wait() == 1, (one.lines, one.errors)
    if not one.json:
        assert one.errors and len(one.errors[-1].split()) > 5, (one.lines, one.errors)
        return one.errors[-1]
    told = [e for e in one.all_lines if e['event'] in ('error', 'closed')]
    assert told and told[-1]['code'] in codes, (one.lines, one.errors)
    return told[-1].get('detail', '')


def contents(folder):
    found = {}
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            found[os.path.relpath(path, folder)] = open(path, 'rb').read()
    return found


# ---------------------------------------------------------------- full


@case
def no_room_for_a_room():
    for json_lines in (True, False):
        path = mounted(f'tiny {json_lines}', '64k')
        fails(room(profile=path, opened=False, json_lines=json_lines), 'storage failed')


@case
def no_room_for_a_vault():
    host = room()
    fails(GuestProgram(host, 'somebody', PASSWORD, profile=mounted('tiny guest', '64k')), 'storage failed')
    GuestProgram(host, 'another', PASSWORD).inside().command('leave')
    stop(host)


@case
def disk_is_full_while_the_room_is_open():
    """Who cannot be stored is told so, others talk on as far as the disk lets them; with room again all goes well."""
    path = mounted('filling', '4m')
    host = room(profile=path)
    one = GuestProgram(host, 'before', PASSWORD).inside()
    one.say('fits', 'a')
    one.event('ack', id='a')
    fill(path)
    two = GuestProgram(host, 'during', PASSWORD)
    code = two.wait()
    assert code in (1, 4), (code, two.lines)
    assert two.all_lines[-1].get('code') in ('internal', 'storage failed'), two.lines
    assert host.process.poll() is None, host.lines
    one.say('does not fit perhaps', 'b')
    os.unlink(os.path.join(path, 'filler'))
    one.command('try_now')
    one.event('ack', 90, again=True, id='b')
    three = GuestProgram(host, 'during', PASSWORD, profile='during again').inside()
    three.command('leave')
    three.ends(0)
    stop(host)
    one.ends(0)
    again = room(profile=path)
    assert again.fingerprint == host.fingerprint
    for name in ('before', 'during'):
        GuestProgram(again, name, PASSWORD, register=False, profile=f'{name} later').inside().command('leave')
    stop(again)


@case
def disk_is_full_while_a_guest_talks():
    """The conversation goes on, nothing is acknowledged that is not kept, and with room again nothing is missing."""
    host, path = room(), mounted('full guest', '4m')
    full = GuestProgram(host, 'full', PASSWORD, profile=path).inside()
    other = GuestProgram(host, 'other', PASSWORD).inside()
    other.say('fits', 'fits')
    other.event('delivered', again=True, id='fits', count=1, of=1)
    fill(path)
    texts = [f'{i} ' + 'x' * 20000 for i in range(12)]
    for text in texts:  # what the log of the database has room for still fits
        other.say(text, text[:3])
    for text in texts:
        full.event('said', 30, again=True, text=text)
    full.event('not_kept', 30, again=True)
    full.say('and what is said here comes through', 'mine')
    other.event('said', 30, again=True, text='and what is said here comes through')
    full.event('ack', 30, again=True, id='mine')
    other.say('not kept', 'late')
    full.event('said', again=True, text='not kept')
    assert not [e for e in other.events('delivered') if e.get('id') == 'late'], other.events('delivered')
    os.unlink(os.path.join(path, 'filler'))
    full.event('kept_again', 30, again=True)
    other.event('delivered', 30, again=True, id='late', count=1, of=1)
    full.command('history', id='kept')
    kept = [m['text'] for m in full.event('history', 20, again=True, id='kept')['messages']]
    assert kept == ['fits', *texts, 'and what is said here comes through', 'not kept'], [t[:20] for t in kept]
    shown = [e['text'] for e in full.events('said')]
    assert shown == kept, [t[:20] for t in shown]
    stop(host)
    for one in (full, other):
        one.ends(0)


def small_files():
    """No file may grow beyond 16 KiB, and who tries gets an error, not a signal: a full disk without a mount."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (16 * 1024, 16 * 1024))


@case
def files_cannot_grow():
    fails(room(opened=False, limits=small_files), 'storage failed')
    fails(room(opened=False, limits=small_files, json_lines=False))
    host = room()
    fails(GuestProgram(host, 'somebody', PASSWORD, limits=small_files), 'storage failed')
    stop(host)


@case
def files_cannot_grow_any_more():
    """A room that stood before meets the limit: it says so, and is whole afterwards."""
    host = room(profile='grown')
    GuestProgram(host, 'account', PASSWORD).inside().command('leave')
    stop(host)
    before = host.fingerprint
    limited = room(profile='grown', opened=False, limits=small_files)
    told = limited.find(lambda e: e['event'] in ('opened', 'error'), 30)
    if told['event'] == 'error':
        fails(limited, 'storage failed')
    else:
        stop(limited, 0)
    again = room(profile='grown')
    assert again.fingerprint == before
    GuestProgram(again, 'account', PASSWORD, register=False).inside().command('leave')
    stop(again)


# ---------------------------------------------------------------- read-only and in the way


@case
def read_only_profile():
    path = mounted('read only', '4m')
    host = room(profile=path)
    GuestProgram(host, 'account', PASSWORD).inside().command('leave')
    stop(host)
    subprocess.run(['mount', '-o', 'remount,ro', path], check=True)
    before = contents(path)
    fails(room(profile=path, opened=False), 'storage failed')
    fails(room(profile=path, opened=False, json_lines=False))
    fails(GuestProgram('127.0.0.1:1', 'somebody', PASSWORD, profile=path), 'storage failed')
    assert contents(path) == before
    subprocess.run(['mount', '-o', 'remount,rw', path], check=True)
    again = room(profile=path)
    assert again.fingerprint == host.fingerprint
    stop(again)


@case
def profile_is_a_file():
    path = os.path.join(suite.folder('files'), 'profile')
    open(path, 'w').write('not a folder')
    detail = fails(room(profile=path, opened=False), 'storage failed')
    assert path in detail, detail
    assert open(path).read() == 'not a folder'


@case
def profile_in_a_place_that_cannot_be_made():
    assert '/proc/' in fails(room(profile='/proc/waxwing', opened=False), 'storage failed')


# ---------------------------------------------------------------- damaged


def garbage(path):
    with open(path, 'r+b') as file:
        file.write(bytes(range(256)) * 8)


def emptied(path):
    open(path, 'wb').close()


def cut(path):
    os.truncate(path, os.path.getsize(path) // 2)


def flipped_page(path):
    """Every page but the first overwritten: the header is right, and what it names is not."""
    size = os.path.getsize(path)
    with open(path, 'r+b') as file:
        file.seek(4096)
        file.write(b'\xa5' * (size - 4096))


def flipped_bit(path):
    with open(path, 'r+b') as file:
        file.seek(os.path.getsize(path) // 2)
        byte = file.read(1)
        file.seek(-1, 1)
        file.write(bytes([byte[0] ^ 0x10]))


HOW = {'garbage': garbage, 'emptied': emptied, 'cut off': cut, 'pages of nonsense': flipped_page, 'missing': os.unlink}
ORIGIN = {}


def origin():
    """One profile that hosted a room and visited one, copied for every case."""
    if not ORIGIN:
        host = room(profile='origin')
        guest = GuestProgram(host, 'somebody', PASSWORD, profile='visitor').inside()
        guest.command('leave')
        guest.ends(0)
        stop(host)
        ORIGIN.update(room=suite.folder('origin'), visitor=suite.folder('visitor'), fingerprint=host.fingerprint)


def copied(which):
    path = os.path.join(suite.folder('copies'), str(next(_rooms)))
    shutil.copytree(ORIGIN[which], path)
    return path


DAMAGES = {
    **{f'{file}, {name}': (file, how) for file in ('room/room.sqlite', 'room/host.key') for name, how in HOW.items()
       if name != 'pages of nonsense' or file != 'room/host.key'},
    **{f'profile.sqlite, {name}': ('profile.sqlite', how) for name, how in HOW.items() if name != 'missing'},
    'room/host.key, a flipped bit': ('room/host.key', flipped_bit),
}


@cases('damaged host', DAMAGES)
def damaged_host(file, how):
    path = copied('room')
    how(os.path.join(path, file))
    before = contents(path)
    detail = fails(room(profile=path, opened=False), 'storage damaged')
    assert os.path.basename(file) in detail or 'identity' in detail, detail
    fails(room(profile=path, opened=False, json_lines=False))
    after = contents(path)
    kept = {name: data for name, data in before.items() if not name.endswith(('-wal', '-shm', 'lock'))}
    for name, data in kept.items():
        if name == file or name.startswith('room/'):
            assert after.get(name) == data, f'{name} was changed'
    if how is os.unlink:
        assert file not in after, f'{file} was made again'


@case
def a_flipped_bit_in_the_identity():
    """Found by the seal, wherever the row lies."""
    path = copied('room')
    file = os.path.join(path, 'room', 'room.sqlite')
    import sqlite3
    base = sqlite3.connect(file)
    tables = [row[0] for row in base.execute("select name from sqlite_master where type = 'table'")]
    sealed = [(table, column[1]) for table in tables for column in base.execute(f'pragma table_info({table})')
              if 'identity' in column[1].lower() and table in ('room', 'rooms', 'secrets', 'host')]
    changed = 0
    for table, column in sealed:
        for rowid, value in base.execute(f'select rowid, {column} from {table}').fetchall():
            if isinstance(value, bytes) and len(value) > 500:
                base.execute(f'update {table} set {column} = ? where rowid = ?',
                             (value[:300] + bytes([value[300] ^ 1]) + value[301:], rowid))
                changed += 1
    base.commit()
    base.close()
    assert changed == 1, (tables, sealed)
    fails(room(profile=path, opened=False), 'storage damaged')


@cases('damaged vault', {name: (how,) for name, how in HOW.items() if name != 'missing'})
def damaged_vault(how):
    path = copied('visitor')
    vaults = os.listdir(os.path.join(path, 'vaults'))
    file = os.path.join(path, 'vaults', next(v for v in vaults if v.endswith('.sqlite')))
    how(file)
    before = open(file, 'rb').read()
    host = room(profile=copied('room'))
    fails(GuestProgram(host, 'somebody', PASSWORD, register=False, profile=path), 'vault damaged')
    assert open(file, 'rb').read() == before, 'the vault was changed'
    put_aside_and_inside(host, PASSWORD, path, before)
    stop(host)


def put_aside_and_inside(host, password, path, before):
    """Only where it is asked for: the file stays beside the new one as it was, and that one opens again."""
    folder = os.path.join(path, 'vaults')
    assert not [name for name in os.listdir(folder) if '.old-' in name]
    for more in ('--new-vault',), ():
        guest = GuestProgram(host, 'somebody', password, *more, register=False, profile=path).inside()
        guest.command('leave')
        guest.ends(0)
    aside = [name for name in os.listdir(folder) if '.sqlite.old-' in name and not name.endswith(('-wal', '-shm'))]
    assert len(aside) == 1, aside
    assert open(os.path.join(folder, aside[0]), 'rb').read() == before


@case
def a_vault_under_another_password():
    """The account was registered anew: its vault stays sealed, and stays there."""
    import sqlite3
    path, place = copied('visitor'), copied('room')
    base = sqlite3.connect(os.path.join(place, 'room', 'room.sqlite'))
    base.execute('pragma foreign_keys = on')
    assert base.execute("delete from account where name = 'somebody'").rowcount == 1
    base.commit()
    base.close()
    folder = os.path.join(path, 'vaults')
    file = os.path.join(folder, os.listdir(folder)[0])
    before = open(file, 'rb').read()
    host = room(profile=place)
    other = PASSWORD + ' or another'
    fails(GuestProgram(host, 'somebody', other, register=True, profile=path), 'vault locked')
    assert open(file, 'rb').read() == before, 'the vault was changed'
    put_aside_and_inside(host, other, path, before)
    stop(host)


# ---------------------------------------------------------------- passphrase


def passphrase_file(text):
    path = os.path.join(suite.folder('passphrases'), str(abs(hash(text))))
    open(path, 'w').write(text)
    return path


@case
def identity_under_a_passphrase():
    right, wrong = passphrase_file('correct horse battery\n'), passphrase_file('something else\n')
    host = room('--passphrase-file', right, profile='sealed')
    stop(host)
    folder = suite.folder('sealed')
    assert not os.path.exists(os.path.join(folder, 'room', 'host.key')), 'a key file beside a passphrase'
    for more in ((), ('--passphrase-file', wrong)):
        fails(room(*more, profile='sealed', opened=False), 'wrong passphrase')
        fails(room(*more, profile='sealed', opened=False, json_lines=False))
    fails(room('--passphrase-file', '/nowhere/at/all', profile='sealed', opened=False), 'storage failed')
    again = room('--passphrase-file', right, profile='sealed')
    assert again.fingerprint == host.fingerprint
    stop(again)


@case
def files_are_for_their_owner_alone():
    folder = ORIGIN['room']
    for place, folders, names in os.walk(folder):
        assert os.stat(place).st_mode & 0o077 == 0, (place, oct(os.stat(place).st_mode))
        for name in names:
            mode = os.stat(os.path.join(place, name)).st_mode
            assert mode & 0o077 == 0 or place == folder, (place, name, oct(mode))
    text = b''.join(contents(ORIGIN['visitor']).values()) + b''.join(contents(folder).values())
    assert PASSWORD.encode() not in text and PASSWORD.encode('utf-16le') not in text, 'a password on the disk'


if __name__ == '__main__':
    main(5, origin)
