/* Options on their way into the plugin.

   A compilation's are a protobuf message of XLA's, of which a dozen fields matter, so they are written by
   hand. In protobuf a message is a row of fields; a field is its number and wire type as one varint, then its
   value: a varint, 8 bytes, or a length and that many bytes. An empty message, or one with zero replicas,
   aborts the process inside XLA. */
#include "pjrt/options.h"

#include "base/alloc.h"

#include <string.h>

/* ------------------------------------------------------------------------------ trying options out */
bool cxi_trial_begin(struct cxi_trial *trial, const struct cxi_option *options, int count, int more,
                     struct cxi_status *status) {
    *trial = (struct cxi_trial){.left = cxi_new((size_t)count + (size_t)more, sizeof *options), .count = count};
    if (!trial->left) return cxi_fail_memory(status);
    if (count) memcpy(trial->left, options, (size_t)count * sizeof *options);
    return true;
}

static bool is_name_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static bool has_word(const char *text, const char *word) {
    size_t length = strlen(word);
    for (const char *at = text; length && (at = strstr(at, word)); at++)
        if ((at == text || !is_name_character(at[-1])) && !is_name_character(at[length])) return true;
    return false;
}

/* Whether it says that the name is unknown, and not that the value is wrong, which the caller must
   hear of. */
static bool says_unknown(const char *message) {
    static const char *const words[] = {"nexpected option", "o such", "nknown", "nrecognized", "ot recognized"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strstr(message, words[i])) return true;
    return false;
}

bool cxi_trial_drop(struct cxi_trial *trial, const char *message) {
    if (!says_unknown(message)) return false;
    for (int i = 0; i < trial->count; i++) {
        if (!has_word(message, trial->left[i].name)) continue;
        cxi_addf(&trial->dropped, "%s%s", trial->dropped.length ? ", " : "", trial->left[i].name);
        trial->count--;
        memmove(&trial->left[i], &trial->left[i + 1], (size_t)(trial->count - i) * sizeof trial->left[0]);
        return true;
    }
    return false;
}

char *cxi_trial_end(struct cxi_trial *trial) {
    cxi_free(trial->left);
    char *dropped = cxi_text_ok(&trial->dropped) ? cxi_copy_string(cxi_text(&trial->dropped)) : NULL;
    cxi_text_free(&trial->dropped);
    return dropped;
}

/* ------------------------------------------------------------------------------------ named values */
/* Plugins before PJRT API 0.115 abort the process when an option they know has another type than they
   expect. */
static bool check_type(const struct cxi_option *option, struct cxi_status *status) {
    static const char *const type_names[] = {[CXI_OPTION_STRING] = "a string",
                                             [CXI_OPTION_INT] = "an integer",
                                             [CXI_OPTION_INTS] = "a list of integers",
                                             [CXI_OPTION_FLOAT] = "a number",
                                             [CXI_OPTION_BOOL] = "a boolean"};
    static const struct {
        const char *name;
        int type;
    } known[] = {{"cpu_device_count", CXI_OPTION_INT},  {"allocator", CXI_OPTION_STRING},
                 {"memory_fraction", CXI_OPTION_FLOAT}, {"preallocate", CXI_OPTION_BOOL},
                 {"visible_devices", CXI_OPTION_INTS},  {"node_id", CXI_OPTION_INT},
                 {"num_nodes", CXI_OPTION_INT}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strcmp(option->name, known[i].name) == 0 && (int)option->type != known[i].type)
            return cxi_fail(status, "the option %s must be %s and is %s", option->name, type_names[known[i].type],
                            type_names[option->type]);
    return true;
}

struct pjrt_named_value *cxi_named_values(const struct cxi_option *options, int count, struct cxi_status *status) {
    for (int i = 0; i < count; i++)
        if (!check_type(&options[i], status)) return NULL;
    struct pjrt_named_value *values = cxi_new((size_t)count, sizeof *values);
    if (!values) cxi_fail_memory(status);
    for (int i = 0; values && i < count; i++) {
        const struct cxi_option *option = &options[i];
        struct pjrt_named_value *value = &values[i];
        *value = (struct pjrt_named_value){
            .size = sizeof *value, .name = option->name, .name_length = strlen(option->name), .count = 1};
        switch (option->type) {
        case CXI_OPTION_STRING:
            value->type = PJRT_STRING;
            value->string = option->string;
            value->count = strlen(option->string);
            break;
        case CXI_OPTION_INT:
            value->type = PJRT_INT64;
            value->integer = option->integer;
            break;
        case CXI_OPTION_INTS:
            value->type = PJRT_INT64_LIST;
            value->integers = option->integers;
            value->count = (size_t)option->count;
            break;
        case CXI_OPTION_FLOAT:
            value->type = PJRT_FLOAT;
            value->number = (float)option->number;
            break;
        case CXI_OPTION_BOOL:
            value->type = PJRT_BOOL;
            value->boolean = option->boolean;
            break;
        }
    }
    return values;
}

/* --------------------------------------------------------------------------------- compile options */
/* Field numbers of CompileOptionsProto, ExecutableBuildOptionsProto, DeviceAssignmentProto and
   OptionOverrideProto. */
enum { BUILD_OPTIONS = 3, OVERRIDES = 7 };
enum { DEVICE_ORDINAL = 1, REPLICA_COUNT = 4, PARTITION_COUNT = 5, USE_SPMD = 6, ASSIGNMENT = 9, USE_SHARDY = 19 };
enum { ASSIGNED_REPLICAS = 1, ASSIGNED_PARTITIONS = 2, ASSIGNED_DEVICES = 3 };
enum { OVERRIDE_NAME = 1, OVERRIDE_VALUE = 2 };
enum { VALUE_STRING = 1, VALUE_BOOL = 2, VALUE_INTEGER = 3, VALUE_NUMBER = 4 };
enum { WIRE_VARINT = 0, WIRE_EIGHT_BYTES = 1, WIRE_BYTES = 2 };

static void add_varint(struct cxi_text *out, uint64_t value) {
    do {
        uint8_t byte = (uint8_t)((value & 0x7f) | (value > 0x7f ? 0x80 : 0));
        cxi_add_bytes(out, &byte, 1);
        value >>= 7;
    } while (value);
}

static void add_integer(struct cxi_text *out, int field, int64_t value) {
    add_varint(out, (uint64_t)field << 3 | WIRE_VARINT);
    add_varint(out, (uint64_t)value);
}

static void add_string(struct cxi_text *out, int field, const char *bytes, size_t length) {
    add_varint(out, (uint64_t)field << 3 | WIRE_BYTES);
    add_varint(out, length);
    cxi_add_bytes(out, bytes, length);
}

static void add_double(struct cxi_text *out, int field, double value) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    add_varint(out, (uint64_t)field << 3 | WIRE_EIGHT_BYTES);
    for (int i = 0; i < 8; i++) {
        uint8_t byte = (uint8_t)(bits >> (8 * i)); /* little-endian on the wire */
        cxi_add_bytes(out, &byte, 1);
    }
}

/* Adds `message` as a field of `out`, and frees it. */
static void add_message(struct cxi_text *out, int field, struct cxi_text *message) {
    add_string(out, field, cxi_text(message), message->length);
    out->failed |= message->failed;
    cxi_text_free(message);
}

static void add_assignment(struct cxi_text *out, const int64_t *device_ids, int partitions) {
    struct cxi_text assignment = {0};
    add_integer(&assignment, ASSIGNED_REPLICAS, 1);
    add_integer(&assignment, ASSIGNED_PARTITIONS, partitions);
    for (int i = 0; i < partitions; i++) {
        struct cxi_text replicas = {0}; /* the device of each replica of this partition */
        add_integer(&replicas, 1, device_ids[i]);
        add_message(&assignment, ASSIGNED_DEVICES, &replicas);
    }
    add_message(out, ASSIGNMENT, &assignment);
}

static bool add_flag(struct cxi_text *out, const struct cxi_option *flag, struct cxi_status *status) {
    struct cxi_text value = {0}, entry = {0};
    switch (flag->type) {
    case CXI_OPTION_STRING: add_string(&value, VALUE_STRING, flag->string, strlen(flag->string)); break;
    case CXI_OPTION_INT: add_integer(&value, VALUE_INTEGER, flag->integer); break;
    case CXI_OPTION_FLOAT: add_double(&value, VALUE_NUMBER, flag->number); break;
    case CXI_OPTION_BOOL: add_integer(&value, VALUE_BOOL, flag->boolean); break;
    case CXI_OPTION_INTS:
        return cxi_fail(status, "the XLA flag %s is given a list; flags have single values", flag->name);
    }
    add_string(&entry, OVERRIDE_NAME, flag->name, strlen(flag->name));
    add_message(&entry, OVERRIDE_VALUE, &value);
    add_message(out, OVERRIDES, &entry);
    return true;
}

bool cxi_encode_compile_options(struct cxi_text *out, const int64_t *device_ids, int partitions,
                                const struct cxi_option *flags, int flag_count, struct cxi_status *status) {
    struct cxi_text build = {0};
    add_integer(&build, DEVICE_ORDINAL, -1); /* the assignment decides */
    add_integer(&build, REPLICA_COUNT, 1);
    add_integer(&build, PARTITION_COUNT, partitions);
    if (partitions > 1) {
        add_integer(&build, USE_SPMD, 1);
        add_integer(&build, USE_SHARDY, 1);
    }
    add_assignment(&build, device_ids, partitions);
    add_message(out, BUILD_OPTIONS, &build);
    for (int i = 0; i < flag_count; i++)
        if (!add_flag(out, &flags[i], status)) return false;
    return cxi_text_ok(out) || cxi_fail_memory(status);
}
