#include "record/words.h"

#include <algorithm>

#include "expr/template.h"

namespace plotmill::record {

namespace {

bool starts_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
bool in_name(char c) { return starts_name(c) || (c >= '0' && c <= '9'); }

bool holds_expression(std::string_view key) {
    return key == "forward" || key == "inverse" || key == "query" || key == "filter";
}

void read_text(std::string_view text, std::string_view key, Words& words) {
    for_each_word(text, [&](std::string_view word) {
        words.all.emplace(word);
        words.lower.insert(lower_case(word));
    });
    if (!expr::has_template(text)) return;
    if (text.starts_with('=') || holds_expression(key)) words.any_name = true;
    if (text.starts_with("${{")) words.may_compute = true;
    if (key == "data" || key == "query") words.table_texts.emplace_back(text);
    constexpr std::string_view environment = "env.";
    for (std::size_t at = text.find(environment); at != std::string_view::npos; at = text.find(environment, at + 1)) {
        const std::string_view rest = text.substr(at + environment.size());
        const auto end = std::find_if_not(rest.begin(), rest.end(), in_name);
        words.settings.emplace(rest.begin(), end);
    }
}

}  // namespace

bool Words::spells(std::string_view name) const {
    const bool plain = !name.empty() && starts_name(name[0]) && std::all_of(name.begin(), name.end(), in_name);
    return any_name || !plain || all.find(name) != all.end();
}

void for_each_word(std::string_view text, const std::function<void(std::string_view)>& word) {
    for (std::size_t i = 0; i < text.size();) {
        if (!starts_name(text[i])) {
            ++i;
            continue;
        }
        std::size_t end = i + 1;
        while (end < text.size() && in_name(text[end])) ++end;
        word(text.substr(i, end - i));
        i = end;
    }
}

std::string lower_case(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return out;
}

void read_tree(const spec::Value& tree, std::string_view key, DigestText& text, Words& words) {
    using Kind = spec::Value::Kind;
    const char head[] = {static_cast<char>('a' + static_cast<int>(tree.kind)), tree.quoted ? 'q' : 'p'};
    text.add({head, sizeof head});
    switch (tree.kind) {
        case Kind::null:
            return;
        case Kind::boolean:
        case Kind::integer:
        case Kind::number:
            text.add(tree.text);
            return;
        case Kind::string:
            text.add(tree.text);
            read_text(tree.text, key, words);
            return;
        case Kind::list:
            text.add(std::to_string(tree.items.size()));
            for (const spec::ValuePtr& item : tree.items) read_tree(*item, key, text, words);
            return;
        case Kind::map:
            text.add(std::to_string(tree.entries.size()));
            for (const spec::Entry& e : tree.entries) {
                text.add(e.key);
                read_text(e.key, {}, words);
                read_tree(*e.value, e.key, text, words);
            }
            return;
    }
}

}  // namespace plotmill::record
