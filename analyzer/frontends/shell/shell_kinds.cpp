#include "analyzer/frontends/shell/shell_kinds.h"

#include <array>
#include <string_view>

namespace pgpact {

namespace {

constexpr std::array<std::string_view, 51> kKinds = {
    "program",
    "list",
    "pipeline",
    "command",
    "redirected_statement",
    "variable_assignment",
    "variable_assignments",
    "declaration_command",
    "unset_command",
    "if_statement",
    "elif_clause",
    "else_clause",
    "for_statement",
    "c_style_for_statement",
    "while_statement",
    "case_statement",
    "case_item",
    "function_definition",
    "negated_command",
    "test_command",
    "compound_statement",
    "subshell",
    "do_group",
    "comment",
    "command_name",
    "word",
    "string",
    "variable_name",
    "subscript",
    "array",
    "file_redirect",
    "herestring_redirect",
    "heredoc_redirect",
    "file_descriptor",
    "binary_expression",
    "unary_expression",
    "test_operator",
    "'&&",
    "'||",
    "'then",
    "'until",
    "';",
    "'+=",
    "'=",
    "'==",
    "'!=",
    "'<",
    "'>",
    "'>>",
    "'>&",
    "'&>",
};

constexpr std::array<std::string_view, 11> kFields = {
    "name",     "value",    "body",        "condition",  "left",     "right",
    "operator", "redirect", "destination", "descriptor", "variable",
};

}  // namespace

Grammar MakeShellGrammar() {
  return {GrammarName::Bash, kKinds, kFields};
}

}  // namespace pgpact
