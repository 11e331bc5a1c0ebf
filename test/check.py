"""check.py: the harness of the tests that are no C programs; prints as check.h does.

    tally = check.Tally()
    tally.case(name, wanted == came, "what was wanted and what came")
    tally.finish()

Without arguments of its own: a case is run again by running its whole script, which is quick.
"""

import shlex
import subprocess
import sys


class Tally:
    def __init__(self):
        self.passed = 0
        self.failed = 0

    def case(self, name, holds, details=""):
        if holds:
            self.passed += 1
            return True
        self.failed += 1
        print(f"FAILED {name}")
        for line in str(details).splitlines():
            print(f"  {line}")
        print(f"  again:  {shlex.join([sys.executable, *sys.argv])}")
        return False

    def finish(self):
        print(f"{self.passed} passed, {self.failed} failed")
        sys.exit(self.failed > 0 or self.passed == 0)


def run(*command, **options):
    """Runs a command; its exit status, and all that it printed after the command line itself."""
    done = subprocess.run(command, stdin=options.pop("stdin", subprocess.DEVNULL), stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, **options)
    return done.returncode, f"$ {shlex.join(map(str, command))}\n{done.stdout}"
