// The program's operator new and delete. A check makes and drops a million
// small blocks in a fraction of a second; glibc's malloc, once there is a
// second thread, takes two hundred instructions for each, a tenth of all that
// a check costs. Here a block comes from a list of free blocks of its size,
// one for each thread, and goes back to it.
//
// A block stands behind eight bytes that hold its class, so every delete knows
// where it belongs, in whichever thread. What was taken from the system is not
// given back: the program ends soon. Large blocks are malloc's.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <new>

// A sanitizer brings its own.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

namespace {

constexpr size_t kHeader = 8;
constexpr size_t kAlignment = 16;
// Classes differ by 16 bytes, header included; class 0 is malloc's.
constexpr size_t kClasses = 65;
constexpr size_t kChunk = size_t{1} << 18U;

struct FreeBlock {
  FreeBlock* next;
};

// Blocks of one thread. All zero when a thread begins, nothing to destroy.
struct Blocks {
  std::array<FreeBlock*, kClasses> free;
  std::byte* next;
  std::byte* end;
};

// What ended threads left, for those that begin.
struct Legacy {
  std::mutex mutex;
  size_t count = 0;
  std::array<Blocks, 64> left{};
};

// The standard's signatures leave no other place for it.
thread_local Blocks blocks;  // NOLINT(*-global-variables)
Legacy legacy;               // NOLINT(*-global-variables)

// Hands the blocks of a thread on when it ends.
struct Heir {
  ~Heir() {
    const std::lock_guard<std::mutex> lock(legacy.mutex);
    if (legacy.count < legacy.left.size()) {
      legacy.left[legacy.count++] = blocks;
    }
    blocks = {};
  }
  // Written once so that the thread knows of it.
  bool awaited = false;
};
thread_local Heir heir;  // NOLINT(*-global-variables)

bool Inherit() {
  const std::lock_guard<std::mutex> lock(legacy.mutex);
  const bool inherits = legacy.count > 0 && blocks.next == nullptr;
  if (inherits) {
    blocks = legacy.left[--legacy.count];
  }
  return inherits;
}

std::byte* Stamp(std::byte* begin, uint64_t size_class) {
  std::memcpy(begin, &size_class, sizeof(size_class));
  return begin + kHeader;
}

void* Large(size_t size) {
  if (size > SIZE_MAX - kAlignment) {
    return nullptr;
  }
  auto* begin = static_cast<std::byte*>(
      std::malloc(size + kAlignment));  // NOLINT(*-no-malloc)
  return begin == nullptr ? nullptr : Stamp(begin + kHeader, 0);
}

// Cuts a block from the thread's chunk; null without memory.
void* Cut(size_t size_class) {
  const size_t bytes = size_class * kAlignment;
  if (static_cast<size_t>(blocks.end - blocks.next) < bytes) {
    heir.awaited = true;
    if (Inherit()) {
      return nullptr;
    }
    auto* chunk =
        static_cast<std::byte*>(std::malloc(kChunk));  // NOLINT(*-no-malloc)
    if (chunk == nullptr) {
      return nullptr;
    }
    // The header stands so that what follows it is aligned.
    blocks.next = chunk + kHeader;
    blocks.end = chunk + kChunk - kHeader;
  }
  std::byte* begin = blocks.next;
  blocks.next += bytes;
  return Stamp(begin, size_class);
}

void* Allocate(size_t size) {
  const size_t size_class = (size + kHeader + kAlignment - 1) / kAlignment;
  if (size_class >= kClasses || size > kClasses * kAlignment) {
    return Large(size);
  }
  if (FreeBlock* block = blocks.free[size_class]) {
    blocks.free[size_class] = block->next;
    return block;
  }
  void* block = Cut(size_class);
  // Once more with what was inherited.
  return block != nullptr ? block : Cut(size_class);
}

void Release(void* block) {
  if (block == nullptr) {
    return;
  }
  std::byte* begin = static_cast<std::byte*>(block) - kHeader;
  uint64_t size_class = 0;
  std::memcpy(&size_class, begin, sizeof(size_class));
  if (size_class == 0) {
    std::free(begin - kHeader);  // NOLINT(*-no-malloc)
    return;
  }
  auto* freed = static_cast<FreeBlock*>(block);
  freed->next = blocks.free[size_class];
  blocks.free[size_class] = freed;
}

}  // namespace

void* operator new(size_t size) {
  void* block = Allocate(size);
  if (block == nullptr) {
    throw std::bad_alloc();
  }
  return block;
}
void* operator new(size_t size, const std::nothrow_t&) noexcept {
  return Allocate(size);
}
void* operator new[](size_t size) {
  return operator new(size);
}
void* operator new[](size_t size, const std::nothrow_t&) noexcept {
  return Allocate(size);
}
void operator delete(void* block) noexcept {
  Release(block);
}
void operator delete[](void* block) noexcept {
  Release(block);
}
void operator delete(void* block, size_t) noexcept {
  Release(block);
}
void operator delete[](void* block, size_t) noexcept {
  Release(block);
}
void operator delete(void* block, const std::nothrow_t&) noexcept {
  Release(block);
}
void operator delete[](void* block, const std::nothrow_t&) noexcept {
  Release(block);
}

#endif
