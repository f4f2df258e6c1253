// PostgreSQL: one query over a connection of its own, in a transaction that may only read, with limits of time and
// size. Passwords come from libpq's own places (~/.pgpass, the service file, PGPASSWORD), and nothing of the connection
// text is repeated in a message. One thread runs one query.
#pragma once

#include "data/sources/sqlite.h"

namespace plotmill::data {

// Whether this program was built with libpq.
bool has_postgres();

// `connection`: what libpq takes: "service=ci", "host=db dbname=runs", "postgresql://db/runs".
// Whole and floating numbers, numeric, booleans, dates and timestamps (those with a zone in UTC) are what they are;
// intervals are seconds, as EXTRACT(EPOCH) counts them; anything else is text, as PostgreSQL writes it.
std::optional<Columns> query_postgres(const std::string& connection, const Query& query, const SourceContext& context);

}  // namespace plotmill::data
