//===- wire.h - What the analysing child tells the compiler ----------------===//
//
// The pipe carries frames: length, kind, body. Both ends are the same program, so numbers keep
// their native form; the reader still checks every length, because a child that damaged its memory
// may write anything before it dies.
//
//===----------------------------------------------------------------------===//
#ifndef TINCT_WIRE_H
#define TINCT_WIRE_H

#include <cstdint>
#include <string>
#include <vector>

namespace tinct {

// Source locations travel as their raw encoding, which means the same in both processes for what
// was there before the fork; the child maps younger ones to older ones.
struct Step {
  uint32_t at = 0;
  uint32_t depth = 0; // calls entered since the path began
  std::string message;
};

struct Finding {
  std::string checker;
  uint32_t cwe = 0;
  std::string message;
  std::string remedy;
  std::string profile;  // from which on it is shown
  std::string function; // in which it stands
  uint32_t at = 0;
  uint32_t begin = 0, end = 0; // source range by its first and last token; 0: none
  std::vector<Step> steps;     // source to sink; the last is the finding's own
};

struct CheckerInfo {
  std::string name, summary, help;
  std::vector<uint32_t> cwe;
};

struct CutFunction {
  std::string function, file, reason;
  uint32_t line = 0;
};

struct Ending {
  uint32_t analysed = 0, skipped = 0;
  std::vector<CutFunction> cut;
  std::vector<std::string> errors;
};

enum class Frame : uint8_t { Finding = 1, Checker, Ending };

// Each returns one whole frame.
std::string encode(const Finding &finding);
std::string encode(const CheckerInfo &checker);
std::string encode(const Ending &ending);

// Everything that one child said.
struct Transcript {
  std::vector<Finding> findings;
  std::vector<CheckerInfo> checkers;
  Ending ending;
  bool ended = false;   // the end record came
  bool garbled = false; // something else than frames came
};

// Takes bytes as they come and adds what has become whole to `out`.
class Decoder {
public:
  explicit Decoder(Transcript &out) : out(out) {}
  void add(const char *bytes, size_t size);

private:
  bool take(uint8_t kind, const char *body, size_t size);

  Transcript &out;
  std::string pending;
};

} // namespace tinct

#endif
