#include "cli/migration_order.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "analyzer/text/characters.h"
#include "analyzer/text/file_system.h"
#include "cli/way_back.h"

namespace pgpact {

namespace {

// Takes the digits at the text's beginning, without leading zeros.
std::string_view TakeNumber(std::string_view& text) {
  while (text.size() > 1 && text[0] == '0' && IsDigit(text[1])) {
    text.remove_prefix(1);
  }
  size_t size = 0;
  while (size < text.size() && IsDigit(text[size])) {
    ++size;
  }
  const std::string_view digits = text.substr(0, size);
  text.remove_prefix(size);
  return digits;
}

// Numbers by their value, everything else by its bytes.
bool NaturallyLess(std::string_view left, std::string_view right) {
  while (!left.empty() && !right.empty()) {
    if (!IsDigit(left[0]) || !IsDigit(right[0])) {
      if (left[0] != right[0]) {
        return left[0] < right[0];
      }
      left.remove_prefix(1);
      right.remove_prefix(1);
      continue;
    }
    const std::string_view a = TakeNumber(left);
    const std::string_view b = TakeNumber(right);
    if (a != b) {
      return a.size() != b.size() ? a.size() < b.size() : a < b;
    }
  }
  return left.size() < right.size();
}

// Flyway runs R__ files after all others.
bool IsRepeatable(std::string_view name) {
  return name.substr(0, 3) == "R__";
}

bool BeginsWithNumber(std::string_view name) {
  const bool versioned = name.size() > 1 && (name[0] == 'V' || name[0] == 'v');
  return !name.empty() && IsDigit(name[versioned ? 1 : 0]);
}

// Numbers after what all the names begin with, or folders that are numbers.
class NumberedNames {
 public:
  // REQUIRES: there is a path; the paths stand below the folder
  NumberedNames(const std::vector<std::string>& paths, std::string_view folder)
      : folder_(folder), several_(paths.size() > 1) {
    std::string_view common = BaseName(paths.front());
    for (const std::string& path : paths) {
      const std::string_view name = BaseName(path);
      const auto [end, other] =
          std::mismatch(common.begin(), common.end(), name.begin(), name.end());
      common = common.substr(0, static_cast<size_t>(end - common.begin()));
    }
    while (!common.empty() && IsDigit(common.back())) {
      common.remove_suffix(1);
    }
    common_ = common;
  }

  bool Has(std::string_view path) const {
    const std::string_view name = BaseName(path);
    if (IsRepeatable(name) || BeginsWithNumber(name) ||
        (several_ && name.starts_with(common_) &&
         BeginsWithNumber(name.substr(common_.size())))) {
      return true;
    }
    for (std::string_view parent = ParentPath(path);
         parent.size() > folder_.size(); parent = ParentPath(parent)) {
      if (BeginsWithNumber(BaseName(parent))) {
        return true;
      }
    }
    return false;
  }

 private:
  std::string_view folder_;
  bool several_;
  std::string common_;
};

}  // namespace

std::vector<std::string> OrderMigrations(std::vector<std::string> paths) {
  paths = WithoutWaysBack(std::move(paths));
  std::stable_sort(paths.begin(), paths.end(),
                   [](const std::string& left, const std::string& right) {
                     const bool left_last = IsRepeatable(BaseName(left));
                     const bool right_last = IsRepeatable(BaseName(right));
                     return left_last != right_last
                                ? right_last
                                : NaturallyLess(left, right);
                   });
  return paths;
}

bool IsNumberedFolder(const std::vector<std::string>& paths,
                      std::string_view folder) {
  // The scripts of the folder itself say it, when there are some.
  std::vector<std::string> direct;
  for (const std::string& path : paths) {
    if (ParentPath(path) == folder) {
      direct.push_back(path);
    }
  }
  const std::vector<std::string>& said = direct.size() > 1 ? direct : paths;
  return 2 * WithoutNumber(said, folder).size() < said.size();
}

std::vector<std::string> WithoutNumber(const std::vector<std::string>& paths,
                                       std::string_view folder) {
  std::vector<std::string> without;
  if (paths.empty()) {
    return without;
  }
  const NumberedNames numbered(paths, folder);
  for (const std::string& path : paths) {
    if (!numbered.Has(path)) {
      without.push_back(path);
    }
  }
  return without;
}

}  // namespace pgpact
