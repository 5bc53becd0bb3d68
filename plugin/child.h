//===- child.h - The process that analyses beside the compiler -------------===//
//
// A fork of the compiler whose death, in whatever way, must not be felt by the compiler. Knows
// nothing of what is analysed.
//
//===----------------------------------------------------------------------===//
#ifndef TINCT_CHILD_H
#define TINCT_CHILD_H

#include "wire.h"
#include <chrono>
#include <sys/types.h>

namespace tinct {

// Where the child is, in memory that both processes see. The child writes, the compiler reads it
// when the child is dead.
struct Whereabouts {
  char function[256];
  char file[1024];
};

struct Limits {
  unsigned seconds;   // wall time while the compiler waits, and processor time
  unsigned megabytes; // beyond what the compiler holds
};

// What the child's work is given.
struct Workplace {
  int pipe;
  Whereabouts &here;
  bool send(const std::string &frame); // false: nobody reads any more
};

class Child {
public:
  Child() = default;
  ~Child();
  Child(const Child &) = delete;

  // Forks; the child runs `work` on a stack of its own and ends. False and `error` if there can be
  // no child.
  bool start(const Limits &limits, void (*work)(Workplace &, void *), void *data,
             std::string &error);
  bool running() const { return pid > 0; }

  // Reads what the child says until it has ended, or ends it at its limit. Returns "" if it came to
  // its end, otherwise what befell it: "crashed (signal 11)".
  std::string wait(Transcript &transcript);
  const Whereabouts *whereabouts() const { return here; }

private:
  using Clock = std::chrono::steady_clock;
  bool listen(Decoder &decoder, Clock::time_point deadline);
  int reap(Clock::time_point deadline);
  std::string fate(int status) const;

  pid_t pid = 0;
  int pipe = -1;
  Whereabouts *here = nullptr;
  Limits limits{};
  Clock::time_point started;
  bool killed = false;
};

} // namespace tinct

#endif
