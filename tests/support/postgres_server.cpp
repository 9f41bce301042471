#include "tests/support/postgres_server.h"

#include <fcntl.h>
#include <grp.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>
#include <utility>

namespace pgpact {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

constexpr auto kStartLimit = std::chrono::seconds(60);
constexpr auto kStopLimit = std::chrono::seconds(20);
constexpr auto kPause = milliseconds(10);

struct ClearResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Answer = std::unique_ptr<PGresult, ClearResult>;

std::string TextOf(const char* text) {
  return text == nullptr ? "" : text;
}

std::optional<ServerError> ErrorOf(const Answer& answer) {
  const ExecStatusType status = PQresultStatus(answer.get());
  if (status != PGRES_FATAL_ERROR && status != PGRES_BAD_RESPONSE) {
    return std::nullopt;
  }
  ServerError error;
  error.sqlstate = TextOf(PQresultErrorField(answer.get(), PG_DIAG_SQLSTATE));
  error.message =
      TextOf(PQresultErrorField(answer.get(), PG_DIAG_MESSAGE_PRIMARY));
  const std::string position =
      TextOf(PQresultErrorField(answer.get(), PG_DIAG_STATEMENT_POSITION));
  error.position = std::atoi(position.c_str());
  return error;
}

// The folder of programs of the server whose built-in objects pgpact knows,
// else of the newest; or nothing.
std::optional<std::string> FindBinaries() {
  if (const char* given = std::getenv("PGPACT_POSTGRES_BIN");
      given != nullptr) {
    return std::string(given);
  }
  std::optional<std::string> found;
  int newest = 0;
  std::error_code ignored;
  for (const auto& entry :
       fs::directory_iterator("/usr/lib/postgresql", ignored)) {
    const int version = std::atoi(entry.path().filename().c_str());
    const bool better =
        version == kKnownMajor || (version > newest && newest != kKnownMajor);
    if (better && fs::exists(entry.path() / "bin/initdb", ignored)) {
      newest = version;
      found = (entry.path() / "bin").string();
    }
  }
  return found;
}

// The user as whom the server runs: it refuses to run as root.
struct ServerUser {
  uid_t user;
  gid_t group;
};
std::optional<ServerUser> FindUser() {
  if (geteuid() != 0) {
    return std::nullopt;
  }
  for (const char* name : {"postgres", "nobody"}) {
    if (const passwd* entry = getpwnam(name); entry != nullptr) {
      return ServerUser{entry->pw_uid, entry->pw_gid};
    }
  }
  return std::nullopt;
}

// Starts a program as the server's user, its output appended to `log`. It
// gets SIGINT, a server's fast shutdown, when this process dies.
pid_t Launch(const std::vector<std::string>& command, const std::string& log,
             const std::optional<ServerUser>& user) {
  std::vector<char*> arguments;
  for (const std::string& argument : command) {
    arguments.push_back(const_cast<char*>(argument.c_str()));  // NOLINT
  }
  arguments.push_back(nullptr);
  const pid_t child = fork();
  if (child != 0) {
    return child;
  }
  const int output = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
  const int nothing = open("/dev/null", O_RDONLY);
  dup2(nothing, 0);
  dup2(output, 1);
  dup2(output, 2);
  if (user.has_value() &&
      (setgroups(0, nullptr) != 0 || setgid(user->group) != 0 ||
       setuid(user->user) != 0)) {
    _exit(126);
  }
  prctl(PR_SET_PDEATHSIG, SIGINT);
  execv(arguments[0], arguments.data());
  _exit(127);
}

// Waits until the child has ended; false when it is still there afterwards.
bool WaitFor(pid_t child, std::chrono::seconds limit, int* status) {
  const auto end = std::chrono::steady_clock::now() + limit;
  while (std::chrono::steady_clock::now() < end) {
    if (waitpid(child, status, WNOHANG) == child) {
      return true;
    }
    std::this_thread::sleep_for(kPause);
  }
  return false;
}

void Stop(pid_t child) {
  int status = 0;
  kill(child, SIGINT);
  if (!WaitFor(child, kStopLimit, &status)) {
    kill(child, SIGKILL);
    waitpid(child, &status, 0);
  }
}

std::string ReadAll(const std::string& path) {
  std::ifstream stream(path);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

std::string ConnectionText(const std::string& folder,
                           const std::string& database) {
  return "host=" + folder + " user=" + kServerRole + " dbname=" + database +
         " client_encoding=UTF8";
}

// A new folder that belongs to the server's user.
Result<std::string> MakeFolder(const std::optional<ServerUser>& user) {
  std::string folder =
      (fs::temp_directory_path() / "pgpact-server.XXXXXX").string();
  if (mkdtemp(folder.data()) == nullptr) {
    return Error{
        "cannot make a folder under " + fs::temp_directory_path().string(),
        "set TMPDIR to a folder that can be written to"};
  }
  if (user.has_value() && chown(folder.c_str(), user->user, user->group) != 0) {
    return Error{"cannot hand " + folder + " to the server's user", ""};
  }
  return folder;
}

}  // namespace

std::optional<ServerError> ServerDatabase::Execute(const std::string& sql) {
  return ErrorOf(Answer(PQexec(connection_.get(), sql.c_str())));
}

Result<ServerRows> ServerDatabase::Query(const std::string& sql) {
  const Answer answer(PQexec(connection_.get(), sql.c_str()));
  if (const auto error = ErrorOf(answer); error.has_value()) {
    return Error{error->sqlstate + ": " + error->message, ""};
  }
  ServerRows rows;
  for (int row = 0; row < PQntuples(answer.get()); ++row) {
    auto& values = rows.emplace_back();
    for (int column = 0; column < PQnfields(answer.get()); ++column) {
      if (PQgetisnull(answer.get(), row, column) != 0) {
        values.emplace_back(std::nullopt);
      } else {
        values.emplace_back(PQgetvalue(answer.get(), row, column));
      }
    }
  }
  return rows;
}

void ServerDatabase::SendCopyData(const std::string& data) {
  pg_conn* connection = connection_.get();
  if (PQputCopyData(connection, data.data(), static_cast<int>(data.size())) ==
          1 &&
      PQputCopyEnd(connection, nullptr) == 1) {
    while (PGresult* result = PQgetResult(connection)) {
      PQclear(result);
    }
  }
}

ServerVerdict ServerDatabase::Prepare(const std::string& sql) {
  pg_conn* connection = connection_.get();
  ServerVerdict verdict;
  // In a transaction of our own there is a savepoint to come back to; outside
  // of one, a transaction.
  const bool inside = PQtransactionStatus(connection) == PQTRANS_INTRANS;
  Execute(inside ? "SAVEPOINT pgpact_prepare" : "BEGIN");
  const Answer prepared(
      PQprepare(connection, "pgpact", sql.c_str(), 0, nullptr));
  verdict.error = ErrorOf(prepared);
  if (!verdict.error.has_value()) {
    const Answer described(PQdescribePrepared(connection, "pgpact"));
    for (int column = 0; column < PQnfields(described.get()); ++column) {
      verdict.columns.push_back({PQfname(described.get(), column),
                                 PQftable(described.get(), column),
                                 PQftablecol(described.get(), column),
                                 PQftype(described.get(), column)});
    }
    for (int number = 0; number < PQnparams(described.get()); ++number) {
      verdict.parameter_types.push_back(PQparamtype(described.get(), number));
    }
    Execute("DEALLOCATE pgpact");
  }
  Execute(inside ? "ROLLBACK TO SAVEPOINT pgpact_prepare; "
                   "RELEASE SAVEPOINT pgpact_prepare"
                 : "ROLLBACK");
  return verdict;
}

void ServerDatabase::Close::operator()(pg_conn* connection) const {
  PQfinish(connection);
}

Result<std::unique_ptr<PostgresServer>> PostgresServer::Start() {
  const auto binaries = FindBinaries();
  if (!binaries.has_value()) {
    return Error{"no PostgreSQL server is installed", "run ./dev deps"};
  }
  const auto user = FindUser();
  auto folder = MakeFolder(user);
  if (!folder.ok()) {
    return folder.error();
  }
  const std::string& where = folder.value();
  const std::string data = where + "/data";
  const std::string log = where + "/log";
  int status = 0;
  const pid_t initdb =
      Launch({*binaries + "/initdb", "-D", data, "-U", kServerRole, "-A",
              "trust", "-E", "UTF8", "--locale=C", "--no-sync"},
             log, user);
  if (!WaitFor(initdb, kStartLimit, &status) || status != 0) {
    return Error{"initdb failed: " + ReadAll(log), ""};
  }
  const pid_t process =
      Launch({*binaries + "/postgres", "-D", data, "-k", where, "-F", "-c",
              "listen_addresses=", "-c", "autovacuum=off", "-c",
              "full_page_writes=off", "-c", "jit=off"},
             log, user);
  auto server = std::unique_ptr<PostgresServer>(
      new PostgresServer(*binaries, where, process));  // NOLINT
  const std::string connection = ConnectionText(where, "postgres");
  const auto end = std::chrono::steady_clock::now() + kStartLimit;
  while (PQping(connection.c_str()) != PQPING_OK) {
    if (waitpid(process, &status, WNOHANG) == process ||
        std::chrono::steady_clock::now() > end) {
      return Error{"the server did not start: " + ReadAll(log), ""};
    }
    std::this_thread::sleep_for(kPause);
  }
  return server;
}

PostgresServer::~PostgresServer() {
  Stop(process_);
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

Result<ServerDatabase> PostgresServer::CreateDatabase(const std::string& name) {
  auto main = Connect("postgres");
  if (!main.ok()) {
    return main.error();
  }
  const auto error =
      main.value().Execute("CREATE DATABASE " + name + " TEMPLATE template0");
  if (error.has_value()) {
    return Error{"cannot create " + name + ": " + error->message, ""};
  }
  return Connect(name);
}

Result<ServerDatabase> PostgresServer::Connect(const std::string& database) {
  pg_conn* connection = PQconnectdb(ConnectionText(folder_, database).c_str());
  if (PQstatus(connection) != CONNECTION_OK) {
    const std::string why = TextOf(PQerrorMessage(connection));
    PQfinish(connection);
    return Error{"cannot connect to " + database + ": " + why, ""};
  }
  // What a statement is told besides its result is no test's business.
  PQsetNoticeReceiver(
      connection, [](void*, const PGresult*) {}, nullptr);
  return ServerDatabase(connection);
}

ServerTest::Suite& ServerTest::suite() {
  static Suite suite;
  return suite;
}

void ServerTest::SetUpTestSuite() {
  auto started = PostgresServer::Start();
  if (started.ok()) {
    suite().server = std::move(started).value();
  } else {
    suite().why_not = started.error().message;
  }
}

void ServerTest::TearDownTestSuite() {
  suite().server.reset();
}

void ServerTest::SetUp() {
  if (suite().server != nullptr) {
    return;
  }
  const char* required = std::getenv("PGPACT_REQUIRE_POSTGRES");
  if (required != nullptr && std::string_view(required) == "1") {
    FAIL() << suite().why_not;
  }
  GTEST_SKIP() << suite().why_not;
}

void KnownServerTest::SetUp() {
  ServerTest::SetUp();
  if (IsSkipped() || HasFatalFailure()) {
    return;
  }
  auto database = server().Connect("postgres");
  ASSERT_TRUE(database.ok()) << database.error().message;
  const auto version = database.value().Query("SHOW server_version_num");
  ASSERT_TRUE(version.ok()) << version.error().message;
  const int major = std::stoi(version.value()[0][0].value_or("0")) / 10000;
  if (major != kKnownMajor) {
    GTEST_SKIP() << "needs PostgreSQL " << kKnownMajor
                 << ", whose built-in objects and words pgpact has; the server "
                    "here is "
                 << major << " (PGPACT_POSTGRES_BIN names another)";
  }
}

}  // namespace pgpact
