#include "report/manifest.h"

namespace plotmill::report {

std::string manifest_schema() {
    return R"json({
  "$schema": "http://json-schema.org/draft-07/schema#",
  "title": "Manifest of a plotmill run",
  "description": "What `plotmill render --manifest FILE` writes: every figure of the run, in the order of the jobs.",
  "type": "object",
  "required": ["plotmill_manifest", "version", "started", "workers", "shard", "figures", "jobs", "summary"],
  "properties": {
    "plotmill_manifest": {"const": 1, "description": "Changes only when a key changes its meaning."},
    "version": {"type": "string", "description": "Of plotmill."},
    "started": {"type": "string", "pattern": "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$", "description": "When the run began, in UTC."},
    "workers": {"type": "integer", "minimum": 0, "description": "How many drew at the same time."},
    "shard": {
      "description": "Which part of the jobs this run was asked for; null where it was all of them.",
      "oneOf": [
        {"type": "null"},
        {
          "type": "object",
          "required": ["index", "count"],
          "properties": {"index": {"type": "integer", "minimum": 1}, "count": {"type": "integer", "minimum": 1}}
        }
      ]
    },
    "figures": {"type": "array", "items": {"$ref": "#/definitions/figure"}},
    "jobs": {"type": "array", "items": {"$ref": "#/definitions/job"}},
    "summary": {
      "type": "object",
      "required": ["figures", "rendered", "up-to-date", "failed", "timed-out", "out-of-memory", "crashed", "cancelled",
                   "skipped", "files", "bytes", "errors", "warnings", "seconds", "exit", "signal"],
      "properties": {
        "figures": {"type": "integer", "description": "The sum of the eight numbers that follow."},
        "rendered": {"type": "integer"},
        "up-to-date": {"type": "integer"},
        "failed": {"type": "integer"},
        "timed-out": {"type": "integer"},
        "out-of-memory": {"type": "integer"},
        "crashed": {"type": "integer"},
        "cancelled": {"type": "integer"},
        "skipped": {"type": "integer"},
        "files": {"type": "integer"},
        "bytes": {"type": "integer"},
        "errors": {"type": "integer"},
        "warnings": {"type": "integer"},
        "seconds": {"type": "number", "description": "Wall time of the run."},
        "exit": {"type": "integer", "description": "The exit status of the run."},
        "signal": {"type": "integer", "description": "The signal that stopped it; 0 where none did."}
      }
    },
    "worker_metrics": {
      "description": "What each worker did, in the order of their numbers.",
      "type": "array",
      "items": {
        "type": "object",
        "required": ["done", "failed", "cancelled", "busy", "memory"],
        "properties": {
          "done": {"type": "integer", "minimum": 0, "description": "Figures."},
          "failed": {"type": "integer", "minimum": 0},
          "cancelled": {"type": "integer", "minimum": 0},
          "busy": {"type": "number", "minimum": 0, "description": "Seconds that it was at work on figures."},
          "memory": {"type": "integer", "minimum": 0, "description": "Bytes of the surfaces that it keeps from figure to figure."}
        }
      }
    }
  },
  "definitions": {
    "figure": {
      "type": "object",
      "required": ["name", "job", "index", "status", "files", "alt", "worker", "begun", "seconds", "stages", "diagnostics"],
      "properties": {
        "name": {"type": "string"},
        "job": {"type": "string", "description": "The job file, as it was named."},
        "index": {"type": "integer", "minimum": 0, "description": "0-based place in its job file."},
        "status": {
          "enum": ["rendered", "up-to-date", "failed", "timed-out", "out-of-memory", "crashed", "cancelled", "skipped"],
          "description": "up-to-date: its files were there already. timed-out: failed because it took too long. out-of-memory: failed because it wanted more memory than it may take, or than there is. crashed: its worker process ended under it (--isolate). cancelled: the run was stopped before. skipped: not this run's business."
        },
        "files": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["format", "path", "bytes", "hash"],
            "properties": {
              "format": {"enum": ["png", "svg", "pdf"]},
              "path": {"type": "string", "description": "As seen from where the run was started."},
              "bytes": {"type": "integer", "minimum": 0},
              "hash": {"type": "string", "pattern": "^([0-9a-f]{32})?$", "description": "XXH3-128 of the file, as `xxhsum -H2` prints it."}
            }
          }
        },
        "alt": {"type": "string", "description": "The figure's text alternative; may be empty."},
        "worker": {"type": "integer", "minimum": -1, "description": "Which worker drew it; -1 where none took it up."},
        "begun": {"type": "number", "description": "Seconds from the beginning of the run."},
        "seconds": {"type": "number", "description": "How long it took."},
        "stages": {
          "type": "object",
          "required": ["read", "resolve", "layout", "paint", "encode", "write"],
          "additionalProperties": {"type": "number"},
          "description": "Seconds of each stage; 0 where it was not reached."
        },
        "diagnostics": {"$ref": "#/definitions/diagnostics"}
      }
    },
    "job": {
      "type": "object",
      "required": ["path", "readable", "figures", "diagnostics"],
      "properties": {
        "path": {"type": "string"},
        "readable": {"type": "boolean", "description": "false: it is no job at all."},
        "figures": {"type": "integer", "minimum": 0},
        "diagnostics": {"$ref": "#/definitions/diagnostics"}
      }
    },
    "diagnostics": {
      "type": "array",
      "items": {
        "type": "object",
        "required": ["severity", "file", "line", "column", "message", "text"],
        "properties": {
          "severity": {"enum": ["error", "warning", "note"]},
          "file": {"type": "string"},
          "line": {"type": "integer", "minimum": 0, "description": "1-based; 0 where only the file is known."},
          "column": {"type": "integer", "minimum": 0, "description": "1-based, in characters; 0 where only the line is known."},
          "lint": {"type": "string", "description": "Which lint it is, where it is one."},
          "message": {"type": "string", "description": "One line, without the place."},
          "text": {"type": "string", "description": "All of it as it was printed: place, message, the line of the job and a caret."}
        }
      }
    }
  }
}
)json";
}

}  // namespace plotmill::report
