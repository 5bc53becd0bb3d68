// What csa.h promises of values, memory, constraints, expressions and calls, through a module that
// answers what this program asks.
// RUN: ask() { env TINCT_LOAD=%modules/answers.so %analyze -w -Xclang -analyzer-checker=test,unix.Malloc -D$1 %s > %t.txt 2>&1; FileCheck %s --check-prefix=$1 < %t.txt; }
void ask_fill(void *), ask_value(), ask_filling(const void *), ask_place(const void *);
void ask_range(), ask_compare(), ask_text(), ask_expression();
void *malloc(unsigned long), free(void *);
struct inner { char bytes[8]; int n; };
struct request { char name[64]; char path[64]; int n; char *next; struct inner inner; };
struct request shared;

// Unknown content hits one region; its bytes are parts of one symbol, however they are addressed.
// RUN: ask BUFFER
#ifdef BUFFER
void buffer(char *p, unsigned long n, int i) {
  char buf[100], rows[4][20];
  ask_fill(buf);
  // BUFFER: [[@LINE-1]]: fresh 1, found again.
  ask_value(buf[50]);
  // BUFFER: [[@LINE-1]]: part at buf[50] of fresh 1.
  ask_filling(buf + 5);
  // BUFFER: [[@LINE-1]]: fresh 1.
  ask_filling(&buf[i]);
  // BUFFER: [[@LINE-1]]: fresh 1.
  buf[3] = 'x';
  ask_value(buf[3]);
  // BUFFER: [[@LINE-1]]: 120.
  ask_filling(buf);
  // BUFFER: [[@LINE-1]]: fresh 1.
  ask_fill(buf + 7);
  // BUFFER: [[@LINE-1]]: fresh 2, found again.
  ask_value(buf[3]);
  // BUFFER: [[@LINE-1]]: part at buf[3] of fresh 2.
  ask_fill(p + n);
  // BUFFER: [[@LINE-1]]: fresh 3, found again.
  ask_value(*p);
  // BUFFER: [[@LINE-1]]: part at p of fresh 3.
  ask_fill(rows[2]);
  // BUFFER: [[@LINE-1]]: fresh 4, found again.
  ask_fill(rows[0]);
  // BUFFER: [[@LINE-1]]: fresh 5, found again.
  ask_value(rows[2][4]);
  // BUFFER: [[@LINE-1]]: part at rows[2][4] of fresh 4.
  ask_fill(rows[i]);
  // BUFFER: [[@LINE-1]]: fresh 6, found again.
  ask_fill(&i);
  // BUFFER: [[@LINE-1]]: fresh 7, found again.
  ask_value(i + 1);
  // BUFFER: [[@LINE-1]]: binary + 1.
}
#endif

// A field's siblings keep what they hold, also where the field stands at the start of its struct.
// RUN: ask FIELD
#ifdef FIELD
void field(struct request *p, char **list) {
  struct request r;
  r.n = 7;
  r.path[2] = 'c';
  ask_fill(r.name);
  // FIELD: [[@LINE-1]]: fresh 1, found again.
  ask_value(r.n);
  // FIELD: [[@LINE-1]]: 7.
  ask_value(r.path[2]);
  // FIELD: [[@LINE-1]]: 99.
  ask_fill(&r);
  // FIELD: [[@LINE-1]]: fresh 2, found again.
  ask_fill(r.name);
  // FIELD: [[@LINE-1]]: fresh 3, found again.
  ask_value(r.path[2]);
  // FIELD: [[@LINE-1]]: part at r.path[2] of fresh 2.
  ask_value(r.inner.bytes[1]);
  // FIELD: [[@LINE-1]]: part at r.inner.bytes[1] of fresh 2.
  ask_filling(r.path);
  // FIELD: [[@LINE-1]]: fresh 2.
  ask_fill(&r.inner);
  // FIELD: [[@LINE-1]]: fresh 4, found again.
  ask_value(r.name[1]);
  // FIELD: [[@LINE-1]]: part at r.name[1] of fresh 3.
  ask_fill(p->name);
  // FIELD: [[@LINE-1]]: fresh 5, found again.
  ask_value(p->path[1]);
  // FIELD: [[@LINE-1]]: initial at p->path[1].
  ask_fill(p);
  // FIELD: [[@LINE-1]]: fresh 6, found again.
  ask_value(p->path[1]);
  // FIELD: [[@LINE-1]]: part at p->path[1] of fresh 6.
  ask_fill(list[1]);
  // FIELD: [[@LINE-1]]: fresh 7, found again.
  ask_value(list[1][2]);
  // FIELD: [[@LINE-1]]: part at list[1][2] of fresh 7.
  ask_value(list[0][2]);
  // FIELD: [[@LINE-1]]: initial at list[0][2].
}
#endif

// What was copied as a whole is read through to what it was copied from.
// RUN: ask COPY
#ifdef COPY
void copy(struct request *p) {
  struct request a, b;
  char text[] = "hello", zeros[10] = {0};
  ask_fill(&a);
  // COPY: [[@LINE-1]]: fresh 1, found again.
  b = a;
  ask_fill(&a);
  // COPY: [[@LINE-1]]: fresh 2, found again.
  ask_value(b.path[1]);
  // COPY: [[@LINE-1]]: part at a.path[1] of fresh 1.
  ask_filling(&b);
  // COPY: [[@LINE-1]]: copy of a.
  b.path[2] = 'x';
  ask_fill(b.name);
  // COPY: [[@LINE-1]]: fresh 3, found again.
  ask_value(b.path[2]);
  // COPY: [[@LINE-1]]: 120.
  ask_value(b.path[3]);
  // COPY: [[@LINE-1]]: part at a.path[3] of fresh 1.
  a = *p;
  ask_filling(&a);
  // COPY: [[@LINE-1]]: copy of p.
  ask_value(text[1]);
  // COPY: [[@LINE-1]]: 101.
  ask_filling(text);
  // COPY: [[@LINE-1]]: copy of nothing.
  ask_filling(zeros);
  // COPY: [[@LINE-1]]: 0.
}
#endif

// Names, offsets and sizes are the program's.
// RUN: ask PLACE
#ifdef PLACE
void place(struct request *p, char **argv, int i) {
  union { int n; char bytes[4]; } u[2];
  struct { struct { int deep; }; int next; } nested;
  char buf[10], *m = malloc(30);
  ask_place(buf);
  // PLACE: [[@LINE-1]]: buf in buf + 0, bytes 10, char.
  ask_place(&buf[5]);
  // PLACE: [[@LINE-1]]: buf[5] in buf + 5, bytes 1, char.
  ask_place(&buf[i]);
  // PLACE: [[@LINE-1]]: buf[i] in buf + symbol, bytes 1, char.
  ask_place(&shared.inner.n);
  // PLACE: [[@LINE-1]]: shared.inner.n in shared + 152, bytes 4, int, global.
  ask_place(&p->inner.bytes[2]);
  // PLACE: [[@LINE-1]]: p->inner.bytes[2] in p + 146, bytes 1, char.
  ask_place(&p[2].n);
  // PLACE: [[@LINE-1]]: p[2].n in p + 448, bytes 4, int.
  ask_place(argv[1]);
  // PLACE: [[@LINE-1]]: argv[1] in argv[1] + 0, bytes symbolic, char.
  ask_place(p->next + 3);
  // PLACE: [[@LINE-1]]: p->next[3] in p->next + 3, bytes 1, char.
  ask_place(&u[1].bytes[2]);
  // PLACE: [[@LINE-1]]: u[1].bytes[2] in u + 6, bytes 1, char.
  ask_place(&nested.deep);
  // PLACE: [[@LINE-1]]: nested.deep in nested + 0, bytes 4, int.
  ask_place(m);
  // PLACE: [[@LINE-1]]: nothing in nothing + 0, bytes 30,
  free(m);
}
#endif

// RUN: ask RANGE
#ifdef RANGE
void range(int x, unsigned u, unsigned long big, char *p) {
  ask_range(x);
  // RANGE: [[@LINE-1]]: -2147483648 to 2147483647.
  ask_range(u);
  // RANGE: [[@LINE-1]]: 0 to 4294967295.
  ask_range(big);
  // RANGE: [[@LINE-1]]: no range.
  ask_range(p);
  // RANGE: [[@LINE-1]]: no range.
  ask_range(12);
  // RANGE: [[@LINE-1]]: 12 to 12.
  ask_compare(p, 0);
  // RANGE: [[@LINE-1]]: == maybe != maybe < no <= maybe > maybe >= yes.
  ask_compare(&x, 0);
  // RANGE: [[@LINE-1]]: == no != yes
  ask_compare(shared, 0);
  // RANGE: [[@LINE-1]]: == maybe != maybe < maybe <= maybe > maybe >= maybe.
  if (x <= 3 || x >= 10 || big > 5)
    return;
  ask_range(x);
  // RANGE: [[@LINE-1]]: 4 to 9.
  ask_range(x + 1);
  // RANGE: [[@LINE-1]]: 5 to 10.
  ask_range(big);
  // RANGE: [[@LINE-1]]: 0 to 5.
  ask_compare(x, 4);
  // RANGE: [[@LINE-1]]: == maybe != maybe < no <= maybe > maybe >= yes.
  ask_compare(4, x);
  // RANGE: [[@LINE-1]]: == maybe != maybe < maybe <= yes > no >= maybe.
}
#endif

// RUN: ask WRITTEN
#ifdef WRITTEN
#define SQUARE(x) ((x) * (x))
#define ASK(what) ask_text(what)
void written(struct request *p, int i, int (*f)(int)) {
  ask_text(SQUARE(i + 1));
  // WRITTEN: [[@LINE-1]]: SQUARE(i + 1).
  ask_text(p->name [ i
    + 2 ] + 1);
  // WRITTEN: [[@LINE-2]]: p->name [ i + 2 ] + 1.
  ASK(i   + 3);
  // WRITTEN: [[@LINE-1]]: i + 3.
  ask_text(i + 1000000000 + 1000000000 + 1000000000 + 1000000000 + 1000000000 + 1000000000 + 1);
  // WRITTEN: [[@LINE-1]]: i + 1000000000 + 1000000000 + 1000000000 + 1000000000 + 1000000000 + 10000000….
  ask_text("ääääääääääääääääääääääääääääääääääääääääääääääääää");
  // WRITTEN: [[@LINE-1]]: "{{(ä)+}}….
  ask_expression(p->inner.n);
  // WRITTEN: [[@LINE-1]]: member n nothing, p->inner column 18.
  ask_expression((p->name)[i]);
  // WRITTEN: [[@LINE-1]]: subscript nothing nothing, (p->name), i column 18.
  ask_expression(f(i));
  // WRITTEN: [[@LINE-1]]: call nothing nothing, i column 18.
  ask_expression(SQUARE(i));
  // WRITTEN: [[@LINE-1]]: binary nothing *, SQUARE(i), SQUARE(i) column 18 in a macro.
}
#endif

// RUN: ask CALL
#ifdef CALL
extern int global;
int call_unknown(char *p);
int call_format(char *to, const char *f, ...) __attribute__((format(printf, 2, 3)));
static int call_followed(char *to) { *to = 'z'; return 5; }
int caller(void) {
  char buf[4] = "abc";
  int (*pointer)(char *) = call_followed;
  pointer(buf);
  call_unknown(buf);
  return call_format(buf, "%d", 1) + global;
}
#endif
// CALL: call_followed names.
// CALL: caller names call_followed call_unknown call_format and global.
// CALL: call_followed: 1 of 1 arguments, first to, gives int, has body, static.
// CALL: call_followed: followed, argument 97 before, 122 after, result 5.
// CALL: call_unknown: 1 of 1 arguments, first p, gives int.
// CALL: call_unknown: not followed, argument 122 before, symbolic after, result symbolic.
// CALL: call_format: 3 of 2 arguments, first to, gives int, printf 1 2.
