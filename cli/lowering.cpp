#include "cli/lowering.h"

#include <algorithm>
#include <utility>

#include "analyzer/frontends/tree_sitter/parse_arena.h"
#include "cli/parallel.h"

namespace pgpact {

namespace {

// A document holds shell that holds Python: no deeper.
constexpr int kMaximumNesting = 3;

// One text to lower: a file, or a text inside one.
struct Task {
  const SourceFile* file = nullptr;
  const FrontEnd* front_end = nullptr;
  // Set for embedded text.
  std::optional<EmbeddedText> embedded;
  Lowered lowered;
};

class Lowerer {
 public:
  Lowerer(const FrontEnds& front_ends, uint32_t jobs)
      : front_ends_(front_ends), jobs_(jobs) {}

  LoweredSources Run(std::vector<ChosenFile> chosen) && {
    std::sort(chosen.begin(), chosen.end(),
              [](const ChosenFile& left, const ChosenFile& right) {
                return left.file->path() < right.file->path();
              });
    std::vector<Task> tasks;
    tasks.reserve(chosen.size());
    for (const ChosenFile& file : chosen) {
      tasks.push_back({file.file, file.front_end, {}, {}});
    }
    for (int nesting = 0; !tasks.empty() && nesting <= kMaximumNesting;
         ++nesting) {
      Lower(tasks);
      tasks = Keep(std::move(tasks));
    }
    result_.program = Link(std::move(modules_));
    FindModules();
    return std::move(result_);
  }

 private:
  struct Place {
    std::string path;
    SourceFileId file;
    std::optional<TextRange> range;
  };

  void Lower(std::vector<Task>& tasks) const {
    ParallelFor(tasks.size(), jobs_, [&](size_t index) {
      Task& task = tasks[index];
      task.lowered = task.embedded ? task.front_end->LowerEmbedded(
                                         *task.embedded, *task.file)
                                   : task.front_end->Lower(*task.file);
    });
  }

  // Takes what was lowered; the tasks for the texts inside it.
  std::vector<Task> Keep(std::vector<Task> tasks) {
    std::vector<Task> inside;
    for (Task& task : tasks) {
      const SourceFile& file = *task.file;
      Lowered& lowered = task.lowered;
      for (const Comment& comment : lowered.comments) {
        ReadDirective(comment, file, result_.directives);
      }
      result_.unsupported[file.id().index] +=
          static_cast<uint32_t>(lowered.unsupported.size());
      for (EmbeddedText& text : lowered.embedded) {
        if (const FrontEnd* of = front_ends_.Of(text.language)) {
          inside.push_back({&file, of, std::move(text), {}});
        }
      }
      Place place = {file.path(), file.id(), std::nullopt};
      if (task.embedded) {
        place.range = task.embedded->range;
        place.path += "#" + std::to_string(task.embedded->range.begin);
      }
      lowered.module.path = place.path;
      lowered.module.file = file.id();
      modules_.push_back(std::move(lowered.module));
      places_.push_back(std::move(place));
    }
    return inside;
  }

  // Link has put the modules in the order of their paths.
  void FindModules() {
    std::map<std::string_view, ModuleId> by_path;
    for (uint32_t i = 0; i < result_.program.modules.size(); ++i) {
      by_path[result_.program.modules[i].path] = ModuleId{i};
    }
    for (const Place& place : places_) {
      const auto found = by_path.find(place.path);
      if (found == by_path.end()) {
        continue;
      }
      if (place.range) {
        result_.embedded.push_back({place.file, *place.range, found->second});
      } else {
        result_.by_file[place.file.index] = found->second;
      }
    }
    std::sort(result_.embedded.begin(), result_.embedded.end(),
              [](const EmbeddedModule& left, const EmbeddedModule& right) {
                return std::pair(left.host, left.range) <
                       std::pair(right.host, right.range);
              });
  }

  const FrontEnds& front_ends_;
  uint32_t jobs_;
  std::vector<Module> modules_;
  std::vector<Place> places_;
  LoweredSources result_;
};

}  // namespace

LoweredSources LowerSources(std::vector<ChosenFile> chosen,
                            const FrontEnds& front_ends, uint32_t jobs) {
  LoweredSources lowered = Lowerer(front_ends, jobs).Run(std::move(chosen));
  // What comes now needs the memory for other things.
  ReleaseParseMemory();
  return lowered;
}

}  // namespace pgpact
