// The floors under pgpact's time, measured alone: what tree-sitter needs to
// parse every source file, and libpg_query to parse every statement. run.py
// calls it and puts the figures beside those of `pgpact check`.
//
//   pgpact_bench_floors tree-sitter < lines of "python<TAB>path"
//   pgpact_bench_floors libpg_query < lines of JSON from `pgpact extract`
//   pgpact_bench_floors builtin-catalog
//
// Prints one JSON object: seconds of the best of five passes, what was parsed.

#include <pg_query.h>
#include <sys/resource.h>
#include <tree_sitter/api.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <functional>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/catalog/builtin_catalog.h"

extern "C" const TSLanguage* tree_sitter_python();
extern "C" const TSLanguage* tree_sitter_bash();

namespace pgpact {
namespace {

using nlohmann::json;

constexpr int kPasses = 5;

double Seconds(const std::function<void()>& pass) {
  const auto begin = std::chrono::steady_clock::now();
  pass();
  const std::chrono::duration<double> took =
      std::chrono::steady_clock::now() - begin;
  return took.count();
}

double BestSeconds(const std::function<void()>& pass) {
  double best = Seconds(pass);
  for (int round = 1; round < kPasses; ++round) {
    best = std::min(best, Seconds(pass));
  }
  return best;
}

int64_t PeakKilobytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

struct Source {
  const TSLanguage* language;
  std::string path;
};

json ParseSources() {
  std::vector<Source> sources;
  for (std::string line; std::getline(std::cin, line);) {
    const size_t tab = line.find('\t');
    const bool python = line.substr(0, tab) == "python";
    sources.push_back({python ? tree_sitter_python() : tree_sitter_bash(),
                       line.substr(tab + 1)});
  }
  size_t bytes = 0;
  const double seconds = BestSeconds([&] {
    bytes = 0;
    TSParser* parser = ts_parser_new();
    for (const Source& source : sources) {
      std::ifstream stream(source.path, std::ios::binary);
      std::ostringstream content;
      content << stream.rdbuf();
      const std::string text = content.str();
      bytes += text.size();
      ts_parser_set_language(parser, source.language);
      ts_tree_delete(ts_parser_parse_string(
          parser, nullptr, text.data(), static_cast<uint32_t>(text.size())));
    }
    ts_parser_delete(parser);
  });
  return {{"seconds", seconds}, {"files", sources.size()}, {"bytes", bytes}};
}

json ParseStatements() {
  std::vector<std::string> statements;
  for (std::string line; std::getline(std::cin, line);) {
    const json statement = json::parse(line, nullptr, false);
    if (statement.is_object() &&
        statement.value("dialect", "") == "postgresql" &&
        statement.contains("sql") && statement["sql"].is_string()) {
      statements.push_back(statement["sql"].get<std::string>());
    }
  }
  const double seconds = BestSeconds([&] {
    for (const std::string& statement : statements) {
      pg_query_free_parse_result(pg_query_parse(statement.c_str()));
    }
  });
  return {{"seconds", seconds}, {"statements", statements.size()}};
}

json LoadBuiltin() {
  const int64_t before = PeakKilobytes();
  const double seconds =
      Seconds([] { static_cast<void>(LoadBuiltinCatalog("15")); });
  return {{"seconds", seconds}, {"kilobytes", PeakKilobytes() - before}};
}

int Measure(std::string_view what) {
  json figures;
  if (what == "tree-sitter") {
    figures = ParseSources();
  } else if (what == "libpg_query") {
    figures = ParseStatements();
  } else if (what == "builtin-catalog") {
    figures = LoadBuiltin();
  } else {
    std::cerr << "usage: pgpact_bench_floors "
                 "tree-sitter|libpg_query|builtin-catalog\n";
    return 2;
  }
  std::cout << figures << "\n";
  return 0;
}

}  // namespace
}  // namespace pgpact

int main(int argc, char** argv) {
  return pgpact::Measure(argc == 2 ? argv[1] : "");
}
