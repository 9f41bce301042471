// Result<T>: a value, or why the environment (a file, an option, a server)
// did not give it. Errors in the user's program are findings, not Results.
#pragma once

#include <string>
#include <utility>
#include <variant>

#include "analyzer/base/check.h"

namespace pgpact {

// What failed, where, and what the user can do about it.
struct Error {
  // Lower case, no final period; names the file or option it is about.
  std::string message;
  // What to do about it; may be empty.
  std::string remedy;
};

template <typename T>
class [[nodiscard]] Result {
 public:
  // Implicit: `return value;` and `return Error{...};` both read
  // as what they are.
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return state_.index() == 0; }

  // REQUIRES: ok()
  const T& value() const& {
    PGPACT_CHECK(ok());
    return std::get<0>(state_);
  }
  T& value() & {
    PGPACT_CHECK(ok());
    return std::get<0>(state_);
  }
  T&& value() && {
    PGPACT_CHECK(ok());
    return std::get<0>(std::move(state_));
  }

  // REQUIRES: !ok()
  const Error& error() const {
    PGPACT_CHECK(!ok());
    return std::get<1>(state_);
  }

 private:
  std::variant<T, Error> state_;
};

}  // namespace pgpact
