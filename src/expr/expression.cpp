// compile(): a recursive-descent parser of bounded depth that emits code as it goes. evaluate() is in evaluate.cpp.
#include "expr/expression.h"

#include <algorithm>
#include <string>

#include "base/suggest.h"
#include "expr/functions.h"
#include "expr/lexer.h"
#include "expr/place.h"
#include "expr/program.h"

namespace plotmill::expr {
namespace {

class Compiler {
public:
    Compiler(std::string_view text, Span origin) : lexer_(text) {
        program_.text = text;
        program_.origin = origin;
    }

    Result<Expression> run() {
        if (lexer_.token == Token::end) return error_at(program_.origin, "expected an expression");
        ternary();
        if (!failed_ && lexer_.token != Token::end) unexpected("an operator or the end of the expression");
        if (failed_) return error_at(place_inside(program_.origin, program_.text, offset_, length_), message_);
        return Expression(std::make_shared<const Program>(std::move(program_)));
    }

private:
    struct Level {
        Compiler& c;
        explicit Level(Compiler& compiler) : c(compiler) {
            if (++c.depth_ > max_expression_depth)
                c.fail(c.lexer_.offset, 1, "the expression is nested too deeply (at most 64 levels)");
        }
        ~Level() { --c.depth_; }
    };

    void fail(std::size_t offset, std::size_t length, std::string message) {
        if (failed_) return;
        failed_ = true;
        offset_ = offset;
        length_ = length;
        message_ = std::move(message);
    }
    void unexpected(std::string_view expected) {
        if (lexer_.token == Token::fault) return fail(lexer_.offset, lexer_.length, lexer_.message);
        if (lexer_.token == Token::end)
            return fail(lexer_.previous_end() ? lexer_.previous_end() - 1 : 0, 1,
                        "expected " + std::string(expected) + " but the expression ends here");
        fail(lexer_.offset, lexer_.length,
             "expected " + std::string(expected) + ", found '" + std::string(lexer_.spelling()) + "'");
    }
    bool accept(Token t) {
        if (failed_ || lexer_.token != t) return false;
        lexer_.next();
        return true;
    }
    void emit(Op op, std::size_t offset, std::size_t length, std::int32_t arg = 0, std::uint8_t argc = 0) {
        program_.code.push_back(
            {op, argc, arg, static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(length)});
    }
    std::int32_t here() const { return static_cast<std::int32_t>(program_.code.size()); }
    // Makes the jump at `at` land on the next instruction to be emitted.
    void land(std::int32_t at) { program_.code[static_cast<std::size_t>(at)].arg = here() - at - 1; }

    void ternary() {
        const Level level(*this);
        if (failed_) return;
        const std::int32_t start = here();
        disjunction();
        const std::size_t offset = lexer_.offset, length = lexer_.length;
        if (!accept(Token::kw_if)) return;
        // The value stands before its condition in the text, and runs after it.
        std::vector<Instruction> then(program_.code.begin() + start, program_.code.end());
        program_.code.resize(static_cast<std::size_t>(start));
        disjunction();
        if (failed_) return;
        const std::int32_t branch = here();
        emit(Op::branch_if, offset, length);
        program_.code.insert(program_.code.end(), then.begin(), then.end());
        const std::int32_t skip = here();
        emit(Op::skip_else, offset, length);
        land(branch);
        if (!accept(Token::kw_else)) return unexpected("'else'");
        ternary();
        emit(Op::merge_if, offset, length);
        land(skip);
    }

    void disjunction() { logical(Token::kw_or, Op::branch_or, Op::merge_or, &Compiler::conjunction); }
    void conjunction() { logical(Token::kw_and, Op::branch_and, Op::merge_and, &Compiler::negation); }

    void logical(Token token, Op branch, Op merge, void (Compiler::*operand)()) {
        (this->*operand)();
        while (!failed_ && lexer_.token == token) {
            const std::size_t offset = lexer_.offset, length = lexer_.length;
            lexer_.next();
            const std::int32_t at = here();
            emit(branch, offset, length);
            (this->*operand)();
            emit(merge, offset, length);
            land(at);
        }
    }

    void negation() {
        const Level level(*this);
        if (failed_) return;
        const std::size_t offset = lexer_.offset, length = lexer_.length;
        if (!accept(Token::kw_not)) return comparison();
        negation();
        emit(Op::logical_not, offset, length);
    }

    static bool comparison_op(Token t, Op& op) {
        switch (t) {
            case Token::equal:
                op = Op::equal;
                return true;
            case Token::not_equal:
                op = Op::not_equal;
                return true;
            case Token::less:
                op = Op::less;
                return true;
            case Token::less_equal:
                op = Op::less_equal;
                return true;
            case Token::greater:
                op = Op::greater;
                return true;
            case Token::greater_equal:
                op = Op::greater_equal;
                return true;
            default:
                return false;
        }
    }

    void comparison() {
        sum();
        Op op{};
        bool first = true;
        while (!failed_ && comparison_op(lexer_.token, op)) {
            const std::size_t offset = lexer_.offset, length = lexer_.length;
            lexer_.next();
            sum();
            if (failed_) return;
            Op following{};
            const bool last = !comparison_op(lexer_.token, following);
            if (first && last)
                emit(op, offset, length);
            else
                emit(first  ? Op::chain_first
                     : last ? Op::chain_last
                            : Op::chain_next,
                     offset, length, static_cast<std::int32_t>(op));
            first = false;
        }
    }

    void sum() {
        product();
        while (!failed_ && (lexer_.token == Token::plus || lexer_.token == Token::minus)) {
            const Op op = lexer_.token == Token::plus ? Op::add : Op::subtract;
            const std::size_t offset = lexer_.offset, length = lexer_.length;
            lexer_.next();
            product();
            emit(op, offset, length);
        }
    }

    void product() {
        factor();
        for (;;) {
            if (failed_) return;
            Op op;
            switch (lexer_.token) {
                case Token::star:
                    op = Op::multiply;
                    break;
                case Token::slash:
                    op = Op::divide;
                    break;
                case Token::double_slash:
                    op = Op::floor_divide;
                    break;
                case Token::percent:
                    op = Op::modulo;
                    break;
                default:
                    return;
            }
            const std::size_t offset = lexer_.offset, length = lexer_.length;
            lexer_.next();
            factor();
            emit(op, offset, length);
        }
    }

    void factor() {
        const Level level(*this);
        if (failed_) return;
        const std::size_t offset = lexer_.offset, length = lexer_.length;
        if (accept(Token::minus)) {
            factor();
            emit(Op::negate, offset, length);
        } else if (accept(Token::plus)) {
            factor();
            emit(Op::plus, offset, length);
        } else {
            power();
        }
    }

    void power() {
        atom();
        const std::size_t offset = lexer_.offset, length = lexer_.length;
        if (!accept(Token::double_star)) return;
        factor();  // right-associative, and binds tighter than a sign on its left only
        emit(Op::power, offset, length);
    }

    void atom() {
        if (failed_) return;
        const std::size_t offset = lexer_.offset, length = lexer_.length;
        switch (lexer_.token) {
            case Token::number:
                constant(Scalar::of_number(lexer_.number, lexer_.integer));
                break;
            case Token::text:
                constant(Scalar::of_text(lexer_.value));
                break;
            case Token::open: {
                lexer_.next();
                ternary();
                if (failed_) return;
                if (lexer_.token == Token::comma) return fail(lexer_.offset, 1, "an expression has no lists");
                if (lexer_.token == Token::end) return fail(offset, 1, "the parenthesis is not closed");
                if (!accept(Token::close)) unexpected("')'");
                return;
            }
            case Token::name:
                if (!lexer_.quoted && lexer_.call_follows()) return call();
                load(false);
                break;
            case Token::skip_name:
                load(true);
                break;
            default:
                return unexpected("a value");
        }
        emit(pending_, offset, length, pending_arg_);
        lexer_.next();
    }

    void constant(Scalar value) {
        pending_ = Op::push;
        pending_arg_ = static_cast<std::int32_t>(program_.scalars.size());
        program_.scalars.push_back(std::move(value));
    }
    void load(bool skip_columns) {
        pending_ = Op::load;
        const std::string& name = lexer_.value;
        const auto same = [&](const Load& l) { return l.name == name && l.skip_columns == skip_columns; };
        const auto found = std::find_if(program_.loads.begin(), program_.loads.end(), same);
        pending_arg_ = static_cast<std::int32_t>(found - program_.loads.begin());
        if (found == program_.loads.end()) program_.loads.push_back({name, skip_columns});
        if (std::find(program_.names.begin(), program_.names.end(), name) == program_.names.end())
            program_.names.push_back(name);
    }

    void call() {
        const std::size_t offset = lexer_.offset, length = lexer_.length;
        const int index = find_function(lexer_.value);
        if (index < 0)
            return fail(offset, length,
                        "unknown function '" + lexer_.value + "'" + did_you_mean(lexer_.value, function_names()));
        const Function& f = functions()[static_cast<std::size_t>(index)];
        lexer_.next();
        lexer_.next();  // '('
        int argc = 0;
        if (lexer_.token != Token::close) {
            do {
                ternary();
                if (failed_) return;
                if (++argc > f.max_args) break;
            } while (accept(Token::comma));
        }
        if (argc < f.min_args || argc > f.max_args) return fail(offset, length, arity_message(f, argc));
        if (lexer_.token == Token::end)
            return fail(offset, length, "the parenthesis of '" + std::string(f.name) + "' is not closed");
        if (!accept(Token::close)) return unexpected("')' or ','");
        emit(Op::call, offset, length, index, static_cast<std::uint8_t>(argc));
    }

    static std::string arity_message(const Function& f, int argc) {
        std::string expected = std::to_string(f.min_args);
        if (f.max_args != f.min_args) expected += " or " + std::to_string(f.max_args);
        std::string m = "function '" + std::string(f.name) + "' takes " + expected +
                        (f.max_args == 1 ? " argument" : " arguments") + ", not " +
                        (argc > f.max_args ? "more" : std::to_string(argc));
        if (argc > 1 && f.name == "min") m += " (the smaller of two values is 'minimum')";
        if (argc > 1 && f.name == "max") m += " (the larger of two values is 'maximum')";
        return m;
    }

    Lexer lexer_;
    Program program_;
    int depth_ = 0;
    Op pending_ = Op::push;
    std::int32_t pending_arg_ = 0;
    bool failed_ = false;
    std::size_t offset_ = 0, length_ = 0;
    std::string message_;
};

}  // namespace

Result<Expression> compile(std::string_view text, Span origin) {
    if (text.size() > max_expression_length) return error_at(origin, "the expression is longer than 64 KiB");
    return Compiler(text, origin).run();
}

const std::vector<std::string>& Expression::names() const { return program_->names; }

bool Expression::uses(std::string_view name) const {
    const auto& all = names();
    return std::find(all.begin(), all.end(), name) != all.end();
}

}  // namespace plotmill::expr
