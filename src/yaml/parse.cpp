#include "yaml/parse.h"

#include <fmt/format.h>
#include <istream>
#include <streambuf>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include "yaml/builder.h"
#include "yaml/text.h"

namespace plotmill::yaml {
namespace {

// Reads a text where it lies; std::istringstream would copy it.
class TextBuffer : public std::streambuf {
public:
    explicit TextBuffer(std::string_view text) {
        char* begin = const_cast<char*>(text.data());  // a streambuf that is only read from never writes
        setg(begin, begin, begin + text.size());
    }
};

class Handler : public YAML::EventHandler {
public:
    explicit Handler(Builder& builder) : builder_(builder) {}

    void OnDocumentStart(const YAML::Mark& mark) override { builder_.begin_document(offset(mark)); }
    void OnDocumentEnd() override { builder_.end_document(); }
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { builder_.null(offset(mark), anchor); }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override { builder_.alias(offset(mark), anchor); }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override {
        builder_.scalar(offset(mark), tag, anchor, value);
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value style) override {
        builder_.begin_collection(offset(mark), tag, anchor, false, style == YAML::EmitterStyle::Flow);
    }
    void OnSequenceEnd() override { builder_.end_collection(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value style) override {
        builder_.begin_collection(offset(mark), tag, anchor, true, style == YAML::EmitterStyle::Flow);
    }
    void OnMapEnd() override { builder_.end_collection(); }
    void OnAnchor(const YAML::Mark&, const std::string& name) override { builder_.name_anchor(name); }

    // yaml-cpp counts bytes, from 0, without a byte order mark.
    static std::size_t offset(const YAML::Mark& mark) { return mark.pos < 0 ? 0 : static_cast<std::size_t>(mark.pos); }

private:
    Builder& builder_;
};

// Errors, if any, are in the builder; a text that the sink stopped has none.
Status run(const Source& source, const Limits& limits, Builder& builder, std::string_view text) {
    try {
        TextBuffer buffer(text);
        std::istream in(&buffer);
        YAML::Parser parser(in);
        Handler handler(builder);
        while (parser.HandleNextDocument(handler)) {
        }
        if (!builder.saw_document()) builder.errors().error({&source, 0, 0, 0}, "the file is empty");
    } catch (const Builder::Stop&) {
    } catch (const YAML::Exception& e) {
        if (builder.errors().error_count() < limits.errors) builder.syntax_error(Handler::offset(e.mark), e.msg);
    }
    if (builder.errors().has_errors()) return builder.errors().take();
    return Ok{};
}

Status check(const Source& source, const Limits& limits) {
    if (source.text.size() > limits.bytes)
        return error_at({&source, 0, 0, 0}, fmt::format("the file is too large: {} bytes, at most {} are allowed",
                                                        source.text.size(), limits.bytes));
    if (auto fault = check_encoding(source)) return std::move(*fault);
    return Ok{};
}

std::string_view yaml_text(const Source& source) {
    return std::string_view(source.text).substr(bom_length(source.text));
}

}  // namespace

Result<spec::ValuePtr> parse(const Source& source, const Limits& limits) {
    if (Status ok = check(source, limits); !ok) return ok.take_errors();
    const std::string_view text = yaml_text(source);
    Builder builder(source, text, nullptr, limits);
    if (Status ok = run(source, limits, builder, text); !ok) return ok.take_errors();
    return builder.root();
}

Status stream(const Source& source, Sink& sink, const Limits& limits) {
    if (Status ok = check(source, limits); !ok) return ok.take_errors();
    const std::string_view text = yaml_text(source);
    Builder builder(source, text, &sink, limits);
    return run(source, limits, builder, text);
}

}  // namespace plotmill::yaml
