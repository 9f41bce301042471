// ValueTools: what can be asked of the evaluator's values without running
// anything, and texts made of texts.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "analyzer/strings/abstract_value.h"
#include "analyzer/strings/evaluator_data.h"
#include "analyzer/strings/library.h"

namespace pgpact {

class ValueTools : public EvaluatorData {
 protected:
  // An item of a collection without how often it stands there.
  AbstractId Plain(AbstractId item) const;
  // Whether an item of a collection is there, and once.
  bool IsSure(AbstractId item) const;
  std::optional<std::string> KeyText(AbstractId key) const;
  bool IsKey(AbstractId value) const;
  bool SameKey(AbstractId a, AbstractId b) const;
  bool MayBeKey(AbstractId choice, AbstractId key) const;
  MappedText TextOf(AbstractId fixed) const;
  std::string NameOfHole(AbstractId value) const;
  static std::string QuoteLiteral(std::string_view key);
  // The text as Python writes it in a program: repr(text).
  static MappedText WrittenInPython(const MappedText& text, Location place);
  bool LooksLikeSql(AbstractId text) const;
  // The hole that a text, or one of several, begins with; null for none.
  const Hole* FirstHole(AbstractId text) const;
  bool CanBeNone(AbstractId value);
  bool IsNotNone(AbstractId value);
  std::string LastFixed(AbstractId text) const;
  UnknownReason WhyNoPath(AbstractId path) const;
  // Whether it stands for some part of a file's text.
  bool IsExcerpt(AbstractId value) const;
  MappedText TextOfExcerpt(AbstractId excerpt) const;
  // The dialects that an address, or a handle that stands for one, can mean;
  // nothing for what is not known.
  void AddDialects(AbstractId address,
                   std::vector<std::optional<Dialect>>& dialects) const;
  std::optional<bool> TestEnd(TextOperation operation, AbstractId text,
                              std::string_view other) const;
  // What `text.startswith(other)` and its like say of a text; nothing when
  // they say nothing.
  std::optional<bool> TestText(TextOperation operation, AbstractId text,
                               AbstractId other) const;
  // The value where it stands only if a test passed that is not decided: the
  // names in it are marked. A whole statement is not.
  AbstractId Doubted(AbstractId value);
  // A text that a driver's own means put together is another value than the
  // plain text: what is plain becomes a literal in what is composed.
  AbstractId AsComposed(AbstractId value);
  bool IsComposed(AbstractId value) const;
  // Whether psycopg composed the text, when that is known.
  std::optional<bool> IsComposedText(AbstractId value) const;
  // An item that may have been taken out.
  AbstractId PerhapsGone(AbstractId item);

  // ---- Calls
  AbstractId OrNothing(AbstractId text);
  Arguments NoArguments() const;
  AbstractId Argument0(const Arguments& arguments) const;
  const TextOperation* MethodOperation(NameId name) const;
  AbstractId ArgumentAt(const ArgumentPlace& place,
                        const Arguments& arguments) const;
  bool GivesNone(const SinkSpec& spec, AbstractId given,
                 const Arguments& arguments) const;
  AbstractId MakePartial(AbstractId callee, const Arguments& arguments);
  AbstractId InternClosure(const Closure& closure);
  uint32_t NewEnvironment(uint32_t parent, uint32_t module);

  ValueStore store_;

 private:
  std::unordered_map<uint32_t, AbstractId> doubted_;
  std::unordered_set<uint32_t> composed_;
  std::unordered_map<uint32_t, AbstractId> composed_of_;
};

// Whether the operation asks something of a text (StartsWith …).
bool IsTextTest(TextOperation operation);

}  // namespace pgpact
