/* Regular expressions as tokenizer files have them: Oniguruma's, which are translated to PCRE2's. A compiled one may be used by
   any number of threads, each with a cxi_match of its own. */
#ifndef CXI_REGEX_H
#define CXI_REGEX_H

#include "base/status.h"
#include "text/utf8.h"

struct cxi_regex;

struct cxi_match { /* zeroed to begin with */
    struct pcre2_real_match_data_8 *data;
    struct pcre2_real_match_context_8 *context;
    struct pcre2_real_jit_stack_8 *stack;
};

struct cxi_regex *cxi_regex_new(struct cxi_span pattern, struct cxi_status *status); /* NULL on failure */
void cxi_regex_free(struct cxi_regex *regex);
void cxi_match_free(struct cxi_match *match);

/* The matches in a text, one after the other, without empty ones. Bytes that are not UTF-8 match nothing, and the text ends
   before them. */
struct cxi_search {
    const struct cxi_regex *regex;
    struct cxi_match *match;
    struct cxi_span text;
    size_t run, run_end, at; /* in text: the UTF-8 that is searched, and how far it was */
};

/* True, and the next match's place. False at the end, or, with `status` set, where the search would take too long. */
bool cxi_search_next(struct cxi_search *search, size_t *begin, size_t *end, struct cxi_status *status);

#endif
