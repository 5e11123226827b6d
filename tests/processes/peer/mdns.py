# SPDX-FileCopyrightText: 2026 The Waxwing authors
# SPDX-License-Identifier: MIT
"""A querier of multicast DNS that shares no code with the program (RFC 1035, 6762). Run by itself it asks on one
interface and prints what it hears for a while, an answer a line: `mdns.py INTERFACE 4|6 SECONDS NAME TYPE [PATIENCE]`.
With a patience it waits up to so many seconds for the first answer, and that while begins then."""
import json
import socket
import struct
import sys
import time

PTR, TXT, AAAA, SRV, A, ANY = 12, 16, 28, 33, 1, 255
IP_RECVTTL = 12  # Linux; Python has no name for it
GROUPS = {'4': '224.0.0.251', '6': 'ff02::fb'}


def name_bytes(labels):
    return b''.join(bytes([len(label)]) + label for label in labels) + b'\0'


def labels_of(dotted):
    return [label.encode() for label in dotted.split('.')]


def question(labels, kind):
    return struct.pack('>6H', 0, 0, 1, 0, 0, 0) + name_bytes(labels) + struct.pack('>HH', kind, 1)


def read_name(message, at):
    labels, end = [], None
    while message[at]:
        if message[at] >= 0xC0:
            end = end or at + 2
            at = struct.unpack_from('>H', message, at)[0] & 0x3FFF
            continue
        labels.append(message[at + 1:at + 1 + message[at]])
        at += 1 + message[at]
    return labels, end or at + 1


def read_strings(data):
    strings, at = [], 0
    while at < len(data):
        strings.append(data[at + 1:at + 1 + data[at]].decode())
        at += 1 + data[at]
    return strings


def text_of(labels):
    return '.'.join(label.decode() for label in labels)


def read_record(message, at):
    labels, at = read_name(message, at)
    kind, cls, ttl, length = struct.unpack_from('>HHIH', message, at)
    at += 10
    data = message[at:at + length]
    if kind == PTR:
        value = text_of(read_name(message, at)[0])
    elif kind == SRV:
        value = [*struct.unpack_from('>3H', data), text_of(read_name(message, at + 6)[0])]
    elif kind == TXT:
        value = read_strings(data)
    elif kind in (A, AAAA):
        value = socket.inet_ntop(socket.AF_INET if kind == A else socket.AF_INET6, data)
    else:
        value = data.hex()
    return {'name': text_of(labels), 'type': kind, 'flush': bool(cls & 0x8000), 'class': cls & 0x7FFF, 'ttl': ttl,
            'value': value}, at + length


def read(message):
    """Of a response, its records; None for a query."""
    _, flags, questions, *counts = struct.unpack_from('>6H', message)
    if not flags & 0x8000:
        return None
    assert questions == 0, 'a multicast response repeats no question (RFC 6762 6)'
    at, records = 12, []
    for section, count in zip(('answer', 'authority', 'additional'), counts):
        for _ in range(count):
            record, at = read_record(message, at)
            records.append(dict(record, section=section))
    assert at == len(message), 'bytes left over'
    return records


def opened(interface, family):
    index = socket.if_nametoindex(interface)
    ours = socket.socket(socket.AF_INET if family == '4' else socket.AF_INET6, socket.SOCK_DGRAM)
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family == '4':
        ours.setsockopt(socket.IPPROTO_IP, IP_RECVTTL, 1)
        ours.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, 255)
        ours.bind(('', 5353))
        request = struct.pack('4s4si', socket.inet_aton(GROUPS['4']), bytes(4), index)
        ours.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, request)
        ours.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, request)
    else:
        ours.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        ours.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_RECVHOPLIMIT, 1)
        ours.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_HOPS, 255)
        ours.bind(('::', 5353))
        request = socket.inet_pton(socket.AF_INET6, GROUPS['6']) + struct.pack('i', index)
        ours.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_JOIN_GROUP, request)
        ours.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_IF, index)
    return ours


def send(ours, family, message):
    ours.sendto(message, (GROUPS[family], 5353))


def main(interface, family, seconds, name, kind, patience=None):
    ours = opened(interface, family)
    send(ours, family, question(labels_of(name), int(kind)))
    end, has_heard = time.monotonic() + float(patience or seconds), False
    while (left := end - time.monotonic()) > 0:
        ours.settimeout(left)
        try:
            message, control, _, sender = ours.recvmsg(9000, 256)
        except socket.timeout:
            break
        records = read(message)
        if records:
            if patience and not has_heard:
                end, has_heard = time.monotonic() + float(seconds), True
            hops = struct.unpack('i', control[0][2][:4])[0]
            print(json.dumps({'from': sender[0], 'port': sender[1], 'hops': hops, 'records': records}), flush=True)


if __name__ == '__main__':
    main(*sys.argv[1:])
