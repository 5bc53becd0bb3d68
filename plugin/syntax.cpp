//===- syntax.cpp - Expressions and declarations as they are written -------===//

#include "answers.h"
#include "clang/AST/Attr.h"
#include "clang/Lex/Lexer.h"
#include "llvm/Support/FileSystem.h"
#include <cstring>

using namespace clang;
using namespace tinct;

// ---- Expressions ----

static const Stmt *strip(const csa_expr *expr) {
  const Stmt *stmt = unwrap(expr);
  if (const auto *e = dyn_cast_or_null<Expr>(stmt))
    return e->IgnoreParenImpCasts();
  return stmt;
}

csa_expr_kind csa_expr_kind_of(const csa_expr *expr) {
  const Stmt *e = strip(expr);
  if (!e)
    return CSA_EXPR_OTHER;
  if (isa<clang::StringLiteral>(e))
    return CSA_EXPR_STRING;
  if (isa<IntegerLiteral>(e) || isa<CharacterLiteral>(e) || isa<FloatingLiteral>(e))
    return CSA_EXPR_NUMBER;
  if (isa<DeclRefExpr>(e))
    return CSA_EXPR_NAME;
  if (isa<MemberExpr>(e))
    return CSA_EXPR_MEMBER;
  if (isa<ArraySubscriptExpr>(e))
    return CSA_EXPR_SUBSCRIPT;
  if (isa<CallExpr>(e))
    return CSA_EXPR_CALL;
  if (isa<UnaryOperator>(e))
    return CSA_EXPR_UNARY;
  if (isa<VAArgExpr>(e))
    return CSA_EXPR_VA_ARG;
  return isa<BinaryOperator>(e) ? CSA_EXPR_BINARY : CSA_EXPR_OTHER;
}

const csa_expr *csa_expr_strip(const csa_expr *expr) { return wrap(strip(expr)); }

const csa_expr *csa_expr_child(const csa_expr *expr, unsigned i) {
  const Stmt *e = strip(expr);
  if (!e)
    return nullptr;
  if (const auto *call = dyn_cast<CallExpr>(e))
    return i < call->getNumArgs() ? wrap(static_cast<const Stmt *>(call->getArg(i))) : nullptr;
  // As written it may be 3[p]; the array is child 0 all the same.
  if (const auto *subscript = dyn_cast<ArraySubscriptExpr>(e)) {
    if (i > 1)
      return nullptr;
    return wrap(static_cast<const Stmt *>(i == 0 ? subscript->getBase() : subscript->getIdx()));
  }
  for (const Stmt *child : e->children())
    if (i-- == 0)
      return wrap(child);
  return nullptr;
}

bool csa_expr_string(const csa_expr *expr, const char **bytes, size_t *length) {
  const auto *literal = dyn_cast_or_null<clang::StringLiteral>(strip(expr));
  if (!literal || literal->getCharByteWidth() != 1)
    return false;
  if (bytes)
    *bytes = literal->getBytes().data();
  if (length)
    *length = literal->getByteLength();
  return true;
}

const csa_decl *csa_expr_decl(const csa_expr *expr) {
  const Stmt *e = strip(expr);
  const Decl *decl = nullptr;
  if (const auto *name = dyn_cast_or_null<DeclRefExpr>(e))
    decl = name->getDecl();
  else if (const auto *member = dyn_cast_or_null<MemberExpr>(e))
    decl = member->getMemberDecl();
  else if (const auto *call = dyn_cast_or_null<CallExpr>(e))
    decl = call->getDirectCallee();
  return wrap(decl);
}

const char *csa_expr_operator(const csa_expr *expr) {
  // The spellings are literals of the compiler and end with NUL.
  if (const auto *unary = dyn_cast_or_null<UnaryOperator>(strip(expr)))
    return UnaryOperator::getOpcodeStr(unary->getOpcode()).data();
  if (const auto *binary = dyn_cast_or_null<BinaryOperator>(strip(expr)))
    return BinaryOperator::getOpcodeStr(binary->getOpcode()).data();
  return nullptr;
}

const csa_type *csa_expr_type(const csa_expr *expr) {
  const auto *e = dyn_cast_or_null<Expr>(unwrap(expr));
  return e ? wrap(e->getType()) : nullptr;
}

const csa_expr *csa_expr_converted(const csa_expr *expr) {
  const auto *cast = dyn_cast_or_null<CastExpr>(unwrap(expr));
  return cast ? wrap(static_cast<const Stmt *>(cast->getSubExpr())) : nullptr;
}

bool csa_expr_number(const csa_expr *expr, int64_t *n) {
  const auto *e = dyn_cast_or_null<Expr>(unwrap(expr));
  if (!e || !world().ast || e->isValueDependent() || !e->getType()->isIntegralOrEnumerationType())
    return false;
  Expr::EvalResult result;
  int64_t value;
  if (!e->EvaluateAsInt(result, *world().ast) || !fits(result.Val.getInt(), &value))
    return false;
  if (n)
    *n = value;
  return true;
}

// On one line: each run of white space, spliced lines included, becomes one blank.
static std::string fold(StringRef text) {
  std::string out;
  bool blank = false;
  for (size_t i = 0; i < text.size(); i++) {
    bool splice =
        text[i] == '\\' && i + 1 < text.size() && (text[i + 1] == '\n' || text[i + 1] == '\r');
    if (splice || isWhitespace(text[i])) {
      blank = true;
      continue;
    }
    if (blank && !out.empty())
      out += ' ';
    blank = false;
    out += text[i];
  }
  return out;
}

// Cuts where a character starts, never inside one.
static std::string shorten(std::string text, size_t limit) {
  static const char dots[] = "\xE2\x80\xA6";
  if (text.size() <= limit)
    return text;
  size_t end = limit - (sizeof(dots) - 1);
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
    end--;
  return text.substr(0, end) + dots;
}

const char *csa_expr_text(csa_context *, const csa_expr *expr) {
  if (!expr || !world().ast)
    return nullptr;
  const SourceManager &sources = world().ast->getSourceManager();
  const LangOptions &language = world().ast->getLangOpts();
  CharSourceRange tokens = CharSourceRange::getTokenRange(unwrap(expr)->getSourceRange());
  // What stands inside a macro's argument is the user's; what a macro's body made is the macro.
  CharSourceRange written = Lexer::makeFileCharRange(tokens, sources, language);
  if (written.isInvalid())
    written = Lexer::makeFileCharRange(sources.getExpansionRange(tokens), sources, language);
  if (written.isInvalid())
    return nullptr;
  std::string text = fold(Lexer::getSourceText(written, sources, language));
  return text.empty() ? nullptr : keep(shorten(std::move(text), 80));
}

static bool locate(SourceLocation at, csa_location *out) {
  const SourceManager &sources = world().ast->getSourceManager();
  PresumedLoc presumed = sources.getPresumedLoc(sources.getExpansionLoc(at));
  if (presumed.isInvalid())
    return false;
  *out = {presumed.getFilename(), presumed.getLine(), presumed.getColumn(),
          sources.isInSystemHeader(at), at.isMacroID()};
  return true;
}

bool csa_expr_location(csa_context *, const csa_expr *expr, struct csa_location *out) {
  return expr && out && world().ast && locate(unwrap(expr)->getBeginLoc(), out);
}

// The end of a macro's use, not of its first token.
static unsigned lastLine(SourceRange range) {
  const SourceManager &sources = world().ast->getSourceManager();
  csa_location at;
  return locate(sources.getExpansionRange(range).getEnd(), &at) ? at.line : 0;
}

unsigned csa_expr_last_line(const csa_expr *expr) {
  return expr && world().ast ? lastLine(unwrap(expr)->getSourceRange()) : 0;
}

// ---- Declarations ----

const char *csa_decl_name(const csa_decl *decl) {
  const auto *named = dyn_cast_or_null<NamedDecl>(unwrap(decl));
  const IdentifierInfo *name = named ? named->getIdentifier() : nullptr;
  return name ? name->getNameStart() : nullptr;
}

const csa_type *csa_decl_type(const csa_decl *decl) {
  const auto *value = dyn_cast_or_null<ValueDecl>(unwrap(decl));
  return value ? wrap(value->getType()) : nullptr;
}

const char *csa_decl_owner(const csa_decl *decl) {
  const auto *field = dyn_cast_or_null<FieldDecl>(unwrap(decl));
  const RecordDecl *record = field ? field->getParent() : nullptr;
  // An anonymous struct has the name of its typedef, or that of the struct around it.
  for (; record; record = dyn_cast<RecordDecl>(record->getDeclContext())) {
    if (record->getIdentifier())
      return keep((record->getKindName() + " " + record->getName()).str());
    if (const TypedefNameDecl *alias = record->getTypedefNameForAnonDecl())
      return keep(alias->getNameAsString());
  }
  return nullptr;
}

bool csa_decl_in_system_header(const csa_decl *decl) {
  if (!decl || !world().ast)
    return false;
  return world().ast->getSourceManager().isInSystemHeader(unwrap(decl)->getLocation());
}

bool csa_decl_is_global(const csa_decl *decl) {
  const auto *variable = dyn_cast_or_null<VarDecl>(unwrap(decl));
  return variable && variable->hasGlobalStorage();
}

unsigned csa_decl_bits(const csa_decl *decl) {
  const auto *field = dyn_cast_or_null<FieldDecl>(unwrap(decl));
  if (!field || !field->isBitField() || !world().ast)
    return 0;
  return field->getBitWidth()->EvaluateKnownConstInt(*world().ast).getZExtValue();
}

const char *csa_decl_annotation(const csa_decl *decl, unsigned i) {
  if (!decl)
    return nullptr;
  for (const Decl *each : unwrap(decl)->redecls())
    for (const auto *attribute : each->specific_attrs<AnnotateAttr>())
      // A later declaration inherits what the earlier ones say; those of parameters are not linked.
      if ((!attribute->isInherited() || isa<ParmVarDecl>(each)) && i-- == 0)
        return keep(attribute->getAnnotation().str());
  return nullptr;
}

// The definition, whose parameters are those of its body, or else the declaration itself.
static const FunctionDecl *function(const csa_decl *decl) {
  const auto *declared = dyn_cast_or_null<FunctionDecl>(unwrap(decl));
  const FunctionDecl *definition = declared ? declared->getDefinition() : nullptr;
  return definition ? definition : declared;
}

unsigned csa_function_parameter_count(const csa_decl *decl) {
  const FunctionDecl *f = function(decl);
  return f ? f->getNumParams() : 0;
}

const csa_decl *csa_function_parameter(const csa_decl *decl, unsigned i) {
  const FunctionDecl *f = function(decl);
  if (!f || i >= f->getNumParams())
    return nullptr;
  return wrap(static_cast<const Decl *>(f->getParamDecl(i)));
}

const csa_type *csa_function_result(const csa_decl *decl) {
  const FunctionDecl *f = function(decl);
  return f ? wrap(f->getReturnType()) : nullptr;
}

bool csa_function_is_variadic(const csa_decl *decl) {
  const FunctionDecl *f = function(decl);
  return f && f->isVariadic();
}

bool csa_function_has_body(const csa_decl *decl) {
  const FunctionDecl *f = function(decl);
  return f && f->hasBody();
}

bool csa_function_is_static(const csa_decl *decl) {
  const FunctionDecl *f = function(decl);
  return f && !f->isExternallyVisible();
}

bool csa_function_is_main(const csa_decl *decl) {
  const FunctionDecl *f = function(decl);
  return f && f->isMain();
}

bool csa_function_lines(const csa_decl *decl, struct csa_location *first, unsigned *last) {
  const auto *declared = dyn_cast_or_null<FunctionDecl>(unwrap(decl));
  const FunctionDecl *f = declared ? declared->getDefinition() : nullptr;
  if (!f || !first || !last || !world().ast || !locate(f->getBeginLoc(), first))
    return false;
  *last = lastLine(f->getSourceRange());
  return *last != 0;
}

bool csa_is_same_file(const char *a, const char *b) {
  return a && b && (strcmp(a, b) == 0 || llvm::sys::fs::equivalent(a, b));
}

bool csa_function_format(const csa_decl *decl, const char **kind, int *format, int *first) {
  const auto *declared = dyn_cast_or_null<FunctionDecl>(unwrap(decl));
  if (!declared)
    return false;
  for (const FunctionDecl *each : declared->redecls()) {
    const auto *attribute = each->getAttr<FormatAttr>();
    if (!attribute)
      continue;
    const char *name = attribute->getType()->getNameStart();
    if (kind)
      *kind = strncmp(name, "gnu_", 4) == 0 ? name + 4 : name;
    if (format)
      *format = attribute->getFormatIdx() - 1;
    if (first)
      *first = attribute->getFirstArg() - 1;
    return true;
  }
  return false;
}

bool csa_function_alloc_size(const csa_decl *decl, int *size, int *count) {
  const auto *declared = dyn_cast_or_null<FunctionDecl>(unwrap(decl));
  if (!declared)
    return false;
  for (const FunctionDecl *each : declared->redecls()) {
    const auto *attribute = each->getAttr<AllocSizeAttr>();
    if (!attribute)
      continue;
    ParamIdx second = attribute->getNumElemsParam();
    if (size)
      *size = static_cast<int>(attribute->getElemSizeParam().getASTIndex());
    if (count)
      *count = second.isValid() ? static_cast<int>(second.getASTIndex()) : -1;
    return true;
  }
  return false;
}
