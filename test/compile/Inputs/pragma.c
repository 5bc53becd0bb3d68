void trouble_found(void);
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wbackend-plugin"
void f(void) { trouble_found(); }
#pragma clang diagnostic pop
void g(void) { trouble_found(); }
#pragma clang diagnostic error "-Wbackend-plugin"
void h(void) { trouble_found(); }
