void trouble_found(void);

static inline void one(void) {
    trouble_found();
}
