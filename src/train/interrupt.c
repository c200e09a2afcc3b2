#define _POSIX_C_SOURCE 200809L
#include "train/interrupt.h"

#include <pthread.h>
#include <signal.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER; /* of `users` and `before` */
static int users;
static struct sigaction before;
static volatile sig_atomic_t interrupted;

/* The system has put the default action back (SA_RESETHAND), for a second Ctrl-C. */
static void note(int signal_number) {
    (void)signal_number;
    interrupted = 1;
}

void cxi_interrupt_begin(void) {
    pthread_mutex_lock(&lock);
    if (users++ == 0) {
        interrupted = 0;
        struct sigaction action = {.sa_handler = note, .sa_flags = (int)SA_RESETHAND | SA_RESTART};
        sigemptyset(&action.sa_mask);
        sigaction(SIGINT, NULL, &before);
        if (before.sa_handler != SIG_IGN) sigaction(SIGINT, &action, NULL); /* it is, of programs in the background */
    }
    pthread_mutex_unlock(&lock);
}

void cxi_interrupt_end(void) {
    pthread_mutex_lock(&lock);
    if (--users == 0) sigaction(SIGINT, &before, NULL);
    pthread_mutex_unlock(&lock);
}

bool cxi_interrupted(void) {
    return interrupted != 0;
}
