/* Pieces that are found in a text as they are spelt, before the model sees it: special ones, and those that were added to a
   vocabulary later (tokenizers, tokenizer/added_vocabulary.rs). */
#ifndef CXI_ADDED_TOKENS_H
#define CXI_ADDED_TOKENS_H

#include "text/encoding.h"
#include "text/trie.h"

struct cxi_added_token {
    int32_t id;
    bool special;     /* not found where a text is to be plain */
    bool normalized;  /* found in the normal text, not in the text itself */
    bool left, right; /* takes the blanks on this side with it */
    bool single_word; /* only where no letters touch it */
};

struct cxi_added_tokens {
    struct cxi_added_token *token;
    size_t count, capacity;
    struct cxi_trie raw, normal; /* their values are places in `token` */
};

/* `spelling`: for a normalised token, its normal form. */
bool cxi_added_tokens_add(struct cxi_added_tokens *added, struct cxi_added_token token, struct cxi_span spelling,
                          struct cxi_status *status);
void cxi_added_tokens_free(struct cxi_added_tokens *added);

/* Walks over a text, in turn a token and the text before it: true, where either there is; `id` is -1 for text. */
struct cxi_added_search {
    const struct cxi_added_tokens *added;
    const struct cxi_trie *trie;
    struct cxi_span text;
    bool plain;
    size_t done, next; /* what was given out; where to look on */
    int32_t waiting;   /* a token whose text was given out just now; -1 */
    size_t waiting_end;
};
bool cxi_added_next(struct cxi_added_search *search, struct cxi_span *text, int32_t *id);

#endif
