/* Names of formats and tables on the command line. */
#include <stdlib.h>
#include <string.h>

#include "cli.h"

bool cli_read_format(const char *name, isnad_export_format *format) {
  for (int i = 0; i < ISNAD_EXPORT_FORMATS; i++)
    if (strcmp(name, isnad_export_format_name((isnad_export_format)i)) == 0) return *format = (isnad_export_format)i, true;
  return false;
}

void cli_read_table(const char *name, isnad_table *table, struct argp_state *state) {
  for (int i = 0; i < ISNAD_TABLES; i++) {
    if (strcmp(name, isnad_table_name((isnad_table)i)) != 0) continue;
    *table = (isnad_table)i;
    return;
  }
  argp_error(state, "--table: \"%s\": expected events, statements, labels, positions, incidents or claims", name);
}

void cli_read_confidence(const char *text, float *confidence, struct argp_state *state) {
  char *end;
  double value = strtod(text, &end);
  if (!*text || *end || !(value >= 0 && value <= 1)) argp_error(state, "--min-confidence: \"%s\": expected a number from 0 to 1", text);
  *confidence = (float)value;
}

bool cli_export_write(void *context, const char *bytes, size_t length) {
  (void)context;
  return cli_write(bytes, length);
}
