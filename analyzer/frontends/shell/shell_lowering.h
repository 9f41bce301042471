// ShellLowering: one script on its way to a module. Its one entrance is Run;
// the methods stand in lower_*.cpp, by what they lower.
//
// A command that fails raises, as a failing statement does in the languages
// that have exceptions: `a || b` is a try whose handler is b, and a script
// without `set -e` catches what every command of it raises.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analyzer/frontends/front_end.h"
#include "analyzer/frontends/shell/shell_kinds.h"
#include "analyzer/frontends/shell/shell_source.h"
#include "analyzer/strings/program_builder.h"

namespace pgpact {

class ShellLowering {
 public:
  ShellLowering(const Grammar& grammar, const SourceFile& file);

  Lowered Run(MappedText text);

 private:
  // What stands in for a command that has run: whether it may have raised.
  enum class Outcome { Quiet, MayFail };

  // A part of what a command reads on its standard input.
  struct InputPart {
    enum class Kind { Text, File, Unknown };
    Kind kind = Kind::Unknown;
    // Of Text.
    ValueId value;
    std::vector<WordPiece> pieces;
    const ShellSource* source = nullptr;
    // Of File.
    std::optional<ShellWord> file;
    // It came from a here-document.
    bool heredoc = false;
    TextRange place;
  };
  using Input = std::vector<InputPart>;

  struct SimpleCommand {
    std::vector<ShellWord> words;
    Input input;
    // Where the output goes, when to a file.
    std::optional<ShellWord> output;
    bool appends = false;
    std::string database;  // PGDATABASE=x before the command
    // The whole command in the host file.
    TextRange place;
  };

  struct CaseArm {
    ValueId condition;
    // It has the pattern `*`.
    bool always = false;
    BlockId block;
    TextRange place;
  };

  struct Scope {
    std::set<std::string> locals;
    std::set<std::string> assigned;
    bool rest = false;
  };

  // lower_statement.cpp
  void LowerStatements(ShellNode parent, Block& out);
  void LowerStatement(ShellNode node, Block& out);
  Outcome LowerRaw(ShellNode node, const Input& input, Block& out);
  void LowerCompound(ShellNode node, Block& out);
  Outcome LowerList(ShellNode node, Block& out);
  Outcome LowerPipeline(ShellNode node, const Input& input, Block& out);
  Outcome LowerRedirected(ShellNode node, const Input& input, Block& out);
  void LowerFor(ShellNode node, Block& out);
  void LowerWhile(ShellNode node, Block& out);
  CaseArm LowerArm(ShellNode item, ValueId subject);
  void LowerCase(ShellNode node, Block& out);
  void LowerFunction(ShellNode node, Block& out);
  void Add(Block& out, decltype(Statement::node) node, TextRange place);
  void AddTry(Block& out, Block body, std::optional<Block> handler,
              std::optional<Block> other, TextRange place);

  // lower_condition.cpp
  void LowerIf(ShellNode node, Block& out);
  void IfFrom(const std::vector<ShellNode>& parts, size_t from, Block& out);
  void Branch(const std::vector<ShellNode>& condition, Block then_block,
              Block else_block, Block& out);
  ValueId Condition(ShellNode node);
  ValueId Test(ShellNode node);

  // lower_command.cpp
  Outcome LowerCommand(ShellNode node, const Input& input, Block& out);
  Outcome Run(SimpleCommand& command, Block& out);
  Outcome RunNamed(const std::string& name, SimpleCommand& command, Block& out);
  Outcome Builtin(const std::string& name, SimpleCommand& command, Block& out);
  void SetOptions(const SimpleCommand& command);
  bool Leaves(const std::string& name, const SimpleCommand& command,
              Block& out);
  void AssignWords(const std::string& name, const SimpleCommand& command,
                   Block& out);
  void Print(const std::string& name, SimpleCommand& command, Block& out);
  SimpleCommand Collect(ShellNode node, const Input& input, Block& out);
  void Redirect(ShellNode node, SimpleCommand& command);
  Outcome CallFunction(const std::string& name, const SimpleCommand& command,
                       Block& out);
  void WriteFile(const SimpleCommand& command, const Input& text, Block& out);
  void EmitCall(const std::string& callee, std::vector<Argument> arguments,
                TextRange place, Block& out);
  void ChangeDirectory(const ShellWord& word);
  void Source(const ShellWord& word, TextRange place, Block& out);

  // lower_program.cpp: commands that run other programs
  bool StripWrapper(const std::string& name, SimpleCommand& command);
  std::optional<Outcome> RunText(const std::string& name,
                                 SimpleCommand& command, Block& out);
  Outcome RunJoined(const std::string& name, const SimpleCommand& command,
                    Block& out);
  Outcome RunInput(const SimpleCommand& command, Block& out);
  std::vector<ShellWord> CommandWords(MappedText text);
  Outcome Nested(MappedText text, Block& out);
  Outcome ShellProgram(SimpleCommand& command, Block& out);
  Outcome Python(SimpleCommand& command, Block& out);
  Outcome RunScript(const std::string& callee, const ShellWord& path,
                    TextRange place, Block& out);
  MappedText ProgramText(const ShellSource& source,
                         const std::vector<WordPiece>& pieces);

  // lower_psql.cpp
  Outcome Psql(const SimpleCommand& command, Block& out);
  std::vector<Argument> VariableOption(const ShellWord& word, TextRange place);
  void EmitAction(char option, const ShellWord& word,
                  const SimpleCommand& command, std::vector<Argument> arguments,
                  Block& out);
  Outcome FilledIn(const SimpleCommand& command, Block& out);
  Outcome DatabaseTool(const std::string& name, const SimpleCommand& command,
                       Block& out);
  Outcome OtherClient(const std::string& name, const SimpleCommand& command,
                      Block& out);
  void EmitInput(const std::string& callee, const SimpleCommand& command,
                 const std::vector<Argument>& options, Block& out);

  // lower_output.cpp: what a command prints
  Input OutputOf(ShellNode node, const Input& input);
  Input SequenceOutput(ShellNode node, const Input& input);
  Input RedirectedOutput(ShellNode node, const Input& input);
  Input CommandOutput(const SimpleCommand& command);
  Input EchoOutput(const SimpleCommand& command);
  Input PrintfOutput(const SimpleCommand& command);
  InputPart TextPart(ValueId value, TextRange place);
  InputPart HeredocPart(const ShellSource& source, const Heredoc& heredoc);
  ValueId ValueOf(const Input& parts, TextRange place);

  // lower_word.cpp
  ValueId WordValue(const ShellWord& word);
  ValueId PathValue(const ShellWord& word);
  ValueId PiecesValue(const ShellSource& source,
                      const std::vector<WordPiece>& pieces, TextRange place);
  ValueId Expansion(const ShellSource& source, TextRange range);
  ValueId Braces(const ShellSource& source, TextRange range);
  ValueId BraceOperation(const ShellSource& source, TextRange whole,
                         std::string_view name, TextRange rest);
  ValueId PatternOperation(const ShellSource& source, std::string_view name,
                           TextRange rest, TextRange place);
  ValueId TextMethod(std::string_view name, std::string_view method,
                     const std::vector<ValueId>& operands, TextRange place);
  ValueId Substitution(const ShellSource& source, TextRange whole,
                       TextRange inside);
  void RunSubstitutions(const ShellWord& word);
  ValueId Variable(std::string_view name, TextRange place);
  ValueId Positional(std::string_view name, TextRange place);
  ValueId EnvironmentOr(std::string_view name, std::optional<ValueId> other,
                        TextRange place);
  ValueId ArrayValue(ShellNode node);
  std::vector<Entry> Elements(const ShellWord& word);
  ValueId Text(std::string_view text, TextRange place);
  ValueId UnknownValue(UnknownReason reason, std::string what,
                       TextRange place) {
    return builder_.AddUnknown(reason, std::move(what), place);
  }

  // lower_assignment.cpp
  void LowerAssignment(ShellNode node, Block& out);
  void AssignName(std::string_view name, ValueId value, AssignOperator op,
                  TextRange place, Block& out);
  void LowerDeclaration(ShellNode node, Block& out);

  // static_path.cpp: paths by the usual idioms, known without running
  std::optional<std::string> StaticPath(const ShellWord& word);
  std::optional<std::string> StaticExpansion(const ShellSource& source,
                                             TextRange range);
  std::optional<std::string> StaticCommand(ShellNode node, std::string folder);
  std::optional<std::string> StaticWords(const std::vector<ShellWord>& words,
                                         const std::string& folder);
  std::optional<std::string> ScriptIdiom(const ShellSource& source,
                                         TextRange range);
  std::string Folder() const { return folder_.empty() ? "." : folder_; }

  const ShellSource* AddSource(MappedText text);
  void Comments(const ShellSource& source);
  void Complain(UnknownReason reason, std::string what, TextRange place);
  void FindFunctions(const ShellSource& source);

  const Grammar& grammar_;
  const SourceFile& file_;
  ProgramBuilder builder_;
  Lowered lowered_;
  std::vector<std::unique_ptr<ShellSource>> sources_;
  // Statements of the file itself in the order in which they begin.
  std::vector<TextRange> statements_;

  // `set -e` is on.
  bool exits_on_error_ = false;
  // Of commands put in the place of `$(…)` in the statement at hand.
  Outcome substituted_ = Outcome::Quiet;
  Block* current_ = nullptr;
  Scope* scope_ = nullptr;
  std::set<std::string, std::less<>> functions_;
  std::set<std::string, std::less<>> variables_;
  bool sources_others_ = false;
  // Variables with one fixed value so far, for paths.
  std::map<std::string, std::string, std::less<>> fixed_;
  // Variables that hold the beginning of a command ("psql -h x"), by name.
  std::map<std::string, ShellWord, std::less<>> command_words_;
  std::map<std::string, MappedText, std::less<>> command_arrays_;
  // What each `$(…)` is, so that its commands run once: by source and offset.
  std::map<std::pair<const ShellSource*, uint32_t>, ValueId> substitutions_;
  // Texts written to files, by the spelling of the path.
  std::map<std::string, ValueId, std::less<>> written_;
  // The working directory below the root; nothing when it left the root.
  std::string folder_;
  uint32_t depth_ = 0;
};

// Nesting past which nothing is lowered any more.
inline constexpr uint32_t kShellDepth = 400;

}  // namespace pgpact
