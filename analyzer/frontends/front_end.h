// FrontEnd: one language. Lower is its one verb: a source file in, a module
// of the string program out, never failing: what it cannot read is a value
// with a reason.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/strings/library.h"
#include "analyzer/strings/sink.h"
#include "analyzer/strings/string_program.h"
#include "analyzer/text/source_file.h"
#include "analyzer/text/text_map.h"

namespace pgpact {

// A comment of the host language, without its marks; for `pgpact: …`
// directives. Only comments that contain "pgpact:" are listed.
struct Comment {
  std::string text;
  TextRange range;
  // The statement in which it stands or after which it stands on the same
  // line; for one alone on its line the next statement.
  TextRange covers;
};

// Text in another language inside this file: a document's sql block, a shell
// script's heredoc for psql, a `python -c`. The pipeline lowers it with that
// language's front end.
struct EmbeddedText {
  Language language = Language::Sql;
  MappedText text;
  // Where it stands in the host file.
  TextRange range;
};

// A place that the front end did not understand; counted in the report.
struct Unsupported {
  UnknownReason reason = UnknownReason::UnsupportedSyntax;
  std::string what;
  TextRange range;
};

struct Lowered {
  Module module;
  std::vector<Comment> comments;
  std::vector<EmbeddedText> embedded;
  std::vector<Unsupported> unsupported;
};

class FrontEnd {
 public:
  FrontEnd() = default;
  FrontEnd(const FrontEnd&) = delete;
  FrontEnd& operator=(const FrontEnd&) = delete;
  virtual ~FrontEnd() = default;

  virtual Language language() const = 0;
  // "py"; without the dot.
  virtual std::span<const std::string_view> suffixes() const = 0;
  // Whether a file without a known suffix is of this language by its first
  // line ("#!/usr/bin/env bash").
  virtual bool HasMark(std::string_view first_line) const = 0;
  // What the language's own library does, and its drivers' calls.
  virtual std::vector<LibraryEntry> library() const = 0;
  virtual SinkCatalog sinks() const = 0;
  // Texts of which at least one stands in every file that can matter by
  // itself (a sink's name, a driver's name): the byte scan looks for them.
  virtual std::span<const std::string_view> marks() const = 0;

  // Thread-safe: two files may be lowered at once.
  [[nodiscard]] virtual Lowered Lower(const SourceFile& file) const = 0;
  // The same for text inside another file; `file` is the host.
  [[nodiscard]] virtual Lowered LowerEmbedded(const EmbeddedText& text,
                                              const SourceFile& file) const = 0;
};

}  // namespace pgpact
