/* Incidents and claims (src/report/claims.h) as CSV. */
#ifndef ISN_EXPORT_CLAIMS_H
#define ISN_EXPORT_CLAIMS_H
#include "base/buffer.h"
#include "report/model.h"

void isn_export_incidents_head(isn_buffer *out);
void isn_export_incident(const isn_overview *model, const isn_claim *claim, isn_buffer *out); /* one line */

/* The same as a feature of GeoJSON; nothing where the place has no coordinates. *first: no feature has been written yet. */
void isn_export_incident_feature(const isn_overview *model, const isn_claim *claim, bool *first, isn_buffer *out);

void isn_export_claims_head(isn_buffer *out);
void isn_export_claim(const isn_overview *model, const isn_claim *claim, float min_confidence, isn_buffer *out); /* one line a voice */
#endif
