// LibraryCalls: one call of what the language's own library does beyond the
// methods of texts: patterns, tables of characters, tools on lists, records.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "analyzer/strings/evaluator.h"
#include "analyzer/strings/format_spec.h"
#include "analyzer/strings/regex.h"

namespace pgpact {

class LibraryCalls {
 public:
  LibraryCalls(Evaluator& evaluator, const Arguments& arguments,
               const CallSite& site)
      : run_(evaluator),
        store_(evaluator.store_),
        arguments_(arguments),
        site_(site) {}

  AbstractId Run(TextOperation operation, AbstractId receiver);

  // Whether a value is what re.compile gives.
  bool IsPattern(AbstractId value) const;
  // The members of a NamedTuple in order, the values of an enumeration.
  std::optional<std::vector<AbstractId>> ElementsOf(AbstractId value);
  // `Kind(x)`: the members of an enumeration that it may be.
  std::optional<AbstractId> MemberByValue(uint32_t class_number);
  // `_replace` and `_asdict` of a NamedTuple.
  std::optional<AbstractId> CallOfRecord(AbstractId record,
                                         std::string_view name);

 private:
  // Texts known but for holes, one for each way that the parts may be chosen.
  using Parts = std::vector<AbstractId>;
  using Change = std::function<AbstractId(const Parts&)>;

  AbstractId Unknown(std::string_view name, AbstractId base);
  AbstractId Given(int position, std::string_view name) const;
  std::optional<std::vector<Parts>> WaysOf(AbstractId text);
  void AddPart(AbstractId part, std::vector<Parts>& ways, bool& few);
  AbstractId ChangeEach(AbstractId text, const Change& change);
  std::optional<long> NumberIn(AbstractId value) const;
  // The number that was given, or what stands for it when none was.
  std::optional<long> NumberOr(AbstractId value, long absent) const;

  // ---- library_texts.cpp
  AbstractId RunOnText(TextOperation operation, AbstractId receiver);
  AbstractId Partition(AbstractId text, bool last);
  AbstractId AnyPieces(AbstractId text);
  AbstractId SplitSome(AbstractId text, bool from_end);
  AbstractId Padded(AbstractId text, char align, bool zeros);
  AbstractId TableOfCharacters();
  AbstractId Translated(AbstractId text);
  AbstractId TranslatedPart(AbstractId part, AbstractId entries);

  // ---- library_patterns.cpp
  std::optional<Regex> RegexOf(AbstractId pattern, AbstractId flags);
  AbstractId Substituted(AbstractId receiver);
  // Where in a text which hole stands.
  using HolePlaces = std::vector<std::pair<uint32_t, AbstractId>>;
  AbstractId SubstituteAround(const Regex& regex, const Parts& way,
                              AbstractId replacement, long count,
                              bool& changes);
  AbstractId SubstituteInEach(const Regex& regex, Parts way,
                              AbstractId replacement, bool& changes);
  void AddPieces(const MappedText& text, TextRange range,
                 const HolePlaces& holes, Parts& parts);
  AbstractId Replacement(const Regex& regex, const MappedText& text,
                         const RegexMatch& match, AbstractId replacement);
  AbstractId SplitByPattern(AbstractId receiver);
  AbstractId PiecesBetween(const MappedText& whole,
                           std::span<const RegexMatch> matches);

  // ---- library_collections.cpp
  AbstractId Filtered();
  AbstractId Chained(const std::vector<AbstractId>& lists);
  AbstractId Reduced();
  AbstractId Attribute();
  AbstractId WithDefault();
  AbstractId Layered();
  AbstractId OneOf();
  std::vector<NameId> FieldsOf(uint32_t class_number, uint32_t depth) const;
  bool HasBase(uint32_t class_number, std::string_view ending,
               uint32_t depth) const;
  AbstractId CopyOfRecord(AbstractId record);
  AbstractId DictionaryOfRecord(AbstractId record);

  Evaluator& run_;
  ValueStore& store_;
  const Arguments& arguments_;
  const CallSite& site_;
};

}  // namespace pgpact
