/* Where a PJRT plugin may be. This file knows places and names; plugin.c loads what is found. */
#include "pjrt/search.h"

#include "base/alloc.h"
#include "pjrt/pjrt.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

const char *cxi_plugin_remedy(const char *platform) {
    static const struct {
        const char *platform, *remedy;
    } remedies[] = {
        {"cpu", "Run `make plugin` in Calx's source folder, or pip download lammps-jax-pjrt-cpu and set CALX_PLUGIN "
                "to the .so inside."},
        {"cuda", "pip install jax-cuda13-pjrt (or jax-cuda12-pjrt) with its nvidia libraries, or set CALX_PLUGIN to "
                 "the .so of it."},
        {"rocm", "pip install jax-rocm7-pjrt, or set CALX_PLUGIN to the .so of it."},
        {"tpu", "pip install libtpu, or set CALX_PLUGIN to its libtpu.so."},
    };
    for (size_t i = 0; i < sizeof remedies / sizeof remedies[0]; i++)
        if (strcmp(platform, remedies[i].platform) == 0) return remedies[i].remedy;
    return "Set CALX_PLUGIN to the path of a PJRT plugin.";
}

static const char *environment(const char *name) {
    const char *value = getenv(name);
    return value && *value ? value : NULL;
}

char *cxi_cache_folder(void) {
    static const struct {
        const char *variable, *below;
    } places[] = {{"CALX_CACHE", ""}, {"XDG_CACHE_HOME", "/calx"}, {"HOME", "/.cache/calx"}};
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        const char *folder = environment(places[i].variable);
        if (!folder) continue;
        struct cxi_text path = {0};
        cxi_addf(&path, "%s%s", folder, places[i].below);
        if (cxi_text_ok(&path)) return path.data;
        cxi_text_free(&path);
    }
    return NULL;
}

struct search {
    const char *platform;
    const char *first; /* the cache folder's default package, which is not listed a second time; NULL: none */
    cxi_plugin_seen *seen;
    void *user;
    bool no_memory; /* so that a place may have been passed over */
};

/* Frees a text that was read; takes note of it when it could not be written whole. */
static void end_text(struct search *search, struct cxi_text *text) {
    search->no_memory |= text->failed;
    cxi_text_free(text);
}

/* `folder` as glob takes it literally. */
static void add_literal(struct cxi_text *pattern, const char *folder) {
    for (; *folder; folder++) {
        if (strchr("*?[]\\{}~", *folder)) cxi_add(pattern, "\\");
        cxi_add_bytes(pattern, folder, 1);
    }
}

static bool is_in(const char *path, const char *folder) {
    size_t length = strlen(folder);
    return strncmp(path, folder, length) == 0 && path[length] == '/';
}

/* Shows all that matches folder/pattern, or the pattern itself when nothing does. */
static void look(struct search *search, const char *source, const char *folder, const char *pattern) {
    struct cxi_text whole = {0};
    add_literal(&whole, folder);
    cxi_addf(&whole, "/%s", pattern);
    glob_t found = {0};
    size_t shown = 0;
    if (cxi_text_ok(&whole) && glob(cxi_text(&whole), 0, NULL, &found) == 0) {
        for (; shown < found.gl_pathc; shown++)
            if (!search->first || !is_in(found.gl_pathv[shown], search->first))
                search->seen(found.gl_pathv[shown], source, true, search->user);
    }
    globfree(&found);
    if (!shown && cxi_text_ok(&whole)) {
        cxi_text_clear(&whole);
        cxi_addf(&whole, "%s/%s", folder, pattern);
        search->seen(cxi_text(&whole), source, false, search->user);
    }
    end_text(search, &whole);
}

/* "*cpu*" between what stands before and after it in a pattern. */
static void look_for_platform(struct search *search, const char *source, const char *folder, const char *before,
                              const char *after) {
    struct cxi_text pattern = {0};
    cxi_addf(&pattern, "%s*", before);
    add_literal(&pattern, search->platform);
    cxi_addf(&pattern, "*%s", after);
    if (cxi_text_ok(&pattern)) look(search, source, folder, cxi_text(&pattern));
    end_text(search, &pattern);
}

/* A variable that holds files and folders, separated by colons. */
static void look_in_variable(struct search *search, const char *source) {
    const char *rest = environment(source + 1);
    while (rest) {
        const char *colon = strchr(rest, ':');
        struct cxi_text path = {0};
        cxi_add_bytes(&path, rest, colon ? (size_t)(colon - rest) : strlen(rest));
        rest = colon ? colon + 1 : NULL;
        struct stat file;
        bool exists = path.length && stat(cxi_text(&path), &file) == 0;
        if (exists && S_ISDIR(file.st_mode))
            look_for_platform(search, source, cxi_text(&path), "", ".so");
        else if (path.length)
            search->seen(cxi_text(&path), source, exists, search->user);
        end_text(search, &path);
    }
}

/* The cache folder has plugins/<package>-<version>/<library>.so, and a file plugins/default-<platform> that
   holds the name of the package folder to prefer. NULL: there is no such file. */
static char *default_package(struct search *search, const char *plugins) {
    struct cxi_text path = {0};
    cxi_addf(&path, "%s/default-%s", plugins, search->platform);
    FILE *file = cxi_text_ok(&path) ? fopen(cxi_text(&path), "re") : NULL;
    end_text(search, &path);
    if (!file) return NULL;
    char name[256] = "";
    if (!fgets(name, sizeof name, file)) name[0] = '\0';
    fclose(file);
    name[strcspn(name, "\r\n")] = '\0';
    if (!name[0]) return NULL;
    cxi_addf(&path, "%s/%s", plugins, name);
    if (cxi_text_ok(&path)) return path.data;
    end_text(search, &path);
    return NULL;
}

static void look_in_cache(struct search *search) {
    static const char source[] = "Calx's cache";
    char *cache = cxi_cache_folder();
    search->no_memory |= !cache && (environment("CALX_CACHE") || environment("XDG_CACHE_HOME") || environment("HOME"));
    if (!cache) return;
    struct cxi_text plugins = {0};
    cxi_addf(&plugins, "%s/plugins", cache);
    cxi_free(cache);
    if (cxi_text_ok(&plugins)) {
        char *first = default_package(search, cxi_text(&plugins));
        if (first) look(search, source, first, "*.so");
        search->first = first;
        look_for_platform(search, source, cxi_text(&plugins), "", "/*.so");
        search->first = NULL;
        cxi_free(first);
    }
    end_text(search, &plugins);
}

/* The packages that hold plugins, below a prefix such as /usr. */
static void look_in_python(struct search *search, const char *source, const char *prefix) {
    static const char site[] = "lib/python3*/*-packages"; /* site-packages; on Debian dist-packages */
    struct cxi_text before = {0};
    if (strcmp(search->platform, "tpu") == 0) {
        cxi_addf(&before, "%s/libtpu/libtpu.so", site);
        if (cxi_text_ok(&before)) look(search, source, prefix, cxi_text(&before));
    } else {
        static const char *const packages[] = {"jax_plugins", "xla_plugins"};
        for (int i = 0; i < 2; i++) {
            cxi_text_clear(&before);
            cxi_addf(&before, "%s/%s/", site, packages[i]);
            if (cxi_text_ok(&before)) look_for_platform(search, source, prefix, cxi_text(&before), "/*.so");
        }
    }
    end_text(search, &before);
}

bool cxi_plugin_search(const char *name, cxi_plugin_seen *seen, void *user) {
    struct search search = {.platform = name, .seen = seen, .user = user};
    if (strchr(name, '/')) {
        struct stat file;
        seen(name, "a path", stat(name, &file) == 0, user);
        return true;
    }
    look_in_variable(&search, CXI_PLUGIN_VARIABLE);
    look_in_variable(&search, "$PJRT_PLUGIN_LIBRARY_PATH");
    look_in_cache(&search);
    static const char *const environments[] = {"$VIRTUAL_ENV", "$CONDA_PREFIX"};
    for (int i = 0; i < 2; i++) {
        const char *prefix = environment(environments[i] + 1);
        if (prefix) look_in_python(&search, environments[i], prefix);
    }
    const char *home = environment("HOME");
    struct cxi_text local = {0};
    if (home) cxi_addf(&local, "%s/.local", home);
    if (local.length) look_in_python(&search, "the user's Python packages", cxi_text(&local));
    end_text(&search, &local);
    look_in_python(&search, "the system's Python packages", "/usr/local");
    look_in_python(&search, "the system's Python packages", "/usr");
    return !search.no_memory;
}
