"""kill.py SIGNAL COMMAND...: starts the command, waits until it has a child, sends it the signal
(INT to both, like a terminal) and fails unless both are gone within a few seconds."""
import os
import signal
import subprocess
import sys
import time


def alive(session):
    """Processes of the session that are not zombies."""
    count = 0
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open("/proc/%s/stat" % pid, encoding="utf-8", errors="replace") as stream:
                fields = stream.read().rpartition(")")[2].split()
        except OSError:
            continue
        count += int(fields[3]) == session and fields[0] not in "ZX"
    return count


def wait_until(condition):
    for _ in range(200):
        if condition():
            return
        time.sleep(0.05)
    sys.exit("kill.py: waited too long")


def main():
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # a background job inherits it ignored
    process = subprocess.Popen(sys.argv[2:], start_new_session=True)
    wait_until(lambda: alive(process.pid) > 1)
    time.sleep(0.3)
    number = getattr(signal, "SIG" + sys.argv[1])
    if number == signal.SIGINT:
        os.killpg(process.pid, number)
    else:
        process.send_signal(number)
    process.wait()
    wait_until(lambda: alive(process.pid) == 0)


main()
