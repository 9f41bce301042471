#include "analyzer/psql/connect_target.h"

#include <algorithm>
#include <string_view>

#include "analyzer/psql/marked_text_builder.h"

namespace pgpact {

namespace {

TextRange DatabaseOfUri(std::string_view text) {
  size_t begin = text.find('/', text.find("://") + 3);
  if (begin == std::string_view::npos) {
    return {};
  }
  ++begin;
  const size_t end = std::min(text.find('?', begin), text.size());
  return {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
}

TextRange DatabaseOfKeywords(std::string_view text) {
  constexpr std::string_view kKey = "dbname";
  size_t at = text.find(kKey);
  while (at != std::string_view::npos && at != 0 && text[at - 1] != ' ') {
    at = text.find(kKey, at + 1);
  }
  if (at == std::string_view::npos) {
    return {};
  }
  size_t begin = text.find_first_not_of(' ', at + kKey.size());
  if (begin == std::string_view::npos || text[begin] != '=') {
    return {};
  }
  begin = std::min(text.find_first_not_of(' ', begin + 1), text.size());
  char stop = ' ';
  if (begin < text.size() && text[begin] == '\'') {
    stop = '\'';
    ++begin;
  }
  const size_t end = std::min(text.find(stop, begin), text.size());
  return {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
}

// Without the double quotes around a name.
TextRange Unquoted(std::string_view text) {
  const auto size = static_cast<uint32_t>(text.size());
  if (size >= 2 && text.front() == '"' && text.back() == '"') {
    return {1, size - 1};
  }
  return text == "-" ? TextRange{} : TextRange{0, size};
}

}  // namespace

MarkedText ConnectDatabase(const MarkedText& argument) {
  const std::string_view text = argument.text.text;
  TextRange range;
  if (text.starts_with("postgres://") || text.starts_with("postgresql://")) {
    range = DatabaseOfUri(text);
  } else if (text.find('=') != std::string_view::npos) {
    range = DatabaseOfKeywords(text);
  } else {
    range = Unquoted(text);
  }
  MarkedTextBuilder database;
  database.Append(argument, range);
  return database.Take();
}

}  // namespace pgpact
