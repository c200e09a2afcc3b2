/* calx: looks at what Calx would use on this machine, and runs programs without writing one. A subcommand per file. */
#include "tool.h"

#include "base/status.h"

#include <stdarg.h>
#include <string.h>

static tool_command help, version;

static const struct command {
    const char *name, *arguments, *summary;
    tool_command *run;
} commands[] = {
    {"info", "[--json]",
     "plugins found, their versions, devices and whether they work, the cache folder, library versions", tool_info},
    {"run", "PROGRAM.mlir [--in A.npy ...] [--out PREFIX] [--device NAME] [--statistics]",
     "run StableHLO text on numpy files, print the results and write PREFIX0.npy, PREFIX1.npy, ...; with statistics, "
     "what the runtime counted, as JSON to standard error",
     tool_run},
    {"cache", "[ls | clear | path]",
     "list the compiled programs on disk, the longest unused first, with their size; or remove them; or say where they "
     "are",
     tool_cache},
    {"checkpoint", "ls PATH | diff A B",
     "list the variables of a checkpoint, or of the newest in a folder, or of a .safetensors file; or compare two "
     "(the exit status is 1 where they differ)",
     tool_checkpoint},
    {"fetch", "[--quiet] hf:OWNER/NAME[@REVISION] [FILE ...] | cifar10",
     "bring a model from the Hugging Face hub into its cache and print the folder: what a model needs, or the FILEs "
     "(patterns like '*Q4_K_M.gguf') named. Or bring CIFAR-10 into Calx's cache",
     tool_fetch},
    {"plot", "LOG ... [--html FILE] [--svg FILE] [--width COLUMNS]",
     "draw and compare the logs of training runs (CSV or JSONL), in the terminal or into a file", tool_plot},
    {"notebook", "install [--prefix FOLDER] | run FILE.ipynb [--output FILE] [--keep-going] | CONNECTION",
     "make C a language of Jupyter's notebooks; or run a notebook's cells without Jupyter and write their outputs into "
     "it; "
     "or serve Jupyter, as it asks for itself",
     tool_notebook},
    {"generate",
     "MODEL [--prompt TEXT | --prompt-file FILE | --prompt-ids 2,14,...] [--max-tokens N] [--temperature T] [--top-k "
     "K] "
     "[--top-p P] [--min-p P] [--repetition R] [--frequency F] [--presence P] [--seed S] [--stop TEXT] [--ignore-eos] "
     "[--context N] [--slide] [--dtype f32|bf16|keep] [--tokenizer FILE] [--logits K] [--device NAME] [--json]",
     "write on behind a text with a language model: a GGUF file, a folder of Hugging Face's, or hf:OWNER/NAME",
     tool_generate},
    {"chat",
     "MODEL [--system TEXT] [--prompt TEXT] [--max-tokens N] [--context N] [the sampling of generate] [--dtype "
     "f32|bf16|keep] [--tokenizer FILE] [--device NAME]",
     "talk with a language model, a line a turn; the end of standard input ends it", tool_chat},
    {"embed",
     "MODEL [--prompt TEXT | --prompt-file FILE | --prompt-ids 2,14,...] [--pool cls|mean|none] [--dtype "
     "f32|bf16|keep] "
     "[--tokenizer FILE] [--device NAME] [--json]",
     "print a text as a vector: the states of a model's last layer, their mean or the first one brought to length 1",
     tool_embed},
    {"tokenize", "MODEL [--decode] [--special] [--plain]",
     "read a text from standard input and print its ids, or, with --decode, the reverse; --special adds what the model "
     "expects around a text (decoding: leaves it out), --plain takes the names of special pieces for text",
     tool_tokenize},
    {"help", "", "print this", help},
    {"version", "", "print the version of Calx", version},
};
enum { COMMANDS = sizeof commands / sizeof commands[0] };

int tool_complain(int status, const char *name, const char *format, ...) {
    struct cxi_status why = {0};
    va_list args;
    va_start(args, format);
    cxi_vfail(&why, format, args);
    va_end(args);
    fprintf(stderr, "calx %s: %s\n", name, cxi_error(&why));
    cxi_status_clear(&why);
    return status;
}

int tool_close(cx_runtime *runtime, const char *name, int status) {
    if (cx_warning(runtime)) fprintf(stderr, "calx %s: warning: %s\n", name, cx_warning(runtime));
    if (cx_error(runtime)) status = tool_complain(TOOL_FAILED, name, "%s", cx_error(runtime));
    cx_close(runtime, NULL);
    return status;
}

static void print_usage(FILE *to, const struct command *command) {
    fprintf(to, "usage: calx %s%s%s\n", command->name, *command->arguments ? " " : "", command->arguments);
}

static void print_help(FILE *to) {
    fprintf(to, "usage: calx COMMAND ...\n\n");
    for (int i = 0; i < COMMANDS; i++)
        fprintf(to, "  calx %s%s%s\n      %s\n", commands[i].name, *commands[i].arguments ? " " : "",
                commands[i].arguments, commands[i].summary);
    fprintf(to, "\nNAME is cpu (the default), cuda, rocm, tpu, or the path of a PJRT plugin.\n"
                "The exit status is 0, 1 after a failure, 2 when the command line is wrong.\n");
}

static int help(int argc, char **argv) {
    (void)argv;
    if (argc > 1) return TOOL_USAGE;
    print_help(stdout);
    return TOOL_FINE;
}

static int version(int argc, char **argv) {
    (void)argv;
    if (argc > 1) return TOOL_USAGE;
    printf("calx %s\n", CX_VERSION);
    return TOOL_FINE;
}

static const struct command *find_command(const char *name) {
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) name = "help";
    if (strcmp(name, "--version") == 0) name = "version";
    for (int i = 0; i < COMMANDS; i++)
        if (strcmp(name, commands[i].name) == 0) return &commands[i];
    return NULL;
}

int main(int argc, char **argv) {
    const struct command *command = argc > 1 ? find_command(argv[1]) : NULL;
    if (!command) {
        if (argc > 1) fprintf(stderr, "calx: there is no command '%s'\n", argv[1]);
        print_help(stderr);
        return TOOL_USAGE;
    }
    cx_tune_process();
    int status = command->run(argc - 1, argv + 1);
    if (status == TOOL_USAGE) print_usage(stderr, command);
    if (fflush(stdout) != 0 && status == TOOL_FINE)
        status = tool_complain(TOOL_FAILED, command->name, "standard output cannot be written");
    return status;
}
