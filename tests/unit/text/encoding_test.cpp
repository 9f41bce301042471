#include "analyzer/text/encoding.h"

#include <gtest/gtest.h>

namespace pgpact {
namespace {

struct Row {
  std::string_view bytes;
  // Empty: decoded as `text`.
  std::string_view reason;
  std::string_view text;
};

TEST(Encoding, Decodes) {
  const Row rows[] = {
      {"select 1", "", "select 1"},
      {"", "", ""},
      {"\xEF\xBB\xBFselect", "", "\xEF\xBB\xBFselect"},
      {"caf\xC3\xA9", "", "caf\xC3\xA9"},
      {"caf\xE9", "", "caf\xC3\xA9"},
      {"\xEF\xBB\xBF"
       "caf\xE9",
       "",
       "\xEF\xBB\xBF"
       "caf\xC3\xA9"},
      {"\xC0\x80", "", "\xC3\x80\xC2\x80"},
      {std::string_view("\xFF\xFEs\0", 4), "it is UTF-16, not UTF-8", ""},
      {std::string_view("\xFE\xFF\0s", 4), "it is UTF-16, not UTF-8", ""},
      {std::string_view("\xFF\xFE\0\0", 4), "it is UTF-32, not UTF-8", ""},
      {std::string_view("a\0b", 3), "it is binary: it holds NUL bytes", ""},
  };
  for (const Row& row : rows) {
    const Result<std::string> decoded = DecodeText(std::string(row.bytes));
    ASSERT_EQ(decoded.ok(), row.reason.empty()) << row.bytes;
    if (decoded.ok()) {
      EXPECT_EQ(decoded.value(), row.text);
    } else {
      EXPECT_EQ(decoded.error().message, row.reason);
    }
  }
}

TEST(Encoding, KnowsUtf8) {
  EXPECT_TRUE(IsValidUtf8("\xF0\x9F\x90\x98"));
  EXPECT_FALSE(IsValidUtf8("\xED\xA0\x80"));
  EXPECT_FALSE(IsValidUtf8("\xF4\x90\x80\x80"));
  EXPECT_FALSE(IsValidUtf8("\xE2\x82"));
}

}  // namespace
}  // namespace pgpact
