"""interrupt.py FILE COMMAND... [-- OTHER...]: runs the command, and once FILE is there the other
command, then sends the first one SIGTERM. Fails unless that then ends by itself with status 2 and
the other one succeeded."""
import os
import signal
import subprocess
import sys
import time

words = sys.argv[2:]
split = words.index("--") if "--" in words else len(words)
process = subprocess.Popen(words[:split])
end = time.monotonic() + 60
while not os.path.exists(sys.argv[1]) and time.monotonic() < end:
    time.sleep(0.05)
other = subprocess.call(words[split + 1 :]) if words[split + 1 :] else 0
process.send_signal(signal.SIGTERM)
sys.exit(process.wait(60) != 2 or other != 0)
