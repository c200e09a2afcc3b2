/* calx/text.h: text to a model's numbers and back.

       cx_tokenizer *t = cx_tokenizer_open("gemma-3-270m");
       cx_array *ids = cx_encode(t, "Are bees and wasps similar?", 27, .special = true);   // i32 [7]: <bos>, then six
       cx_array *text = cx_decode(t, cx_array_count(ids), cx_array_read(ids));             // u8: the question again
       puts(cx_array_data(text));

   A tokenizer is a file that says how a model's authors cut text into pieces, and which number each piece has. It is read from
     - SentencePiece's .model or .spm, of the types BPE and Unigram;
     - tokenizer.json of Hugging Face: BPE, by characters or by bytes, Unigram, WordPiece;
     - the metadata of a GGUF file;
     - a folder with one of these in it.
   The numbers are those of the library that the file comes from, one by one (docs/text.md).

   TEXT is bytes, UTF-8 in the main. What is not UTF-8 survives encoding and decoding where the vocabulary has a piece for every
   byte (cx_tokenizer_lossless), and reads as U+FFFD elsewhere.

   ERRORS. What opens never returns NULL; a tokenizer in error encodes to arrays in error, which say the same.
   THREADS. An open tokenizer does not change: any number of threads may use it. A decoder belongs to one at a time. */
#ifndef CALX_TEXT_H
#define CALX_TEXT_H

#include <calx/array.h>

CX_BEGIN

typedef struct cx_tokenizer cx_tokenizer;

CX_API cx_tokenizer *cx_tokenizer_open(const char *path);
CX_API void cx_tokenizer_free(cx_tokenizer *tokenizer); /* NULL is fine; its decoders must be gone */
CX_API const char *cx_tokenizer_error(const cx_tokenizer *tokenizer); /* NULL: it is sound */

/* Ids are 0 .. count - 1. Some may have no piece: tables are padded. */
CX_API int32_t cx_tokenizer_count(const cx_tokenizer *tokenizer);
/* A piece as its file spells it ("▁the", "Ġthe", "##ing", "<0x0A>"), NULL where there is none; and its id, or -1. */
CX_API const char *cx_tokenizer_piece(const cx_tokenizer *tokenizer, int32_t id);
CX_API int32_t cx_tokenizer_id(const cx_tokenizer *tokenizer, const char *piece);
/* Whether a piece stands for no text (<bos>, [CLS], ...): decoding leaves it out. */
CX_API bool cx_tokenizer_is_special(const cx_tokenizer *tokenizer, int32_t id);
CX_API bool cx_tokenizer_lossless(const cx_tokenizer *tokenizer); /* any bytes can be encoded */

/* The ids of the special pieces, -1 where the vocabulary has none. */
CX_API int32_t cx_tokenizer_bos(const cx_tokenizer *tokenizer);
CX_API int32_t cx_tokenizer_eos(const cx_tokenizer *tokenizer);
CX_API int32_t cx_tokenizer_pad(const cx_tokenizer *tokenizer);
CX_API int32_t cx_tokenizer_unk(const cx_tokenizer *tokenizer);

typedef struct cx_encode_args {
    const char *text; /* may be NULL when length is 0 */
    size_t length;    /* bytes, under 1 GiB */
    cx_here at_;
    bool special;     /* add what the model expects around a text: <bos>, or [CLS] and [SEP], ... */
    bool plain;       /* the names of special pieces within the text ("<eos>") are text like any other */
} cx_encode_args;
/* i32 [count]. The time grows in proportion to the length. */
CX_API cx_array *cx_encode_(const cx_tokenizer *tokenizer, cx_encode_args args);
#define cx_encode(tokenizer, ...) cx_encode_((tokenizer), CX_ARGS(cx_encode_args, __VA_ARGS__))

typedef struct cx_decode_args {
    int64_t count;
    const int32_t *ids;
    cx_here at_;
    bool special; /* write special pieces too, by their names */
} cx_decode_args;
/* u8 [bytes], with a '\0' behind the last byte that does not count. Ids without a piece are left out. */
CX_API cx_array *cx_decode_(const cx_tokenizer *tokenizer, cx_decode_args args);
#define cx_decode(tokenizer, ...) cx_decode_((tokenizer), CX_ARGS(cx_decode_args, __VA_ARGS__))

/* Decoding one id after the other, as a model makes them:

       cx_decoder *d = cx_decoder_new(t);
       while (...) fputs(cx_decoder_push(d, next_id, NULL), stdout);
       fputs(cx_decoder_end(d, NULL), stdout);
       cx_decoder_free(d);

   Only whole UTF-8 characters come out: one that takes several pieces comes with its last. All texts together are what
   cx_decode gives. The tokenizer must outlive the decoder. */
typedef struct cx_decoder cx_decoder;

typedef struct cx_decoder_args {
    const cx_tokenizer *tokenizer;
    cx_here at_;
    bool special; /* as in cx_decode */
} cx_decoder_args;
CX_API cx_decoder *cx_decoder_new_(cx_decoder_args args); /* never NULL */
#define cx_decoder_new(...) cx_decoder_new_(CX_ARGS(cx_decoder_args, __VA_ARGS__))
CX_API void cx_decoder_free(cx_decoder *decoder);              /* NULL is fine */
CX_API const char *cx_decoder_error(const cx_decoder *decoder); /* NULL: sound so far */

/* What became whole, often "". Valid until the next call; `length`, where it is not NULL, gets the bytes: there may be a '\0'
   among them. */
CX_API const char *cx_decoder_push(cx_decoder *decoder, int32_t id, size_t *length);
CX_API const char *cx_decoder_end(cx_decoder *decoder, size_t *length); /* the rest; the decoder begins anew */

CX_END
#endif
