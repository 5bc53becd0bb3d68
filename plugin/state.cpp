//===- state.cpp - Maps in the program state, and the numbers of their keys -===//
//
// A map is an ImmutableMap from the stable number of its key to a value, kept in the generic data of
// the state under the address of the checker's `struct csa_map`. Numbers are given in the order of
// first use, so that walking a map follows that order and never an address.
//
//===----------------------------------------------------------------------===//

#include "session.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/ImmutableMap.h"
#include <unordered_map>

using namespace clang;
using namespace clang::ento;

namespace tinct {

namespace {

using Map = llvm::ImmutableMap<uint64_t, uint64_t>;

// Numbers of one sort of key, from 1.
template <typename Key, typename Index> struct Numbers {
  Index index;
  std::vector<Key> keys;

  uint64_t find(Key key) const {
    auto at = index.find(key);
    return at == index.end() ? 0 : at->second;
  }
  uint64_t give(Key key) {
    uint64_t &n = index[key];
    if (!n) {
      keys.push_back(key);
      n = keys.size();
    }
    return n;
  }
  Key key(uint64_t n) const { return keys[n - 1]; }
  void clear() {
    index.clear();
    keys.clear();
  }
};

struct Tables {
  Numbers<const SymExpr *, llvm::DenseMap<const SymExpr *, uint64_t>> symbols;
  Numbers<const MemRegion *, llvm::DenseMap<const MemRegion *, uint64_t>> regions;
  Numbers<uint64_t, std::unordered_map<uint64_t, uint64_t>> numbers;
  llvm::DenseSet<std::pair<const SymExpr *, const SymExpr *>> parts;
};

Tables &tables() {
  static Tables it;
  return it;
}

// Every map that was ever written, in the order of first use.
std::vector<csa_map *> &maps() {
  static std::vector<csa_map *> it;
  return it;
}

// In the generic data of a muted path's state.
char muted;

Map mapOf(const ProgramState *state, csa_map *map) {
  void *const *data = state->FindGDM(map);
  return Map(data ? static_cast<Map::TreeTy *>(*data) : nullptr);
}

Map::Factory &factory(ProgramStateManager &manager, csa_map *map) {
  void *context = manager.FindGDMContext(
      map, [](llvm::BumpPtrAllocator &) -> void * { return new Map::Factory(); },
      [](void *it) { delete static_cast<Map::Factory *>(it); });
  return *static_cast<Map::Factory *>(context);
}

ProgramStateRef withMap(ProgramStateRef state, csa_map *map, const Map &content) {
  ProgramStateManager &manager = state->getStateManager();
  // A map that became empty and one that never was must be the same state.
  if (content.isEmpty())
    return state->FindGDM(map) ? manager.removeGDM(state, map) : state;
  // getRoot() retains: the state holds a bare pointer.
  return manager.addGDM(state, map, content.getRoot());
}

bool get(const csa_state *st, csa_map *map, uint64_t number, uint64_t *n) {
  if (!st || !map || !number)
    return false;
  Map content = mapOf(unwrap(st), map);
  const uint64_t *value = content.lookup(number);
  if (!value)
    return false;
  if (n)
    *n = *value;
  return true;
}

const csa_state *set(const csa_state *st, csa_map *map, uint64_t number, uint64_t n) {
  if (!st || !map || !number)
    return st;
  if (!map->reserved) {
    map->reserved = map;
    maps().push_back(map);
  }
  ProgramStateRef state = unwrap(st);
  Map::Factory &f = factory(state->getStateManager(), map);
  return keep(withMap(state, map, f.add(mapOf(state.get(), map), number, n)));
}

const csa_state *unset(const csa_state *st, csa_map *map, uint64_t number) {
  if (!get(st, map, number, nullptr))
    return st;
  ProgramStateRef state = unwrap(st);
  Map::Factory &f = factory(state->getStateManager(), map);
  return keep(withMap(state, map, f.remove(mapOf(state.get(), map), number)));
}

} // namespace

unsigned numberOf(const SymExpr *symbol) { return tables().symbols.give(symbol); }
unsigned numberOf(const MemRegion *region) { return tables().regions.give(region); }

void forgetKeys() {
  Tables &t = tables();
  t.symbols.clear();
  t.regions.clear();
  t.numbers.clear();
  t.parts.clear();
}

ProgramStateRef dropDead(ProgramStateRef state, SymbolReaper &reaper,
                         llvm::SmallVectorImpl<SymbolRef> &dead) {
  llvm::DenseSet<SymbolRef> told;
  for (csa_map *map : maps()) {
    if (map->key == CSA_KEY_NUMBER)
      continue;
    Map before = mapOf(state.get(), map);
    if (before.isEmpty())
      continue;
    Map::Factory &f = factory(state->getStateManager(), map);
    Map after = before;
    for (const auto &entry : before) {
      if (map->key == CSA_KEY_SYMBOL) {
        SymbolRef symbol = tables().symbols.key(entry.first);
        if (!reaper.isDead(symbol))
          continue;
        if (told.insert(symbol).second)
          dead.push_back(symbol);
      } else if (reaper.isLiveRegion(tables().regions.key(entry.first))) {
        continue;
      }
      after = f.remove(after, entry.first);
    }
    if (after != before)
      state = withMap(state, map, after);
  }
  return state;
}

ProgramStateRef mute(ProgramStateRef state) {
  return state->getStateManager().addGDM(dropAll(state), &muted, &muted);
}

bool isMuted(const ProgramStateRef &state) { return session().isShort && state->FindGDM(&muted); }

ProgramStateRef dropAll(ProgramStateRef state) {
  for (csa_map *map : maps())
    if (state->FindGDM(map))
      state = state->getStateManager().removeGDM(state, map);
  return state;
}

// The engine lets go of the symbol of a buffer's content when the buffer is overwritten, though the
// symbol of a byte read before is its part and still in use.
void keepWhole(SVal part, SymbolManager &symbols) {
  SymbolRef symbol = part.getAsSymbol();
  while (const auto *derived = dyn_cast_or_null<SymbolDerived>(symbol)) {
    symbol = derived->getParentSymbol();
    if (tables().parts.insert({derived, symbol}).second)
      symbols.addSymbolDependency(derived, symbol);
  }
}

} // namespace tinct

using namespace tinct;

bool csa_get_symbol(const csa_state *st, csa_map *map, const csa_symbol *key, uint64_t *n) {
  return key && get(st, map, tables().symbols.find(unwrap(key)), n);
}

bool csa_get_region(const csa_state *st, csa_map *map, const csa_region *key, uint64_t *n) {
  return key && get(st, map, tables().regions.find(unwrap(key)), n);
}

bool csa_get_number(const csa_state *st, csa_map *map, uint64_t key, uint64_t *n) {
  return get(st, map, tables().numbers.find(key), n);
}

const csa_state *csa_set_symbol(csa_context *, const csa_state *st, csa_map *map,
                                const csa_symbol *key, uint64_t n) {
  return key ? set(st, map, tables().symbols.give(unwrap(key)), n) : st;
}

const csa_state *csa_set_region(csa_context *, const csa_state *st, csa_map *map,
                                const csa_region *key, uint64_t n) {
  return key ? set(st, map, tables().regions.give(unwrap(key)), n) : st;
}

const csa_state *csa_set_number(csa_context *, const csa_state *st, csa_map *map, uint64_t key,
                                uint64_t n) {
  return set(st, map, tables().numbers.give(key), n);
}

const csa_state *csa_unset_symbol(csa_context *, const csa_state *st, csa_map *map,
                                  const csa_symbol *key) {
  return key ? unset(st, map, tables().symbols.find(unwrap(key))) : st;
}

const csa_state *csa_unset_region(csa_context *, const csa_state *st, csa_map *map,
                                  const csa_region *key) {
  return key ? unset(st, map, tables().regions.find(unwrap(key))) : st;
}

const csa_state *csa_unset_number(csa_context *, const csa_state *st, csa_map *map, uint64_t key) {
  return unset(st, map, tables().numbers.find(key));
}

bool csa_map_is_empty(const csa_state *st, csa_map *map) {
  return !st || !map || mapOf(unwrap(st), map).isEmpty();
}

bool csa_map_is_same(const csa_state *a, const csa_state *b, csa_map *map) {
  if (!a || !b || !map)
    return a == b;
  void *const *left = unwrap(a)->FindGDM(map), *const *right = unwrap(b)->FindGDM(map);
  return (left ? *left : nullptr) == (right ? *right : nullptr);
}

void csa_map_visit(const csa_state *st, csa_map *map, csa_entry_visit *visit, void *data) {
  if (!st || !map || !visit)
    return;
  Map content = mapOf(unwrap(st), map);
  for (const auto &it : content) {
    csa_entry entry = {};
    entry.value = it.second;
    if (map->key == CSA_KEY_SYMBOL)
      entry.symbol = wrap(tables().symbols.key(it.first));
    else if (map->key == CSA_KEY_REGION)
      entry.region = wrap(tables().regions.key(it.first));
    else
      entry.key = tables().numbers.key(it.first);
    if (!visit(data, &entry))
      return;
  }
}
