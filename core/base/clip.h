/* clip.h - a number, or the end of the range that it lies beyond. */
#ifndef ENT_CORE_CLIP_H
#define ENT_CORE_CLIP_H

static inline double ent_clip(double x, double low, double high)
{
  return x < low ? low : x > high ? high : x;
}

#endif
