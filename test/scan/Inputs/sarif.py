"""Checks what a SARIF file of `tinct scan` must hold; prints nothing when all is well."""
import json
import re
import sys

log = json.load(open(sys.argv[1], encoding="utf-8"))
assert log["version"] == "2.1.0" and "sarif-2.1.0" in log["$schema"]
(run,) = log["runs"]
driver = run["tool"]["driver"]
assert driver["name"] == "Tinct" and driver["version"]
assert run["columnKind"] == "unicodeCodePoints"
rules = driver["rules"]
assert [rule["id"] for rule in rules] == sorted(rule["id"] for rule in rules)
taxa = {taxon["id"] for taxon in run["taxonomies"][0]["taxa"]}
for rule in rules:
    assert rule["help"]["text"] and rule["help"]["markdown"] and rule["shortDescription"]["text"]
    tags = rule["properties"]["tags"]
    assert "security" in tags and any(re.fullmatch(r"external/cwe/cwe-\d+", t) for t in tags)
    assert {r["target"]["id"] for r in rule["relationships"]} <= taxa
(invocation,) = run["invocations"]
assert invocation["startTimeUtc"] <= invocation["endTimeUtc"]
assert invocation["workingDirectory"]["uri"].startswith("file:///")
assert run["originalUriBaseIds"]["%SRCROOT%"]["uri"].startswith("file:///")
artifacts = run["artifacts"]


def check_place(location):
    place = location["physicalLocation"]
    artifact = place["artifactLocation"]
    assert artifacts[artifact["index"]]["location"]["uri"] == artifact["uri"]
    region = place["region"]
    assert region["startLine"] >= 1 and region["startColumn"] >= 1
    assert region["snippet"]["text"]


assert run["results"]
prints = set()
for result in run["results"]:
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert result["message"]["text"] and result["level"] == "warning"
    check_place(result["locations"][0])
    assert result["locations"][0]["logicalLocations"][0]["kind"] == "function"
    steps = result["codeFlows"][0]["threadFlows"][0]["locations"]
    assert [step["executionOrder"] for step in steps] == list(range(1, len(steps) + 1))
    for step in steps:
        assert step["location"]["message"]["text"] and step["nestingLevel"] >= 0
        check_place(step["location"])
    check_place(result["relatedLocations"][0])
    assert result["taxa"][0]["id"] in taxa
    assert result["properties"]["again"].startswith("tinct scan ")
    prints.add(result["partialFingerprints"]["tinctFinding/v1"])
assert len(prints) == len(run["results"])
assert run["properties"]["coverage"]["files"]["listed"] >= 1
