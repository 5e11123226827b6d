# SPDX-FileCopyrightText: 2026 The Waxwing authors
# SPDX-License-Identifier: MIT
"""Runs the cases of a suite and tells Qt Test of each: one line `pass|fail|skip TAB name TAB seconds TAB detail`."""
import atexit
import concurrent.futures
import os
import shutil
import sys
import tempfile
import threading
import time
import traceback

CASES = []
ENDINGS = []  # what puts the machine back, whichever of the suites that share it runs
FOLDER = tempfile.mkdtemp(prefix='waxwing-test-')
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
_line = threading.Lock()
CURRENT = threading.local()  # name of the case that runs in this thread


class Skip(Exception):
    """The case cannot run here; the text says what it needs."""


def case(function):
    """Registers a case under the name of its function."""
    CASES.append((function.__name__, function))
    return function


def cases(prefix, table):
    """Registers a case for each row of a table; what is decorated is called with the row's values."""
    def register(function):
        for name, values in table.items():
            CASES.append((f'{prefix}: {name}', lambda values=values: function(*values)))
        return function
    return register


def thinned(table, step):
    """Every `step`th row; all of them where WAXWING_ALL_CASES is set. For cases that cost a process each and that other
    tests show one by one in memory."""
    every = 1 if os.environ.get('WAXWING_ALL_CASES') else step
    return dict(list(table.items())[::every])


def folder(name):
    path = os.path.join(FOLDER, name)
    os.makedirs(path, exist_ok=True)
    return path


def at_the_end(function):
    """Registers what puts the machine back after all cases: it runs in every suite that imports the module."""
    ENDINGS.append(function)
    return function


def leave_nothing():
    for ending in ENDINGS:
        ending()
    mounted = [place for place, _, _ in os.walk(FOLDER) if os.path.ismount(place)]
    shutil.rmtree(FOLDER, ignore_errors=True)
    assert not mounted, f'still mounted: {mounted}'


def run_one(name, function):
    begun, outcome, detail = time.monotonic(), 'pass', ''
    CURRENT.case = name
    try:
        function()
    except Skip as skip:
        outcome, detail = 'skip', str(skip)
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        where = ' < '.join(f'{os.path.basename(f.filename)}:{f.lineno}' for f in reversed(frames[-4:]))
        outcome, detail = 'fail', f'{type(error).__name__}: {error} ({where})'
    detail = ' '.join(detail.split())
    with _line:
        print(f'{outcome}\t{name}\t{time.monotonic() - begun:.1f}\t{detail}', flush=True)
    return outcome != 'fail'


def main(workers=1, before=None, after=None):
    """All cases, or those whose name contains an argument. Ends with 1 where one failed."""
    wanted = [c for c in CASES if len(sys.argv) < 2 or any(a in c[0] for a in sys.argv[1:])]
    if '--list' in sys.argv:
        print('\n'.join(name for name, _ in CASES))
        return
    if before:
        before()
    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        good = list(pool.map(lambda c: run_one(*c), wanted))
    if after:
        good.append(run_one('at the end', after))
    good.append(run_one('nothing left behind', leave_nothing))
    print(f'# {sum(good)} of {len(good)}', file=sys.stderr)
    sys.stdout.flush()
    os._exit(0 if good and all(good) else 1)  # threads of peers that still wait do not hold the end
