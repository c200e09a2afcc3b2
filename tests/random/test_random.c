/* Random numbers: bit for bit those of the definition in calx/ops.h, written here once more in C; and, as that says nothing
   of their quality, moments, chi-square tests, and correlations between keys. All is determined: no test fails by chance. */
#include "run/calx_test.h"

enum { COUNT = 1 << 16, BINS = 256 };

static cx_runtime *rt;

static int open_runtime(void **state) {
    (void)state;
    rt = open_cpu();
    return 0;
}

static int close_runtime(void **state) {
    (void)state;
    return close_empty(rt);
}

/* ----------------------------------------------------------------------------- the definition, once more */

struct key {
    uint32_t word[2];
};

static uint32_t mix(uint32_t x) {
    x = (x ^ x >> 16) * 0x7feb352dU;
    x = (x ^ x >> 15) * 0x846ca68bU;
    return x ^ x >> 16;
}

static uint32_t hash(uint32_t x, uint32_t word0, uint32_t word1) {
    return mix(mix(x ^ word0) + word1);
}

static struct key key_of(uint64_t seed) {
    uint64_t z = seed + 0x9e3779b97f4a7c15;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    z ^= z >> 31;
    return (struct key){{(uint32_t)z, (uint32_t)(z >> 32)}};
}

static struct key fold_in(struct key k, uint64_t data) {
    uint32_t low = (uint32_t)data, high = (uint32_t)(data >> 32);
    return (struct key){
        {hash(low, k.word[0], k.word[1] + high), hash(low ^ 0x5bd1e995U, k.word[1], k.word[0] + high + 0x9e3779b9U)}};
}

static uint32_t bits_at(struct key k, uint32_t index) {
    return hash(index, k.word[0], k.word[1]);
}

/* -------------------------------------------------------------------------------------- what Calx computes */

enum kind { BITS, UNIFORM, NORMAL, BERNOULLI };

struct recipe {
    enum kind kind;
    cx_dtype dtype;
    cx_dims dims;
    double low, high; /* of bernoulli, low is the probability */
};

static void make(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    const struct recipe *r = user;
    (void)g;
    switch (r->kind) {
    case BITS: out[0] = cx_random_bits(in[0], r->dtype, r->dims); break;
    case UNIFORM: out[0] = cx_uniform(in[0], r->dtype, r->dims, .low = r->low, .high = r->high); break;
    case NORMAL: out[0] = cx_normal(in[0], r->dtype, r->dims); break;
    default: out[0] = cx_bernoulli(in[0], r->low, r->dims); break;
    }
}

static cx_tensor *tensor_of_key(struct key k) {
    return cx_tensor_new(rt, CX_U32, CX_DIMS(2), k.word);
}

static cx_array *numbers(cx_function *f, struct key k) {
    cx_tensor *key = tensor_of_key(k), *out = cx_apply(f, key);
    cx_array *array = cx_tensor_array(out);
    if (cx_array_error(array)) fail_msg("%s", cx_array_error(array));
    cx_tensor_free(key), cx_tensor_free(out);
    return array;
}

static cx_array *numbers_of(struct recipe r, struct key k) {
    cx_function *f = cx_jit(rt, make, .user = &r);
    cx_array *array = numbers(f, k);
    cx_function_free(f);
    return array;
}

/* ------------------------------------------------------------------------------------------ bit for bit */

/* user: the seed; in: nothing, or a number to fold in */
static void make_key(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    cx_node *key = cx_key(g, *(uint64_t *)user);
    out[0] = key;
    out[1] = cx_fold_in(key, in[0]);
    out[2] = cx_fold_in(key, cx_k(7));
}

static void test_keys(void **state) {
    (void)state;
    static const uint64_t seeds[] = {0, 1, 42, UINT64_MAX, 0x123456789abcdef};
    static const int64_t data[] = {0, 1, 7, INT64_MAX, -1};
    for (int i = 0; i < 5; i++) {
        uint64_t seed = seeds[i];
        cx_function *f = cx_jit(rt, make_key, .user = &seed, .outputs = 3);
        for (int k = 0; k < 5; k++) {
            cx_tensor *in = cx_tensor_new(rt, CX_I64, CX_SCALAR, &data[k]), *out[3];
            cx_call(f, 1, &in, 3, out);
            struct key expected[] = {key_of(seed), fold_in(key_of(seed), (uint64_t)data[k]), fold_in(key_of(seed), 7)};
            for (int o = 0; o < 3; o++) {
                uint32_t got[2];
                assert_true(cx_tensor_read(out[o], got, sizeof got));
                assert_memory_equal(got, expected[o].word, sizeof got);
                cx_tensor_free(out[o]);
            }
            cx_tensor_free(in);
        }
        cx_function_free(f);
    }
}

static void test_bits_are_those_of_the_definition(void **state) {
    (void)state;
    struct key k = key_of(1);
    static const cx_dtype dtypes[] = {CX_U8, CX_U16, CX_U32, CX_U64};
    for (int d = 0; d < 4; d++) {
        cx_array *array = numbers_of((struct recipe){BITS, dtypes[d], CX_DIMS(10, 100, 3), 0, 0}, k);
        const void *data = cx_array_read(array);
        for (uint32_t i = 0; i < 3000; i++) {
            uint32_t bits = bits_at(k, i);
            switch (dtypes[d]) {
            case CX_U8: assert_int_equal(((const uint8_t *)data)[i], bits >> 24); break;
            case CX_U16: assert_int_equal(((const uint16_t *)data)[i], bits >> 16); break;
            case CX_U32: assert_int_equal(((const uint32_t *)data)[i], bits); break;
            default:
                assert_int_equal(((const uint64_t *)data)[i],
                                 (uint64_t)bits_at(fold_in(k, 0), i) << 32 | bits_at(fold_in(k, 1), i));
            }
        }
        cx_array_free(array);
    }
}

/* The upper bits of a word, as a fraction. */
static void test_uniform_numbers_are_those_of_the_definition(void **state) {
    (void)state;
    struct key k = key_of(2);
    static const struct {
        cx_dtype dtype;
        int significand;
    } floats[] = {{CX_F32, 24}, {CX_F16, 11}, {CX_BF16, 8}, {CX_F64, 53}};
    for (int d = 0; d < 4; d++) {
        cx_array *array = numbers_of((struct recipe){UNIFORM, floats[d].dtype, CX_DIMS(3000), 0, 0}, k);
        for (uint32_t i = 0; i < 3000; i++) {
            uint64_t bits = floats[d].dtype == CX_F64
                                ? ((uint64_t)bits_at(fold_in(k, 0), i) << 32 | bits_at(fold_in(k, 1), i)) >> 11
                                : bits_at(k, i) >> (32 - floats[d].significand);
            assert_true(cx_array_at(array, i) == ldexp((double)bits, -floats[d].significand));
        }
        cx_array_free(array);
    }
    cx_array *coins = numbers_of((struct recipe){BERNOULLI, CX_BOOL, CX_DIMS(3000), 0.3, 0}, k);
    for (uint32_t i = 0; i < 3000; i++)
        assert_int_equal((int)cx_array_at(coins, i), bits_at(k, i) < (uint32_t)(0.3 * 4294967296.0 + 0.5));
    cx_array_free(coins);
}

/* A number is a function of key and flat index: not of the shape, the run or the runtime. (Normal numbers too, but for a last
   digit where an XLA build computes the ends of a vector in another way.) */
static void test_reruns_and_shapes(void **state) {
    (void)state;
    struct key k = key_of(3);
    cx_array *flat = numbers_of((struct recipe){UNIFORM, CX_F32, CX_DIMS(2400), 0, 0}, k);
    cx_array *cube = numbers_of((struct recipe){UNIFORM, CX_F32, CX_DIMS(20, 30, 4), 0, 0}, k);
    cx_array *start = numbers_of((struct recipe){UNIFORM, CX_F32, CX_DIMS(100), 0, 0}, k);
    assert_memory_equal(cx_array_read(flat), cx_array_read(cube), 2400 * sizeof(float));
    assert_memory_equal(cx_array_read(flat), cx_array_read(start), 100 * sizeof(float));
    cx_runtime *first = rt;
    rt = open_cpu();
    cx_array *again = numbers_of((struct recipe){UNIFORM, CX_F32, CX_DIMS(2400), 0, 0}, k);
    assert_memory_equal(cx_array_read(flat), cx_array_read(again), 2400 * sizeof(float));
    close_fine(rt);
    rt = first;
    cx_array_free(flat), cx_array_free(cube), cx_array_free(start), cx_array_free(again);
}

/* --------------------------------------------------------------------------------------------- statistics */

/* Chi-square of `bins` equally likely bins has mean bins - 1 and variance twice that: within five deviations. */
static void assert_even(const int *bin, int bins, int count) {
    double expected = (double)count / bins, sum = 0;
    for (int i = 0; i < bins; i++) sum += (bin[i] - expected) * (bin[i] - expected) / expected;
    assert_close(sum, bins - 1, 5 * sqrt(2.0 * (bins - 1)));
}

/* Sums of powers of x over the elements, and pairs of neighbours. */
struct moments {
    double mean, variance, skew, kurtosis, neighbours;
};

static struct moments moments_of(const cx_array *array) {
    struct moments m = {0};
    double n = (double)cx_array_count(array);
    for (int64_t i = 0; i < cx_array_count(array); i++) m.mean += cx_array_at(array, i) / n;
    double before = 0;
    for (int64_t i = 0; i < cx_array_count(array); i++) {
        double d = cx_array_at(array, i) - m.mean;
        m.variance += d * d / n;
        m.skew += d * d * d / n;
        m.kurtosis += d * d * d * d / n;
        m.neighbours += d * before / n;
        before = d;
    }
    return m;
}

static void test_uniform(void **state) {
    (void)state;
    struct recipe r = {UNIFORM, CX_F32, CX_DIMS(COUNT), 0, 0};
    cx_function *f = cx_jit(rt, make, .user = &r);
    for (uint64_t seed = 0; seed < 8; seed++) {
        cx_array *array = numbers(f, key_of(seed));
        int bin[BINS] = {0}, pair[BINS] = {0};
        for (int i = 0; i < COUNT; i++) {
            double v = cx_array_at(array, i);
            assert_true(v >= 0 && v < 1);
            bin[(int)(v * BINS)]++;
            if (i % 2) pair[(int)(v * 16) * 16 + (int)(cx_array_at(array, i - 1) * 16)]++;
        }
        assert_even(bin, BINS, COUNT);
        assert_even(pair, BINS, COUNT / 2);
        struct moments m = moments_of(array);
        assert_close(m.mean, 0.5, 5 * sqrt(1.0 / 12 / COUNT));
        assert_close(m.variance, 1.0 / 12, 5 * sqrt(1.0 / 180 / COUNT));
        assert_close(m.neighbours, 0, 5.0 / 12 / sqrt(COUNT));
        cx_array_free(array);
    }
    cx_function_free(f);
    cx_array *array = numbers_of((struct recipe){UNIFORM, CX_F32, CX_DIMS(COUNT), -3, 5}, key_of(9));
    struct moments m = moments_of(array);
    for (int i = 0; i < COUNT; i++) assert_true(cx_array_at(array, i) >= -3 && cx_array_at(array, i) <= 5);
    assert_close(m.mean, 1, 8 * 5 * sqrt(1.0 / 12 / COUNT));
    assert_close(m.variance, 64.0 / 12, 64 * 5 * sqrt(1.0 / 180 / COUNT));
    cx_array_free(array);
}

static void test_normal(void **state) {
    (void)state;
    static const cx_dtype dtypes[] = {CX_F32, CX_F64};
    for (int d = 0; d < 2; d++) {
        struct recipe r = {NORMAL, dtypes[d], CX_DIMS(COUNT), 0, 0};
        cx_function *f = cx_jit(rt, make, .user = &r);
        for (uint64_t seed = 0; seed < 4; seed++) {
            cx_array *array = numbers(f, key_of(seed));
            int bin[BINS] = {0};
            double largest = 0;
            for (int i = 0; i < COUNT; i++) {
                double v = cx_array_at(array, i), p = 0.5 * erfc(-v / sqrt(2));
                assert_true(isfinite(v));
                largest = fmax(largest, fabs(v));
                bin[p >= 1 ? BINS - 1 : (int)(p * BINS)]++;
            }
            assert_even(bin, BINS, COUNT);
            assert_true(largest > 3.6 && largest < 6); /* of 65536: 3.6 is passed with probability 1 - e^-21 */
            struct moments m = moments_of(array);
            assert_close(m.mean, 0, 5 / sqrt(COUNT));
            assert_close(m.variance, 1, 5 * sqrt(2.0 / COUNT));
            assert_close(m.skew, 0, 5 * sqrt(15.0 / COUNT));
            assert_close(m.kurtosis, 3, 5 * sqrt(96.0 / COUNT));
            assert_close(m.neighbours, 0, 5 / sqrt(COUNT));
            cx_array_free(array);
        }
        cx_function_free(f);
    }
}

static void test_bernoulli(void **state) {
    (void)state;
    static const double probabilities[] = {0, 0.001, 0.25, 0.5, 0.9, 1};
    for (int i = 0; i < 6; i++) {
        double p = probabilities[i];
        cx_array *array = numbers_of((struct recipe){BERNOULLI, CX_BOOL, CX_DIMS(COUNT), p, 0}, key_of(5));
        assert_int_equal(cx_array_dtype(array), CX_BOOL);
        assert_close(moments_of(array).mean, p, 5 * sqrt(p * (1 - p) / COUNT));
        cx_array_free(array);
    }
}

/* Each of the 32 bits is set half of the time, and any two of them differ half of the time. */
static void test_bits(void **state) {
    (void)state;
    struct recipe r = {BITS, CX_U32, CX_DIMS(COUNT), 0, 0};
    cx_function *f = cx_jit(rt, make, .user = &r);
    for (uint64_t seed = 0; seed < 2; seed++) {
        cx_array *array = numbers(f, key_of(seed));
        const uint32_t *bits = cx_array_read(array);
        static int both[32][32];
        memset(both, 0, sizeof both);
        for (int i = 0; i < COUNT; i++)
            for (int a = 0; a < 32; a++)
                for (int b = 0; b < a; b++) both[a][b] += (int)((bits[i] >> a ^ bits[i] >> b) & 1);
        for (int a = 0; a < 32; a++) {
            int set = 0;
            for (int i = 0; i < COUNT; i++) set += (int)(bits[i] >> a & 1);
            assert_close(set, COUNT / 2.0, 5 * sqrt(COUNT / 4.0));
            for (int b = 0; b < a; b++) assert_close(both[a][b], COUNT / 2.0, 5 * sqrt(COUNT / 4.0));
        }
        cx_array_free(array);
    }
    cx_function_free(f);
}

/* How many of the 32 COUNT bits of two streams differ must be like the toss of as many coins. */
static void assert_streams_differ(const cx_array *a, const cx_array *b) {
    const uint32_t *x = cx_array_read(a), *y = cx_array_read(b);
    int64_t differ = 0, in_place[32] = {0};
    for (int i = 0; i < COUNT; i++)
        for (int k = 0; k < 32; k++) in_place[k] += (x[i] ^ y[i]) >> k & 1;
    for (int k = 0; k < 32; k++) {
        assert_close((double)in_place[k], COUNT / 2.0, 5 * sqrt(COUNT / 4.0));
        differ += in_place[k];
    }
    assert_close((double)differ, 16.0 * COUNT, 5 * sqrt(8.0 * COUNT));
}

/* Neighbouring seeds, seeds that differ in a bit, and keys folded with neighbouring numbers share nothing; nor does a
   stream with itself a place further. */
static void test_streams_are_independent(void **state) {
    (void)state;
    struct recipe r = {BITS, CX_U32, CX_DIMS(COUNT), 0, 0};
    cx_function *f = cx_jit(rt, make, .user = &r);
    cx_array *base = numbers(f, key_of(42));
    struct key others[] = {key_of(43),
                           key_of(41),
                           key_of(42 + (1ULL << 32)),
                           key_of(42 ^ 1ULL << 63),
                           fold_in(key_of(42), 0),
                           fold_in(key_of(42), 1),
                           fold_in(key_of(42), 1ULL << 32)};
    cx_array *before = NULL;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        cx_array *other = numbers(f, others[i]);
        assert_streams_differ(base, other);
        if (before) assert_streams_differ(before, other);
        cx_array_free(before);
        before = other;
    }
    const uint32_t *bits = cx_array_read(base);
    uint32_t shifted[COUNT];
    for (int i = 0; i < COUNT; i++) shifted[i] = bits[(i + 1) % COUNT];
    cx_array *next = cx_array_copy_of(CX_U32, CX_DIMS(COUNT), shifted);
    assert_streams_differ(base, next);
    cx_array_free(base), cx_array_free(before), cx_array_free(next);
    cx_function_free(f);
}

/* The same number of many seeds is as random as many numbers of one seed. */
static void test_first_numbers_of_many_seeds(void **state) {
    (void)state;
    int bin[BINS] = {0}, folded[BINS] = {0};
    struct key root = key_of(0);
    for (uint64_t seed = 0; seed < COUNT; seed++) {
        bin[bits_at(key_of(seed), 0) >> 24]++;
        folded[bits_at(fold_in(root, seed), 0) >> 24]++;
    }
    assert_even(bin, BINS, COUNT);
    assert_even(folded, BINS, COUNT);
}

/* user: which mistake */
static void wrong(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g;
    switch (*(int *)user) {
    case 0: out[0] = cx_random_bits(in[0], CX_F32, CX_DIMS(2)); break;
    case 1: out[0] = cx_uniform(in[0], CX_I32, CX_DIMS(2)); break;
    case 2: out[0] = cx_normal(cx_convert(in[0], CX_I32), CX_F32, CX_DIMS(2)); break;
    case 3: out[0] = cx_bernoulli(in[0], 1.5, CX_DIMS(2)); break;
    case 4: out[0] = cx_fold_in(in[0], cx_k(0.5)); break;
    default: out[0] = cx_random_bits(in[0], CX_U32, CX_DIMS(-2)); break;
    }
}

static void test_refusals(void **state) {
    (void)state;
    static const char *const errors[] = {"random_bits", "uniform", "normal", "bernoulli", "0.5", "random_bits"};
    cx_tensor *key = tensor_of_key(key_of(1));
    for (int i = 0; i < 6; i++) {
        cx_function *f = cx_jit(rt, wrong, .user = &i);
        assert_failed_tensor(rt, cx_apply(f, key), errors[i]);
        cx_function_free(f);
    }
    cx_tensor_free(key);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_keys),
        cmocka_unit_test(test_bits_are_those_of_the_definition),
        cmocka_unit_test(test_uniform_numbers_are_those_of_the_definition),
        cmocka_unit_test(test_reruns_and_shapes),
        cmocka_unit_test(test_uniform),
        cmocka_unit_test(test_normal),
        cmocka_unit_test(test_bernoulli),
        cmocka_unit_test(test_bits),
        cmocka_unit_test(test_streams_are_independent),
        cmocka_unit_test(test_first_numbers_of_many_seeds),
        cmocka_unit_test(test_refusals),
    };
    return cmocka_run_group_tests(tests, open_runtime, close_runtime);
}
