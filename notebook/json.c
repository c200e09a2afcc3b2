#include "notebook/frontend.h"

#include "base/text.h"

#include <utf8proc.h>

json_t *json_of_text(const char *bytes, size_t length) {
    json_t *text = json_stringn(bytes, length);
    if (text) return text;
    struct cxi_text repaired = {0};
    for (size_t i = 0; i < length;) {
        utf8proc_int32_t character;
        utf8proc_ssize_t taken =
            utf8proc_iterate((const utf8proc_uint8_t *)bytes + i, (utf8proc_ssize_t)(length - i), &character);
        cxi_add_bytes(&repaired, taken > 0 ? bytes + i : "\xEF\xBF\xBD", taken > 0 ? (size_t)taken : 3);
        i += taken > 0 ? (size_t)taken : 1;
    }
    text = json_stringn(cxi_text(&repaired), repaired.length);
    cxi_text_free(&repaired);
    return text;
}
