// ParseArena: the memory that tree-sitter works in while one text is parsed.
// Blocks are cut from large chunks and kept by size when they are released,
// so a parse costs few calls of the system's allocator, and a tree is thrown
// away whole. Its entrance is ArenaScope.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

namespace pgpact {

class ParseArena {
 public:
  // Aligned for anything that tree-sitter keeps (8 bytes). Never null.
  void* Allocate(size_t size);
  void* Resize(void* block, size_t size);
  // Null is ignored.
  void Release(void* block);
  // Forgets every block, keeps one chunk for the next text.
  void Clear();

 private:
  // Blocks up to kSmall differ by 8 bytes, larger ones by powers of two.
  static constexpr size_t kSmall = 1024;
  static constexpr size_t kClasses = kSmall / 8 + 64;
  // Enough for most texts; of it the system gives what is written to. It is
  // what is kept between two texts.
  static constexpr size_t kChunk = size_t{1} << 22U;

  // Stands before each block. A free block holds the next of its class.
  struct Header {
    size_t size_class;
  };
  struct Chunk {
    std::unique_ptr<std::byte[]> bytes;
    size_t size = 0;
  };

  static size_t ClassOf(size_t size);
  static size_t BytesOf(size_t size_class);
  void AddChunk(size_t least);

  std::array<void*, kClasses> free_{};
  std::byte* next_ = nullptr;
  std::byte* end_ = nullptr;
  std::vector<Chunk> chunks_;
};

// While it lives, tree-sitter's objects of this thread are made in the
// thread's arena; when it ends they are gone. Scopes do not nest.
class ArenaScope {
 public:
  ArenaScope();
  ArenaScope(const ArenaScope&) = delete;
  ArenaScope& operator=(const ArenaScope&) = delete;
  ~ArenaScope();
};

// Gives back what this thread keeps for the next text. REQUIRES: no scope
// lives in it.
void ReleaseParseMemory();

}  // namespace pgpact
