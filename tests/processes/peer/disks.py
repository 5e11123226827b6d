# SPDX-FileCopyrightText: 2026 The Waxwing authors
# SPDX-License-Identifier: MIT
"""Small disks that can be filled, for the suites that need one."""
import os
import subprocess

import suite
from suite import Skip

MOUNTS = []


@suite.at_the_end
def unmount_all():
    for path in MOUNTS:
        subprocess.run(['umount', '-l', path], stderr=subprocess.DEVNULL)
    MOUNTS.clear()


def mounted(name, size):
    """A file system of its own; Skip where this machine lets nobody make one."""
    path = suite.folder(name)
    done = subprocess.run(['mount', '-t', 'tmpfs', '-o', f'size={size}', 'none', path], capture_output=True, text=True)
    if done.returncode != 0:
        raise Skip(f'needs the right to mount a small tmpfs: {done.stderr.strip()}')
    MOUNTS.append(path)
    return path


def fill(path):
    file = os.open(os.path.join(path, 'filler'), os.O_WRONLY | os.O_CREAT)
    try:
        while os.write(file, bytes(4096)):
            pass
    except OSError:
        os.close(file)
