//===- output.h - Writes the findings file ---------------------------------===//
#ifndef TINCT_OUTPUT_H
#define TINCT_OUTPUT_H

#include "relay.h"

namespace tinct {

// How the analysis of one translation unit went. findings.md says what the words mean.
struct Outcome {
  const char *status = "complete";
  std::string reason; // one sentence where it is not complete
  std::string file;   // main file as given
  Transcript said;    // its findings have moved to `findings`
  std::vector<LocatedFinding> findings;
};

// Writes the file whole or not at all. False with the cause in `error`.
bool writeFindings(const std::string &path, const Outcome &outcome, std::string &error);

} // namespace tinct

#endif
