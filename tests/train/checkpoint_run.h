/* What the tests of checkpoints share: a small training run, a program to be stopped, folders. */
#ifndef TESTS_TRAIN_CHECKPOINT_RUN_H
#define TESTS_TRAIN_CHECKPOINT_RUN_H

#include "run/calx_test.h"

/* Two dense layers with dropout between, so that all kinds of state count: variables, Adam's, random key, step. */
cx_model small_model;

/* 64 points of a shuffled data set that repeats in batches of 8. */
cx_dataset *small_data(cx_runtime *runtime);

/* Trains from wherever `dir` stands to `steps`, saving every `every` steps; writes all variables to `out`, if any.
   An exit status: 0, or 1 with a message. */
int train_small(const char *dir, int64_t steps, int64_t every, const char *out);

/* A test's own program: called from main with its arguments before the tests. If they are
   "--train DIR STEPS EVERY [OUT]", does that and returns its exit status; else -1. */
int checkpoint_child(int argc, char **argv);
/* Starts this very program with those arguments; returns its process id. */
int start_child(const char *dir, int64_t steps, int64_t every, const char *out);
int finish_child(int pid); /* waits; its exit status, or 128 + the signal it died of */

/* A folder to work in, gone with what is in it at the end: setup and teardown of a group. */
int work_make(void **state);
int work_remove(void **state);
const char *work_path(const char *name); /* valid until the eighth call after it */
void remove_tree(const char *path);

/* Files, for damage. */
char *read_file(const char *path, size_t *size);
void write_file(const char *path, const void *bytes, size_t size);
int64_t newest_step(const char *dir); /* -1: none */

#endif
