#include "tests/conformance/install_case.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "tests/support/run_pgpact.h"

namespace pgpact {
namespace {

// The words of these options and their values, in order.
std::vector<std::string> WithValues(const CaseFolder& given,
                                    const std::vector<std::string>& options) {
  std::vector<std::string> words;
  for (size_t at = 0; at + 1 < given.arguments.size(); ++at) {
    if (std::find(options.begin(), options.end(), given.arguments[at]) !=
        options.end()) {
      words.push_back(given.arguments[at]);
      words.push_back(given.arguments[at + 1]);
    }
  }
  return words;
}

std::vector<std::string> Schemas(const CaseFolder& given) {
  std::vector<std::string> values;
  const auto words = WithValues(given, {"--schema"});
  for (size_t at = 1; at < words.size(); at += 2) {
    values.push_back(words[at]);
  }
  return values;
}

bool ArePlainSqlFiles(const CaseFolder& given,
                      const std::vector<std::string>& schemas) {
  return !schemas.empty() &&
         std::all_of(schemas.begin(), schemas.end(), [&](const auto& schema) {
           return schema.ends_with(".sql") && given.files.contains(schema);
         });
}

std::string ShellQuoted(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text) {
    quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  }
  return quoted + "'";
}

std::string RunScripts(const CaseFolder& given,
                       const std::vector<std::string>& scripts,
                       const PostgresServer& server, const std::string& name) {
  const std::string folder = server.socket_folder() + "/" + name;
  WriteFiles(given, folder);
  std::string command = "cd " + ShellQuoted(folder) + " && " +
                        ShellQuoted(server.binaries() + "/psql") +
                        " -X -q -h " + ShellQuoted(server.socket_folder()) +
                        " -U " + kServerRole + " -d " + name;
  for (const std::string& script : scripts) {
    command += " -f " + ShellQuoted(script);
  }
  command += " </dev/null >/dev/null 2>&1";
  // A statement that fails is a case like any other; 2 and above is psql
  // that could not work at all.
  const int status = std::system(command.c_str());  // NOLINT
  return status == -1 || WEXITSTATUS(status) == 2 ? "psql did not run" : "";
}

std::string RunResultingDdl(const CaseFolder& given, ServerDatabase* database) {
  std::vector<std::string> arguments = {"schema", "--format", "sql"};
  const auto options =
      WithValues(given, {"--schema", "--search-path", "--config"});
  arguments.insert(arguments.end(), options.begin(), options.end());
  const PgpactRun ddl = RunPgpact(given.files, arguments);
  if (ddl.exit_code != 0) {
    return "pgpact schema failed: " + ddl.errors;
  }
  const auto error = database->Execute(ddl.output);
  return error.has_value()
             ? "the DDL that pgpact prints does not run: " + error->message +
                   "\n" + ddl.output
             : "";
}

}  // namespace

std::string InstallationKey(const CaseFolder& given) {
  const auto schemas = Schemas(given);
  if (schemas == std::vector<std::string>{"schema.sql"} &&
      given.files.contains("schema.sql")) {
    return given.files.at("schema.sql");
  }
  return given.name;
}

bool MakesDatabases(const CaseFolder& given) {
  const auto schemas = Schemas(given);
  return std::any_of(
      schemas.begin(), schemas.end(), [&](const std::string& schema) {
        const auto file = given.files.find(schema);
        return file != given.files.end() &&
               file->second.find("\n\\connect ") != std::string::npos;
      });
}

std::string InstallCase(const CaseFolder& given, PostgresServer* server,
                        const std::string& name) {
  auto database = server->CreateDatabase(name);
  if (!database.ok()) {
    return database.error().message;
  }
  const auto schemas = Schemas(given);
  return ArePlainSqlFiles(given, schemas)
             ? RunScripts(given, schemas, *server, name)
             : RunResultingDdl(given, &database.value());
}

}  // namespace pgpact
