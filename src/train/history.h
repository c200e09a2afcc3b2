/* What a trainer keeps of its run: every record, and those who want to hear of new ones. */
#ifndef CXI_HISTORY_H
#define CXI_HISTORY_H

#include <calx/train.h>

struct cxi_listener {
    void (*record)(void *user, const cx_record *record); /* NULL: not interested */
    void (*end)(void *user, cx_trainer *trainer);        /* when cx_fit returns; NULL likewise */
    void (*destroy)(void *user);                         /* with the trainer */
    void *user;
};

struct cxi_history {
    cx_record *record;
    size_t count, capacity;
    char **name; /* that records point to */
    size_t names;
    struct cxi_listener *listener;
    size_t listeners;
    double began;   /* seconds, of cxi_seconds: when the first record was made; 0: none was */
    bool no_memory; /* records were lost */
};

void cxi_history_add(struct cxi_history *history, int64_t step, const char *name, double value);
void cxi_history_end(struct cxi_history *history, cx_trainer *trainer);
void cxi_history_free(struct cxi_history *history);
/* Takes over listener.user: without memory it is destroyed at once, and false returned. */
bool cxi_history_listen(struct cxi_history *history, struct cxi_listener listener);

#endif
