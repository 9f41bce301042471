// RawParse: libpg_query's answer for one statement. No other file names
// libpg_query's types.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace pgpact {

// The stack that a thread needs which calls anything of this floor. Chains of
// operators up to kMaximumNesting (statement_tokens.h) are recursion in
// libpg_query and in the walkers above it.
inline constexpr size_t kRequiredStack = size_t{256} << 20U;

struct RawError {
  std::string message;
  // The function that raised it ("scanner_yyerror").
  std::string function;
  // Characters from 1; 0 when unknown.
  int position = 0;
};

class RawParse {
 public:
  // REQUIRES: no NUL in the text
  explicit RawParse(const std::string& text);
  RawParse(RawParse&&) noexcept;
  RawParse& operator=(RawParse&&) noexcept;
  RawParse(const RawParse&) = delete;
  RawParse& operator=(const RawParse&) = delete;
  ~RawParse();

  const std::optional<RawError>& error() const { return error_; }
  // The tree as JSON; lives as long as this.
  std::string_view json() const;

 private:
  struct Result;
  std::unique_ptr<Result> result_;
  std::optional<RawError> error_;
};

}  // namespace pgpact
