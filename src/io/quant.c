#include "io/quant.h"

#include "io/dequantise.h"

/* ggml.h's enum ggml_type and ggml-common.h's blocks. */
static const struct cxi_quant formats[] = {
    {"F32", 0, CX_F32, 1, 4, NULL},
    {"F16", 1, CX_F16, 1, 2, NULL},
    {"Q4_0", 2, CX_INVALID, 32, 18, cxi_expand_q4_0},
    {"Q4_1", 3, CX_INVALID, 32, 20, cxi_expand_q4_1},
    {"Q5_0", 6, CX_INVALID, 32, 22, cxi_expand_q5_0},
    {"Q5_1", 7, CX_INVALID, 32, 24, cxi_expand_q5_1},
    {"Q8_0", 8, CX_INVALID, 32, 34, cxi_expand_q8_0},
    {"Q2_K", 10, CX_INVALID, 256, 84, cxi_expand_q2_k},
    {"Q3_K", 11, CX_INVALID, 256, 110, cxi_expand_q3_k},
    {"Q4_K", 12, CX_INVALID, 256, 144, cxi_expand_q4_k},
    {"Q5_K", 13, CX_INVALID, 256, 176, cxi_expand_q5_k},
    {"Q6_K", 14, CX_INVALID, 256, 210, cxi_expand_q6_k},
    {"I8", 24, CX_I8, 1, 1, NULL},
    {"I16", 25, CX_I16, 1, 2, NULL},
    {"I32", 26, CX_I32, 1, 4, NULL},
    {"I64", 27, CX_I64, 1, 8, NULL},
    {"F64", 28, CX_F64, 1, 8, NULL},
    {"BF16", 30, CX_BF16, 1, 2, NULL},
};

static const struct {
    int type;
    const char *name;
} unread[] = {
    {9, "Q8_1"},   {15, "Q8_K"},  {16, "IQ2_XXS"}, {17, "IQ2_XS"}, {18, "IQ3_XXS"}, {19, "IQ1_S"}, {20, "IQ4_NL"},
    {21, "IQ3_S"}, {22, "IQ2_S"}, {23, "IQ4_XS"},  {29, "IQ1_M"},  {34, "TQ1_0"},   {35, "TQ2_0"}, {39, "MXFP4"},
};

const struct cxi_quant *cxi_quant(int type) {
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
        if (formats[i].type == type) return &formats[i];
    return NULL;
}

const char *cxi_quant_unread(int type) {
    for (size_t i = 0; i < sizeof unread / sizeof unread[0]; i++)
        if (unread[i].type == type) return unread[i].name;
    return "unknown";
}
