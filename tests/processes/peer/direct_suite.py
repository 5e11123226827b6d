# SPDX-FileCopyrightText: 2026 The Waxwing authors
# SPDX-License-Identifier: MIT
"""Direct links (PROTOCOL 16) between two ends made from the document alone: does its worked example hold, and what is refused?"""
import os

import direct_example
import suite
import waxwing_direct as d
import waxwing_wire as w

ADA, ZOE, HOST, ONE_TIME = (direct_example.key(name) for name in ('member', 'callee', 'host', 'onetime'))
HOST_DIGEST = w.sha256(w.spki(HOST))


def digest(key):
    return w.sha256(w.spki(key))


def ends(caller_parties=None, callee_parties=None, at_caller=ZOE, at_callee=ADA):
    right = (HOST_DIGEST, 'ada', 'Zoë')
    return (d.Caller(caller_parties or right, ADA, digest(at_caller), ONE_TIME),
            d.Callee(callee_parties or right, ZOE, digest(at_callee)))


def refused(code, play):
    try:
        play()
    except w.Refusal as refusal:
        assert refusal.code == code, refusal
    else:
        raise AssertionError(f'not refused as {code}')


@suite.case
def worked_example_of_a_direct_link():
    recorded = direct_example.read()
    assert len(recorded) > 40, len(recorded)
    played = direct_example.play(recorded)
    for name, value in recorded.items():
        assert played[name] == value, name
    assert direct_example.section() == direct_example.text_of(played)


@suite.case
def both_roles_talk():
    caller, callee = ends()
    d.run(caller, callee)
    assert caller.has_refreshed and callee.has_refreshed and caller.chain == callee.chain
    for counter in range(1, 13):
        for one, other in ((caller, callee), (callee, caller)):
            for frame in one.tell(counter, 'x' * counter):
                other.receive(frame)
    assert caller.sending.epoch == callee.receiving.epoch == 4
    frames = [callee.offer()]
    for one in (caller, callee, caller):
        frames = [answer for frame in frames for answer in one.receive(frame)]
    for frame in caller.tell(13, 'later'):
        callee.receive(frame)
    assert callee.got[-1]['text'] == 'later'


@suite.cases('contexts differ', {
    'another host': (bytes(32), 'ada', 'Zoë'),
    'another caller': (HOST_DIGEST, 'Ada', 'Zoë'),
    'another callee': (HOST_DIGEST, 'ada', 'Zoe'),
    'names the other way round': (HOST_DIGEST, 'Zoë', 'ada'),
    'names cut elsewhere': (HOST_DIGEST, 'adaZ', 'oë'),
})
def contexts_differ(*parties):
    refused('tampered', lambda: d.run(*ends(callee_parties=parties)))
    refused('tampered', lambda: d.run(*ends(caller_parties=parties)))


@suite.case
def identities_are_those_of_the_roster():
    refused('another identity', lambda: d.run(*ends(at_caller=HOST)))
    refused('another identity', lambda: d.run(*ends(at_callee=HOST)))


@suite.case
def a_room_is_no_direct_link():
    caller, callee = ends()
    [hello] = caller.start()
    [answer] = callee.receive(hello)
    frame1 = w.decode_hello(w.GUEST_HELLO, hello[5:])
    assert frame1['version'] == 1
    room = w.Schedule(hello, answer, callee.values['S'], callee.values['dh'])
    ready = w.Direction(room.handshake_secrets()[0]).seal(w.encode({'type': 'ready'}))
    refused('tampered', lambda: callee.receive(ready))


@suite.case
def proofs_belong_to_one_link():
    caller, callee = ends()
    d.run(caller, callee)
    proof = w.decode_message(caller.values['guest content'], 'guest')
    other_caller, other_callee = ends()
    [hello] = other_caller.start()
    [answer] = other_callee.receive(hello)
    [ready] = other_caller.receive(answer)
    other_callee.receive(ready)
    carried = other_caller.sending.seal(w.encode(proof))
    refused('bad signature', lambda: other_callee.receive(carried))
    caller, callee = ends()
    [hello] = caller.start()
    [ready] = caller.receive(callee.receive(hello)[0])
    callee.receive(ready)
    refused('unexpected', lambda: callee.receive(caller.seal({'type': 'ping'})))


@suite.case
def nothing_before_the_refresh():
    caller, callee = ends()
    [hello] = caller.start()
    [ready] = caller.receive(callee.receive(hello)[0])
    [guest] = caller.receive(callee.receive(ready)[0])
    callee.receive(guest)
    refused('unexpected', lambda: callee.receive(caller.tell(1, 'early')[0]))


@suite.case
def frames_changed_on_their_way():
    flipped = []

    def flip(frame):
        if frame[4] != w.RECORD or flipped:
            return frame
        flipped.append(frame)
        at = 17 + os.urandom(1)[0]
        return frame[:at] + bytes([frame[at] ^ 1]) + frame[at + 1:]

    refused('tampered', lambda: d.run(*ends(), to_callee=flip))
    flipped.clear()
    refused('tampered', lambda: d.run(*ends(), to_caller=flip))


@suite.case
def comparison_code():
    code = d.comparison_code(w.spki(ADA), w.spki(ZOE))
    assert len(code) == 60 and code.isdigit() and code == d.comparison_code(w.spki(ZOE), w.spki(ADA))
    assert code[:30] <= code[30:]
    assert d.call_stands(digest(ADA), digest(ZOE)) != d.call_stands(digest(ZOE), digest(ADA))


if __name__ == '__main__':
    suite.main()
