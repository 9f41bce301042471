#include "analyzer/frontends/tree_sitter/parse_arena.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <vector>

namespace pgpact {
namespace {

TEST(ParseArena, GivesBlocksApartAndKeepsTheirContents) {
  ParseArena arena;
  for (int round = 0; round < 3; ++round) {
    std::vector<std::pair<unsigned char*, size_t>> blocks;
    for (size_t size = 0; size < 6000; size += 37) {
      auto* block = static_cast<unsigned char*>(arena.Allocate(size));
      ASSERT_EQ(reinterpret_cast<uintptr_t>(block) % 8, 0U);
      std::memset(block, static_cast<int>(size % 251), size);
      blocks.emplace_back(block, size);
    }
    for (const auto& [block, size] : blocks) {
      for (size_t i = 0; i < size; ++i) {
        ASSERT_EQ(block[i], size % 251);
      }
    }
    arena.Clear();
  }
}

TEST(ParseArena, GivesReleasedBlocksAgain) {
  ParseArena arena;
  void* small = arena.Allocate(40);
  void* large = arena.Allocate(5000);
  arena.Release(small);
  arena.Release(large);
  arena.Release(nullptr);
  EXPECT_EQ(arena.Allocate(37), small);
  EXPECT_EQ(arena.Allocate(8000), large);
}

TEST(ParseArena, ResizesInPlaceWhereItCan) {
  ParseArena arena;
  void* block = arena.Resize(nullptr, 5000);
  std::memset(block, 7, 5000);
  EXPECT_EQ(arena.Resize(block, 8192), block);
  auto* grown = static_cast<unsigned char*>(arena.Resize(block, 1U << 20U));
  EXPECT_NE(grown, block);
  EXPECT_EQ(grown[0], 7);
  EXPECT_EQ(grown[4999], 7);
}

}  // namespace
}  // namespace pgpact
