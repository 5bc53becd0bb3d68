/* tinct.UntrustedSetting: untrusted data must not become a setting of the system. */
#include "taint/taint.h"

static void pre_call(csa_context *cx, const csa_call *call)
{
    static const struct taint_complaint complaint = {
        .kind = MODEL_SINK_SETTING,
        .cwe = 15,
        .says = "changes a setting of the system to what comes from",
        .remedy = "Accept only values from a fixed list, or within the form and the range that the "
                  "setting has",
    };
    taint_check_kind(cx, call, &complaint);
}

static const int cwe[] = {15, 0};

const struct csa_checker csa_checker_untrusted_setting = {
    CSA_CHECKER,
    .name = "tinct.UntrustedSetting",
    .summary = "Untrusted data that becomes a setting of the system",
    .help = "Reports data from outside that arrives in a setting of the whole system: its host and "
            "domain name, its host number, its clock.\n\n"
            "Other programs trust these settings: what they log, whom they let in and which "
            "certificates they accept may depend on them (CWE-15).\n\n"
            "**Mend it** by accepting only values from a fixed list or of a checked form.",
    .cwe = cwe,
    TAINT_NEEDS,
    .pre_call = pre_call,
};
