/* calx/models.h: published language models, run from their own files.

       cx_lm *lm = cx_lm_open(rt, "gemma-3-270m");
       cx_generation *g = cx_generate(lm, "Are bees and wasps similar?", .max_tokens = 64);
       puts(cx_generation_text(g, 0));

   FAMILIES. Gemma 1, 2 and 3 (text), Llama 1 to 3 and GPT-2 write texts; BERT turns them into vectors. Sizes are read from the
   model's own configuration; what files can hold a model is said in calx/weights.h, and what another family takes in
   calx/family.h.

   ERRORS. As everywhere (calx/runtime.h): cx_lm_open never returns NULL, and what is asked of a model in error is in error too.
   A model belongs to one thread at a time. Freeing it, or closing its runtime, frees its tokenizer and conversations. */
#ifndef CALX_MODELS_H
#define CALX_MODELS_H

#include <calx/family.h>
#include <calx/text.h>

CX_BEGIN

typedef struct cx_lm cx_lm;

typedef struct cx_lm_args {
    const char *path; /* a folder, a GGUF file, hf:OWNER/NAME */
    cx_here at_;
    cx_dtype dtype; /* of the weights on the device: f32 or bf16. What is computed from them is f32. Default: f32, but
                         quantised blocks as they are in the file where a host kernel multiplies with them (on CPUs) */
    bool keep; /* instead: all as in the file; quantised blocks that no kernel takes are expanded as they are used */
    const char *tokenizer; /* a file for calx/text.h; default: the model's own, if it has one */
    int64_t chunk;         /* tokens of a prompt that are read in one call; default: 1024 */
    const cx_family *const *families; /* of your own, the last NULL: looked at before the library's (calx/family.h) */
} cx_lm_args;
/* Reads the weights, one at a time; what is missing or of another shape is named. */
CX_API cx_lm *cx_lm_open_(cx_runtime *runtime, cx_lm_args args);
#define cx_lm_open(runtime, ...) cx_lm_open_((runtime), CX_ARGS(cx_lm_args, __VA_ARGS__))
CX_API void cx_lm_free(cx_lm *lm);               /* NULL is fine */
CX_API const char *cx_lm_error(const cx_lm *lm); /* the first error, or NULL */

CX_API const char *cx_lm_family(const cx_lm *lm); /* "Gemma 3"; "none" in error */
CX_API bool cx_lm_encoder(const cx_lm *lm);       /* it reads texts, and writes none */
CX_API int64_t cx_lm_vocabulary(const cx_lm *lm); /* these: 0 in error */
CX_API int64_t cx_lm_features(const cx_lm *lm);   /* of the hidden states */
CX_API int64_t cx_lm_context(const cx_lm *lm);    /* the most tokens it was made for */
/* Turns text into the model's tokens and back; in error, with the reason, where there is none. */
CX_API const cx_tokenizer *cx_lm_tokenizer(const cx_lm *lm);

/* What the model expects behind each token: f32 [count, vocabulary], the row of a token being the logits of the next. An
   array in error when it cannot be computed. Free it. */
CX_API cx_array *cx_lm_logits(cx_lm *lm, int64_t count, const int32_t *ids);

/* A text as a vector: f32 [features], of length 1: the mean of the last layer's states, or that of the first token
   (BERT's [CLS]). With CX_POOL_NONE those states themselves, f32 [count, features]. Free it. */
typedef enum cx_pooling { CX_POOL_MEAN, CX_POOL_CLS, CX_POOL_NONE } cx_pooling;
CX_API cx_array *cx_lm_embed(cx_lm *lm, int64_t count, const int32_t *ids, cx_pooling pooling);

CX_END
#endif
