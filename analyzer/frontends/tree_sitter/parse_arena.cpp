#include "analyzer/frontends/tree_sitter/parse_arena.h"

#include <tree_sitter/api.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstdlib>
#include <cstring>

#include "analyzer/base/check.h"

namespace pgpact {

size_t ParseArena::ClassOf(size_t size) {
  if (size <= kSmall) {
    return (size + 7) / 8;
  }
  return kSmall / 8 + static_cast<size_t>(std::bit_width(size - 1));
}

size_t ParseArena::BytesOf(size_t size_class) {
  return size_class <= kSmall / 8 ? std::max<size_t>(size_class, 1) * 8
                                  : size_t{1} << (size_class - kSmall / 8);
}

void* ParseArena::Allocate(size_t size) {
  const size_t size_class = ClassOf(size);
  PGPACT_CHECK(size_class < kClasses);
  if (void* block = free_[size_class]) {
    std::memcpy(&free_[size_class], block, sizeof(void*));
    return block;
  }
  const size_t bytes = sizeof(Header) + BytesOf(size_class);
  if (static_cast<size_t>(end_ - next_) < bytes) {
    AddChunk(bytes);
  }
  std::byte* block = next_ + sizeof(Header);
  const Header header{size_class};
  std::memcpy(next_, &header, sizeof(header));
  next_ += bytes;
  return block;
}

void* ParseArena::Resize(void* block, size_t size) {
  if (block == nullptr) {
    return Allocate(size);
  }
  Header header{};
  std::memcpy(&header, static_cast<std::byte*>(block) - sizeof(header),
              sizeof(header));
  const size_t before = BytesOf(header.size_class);
  if (size <= before) {
    return block;
  }
  void* grown = Allocate(size);
  std::memcpy(grown, block, before);
  Release(block);
  return grown;
}

void ParseArena::Release(void* block) {
  if (block == nullptr) {
    return;
  }
  Header header{};
  std::memcpy(&header, static_cast<std::byte*>(block) - sizeof(header),
              sizeof(header));
  std::memcpy(block, &free_[header.size_class], sizeof(void*));
  free_[header.size_class] = block;
}

void ParseArena::AddChunk(size_t least) {
  const size_t size = std::max(kChunk, least);
  chunks_.push_back({std::make_unique_for_overwrite<std::byte[]>(size), size});
  next_ = chunks_.back().bytes.get();
  end_ = next_ + size;
}

void ParseArena::Clear() {
  free_.fill(nullptr);
  // All are as large, but for one that was made for a huge block.
  if (!chunks_.empty() && chunks_.front().size > kChunk) {
    chunks_.clear();
  }
  if (chunks_.size() > 1) {
    chunks_.resize(1);
  }
  next_ = chunks_.empty() ? nullptr : chunks_.front().bytes.get();
  end_ = chunks_.empty() ? nullptr : next_ + chunks_.front().size;
}

namespace {

// The library asks for memory without saying for whom, so what is under way
// in a thread is told by the thread. Null outside of every scope.
thread_local ParseArena* current = nullptr;  // NOLINT(*-global-variables)

void* Allocate(size_t size) {
  if (current != nullptr) {
    return current->Allocate(size);
  }
  void* block = std::malloc(size);  // NOLINT(*-no-malloc)
  PGPACT_CHECK(block != nullptr || size == 0);
  return block;
}

void* AllocateZeroed(size_t count, size_t size) {
  PGPACT_CHECK(size == 0 || count <= SIZE_MAX / size);
  void* block = Allocate(count * size);
  if (block != nullptr) {
    std::memset(block, 0, count * size);
  }
  return block;
}

void* Resize(void* block, size_t size) {
  if (current != nullptr) {
    return current->Resize(block, size);
  }
  void* resized = std::realloc(block, size);  // NOLINT(*-no-malloc)
  PGPACT_CHECK(resized != nullptr || size == 0);
  return resized;
}

void Release(void* block) {
  if (current != nullptr) {
    current->Release(block);
  } else {
    std::free(block);  // NOLINT(*-no-malloc)
  }
}

}  // namespace

namespace {

ParseArena& ArenaOfThread() {
  thread_local ParseArena arena;
  return arena;
}

}  // namespace

void ReleaseParseMemory() {
  PGPACT_CHECK(current == nullptr);
  ArenaOfThread() = ParseArena();
}

ArenaScope::ArenaScope() {
  static const bool installed = [] {
    ts_set_allocator(Allocate, AllocateZeroed, Resize, Release);
    return true;
  }();
  PGPACT_CHECK(installed && current == nullptr);
  current = &ArenaOfThread();
}

ArenaScope::~ArenaScope() {
  current->Clear();
  current = nullptr;
}

}  // namespace pgpact
