// MatchTemplate: every kind of node, and repeats that could run for ever.
#include "analyzer/strings/template_match.h"

#include <gtest/gtest.h>

#include <string>

namespace pgpact {
namespace {

FixedText Fixed(const std::string& text) {
  FixedText fixed;
  fixed.text.Append(text, Location{});
  return fixed;
}

// 'a ' ('b' | 'c') ('x', ',')* {hole} {number}
Template Sample() {
  Template made;
  made.nodes = {{Fixed("a ")},
                {Fixed("b")},
                {Fixed("c")},
                {Choose{{{1}, {2}}}},
                {Fixed("x")},
                {Fixed(",")},
                {Repeat{{4}, {5}, 0}},
                {Fixed(" n")},
                {Hole{UnknownReason::Number, HoleForm::Number, "", {}}},
                {Sequence{{{0}, {3}, {6}, {7}, {8}}}}};
  return made;
}

TEST(MatchTemplate, AcceptsWhatTheTemplateMakes) {
  const Template sample = Sample();
  EXPECT_TRUE(MatchTemplate(sample, "a b n1"));
  EXPECT_TRUE(MatchTemplate(sample, "a cx n12"));
  EXPECT_TRUE(MatchTemplate(sample, "a bx,x,x n3"));
}

TEST(MatchTemplate, RefusesEverythingElse) {
  const Template sample = Sample();
  EXPECT_FALSE(MatchTemplate(sample, "a d n1"));
  EXPECT_FALSE(MatchTemplate(sample, "a bx, n1"));
  EXPECT_FALSE(MatchTemplate(sample, "a b n1;"));
  EXPECT_FALSE(MatchTemplate(sample, ""));
}

TEST(MatchTemplate, EndsWhenARepeatMakesNothing) {
  Template made;
  made.nodes = {{FixedText{}}, {Repeat{{0}, {0}, 1}}};
  EXPECT_TRUE(MatchTemplate(made, ""));
  EXPECT_FALSE(MatchTemplate(made, "x"));
}

}  // namespace
}  // namespace pgpact
