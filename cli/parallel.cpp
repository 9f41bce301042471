#include "cli/parallel.h"

#include <pthread.h>

#include <algorithm>
#include <atomic>
#include <optional>
#include <thread>
#include <vector>

namespace pgpact {

namespace {

void* CallWork(void* argument) {
  (*static_cast<const std::function<void()>*>(argument))();
  return nullptr;
}

// Nothing when the machine gives no such thread.
std::optional<pthread_t> StartThread(const std::function<void()>& work) {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  // A machine that cannot reserve so much gets what it can.
  for (size_t size = kStackBytes; size >= (kStackBytes >> 5U); size /= 2) {
    pthread_attr_setstacksize(&attributes, size);
    pthread_t thread{};
    // pthreads takes its argument as a mutable pointer; CallWork does not
    // change it.
    auto* argument = const_cast<std::function<void()>*>(&work);  // NOLINT
    if (pthread_create(&thread, &attributes, CallWork, argument) == 0) {
      pthread_attr_destroy(&attributes);
      return thread;
    }
  }
  pthread_attr_destroy(&attributes);
  return std::nullopt;
}

}  // namespace

void RunOnLargeStack(const std::function<void()>& work) {
  if (const std::optional<pthread_t> thread = StartThread(work)) {
    pthread_join(*thread, nullptr);
  } else {
    work();
  }
}

void ParallelFor(size_t count, uint32_t jobs,
                 const std::function<void(size_t)>& work) {
  const size_t machine = std::max(1U, std::thread::hardware_concurrency());
  const size_t threads = std::min(count, jobs == 0 ? machine : jobs);
  std::atomic<size_t> next = 0;
  const std::function<void()> take = [&] {
    for (size_t index = next++; index < count; index = next++) {
      work(index);
    }
  };
  // This thread is one of them.
  std::vector<pthread_t> started;
  for (size_t i = 1; i < threads; ++i) {
    if (const std::optional<pthread_t> thread = StartThread(take)) {
      started.push_back(*thread);
    }
  }
  take();
  for (const pthread_t thread : started) {
    pthread_join(thread, nullptr);
  }
}

}  // namespace pgpact
