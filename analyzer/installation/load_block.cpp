// DO blocks: what their static statements do.
//
// A block is cut at its semicolons. Statements in it that SQL has too are run
// like others, in order. One that stands under IF, LOOP, CASE or in a block
// with an exception handler may fail without a word: its usual purpose is
// "make it unless it is there", and then its failure means that it was there.
// Text that EXECUTE puts together at run time may make anything, unless it
// begins with a word that makes nothing that names look up.

#include <algorithm>
#include <array>

#include "analyzer/installation/schema_loader.h"
#include "analyzer/lexer/lexer.h"
#include "analyzer/sql/identifier.h"
#include "analyzer/sql/parse_template.h"

namespace pgpact {
namespace {

constexpr uint32_t kMaximumBlockDepth = 16;

// Words with which statements of SQL begin that a block can hold.
bool BeginsSql(std::string_view word) {
  static constexpr std::array<std::string_view, 13> kWords = {
      "create", "alter",  "drop",     "insert", "update", "delete", "comment",
      "grant",  "revoke", "truncate", "set",    "with",   "perform"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

// Control words after which a statement begins.
bool IsControl(std::string_view word) {
  static constexpr std::array<std::string_view, 5> kWords = {
      "begin", "then", "else", "loop", "exception"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

// What a dynamic statement may begin with and still make nothing.
bool MakesNothing(std::string_view text) {
  static constexpr std::array<std::string_view, 18> kHeads = {
      "grant",          "revoke",          "comment",       "create role",
      "create user",    "create database", "alter role",    "alter user",
      "alter database", "insert",          "update",        "delete",
      "analyze",        "refresh",         "alter default", "create policy",
      "select",         "explain"};
  std::string lower(text.substr(0, 64));
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  const size_t begin = lower.find_first_not_of(" \t\r\n");
  return begin != std::string::npos &&
         std::any_of(kHeads.begin(), kHeads.end(), [&](std::string_view head) {
           return lower.compare(begin, head.size(), head) == 0;
         });
}

struct BlockPiece {
  // From the first word to before the semicolon.
  TextRange range;
  std::string first_word;
};

// The statements of a block, control words stripped off.
struct BlockPieces {
  std::vector<BlockPiece> pieces;
  // Something in it is run on a condition only.
  bool conditional = false;
};

BlockPieces CutBlock(std::string_view text) {
  BlockPieces cut;
  bool at_start = true;
  int depth = 0;
  for (const Token& token : Tokenize(text)) {
    const std::string_view written =
        text.substr(token.range.begin, token.range.size());
    const std::string word = token.kind == TokenKind::Identifier
                                 ? FoldIdentifier(written)
                                 : std::string();
    depth += written == "(" ? 1 : 0;
    depth -= written == ")" ? 1 : 0;
    if (written == ";" && depth <= 0) {
      at_start = true;
      depth = 0;
      continue;
    }
    if (word == "if" || word == "loop" || word == "case" ||
        word == "exception") {
      // IF NOT EXISTS inside DDL is no condition of the block.
      const bool inside = !at_start && word == "if" && !cut.pieces.empty() &&
                          BeginsSql(cut.pieces.back().first_word);
      cut.conditional = cut.conditional || !inside;
    }
    const bool in_sql = !at_start && !cut.pieces.empty() &&
                        (BeginsSql(cut.pieces.back().first_word));
    if (IsControl(word) && depth == 0 && !in_sql) {
      at_start = true;
      continue;
    }
    if (at_start) {
      cut.pieces.push_back({token.range, word});
      at_start = false;
    } else if (!cut.pieces.empty()) {
      cut.pieces.back().range.end = token.range.end;
    }
  }
  return cut;
}

}  // namespace

SchemaLoader::Outcome SchemaLoader::RunBlock(const ParsedStatement& statement,
                                             const DoStmt& node) {
  if (!node.language.empty() && node.language != "plpgsql") {
    Undecide(statement, "a block in language " + node.language);
    loaded_.catalog.OpenSchema("");
    return Outcome::Done;
  }
  const size_t before = loaded_.problems.size();
  // The body inside its token, so that places lead to the file.
  const std::string_view text = statement.text.text;
  const TextRange token = node.body_range;
  const std::string_view quoted = text.substr(token.begin, token.size());
  const size_t delimiter = DollarDelimiterLength(quoted);
  if (delimiter > 0 && quoted.size() >= 2 * delimiter) {
    RunBlockText(statement,
                 quoted.substr(delimiter, quoted.size() - 2 * delimiter),
                 token.begin + static_cast<uint32_t>(delimiter), false);
  } else if (quoted.size() >= 2) {
    RunBlockText(statement, quoted.substr(1, quoted.size() - 2),
                 token.begin + 1, false);
  }
  const bool failed = std::any_of(
      loaded_.problems.begin() + static_cast<std::ptrdiff_t>(before),
      loaded_.problems.end(), [](const InstallationProblem& one) {
        return one.kind == InstallationProblem::Kind::Fails;
      });
  return failed ? Outcome::Failed : Outcome::Done;
}

void SchemaLoader::RunBlockText(const ParsedStatement& statement,
                                std::string_view text, uint32_t offset,
                                bool conditional) {
  if (depth_ >= kMaximumBlockDepth) {
    Undecide(statement, "blocks are nested too deep");
    loaded_.catalog.OpenSchema("");
    return;
  }
  ++depth_;
  const BlockPieces cut = CutBlock(text);
  for (const BlockPiece& piece : cut.pieces) {
    const TextRange range = {piece.range.begin + offset,
                             piece.range.end + offset};
    if (piece.first_word == "execute") {
      RunDynamic(statement, range);
    } else if (BeginsSql(piece.first_word)) {
      RunBlockStatement(statement, range, conditional || cut.conditional);
    }
  }
  --depth_;
}

void SchemaLoader::RunBlockStatement(const ParsedStatement& statement,
                                     TextRange range, bool conditional) {
  MarkedText text;
  text.text = statement.text.Slice(range);
  if (FoldIdentifier(std::string_view(text.text.text).substr(0, 7)) ==
      "perform") {
    // PERFORM is SELECT for blocks; what is called may matter.
    return;
  }
  const ParsedStatement inner = ParseStatement(text, TextPolicy());
  const Catalog::Journal mark = loaded_.catalog.Mark();
  const size_t problems = loaded_.problems.size();
  const bool ddl = !inner.error && !inner.tree.statements.empty() &&
                   IsDdl(inner.tree.root(), inner.tree);
  if (!ddl) {
    // Data with variables of the block in it: not judged.
    return;
  }
  const Outcome outcome = RunStatement(inner);
  for (size_t i = problems; i < loaded_.problems.size(); ++i) {
    loaded_.problems[i].statement = &statement;
    loaded_.problems[i].server_offset.reset();
  }
  if (outcome == Outcome::Failed) {
    loaded_.catalog.RollbackTo(mark);
    if (conditional) {
      loaded_.problems.resize(problems);
    }
  }
}

void SchemaLoader::RunDynamic(const ParsedStatement& statement,
                              TextRange range) {
  const std::string_view piece =
      std::string_view(statement.text.text).substr(range.begin, range.size());
  const std::vector<Token> tokens = Tokenize(piece);
  // EXECUTE 'text' alone is known; else the first string tells how it begins.
  for (size_t i = 1; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    const bool dollar = token.kind == TokenKind::DollarString;
    if (!dollar && token.kind != TokenKind::String) {
      continue;
    }
    const std::string_view quoted =
        piece.substr(token.range.begin, token.range.size());
    const size_t cut = dollar ? DollarDelimiterLength(quoted) : 1;
    const std::string_view inside = quoted.substr(cut, quoted.size() - 2 * cut);
    if (MakesNothing(inside)) {
      return;
    }
    const auto begin =
        static_cast<uint32_t>(range.begin + token.range.begin + cut);
    if (i == 1 && tokens.size() == 2) {
      RunBlockStatement(statement,
                        {begin, begin + static_cast<uint32_t>(inside.size())},
                        true);
      return;
    }
    break;
  }
  Undecide(statement, "a statement that is put together at run time");
  loaded_.catalog.OpenSchema("");
}

}  // namespace pgpact
