//===- output.cpp - Writes the findings file -------------------------------===//

#include "output.h"
#include "clang/Basic/Version.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Signals.h"
#include "llvm/Support/raw_ostream.h"
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace tinct;
namespace json = llvm::json;

namespace {

constexpr int formatVersion = 1;

json::Value text(const std::string &s) { return json::fixUTF8(s); }

// "22.1.8"
std::string clangVersion() {
  std::string full = clang::getClangFullVersion();
  llvm::StringRef rest = llvm::StringRef(full).split("version ").second;
  return rest.take_while([](char c) { return (c >= '0' && c <= '9') || c == '.'; }).str();
}

std::string workingDirectory() {
  llvm::SmallString<256> path;
  return llvm::sys::fs::current_path(path) ? "" : path.str().str();
}

void writeFunctions(json::OStream &out, const Ending &ending) {
  out.attribute("analysed", ending.analysed);
  out.attribute("skipped", ending.skipped);
  out.attributeArray("cut", [&] {
    for (const CutFunction &cut : ending.cut)
      out.object([&] {
        out.attribute("function", text(cut.function));
        out.attribute("file", text(cut.file));
        out.attribute("line", cut.line);
        out.attribute("reason", text(cut.reason));
      });
  });
}

void writeChecker(json::OStream &out, const CheckerInfo &checker) {
  out.attribute("name", text(checker.name));
  out.attribute("summary", text(checker.summary));
  out.attribute("help", text(checker.help));
  out.attributeArray("cwe", [&] {
    for (uint32_t cwe : checker.cwe)
      out.value(cwe);
  });
}

void writeSpot(json::OStream &out, const Spot &spot) {
  out.attribute("file", text(spot.file));
  out.attribute("line", spot.line);
  out.attribute("column", spot.column);
}

void writeFinding(json::OStream &out, const LocatedFinding &finding) {
  out.attribute("checker", text(finding.what.checker));
  out.attribute("cwe", finding.what.cwe);
  out.attribute("message", text(finding.what.message));
  out.attribute("remedy", text(finding.what.remedy));
  out.attribute("profile", text(finding.what.profile));
  writeSpot(out, finding.begin);
  out.attribute("end_line", finding.end.line);
  out.attribute("end_column", finding.end.column);
  out.attribute("function", text(finding.what.function));
  out.attribute("in_system_header", finding.inSystemHeader);
  out.attributeArray("steps", [&] {
    for (const LocatedStep &step : finding.steps)
      out.object([&] {
        writeSpot(out, step.spot);
        out.attribute("depth", step.depth);
        out.attribute("message", text(step.message));
      });
  });
}

void writeOutcome(json::OStream &out, const Outcome &outcome) {
  out.attribute("tinct", formatVersion);
  out.attribute("clang", clangVersion());
  out.attribute("file", text(outcome.file));
  out.attribute("directory", text(workingDirectory()));
  out.attribute("status", outcome.status);
  out.attribute("reason", text(outcome.reason));
  out.attributeObject("functions", [&] { writeFunctions(out, outcome.said.ending); });
  out.attributeArray("notes", [&] {
    for (const std::string &error : outcome.said.ending.errors)
      out.value(text(error));
  });
  out.attributeArray("checkers", [&] {
    for (const CheckerInfo &checker : outcome.said.checkers)
      out.object([&] { writeChecker(out, checker); });
  });
  out.attributeArray("findings", [&] {
    for (const LocatedFinding &finding : outcome.findings)
      out.object([&] { writeFinding(out, finding); });
  });
}

bool writeAll(int fd, const std::string &bytes) {
  for (size_t done = 0; done < bytes.size();) {
    ssize_t n = write(fd, bytes.data() + done, bytes.size() - done);
    if (n < 0 && errno != EINTR)
      return false;
    done += n > 0 ? n : 0;
  }
  return true;
}

// Creates and fills `path`; leaves errno at the first thing that failed.
bool writeFile(const char *path, const std::string &bytes) {
  int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (fd < 0)
    return false;
  bool written = writeAll(fd, bytes);
  int cause = errno;
  if (close(fd) == 0 || !written) {
    errno = cause;
    return written;
  }
  return false;
}

// Not to be replaced by a file: a device, a pipe.
bool isSpecial(const char *path) {
  struct stat info;
  return stat(path, &info) == 0 && !S_ISREG(info.st_mode);
}

} // namespace

bool tinct::writeFindings(const std::string &path, const Outcome &outcome, std::string &error) {
  std::string bytes;
  llvm::raw_string_ostream stream(bytes);
  json::OStream out(stream, /*IndentSize=*/1);
  out.object([&] { writeOutcome(out, outcome); });
  stream << '\n';
  stream.flush();
  if (isSpecial(path.c_str())) {
    if (writeFile(path.c_str(), bytes))
      return true;
    error = strerror(errno);
    return false;
  }
  // The compiler removes it if it is interrupted.
  std::string temporary = path + ".tmp-" + std::to_string(getpid());
  llvm::sys::RemoveFileOnSignal(temporary);
  bool good = writeFile(temporary.c_str(), bytes) && rename(temporary.c_str(), path.c_str()) == 0;
  if (!good) {
    error = strerror(errno);
    unlink(temporary.c_str());
  }
  llvm::sys::DontRemoveFileOnSignal(temporary);
  return good;
}
