"""Prints the notifications of a SARIF file: level, file, message."""
import json
import sys

for run in json.load(open(sys.argv[1]))["runs"]:
    for note in run["invocations"][0]["toolExecutionNotifications"]:
        place = note["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        print(note["level"], place, note["message"]["text"])
