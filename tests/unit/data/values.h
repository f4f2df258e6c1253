// Values of a job, written in YAML's flow style, for the tests of data/: {key: value}, [a, b], 'text', "text", plain.
#pragma once

#include <stdexcept>
#include <string>

#include "spec/scalar.h"
#include "spec/value.h"

namespace plotmill::data {

class FlowText {
public:
    // Spans point into `source` (its text is `text`), columns from 1.
    FlowText(const Source* source, std::string_view text) : source_(source), text_(text) {}

    spec::ValuePtr read() {
        blanks();
        auto v = std::make_shared<spec::Value>();
        v->span = {source_, 1, static_cast<std::uint32_t>(at_ + 1), 1};
        using Kind = spec::Value::Kind;
        const char c = peek();
        if (c == '{') {
            v->kind = Kind::map;
            ++at_;
            for (blanks(); peek() != '}'; blanks()) {
                const spec::ValuePtr key = read();
                expect(':');
                v->entries.push_back({key->text, key->span, read()});
                blanks();
                if (peek() == ',') ++at_;
            }
            ++at_;
        } else if (c == '[') {
            v->kind = Kind::list;
            ++at_;
            for (blanks(); peek() != ']'; blanks()) {
                v->items.push_back(read());
                blanks();
                if (peek() == ',') ++at_;
            }
            ++at_;
        } else if (c == '\'' || c == '"') {
            v->kind = Kind::string;
            v->quoted = true;
            const std::size_t end = text_.find(c, at_ + 1);
            if (end == std::string_view::npos) throw std::logic_error("no closing quote in a test");
            v->text = text_.substr(at_ + 1, end - at_ - 1);
            at_ = end + 1;
        } else {
            const std::size_t end = std::min(text_.find_first_of(":,]}", at_), text_.size());
            v->text = text_.substr(at_, end - at_);
            at_ = end;
            const spec::CoreScalar s = spec::read_core_scalar(v->text);
            v->kind = s.kind;
            v->number = s.number;
        }
        return v;
    }

private:
    char peek() const {
        if (at_ >= text_.size()) throw std::logic_error("a value of a test ends early: " + std::string(text_));
        return text_[at_];
    }
    void blanks() {
        while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    }
    void expect(char c) {
        blanks();
        if (peek() != c) throw std::logic_error("a value of a test is damaged: " + std::string(text_));
        ++at_;
    }

    const Source* source_;
    std::string_view text_;
    std::size_t at_ = 0;
};

inline spec::ValuePtr flow(std::string_view text, const Source* source = nullptr) {
    return FlowText(source, text).read();
}

}  // namespace plotmill::data
