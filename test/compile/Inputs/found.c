void trouble_step(void), trouble_found(void);

static void deeper(void) {
    trouble_step();
}

int NAME(int a) {
    deeper();
    if (a)
        trouble_found();
    return a;
}
