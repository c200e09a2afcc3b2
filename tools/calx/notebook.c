/* calx notebook: C in Jupyter notebooks, and notebooks without Jupyter. What it is made of is in notebook/. */
#include "tool.h"

#include "notebook/notebook.h"
#include "notebook/worker.h"

#include <string.h>

static int run(int argc, char **argv) {
    struct notebook_run run = {0};
    for (int i = 0; i < argc; i++) {
        if (strcmp(argv[i], "--output") == 0 && i + 1 < argc)
            run.output = argv[++i];
        else if (strcmp(argv[i], "--keep-going") == 0)
            run.keep_going = true;
        else if (*argv[i] != '-' && !run.path)
            run.path = argv[i];
        else
            return TOOL_USAGE;
    }
    return run.path ? notebook_run(&run) : TOOL_USAGE;
}

int tool_notebook(int argc, char **argv) {
    const char *verb = argc > 1 ? argv[1] : "";
    if (strcmp(verb, "run") == 0) return run(argc - 2, argv + 2);
    if (strcmp(verb, "worker") == 0) return worker_main(argc > 2 ? argv[2] : NULL); /* started by the others */
    if (strcmp(verb, "install") == 0 && argc == 2) return notebook_install(NULL);
    if (strcmp(verb, "install") == 0 && argc == 4 && strcmp(argv[2], "--prefix") == 0) return notebook_install(argv[3]);
    return argc == 2 && *verb && *verb != '-' ? notebook_serve(verb) : TOOL_USAGE;
}
