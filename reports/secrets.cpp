#include "reports/secrets.h"

#include <algorithm>

#include "reports/secret_tokens.h"

namespace pgpact {

namespace {

SecretText KindOf(const SourceFile& file) {
  return file.path().ends_with(".py") || file.path().ends_with(".pyi") ||
                 file.path().ends_with(".sql")
             ? SecretText::Code
             : SecretText::Plain;
}

void MaskRange(std::string& text, TextRange range) {
  std::fill(text.begin() + range.begin, text.begin() + range.end, '*');
}

// Whether the statement can hold one: most do not and are not read.
bool MayHoldSecret(std::string_view text) {
  for (size_t i = 0; i + 8 < text.size(); ++i) {
    const char c = LowerCase(text[i]);
    if ((c == 'p' && StandsAt(text, i, "pass")) ||
        (c == 'i' && StandsAt(text, i, "identified")) ||
        (c == ':' && StandsAt(text, i, "://"))) {
      return true;
    }
  }
  return false;
}

bool Overlaps(TextRange a, TextRange b) {
  return a.begin < b.end && b.begin < a.end;
}

// What the map's bytes of the range came from, part by part.
std::vector<Location> SourcesOf(const TextMap& map, TextRange range) {
  std::vector<Location> places;
  for (const TextPiece& piece : map.pieces()) {
    const uint32_t begin = std::max(piece.begin, range.begin);
    const uint32_t end = std::min(piece.begin + piece.length, range.end);
    if (begin >= end) {
      continue;
    }
    Location place = piece.source;
    if (piece.exact()) {
      place.range.begin += begin - piece.begin;
      place.range.end = place.range.begin + (end - begin);
    }
    places.push_back(place);
  }
  return places;
}

}  // namespace

std::string MaskSecrets(std::string_view text, SecretText kind) {
  std::string masked(text);
  for (const TextRange& range : FindSecrets(text, kind)) {
    MaskRange(masked, range);
  }
  return masked;
}

Secrets::Secrets(const SourceSet& sources,
                 std::span<const SecretSource> statements,
                 const std::set<SourceFileId>& files) {
  for (const SecretSource& source : statements) {
    AddStatement(sources, source);
  }
  for (const SourceFileId id : files) {
    const SourceFile& file = sources.file(id);
    for (const TextRange& range : FindSecrets(file.content(), KindOf(file))) {
      Add(sources, {id, range});
    }
  }
}

void Secrets::Add(const SourceSet& sources, const Location& place) {
  if (place.range.empty()) {
    return;
  }
  places_[place.file].push_back(place.range);
  values_.emplace(sources.file(place.file).Text(place.range));
}

void Secrets::AddStatement(const SourceSet& sources,
                           const SecretSource& source) {
  const MappedText& text = source.statement->text;
  if (!MayHoldSecret(text.text)) {
    return;
  }
  bool elsewhere = TakesSecretElsewhere(text.text);
  for (const TextRange& range : FindSecrets(text.text, SecretText::Statement)) {
    const std::string value = text.text.substr(range.begin, range.size());
    elsewhere = elsewhere || value.find("pgpact_hole") != std::string::npos ||
                value.find_first_of("%{") != std::string::npos;
    values_.insert(value);
    for (const Location& place : SourcesOf(text.map, range)) {
      Add(sources, place);
    }
  }
  if (!elsewhere || source.call.range.empty()) {
    return;
  }
  // The value is an argument of the call.
  for (const TextRange& literal : LiteralsOf(
           sources.file(source.call.file).content(), source.call.range)) {
    const bool of_statement =
        std::any_of(text.map.pieces().begin(), text.map.pieces().end(),
                    [&](const TextPiece& piece) {
                      return piece.source.file == source.call.file &&
                             Overlaps(piece.source.range, literal);
                    });
    if (!of_statement) {
      Add(sources, {source.call.file, literal});
    }
  }
}

std::string Secrets::MaskLine(const SourceFile& file, uint32_t line) const {
  std::string masked = MaskSecrets(file.Line(line), KindOf(file));
  const auto found = places_.find(file.id());
  if (found == places_.end()) {
    return masked;
  }
  const uint32_t start = file.LineStart(line);
  const TextRange whole = {start, start + static_cast<uint32_t>(masked.size())};
  for (const TextRange& range : found->second) {
    if (Overlaps(range, whole)) {
      MaskRange(masked, {std::max(range.begin, start) - start,
                         std::min(range.end, whole.end) - start});
    }
  }
  return masked;
}

std::string Secrets::MaskMessage(std::string_view message,
                                 const Location& place) const {
  std::string masked = MaskSecrets(message);
  const auto found = places_.find(place.file);
  if (found == places_.end() ||
      std::none_of(found->second.begin(), found->second.end(),
                   [&](const TextRange& range) {
                     return Overlaps(range, place.range);
                   })) {
    return masked;
  }
  // The whole of what is quoted, whether or not the password ends with it.
  const size_t open = masked.find('"');
  const size_t close = masked.rfind('"');
  if (open != std::string::npos && close > open) {
    MaskRange(masked,
              {static_cast<uint32_t>(open + 1), static_cast<uint32_t>(close)});
  }
  return masked;
}

// A message quotes an open literal with its quote.
bool Secrets::IsValue(std::string_view text) const {
  const size_t begin = std::min(text.find_first_not_of("'\""), text.size());
  return values_.contains(text) || values_.contains(text.substr(begin));
}

std::string Secrets::MaskDump(std::string_view text) const {
  std::string masked = MaskSecrets(text, SecretText::Code);
  for (size_t i = 0; i < text.size(); ++i) {
    const QuoteMark quote = QuoteAt(text, i);
    if (quote.open.empty()) {
      continue;
    }
    const size_t begin = i + quote.open.size();
    // Dumps write a literal on one line.
    const size_t end = std::min(text.find(quote.close, begin),
                                text.substr(0, begin + kSecretWindow).size());
    if (end < text.size() && IsValue(text.substr(begin, end - begin))) {
      MaskRange(masked,
                {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)});
      i = end;
    }
  }
  return masked;
}

}  // namespace pgpact
