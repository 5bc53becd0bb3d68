void trouble_found(void);
static inline void in_system_header(void) {
    trouble_found();
}
#define SYSTEM_MACRO() trouble_found()
