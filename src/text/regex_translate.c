#include "text/regex_translate.h"

#include "io/quote.h"

/* As lists that may stand within a class: White_Space, which PCRE2 widens by U+180E, and what is not; \w with marks,
   connectors and letters in circles, which PCRE2 before 10.43 leaves out; and the six numbers that Oniguruma takes for \w outside
   of classes only. */
#define SPACE "\\t-\\r\\x{85}\\p{Z}"
#define NOT_SPACE                                                                                                \
    "\\x{0}-\\x{8}\\x{E}-\\x{1F}!-\\x{84}\\x{86}-\\x{9F}\\x{A1}-\\x{167F}\\x{1681}-\\x{1FFF}\\x{200B}-\\x{2027}" \
    "\\x{202A}-\\x{202E}\\x{2030}-\\x{205E}\\x{2060}-\\x{2FFF}\\x{3001}-\\x{10FFFF}"
#define WORD                                                                                                        \
    "\\p{L}\\p{M}\\p{Nd}\\p{Nl}\\p{Pc}\\x{24B6}-\\x{24E9}\\x{1F130}-\\x{1F149}\\x{1F150}-\\x{1F169}\\x{1F170}-\\x{" \
    "1F189}"
#define LATIN_NUMBERS "\\x{B2}\\x{B3}\\x{B9}\\x{BC}-\\x{BE}"

struct translation {
    struct cxi_text *to;
    struct cxi_span from;
    size_t at;
    bool in_class;
    struct cxi_status *status;
};

static bool refuse(struct translation *t, const char *why) {
    return cxi_fail(t->status, "the regular expression \"%s\" has %s, which Calx does not read",
                    cxi_quote(t->from.text, t->from.length).text, why);
}

/* \p{Han} means the script; PCRE2 would take the script's extensions too. Names of one or two letters are categories. */
static bool property(struct translation *t) {
    size_t from = t->at + 2, end = from;
    if (end >= t->from.length || t->from.text[end] != '{')
        return cxi_add_bytes(t->to, t->from.text + t->at, 2), t->at += 2, true;
    while (end < t->from.length && t->from.text[end] != '}') end++;
    if (end == t->from.length) return refuse(t, "a \\p{ without its }");
    from++;
    bool negated = from < end && t->from.text[from] == '^';
    from += negated;
    bool capital = t->from.text[t->at + 1] == 'P';
    cxi_addf(t->to, "\\%c{%s%.*s}", capital != negated ? 'P' : 'p', end - from > 2 ? "sc:" : "", (int)(end - from),
             t->from.text + from);
    t->at = end + 1;
    return true;
}

static bool escape(struct translation *t) {
    if (t->at + 1 >= t->from.length) return refuse(t, "a \\ at its end");
    const char *open = t->in_class ? "" : "[", *close = t->in_class ? "" : "]";
    switch (t->from.text[t->at + 1]) {
    case 's': cxi_addf(t->to, "%s" SPACE "%s", open, close); break;
    case 'S': cxi_addf(t->to, "%s" NOT_SPACE "%s", open, close); break;
    case 'w': cxi_add(t->to, t->in_class ? WORD : "[" WORD LATIN_NUMBERS "]"); break;
    case 'W':
        if (t->in_class) return refuse(t, "\\W within [ ]");
        cxi_add(t->to, "[^" WORD LATIN_NUMBERS "]");
        break;
    case 'd': cxi_add(t->to, "\\p{Nd}"); break;
    case 'D': cxi_add(t->to, "\\P{Nd}"); break;
    case 'h': cxi_addf(t->to, "%s0-9a-fA-F%s", open, close); break;
    case 'p':
    case 'P': return property(t);
    default: cxi_add_bytes(t->to, t->from.text + t->at, 2);
    }
    t->at += 2;
    return true;
}

static bool class_member(struct translation *t) {
    const char *here = t->from.text + t->at;
    size_t left = t->from.length - t->at;
    if (*here == '[') return refuse(t, left > 1 && here[1] == ':' ? "a [:class:]" : "a [ ] within another");
    if (left > 1 && here[0] == '&' && here[1] == '&') return refuse(t, "&& within [ ]");
    if (*here == ']') t->in_class = false;
    cxi_add_bytes(t->to, here, 1);
    t->at++;
    return true;
}

static void begin_class(struct translation *t) {
    t->in_class = true;
    cxi_add_bytes(t->to, t->from.text + t->at++, 1);
    if (t->at < t->from.length && t->from.text[t->at] == '^') cxi_add_bytes(t->to, t->from.text + t->at++, 1);
}

bool cxi_regex_translate(struct cxi_text *to, struct cxi_span pattern, struct cxi_status *status) {
    struct translation t = {.to = to, .from = pattern, .status = status};
    while (t.at < pattern.length) {
        if (pattern.text[t.at] == '\\') {
            if (!escape(&t)) return false;
        } else if (t.in_class) {
            if (!class_member(&t)) return false;
        } else if (pattern.text[t.at] == '[')
            begin_class(&t);
        else
            cxi_add_bytes(to, pattern.text + t.at++, 1);
    }
    return cxi_text_ok(to) || cxi_fail_memory(status);
}
