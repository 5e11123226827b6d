# SPDX-FileCopyrightText: 2026 The Waxwing authors
# SPDX-License-Identifier: MIT
"""Direct messages (PROTOCOL 16) between programs, and with a member that was made from PROTOCOL.md alone."""
import glob
import json
import os
import random
import shutil
import time

import suite
import waxwing_direct as d
import waxwing_wire as w
from direct_member import PASSWORD, Member
from program import SLOW, GuestProgram, HostProgram, own_profile, stop
from suite import case, main

SECRET = 'Geheimnis unter vier Augen'


def told(program, id, timeout=30):
    """It may have been told before what was waited for last."""
    return program.find(lambda e: e['event'] == 'told' and e.get('id') == id, timeout, again=True)


def ask(program, command, **fields):
    program.write(json.dumps({'command': command, **fields}))


def tell(program, name, text, id, **more):
    ask(program, 'tell', name=name, text=text, id=id, **more)


def history(program, name):
    ask(program, 'direct_history', name=name, id='h')
    return program.event('direct_history', id='h')['messages']


@case
def two_programs_through_a_host_that_reads_nothing():
    log = os.path.join(suite.folder('logs'), 'host.log')
    capture = os.path.join(suite.folder('logs'), 'host.pcapng')
    host = HostProgram('quiet', '--bind', '127.0.0.1', '--log-file', log, '--log-level', 'debug', '--capture', capture)
    asha = GuestProgram(host, 'asha', PASSWORD).inside()
    ravi = GuestProgram(host, 'ravi', PASSWORD).inside()
    asha.sees('ravi')
    tell(asha, 'RAVI', SECRET, 1)
    came = ravi.event('direct_said', text=SECRET)
    assert came['name'] == 'asha' and came['counter'] == 1 and not came['verified'] and 'mine' not in came, came
    kept = asha.event('direct_said', again=True, id=1)
    assert kept['mine'] and kept['place'] >= 1, kept
    told(asha, 1)
    tell(ravi, 'asha', 'gelesen', 'a', act='reply', device=came['device'], target=came['counter'])
    answer = asha.event('direct_said', text='gelesen')
    assert answer['act'] == 'reply' and answer['target'] == 1 and answer['target_device'] == kept['device'], answer
    ask(ravi, 'direct_read', name='asha', place=came['place'])
    asha.event('direct_seen', counter=1, name='ravi')
    ask(ravi, 'direct_writing', name='asha')
    asha.event('direct_writes', name='ravi', active=True)
    tell(asha, 'ravi', 'anders', 2, act='edit', target=1)
    changed = ravi.event('direct_said', act='edit')
    assert changed['text'] == 'anders' and changed['target'] == 1, changed
    assert [m['text'] for m in history(ravi, 'asha')] == ['anders', 'gelesen']
    for program in (asha, ravi):
        assert not program.events('said'), program.events('said')
        program.command('leave')
        program.ends(0)
    stop(host)
    for word in (SECRET, 'gelesen', 'anders'):
        shapes = [word.encode(), word.encode('utf-16-le')]
        for path in [log, capture] + glob.glob(suite.folder('quiet') + '/**', recursive=True):
            if os.path.isfile(path):
                with open(path, 'rb') as file:
                    content = file.read()
                assert not any(shape in content for shape in shapes), (word, path)
    assert os.path.getsize(capture) > 10_000


@case
def somebody_who_is_away_gets_it_later():
    host = HostProgram('later', '--bind', '127.0.0.1')
    asha = GuestProgram(host, 'asha', PASSWORD).inside()
    ravi = GuestProgram(host, 'ravi', PASSWORD).inside()
    asha.sees('ravi')
    tell(asha, 'ravi', 'eins', 1)
    ravi.event('direct_said', text='eins')
    told(asha, 1)
    ravi.command('leave')
    ravi.ends(0)
    asha.event('left', names=['ravi'])
    tell(asha, 'ravi', 'zwei', 2)
    waiting = asha.event('direct_waiting', id=2)
    assert waiting['code'] == 'not here' and waiting['count'] == 1 and waiting['name'] == 'ravi', waiting
    asha.command('leave')
    asha.ends(0)
    asha = GuestProgram(host, 'asha', PASSWORD, register=False).inside()
    assert asha.event('direct_waiting')['count'] == 1  # it waits in the vault, over a restart
    ravi = GuestProgram(host, 'ravi', PASSWORD, register=False).inside()
    ravi.event('direct_said', text='zwei', counter=2)
    asha.event('told', name='ravi', counter=2)
    tell(asha, 'nobody', 'x', 3)
    assert asha.event('direct_failed', id=3)['code'] == 'name unknown'
    stop(host)


@case
def killed_in_the_middle_nothing_is_lost_and_nothing_twice():
    """kill -9 of either side at random instants of a talk; what was kept is told once, in order, at the other."""
    rolls = random.Random(20261122)
    host = HostProgram('killed', '--bind', '127.0.0.1')
    people = {name: GuestProgram(host, name, PASSWORD).inside() for name in ('asha', 'ravi')}
    people['asha'].sees('ravi')
    kept, heard = {'asha': [], 'ravi': []}, {'asha': [], 'ravi': []}
    other, lines = {'asha': 'ravi', 'ravi': 'asha'}, {'asha': 0, 'ravi': 0}

    def note(name):
        for line in people[name].all_lines[lines[name]:]:
            lines[name] += 1
            if line.get('event') == 'direct_said':
                (kept if line.get('mine') else heard)[name].append((line['counter'], line['text']))
    said = 0
    for _ in range(8):
        for _ in range(12):
            for name in people:
                said += 1
                tell(people[name], other[name], f'{name} {said}', said)
        time.sleep(rolls.random() * 0.4)
        name = rolls.choice(['asha', 'ravi'])
        people[name].kill()
        for reader in people[name].readers:
            reader.join(5)
        note(name)
        lines[name] = 0
        people[name] = GuestProgram(host, name, PASSWORD, register=False).inside()
    for name in people:  # the last ones show that all before them came
        tell(people[name], other[name], f'{name} ends', 'end')
    for name in people:
        people[name].event('direct_said', text=f'{other[name]} ends', timeout=40)
        told(people[name], 'end', 40)
    for name in people:
        note(name)
        note(other[name])
        mine = [(m['counter'], m['text']) for m in history(people[name], other[name]) if m.get('mine')]
        there = [(m['counter'], m['text']) for m in history(people[other[name]], name) if not m.get('mine')]
        assert mine == there, (name, len(mine), len(there), set(mine) ^ set(there))
        assert set(kept[name]) <= set(mine), set(kept[name]) - set(mine)
        counters = [counter for counter, _ in there]
        assert counters == sorted(set(counters)), counters
        assert len(set(heard[other[name]])) == len(heard[other[name]]), 'shown twice'
        print(f'# {name}: {len(mine)} kept, {len(there)} there, each once', flush=True)
    stop(host)


@case
def a_member_in_python_calls_and_is_called():
    host = HostProgram('python', '--bind', '127.0.0.1')
    asha = GuestProgram(host, 'asha', PASSWORD).inside()
    stranger = Member.enters(host, 'Fremder')
    asha.sees('Fremder')
    assert stranger.calls('asha').opens() == 0
    for n in range(1, 8):  # over a key update
        stranger.tells(n, f'aus Python {n}')
        assert asha.event('direct_said', text=f'aus Python {n}')['counter'] == n
    while stranger.until('told')['counter'] < 7:
        pass
    tell(asha, 'Fremder', 'zurück', 1)
    assert stranger.until('tell')['text'] == 'zurück'
    stranger.says({'type': 'told', 'counter': 1})
    told(asha, 1)
    ask(asha, 'compare', name='Fremder')
    code = asha.event('comparison')['code']
    mine = w.spki(stranger.own)
    assert d.half(mine) in (code[:30], code[30:]), code
    stranger.hangs_up()
    tell(asha, 'Fremder', 'noch etwas', 2)  # whether she has heard of that or not
    stranger.is_called('asha')
    assert stranger.opens(taken=1) == 7
    assert stranger.until('tell')['counter'] == 2
    stranger.says({'type': 'told', 'counter': 2})
    told(asha, 2)
    stop(host)


def breaks(name, deed, code='unexpected'):
    """Somebody who breaks a rule loses the direct link, and nothing else of it is heard."""
    host = HostProgram('rules ' + name, '--bind', '127.0.0.1')
    asha = GuestProgram(host, 'asha', PASSWORD).inside()
    stranger = Member.enters(host, 'Fremder')
    asha.sees('Fremder')
    stranger.calls('asha')
    deed(stranger)
    end = stranger.until('close' if stranger.end.is_open else 'hang_up')
    assert w.NAMES[end['code']] == code, end
    asha.say('still here')
    asha.event('said', text='still here')
    assert all(e['text'] == 'honest' for e in asha.events('direct_said')), asha.events('direct_said')
    stop(host)


def tell_before_told(one):
    while not one.end.has_refreshed:
        message = one.recv(30)
        if message['type'] == 'relay':
            one.take(message['bytes'])
    one.tells(1, 'too early')


def told_too_much(one):
    one.opens()
    one.says({'type': 'told', 'counter': 5})


def read_too_much(one):
    one.opens()
    one.says({'type': 'read', 'number': 1})


def says_of_the_room(one):
    one.opens()
    one.says({'type': 'say', 'text': 'not here', 'counter': 1})


suite.cases('a rule is broken', {
    'tell before told': ('early', tell_before_told),
    'told what was not said': ('told', told_too_much),
    'read what was not said': ('read', read_too_much),
    'says what belongs to the room': ('room', says_of_the_room),
})(breaks)


@case
def repeats_and_old_counters_are_not_shown():
    host = HostProgram('repeats', '--bind', '127.0.0.1')
    asha = GuestProgram(host, 'asha', PASSWORD).inside()
    stranger = Member.enters(host, 'Fremder')
    asha.sees('Fremder')
    stranger.calls('asha').opens()
    for counter, text in ((5, 'fünf'), (5, 'nochmal'), (3, 'älter'), (9, 'neun')):
        stranger.tells(counter, text)
    asha.event('direct_said', text='neun')
    while stranger.until('told')['counter'] < 9:
        pass
    assert [e['text'] for e in asha.events('direct_said')] == ['fünf', 'neun'], asha.events('direct_said')
    stop(host)


@case
def another_identity_stops_and_a_comparison_is_remembered():
    host = HostProgram('changed', '--bind', '127.0.0.1')
    asha = GuestProgram(host, 'asha', PASSWORD).inside()
    ravi = GuestProgram(host, 'ravi', PASSWORD).inside()
    asha.sees('ravi')
    tell(asha, 'ravi', 'hallo', 1)
    ravi.event('direct_said', text='hallo')
    told(asha, 1)
    codes = []
    for program, name in ((asha, 'ravi'), (ravi, 'asha')):
        ask(program, 'compare', name=name)
        codes.append(program.event('comparison')['code'])
    assert codes[0] == codes[1] and len(codes[0]) == 60 and codes[0].isdigit(), codes
    ask(asha, 'verify', name='ravi', code=codes[0])
    assert asha.event('comparison', verified=True)['trust'] == 'verified'
    asha.command('leave')
    asha.ends(0)
    asha = GuestProgram(host, 'asha', PASSWORD, register=False).inside()
    tell(ravi, 'asha', 'ich bin es', 1)
    assert asha.event('direct_said', text='ich bin es')['verified'] is True
    ravi.command('leave')
    ravi.ends(0)
    shutil.rmtree(os.path.join(suite.folder(own_profile('ravi')), 'vaults'))  # a lost vault
    ravi = GuestProgram(host, 'ravi', PASSWORD, register=False).inside()
    changed = asha.event('direct_changed', name='ravi')
    tell(asha, 'ravi', 'nur für dich', 2)
    assert asha.event('direct_waiting', id=2)['code'] == 'another identity'
    tell(ravi, 'asha', 'glaub mir', 3)
    ravi.event('direct_said', text='glaub mir', mine=True)
    deadline = time.monotonic() + 20 * SLOW
    stranger = None
    while not stranger and time.monotonic() < deadline:
        ask(asha, 'compare', name='ravi')
        found = asha.event('comparison')
        stranger = found if found['trust'] == 'undecided' else None
    assert stranger and stranger['device'] == changed['device'] and stranger['code'] != codes[0], stranger
    assert not [e for e in ravi.events('direct_said') if not e.get('mine')], ravi.all_lines
    assert not asha.events('direct_said')[1:][1:], asha.events('direct_said')
    ask(asha, 'trust', name='ravi', device=changed['device'])
    ravi.event('direct_said', text='nur für dich')
    got = asha.event('direct_said', text='glaub mir')
    assert got['verified'] is False, got
    stop(host)


@case
def a_line_on_the_terminal():
    host = HostProgram('plain', '--bind', '127.0.0.1')
    asha = GuestProgram(host, 'asha', PASSWORD, json_lines=False).inside()
    ravi = GuestProgram(host, 'ravi', PASSWORD).inside()
    asha.text('ravi joined')
    asha.write('/msg ravi unter uns')
    ravi.event('direct_said', text='unter uns')
    tell(ravi, 'asha', 'verstanden\x1b[31m', 1)
    line = asha.text('verstanden')
    assert 'ravi' in line and '\x1b' not in line, line
    tell(ravi, 'asha', 'doch nicht', 2, act='edit', target=1)
    assert 'instead of what they had said: doch nicht' in asha.text('doch nicht')
    tell(ravi, 'asha', '', 3, act='erase', target=1)
    assert 'ravi deleted' in asha.text('to you alone.')
    asha.write('/msg nobody hallo')
    asha.complains('nobody')
    asha.write('/msg ravi')
    asha.complains('/msg NAME text')
    for place, line in enumerate((' /msg ravi mit Abstand', '/MSG ravi laut', '/msg\travi\tmit Tabulator')):
        asha.write(line)
        ravi.event('direct_said', text=('mit Abstand', 'laut', 'mit Tabulator')[place])
    for line in (' /send ravi', '/SEND\travi'):  # never said to all
        asha.write(line)
        asha.complains('/send NAME PATH')
    asha.write('an alle')
    ravi.event('said', text='an alle')
    assert len(ravi.events('said')) == 1, ravi.events('said')
    stop(host)


@case
def an_ended_input_waits_for_nobody_in_vain():
    host = HostProgram('vain', '--bind', '127.0.0.1')
    others = []
    deeds = (('ravi', lambda one, call: one.send({'type': 'hang_up', 'call': call, 'code': 48})),
             ('mei', lambda one, call: one.close()))  # while it is called
    for name, deed in deeds:
        other = Member.enters(host, name)
        others.append(other)
        asha = GuestProgram(host, 'asha', PASSWORD, register=len(others) == 1, json_lines=False).inside()
        asha.write(f'/msg {name} hallo')
        called = other.until('called')
        asha.end_input()
        deed(other, called['call'])
        asha.ends(0)
        asha.complains(name) if name == 'ravi' else asha.text('mei is not here')
    others[0].close()
    stop(host)


if __name__ == '__main__':
    main(workers=3)
