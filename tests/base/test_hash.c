/* BLAKE2b against Python's hashlib:

       m = bytes((i * 7 + 3) & 255 for i in range(1000))
       hashlib.blake2b(m[:n], digest_size=32).hexdigest() */
/* clang-format off: cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "base/hash.h"

static const struct {
    size_t length;
    const char *digest;
} known[] = {
    {0, "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8"},
    {1, "e88bd757ad5b9bedf372d8d3f0cf6c962a469db61a265f6418e1ffed86da29ec"},
    {127, "c9ae3859964b35f04c54b36d33cf299d7290ee621005d28e51598a943560aaaa"},
    {128, "f0501d06597880592bc49234eef100ec1ff349058d0e9d9b753504e24af86dd6"},
    {129, "a34a4e1e03c541dfbf3099c4b6c143c022ced65c28bd7e8a10e0a098461aecf0"},
    {255, "f2d64a40e9412a3414161ff6250075225418fd7c271c1123e162e1bca0de9f93"},
    {256, "d93ebb9c802f5630ab22516fd82b6c21bc8bd551d531349b715f046ed11ed871"},
    {257, "4ce481b24d387422d2bc2baa03d1afd55a1327939ff537c71eb9b38709268649"},
    {1000, "d62b6c768ce1afc8367e0498ab2f8e3f7c178c35b1429f14c4604b545d200f52"},
};

/* Given in pieces of every size, so that each way of filling a block is gone. */
static void digests(void **state) {
    (void)state;
    unsigned char message[1000];
    for (size_t i = 0; i < sizeof message; i++) message[i] = (unsigned char)(i * 7 + 3);
    for (size_t k = 0; k < sizeof known / sizeof known[0]; k++)
        for (size_t piece = 1; piece <= 300; piece++) {
            struct cxi_hash hash;
            cxi_hash_begin(&hash);
            for (size_t at = 0; at < known[k].length; at += piece)
                cxi_hash_add(&hash, message + at, known[k].length - at < piece ? known[k].length - at : piece);
            struct cxi_digest digest = cxi_hash_end(&hash);
            char words[2 * CXI_DIGEST_BYTES + 1];
            cxi_digest_words(&digest, words);
            assert_string_equal(words, known[k].digest);
        }
}

static void texts_do_not_run_together(void **state) {
    (void)state;
    struct cxi_hash a, b;
    cxi_hash_begin(&a), cxi_hash_begin(&b);
    cxi_hash_add_text(&a, "ab"), cxi_hash_add_text(&a, "c");
    cxi_hash_add_text(&b, "a"), cxi_hash_add_text(&b, "bc");
    struct cxi_digest first = cxi_hash_end(&a), second = cxi_hash_end(&b);
    assert_false(cxi_digest_equal(&first, &second));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(digests), cmocka_unit_test(texts_do_not_run_together)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
