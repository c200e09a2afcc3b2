/* Gemma as Keras saves it, seen as Hugging Face has it, so that models know one set of names, shapes and keys. */
#ifndef CXI_MODELS_KERAS_H
#define CXI_MODELS_KERAS_H

#include <calx/weights.h>

/* Weights of a GemmaBackbone or Gemma3Backbone of keras_hub take Hugging Face's names and shapes (matrices are turned when they are
   read), and the configuration its keys: "model_type", "hidden_size", ... All others stay as they are. */
void cxi_keras_as_hugging_face(cx_weights *weights);

#endif
