/* Events as a GeoJSON FeatureCollection (RFC 7946): a point a located event, with the columns of the table of events as properties. */
#include <string.h>

#include "export/export.h"
#include "export/tables.h"

/* The columns that say what the geometry does. */
static bool geometry(const char *name) { return strcmp(name, "lat") == 0 || strcmp(name, "lon") == 0; }

static void properties(const isn_cells *at, isn_buffer *cell, isn_buffer *out) {
  bool any = false;
  for (uint32_t i = 0; i < isn_events_table.columns_count; i++) {
    const isn_column *column = &isn_events_table.columns[i];
    if (geometry(column->name)) continue;
    cell->length = 0;
    column->write(at, cell);
    isn_buffer_format(out, "%s\"%s\":", any ? "," : "", column->name);
    any = true;
    if (!cell->length) isn_buffer_text(out, "null");
    else if (column->number) isn_buffer_add(out, cell->at, cell->length);
    else isn_buffer_json_n(out, cell->at, cell->length);
  }
}

void isn_export_geojson_head(isn_buffer *out) { isn_buffer_text(out, "{\"type\":\"FeatureCollection\",\"features\":["); }
void isn_export_geojson_tail(isn_buffer *out) { isn_buffer_text(out, "\n]}\n"); }

void isn_export_geojson(const isn_export_with *with, const isn_stored *rows, bool *first, isn_buffer *out) {
  isn_buffer cell = {0};
  for (uint32_t row = 0; row < rows->events_count && !out->failed; row++) {
    const isnad_event *event = &rows->events[row];
    const isnad_entity *place = event->place < rows->entities_count ? &rows->entities[event->place] : NULL;
    if (!place || !place->has_geo || !isn_event_wanted(with, rows, row)) continue;
    isn_cells at = isn_cells_at(&isn_events_table, rows, with->engine, row);
    isn_buffer_text(out, *first ? "\n" : ",\n");
    *first = false;
    cell.length = 0;
    isn_put_row_id(rows, "ev", row, &cell);
    isn_buffer_text(out, "{\"type\":\"Feature\",\"id\":");
    isn_buffer_json_n(out, cell.length ? cell.at : "", cell.length);
    isn_buffer_text(out, ",\"geometry\":{\"type\":\"Point\",\"coordinates\":[");
    isn_decimal(out, place->lon, 4);
    isn_buffer_text(out, ",");
    isn_decimal(out, place->lat, 4);
    isn_buffer_text(out, "]},\"properties\":{");
    properties(&at, &cell, out);
    isn_buffer_text(out, "}}");
  }
  out->failed = out->failed || cell.failed;
  isn_buffer_free(&cell);
}
