// The program's operator new, which the tests are linked with too.
#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace pgpact {
namespace {

using Block = std::unique_ptr<unsigned char[]>;

Block Filled(size_t size) {
  Block block = std::make_unique_for_overwrite<unsigned char[]>(size);
  std::memset(block.get(), static_cast<int>(size % 251), size);
  return block;
}

bool IsIntact(const Block& block, size_t size) {
  for (size_t i = 0; i < size; ++i) {
    if (block[i] != size % 251) {
      return false;
    }
  }
  return true;
}

TEST(OperatorNew, GivesAlignedBlocksApart) {
  for (int round = 0; round < 3; ++round) {
    std::vector<std::pair<Block, size_t>> blocks;
    for (size_t size = 0; size < 3000; size += 7) {
      blocks.emplace_back(Filled(size), size);
      const auto address =
          reinterpret_cast<uintptr_t>(blocks.back().first.get());
      ASSERT_EQ(address % alignof(std::max_align_t), 0U) << size;
    }
    for (const auto& [block, size] : blocks) {
      ASSERT_TRUE(IsIntact(block, size)) << size;
    }
  }
}

TEST(OperatorNew, TakesBlocksOfOtherThreadsBack) {
  for (int round = 0; round < 20; ++round) {
    std::vector<std::vector<Block>> made(4);
    std::vector<std::thread> threads;
    for (std::vector<Block>& of_one : made) {
      threads.emplace_back([&of_one] {
        for (size_t size = 1; size < 1500; ++size) {
          of_one.push_back(Filled(size));
          Filled(size + 1).reset();
        }
      });
    }
    for (std::thread& thread : threads) {
      thread.join();
    }
    for (const std::vector<Block>& of_one : made) {
      for (size_t i = 0; i < of_one.size(); ++i) {
        ASSERT_TRUE(IsIntact(of_one[i], i + 1));
      }
    }
    std::thread([&made] { made.clear(); }).join();
  }
}

}  // namespace
}  // namespace pgpact
