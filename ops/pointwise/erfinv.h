/* erfinv.h: the inverse of the error function, for kernels.
 *
 * erfinv (x) = x q (w) with w = -log (1 - x^2), as M. Giles has it ("Approximating
 * the erfinv function", 2011): q is smooth in w near 0, in sqrt (w) further out,
 * and falls like sqrt (w) in the end. The caller computes 1 - x^2 from what it
 * has, so that no digit is lost near -1 and 1.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef ERFINV_H
#define ERFINV_H

#include "chebyshev.h"

/* q by w up to 5, by s = sqrt (w) up to 4 and up to 6.125, q / s by 1 / s beyond. */
static const double erfinv_small[] = {
  0x1.7dc5c471e5bb2p+0, 0x1.341966f69f6bap-1, -0x1.2c803a91c67b6p-7, -0x1.453b346e310eep-8,
  0x1.dfec2df807329p-11, -0x1.05062de9dbb8ep-18, -0x1.960d5f77d80eap-16, 0x1.b66e8b9792197p-19,
  0x1.2a0f0e270d969p-22, -0x1.17acb2013a703p-23, 0x1.1679328dce77dp-27, 0x1.89691a15539b2p-29,
  -0x1.487bea80db5e4p-31, -0x1.ae0ece36f92b3p-37, 0x1.58bc60441db78p-36, -0x1.20a887a14e07ap-39,
  -0x1.8414fd1d4869cp-42, 0x1.dafbc4a39851fp-44, -0x1.60fe01fe6eb1ep-49, -0x1.a8f34ce0e34cbp-49,
  0x1.fc23139d631fdp-52
};
static const double erfinv_middle[] = {
  0x1.7a42f823c78a5p+1, 0x1.c34f8bbb6884ep-1, 0x1.1487d4dca98dcp-8, -0x1.6b58d8ce07ce9p-10,
  0x1.9e67c983e705bp-12, -0x1.8b6c5f281b064p-14, 0x1.01738d6b32de4p-16, -0x1.2f7b785c86e37p-21,
  -0x1.17c08cd7e15dbp-21, 0x1.58280b76bb0b3p-23, -0x1.219643373a58dp-26, -0x1.7ab35329f7a89p-29,
  0x1.64543bf634f8bp-30, -0x1.7ca26d85512a4p-33, -0x1.b88d9a1b37c58p-37, 0x1.3d08a66e9a659p-37,
  -0x1.8fc81822c3b87p-40, -0x1.b0598447fd783p-46, 0x1.edd526e6f2484p-45, -0x1.8506140f0653ap-47,
  0x1.d3b69b48cc229p-52, 0x1.5205734d6721bp-52
};
static const double erfinv_large[] = {
  0x1.3a6e5877ae177p+2, 0x1.12bf3571bb0b8p+0, -0x1.b830aaf06ac76p-15, -0x1.1994219a59692p-14,
  0x1.9eb429439f89cp-17, -0x1.c6be52c6c36d0p-20, 0x1.c23cdd11ad87dp-23, -0x1.bce2ef0a02db4p-26,
  0x1.f9da5fbeaf1e7p-29, -0x1.7e3860bc6a82cp-31, 0x1.6dad0e7e8a68fp-33, -0x1.718bca602f3e2p-35,
  0x1.5b4ec12cb8090p-37, -0x1.1b359d7a9c8bfp-39, 0x1.762dff2edc786p-42, -0x1.5328c81a23351p-45,
  0x1.e119f26fbd6ddp-52, 0x1.410cd0710ec86p-50, -0x1.7f62e92835624p-52
};
static const double erfinv_huge[] = {
  0x1.fa0a254930491p-1, -0x1.5498f0e3abc47p-7, -0x1.85a3e7fcae5d0p-11, 0x1.d105ebc4b0f9bp-14,
  -0x1.488de4236326fp-17, 0x1.6617695a936c0p-20, -0x1.002040cfbfa94p-22, 0x1.9f3090d734c92p-25,
  -0x1.6fcd145d1ce53p-27, 0x1.5c6010db5e9a3p-29, -0x1.5b1e145ea5c26p-31, 0x1.67d2b9b6b1c91p-33,
  -0x1.810cc1ef9ec17p-35, 0x1.a6f5247b818d8p-37, -0x1.dadd763871507p-39, 0x1.0f902c7804a70p-40,
  -0x1.3b97730b40fc5p-42, 0x1.73df807752f30p-44, -0x1.bb8b3fe5a9126p-46, 0x1.0b5e5cc5c160bp-47,
  -0x1.456f0945d913cp-49, 0x1.8f8430d9d8b25p-51, -0x1.ee42616e9de2bp-53, 0x1.33e18097d2fa3p-54
};

RG_INLINE double
erfinv_within (double v, double low, double high)
{
  return rg_select_f64 (v > high, high, rg_select_f64 (v < low, low, v));
}

/* q for 1 - x^2 = r > 0; `far` says whether r may be below 2^-53. */
RG_INLINE double
erfinv_ratio (double r, bool far)
{
  const double w = -rg_log_f64 (r), s = __builtin_sqrt (rg_select_f64 (w > 0, w, 0));
  const double ws = erfinv_within (w, 0, 5);
  const double sm = erfinv_within (s, 0x1.1e3779b97f4a8p+1, 4), sl = erfinv_within (s, 4, 6.125);
  const double small = CHEBYSHEV (erfinv_small, __builtin_fma (ws, 0.4, -1.0));
  const double middle
      = CHEBYSHEV (erfinv_middle, __builtin_fma (sm, 0x1.2242b7e65cd54p+0, -0x1.c4856fccb9aa9p+1));
  const double large = CHEBYSHEV (erfinv_large,
                                  __builtin_fma (sl, 0x1.e1e1e1e1e1e1ep-1, -0x1.30f0f0f0f0f0fp+2));
  double q = rg_select_f64 (w <= 5, small, rg_select_f64 (s <= 4, middle, large));
  if (far)
    {
      const double sh = erfinv_within (s, 6.125, 27.5);
      const double huge
          = sh * CHEBYSHEV (erfinv_huge,
                            __builtin_fma (1 / sh, 0x1.f853d614f5854p+3, -0x1.92b6a4ada92b7p+0));
      q = rg_select_f64 (s <= 6.125, q, huge);
    }
  return q;
}

#endif
