/* The large constants of a graph. As text they would be megabytes of digits that XLA reads, keeps and compares; they are arguments
   of @main behind its parameters instead, and the executable keeps their buffers. Those inside bodies of loops and the like
   stay text. */
#ifndef CXI_CONSTANTS_H
#define CXI_CONSTANTS_H

#include "graph/graph.h"
#include "pjrt/pjrt.h"

struct cxi_constants {
    int count;
    cx_node **node;             /* of the graph, and no longer there than that */
    int buffers;                /* of all devices, device by device */
    struct cxi_buffer **buffer; /* [device * count + number] */
};

/* Finds those that the results depend on, and puts them on each device. */
bool cxi_constants_take(struct cxi_constants *constants, const cx_graph *graph, struct cxi_client *client, int devices,
                        struct cxi_status *status);
void cxi_constants_free(struct cxi_constants *constants);

#endif
