/* calx/generate.h: texts written by language models.

       cx_lm *lm = cx_lm_open(rt, "gemma-3-270m");
       cx_generation *g = cx_generate(lm, "Are bees and wasps similar?", .max_tokens = 64);
       puts(cx_generation_text(g, 0));
       cx_generation_free(g);

   The prompt is read in one call (a long one in a few), in one of a few padded lengths, so that another prompt compiles nothing
   anew. What has been read stays on the device; the next token is chosen there as well, and read by the host while the one
   behind it is being computed. */
#ifndef CALX_GENERATE_H
#define CALX_GENERATE_H

#include <calx/models.h>
#include <calx/text.h>

CX_BEGIN

/* How the next token is chosen. All zero: the likeliest. Filters apply in this order: the penalties, the bias, the temperature,
   top-k, top-p, min-p. */
typedef struct cx_sampling {
    double temperature; /* logits are divided by it; 0: the likeliest token, and no filter */
    int64_t top_k;      /* only so many of the likeliest; 0: all */
    double top_p;       /* only the likeliest that together have this probability; 0: all. Holtzman et al. 2019 */
    double min_p;       /* only those with this share of the likeliest one's probability; 0: all. Nguyen et al. 2024 */
    double repetition;  /* divides positive logits of tokens met in prompt or answer, multiplies negative; 0: 1 */
    double frequency;   /* taken from a token's logit for each time it was chosen */
    double presence;    /* taken once, if it was */
    int bias_count;     /* tokens whose logits are moved: */
    const int32_t *bias_ids;
    const float *bias;
    uint64_t seed; /* the same seed gives the same text, on the same plugin and machine */
} cx_sampling;

typedef enum cx_finish {
    CX_FINISH_LENGTH,  /* max_tokens were written */
    CX_FINISH_END,     /* the model ended the text: its token is the last of the ids, and no part of the text */
    CX_FINISH_STOP,    /* a stop string came: the text ends before it */
    CX_FINISH_CONTEXT, /* the context is full */
    CX_FINISH_ASKED,   /* the callback returned false */
} cx_finish;

/* A token as it comes. `text` is what became readable with it: whole UTF-8 characters, "" for now while a stop string may
   be under way. */
typedef struct cx_token {
    int row; /* of the batch */
    int32_t id;
    const char *text;
    size_t length;  /* bytes of it; a '\0' follows */
    double score;   /* see .scores; else 0 */
} cx_token;
typedef bool cx_token_callback(const cx_token *token, void *user); /* false: enough of this text */

typedef struct cx_generate_args {
    const char *prompt;         /* a text, before which the model's <bos> is put */
    cx_here at_;
    int batch;                  /* several prompts instead, each of which ends by itself: */
    const char *const *prompts; /* as texts, */
    const int32_t *const *ids;  /* or as tokens, used as they are */
    const int64_t *id_counts;
    int64_t max_tokens;   /* of each answer; default: 128 */
    cx_sampling sampling;
    int stop_count;       /* texts that end an answer: */
    const char *const *stop;
    int end_count;        /* further tokens that end an answer: */
    const int32_t *ends;
    bool ignore_end;      /* no token ends an answer */
    bool scores;          /* log-probabilities of the tokens, as the model has them before any filter */
    bool logits;          /* keep the logits behind each prompt */
    cx_token_callback *each;
    void *user;           /* for each */
    int64_t context;      /* most tokens, prompt and answer; default: what the model was made for */
    bool slide;           /* when the context is full, go on with its first token and its newer half (which is read anew);
                             default: end the text there */
} cx_generate_args;

typedef struct cx_generation cx_generation;
CX_API cx_generation *cx_generate_(cx_lm *lm, cx_generate_args args); /* never NULL */
#define cx_generate(lm, ...) cx_generate_((lm), CX_ARGS(cx_generate_args, __VA_ARGS__))
CX_API void cx_generation_free(cx_generation *generation); /* NULL is fine */
CX_API const char *cx_generation_error(const cx_generation *generation); /* NULL: it is sound */

/* Of the text `row` of the batch; what is pointed to lives as long as the generation. */
CX_API int cx_generation_rows(const cx_generation *generation);
CX_API const char *cx_generation_text(const cx_generation *generation, int row); /* "" where there is no tokenizer */
CX_API const int32_t *cx_generation_ids(const cx_generation *generation, int row, int64_t *count);
CX_API const int32_t *cx_generation_prompt(const cx_generation *generation, int row, int64_t *count);
CX_API const float *cx_generation_scores(const cx_generation *generation, int row); /* one for each id, or NULL */
CX_API const float *cx_generation_logits(const cx_generation *generation, int row); /* [vocabulary], or NULL */
CX_API cx_finish cx_generation_finish(const cx_generation *generation, int row);

/* Where the time went, in seconds; compilation happens before all else. */
typedef struct cx_generation_times {
    double compile, read, write;
    int64_t tokens_read;    /* of all prompts */
    int64_t tokens_written; /* in `write`: all but the first of each answer, which reading gives */
    int slides;             /* times the context was full and slid */
} cx_generation_times;
CX_API cx_generation_times cx_generation_speed(const cx_generation *generation);

/* A conversation with a model tuned for one: keeps what has been said on the device, so a turn reads only what is new.
   The marks around turns are the model's own, known for Gemma and Llama (2 and 3). */
typedef struct cx_chat cx_chat;
typedef struct cx_chat_args {
    cx_lm *lm; /* must outlive the conversation */
    cx_here at_;
    const char *system; /* what the model is told first; default: nothing */
} cx_chat_args;
CX_API cx_chat *cx_chat_new_(cx_chat_args args); /* never NULL */
#define cx_chat_new(...) cx_chat_new_(CX_ARGS(cx_chat_args, __VA_ARGS__))
CX_API void cx_chat_free(cx_chat *chat);
CX_API const char *cx_chat_error(const cx_chat *chat);
/* The model's answer; .prompt is what is said to it. .batch, .prompts and .ids are not for conversations. */
CX_API cx_generation *cx_chat_say_(cx_chat *chat, cx_generate_args args);
#define cx_chat_say(chat, ...) cx_chat_say_((chat), CX_ARGS(cx_generate_args, __VA_ARGS__))

CX_END
#endif
