/* Logs: each record a line, appended in one write, so that a killed program leaves whole lines, and several may share a file. */
#define _POSIX_C_SOURCE 200809L
#include <calx/train.h>

#include "base/alloc.h"
#include "base/text.h"
#include "io/file.h"
#include "train/trainer.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct log {
    int file;
    bool jsonl;
    bool failed; /* reported once */
    cx_runtime *runtime;
    char *path;
};

static void destroy(void *user) {
    struct log *log = user;
    if (log->file >= 0) close(log->file);
    cxi_free(log->path);
    cxi_free(log);
}

static void report(struct log *log, const char *verb) {
    struct cxi_status status = {0};
    cxi_file_fail(&status, verb, log->path);
    cxi_report(log->runtime, &status);
    cxi_status_clear(&status);
    log->failed = true;
}

static bool write_all(int file, const char *bytes, size_t size) {
    while (size) {
        ssize_t written = cxi_file_refused(CXI_FILE_WRITE) ? -1 : write(file, bytes, size);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes += written;
        size -= (size_t)written;
    }
    return true;
}

/* A name in quotes where the format needs them: in CSV a quote is doubled, in JSON it is escaped. */
static void add_name(struct cxi_text *line, const char *name, bool jsonl) {
    bool quoted = jsonl || strpbrk(name, ",\"\n\r");
    cxi_add(line, quoted ? "\"" : "");
    for (const char *c = name; *c; c++) {
        if (*c == '"')
            cxi_add(line, jsonl ? "\\\"" : "\"\"");
        else if (jsonl && *c == '\\')
            cxi_add(line, "\\\\");
        else if ((unsigned char)*c < ' ')
            cxi_add(line, " ");
        else
            cxi_add_bytes(line, c, 1);
    }
    cxi_add(line, quoted ? "\"" : "");
}

static void add_value(struct cxi_text *line, double value, bool jsonl) {
    if (isfinite(value))
        cxi_add_number(line, value, 9);
    else if (jsonl)
        cxi_add(line, "null"); /* JSON has no other numbers */
    else
        cxi_add(line, isnan(value) ? "nan" : value > 0 ? "inf" : "-inf");
}

static void write_record(void *user, const cx_record *record) {
    struct log *log = user;
    struct cxi_text line = {0};
    if (log->failed) return;
    cxi_addf(&line, log->jsonl ? "{\"step\": %lld, \"seconds\": " : "%lld,", (long long)record->step);
    cxi_add_fixed(&line, record->seconds, 3);
    cxi_add(&line, log->jsonl ? ", \"name\": " : ",");
    add_name(&line, record->name, log->jsonl);
    cxi_add(&line, log->jsonl ? ", \"value\": " : ",");
    add_value(&line, record->value, log->jsonl);
    cxi_add(&line, log->jsonl ? "}\n" : "\n");
    if (cxi_text_ok(&line) && !write_all(log->file, line.data, line.length)) report(log, "write");
    cxi_text_free(&line);
}

/* A new file gets CSV's heading. One whose last line was cut short, by a full disk say, gets its end. */
static bool begin_file(struct log *log) {
    struct stat about;
    char last = '\n';
    if (cxi_file_refused(CXI_FILE_STAT) || fstat(log->file, &about) != 0) return false;
    if (about.st_size == 0) return log->jsonl || write_all(log->file, "step,seconds,name,value\n", 24);
    if (!S_ISREG(about.st_mode)) return true;
    return pread(log->file, &last, 1, about.st_size - 1) == 1 && (last == '\n' || write_all(log->file, "\n", 1));
}

static bool begin(cx_trainer *trainer, const char *path, bool jsonl) {
    struct cxi_history *history = cxi_trainer_history(trainer);
    struct log *log = history ? cxi_new(1, sizeof *log) : NULL;
    if (!log) return false;
    *log = (struct log){.file = -1, .jsonl = jsonl, .runtime = cxi_trainer_runtime(trainer)};
    log->path = cxi_copy_string(path);
    if (!log->path) {
        destroy(log);
        return false;
    }
    if (!cxi_file_refused(CXI_FILE_OPEN)) log->file = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
    if (log->file < 0 || !begin_file(log)) {
        report(log, "open the log");
        destroy(log);
        return false;
    }
    return cxi_history_listen(history, (struct cxi_listener){.record = write_record, .destroy = destroy, .user = log});
}

bool cx_log_csv(cx_trainer *trainer, const char *path) {
    return begin(trainer, path, false);
}

bool cx_log_jsonl(cx_trainer *trainer, const char *path) {
    return begin(trainer, path, true);
}
