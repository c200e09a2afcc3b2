/* calx/display.h: arrays, tensors and models as tables. */
#include <calx/display.h>

#include "display/display.h"
#include "plot/draw.h"
#include "run/print.h"

/* An axis is shown whole or by its ends. */
enum { WHOLE = 12, ENDS = 5 };

static void add_cells(struct cxi_text *html, const cx_array *array, int64_t from, int64_t count) {
    for (int64_t i = 0; i < count; i++) {
        if (count > WHOLE && i == ENDS) {
            cxi_add(html, "<td>&hellip;</td>");
            i = count - ENDS;
        }
        cxi_add(html, "<td>");
        cxi_add_element(html, array, from + i);
        cxi_add(html, "</td>");
    }
}

static void add_rows(struct cxi_text *html, const cx_array *array) {
    bool matrix = array->dims.rank == 2;
    int64_t rows = matrix ? array->dims.dim[0] : 1, columns = array->dims.dim[array->dims.rank - 1];
    cxi_add(html, "<table>");
    for (int64_t i = 0; i < rows; i++) {
        if (rows > WHOLE && i == ENDS) {
            cxi_add(html, "<tr><th>&#8942;</th></tr>\n");
            i = rows - ENDS;
        }
        cxi_add(html, "<tr>");
        if (matrix) cxi_addf(html, "<th>%lld</th>", (long long)i);
        add_cells(html, array, i * columns, columns);
        cxi_add(html, "</tr>\n");
    }
    cxi_add(html, "</table>");
}

bool cx_display_array(const cx_array *array, const char *id) {
    if (!cxi_displayed()) return true;
    array = cxi_array_given(array);
    if (cx_array_error(array)) return cxi_display_reason(id, cx_array_error(array));
    struct cxi_text html = {0}, plain = {0};
    cxi_add_array(&plain, array);
    cxi_begin_fragment(&html);
    if (array->dims.rank == 1 || array->dims.rank == 2) {
        cxi_add(&html, "<p class=\"note\">");
        cxi_add_type(&html, array->dtype, array->dims);
        cxi_add(&html, "</p>");
        add_rows(&html, array);
    } else {
        cxi_add(&html, "<pre>");
        cxi_add_escaped(&html, cxi_text(&plain));
        cxi_add(&html, "</pre>");
    }
    cxi_add(&html, "</div>\n");
    return cxi_display_made(id, &html, &plain);
}

bool cx_display_tensor(cx_tensor *tensor, const char *id) {
    if (!cxi_displayed()) return true;
    cx_array *array = cx_tensor_array(tensor);
    bool shown = cx_display_array(array, id);
    cx_array_free(array);
    return shown;
}

/* ------------------------------------------------------------------------------------------------------- models */

static void add_variable(struct cxi_text *html, struct cxi_text *plain, const char *path, const cx_tensor *value) {
    struct cxi_words type = cxi_type_words(cx_tensor_dtype(value), cx_tensor_dims(value));
    long long count = cx_dims_count(cx_tensor_dims(value));
    cxi_add(html, "<tr><td class=\"name\">");
    cxi_add_escaped(html, path);
    cxi_addf(html, "</td><td class=\"name\">%s</td><td>%lld</td></tr>\n", type.text, count);
    cxi_addf(plain, "%-40s %-20s %lld\n", path, type.text, count);
}

bool cx_display_store(const cx_store *store, const char *id) {
    if (!cxi_displayed()) return true;
    if (cx_store_error(store)) return cxi_display_reason(id, cx_store_error(store));
    struct cxi_text html = {0}, plain = {0};
    double bytes = 0;
    long long numbers = 0;
    cxi_begin_fragment(&html);
    cxi_add(&html, "<table><tr><th class=\"name\">variable</th><th class=\"name\">type</th><th>numbers</th></tr>\n");
    for (int i = 0; i < cx_store_count(store); i++) {
        const char *path = cx_store_path(store, i);
        const cx_tensor *value = cx_store_value(store, path);
        if (!value) continue;
        add_variable(&html, &plain, path, value);
        int64_t count = cx_dims_count(cx_tensor_dims(value));
        numbers += count;
        bytes += (double)count * (double)cx_dtype_size(cx_tensor_dtype(value));
    }
    struct cxi_text sum = {0};
    cxi_addf(&sum, "%d variables, %lld numbers, ", cx_store_count(store), numbers);
    cxi_add_bytes_size(&sum, bytes);
    cxi_addf(&html, "</table><p class=\"note\">%s</p></div>\n", cxi_text(&sum));
    cxi_add(&plain, cxi_text(&sum));
    cxi_text_free(&sum);
    return cxi_display_made(id, &html, &plain);
}
