// PostgreSQL's client library, loaded when a job first asks for a database: it brings twenty libraries along, which
// every start of the program would else pay for. Any thread; libpq itself is safe as long as a connection has one
// thread.
#pragma once

#ifdef PLOTMILL_POSTGRES

#include <libpq-fe.h>
#include <string>

namespace plotmill::data {

// Its functions, without the PQ before their names.
// clang-format off
#define PLOTMILL_LIBPQ(X) \
    X(cancel) X(clear) X(connectPoll) X(connectStartParams) X(conninfoFree) X(conninfoParse) X(consumeInput) \
    X(errorMessage) X(finish) X(flush) X(fname) X(freeCancel) X(freemem) X(ftype) X(getCancel) X(getResult) \
    X(getisnull) X(getlength) X(getvalue) X(isBusy) X(nfields) X(ntuples) X(resultErrorField) X(resultStatus) \
    X(sendQueryParams) X(setNoticeProcessor) X(setSingleRowMode) X(socket) X(status)
// clang-format on

struct Libpq {
#define PLOTMILL_FUNCTION(name) decltype(&PQ##name) name = nullptr;
    PLOTMILL_LIBPQ(PLOTMILL_FUNCTION)
#undef PLOTMILL_FUNCTION
};

// Null, and why, where it is not there.
const Libpq* libpq(std::string& why);

}  // namespace plotmill::data

#endif
