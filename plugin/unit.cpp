//===- unit.cpp - The translation unit and what its functions name ---------===//

#include "answers.h"
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
template <typename Kind, typename Visit> static void each(const csa_decl *decl, Visit visit) {
  const auto *function = dyn_cast_or_null<FunctionDecl>(unwrap(decl));
  const Stmt *body = function ? function->getBody() : nullptr;
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

void csa_function_mentions(const csa_decl *decl, csa_function_visit *visit, void *data) {
  if (!visit)
    return;
  llvm::SmallPtrSet<const Decl *, 32> seen;
  each<DeclRefExpr>(decl, [&](const DeclRefExpr *name) {
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
