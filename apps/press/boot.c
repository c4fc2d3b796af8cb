/* boot.c - the unpacker as a WebAssembly module of its own, small enough to stand in a page as it is.
 *
 * The page grows the memory and finds places in what is new for the model, the packed bytes and what comes out. */
#include "press.h"

/* The module's whole interface; these names are what a page calls. */
uint32_t boot_model_size(void);
void boot_unpack(const uint8_t *packed, uint32_t packed_size, press_model *model, uint8_t *out);

uint32_t boot_model_size(void)
{
  return (uint32_t)sizeof(press_model);
}

void boot_unpack(const uint8_t *packed, uint32_t packed_size, press_model *model, uint8_t *out)
{
  press_unpack(packed, packed_size, model, out);
}
