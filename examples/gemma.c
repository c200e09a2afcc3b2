/* Writes on behind a text with a published language model, a piece at a time as it comes:
       gemma gemma-3-270m.gguf "Are bees and wasps similar?"
   MODEL is a GGUF file or a folder of Hugging Face's, of Gemma, Llama or GPT-2. */
#include <calx.h>

static bool show(const cx_token *token, void *to) {
    fputs(token->text, to);
    return fflush(to) == 0;
}

int main(int argc, char **argv) {
    if (argc != 3) return fprintf(stderr, "usage: gemma MODEL TEXT\n"), 2;
    cx_tune_process();
    cx_runtime *rt = cx_open("cpu");

    cx_lm *lm = cx_lm_open(rt, argv[1]);
    fputs(argv[2], stdout);
    cx_generation *g = cx_generate(lm, argv[2], .max_tokens = 100, .stop_count = 1, .stop = (const char *[]){"\n\n\n"},
                                   .each = show, .user = stdout);
    cx_generation_times t = cx_generation_speed(g);
    if (!cx_generation_error(g))
        printf("\n\n%s: %lld tokens read in %.2f s, %lld written at %.1f per second\n", cx_lm_family(lm),
               (long long)t.tokens_read, t.read, (long long)t.tokens_written, (double)t.tokens_written / t.write);

    return cx_close(rt, stderr); /* frees everything; prints the first error, if there was one */
}
