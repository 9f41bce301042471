// A private PostgreSQL server for tests: started in a temporary folder,
// reached through a socket there, stopped and removed with its object. Tests
// that need it derive from ServerTest.
#pragma once

#include <gtest/gtest.h>
#include <sys/types.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/base/result.h"

struct pg_conn;

namespace pgpact {

// What the server says of a statement that it does not accept.
struct ServerError {
  std::string sqlstate;
  std::string message;
  // In characters from 1; 0 when the server gives none.
  int position = 0;
};

// One column of a statement's result and where it comes from.
struct ServerColumn {
  std::string name;
  // pg_class.oid and pg_attribute.attnum; 0 for what is no table's column.
  uint32_t table = 0;
  int attribute = 0;
  // pg_type.oid
  uint32_t type = 0;
};

// What PREPARE gives: an error, or the columns of the result.
struct ServerVerdict {
  std::optional<ServerError> error;
  std::vector<ServerColumn> columns;
  std::vector<uint32_t> parameter_types;
};

// Rows as text; nothing for NULL.
using ServerRows = std::vector<std::vector<std::optional<std::string>>>;

// One connection to a database of its own.
class ServerDatabase {
 public:
  explicit ServerDatabase(pg_conn* connection) : connection_(connection) {}

  // Sends the text as psql sends a statement, or as `psql -c` several: in one
  // implicit transaction.
  std::optional<ServerError> Execute(const std::string& sql);
  Result<ServerRows> Query(const std::string& sql);
  // The rows of a COPY … FROM STDIN that Execute has begun; nothing when none
  // has.
  void SendCopyData(const std::string& data);
  // Parse analysis only: what PQprepare says of the text, and what it says
  // that the result looks like. Leaves nothing behind, also of a failure.
  ServerVerdict Prepare(const std::string& sql);

 private:
  struct Close {
    void operator()(pg_conn* connection) const;
  };
  std::unique_ptr<pg_conn, Close> connection_;
};

class PostgresServer {
 public:
  // Fails when there are no server binaries, or they do not start. They are
  // looked for in PGPACT_POSTGRES_BIN, then where Debian keeps them.
  static Result<std::unique_ptr<PostgresServer>> Start();

  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;
  ~PostgresServer();

  // A new, empty database.
  // REQUIRES: `name` is a plain identifier, not used before
  Result<ServerDatabase> CreateDatabase(const std::string& name);
  Result<ServerDatabase> Connect(const std::string& database);

  // For programs that connect themselves (psql -h).
  const std::string& socket_folder() const { return folder_; }
  // Where psql of the same version stands.
  const std::string& binaries() const { return binaries_; }

 private:
  PostgresServer(std::string binaries, std::string folder, pid_t process)
      : binaries_(std::move(binaries)),
        folder_(std::move(folder)),
        process_(process) {}

  std::string binaries_;
  std::string folder_;
  pid_t process_;
};

// The name of the role that owns everything on the private server.
inline constexpr const char* kServerRole = "postgres";

// A suite of tests around one server. Without server binaries its tests are
// skipped, unless PGPACT_REQUIRE_POSTGRES=1 makes that a failure.
class ServerTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite();
  static void TearDownTestSuite();
  void SetUp() override;

  static PostgresServer& server() { return *suite().server; }

 private:
  struct Suite {
    std::unique_ptr<PostgresServer> server;
    std::string why_not;
  };
  static Suite& suite();
};

// The major version whose built-in objects the catalog has.
inline constexpr int kKnownMajor = 15;

// A suite that compares what pgpact knows with a server: another version has
// other built-in objects and other words, so there it is skipped, and says so.
class KnownServerTest : public ServerTest {
 protected:
  void SetUp() override;
};

}  // namespace pgpact
