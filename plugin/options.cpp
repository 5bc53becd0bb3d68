//===- options.cpp - The plugin's arguments --------------------------------===//

#include "options.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

using llvm::StringRef;
using namespace tinct;

namespace {

// Each reads what stands behind "=" and refuses what does not fit; NULL if there is no "=".
using Value = const StringRef *;

template <auto Flag> bool readFlag(Value value, Options &options) {
  options.*Flag = true;
  return !value;
}

template <auto Text> bool readText(Value value, Options &options) {
  options.*Text = value ? value->str() : "";
  return value && !value->empty();
}

// Given again, it adds.
template <auto Paths> bool readPaths(Value value, Options &options) {
  if (!value || value->empty())
    return false;
  std::string &paths = options.*Paths;
  paths += (paths.empty() ? "" : ":") + value->str();
  return true;
}

template <auto List> bool readList(Value value, Options &options) {
  llvm::SmallVector<StringRef, 4> items;
  if (value)
    value->split(items, ',');
  for (StringRef item : items) {
    if (item.trim().empty())
      return false;
    (options.*List).push_back(item.trim().str());
  }
  return !items.empty();
}

template <auto Number, unsigned Least> bool readNumber(Value value, Options &options) {
  unsigned n;
  if (!value || value->getAsInteger(10, n) || n < Least)
    return false;
  options.*Number = n;
  return true;
}

bool readProfile(Value value, Options &options) {
  if (!value ||
      (*value != "quiet" && *value != "default" && *value != "strict" && *value != "audit"))
    return false;
  options.profile = value->str();
  return true;
}

bool readConfig(Value value, Options &options) {
  if (!value || !value->split('=').first.contains(':') || !value->contains('='))
    return false;
  auto [key, text] = value->split('=');
  options.config.emplace_back(key.str(), text.str());
  return true;
}

const struct Spec {
  const char *key;
  const char *shape; // of the value, in messages
  bool (*read)(Value value, Options &options);
} specs[] = {
    {"config", "=CHECKER:KEY=VALUE", readConfig},
    {"disable", "=CHECKER,...", readList<&Options::disable>},
    {"enable", "=CHECKER,...", readList<&Options::enable>},
    {"keep-going", "", readFlag<&Options::keepGoing>},
    {"load", "=FILE.so:...", readPaths<&Options::load>},
    {"max-nodes", "=NUMBER", readNumber<&Options::maxNodes, 0>},
    {"memory-limit", "=MEGABYTES", readNumber<&Options::memoryLimit, 1>},
    {"models", "=FILE:...", readPaths<&Options::models>},
    {"output", "=FILE", readText<&Options::output>},
    {"profile", "=quiet|default|strict|audit", readProfile},
    {"quiet", "", readFlag<&Options::quiet>},
    {"require", "", readFlag<&Options::require>},
    {"system-headers", "", readFlag<&Options::systemHeaders>},
    {"time-limit", "=SECONDS", readNumber<&Options::timeLimit, 1>},
    {"werror", "=CHECKER,...", readList<&Options::werror>},
    {"why", "=FILE:LINE", readText<&Options::why>},
};

const Spec *findSpec(StringRef key) {
  for (const Spec &spec : specs)
    if (key == spec.key)
      return &spec;
  return nullptr;
}

std::string validOptions() {
  std::string all;
  for (const Spec &spec : specs)
    all += std::string(all.empty() ? "" : ", ") + spec.key + spec.shape;
  return all;
}

} // namespace

bool tinct::parseOptions(const std::vector<std::string> &args, Options &options,
                         std::string &error) {
  for (StringRef arg : args) {
    auto [key, value] = arg.split('=');
    const Spec *spec = findSpec(key);
    if (!spec) {
      error = "unknown option '" + key.str() + "' in -fplugin-arg-tinct-" + arg.str() +
              "; valid are " + validOptions();
      return false;
    }
    if (!spec->read(key.size() == arg.size() ? nullptr : &value, options)) {
      error = "bad value in -fplugin-arg-tinct-" + arg.str() + "; write -fplugin-arg-tinct-" +
              spec->key + spec->shape;
      return false;
    }
  }
  options.chooseErrors = !options.werror.empty();
  return true;
}
