#include "analyzer/text/encoding.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <utility>

namespace pgpact {

namespace {

bool StartsWith(std::string_view bytes, std::string_view mark) {
  return bytes.substr(0, mark.size()) == mark;
}

// Where the first byte that is no ASCII stands, from the offset on.
size_t EndOfAscii(std::string_view bytes, size_t offset) {
  constexpr uint64_t kHighBits = 0x8080808080808080ULL;
  uint64_t word = 0;
  while (bytes.size() - offset >= sizeof(word)) {
    std::memcpy(&word, bytes.data() + offset, sizeof(word));
    if ((word & kHighBits) != 0) {
      break;
    }
    offset += sizeof(word);
  }
  while (offset < bytes.size() &&
         static_cast<unsigned char>(bytes[offset]) < 0x80U) {
    ++offset;
  }
  return offset;
}

// The length of the well-formed sequence at the beginning; 0 for none.
size_t SequenceLength(std::string_view bytes) {
  const auto byte = [&](size_t index) {
    return index < bytes.size() ? static_cast<unsigned char>(bytes[index]) : 0U;
  };
  const auto continues = [&](size_t index) {
    return (byte(index) & 0xC0U) == 0x80U;
  };
  const uint32_t first = byte(0);
  if (first < 0x80U) {
    return 1;
  }
  if (first >= 0xC2U && first <= 0xDFU) {
    return continues(1) ? 2 : 0;
  }
  if (first >= 0xE0U && first <= 0xEFU) {
    // Neither overlong forms nor surrogates.
    const bool second = continues(1) && !(first == 0xE0U && byte(1) < 0xA0U) &&
                        !(first == 0xEDU && byte(1) > 0x9FU);
    return second && continues(2) ? 3 : 0;
  }
  if (first >= 0xF0U && first <= 0xF4U) {
    const bool second = continues(1) && !(first == 0xF0U && byte(1) < 0x90U) &&
                        !(first == 0xF4U && byte(1) > 0x8FU);
    return second && continues(2) && continues(3) ? 4 : 0;
  }
  return 0;
}

std::string FromLatin1(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 8);
  for (const char c : bytes) {
    const auto code = static_cast<unsigned char>(c);
    if (code < 0x80U) {
      text += c;
    } else {
      text += static_cast<char>(0xC0U | (code >> 6U));
      text += static_cast<char>(0x80U | (code & 0x3FU));
    }
  }
  return text;
}

}  // namespace

bool IsValidUtf8(std::string_view bytes) {
  size_t offset = 0;
  while (offset < bytes.size()) {
    offset = EndOfAscii(bytes, offset);
    if (offset == bytes.size()) {
      break;
    }
    const size_t length = SequenceLength(bytes.substr(offset));
    if (length == 0) {
      return false;
    }
    offset += length;
  }
  return true;
}

Result<std::string> DecodeText(std::string bytes) {
  const std::string save_it = "save it as UTF-8";
  if (StartsWith(bytes, std::string_view("\xFF\xFE\0\0", 4)) ||
      StartsWith(bytes, std::string_view("\0\0\xFE\xFF", 4))) {
    return Error{"it is UTF-32, not UTF-8", save_it};
  }
  if (StartsWith(bytes, "\xFF\xFE") || StartsWith(bytes, "\xFE\xFF")) {
    return Error{"it is UTF-16, not UTF-8", save_it};
  }
  if (bytes.find('\0') != std::string::npos) {
    return Error{"it is binary: it holds NUL bytes",
                 "remove them if it is a text, or leave it out with --exclude"};
  }
  if (!IsValidUtf8(bytes)) {
    // A mark at the beginning is one, whatever follows.
    const size_t mark = ByteOrderMarkLength(bytes);
    return bytes.substr(0, mark) + FromLatin1(bytes.substr(mark));
  }
  return bytes;
}

size_t ByteOrderMarkLength(std::string_view text) {
  return StartsWith(text, "\xEF\xBB\xBF") ? 3 : 0;
}

}  // namespace pgpact
