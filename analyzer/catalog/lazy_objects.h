// LazyObjects: objects by number, each made when it is first asked for.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace pgpact {

// Thread-safe without locks: of two threads that make the same object at the
// same time, one keeps its own and the other takes that.
template <typename T>
class LazyObjects {
 public:
  explicit LazyObjects(uint32_t count)
      : slots_(std::make_unique<std::atomic<const T*>[]>(count)),
        count_(count) {}
  LazyObjects(const LazyObjects&) = delete;
  LazyObjects& operator=(const LazyObjects&) = delete;
  ~LazyObjects() {
    for (uint32_t i = 0; i < count_; ++i) {
      std::unique_ptr<const T> owned(slots_[i].load());
    }
  }

  uint32_t count() const { return count_; }

  // REQUIRES: index < count()
  template <typename Make>
  const T& Get(uint32_t index, Make make) const {
    std::atomic<const T*>& slot = slots_[index];
    const T* present = slot.load(std::memory_order_acquire);
    if (present != nullptr) {
      return *present;
    }
    auto made = std::make_unique<const T>(make());
    if (slot.compare_exchange_strong(present, made.get(),
                                     std::memory_order_acq_rel)) {
      return *made.release();
    }
    return *present;
  }

 private:
  std::unique_ptr<std::atomic<const T*>[]> slots_;
  uint32_t count_;
};

}  // namespace pgpact
