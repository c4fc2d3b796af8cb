/* log.c - the natural logarithm of x and of 1 + x, the same bits everywhere.
 *
 * Question: what is log x to within an ulp, fast, without libm and without a division?
 * Formula:  x = 2^k z with z in [0.6875, 1.375); a table gives 1/c (9 bits) and log c for the c next to z;
 *           r = z/c - 1 is exact in two parts because z is split in 44 + 9 bits; log x = k log 2 + log c + log(1 + r),
 *           |r| <= 2^-7, by the Taylor polynomial of degree 9 (10 for the pair).  c is 1 on both sides of z = 1, so
 *           nothing cancels there.  For log(1 + x) the rounding error of 1 + x is carried along as a second part.
 * Cost:     about 5 ns (log), 8 ns (log1p).  Error: below 0.53 ulp (tests/core/base/log_test.c).
 * NaN gives NaN; log(0) = -inf, log(x < 0) = NaN, log(+inf) = +inf; log1p keeps the sign of 0, log1p(-1) = -inf.
 * Source:   Tang, Table-driven implementation of the logarithm function, ACM TOMS 16 (1990) 378-400.
 *           The table is printed by tests/tools/make_math_tables.c. */
#include "base/ieee.h"
#include "entente/base.h"

#define INTERVALS 128

/* high has 42 binary places, so high + k LN2_HIGH is exact. */
static const struct centre {
  double inverse, high, low;
} centre_table[INTERVALS] = {
  {0x1.73p+0, -0x1.7bede0a37bp-2, 0x1.018783cb9801ap-48},
  {0x1.71p+0, -0x1.7664e1239ep-2, 0x1.0c4fb6aeb27afp-44},
  {0x1.6fp+0, -0x1.70d42e2789p-2, -0x1.1aead337ee287p-45},
  {0x1.6dp+0, -0x1.6b3bb22359p-2, -0x1.0f6257a933268p-44},
  {0x1.6bp+0, -0x1.659b57303ep-2, -0x1.f281db0af8efcp-46},
  {0x1.69p+0, -0x1.5ff3070a79p-2, -0x1.e9e439f105039p-45},
  {0x1.67p+0, -0x1.5a42ab0f4dp-2, 0x1.e63af2df7ba69p-50},
  {0x1.65p+0, -0x1.548a2c3addp-2, -0x1.3167e63081cf7p-45},
  {0x1.63p+0, -0x1.4ec97326p-2, -0x1.34d7aaf04d104p-45},
  {0x1.61p+0, -0x1.4900680401p-2, 0x1.8bccffe1a0f8cp-44},
  {0x1.5fp+0, -0x1.432ef2a04fp-2, 0x1.fb129931715adp-44},
  {0x1.5ep+0, -0x1.404308686ap-2, -0x1.f8ef43049f7d3p-44},
  {0x1.5cp+0, -0x1.3a64c55694p-2, -0x1.7a71cbcd735dp-44},
  {0x1.5ap+0, -0x1.347dd9a988p-2, 0x1.5594dd4c58092p-45},
  {0x1.58p+0, -0x1.2e8e2bae12p-2, 0x1.67b1e99b72bd8p-45},
  {0x1.56p+0, -0x1.2895a13de8p-2, -0x1.a8d7ad24c13fp-44},
  {0x1.54p+0, -0x1.22941fbcf8p-2, 0x1.a6976f5eb0963p-44},
  {0x1.53p+0, -0x1.1f8ff9e48ap-2, -0x1.7946c040cbe77p-45},
  {0x1.51p+0, -0x1.1980d2dd42p-2, -0x1.b7b3a7a361c9ap-45},
  {0x1.4fp+0, -0x1.136870293bp-2, 0x1.d3e8499d67123p-44},
  {0x1.4ep+0, -0x1.1058bf9ae5p-2, 0x1.4ab9d817d52cdp-44},
  {0x1.4cp+0, -0x1.0a324e2739p-2, -0x1.c6bee7ef4030ep-47},
  {0x1.4ap+0, -0x1.0402594b4dp-2, -0x1.036b89ef42d7fp-48},
  {0x1.49p+0, -0x1.00e6c45ad5p-2, -0x1.cc68d52e01203p-50},
  {0x1.47p+0, -0x1.f550a564b8p-3, 0x1.323e3a09202fep-45},
  {0x1.45p+0, -0x1.e8c0252aa6p-3, 0x1.6805b80e8e6ffp-45},
  {0x1.44p+0, -0x1.e27076e2bp-3, 0x1.a342c2af0003cp-44},
  {0x1.42p+0, -0x1.d5c216b4fcp-3, 0x1.1ba91bbca681bp-45},
  {0x1.4p+0, -0x1.c8ff7c79aap-3, 0x1.7794f689f8434p-45},
  {0x1.3fp+0, -0x1.c2968558c2p-3, 0x1.cfd73dee38a4p-45},
  {0x1.3dp+0, -0x1.b5b519e8fcp-3, 0x1.4b722ec011f31p-44},
  {0x1.3cp+0, -0x1.af3c94e80cp-3, 0x1.a4e633fcd9066p-52},
  {0x1.3ap+0, -0x1.a23bc1fe2cp-3, 0x1.539cd91dc9f0bp-44},
  {0x1.39p+0, -0x1.9bb362e7ep-3, 0x1.1f2a8a1ce0ffcp-45},
  {0x1.37p+0, -0x1.8e928de886p-3, -0x1.a8154b13d72d5p-44},
  {0x1.36p+0, -0x1.87fa06520cp-3, -0x1.22120401202fcp-44},
  {0x1.34p+0, -0x1.7ab890210ep-3, 0x1.bdb9072534a58p-45},
  {0x1.33p+0, -0x1.740f8f5404p-3, 0x1.0b66c99018aa1p-44},
  {0x1.32p+0, -0x1.6d60fe719ep-3, 0x1.bc6e557134767p-44},
  {0x1.3p+0, -0x1.5ff3070a7ap-3, 0x1.8586f183bebf2p-44},
  {0x1.2fp+0, -0x1.59338d9982p-3, -0x1.0ba68b7555d4ap-48},
  {0x1.2dp+0, -0x1.4ba36f39a6p-3, 0x1.4354bb3f219e5p-44},
  {0x1.2cp+0, -0x1.44d2b6ccb8p-3, 0x1.70cc16135783cp-46},
  {0x1.2bp+0, -0x1.3dfc2b0eccp-3, -0x1.8a72a62b8c13fp-45},
  {0x1.29p+0, -0x1.303d718e48p-3, 0x1.680b5ce3ecb05p-50},
  {0x1.28p+0, -0x1.29552f82p-3, 0x1.5b967f4471dfcp-44},
  {0x1.27p+0, -0x1.2266f190a6p-3, 0x1.4d20ab840e7f6p-45},
  {0x1.25p+0, -0x1.1478584674p-3, -0x1.563451027c75p-46},
  {0x1.24p+0, -0x1.0d77e7cd08p-3, -0x1.cb2cd2ee2f482p-44},
  {0x1.23p+0, -0x1.0671512ca6p-3, 0x1.a47579cdc0a3dp-45},
  {0x1.21p+0, -0x1.f0a30c0118p-4, 0x1.d599e83368e91p-44},
  {0x1.2p+0, -0x1.e27076e2bp-4, 0x1.a342c2af0003cp-45},
  {0x1.1fp+0, -0x1.d4313d66ccp-4, 0x1.9454379135713p-45},
  {0x1.1ep+0, -0x1.c5e548f5bcp-4, -0x1.d0c57585fbe06p-46},
  {0x1.1cp+0, -0x1.a926d3a4acp-4, -0x1.563650bd22a9cp-44},
  {0x1.1bp+0, -0x1.9ab4246204p-4, 0x1.8a64826787061p-45},
  {0x1.1ap+0, -0x1.8c345d6318p-4, -0x1.b20f5acb42a66p-44},
  {0x1.19p+0, -0x1.7da766d7bp-4, -0x1.2cc844480c89bp-44},
  {0x1.17p+0, -0x1.60658a9374p-4, -0x1.0c3b1dee9c4f8p-44},
  {0x1.16p+0, -0x1.51b073f06p-4, -0x1.83f69278e686ap-44},
  {0x1.15p+0, -0x1.42edcbea64p-4, -0x1.bc0eeea7c9acdp-46},
  {0x1.14p+0, -0x1.341d7961bcp-4, -0x1.1d0929983761p-44},
  {0x1.13p+0, -0x1.253f62f0ap-4, -0x1.416f8fb69a701p-44},
  {0x1.12p+0, -0x1.16536eea38p-4, 0x1.47c5e768fa309p-46},
  {0x1.1p+0, -0x1.f0a30c0118p-5, 0x1.d599e83368e91p-45},
  {0x1.0fp+0, -0x1.d276b8adbp-5, -0x1.6a423c78a64bp-46},
  {0x1.0ep+0, -0x1.b42dd71198p-5, 0x1.c827ae5d6704cp-46},
  {0x1.0dp+0, -0x1.95c830ec9p-5, 0x1.c148297c5feb8p-45},
  {0x1.0cp+0, -0x1.77458f633p-5, 0x1.181dce586af09p-44},
  {0x1.0bp+0, -0x1.58a5bafc9p-5, 0x1.b2b739570ad39p-45},
  {0x1.0ap+0, -0x1.39e87b9fe8p-5, -0x1.eafd480ad9015p-44},
  {0x1.09p+0, -0x1.1b0d98924p-5, 0x1.3401e9ae889bbp-44},
  {0x1.08p+0, -0x1.f829b0e78p-6, -0x1.980267c7e09e4p-45},
  {0x1.07p+0, -0x1.b9fc027bp-6, 0x1.b9a010ae6922ap-44},
  {0x1.06p+0, -0x1.7b91b07d6p-6, 0x1.3b955b602ace4p-44},
  {0x1.05p+0, -0x1.3cea44347p-6, 0x1.6a2c432d6a40bp-44},
  {0x1.04p+0, -0x1.fc0a8b0fcp-7, -0x1.f1e7cf6d3a69cp-50},
  {0x1.03p+0, -0x1.7dc475f82p-7, 0x1.eb1245b5da1f5p-44},
  {0x1.02p+0, -0x1.fe02a6b1p-8, -0x1.9e23f0dda40e4p-46},
  {0x1p+0, 0, 0},
  {0x1p+0, 0, 0},
  {0x1.fap-1, 0x1.82448a388p-7, 0x1.4554412c584ep-44},
  {0x1.f6p-1, 0x1.432a92598p-6, 0x1.98139928637fep-47},
  {0x1.f2p-1, 0x1.c63d2ec15p-6, -0x1.5439ce030a687p-44},
  {0x1.eep-1, 0x1.252f32f8dp-5, 0x1.83e9ae021b67bp-45},
  {0x1.eap-1, 0x1.67c94f2d48p-5, 0x1.dac20827cca0cp-44},
  {0x1.e8p-1, 0x1.894aa149f8p-5, 0x1.9a19a8be97661p-44},
  {0x1.e4p-1, 0x1.ccb73cddd8p-5, 0x1.965c36e09f5fep-44},
  {0x1.ep-1, 0x1.08598b59e4p-4, -0x1.7e5dd7009902cp-46},
  {0x1.dcp-1, 0x1.2aa04a447p-4, 0x1.7a48ba8b1cb41p-44},
  {0x1.dap-1, 0x1.3bdf5a7d2p-4, -0x1.19bd0ad125895p-44},
  {0x1.d6p-1, 0x1.5e95a4d978p-4, 0x1.1cb7ce1d17171p-44},
  {0x1.d2p-1, 0x1.8197e2f41p-4, -0x1.c0fe460d20041p-44},
  {0x1.dp-1, 0x1.9335e5d594p-4, 0x1.3115c3abd47dap-45},
  {0x1.ccp-1, 0x1.b6ac88dad4p-4, 0x1.b1bdff50225c7p-44},
  {0x1.c8p-1, 0x1.da72763844p-4, 0x1.a89401fa71733p-46},
  {0x1.c6p-1, 0x1.ec739830ap-4, 0x1.11fcba80cdd1p-44},
  {0x1.c2p-1, 0x1.08598b59e4p-3, -0x1.7e5dd7009902cp-45},
  {0x1.cp-1, 0x1.1178e8227ep-3, 0x1.1ef78ce2d07f2p-45},
  {0x1.bcp-1, 0x1.23d712a49cp-3, 0x1.00d238fd3df5cp-46},
  {0x1.bap-1, 0x1.2d1610c868p-3, 0x1.39d6ccb81b4a1p-47},
  {0x1.b6p-1, 0x1.3fb45a5992p-3, 0x1.19713c0cae559p-44},
  {0x1.b4p-1, 0x1.4913d8333cp-3, -0x1.53e43558124c4p-44},
  {0x1.bp-1, 0x1.5bf406b544p-3, -0x1.27023eb68981cp-46},
  {0x1.aep-1, 0x1.6574ebe8c2p-3, -0x1.98c1d34f0f462p-44},
  {0x1.aap-1, 0x1.7898d85444p-3, 0x1.8e67be3dbaf3fp-44},
  {0x1.a8p-1, 0x1.823c16551ap-3, 0x1.e0ddb9a631e83p-46},
  {0x1.a6p-1, 0x1.8beafeb39p-3, -0x1.73d54aae92cd1p-47},
  {0x1.a2p-1, 0x1.9f6c40708ap-3, -0x1.337d94bcd3f43p-44},
  {0x1.ap-1, 0x1.a93ed3c8aep-3, -0x1.8724350562169p-45},
  {0x1.9ep-1, 0x1.b31d8575bcp-3, 0x1.c794e562a63cbp-44},
  {0x1.9ap-1, 0x1.c6ffbc6fp-3, 0x1.ee138d3a69d43p-44},
  {0x1.98p-1, 0x1.d1037f2656p-3, -0x1.84a7e75b6f6e4p-47},
  {0x1.96p-1, 0x1.db13db0d48p-3, 0x1.2806a847527e6p-44},
  {0x1.94p-1, 0x1.e530effe72p-3, -0x1.fdbdbb13f7c18p-44},
  {0x1.9p-1, 0x1.f991c6cb3cp-3, -0x1.90d04cd7cc834p-44},
  {0x1.8ep-1, 0x1.01eae5626cp-2, 0x1.a43dcfade85aep-44},
  {0x1.8cp-1, 0x1.07138604d6p-2, -0x1.e76324e912b17p-44},
  {0x1.8ap-1, 0x1.0c42d67616p-2, 0x1.7188b163ceae9p-45},
  {0x1.88p-1, 0x1.1178e8227ep-2, 0x1.1ef78ce2d07f2p-44},
  {0x1.84p-1, 0x1.1bf99635a7p-2, -0x1.1ac89575c2125p-44},
  {0x1.82p-1, 0x1.214456d0ecp-2, -0x1.caf0428b728a3p-44},
  {0x1.8p-1, 0x1.269621134ep-2, -0x1.1b61f10522625p-44},
  {0x1.7ep-1, 0x1.2bef07cdc9p-2, 0x1.a9cfa4a5004f4p-45},
  {0x1.7cp-1, 0x1.314f1e1d36p-2, -0x1.8e27ad3213cb8p-45},
  {0x1.7ap-1, 0x1.36b6776be1p-2, 0x1.16ecdb0f177c8p-46},
  {0x1.78p-1, 0x1.3c25277333p-2, 0x1.83b54b606bd5cp-46},
  {0x1.76p-1, 0x1.419b423d5fp-2, -0x1.ce379226de3ecp-44},
};

#define LN2_HIGH 0x1.62e42fefa38p-1 /* 42 binary places */
#define LN2_LOW 0x1.ef35793c7673p-45

#define INFINITY_BITS UINT64_C(0x7ff0000000000000)
#define SMALLEST_NORMAL_BITS UINT64_C(0x0010000000000000)

/* x = 2^k z, z/c - 1 = coarse + fine exactly. */
typedef struct reduced {
  const struct centre *c;
  double k, coarse, fine;
  int power;
} reduced;

static inline reduced reduce(uint64_t bits, int power)
{
  const uint64_t offset = UINT64_C(0x3fe6000000000000); /* of 0.6875 */
  const uint64_t t = bits - offset + (UINT64_C(1024) << 52);
  const int k = (int)(t >> 52) - 1024;
  const uint64_t z_bits = bits - ((uint64_t)(int64_t)k << 52);
  const double z = ent_double_of(z_bits);
  const double z_high = ent_double_of(z_bits & ~UINT64_C(0x1ff));
  const struct centre *const c = &centre_table[(t >> 45) % INTERVALS];
  const int all = k + power;
  return (reduced){c, all, z_high * c->inverse - 1.0, (z - z_high) * c->inverse, all};
}

/* finite x > 0; subnormal x are scaled first. */
static inline reduced reduce_any(double x)
{
  const uint64_t bits = ent_bits_of(x);
  return bits < SMALLEST_NORMAL_BITS ? reduce(ent_bits_of(x * 0x1p54), -54) : reduce(bits, 0);
}

/* (log(1 + r) - r) / r^2, to degree 9 in all: truncation below 2^-59 of log(1 + r). */
static inline double log_poly(double r, double rr)
{
  const double low = (-1.0 / 2 + r * (1.0 / 3)) + rr * (-1.0 / 4 + r * (1.0 / 5));
  const double high = (-1.0 / 6 + r * (1.0 / 7)) + rr * (-1.0 / 8 + r * (1.0 / 9));
  return low + rr * rr * high;
}

double ent_log(double x)
{
  uint64_t bits = ent_bits_of(x);
  int power = 0;
  if (bits - SMALLEST_NORMAL_BITS >= INFINITY_BITS - SMALLEST_NORMAL_BITS) {
    if (x == 0.0) return -ent_infinity();
    if (bits == INFINITY_BITS) return x;
    if (bits > INFINITY_BITS) return ent_nan(); /* negative or NaN */
    bits = ent_bits_of(x * 0x1p54);
    power = -54;
  }
  const reduced d = reduce(bits, power);
  const double r = d.coarse + d.fine;
  const double r_low = (d.coarse - r) + d.fine;
  const ent_pair sum = ent_quick_sum(d.k * LN2_HIGH + d.c->high, r);
  const double rr = r * r;
  return sum.high + (sum.low + (d.k * LN2_LOW + d.c->low + r_low) + rr * log_poly(r, rr));
}

double ent_log1p(double x)
{
  if (ent_is_nan(x) || x < -1.0) return ent_nan();
  if (x == -1.0) return -ent_infinity();
  if (x < 0x1p-54 && x > -0x1p-54) return x;
  if (x > 0x1p60) return ent_log(x); /* also +inf */
  const ent_pair s = ent_two_sum(1.0, x);
  const reduced d = reduce_any(s.high);
  const ent_pair r = ent_two_sum(d.coarse, d.fine + s.low * (ent_two_to(-d.power) * d.c->inverse));
  const ent_pair sum = ent_two_sum(d.k * LN2_HIGH + d.c->high, r.high);
  const double rr = r.high * r.high;
  return sum.high + (sum.low + (d.k * LN2_LOW + d.c->low + r.low) + rr * log_poly(r.high, rr));
}

ent_pair ent_log_pair(double x, double low)
{
  const reduced d = reduce_any(x);
  double extra = 0.0;
  if (low != 0.0 && d.power > -1000 && d.power < 1000) extra = low * ent_two_to(-d.power) * d.c->inverse;
  ent_pair r = ent_two_sum(d.coarse, d.fine);
  if (extra != 0.0) {
    const ent_pair t = ent_two_sum(r.high, extra);
    r = ent_quick_sum(t.high, t.low + r.low);
  }
  const ent_pair square = ent_two_product(r.high, r.high);
  const double rr = square.high, q = r.high;
  const double low_terms = (1.0 / 3 - q * (1.0 / 4)) + rr * (1.0 / 5 - q * (1.0 / 6));
  const double high_terms = (1.0 / 7 - q * (1.0 / 8)) + rr * (1.0 / 9 - q * (1.0 / 10));
  const double cubic = rr * q * (low_terms + rr * rr * high_terms);
  const ent_pair linear = ent_two_sum(d.k * LN2_HIGH + d.c->high, q);
  const ent_pair sum = ent_two_sum(linear.high, -0.5 * rr);
  const double rest = (r.low * (1.0 - q) - 0.5 * square.low) + (d.k * LN2_LOW + d.c->low);
  return ent_quick_sum(sum.high, (linear.low + sum.low) + (rest + cubic));
}
