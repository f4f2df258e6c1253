// A query under limits smaller than a job can set them: postgres_test.py runs this against its server.
// usage: limits ROWS BYTES CELL_BYTES MILLISECONDS QUERY
#include <cstdio>
#include <cstdlib>

#include "data/sources/postgres.h"

namespace {

class NoVars final : public plotmill::expr::Environment {
public:
    std::optional<plotmill::expr::Operand> lookup(std::string_view, bool) const override { return std::nullopt; }
    std::vector<std::string> names() const override { return {}; }
};

}  // namespace

int main(int argc, char** argv) {
    if (argc != 6) return 2;
    plotmill::data::Limits limits;
    limits.rows = std::strtoull(argv[1], nullptr, 10);
    limits.table_bytes = std::strtoull(argv[2], nullptr, 10);
    limits.cell_bytes = std::strtoull(argv[3], nullptr, 10);
    limits.sql_milliseconds = static_cast<unsigned>(std::strtoul(argv[4], nullptr, 10));
    const NoVars vars;
    plotmill::Diagnostics out;
    const auto columns =
        plotmill::data::query_postgres("dbname=postgres", {argv[5], {}, vars}, {limits, nullptr, {}, out});
    for (const plotmill::Diagnostic& d : out.list()) std::puts(d.message.c_str());
    if (columns) std::printf("%zu columns\n", columns->size());
    return 0;
}
