//===- child.cpp - The process that analyses beside the compiler -----------===//

#include "child.h"
#include "llvm/Support/ErrorHandling.h"
#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <new>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace tinct;

namespace {

// How a child ends that does not come to its end.
enum Status { CalledExit = 97, FatalError = 98, OutOfMemory = 99 };

constexpr size_t stackSize = 64u << 20;
constexpr int pipeSize = 1 << 20;

// A child that met exit(3) must not run what the compiler registered to run at its own end: it
// would delete the compiler's files and write out its buffers. Handlers run last in, first out.
void leaveAtExit() { _exit(CalledExit); }

void leaveOnFatalError(void *, const char *, bool) { _exit(FatalError); }
void leaveOnBadAlloc(void *, const char *, bool) { _exit(OutOfMemory); }
void leaveOnNew() { _exit(OutOfMemory); }

// The compiler's handlers delete its output, and under the in-process driver jump back into it.
void defaultSignals() {
  struct sigaction standard {};
  standard.sa_handler = SIG_DFL;
  for (int signal = 1; signal < NSIG; ++signal)
    sigaction(signal, &standard, nullptr);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
}

void limit(int resource, rlim_t soft) {
  rlimit now;
  if (getrlimit(resource, &now) != 0)
    return;
  now.rlim_cur = std::min(soft, now.rlim_max);
  setrlimit(resource, &now);
}

rlim_t addressSpace() {
  unsigned long pages = 0;
  if (FILE *file = fopen("/proc/self/statm", "re")) {
    if (fscanf(file, "%lu", &pages) != 1)
      pages = 0;
    fclose(file);
  }
  return rlim_t(pages) * sysconf(_SC_PAGESIZE);
}

// The child needs no file of the compiler's but its pipe.
void closeFiles(int pipe) {
  int null = open("/dev/null", O_RDWR);
  for (int fd = 0; fd < 3; ++fd)
    dup2(null, fd);
  if (pipe > 3)
    close_range(3, pipe - 1, 0);
  close_range(pipe + 1, ~0u, 0);
}

void isolate(int pipe, pid_t parent, const Limits &limits) {
  defaultSignals();
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent)
    _exit(EXIT_FAILURE);
  atexit(leaveAtExit);
  at_quick_exit(leaveAtExit);
  llvm::remove_fatal_error_handler();
  llvm::install_fatal_error_handler(leaveOnFatalError);
  llvm::remove_bad_alloc_error_handler();
  llvm::install_bad_alloc_error_handler(leaveOnBadAlloc);
  std::set_new_handler(leaveOnNew);
  closeFiles(pipe);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_CPU, limits.seconds);
  limit(RLIMIT_AS, addressSpace() + stackSize + (rlim_t(limits.megabytes) << 20));
}

struct Assignment {
  Workplace place;
  void (*work)(Workplace &, void *);
  void *data;
};

void *runAssignment(void *data) {
  auto *assignment = static_cast<Assignment *>(data);
  assignment->work(assignment->place, assignment->data);
  _exit(EXIT_SUCCESS);
}

// A thread of its own: its stack does not hold what the compiler has used of its, and Clang's
// crash recovery, which is bound to a thread, cannot jump back into the driver.
[[noreturn]] void run(Assignment &assignment) {
  pthread_attr_t attributes;
  pthread_t thread;
  if (pthread_attr_init(&attributes) == 0 &&
      pthread_attr_setstacksize(&attributes, stackSize) == 0 &&
      pthread_create(&thread, &attributes, runAssignment, &assignment) == 0)
    pthread_join(thread, nullptr);
  _exit(EXIT_FAILURE);
}

int millisecondsUntil(std::chrono::steady_clock::time_point deadline) {
  using namespace std::chrono;
  auto left = duration_cast<milliseconds>(deadline - steady_clock::now());
  return int(std::clamp<int64_t>(left.count(), 0, 1000000));
}

} // namespace

bool Workplace::send(const std::string &frame) {
  for (size_t done = 0; done < frame.size();) {
    ssize_t n = write(pipe, frame.data() + done, frame.size() - done);
    if (n < 0 && errno != EINTR)
      return false;
    done += std::max<ssize_t>(n, 0);
  }
  return true;
}

bool Child::start(const Limits &given, void (*work)(Workplace &, void *), void *data,
                  std::string &error) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) {
    error = strerror(errno);
    return false;
  }
  void *page =
      mmap(nullptr, sizeof(Whereabouts), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  limits = given;
  started = Clock::now();
  pid_t parent = getpid();
  pid = page == MAP_FAILED ? -1 : fork();
  if (pid == 0) {
    isolate(ends[1], parent, limits);
    Assignment assignment{{ends[1], *static_cast<Whereabouts *>(page)}, work, data};
    run(assignment);
  }
  if (pid < 0)
    error = strerror(errno);
  here = page == MAP_FAILED ? nullptr : static_cast<Whereabouts *>(page);
  close(ends[1]);
  pipe = ends[0];
  // Room for most children to say everything while the compiler is busy.
  fcntl(pipe, F_SETPIPE_SZ, pipeSize);
  fcntl(pipe, F_SETFL, O_NONBLOCK);
  return pid > 0;
}

std::string Child::wait(Transcript &transcript) {
  // A child that had to wait for its reader gets time to go on.
  using std::chrono::seconds;
  auto deadline = std::max(started + seconds(limits.seconds),
                           Clock::now() + seconds(std::min(limits.seconds, 10u)));
  Decoder decoder(transcript);
  bool more = listen(decoder, deadline);
  int status = reap(more ? Clock::now() : deadline);
  if (more)
    listen(decoder, Clock::now());
  std::string fell = fate(status);
  if (fell.empty() && (!transcript.ended || transcript.garbled))
    return "ended early";
  return fell;
}

// False at the end of what the child says; true if the deadline came first.
bool Child::listen(Decoder &decoder, Clock::time_point deadline) {
  char bytes[1 << 16];
  for (;;) {
    ssize_t n = read(pipe, bytes, sizeof bytes);
    if (n > 0)
      decoder.add(bytes, n);
    else if (n == 0)
      return false;
    else if (errno == EAGAIN) {
      int left = millisecondsUntil(deadline);
      if (left == 0)
        return true;
      pollfd waiting{pipe, POLLIN, 0};
      poll(&waiting, 1, left);
    } else if (errno != EINTR)
      return false;
  }
}

// The status that waitpid gives; -1 if it was taken away (the compiler was started with SIGCHLD
// ignored), so that only the end record tells.
int Child::reap(Clock::time_point deadline) {
  int status = 0;
  for (;;) {
    pid_t got = waitpid(pid, &status, killed ? 0 : WNOHANG);
    if (got == pid || (got < 0 && errno != EINTR)) {
      pid = 0;
      return got > 0 ? status : -1;
    }
    if (killed)
      continue;
    if (millisecondsUntil(deadline) > 0) {
      usleep(1000);
      continue;
    }
    kill(pid, SIGKILL);
    killed = true;
  }
}

std::string Child::fate(int status) const {
  std::string overrun = "overran its limit of " + std::to_string(limits.seconds) + " seconds";
  if (killed)
    return overrun;
  if (status < 0 || (WIFEXITED(status) && WEXITSTATUS(status) == 0))
    return "";
  if (WIFSIGNALED(status))
    return WTERMSIG(status) == SIGXCPU
               ? overrun
               : "crashed (signal " + std::to_string(WTERMSIG(status)) + ")";
  switch (WEXITSTATUS(status)) {
  case CalledExit:
    return "called exit";
  case FatalError:
    return "met a fatal error in Clang";
  case OutOfMemory:
    return "overran its limit of " + std::to_string(limits.megabytes) + " megabytes";
  default:
    return "ended with status " + std::to_string(WEXITSTATUS(status));
  }
}

Child::~Child() {
  if (pid > 0)
    reap(Clock::now());
  if (pipe >= 0)
    close(pipe);
  if (here)
    munmap(here, sizeof *here);
}
