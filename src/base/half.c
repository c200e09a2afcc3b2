#include "base/half.h"

#include <math.h>

/* What the patterns of the largest exponent are, besides numbers. */
enum ends {
    IEEE, /* infinities, and many NaN: it has no numbers */
    FN,   /* a NaN of each sign, of all ones */
    FNUZ, /* none: the only NaN stands where -0 would */
};

/* A format with `e` exponent and `m` mantissa bits below a sign bit. */
struct format {
    int e, m, bias;
    enum ends ends;
};

static const struct format formats[] = {
    [CXI_E4M3FN] = {4, 3, 7, FN},        [CXI_E5M2] = {5, 2, 15, IEEE},    [CXI_E4M3] = {4, 3, 7, IEEE},
    [CXI_E3M4] = {3, 4, 3, IEEE},        [CXI_E4M3FNUZ] = {4, 3, 8, FNUZ}, [CXI_E5M2FNUZ] = {5, 2, 16, FNUZ},
    [CXI_E4M3B11FNUZ] = {4, 3, 11, FNUZ}};

enum { SIGN = 0x80 };

float cxi_f8_to_f32(enum cxi_f8 format, uint8_t bits) {
    struct format f = formats[format];
    unsigned top = (1u << f.e) - 1, ones = (1u << f.m) - 1;
    unsigned exponent = (unsigned)(bits >> f.m) & top, mantissa = bits & ones;
    float value;
    if (f.ends == FNUZ && bits == SIGN) return -NAN;
    if (f.ends == IEEE && exponent == top)
        value = mantissa ? NAN : INFINITY;
    else if (f.ends == FN && exponent == top && mantissa == ones)
        value = NAN;
    else
        value = exponent ? ldexpf((float)(mantissa + ones + 1), (int)exponent - f.bias - f.m)
                         : ldexpf((float)mantissa, 1 - f.bias - f.m);
    return bits & SIGN ? -value : value;
}

uint8_t cxi_f32_to_f8(enum cxi_f8 format, float value) {
    struct format f = formats[format];
    unsigned top = ((1u << f.e) - 1) << f.m, ones = (1u << f.m) - 1, sign = signbit(value) ? SIGN : 0;
    unsigned nan = f.ends == IEEE ? sign | top | 1u << (f.m - 1) : f.ends == FN ? sign | top | ones : SIGN;
    unsigned beyond = f.ends == IEEE ? sign | top : nan;
    unsigned most = f.ends == IEEE ? top - 1 : f.ends == FN ? (top | ones) - 1 : top | ones; /* the largest number */
    if (isnan(value)) return (uint8_t)nan;
    if (isinf(value)) return (uint8_t)beyond;
    int exponent;
    double fraction = frexp(fabs((double)value), &exponent); /* value = fraction * 2^exponent, fraction in [.5, 1) */
    int step = exponent - 1 - f.m;                           /* the exponent of the last mantissa bit kept */
    if (step < 1 - f.bias - f.m) step = 1 - f.bias - f.m;    /* subnormal */
    double units = nearbyint(ldexp(fraction, exponent - step));
    if (units > (double)(2 * ones + 1)) units /= 2, step++;
    if (units == 0) return (uint8_t)(f.ends == FNUZ ? 0 : sign);
    unsigned bits = (unsigned)units;
    if (bits > ones) bits = ((unsigned)(step + f.m + f.bias) << f.m) | (bits & ones); /* else it is subnormal */
    return (uint8_t)(bits > most ? beyond : sign | bits);
}
