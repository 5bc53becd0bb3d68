//===- unit.cpp - The translation unit and what its functions name ---------===//

#include "answers.h"
#include "mode.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"
#include <algorithm>

using namespace clang;
using namespace tinct;

const char *csa_unit_file(csa_unit *unit) {
  if (!unit)
    return nullptr;
  const SourceManager &sources = unit->ast->getSourceManager();
  auto file = sources.getFileEntryRefForID(sources.getMainFileID());
  return file ? keep(file->getName().str()) : nullptr;
}

bool csa_unit_was_cut(csa_unit *unit, const csa_decl *function) {
  const char *name = csa_decl_name(function);
  return unit && name &&
         llvm::any_of(coverage().cut, [&](const Coverage::Cut &cut) { return cut.function == name; });
}

void csa_unit_functions(csa_unit *unit, csa_function_visit *visit, void *data) {
  if (!unit || !visit)
    return;
  for (const Decl *decl : unit->ast->getTranslationUnitDecl()->decls()) {
    const auto *function = dyn_cast<FunctionDecl>(decl);
    if (!function || !function->doesThisDeclarationHaveABody())
      continue;
    if (!visit(data, wrap(static_cast<const Decl *>(function->getCanonicalDecl()))))
      return;
  }
}

// Visits the statements and expressions of a kind in the body of `decl`, in source order. On a stack
// of its own: bodies are as deep as their author liked.
template <typename Kind, typename Visit> static void eachIn(const Stmt *body, Visit visit) {
  llvm::SmallVector<const Stmt *, 64> open;
  if (body)
    open.push_back(body);
  while (!open.empty()) {
    const Stmt *stmt = open.pop_back_val();
    if (const auto *found = dyn_cast<Kind>(stmt))
      if (!visit(found))
        return;
    size_t first = open.size();
    for (const Stmt *child : stmt->children())
      if (child)
        open.push_back(child);
    std::reverse(open.begin() + first, open.end());
  }
}

template <typename Kind, typename Visit> static void each(const csa_decl *decl, Visit visit) {
  const auto *function = dyn_cast_or_null<FunctionDecl>(unwrap(decl));
  eachIn<Kind>(function ? function->getBody() : nullptr, visit);
}

// The names in the body of a function, and those in the initializers of the globals it names.
template <typename Visit> static void eachName(const csa_decl *decl, Visit visit) {
  const auto *function = dyn_cast_or_null<FunctionDecl>(unwrap(decl));
  llvm::SmallPtrSet<const Decl *, 16> globals;
  llvm::SmallVector<const Stmt *, 16> open;
  open.push_back(function ? function->getBody() : nullptr);
  for (bool stopped = false; !open.empty() && !stopped;)
    eachIn<DeclRefExpr>(open.pop_back_val(), [&](const DeclRefExpr *name) {
      const auto *variable = dyn_cast<VarDecl>(name->getDecl());
      const Expr *init = variable && variable->hasGlobalStorage() && !variable->isStaticLocal()
                             ? variable->getAnyInitializer()
                             : nullptr;
      if (init && globals.insert(variable->getCanonicalDecl()).second)
        open.push_back(init);
      stopped = !visit(name);
      return !stopped;
    });
}

void csa_function_mentions(const csa_decl *decl, csa_function_visit *visit, void *data) {
  if (!visit)
    return;
  llvm::SmallPtrSet<const Decl *, 32> seen;
  eachName(decl, [&](const DeclRefExpr *name) {
    const auto *function = dyn_cast<FunctionDecl>(name->getDecl());
    if (!function || !seen.insert(function->getCanonicalDecl()).second)
      return true;
    return visit(data, wrap(static_cast<const Decl *>(function->getCanonicalDecl())));
  });
}

void csa_function_calls(const csa_decl *decl, csa_expr_visit *visit, void *data) {
  if (visit)
    each<CallExpr>(decl, [&](const CallExpr *call) {
      return visit(data, wrap(static_cast<const Stmt *>(call)));
    });
}

void csa_function_literals(const csa_decl *decl, csa_expr_visit *visit, void *data) {
  if (visit)
    each<StringLiteral>(decl, [&](const StringLiteral *literal) {
      return visit(data, wrap(static_cast<const Stmt *>(literal)));
    });
}

// The first length that the program computes of an array declared here; else NULL.
static const Expr *computedLength(const DeclStmt *stmt) {
  for (const Decl *decl : stmt->decls())
    if (const auto *variable = dyn_cast<VarDecl>(decl))
      if (const auto *type = dyn_cast<VariableArrayType>(variable->getType().getTypePtr()))
        return type->getSizeExpr();
  return nullptr;
}

static bool shrinks(const CastExpr *cast) {
  const Expr *from = cast->getSubExpr();
  return cast->getCastKind() == CK_IntegralCast && !isa<IntegerLiteral>(from) &&
         !isa<CharacterLiteral>(from) &&
         world().ast->getTypeSize(cast->getType()) < world().ast->getTypeSize(from->getType());
}

static const Expr *operation(const Stmt *stmt) {
  if (const auto *declares = dyn_cast<DeclStmt>(stmt))
    return computedLength(declares);
  if (const auto *cast = dyn_cast<CastExpr>(stmt))
    return cast->getCastKind() == CK_IntegralToPointer || shrinks(cast) ? cast : nullptr;
  if (isa<ArraySubscriptExpr>(stmt) || isa<UnaryOperator>(stmt) || isa<BinaryOperator>(stmt))
    return cast<Expr>(stmt);
  return nullptr;
}

void csa_function_operations(const csa_decl *decl, csa_expr_visit *visit, void *data) {
  if (visit)
    each<Stmt>(decl, [&](const Stmt *stmt) {
      const Expr *expr = operation(stmt);
      return !expr || visit(data, wrap(static_cast<const Stmt *>(expr)));
    });
}

void csa_function_fields(const csa_decl *decl, csa_function_visit *visit, void *data) {
  if (visit)
    each<MemberExpr>(decl, [&](const MemberExpr *member) {
      return visit(data, wrap(static_cast<const Decl *>(member->getMemberDecl())));
    });
}

bool csa_function_mentions_global(const csa_decl *decl, const char *name) {
  bool found = false;
  if (name)
    each<DeclRefExpr>(decl, [&](const DeclRefExpr *named) {
      const auto *variable = dyn_cast<VarDecl>(named->getDecl());
      found = variable && variable->hasGlobalStorage() && !variable->isStaticLocal() &&
              variable->getIdentifier() && variable->getName() == name;
      return !found;
    });
  return found;
}

// ---- Where addresses of functions go ----

static const FunctionDecl *functionIn(const Expr *value) {
  const Expr *e = value ? value->IgnoreParenCasts() : nullptr;
  if (const auto *address = dyn_cast_or_null<UnaryOperator>(e))
    if (address->getOpcode() == UO_AddrOf)
      e = address->getSubExpr()->IgnoreParenCasts();
  const auto *name = dyn_cast_or_null<DeclRefExpr>(e);
  return name ? dyn_cast<FunctionDecl>(name->getDecl()) : nullptr;
}

namespace {

struct Addresses {
  csa_address_visit *visit;
  void *data;

  bool tell(const Expr *value, const Decl *where, unsigned argument) {
    const FunctionDecl *function = functionIn(value);
    return !function || !where ||
           visit(data, wrap(static_cast<const Decl *>(function->getCanonicalDecl())), wrap(where),
                 argument);
  }

  bool list(const InitListExpr *list) {
    if (const InitListExpr *semantic = list->getSemanticForm())
      list = semantic;
    const auto *type = list->getType()->getAs<RecordType>();
    const RecordDecl *record = type ? type->getDecl()->getDefinition() : nullptr;
    if (!record || record->isUnion())
      return true;
    unsigned i = 0;
    for (const FieldDecl *field : record->fields()) {
      if (i >= list->getNumInits())
        break;
      if (!tell(list->getInit(i++), field, 0))
        return false;
    }
    return true;
  }

  bool look(const Stmt *stmt) {
    if (const auto *init = dyn_cast<InitListExpr>(stmt))
      return list(init);
    if (const auto *binary = dyn_cast<BinaryOperator>(stmt)) {
      const auto *member = dyn_cast<MemberExpr>(binary->getLHS()->IgnoreParenCasts());
      return binary->getOpcode() != BO_Assign || !member ||
             tell(binary->getRHS(), member->getMemberDecl(), 0);
    }
    const auto *call = dyn_cast<CallExpr>(stmt);
    const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
    for (unsigned i = 0; callee && i < call->getNumArgs(); i++)
      if (!tell(call->getArg(i), callee->getCanonicalDecl(), i))
        return false;
    return true;
  }
};

} // namespace

void csa_unit_addresses(csa_unit *unit, csa_address_visit *visit, void *data) {
  if (!unit || !visit)
    return;
  Addresses addresses{visit, data};
  bool goOn = true;
  for (const Decl *decl : unit->ast->getTranslationUnitDecl()->decls()) {
    const Stmt *in = nullptr;
    if (const auto *function = dyn_cast<FunctionDecl>(decl))
      in = function->doesThisDeclarationHaveABody() ? function->getBody() : nullptr;
    else if (const auto *variable = dyn_cast<VarDecl>(decl))
      in = variable->getInit();
    eachIn<Stmt>(goOn ? in : nullptr, [&](const Stmt *stmt) {
      goOn = addresses.look(stmt);
      return goOn;
    });
  }
}

// ---- Where data moves ----

void csa_function_moves(const csa_decl *decl, csa_move_visit *visit, void *data) {
  if (!visit)
    return;
  each<Stmt>(decl, [&](const Stmt *stmt) {
    auto tell = [&](const Decl *variable, const Expr *target, const Expr *value, bool isReturn) {
      return visit(data, wrap(variable), wrap(static_cast<const Stmt *>(target)),
                   wrap(static_cast<const Stmt *>(value)), isReturn);
    };
    if (const auto *binary = dyn_cast<BinaryOperator>(stmt))
      return !binary->isAssignmentOp() || tell(nullptr, binary->getLHS(), binary->getRHS(), false);
    if (const auto *back = dyn_cast<ReturnStmt>(stmt))
      return !back->getRetValue() || tell(nullptr, nullptr, back->getRetValue(), true);
    if (const auto *call = dyn_cast<CallExpr>(stmt))
      return tell(nullptr, nullptr, call, false);
    const auto *declared = dyn_cast<DeclStmt>(stmt);
    if (!declared)
      return true;
    for (const Decl *each : declared->decls()) {
      const auto *variable = dyn_cast<VarDecl>(each);
      if (variable && variable->getInit() && !tell(variable, nullptr, variable->getInit(), false))
        return false;
    }
    return true;
  });
}
