#include "analyzer/strings/expand.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analyzer/strings/dump.h"

namespace pgpact {
namespace {

using testing::ElementsAre;
using testing::UnorderedElementsAre;

// Builds templates from below.
class Builder {
 public:
  TemplateId Text(std::string_view text) {
    FixedText fixed;
    fixed.text.Append(text, {{0}, {0, static_cast<uint32_t>(text.size())}});
    return Add({fixed});
  }
  TemplateId AddHole() { return Add({Hole{}}); }
  TemplateId Row(std::vector<TemplateId> parts) {
    return Add({Sequence{std::move(parts)}});
  }
  TemplateId OneOf(std::vector<TemplateId> options) {
    return Add({Choose{std::move(options)}});
  }
  TemplateId Many(TemplateId body, TemplateId separator, uint32_t minimum) {
    return Add({Repeat{body, separator, minimum}});
  }
  const Template& made() const { return template_; }

 private:
  TemplateId Add(TemplateNode node) {
    template_.nodes.push_back(std::move(node));
    return template_.root();
  }
  Template template_;
};

std::vector<std::string> Texts(const Expansion& expansion) {
  std::vector<std::string> texts;
  for (const MarkedText& text : expansion.texts) {
    texts.push_back(text.text.text);
  }
  return texts;
}

TEST(Expand, TakesAllCombinationsWhenFew) {
  Builder b;
  const TemplateId first = b.OneOf({b.Text("a"), b.Text("")});
  const TemplateId second = b.OneOf({b.Text("b"), b.Text("c")});
  b.Row({first, second});
  const Expansion expansion = Expand(b.made(), {});
  EXPECT_FALSE(expansion.bounded);
  EXPECT_THAT(Texts(expansion), UnorderedElementsAre("ab", "ac", "b", "c"));
}

TEST(Expand, OneNodeIsOneChoice) {
  Builder b;
  const TemplateId choice = b.OneOf({b.Text("a"), b.Text("b")});
  b.Row({choice, b.Text("-"), choice});
  EXPECT_THAT(Texts(Expand(b.made(), {})), UnorderedElementsAre("a-a", "b-b"));
}

TEST(Expand, RepeatsTwiceOnceAndNever) {
  Builder b;
  b.Many(b.Text("x"), b.Text(", "), 0);
  EXPECT_THAT(Texts(Expand(b.made(), {})), ElementsAre("x, x", "x", ""));
  Builder at_least_one;
  at_least_one.Many(at_least_one.Text("x"), at_least_one.Text(","), 1);
  EXPECT_THAT(Texts(Expand(at_least_one.made(), {})), ElementsAre("x,x", "x"));
}

TEST(Expand, KeepsEveryFragmentWhenBounded) {
  Builder b;
  std::vector<TemplateId> parts;
  std::vector<std::string> fragments;
  for (int i = 0; i < 10; ++i) {
    const std::string name = "f" + std::to_string(i) + ";";
    const std::string inner = "g" + std::to_string(i) + ";";
    fragments.push_back(name);
    fragments.push_back(inner);
    const TemplateId nested =
        b.OneOf({b.Text(name), b.Text(inner), b.Text("h")});
    parts.push_back(b.OneOf({nested, b.Text("")}));
  }
  b.Row(parts);
  const Expansion expansion = Expand(b.made(), {});
  EXPECT_TRUE(expansion.bounded);
  EXPECT_LE(expansion.texts.size(), 64U);
  for (const std::string& fragment : fragments) {
    EXPECT_THAT(Texts(expansion),
                testing::Contains(testing::HasSubstr(fragment)));
  }
  EXPECT_THAT(Texts(expansion), testing::Contains(""));
}

TEST(Expand, MarksHoles) {
  Builder b;
  const TemplateId hole = b.AddHole();
  b.Row({b.Text("t_"), hole, b.Text("."), hole});
  const Expansion expansion = Expand(b.made(), {});
  ASSERT_EQ(expansion.texts.size(), 1U);
  const MarkedText& text = expansion.texts[0];
  EXPECT_EQ(text.text.text, "t_" + HoleMarker(1) + "." + HoleMarker(2));
  ASSERT_EQ(text.holes.size(), 2U);
  EXPECT_EQ(text.text.Slice(text.holes[1].range).text, HoleMarker(2));
  EXPECT_TRUE(IsWildName(text.text.text));
  EXPECT_FALSE(IsWildName("pgpact_hole_x"));
  EXPECT_EQ(ShowWildName(text.text.text), "t_{…}.{…}");
  EXPECT_EQ(text.Slice({0, 17}).holes.size(), 1U);
}

TEST(Expand, StopsAtItsBytes) {
  Builder b;
  TemplateId row = b.Text("0123456789");
  for (int i = 0; i < 30; ++i) {
    row = b.Row({row, row});
  }
  const Expansion expansion = Expand(b.made(), {});
  EXPECT_TRUE(expansion.bounded);
  EXPECT_TRUE(expansion.texts.empty());
}

TEST(Expand, BeginsNoFurtherTextAfterVeryLongOnes) {
  Builder builder;
  const std::string script(300'000, ' ');
  std::vector<TemplateId> options;
  for (const std::string_view last : {"a", "b", "c", "d", "e", "f"}) {
    options.push_back(builder.Row({builder.Text(script), builder.Text(last)}));
  }
  builder.OneOf(options);
  const Expansion expansion = Expand(builder.made(), {});
  EXPECT_EQ(expansion.texts.size(), 2U);
  EXPECT_TRUE(expansion.bounded);
}

TEST(DumpTemplate, EndsAtItsBytes) {
  Builder b;
  TemplateId row = b.Text("0123456789");
  for (int i = 0; i < 40; ++i) {
    row = b.Row({row, row});
  }
  const std::string dump = DumpTemplate(b.made());
  EXPECT_LT(dump.size(), size_t{2} << 20U);
  EXPECT_TRUE(dump.ends_with("…"));
}

}  // namespace
}  // namespace pgpact
