// plotmill: figures in Matplotlib's words, many at a time. Everything that is public, in standard-library types.
#pragma once

#include "plotmill/batch.h"
#include "plotmill/diagnostic.h"
#include "plotmill/engine.h"
#include "plotmill/figure_builder.h"
#include "plotmill/inspect.h"
#include "plotmill/job.h"
#include "plotmill/schema.h"
#include "plotmill/version.h"
