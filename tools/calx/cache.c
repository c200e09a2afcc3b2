/* calx cache: the compiled programs on disk. */
#define _POSIX_C_SOURCE 200809L /* localtime_r */
#include "tool.h"

#include "base/alloc.h"
#include "base/text.h"
#include "io/file.h"
#include "run/program_file.h"
#include "run/program_folder.h"

#include <string.h>
#include <time.h>

/* The note has lines; each is a column here. */
static void print_note(const struct cxi_program_file *file) {
    for (size_t i = 0; i < file->note_size; i++) {
        char c = file->note[i];
        if (c == '\n' && i + 1 < file->note_size)
            fputs("  ", stdout);
        else if ((unsigned char)c >= ' ')
            putchar(c);
    }
}

static void print_program(const struct cxi_saved_program *program) {
    struct cxi_status why = {0};
    struct cxi_text size = {0};
    struct cxi_file bytes = {0};
    struct cxi_program_file file;
    char used[32] = "";
    time_t when = (time_t)(program->entry.modified / 1000000000);
    struct tm local;
    if (localtime_r(&when, &local)) strftime(used, sizeof used, "%Y-%m-%d %H:%M", &local);
    const char *name = strrchr(program->path, '/') + 1;
    cxi_add_bytes_size(&size, (double)program->entry.size);
    printf("%.12s  %s  %10s  ", name, used, cxi_text(&size));
    if (cxi_file_read(&bytes, program->path, &why) && cxi_program_file_parse(bytes.bytes, bytes.size, &file, &why))
        print_note(&file);
    else
        printf("damaged: %s", cxi_error(&why));
    printf("\n");
    cxi_file_close(&bytes);
    cxi_text_free(&size);
    cxi_status_clear(&why);
}

static bool list(const char *folder, struct cxi_status *status) {
    struct cxi_saved_programs programs;
    if (!cxi_program_folder_list(folder, &programs, status)) return false;
    struct cxi_text size = {0};
    for (size_t i = 0; i < programs.count; i++) print_program(&programs.item[i]);
    cxi_add_bytes_size(&size, (double)programs.bytes);
    printf("%zu programs, %s, in %s\n", programs.count, cxi_text(&size), folder);
    cxi_text_free(&size);
    cxi_saved_programs_free(&programs);
    return true;
}

static bool print_path(const char *folder, struct cxi_status *status) {
    (void)status;
    printf("%s\n", folder);
    return true;
}

int tool_cache(int argc, char **argv) {
    static const struct {
        const char *name;
        bool (*run)(const char *folder, struct cxi_status *status);
    } actions[] = {{"ls", list}, {"clear", cxi_program_folder_clear}, {"path", print_path}};
    size_t count = sizeof actions / sizeof actions[0], chosen = 0;
    if (argc > 2) return TOOL_USAGE;
    while (argc == 2 && chosen < count && strcmp(argv[1], actions[chosen].name) != 0) chosen++;
    if (chosen == count) return tool_complain(TOOL_USAGE, "cache", "what is '%s'?", argv[1]);
    char *folder = cxi_program_folder();
    if (!folder)
        return tool_complain(TOOL_FAILED, "cache", "there is no folder for it: set CALX_CACHE, XDG_CACHE_HOME or HOME");
    struct cxi_status status = {0};
    bool done = actions[chosen].run(folder, &status);
    if (!done) tool_complain(TOOL_FAILED, "cache", "%s", cxi_error(&status));
    cxi_status_clear(&status);
    cxi_free(folder);
    return done ? TOOL_FINE : TOOL_FAILED;
}
