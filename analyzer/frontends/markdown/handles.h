// Move-only owners of cmark's C objects; included in this folder only.
#pragma once

#include <cmark.h>

#include <memory>

namespace pgpact {

struct DocumentDeleter {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
using DocumentHandle = std::unique_ptr<cmark_node, DocumentDeleter>;

struct IteratorDeleter {
  void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};
using IteratorHandle = std::unique_ptr<cmark_iter, IteratorDeleter>;

}  // namespace pgpact
