/* Messages of Protocol Buffers, a field at a time, in memory (protobuf.dev, "Encoding"). */
#ifndef CXI_PROTOBUF_H
#define CXI_PROTOBUF_H

#include "text/utf8.h"

struct cxi_message {
    const unsigned char *at, *end;
    bool damaged;
};

struct cxi_field {
    uint32_t number;
    enum cxi_wire { CXI_WIRE_VARINT, CXI_WIRE_64, CXI_WIRE_BYTES, CXI_WIRE_START, CXI_WIRE_END, CXI_WIRE_32 } wire;
    uint64_t value;        /* of the three number types, as bits */
    struct cxi_span bytes; /* a text or another message */
};

static inline struct cxi_message cxi_message(struct cxi_span bytes) {
    const unsigned char *at = (const unsigned char *)bytes.text;
    return (struct cxi_message){at, at + bytes.length, false};
}

bool cxi_message_next(struct cxi_message *message, struct cxi_field *field); /* false: the end, or damaged */
float cxi_field_float(const struct cxi_field *field);

#endif
