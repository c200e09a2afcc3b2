#include "nn/layer.h"

cx_node *cxi_bad_input(const char *layer, const char *what, const char *wanted, const cx_node *x) {
    struct cxi_text type = {0};
    cxi_add_type(&type, x->dtype, x->dims);
    cx_node *poison = cx_fail(cx_graph_of(x), "%s: %s must be %s, and is %s", layer, what, wanted, cxi_text(&type));
    cxi_text_free(&type);
    return poison;
}

cx_node *cxi_wide(cx_node *x) {
    return cx_convert(x, x->dtype == CX_F64 ? CX_F64 : CX_F32);
}
