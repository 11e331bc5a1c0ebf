"""Tests the command: python3 test/cli/run.py BUILD/mdparse [TEST]...

Each failure is printed with what was wanted, what came, and the command that runs that test alone. The last line is
"N passed, N failed".
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import traceback

sys.dont_write_bytecode = True  # a test leaves nothing in the source tree

import directories
import inputs
import jobs
import options
import outputs
from harness import Box, Failure

MODULES = [options, inputs, directories, outputs, jobs]


def tests():
    for module in MODULES:
        for name, function in vars(module).items():
            if name.startswith("test_") and callable(function):
                yield name, function


def run_one(name, function, binary, base):
    box = Box(binary, os.path.join(base, name))
    try:
        function(box)
        box.check_nothing_aside()
        return None
    except Failure as failure:
        return str(failure)
    except subprocess.TimeoutExpired as failure:
        return f"did not end: {failure}"
    except Exception:  # a mistake of the test is a failure of the test, and the others still run
        return traceback.format_exc()
    finally:
        box.remove()


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    # What whoever started this ignores (nohup, a shell's background job) would be ignored by the command too.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGXCPU):
        signal.signal(number, signal.SIG_DFL)
    wanted = set(sys.argv[2:])
    known = dict(tests())
    if wanted - set(known):
        sys.exit(f"no such test: {', '.join(sorted(wanted - set(known)))}")
    passed = failed = 0
    with tempfile.TemporaryDirectory(prefix="mdparse-cli-") as base:
        os.chmod(base, 0o755)
        binary = shutil.copy(sys.argv[1], os.path.join(base, "mdparse"))  # where nobody in particular can run it
        for name, function in known.items():
            if wanted and name not in wanted:
                continue
            failure = run_one(name, function, binary, base)
            if failure is None:
                passed += 1
                continue
            failed += 1
            print(f"FAILED {name}: {function.__doc__ or ''}\n{failure}")
            print(f"again: python3 {os.path.abspath(sys.argv[0])} {os.path.abspath(sys.argv[1])} {name}\n", flush=True)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
