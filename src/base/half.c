#include "base/half.h"

#include <math.h>

/* A format with `e` exponent and `m` mantissa bits below a sign bit, and whether its top exponent means
 * inf/NaN. */
struct format {
    int e, m;
    int ieee;
};

static const struct format e4m3fn = {4, 3, 0}, e5m2 = {5, 2, 1};

static float widen(struct format f, unsigned bits) {
    unsigned sign = bits >> (f.e + f.m), top = (1u << f.e) - 1, ones = (1u << f.m) - 1;
    unsigned exponent = (bits >> f.m) & top, mantissa = bits & ones;
    float value;
    if (f.ieee && exponent == top)
        value = mantissa ? NAN : INFINITY;
    else if (!f.ieee && exponent == top && mantissa == ones)
        value = NAN;
    else {
        int bias = (int)(top >> 1);
        value = exponent ? ldexpf((float)(mantissa + ones + 1), (int)exponent - bias - f.m)
                         : ldexpf((float)mantissa, 1 - bias - f.m);
    }
    return sign ? -value : value;
}

static unsigned narrow(struct format f, float value) {
    unsigned top = (1u << f.e) - 1, ones = (1u << f.m) - 1, sign = signbit(value) ? 1u << (f.e + f.m) : 0;
    unsigned nan = f.ieee ? (top << f.m) | (1u << (f.m - 1)) : (top << f.m) | ones;
    unsigned overflow = f.ieee ? top << f.m : nan;
    if (isnan(value)) return sign | nan;
    if (isinf(value)) return sign | overflow;
    int exponent, bias = (int)(top >> 1);
    double fraction = frexp(fabs((double)value), &exponent); /* value = fraction * 2^exponent, fraction in [.5, 1) */
    if (fraction == 0) return sign;
    int step = exponent - 1 - f.m;                    /* the exponent of the last mantissa bit kept */
    if (step < 1 - bias - f.m) step = 1 - bias - f.m; /* subnormal */
    double units = nearbyint(ldexp(fraction, exponent - step));
    if (units > (double)(2 * ones + 1)) units /= 2, step++;
    if (units < (double)(ones + 1)) return sign | (unsigned)units; /* zero or subnormal */
    unsigned bits = ((unsigned)(step + f.m + bias) << f.m) | ((unsigned)units & ones);
    return sign | (bits >= (f.ieee ? top << f.m : nan) ? overflow : bits);
}

float cxi_f8e4m3fn_to_f32(uint8_t bits) {
    return widen(e4m3fn, bits);
}
uint8_t cxi_f32_to_f8e4m3fn(float value) {
    return (uint8_t)narrow(e4m3fn, value);
}
float cxi_f8e5m2_to_f32(uint8_t bits) {
    return widen(e5m2, bits);
}
uint8_t cxi_f32_to_f8e5m2(float value) {
    return (uint8_t)narrow(e5m2, value);
}
