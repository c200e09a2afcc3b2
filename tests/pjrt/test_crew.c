/* The board of jobs: each that is posted is taken by one helper, or withdrawn. */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "pjrt/crew.h"

#include <pthread.h>
#include <stdatomic.h>

static void jobs_are_taken_or_withdrawn(void **state) {
    (void)state;
    int a, b;
    assert_null(cxi_crew_wait(0));
    assert_true(cxi_crew_post(&a));
    assert_true(cxi_crew_post(&a));
    assert_true(cxi_crew_post(&b));
    assert_true(cxi_crew_withdraw(&b));
    assert_false(cxi_crew_withdraw(&b));
    assert_ptr_equal(cxi_crew_wait(0), &a);
    assert_ptr_equal(cxi_crew_wait(0), &a);
    assert_null(cxi_crew_wait(1e-4));
}

static void a_full_board_takes_no_more(void **state) {
    (void)state;
    int job, posted = 0;
    while (cxi_crew_post(&job)) posted++;
    assert_true(posted > 1);
    while (cxi_crew_withdraw(&job)) posted--;
    assert_int_equal(posted, 0);
    assert_true(cxi_crew_post(&job));
    assert_true(cxi_crew_withdraw(&job));
}

static void helpers_are_no_more_than_asked_for(void **state) {
    (void)state;
    int job;
    assert_true(cxi_crew_join(2));
    assert_true(cxi_crew_join(2));
    assert_false(cxi_crew_join(2));
    assert_true(cxi_crew_join(3));
    for (int i = 0; i < 3; i++) cxi_crew_leave();
    assert_false(cxi_crew_join(0));
    assert_false(cxi_crew_return());
    assert_true(cxi_crew_join(1));
    assert_true(cxi_crew_post(&job));
    assert_false(cxi_crew_join(1)); /* so nobody was called */
    cxi_crew_leave();
    assert_true(cxi_crew_return());
    assert_false(cxi_crew_join(1));
    assert_ptr_equal(cxi_crew_wait(0), &job);
    cxi_crew_leave();
    assert_false(cxi_crew_return());
}

/* ------------------------------------------------------------------------------------------- several threads */

enum { THREADS = 3, JOBS = 20000 };

struct turns {
    atomic_bool over;
    atomic_int taken[JOBS];
};

static void *take_turns(void *user) {
    struct turns *turns = user;
    for (;;) {
        bool last = atomic_load(&turns->over);
        atomic_int *job = cxi_crew_wait(1e-4);
        if (job)
            atomic_fetch_add(job, 1);
        else if (last)
            return NULL;
    }
}

static void every_job_goes_to_one_thread(void **state) {
    (void)state;
    static struct turns turns;
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++) assert_int_equal(pthread_create(&threads[i], NULL, take_turns, &turns), 0);
    for (int i = 0; i < JOBS; i++) {
        while (!cxi_crew_post(&turns.taken[i])) {}
        if (i % 3 == 0 && cxi_crew_withdraw(&turns.taken[i])) atomic_fetch_add(&turns.taken[i], 1);
    }
    atomic_store(&turns.over, true);
    for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
    for (int i = 0; i < JOBS; i++)
        if (atomic_load(&turns.taken[i]) != 1) fail_msg("job %d was done %d times", i, atomic_load(&turns.taken[i]));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(jobs_are_taken_or_withdrawn),
        cmocka_unit_test(a_full_board_takes_no_more),
        cmocka_unit_test(helpers_are_no_more_than_asked_for),
        cmocka_unit_test(every_job_goes_to_one_thread),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
