// Reporter: one format of one command's output.
#pragma once

#include <ostream>
#include <span>
#include <string_view>

#include "reports/report.h"

namespace pgpact {

// What the terminal or the option says about a text report.
struct ReportOptions {
  bool color = false;
  // Columns of the terminal.
  uint32_t width = 80;
  bool verbose = false;
  bool quiet = false;
};

class Reporter {
 public:
  Reporter() = default;
  Reporter(const Reporter&) = delete;
  Reporter& operator=(const Reporter&) = delete;
  virtual ~Reporter() = default;

  // "check", "objects", "schema", "extract"
  virtual std::string_view command() const = 0;
  // "text", "json", "markdown", "sql", "jsonl"
  virtual std::string_view format() const = 0;
  // Every control character in what is written is escaped, every password
  // masked.
  virtual void Write(const Report& report, const ReportOptions& options,
                     std::ostream& output) const = 0;
};

// All reporters; the first of a command is its default.
std::span<const Reporter* const> AllReporters();
// nullptr when there is none.
const Reporter* FindReporter(std::string_view command, std::string_view format);

}  // namespace pgpact
