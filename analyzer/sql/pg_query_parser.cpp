#include "analyzer/sql/pg_query_parser.h"

#include <pg_query.h>

#include "analyzer/sql/parse_template.h"

namespace pgpact {

struct RawParse::Result {
  explicit Result(const std::string& text)
      : value(pg_query_parse(text.c_str())) {}
  Result(const Result&) = delete;
  Result& operator=(const Result&) = delete;
  ~Result() { pg_query_free_parse_result(value); }

  PgQueryParseResult value;
};

RawParse::RawParse(const std::string& text)
    : result_(std::make_unique<Result>(text)) {
  if (const PgQueryError* error = result_->value.error) {
    error_ = RawError{error->message != nullptr ? error->message : "",
                      error->funcname != nullptr ? error->funcname : "",
                      error->cursorpos};
  }
}

RawParse::RawParse(RawParse&&) noexcept = default;
RawParse& RawParse::operator=(RawParse&&) noexcept = default;
RawParse::~RawParse() = default;

std::string_view RawParse::json() const {
  const char* tree = result_->value.parse_tree;
  return tree != nullptr ? std::string_view(tree) : std::string_view();
}

std::string_view GrammarVersion() {
  return PG_MAJORVERSION;
}

}  // namespace pgpact
