//===- options.cpp - The plugin's arguments --------------------------------===//

#include "options.h"
#include "llvm/ADT/StringRef.h"

using llvm::StringRef;
using namespace tinct;

namespace {

struct Spec {
  const char *key;
  enum { Text, List, Number, Flag, Config } kind;
  std::string Options::*text;
  std::vector<std::string> Options::*list;
  unsigned Options::*number;
  bool Options::*flag;
  const char *shape; // after the key, in the list of valid options
};

constexpr Spec text(const char *key, std::string Options::*to, const char *shape) {
  return {key, Spec::Text, to, nullptr, nullptr, nullptr, shape};
}
constexpr Spec list(const char *key, std::vector<std::string> Options::*to) {
  return {key, Spec::List, nullptr, to, nullptr, nullptr, "=CHECKER,..."};
}
constexpr Spec number(const char *key, unsigned Options::*to, const char *shape) {
  return {key, Spec::Number, nullptr, nullptr, to, nullptr, shape};
}
constexpr Spec flag(const char *key, bool Options::*to) {
  return {key, Spec::Flag, nullptr, nullptr, nullptr, to, ""};
}

const Spec specs[] = {
    {"config", Spec::Config, nullptr, nullptr, nullptr, nullptr, "=CHECKER:KEY=VALUE"},
    list("disable", &Options::disable),
    list("enable", &Options::enable),
    flag("keep-going", &Options::keepGoing),
    text("load", &Options::load, "=FILE.so:..."),
    number("max-nodes", &Options::maxNodes, "=NUMBER"),
    number("memory-limit", &Options::memoryLimit, "=MEGABYTES"),
    text("models", &Options::models, "=FILE"),
    text("output", &Options::output, "=FILE"),
    flag("quiet", &Options::quiet),
    flag("require", &Options::require),
    flag("system-headers", &Options::systemHeaders),
    number("time-limit", &Options::timeLimit, "=SECONDS"),
    list("werror", &Options::werror),
};

std::string validOptions() {
  std::string all;
  for (const Spec &spec : specs)
    all += std::string(all.empty() ? "" : ", ") + spec.key + spec.shape;
  return all;
}

bool readList(StringRef value, std::vector<std::string> &out) {
  while (!value.empty()) {
    auto [first, rest] = value.split(',');
    if (first.trim().empty())
      return false;
    out.push_back(first.trim().str());
    value = rest;
  }
  return !out.empty();
}

// CHECKER:KEY=VALUE
bool readConfig(StringRef value, Options &options) {
  auto [key, text] = value.split('=');
  if (key.size() == value.size() || key.find(':') == StringRef::npos)
    return false;
  options.config.emplace_back(key.str(), text.str());
  return true;
}

bool readValue(const Spec &spec, StringRef value, bool hasValue, Options &options) {
  switch (spec.kind) {
  case Spec::Flag:
    options.*spec.flag = true;
    return !hasValue;
  case Spec::Text:
    options.*spec.text = value.str();
    return !value.empty();
  case Spec::List:
    return readList(value, options.*spec.list);
  case Spec::Number:
    return !value.getAsInteger(10, options.*spec.number) && options.*spec.number > 0;
  case Spec::Config:
    return readConfig(value, options);
  }
  return false;
}

} // namespace

bool tinct::parseOptions(const std::vector<std::string> &args, Options &options,
                         std::string &error) {
  for (const std::string &arg : args) {
    StringRef key = StringRef(arg).split('=').first;
    bool hasValue = key.size() != arg.size();
    const Spec *found = nullptr;
    for (const Spec &spec : specs)
      if (key == spec.key)
        found = &spec;
    if (!found) {
      error = "unknown option '" + key.str() + "' in -fplugin-arg-tinct-" + arg + "; valid are " +
              validOptions();
      return false;
    }
    StringRef value = StringRef(arg).substr(key.size() + hasValue);
    if (!readValue(*found, value, hasValue, options)) {
      error = "bad value in -fplugin-arg-tinct-" + arg + "; write -fplugin-arg-tinct-" +
              found->key + found->shape;
      return false;
    }
  }
  options.chooseErrors = !options.werror.empty();
  return true;
}
