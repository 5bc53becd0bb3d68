//===- wire.cpp - What the analysing child tells the compiler --------------===//

#include "wire.h"
#include <cstring>

using namespace tinct;

namespace {

constexpr size_t headerSize = sizeof(uint32_t) + sizeof(uint8_t);
constexpr uint32_t maxBody = 16u << 20;

// One function for each struct names its fields in order; Writer and Reader run it.
template <class IO> void fields(IO &io, Step &s) { io(s.at, s.depth, s.message); }
template <class IO> void fields(IO &io, Finding &f) {
  io(f.checker, f.cwe, f.message, f.remedy, f.profile, f.function, f.at, f.begin, f.end, f.steps);
}
template <class IO> void fields(IO &io, CheckerInfo &c) { io(c.name, c.summary, c.help, c.cwe); }
template <class IO> void fields(IO &io, CutFunction &c) {
  io(c.function, c.file, c.reason, c.line);
}
template <class IO> void fields(IO &io, Ending &e) { io(e.analysed, e.skipped, e.cut, e.errors); }

struct Writer {
  std::string body;

  template <class... T> void operator()(T &...values) { (add(values), ...); }
  void count(uint32_t n) { body.append(reinterpret_cast<const char *>(&n), sizeof n); }
  void add(uint32_t &n) { count(n); }
  void add(std::string &s) {
    count(s.size());
    body += s;
  }
  template <class T> void add(std::vector<T> &items) {
    count(items.size());
    for (T &item : items)
      add(item);
  }
  template <class T> void add(T &record) { fields(*this, record); }
};

struct Reader {
  const char *at, *end;
  bool good = true;

  template <class... T> void operator()(T &...values) { (add(values), ...); }
  bool has(size_t size) { return good = good && size_t(end - at) >= size; }
  void add(uint32_t &n) {
    if (!has(sizeof n))
      return;
    memcpy(&n, at, sizeof n);
    at += sizeof n;
  }
  void add(std::string &s) {
    uint32_t size = 0;
    add(size);
    if (!has(size))
      return;
    s.assign(at, size);
    at += size;
  }
  template <class T> void add(std::vector<T> &items) {
    uint32_t count = 0;
    add(count);
    for (uint32_t i = 0; good && i < count; ++i)
      add(items.emplace_back());
  }
  template <class T> void add(T &record) { fields(*this, record); }
};

template <class T> std::string frame(Frame kind, const T &record) {
  Writer writer;
  fields(writer, const_cast<T &>(record)); // Writer changes nothing
  uint32_t size = writer.body.size();
  std::string all(reinterpret_cast<const char *>(&size), sizeof size);
  all += char(kind);
  return all + writer.body;
}

template <class T> bool read(const char *body, size_t size, T &record) {
  Reader reader{body, body + size};
  fields(reader, record);
  return reader.good && reader.at == reader.end;
}

} // namespace

std::string tinct::encode(const Finding &finding) { return frame(Frame::Finding, finding); }
std::string tinct::encode(const CheckerInfo &checker) { return frame(Frame::Checker, checker); }
std::string tinct::encode(const Ending &ending) { return frame(Frame::Ending, ending); }

void Decoder::add(const char *bytes, size_t size) {
  if (out.garbled)
    return;
  pending.append(bytes, size);
  size_t done = 0;
  while (pending.size() - done >= headerSize) {
    uint32_t body;
    memcpy(&body, pending.data() + done, sizeof body);
    if (body > maxBody) {
      out.garbled = true;
      return;
    }
    if (pending.size() - done - headerSize < body)
      break;
    uint8_t kind = uint8_t(pending[done + sizeof body]);
    if (!take(kind, pending.data() + done + headerSize, body)) {
      out.garbled = true;
      return;
    }
    done += headerSize + body;
  }
  pending.erase(0, done);
}

bool Decoder::take(uint8_t kind, const char *body, size_t size) {
  switch (Frame(kind)) {
  case Frame::Finding: {
    Finding finding;
    if (!read(body, size, finding))
      return false;
    out.findings.push_back(std::move(finding));
    return true;
  }
  case Frame::Checker: {
    CheckerInfo checker;
    if (!read(body, size, checker))
      return false;
    out.checkers.push_back(std::move(checker));
    return true;
  }
  case Frame::Ending:
    return out.ended = read(body, size, out.ending);
  }
  return false;
}
