#include "text/protobuf.h"

static bool read_varint(struct cxi_message *m, uint64_t *value) {
    *value = 0;
    for (int shift = 0; shift < 64 && m->at < m->end; shift += 7) {
        unsigned char byte = *m->at++;
        *value |= (uint64_t)(byte & 0x7F) << shift;
        if (byte < 0x80) return true;
    }
    return false;
}

static bool read_fixed(struct cxi_message *m, int bytes, uint64_t *value) {
    if (m->end - m->at < bytes) return false;
    *value = 0;
    for (int i = bytes - 1; i >= 0; i--) *value = *value << 8 | m->at[i];
    m->at += bytes;
    return true;
}

static bool read_bytes(struct cxi_message *m, struct cxi_span *bytes) {
    uint64_t length;
    if (!read_varint(m, &length) || length > (uint64_t)(m->end - m->at)) return false;
    *bytes = cxi_span((const char *)m->at, (size_t)length);
    m->at += length;
    return true;
}

static bool read_field(struct cxi_message *m, struct cxi_field *field) {
    uint64_t key;
    if (!read_varint(m, &key) || key >> 3 == 0 || key >> 3 > UINT32_MAX) return false;
    *field = (struct cxi_field){.number = (uint32_t)(key >> 3), .wire = (enum cxi_wire)(key & 7)};
    switch (field->wire) {
    case CXI_WIRE_VARINT: return read_varint(m, &field->value);
    case CXI_WIRE_64: return read_fixed(m, 8, &field->value);
    case CXI_WIRE_32: return read_fixed(m, 4, &field->value);
    case CXI_WIRE_BYTES: return read_bytes(m, &field->bytes);
    case CXI_WIRE_START:
    case CXI_WIRE_END: return true; /* a group's fields follow, which nothing here asks for */
    }
    return false;
}

bool cxi_message_next(struct cxi_message *m, struct cxi_field *field) {
    if (m->damaged || m->at == m->end) return false;
    m->damaged = !read_field(m, field);
    return !m->damaged;
}

float cxi_field_float(const struct cxi_field *field) {
    uint32_t bits = (uint32_t)field->value;
    float value;
    memcpy(&value, &bits, sizeof value);
    return field->wire == CXI_WIRE_32 ? value : 0;
}
