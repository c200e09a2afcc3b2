#define _GNU_SOURCE /* memmem */
#include "run/program_cache.h"

#include "base/alloc.h"
#include "base/cpu.h"
#include "io/directory.h"
#include "io/file.h"
#include "run/program_file.h"
#include "run/program_folder.h"

#include <stdlib.h>
#include <string.h>

static const char variable[] = "CALX_PROGRAM_CACHE";
enum { DEFAULT_MIB = 1024 };

/* ------------------------------------------------------------------------------------------------ settings */

/* Of $CALX_PROGRAM_CACHE: "off", or MiB, of which 0 is off too; or a folder (program_folder.c). */
static bool read_limit(double *mib, struct cxi_status *status) {
    *mib = DEFAULT_MIB;
    const char *setting = getenv(variable);
    if (!setting || !*setting || strchr(setting, '/')) return true;
    double number;
    const char *end = cxi_parse_number(setting, &number);
    if (strcmp(setting, "off") == 0)
        *mib = 0;
    else if (end > setting && !*end && number >= 0 && number < 1e9)
        *mib = number;
    else
        return cxi_fail(
            status, "$%s is \"%s\", and should be off or a number of MiB, or the path of a folder: %d MiB are taken",
            variable, setting, DEFAULT_MIB);
    return true;
}

bool cxi_program_cache_init(struct cxi_program_cache *cache, bool off, struct cxi_status *status) {
    double mib;
    pthread_mutex_init(&cache->lock, NULL);
    bool read = read_limit(&mib, status);
    cache->limit = (int64_t)(mib * (1 << 20));
    if (!off && cache->limit > 0) cache->folder = cxi_program_folder();
    return read;
}

void cxi_program_cache_end(struct cxi_program_cache *cache) {
    cxi_free(cache->folder);
    cxi_text_free(&cache->plugin.refused);
    pthread_mutex_destroy(&cache->lock);
}

struct cxi_program_counts cxi_program_counts(struct cxi_program_cache *cache) {
    pthread_mutex_lock(&cache->lock);
    struct cxi_program_counts counts = cache->counts;
    pthread_mutex_unlock(&cache->lock);
    return counts;
}

static void count(struct cxi_program_cache *cache, int64_t *counter) {
    pthread_mutex_lock(&cache->lock);
    ++*counter;
    pthread_mutex_unlock(&cache->lock);
}

/* ----------------------------------------------------------------------------------------------- the keys */

/* All that decides what the plugin makes of a program. The text has no source lines, so moving one changes no key. */
static bool hash_maker(struct cxi_program_cache *cache, const struct cxi_client *client, struct cxi_status *status) {
    static const char *const variables[] = {"XLA_FLAGS", "LIBTPU_INIT_ARGS", "NPROC"};
    struct cxi_text about = {0};
    int major, minor;
    cxi_plugin_api_version(cxi_client_plugin(client), &major, &minor);
    cxi_addf(&about, "calx %s\n%s %s\nPJRT %d.%d\n", CX_VERSION, cxi_client_platform(client),
             cxi_client_platform_version(client), major, minor);
    for (int i = 0; i < cxi_client_device_count(client); i++)
        cxi_addf(&about, "device %s\n", cxi_client_device_name(client, i));
    cxi_cpu_describe(&about);
    for (size_t i = 0; i < sizeof variables / sizeof variables[0]; i++) {
        const char *value = getenv(variables[i]);
        cxi_addf(&about, "\n%s=%s", variables[i], value ? value : "");
    }
    cxi_hash_begin(&cache->maker);
    cxi_hash_add(&cache->maker, &cache->plugin.contents, sizeof cache->plugin.contents);
    cxi_hash_add_text(&cache->maker, cxi_text(&about));
    bool made = cxi_text_ok(&about) || cxi_fail_memory(status);
    cxi_text_free(&about);
    return made;
}

/* A program on its way. */
struct request {
    struct cxi_program_cache *cache;
    struct cxi_client *client;
    const char *name, *text;
    size_t length;
    struct cxi_compile_options options; /* without the flags that the plugin is known to refuse */
    struct cxi_option *flags;
    struct cxi_digest key;
    char *path; /* NULL: not kept on disk */
};

/* A program that calls handlers is to be loaded only where all of them are known: there the plugin can compile it, too. */
static void hash_handlers(struct cxi_hash *hash, const struct request *r, struct cxi_text *names) {
    static const char call[] = "custom_call";
    if (!memmem(r->text, r->length, call, strlen(call))) return;
    cxi_client_handlers(r->client, names);
    cxi_hash_add_text(hash, cxi_text(names));
}

/* Sets flags, key and path. Done again after a compilation that taught us of refused flags. */
static bool make_key(struct request *r, struct cxi_status *status) {
    struct cxi_text bytes = {0}, handlers = {0}, path = {0};
    int kept = 0;
    for (int i = 0; i < r->options.flag_count; i++)
        if (!cxi_plugin_refuses(&r->cache->plugin, r->flags[i].name)) r->flags[kept++] = r->flags[i];
    r->options.flags = r->flags;
    r->options.flag_count = kept;
    if (!r->cache->identified) return true;
    if (!cxi_program_options(r->client, &r->options, &bytes, status)) return cxi_text_free(&bytes), false;
    struct cxi_hash hash = r->cache->maker;
    cxi_hash_add(&hash, &bytes.length, sizeof bytes.length);
    cxi_hash_add(&hash, bytes.data, bytes.length);
    cxi_hash_add(&hash, r->text, r->length);
    hash_handlers(&hash, r, &handlers);
    r->key = cxi_hash_end(&hash);
    char words[2 * CXI_DIGEST_BYTES + 1];
    cxi_digest_words(&r->key, words);
    cxi_addf(&path, "%s/%.40s.program", r->cache->folder, words);
    bool made = cxi_text_ok(&handlers) && cxi_text_ok(&path);
    cxi_text_free(&bytes);
    cxi_text_free(&handlers);
    cxi_free(r->path);
    r->path = path.data;
    return made || cxi_fail_memory(status);
}

/* The plugin is looked at when the first program is wanted. Where it cannot be, nothing is kept. */
static bool begin(struct request *r, struct cxi_status *warning, struct cxi_status *status) {
    struct cxi_program_cache *cache = r->cache;
    size_t count = (size_t)r->options.flag_count;
    r->flags = cxi_new(count, sizeof *r->flags);
    if (!r->flags) return cxi_fail_memory(status);
    if (count) memcpy(r->flags, r->options.flags, count * sizeof *r->flags);
    pthread_mutex_lock(&cache->lock);
    if (cache->folder && !cache->identified)
        cache->identified = cxi_plugin_identify(cache->folder, cxi_plugin_path(cxi_client_plugin(r->client)),
                                                &cache->plugin, warning) &&
                            hash_maker(cache, r->client, warning);
    bool made = make_key(r, status);
    pthread_mutex_unlock(&cache->lock);
    return made;
}

/* ------------------------------------------------------------------------------------------- load and save */

static struct cxi_program *load_file(struct request *r, const struct cxi_file *bytes, struct cxi_status *why) {
    struct cxi_program_file file;
    if (!cxi_program_file_parse(bytes->bytes, bytes->size, &file, why)) return NULL;
    if (cxi_digest_equal(&file.key, &r->key))
        return cxi_program_load(r->client, file.program, file.program_size, &r->options, why);
    cxi_fail(why, "it was made by another plugin, or for another processor");
    return NULL;
}

/* Another process may write the file, or remove it, meanwhile: only of one that was there all the time is it said that it is of no
   use. */
static struct cxi_program *load(struct request *r, struct cxi_status *warning) {
    struct cxi_entry entry;
    if (!cxi_entry_is_there(r->path, &entry)) return NULL;
    struct cxi_status why = {0};
    struct cxi_file bytes = {0};
    struct cxi_program *program = NULL;
    if (cxi_file_read(&bytes, r->path, &why)) program = load_file(r, &bytes, &why);
    cxi_file_close(&bytes);
    if (program) {
        count(r->cache, &r->cache->counts.loaded);
        cxi_entry_touch(r->path, &why); /* in a folder that is read only, all stay as old as they are */
    } else if (cxi_entry_is_there(r->path, &entry)) {
        count(r->cache, &r->cache->counts.passed_over);
        cxi_fail(warning, "the compiled program %s was passed over, and compiled anew: %s", r->path, cxi_error(&why));
    }
    cxi_status_clear(&why);
    return program;
}

static bool write_file(const struct request *r, const struct cxi_text *program, struct cxi_status *status) {
    struct cxi_text note = {0};
    cxi_addf(&note, "%s\n%s\n", r->name, cxi_plugin_path(cxi_client_plugin(r->client)));
    bool written = cxi_text_ok(&note) || cxi_fail_memory(status);
    if (written)
        written = cxi_program_file_write(r->path,
                                         &(struct cxi_program_file){.key = r->key,
                                                                    .note = note.data,
                                                                    .note_size = note.length,
                                                                    .program = (unsigned char *)program->data,
                                                                    .program_size = program->length},
                                         status);
    cxi_text_free(&note);
    return written;
}

static bool save_identity(const struct request *r, struct cxi_status *status) {
    struct cxi_program_cache *cache = r->cache;
    pthread_mutex_lock(&cache->lock);
    bool saved =
        cache->plugin.saved ||
        cxi_plugin_identity_save(cache->folder, cxi_plugin_path(cxi_client_plugin(r->client)), &cache->plugin, status);
    pthread_mutex_unlock(&cache->lock);
    return saved;
}

static void save(const struct request *r, struct cxi_program *program, struct cxi_status *warning) {
    struct cxi_program_cache *cache = r->cache;
    struct cxi_text bytes = {0};
    struct cxi_status why = {0};
    if (!cxi_program_save(program, &bytes, &why))
        count(cache, &cache->counts.unsavable);
    else if (cxi_directory_make(cache->folder, &why) && save_identity(r, &why) && write_file(r, &bytes, &why)) {
        count(cache, &cache->counts.saved);
        cxi_program_folder_trim(cache->folder, cache->limit, &why);
        if (!cxi_ok(&why)) cxi_fail(warning, "old compiled programs stay on the disk: %s", cxi_error(&why));
    } else
        cxi_fail(warning, "a compiled program is not kept on disk: %s ($%s=off: do not keep any)", cxi_error(&why),
                 variable);
    cxi_text_free(&bytes);
    cxi_status_clear(&why);
}

static struct cxi_program *compile(struct request *r, struct cxi_status *warning, struct cxi_status *status) {
    struct cxi_program_cache *cache = r->cache;
    struct cxi_program *program = cxi_program_compile(r->client, r->text, r->length, &r->options, status);
    if (!program) return NULL;
    count(cache, &cache->counts.compiled);
    bool kept = r->path;
    if (*cxi_program_dropped(program)) {
        pthread_mutex_lock(&cache->lock);
        cxi_plugin_add_refused(&cache->plugin, cxi_program_dropped(program));
        kept = make_key(r, warning) && kept;
        pthread_mutex_unlock(&cache->lock);
    }
    if (kept) save(r, program, warning);
    return program;
}

struct cxi_program *cxi_program_get(struct cxi_program_cache *cache, struct cxi_client *client, const char *name,
                                    const char *stablehlo, size_t length, const struct cxi_compile_options *options,
                                    struct cxi_status *warning, struct cxi_status *status) {
    struct request r = {
        .cache = cache, .client = client, .name = name, .text = stablehlo, .length = length, .options = *options};
    struct cxi_program *program = NULL;
    if (begin(&r, warning, status)) {
        if (r.path) program = load(&r, warning);
        if (!program) program = compile(&r, warning, status);
    }
    cxi_free(r.flags);
    cxi_free(r.path);
    return program;
}
