// What csa.h promises of events, transitions, maps, notes and reports, through a module that says
// what it sees.
// RUN: look() { env TINCT_LOAD=%modules/events.so %analyze -Xclang -analyzer-checker=test -Xclang -analyzer-config -Xclang test.Events:Word=something -D$1 %s > %t.txt 2>&1; FileCheck %s --check-prefix=$1 < %t.txt; }
void say(int n), step(void), other_step(void), report(void), split(void), stop(void);
void fill(void), empty(void), never(void), learn(void);
int either(void), unknown(void), condition(void);

// A checker that is needed comes first; begin_analysis of all comes before all else.
// RUN: look ORDER
#ifdef ORDER
static int inner(void) { return 3; }
int outer(void) { return inner(); }
#endif
// ORDER: unit with something, 20000
// ORDER-NEXT: test.Events: begin_analysis of outer, on top
// ORDER-NEXT: test.After: begin_analysis of outer, on top
// ORDER-NEXT: test.Events: begin_function of outer, on top
// ORDER-NEXT: test.After: begin_function of outer, on top
// ORDER-NEXT: test.After: pre_call inner
// ORDER-NEXT: test.Events: begin_function of inner
// ORDER-NEXT: test.After: begin_function of inner
// ORDER-NEXT: test.Events: end_function with a number of inner
// ORDER-NEXT: test.Events: end_function with a number of outer, on top
// ORDER-NEXT: test.Events: end_analysis of outer, on top
// ORDER-NOT: {{.}}

// A checker that skips a function sleeps, and so does the one that needs it.
// RUN: look SLEEP
#ifdef SLEEP
void asleep(void) { say(1); }
#endif
// SLEEP: test.Events: begin_analysis of asleep, on top
// SLEEP-NOT: {{said|pre_call|_function|end_}}

// Each outcome of an evaluated call goes on; without one the path ends.
// RUN: look OUTCOMES
#ifdef OUTCOMES
void outcomes(void) { say(either()); never(); say(3); }
#endif
// OUTCOMES-DAG: said 1{{$}}
// OUTCOMES-DAG: said 2{{$}}
// OUTCOMES-NOT: said

// A path splits from where the callback began, the unchanged state included; it can be ended.
// RUN: look SPLIT
#ifdef SPLIT
void splits(void) { split(); say(1); stop(); say(2); }
#endif
// SPLIT-DAG: said 1{{$}}
// SPLIT-DAG: said 1, 4=4{{$}}
// SPLIT-NOT: said

// A map is walked in the order in which its keys were first used. States that differ only in an
// entry that is gone again are one: the paths meet.
// RUN: look MAP
#ifdef MAP
void fills(int n)
{
    fill();
    say(1);
    if (n)
        empty();
    else
        empty();
    n = 0;
    say(2);
}
#endif
// MAP: said 1, 5=1, 3=3{{$}}
// MAP: the map is empty
// MAP: the map is empty
// MAP: said 2{{$}}
// MAP-NOT: said

// An entry goes with its symbol.
// RUN: look DEAD
#ifdef DEAD
void dies(void) { unknown(); say(1); }
#endif
// DEAD: a symbol is dead, and its entry

// A report stands on the path and does not split it; its own steps are told, not the others'.
// RUN: look REPORT
#ifdef REPORT
void reports(void) { step(); other_step(); report(); say(1); }
#endif
// REPORT: said 1, 1=1, 6=6{{$}}
// REPORT-NOT: said
// REPORT: events.c:[[#@LINE-4]]:44: warning: The first thing happens; do not [test.Events]
// REPORT-NEXT: {{.*}}void reports
// REPORT-NEXT: {{\^}}
// REPORT-NEXT: events.c:[[#@LINE-7]]:22: note: Step 1 was taken
// REPORT-NOT: Step 2
// REPORT: warning: The second thing happens; do not [test.Events]
// REPORT-NOT: Step 1
// REPORT: events.c:[[#@LINE-11]]:30: note: Step 2 was taken

// What is learnt without a note is told by the difference of two states, once.
// RUN: look LEARN
#ifdef LEARN
void learns(void) { learn(); say(1); report(); }
#endif
// LEARN: warning: The first thing happens
// LEARN: events.c:[[#@LINE-3]]:21: note: Seven was learnt
// LEARN-NOT: Seven

// A finding without a path, when the file is analysed.
// RUN: look END
#ifdef END
void ends(void)
{
    say(1);
}
#endif
// END: said 1
// END: a function of 4 lines, not cut
// END: events.c:[[#@LINE-7]]:6: warning: The file ends [test.Events]
