// Deep and hostile statements, on a thread with the stack that is asked for.
#include <gtest/gtest.h>
#include <pthread.h>

#include <string>

#include "analyzer/sql/parse_template.h"
#include "analyzer/sql/pg_query_parser.h"

namespace pgpact {
namespace {

struct Job {
  std::string text;
  std::string shown;
};

void* Run(void* argument) {
  Job& job = *static_cast<Job*>(argument);
  MarkedText text;
  text.text.Append(job.text,
                   {{0}, {0, static_cast<uint32_t>(job.text.size())}});
  const ParsedStatement statement = ParseStatement(text, {});
  job.shown = statement.error
                  ? statement.error->sqlstate + " " + statement.error->message
                  : "ok";
  return nullptr;
}

std::string Show(std::string text) {
  Job job{std::move(text), ""};
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, kRequiredStack);
  pthread_t thread{};
  EXPECT_EQ(pthread_create(&thread, &attributes, Run, &job), 0);
  pthread_join(thread, nullptr);
  pthread_attr_destroy(&attributes);
  return job.shown;
}

std::string Times(int count, std::string_view text) {
  std::string repeated;
  for (int i = 0; i < count; ++i) {
    repeated += text;
  }
  return repeated;
}

constexpr int kMany = 100'000;

TEST(Limits, ChainsEndCleanly) {
  const std::string too_deep = "54001 stack depth limit exceeded";
  EXPECT_EQ(Show("select 1" + Times(kMany, "+1")), too_deep);
  EXPECT_EQ(Show("select a" + Times(kMany, "||b")), too_deep);
  EXPECT_EQ(Show("select 1" + Times(kMany, " union all select 1")), too_deep);
  EXPECT_EQ(Show("select a" + Times(kMany, "::int")), too_deep);
  EXPECT_EQ(Show("select 1 from a" + Times(kMany, " join b on true")),
            too_deep);
  EXPECT_EQ(Show("select a" + Times(11'000, "||b")), "ok");
  EXPECT_EQ(Show("select 1" + Times(5'000, " union select 1")), "ok");
}

TEST(Limits, NestingIsTheParsersOwn) {
  EXPECT_EQ(Show("select " + Times(kMany, "(") + "1" + Times(kMany, ")")),
            "42601 memory exhausted at or near \"(\"");
  EXPECT_EQ(Show("select " + Times(kMany, "not ") + "true"),
            "42601 memory exhausted at or near \"not\"");
  EXPECT_EQ(Show("select " + Times(3'000, "(") + "1" + Times(3'000, ")")),
            "ok");
}

TEST(Limits, FlatListsAreNotDeep) {
  EXPECT_EQ(Show("select 1 where a = 1" + Times(20'000, " or a = 1")), "ok");
  EXPECT_EQ(Show("select 1 where a in (1" + Times(20'000, ",-1") + ")"), "ok");
}

TEST(Limits, SizeIsBounded) {
  EXPECT_EQ(Show("select '" + std::string(17U << 20U, 'a') + "'"),
            "54001 statement is longer than 16 MB, the most that is parsed");
}

}  // namespace
}  // namespace pgpact
