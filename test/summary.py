"""summary.py LOG...: adds up the cases of all test programs, from the logs that `meson test` wrote (testlog*.json).

A program's last line of output is "N passed, N failed". A program that ends otherwise (it crashed, ran out of time, or
never said so) counts as one failed case; so does a program whose status contradicts its sum, on top of that sum. What
the failed programs printed is printed here. The last line is the sum; the status is 1 where a case failed or none ran.
"""

import json
import re
import sys

SUM = re.compile(r"(\d+) passed, (\d+) failed")
OUTPUT_SHOWN = 20000  # characters of a failed program's output; its end says how it ended


def count(test):
    """How many cases of a program passed and failed."""
    lines = test.get("stdout", "").rstrip().rsplit("\n", 1)
    found = SUM.fullmatch(lines[-1].strip())
    if not found:
        return 0, 1
    passed, failed = int(found[1]), int(found[2])
    good = test["result"] == "OK" and test["returncode"] == 0
    if good != (failed == 0 and passed > 0):
        failed += 1
    return passed, failed


def main():
    passed = failed = 0
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as log:
            tests = [json.loads(line) for line in log]
        if not tests:
            print(f"{path}: no test ran")
            failed += 1
        for test in tests:
            test_passed, test_failed = count(test)
            passed += test_passed
            failed += test_failed
            print(f"{test_passed:8} passed {test_failed:6} failed {test['duration']:8.1f} s   {path.split('/')[0]:<14}"
                  f" {test['name']}")
            if test_failed:
                print(f"---- {' '.join(test['command'])}: {test['result']}, status {test['returncode']}")
                print(test.get("stdout", "")[-OUTPUT_SHOWN:], test.get("stderr", "")[-OUTPUT_SHOWN:], sep="\n")
                print("----")
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0 or passed == 0)


main()
