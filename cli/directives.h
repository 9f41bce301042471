// Directives: what `pgpact: …` comments say, by kind.
#pragma once

#include <string>
#include <vector>

#include "analyzer/binder/session.h"
#include "analyzer/frontends/front_end.h"
#include "analyzer/strings/evaluate.h"
#include "analyzer/text/source_file.h"
#include "rules/rule.h"

namespace pgpact {

struct Directives {
  struct FileTable {
    SourceFileId file;
    SessionTable table;
  };
  struct FilePath {
    SourceFileId file;
    std::vector<std::string> schemas;
  };
  std::vector<Suppression> suppressions;
  std::vector<FileTable> tables;
  std::vector<FilePath> search_paths;
  std::vector<EvaluateOptions::HoleValues> hole_values;
};

// Adds what one comment says; a comment that says nothing known is taken for
// a suppression of an unknown rule, so that it is told.
void ReadDirective(const Comment& comment, const SourceFile& file,
                   Directives& directives);

// The comments of SQL text with a directive; `covered` is the statement.
void ReadSqlDirectives(const MappedText& statement, const SourceSet& sources,
                       Directives& directives);

}  // namespace pgpact
