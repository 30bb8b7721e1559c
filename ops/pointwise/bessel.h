/* bessel.h: the modified Bessel functions of the first kind, for kernels.
 *
 *     i0e (x) = e^-|x| I0 (x)        i1e (x) = e^-|x| I1 (x)
 *
 * Up to 8 a series in x, beyond it one in 8 / x; both are fitted to the function
 * times a square root that takes its fall away.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef BESSEL_H
#define BESSEL_H

#include "chebyshev.h"

/* i0e (t) sqrt (4 + t), and i0e (t) sqrt (t) */
static const double i0_near[] = {
  0x1.a7056145f8fe0p-1, -0x1.0eff0b907daf8p-1, 0x1.414907d8c16f4p-2, -0x1.635e1b84f08cap-3,
  0x1.69c8d109bd0ffp-4, -0x1.50ed634eca34ap-5, 0x1.1e7527829997ep-6, -0x1.bcb3cd25be0d7p-8,
  0x1.3b607e95a2aeep-9, -0x1.98e5028a19538p-11, 0x1.e43f9e13e69a7p-13, -0x1.051488191ff05p-14,
  0x1.fc8436b4082dbp-17, -0x1.b70abf4b86e09p-19, 0x1.40f3f96815acbp-21, -0x1.55f808ff4456fp-24,
  0x1.56c4de09df42cp-30, 0x1.15ee727523872p-28, -0x1.064902ab00ed5p-29, 0x1.5ee1d3ec9c99cp-31,
  -0x1.93b48116cca54p-33, 0x1.a93dad0a4ad97p-35, -0x1.a70771f25fc2ap-37, 0x1.9555e3a800d8ap-39,
  -0x1.7b80ae57ef604p-41, 0x1.5f1c6765b9104p-43, -0x1.43d13193e5442p-45, 0x1.2b9e7ce638589p-47,
  -0x1.174d14cfa32f5p-49, 0x1.06e28c5633e8fp-51, -0x1.f3fc8b729a0f2p-54, 0x1.e03239ba3ce14p-56
};
static const double i0_far[] = {
  0x1.9be62aca809cbp-2, 0x1.b998ca2e59049p-9, 0x1.20fa378999e52p-14, 0x1.8412bc101c586p-19,
  0x1.b8007d9cd616ep-23, 0x1.8569280d6d56dp-26, 0x1.d2c64a9225b87p-29, 0x1.0f9ccc0f46f75p-31,
  0x1.a24feabe8004fp-37, -0x1.1511d08397425p-35, -0x1.d0fd7357e7bf2p-37, -0x1.f904303178d66p-40,
  0x1.94347fa268cecp-41, 0x1.b1c8c6b83c073p-42, 0x1.156ff0d5fc545p-46, -0x1.75d99cf68bb32p-45,
  -0x1.583fe7e65629ap-47, 0x1.12a919094e6d7p-48, 0x1.fee7da3eafb1fp-50, -0x1.8aee7d908de38p-52,
  -0x1.4600babd21fe4p-52, 0x1.3f3dd076041cdp-55, 0x1.9be1812d98421p-55
};

/* i1e (t) / t sqrt (4 + t)^3, and i1e (t) sqrt (t) */
static const double i1_near[] = {
  0x1.90b3535042003p+0, -0x1.5187250b34716p+0, 0x1.50348c9f34a9ap-1, -0x1.2936378a8d828p-2,
  0x1.d2d1d16eaafeep-4, -0x1.445cb795a7ce3p-5, 0x1.8a4e2a69c49fep-7, -0x1.9832b6ab687ccp-9,
  0x1.4f04643ef158bp-11, -0x1.446d1e571adc4p-14, -0x1.790e3add8cc48p-17, 0x1.864c00b58d005p-17,
  -0x1.4cb84176bbf68p-18, 0x1.aed378282843fp-20, -0x1.d683e7c02740dp-22, 0x1.bfc2ec26834b0p-24,
  -0x1.74e9e04f48ce1p-26, 0x1.09c37752f419fp-28, -0x1.298e5df7dc8d8p-31, 0x1.4924897486c35p-35,
  0x1.65caa1a328f2cp-37, -0x1.9f794c0c744a7p-38, 0x1.12d32fac3d80dp-39, -0x1.2c65606e27965p-41,
  0x1.28eb5d039780cp-43, -0x1.143b137a78f8dp-45, 0x1.ef5dcb6eb4097p-48, -0x1.b33f571f75455p-50,
  0x1.7b6bc1654a444p-52, -0x1.4b32d740fa9bep-54
};
static const double i1_far[] = {
  0x1.8ea18b55b1514p-2, -0x1.3fda053fcdb4cp-7, -0x1.cfd7f804aa9a6p-14, -0x1.048df49ca0373p-18,
  -0x1.0dbfd2e9e5443p-22, -0x1.c415394bb46c1p-26, -0x1.0790b9ad53528p-28, -0x1.334ca5423dd80p-31,
  -0x1.4dcf9d4504c0cp-36, 0x1.1e1a1f1587865p-35, 0x1.f101f653c457bp-37, 0x1.1e7d3f6439fa3p-39,
  -0x1.953e1076ab493p-41, -0x1.cbc458e73e255p-42, -0x1.7a9482e6d22a0p-46, 0x1.80d3c26b3281ep-45,
  0x1.776e1762d31e8p-47, -0x1.12db5138afbc7p-48, -0x1.0efcd8bc4d22ap-49, 0x1.7d68e5f04a2d1p-52,
  0x1.55915fceb588ap-52, -0x1.2806c9c773320p-55, -0x1.acea3b2532277p-55
};

RG_INLINE double
bessel_i0e (double x)
{
  const double t = __builtin_fabs (x);
  const double a = rg_select_f64 (t > 8, 8, t), b = rg_select_f64 (t < 8, 8, t);
  const double near = CHEBYSHEV (i0_near, a * 0.25 - 1) / __builtin_sqrt (4 + a);
  const double far = CHEBYSHEV (i0_far, 16 / b - 1) / __builtin_sqrt (b);
  return rg_select_f64 (t <= 8, near, far);
}

RG_INLINE double
bessel_i1e (double x)
{
  const double t = __builtin_fabs (x);
  const double a = rg_select_f64 (t > 8, 8, t), b = rg_select_f64 (t < 8, 8, t);
  const double near = a * CHEBYSHEV (i1_near, a * 0.25 - 1) / ((4 + a) * __builtin_sqrt (4 + a));
  const double far = CHEBYSHEV (i1_far, 16 / b - 1) / __builtin_sqrt (b);
  return __builtin_copysign (rg_select_f64 (t <= 8, near, far), x);
}

/* y e^|x|; in two steps, since e^|x| overflows before I0 and I1 do. */
RG_INLINE double
bessel_unscaled (double x, double y)
{
  const double e = rg_exp_f64 (0.5 * __builtin_fabs (x));
  return y * e * e;
}

#endif
