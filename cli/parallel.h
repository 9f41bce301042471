// Work on threads with a large stack: trees nest as deep as their input, and
// the parsers of libraries recurse over them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

namespace pgpact {

// Reserved, not used: pages are taken when they are touched.
inline constexpr size_t kStackBytes = size_t{512} << 20U;

// Runs `work` on a thread with a large stack and waits for it.
void RunOnLargeStack(const std::function<void()>& work);

// Calls work(0) … work(count - 1), each once, on this thread and, up to `jobs`
// in all, others with large stacks (0: as many as the machine has). Returns
// when all are done. The calls must not depend on one another's order.
// REQUIRES: to be on a large stack (RunOnLargeStack), unless inputs are small.
void ParallelFor(size_t count, uint32_t jobs,
                 const std::function<void(size_t)>& work);

}  // namespace pgpact
