#include "run/plugin_identity.h"

#include "base/alloc.h"
#include "io/entry.h"
#include "io/file.h"
#include "run/program_file.h"

#include <string.h>

/* A place for the plugin of this path, and the key that its file must have there. The file is that of a program, with the
   digest and the refused flags in the place of the note, and no program. */
static char *place_of(const char *folder, const char *path, struct cxi_digest *key, struct cxi_status *status) {
    struct cxi_entry entry;
    if (!cxi_entry_read(path, &entry, status)) return NULL;
    struct cxi_hash hash;
    cxi_hash_begin(&hash);
    cxi_hash_add_text(&hash, path);
    struct cxi_hash name = hash;
    cxi_hash_add(&hash, &entry, sizeof entry);
    *key = cxi_hash_end(&hash);
    struct cxi_digest digest = cxi_hash_end(&name);
    char words[2 * CXI_DIGEST_BYTES + 1];
    cxi_digest_words(&digest, words);
    struct cxi_text place = {0};
    cxi_addf(&place, "%s/%.32s.plugin", folder, words);
    if (cxi_text_ok(&place)) return place.data;
    cxi_text_free(&place);
    cxi_fail_memory(status);
    return NULL;
}

/* What is damaged, or of an older file at that path, is as good as not there. */
static bool recall(const char *place, const struct cxi_digest *key, struct cxi_plugin_identity *identity) {
    struct cxi_status unimportant = {0};
    struct cxi_file bytes = {0};
    struct cxi_program_file file;
    bool known = cxi_file_read(&bytes, place, &unimportant) &&
                 cxi_program_file_parse(bytes.bytes, bytes.size, &file, &unimportant) &&
                 cxi_digest_equal(&file.key, key) && file.note_size >= sizeof identity->contents;
    if (known) {
        memcpy(&identity->contents, file.note, sizeof identity->contents);
        cxi_add_bytes(&identity->refused, file.note + sizeof identity->contents,
                      file.note_size - sizeof identity->contents);
    }
    cxi_file_close(&bytes);
    cxi_status_clear(&unimportant);
    return known;
}

static bool hash_file(const char *path, struct cxi_digest *digest, struct cxi_status *status) {
    struct cxi_file file;
    struct cxi_hash hash;
    if (!cxi_file_map(&file, path, status)) return false;
    cxi_hash_begin(&hash);
    cxi_hash_add(&hash, file.bytes, file.size);
    *digest = cxi_hash_end(&hash);
    cxi_file_close(&file);
    return true;
}

bool cxi_plugin_identify(const char *folder, const char *path, struct cxi_plugin_identity *identity,
                         struct cxi_status *status) {
    struct cxi_digest key;
    char *place = place_of(folder, path, &key, status);
    if (!place) return false;
    identity->saved = recall(place, &key, identity);
    cxi_free(place);
    return identity->saved || hash_file(path, &identity->contents, status);
}

bool cxi_plugin_identity_save(const char *folder, const char *path, struct cxi_plugin_identity *identity,
                              struct cxi_status *status) {
    struct cxi_program_file file = {0};
    struct cxi_text note = {0};
    char *place = place_of(folder, path, &file.key, status);
    cxi_add_bytes(&note, &identity->contents, sizeof identity->contents);
    cxi_add(&note, cxi_text(&identity->refused));
    file.note = note.data;
    file.note_size = note.length;
    if (place && !cxi_text_ok(&note)) cxi_fail_memory(status);
    identity->saved = place && cxi_text_ok(&note) && cxi_program_file_write(place, &file, status);
    cxi_text_free(&note);
    cxi_free(place);
    return identity->saved;
}

bool cxi_plugin_refuses(const struct cxi_plugin_identity *identity, const char *flag) {
    size_t length = strlen(flag);
    for (const char *name = cxi_text(&identity->refused); *name;) {
        size_t end = strcspn(name, ",");
        if (end == length && memcmp(name, flag, length) == 0) return true;
        name += end + strspn(name + end, ", ");
    }
    return false;
}

void cxi_plugin_add_refused(struct cxi_plugin_identity *identity, const char *flags) {
    if (!*flags) return;
    cxi_addf(&identity->refused, "%s%s", identity->refused.length ? ", " : "", flags);
    identity->saved = false;
}
