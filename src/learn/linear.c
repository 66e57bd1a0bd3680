#include "learn/linear.h"

#include <string.h>

#include "learn/wide.h"

static uint32_t number(const uint8_t *at) { return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24; }

isnad_status isn_linear_open(const void *bytes, size_t size, const char *name, isn_linear *out, size_t *used, isnad_error *error) {
  *out = (isn_linear){0};
  if (!bytes || size < ISN_LINEAR_HEADER)
    return isn_fail(error, ISNAD_E_FORMAT, "%s: %zu bytes, a table of weights has %d or more", name, bytes ? size : 0, ISN_LINEAR_HEADER);
  uint32_t labels = number(bytes), log2 = number((const uint8_t *)bytes + 4);
  if (labels < 1 || labels > ISN_MAX_LABELS)
    return isn_fail(error, ISNAD_E_FORMAT, "%s: %u labels, expected 1 to %d", name, labels, ISN_MAX_LABELS);
  if (log2 > ISN_LINEAR_MAX_LOG2)
    return isn_fail(error, ISNAD_E_FORMAT, "%s: 2 to the power of %u slots, expected %d at most", name, log2, ISN_LINEAR_MAX_LOG2);
  size_t need = ISN_LINEAR_HEADER + ((size_t)labels << log2);
  if (size < need) return isn_fail(error, ISNAD_E_FORMAT, "%s: %zu bytes, its table of weights needs %zu", name, size, need);
  *out = (isn_linear){(const int8_t *)bytes + ISN_LINEAR_HEADER, labels, (UINT32_C(1) << log2) - 1};
  if (used) *used = need;
  return ISNAD_OK;
}

/* Of 32 labels and 2^26 slots the last row begins below 2^31. */
ISN_WIDE void isn_linear_rows(const isn_linear *model, const uint64_t *seeds, size_t n, uint32_t *rows) {
  const uint32_t mask = model->mask, labels = model->labels;
  for (size_t i = 0; i < n; i++) rows[i] = isn_linear_slot(mask, isn_feature(seeds[i], 0)) * labels;
}
