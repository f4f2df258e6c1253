// The words of a part of a job, and its digest. A name (of a variable, of a table) can only mean something where it
// is spelled, so what a text does not spell it does not depend on. Pure functions.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.h"
#include "spec/value.h"

namespace plotmill::record {

struct Words {
    std::set<std::string, std::less<>> all;       // everything that could be a name
    std::set<std::string, std::less<>> lower;     // the same in lower case, for SQL
    std::set<std::string, std::less<>> settings;  // environment variables that templates ask for
    std::vector<std::string> table_texts;         // templates that may give a table's name
    bool any_name = false;                        // names are put together from parts: every one of them may be meant
    bool may_compute = false;                     // a template's value may be an expression

    bool spells(std::string_view name) const;
};

// Calls `word` with each word of a text that could be a name.
void for_each_word(std::string_view text, const std::function<void(std::string_view)>& word);

// Appends what the tree says and adds its words. `key`: the key that it stands under.
void read_tree(const spec::Value& tree, std::string_view key, DigestText& text, Words& words);

std::string lower_case(std::string_view text);

}  // namespace plotmill::record
