// BlockParser: the state of parsing one body; a function for each statement.
// Private to the floor; the entrance is ParsePlpgsql. An index is that of a
// token, past the last there is none.
#pragma once

#include <initializer_list>
#include <string_view>
#include <vector>

#include "analyzer/lexer/lexer.h"
#include "analyzer/plpgsql/plpgsql.h"

namespace pgpact {

class BlockParser {
 public:
  explicit BlockParser(std::string_view text);

  PlFunction ParseFunction();

 private:
  using Words = std::initializer_list<std::string_view>;

  // ---- block_parser.cpp: tokens
  bool AtEnd() const { return next_ >= tokens_.size(); }
  std::string_view Written(uint32_t index) const;
  bool IsWord(uint32_t index, std::string_view word) const;
  bool IsWord(std::string_view word) const { return IsWord(next_, word); }
  bool IsAnyWord(uint32_t index, Words words) const;
  bool IsMark(uint32_t index, std::string_view mark) const;
  bool IsName(uint32_t index) const;
  bool TakeWord(std::string_view word);
  bool TakeMark(std::string_view mark);
  // A name, which is passed; empty when there is none.
  Identifier TakeName();
  // The text of tokens [first, last).
  TextRange RangeOf(uint32_t first, uint32_t last) const;
  // Everything up to one of the words outside parentheses, or to a comma when
  // asked for; a semicolon always ends it. The end itself is not passed.
  enum class Commas { Pass, Stop };
  TextRange Until(Words words, Commas commas = Commas::Pass);
  uint32_t FindEnd(uint32_t from, Words words, Commas commas) const;
  // Several, with commas between.
  std::vector<TextRange> List(Words words);
  // (…) as it stands; nothing without a parenthesis.
  std::optional<TextRange> Parenthesised();

  // ---- block_parser.cpp: blocks
  void ParseOptions(PlFunction& function);
  Identifier TakeLabel();
  StmtBlock ParseBlock(Identifier label);
  void ParseExceptions(StmtBlock& block);
  // Statements up to END, ELSE, ELSIF, EXCEPTION or WHEN.
  PlBody ParseBody();
  PlStatement ParseStatement();
  bool ParseLabelled(PlStatement& statement);
  void SkipToSemicolon();
  // END word [label] ;
  void TakeEnd(std::string_view word);

  // ---- parse_declarations.cpp
  std::vector<PlDeclaration> ParseDeclarations();
  PlDeclaration ParseDeclaration();
  void ParseCursor(PlDeclaration& cursor);
  void ParseVariable(PlDeclaration& variable, Words ends, Commas commas);

  // ---- parse_control.cpp
  bool ParseBranch(std::vector<PlIfBranch>& branches);
  StmtIf ParseIf();
  StmtCase ParseCase();
  PlBody ParseLoopBody();
  bool ParseFor(Identifier label, PlStatement& statement);
  bool ParseForEach(Identifier label, PlStatement& statement);
  StmtExit ParseExit(bool is_exit);

  // ---- parse_commands.cpp
  bool ParseCommand(PlStatement& statement);
  bool ParseAssignment(PlStatement& statement);
  bool ParseCursorCommand(PlStatement& statement);
  bool ParseReturn(PlStatement& statement);
  std::optional<PlTarget> TakeTarget();
  std::vector<PlTarget> TakeTargets();
  // INTO and what follows it.
  std::optional<PlInto> TakeInto();
  StmtRaise ParseRaise();
  StmtDynExecute ParseExecute();
  StmtGetDiag ParseDiagnostics();
  StmtOpen ParseOpen();
  StmtFetch ParseFetch(bool move);
  StmtExecSql ParseSql();

  std::string_view text_;
  std::vector<Token> tokens_;
  uint32_t next_ = 0;
  uint32_t depth_ = 0;
};

}  // namespace pgpact
