//===- wire.cpp - What the analysing child tells the compiler --------------===//

#include "wire.h"
#include <cstring>

using namespace tinct;

namespace {

constexpr size_t headerSize = sizeof(uint32_t) + sizeof(uint8_t);
constexpr uint32_t maxBody = 16u << 20;

// One function for each struct names its fields in order; Writer and Reader run it.
template <class IO> void fields(IO &io, Step &s) {
  io.number(s.at), io.number(s.depth), io.text(s.message);
}
template <class IO> void fields(IO &io, Finding &f) {
  io.text(f.checker), io.number(f.cwe), io.text(f.message), io.text(f.remedy);
  io.text(f.function), io.number(f.at), io.number(f.begin), io.number(f.end);
  io.list(f.steps);
}
template <class IO> void fields(IO &io, CheckerInfo &c) {
  io.text(c.name), io.text(c.summary), io.text(c.help), io.list(c.cwe);
}
template <class IO> void fields(IO &io, CutFunction &c) {
  io.text(c.function), io.text(c.file), io.text(c.reason), io.number(c.line);
}
template <class IO> void fields(IO &io, Ending &e) {
  io.number(e.analysed), io.number(e.skipped), io.list(e.cut);
  io.list(e.errors);
}
template <class IO> void fields(IO &io, uint32_t &n) { io.number(n); }
template <class IO> void fields(IO &io, std::string &s) { io.text(s); }

struct Writer {
  std::string body;

  void number(uint32_t n) {
    body.append(reinterpret_cast<const char *>(&n), sizeof n);
  }
  template <class T> void list(std::vector<T> &items) {
    number(items.size());
    for (T &item : items)
      fields(*this, item);
  }
};

struct Reader {
  const char *at, *end;
  bool good = true;

  void number(uint32_t &n) {
    if (!(good = good && size_t(end - at) >= sizeof n))
      return;
    memcpy(&n, at, sizeof n);
    at += sizeof n;
  }
  void text(std::string &s) {
    uint32_t size = 0;
    number(size);
    if (!(good = good && size_t(end - at) >= size))
      return;
    s.assign(at, size);
    at += size;
  }
  template <class T> void list(std::vector<T> &items) {
    uint32_t count = 0;
    number(count);
    for (uint32_t i = 0; good && i < count; ++i) {
      items.emplace_back();
      fields(*this, items.back());
    }
  }
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

std::string tinct::encode(const Finding &finding) {
  return frame(Frame::Finding, finding);
}
std::string tinct::encode(const CheckerInfo &checker) {
  return frame(Frame::Checker, checker);
}
std::string tinct::encode(const Ending &ending) {
  return frame(Frame::Ending, ending);
}

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
