#include "analyzer/text/text_map.h"

#include <gtest/gtest.h>

namespace pgpact {
namespace {

constexpr SourceFileId kFile{3};

TEST(TextMap, KeepsThePlaceOfEveryByte) {
  TextMap map;
  map.Append(5, {kFile, {10, 15}});
  map.Append(1, {kFile, {15, 17}});
  map.Append(3, {kFile, {30, 33}});
  EXPECT_EQ(map.size(), 9U);
  EXPECT_EQ(map.At(2), (Location{kFile, {12, 13}}));
  EXPECT_EQ(map.At(5), (Location{kFile, {15, 17}}));
  EXPECT_EQ(map.At(9), (Location{kFile, {33, 33}}));
  EXPECT_EQ(map.At(10), std::nullopt);
}

TEST(TextMap, JoinsNeighboursThatContinueOneAnother) {
  TextMap map;
  map.Append(5, {kFile, {10, 15}});
  map.Append(5, {kFile, {15, 20}});
  EXPECT_EQ(map.pieces().size(), 1U);
}

TEST(TextMap, RangeAcrossPiecesCoversBoth) {
  TextMap map;
  map.Append(5, {kFile, {10, 15}});
  map.Append(5, {kFile, {20, 25}});
  EXPECT_EQ(map.ToSource({3, 7}), (Location{kFile, {13, 22}}));
}

TEST(TextMap, RangeThatLeavesTheFileStopsThere) {
  TextMap map;
  map.Append(5, {kFile, {10, 15}});
  map.Append(5, {SourceFileId{4}, {20, 25}});
  EXPECT_EQ(map.ToSource({3, 7}), (Location{kFile, {13, 15}}));
}

TEST(TextMap, SliceKeepsPlaces) {
  TextMap map;
  map.Append(5, {kFile, {10, 15}});
  map.Append(5, {kFile, {20, 25}});
  const TextMap slice = map.Slice({4, 8});
  EXPECT_EQ(slice.size(), 4U);
  EXPECT_EQ(slice.At(0), (Location{kFile, {14, 15}}));
  EXPECT_EQ(slice.At(1), (Location{kFile, {20, 21}}));
}

}  // namespace
}  // namespace pgpact
