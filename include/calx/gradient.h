/* calx/gradient.h: derivatives. They are nodes like any other, so they can be differentiated again.

       cx_node *loss = cx_mean(cx_square(cx_sub(cx_mul(w, x), y)));
       cx_node *dw;
       cx_grad(loss, CX_LIST(cx_node *, w), &dw);

   Gradients are computed in reverse mode, one sweep for all inputs; cx_jvp goes forward, one sweep for all outputs. Integer
   and bool nodes have none. What an operation does at ties and kinks is said where it is declared. */
#ifndef CALX_GRADIENT_H
#define CALX_GRADIENT_H

#include <calx/graph.h>

CX_BEGIN

/* dx[i] becomes the derivative of `loss`, a floating scalar, with respect to x[i]: of x[i]'s shape; zeros when the loss does
   not depend on it. x may be any nodes, parameters or results of operations. */
CX_API void cx_grad(cx_node *loss, int count, cx_node *const *x, cx_node **dx);

/* The general form: for outputs y[] with cotangents dy[] (of the same shapes; NULL: zero), dx[i] becomes the sum over j of
   dy[j] times the Jacobian of y[j] with respect to x[i]. */
CX_API void cx_vjp(int outputs, cx_node *const *y, cx_node *const *dy, int inputs, cx_node *const *x, cx_node **dx);

/* Forward mode: for inputs x[] that move along tangents dx[] (of the same shapes; NULL: zero), dy[i] becomes how y[i] moves:
   its Jacobian times dx. Also through cx_while. Costs about as much as y itself. */
CX_API void cx_jvp(int outputs, cx_node *const *y, int inputs, cx_node *const *x, cx_node *const *dx, cx_node **dy);

/* The Hessian of `loss`, a floating scalar, times a vector: with v[i] of x[i]'s shape (NULL: zero), out[i] becomes the sum
   over k of d^2 loss / dx[i] dx[k] times v[k]. Twice the cost of a gradient; the Hessian itself is never there. */
CX_API void cx_hvp(cx_node *loss, int count, cx_node *const *x, cx_node *const *v, cx_node **out);

/* The Jacobian: element [i..., j...] is the derivative of element i of y with respect to element j of x; both are floats. One
   sweep, batched (calx/vmap.h): forward when x has no more elements than y, backward otherwise. */
CX_API cx_node *cx_jacobian(cx_node *y, cx_node *x);
/* The Hessian of a floating scalar: [dims of x, dims of x]. */
CX_API cx_node *cx_hessian(cx_node *loss, cx_node *x);

/* A gradient of your own: returns y, but backward `rule` is given y and its cotangent dy and sets dx[i], for each x[i] that
   gets one. What y was computed from gets none otherwise. */
typedef void cx_gradient_rule(cx_node *y, cx_node *dy, int count, cx_node *const *x, cx_node **dx, void *user);
CX_API cx_node *cx_custom_gradient(cx_node *y, int count, cx_node *const *x, cx_gradient_rule *rule, void *user);

#ifndef CX_INSIDE_LIBRARY /* see calx/places.h */
#define cx_grad(loss, ...) cx_grad(CX_AT(loss), __VA_ARGS__)
#define cx_jacobian(y, x)  cx_jacobian(CX_AT(y), x)
#define cx_hessian(loss, x) cx_hessian(CX_AT(loss), x)
#define cx_hvp(loss, ...)  cx_hvp(CX_AT(loss), __VA_ARGS__)
#define cx_custom_gradient(y, ...) cx_custom_gradient(CX_AT(y), __VA_ARGS__)
#endif

CX_END
#endif
