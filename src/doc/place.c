#include "doc/place.h"

#include <string.h>

static void field(isn_buffer *out, const char *name, const char *value) {
  isn_buffer_format(out, "\"%s\":", name);
  isn_buffer_json(out, value);
}

static void unit(isn_buffer *out, const char *name, const char *code, const char *ar, const char *en) {
  isn_buffer_format(out, ",\"%s\":", name);
  if (!code && !ar && !en) {
    isn_buffer_text(out, "null");
    return;
  }
  isn_buffer_text(out, "{");
  field(out, "ar", ar);
  isn_buffer_text(out, ",");
  field(out, "en", en);
  isn_buffer_text(out, ",");
  field(out, "code", code);
  isn_buffer_text(out, "}");
}

void isn_place_json(const isnad_place *place, isn_buffer *out) {
  if (!place) {
    isn_buffer_text(out, "null");
    return;
  }
  isn_buffer_text(out, "{");
  field(out, "kind", place->kind);
  unit(out, "country", place->country, place->country_ar, place->country_en);
  unit(out, "province", place->province, place->province_ar, place->province_en);
  unit(out, "district", NULL, place->district_ar, place->district_en);
  unit(out, "city", NULL, place->city_ar, place->city_en);
  isn_buffer_text(out, "}");
}

static const char *around(const char *ar, const char *en, const char *name, bool english) {
  const char *shown = english && en ? en : ar;
  return shown && (!name || strcmp(shown, name) != 0) ? shown : NULL;
}

void isn_place_around(const isnad_place *place, const char *name, bool english, const char *mark, isn_buffer *out) {
  if (!place) return;
  const char *province = around(place->province_ar, place->province_en, name, english);
  const char *country = around(place->country_ar, place->country_en, name, english);
  if (province) isn_buffer_format(out, "%s%s", mark, province);
  if (country) isn_buffer_format(out, "%s%s", mark, country);
}
