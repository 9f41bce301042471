// A hostile repository on a real disk: what leaves the root is not read.
#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "analyzer/text/file_system.h"

namespace pgpact {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class DiskFileSystemTest : public testing::Test {
 protected:
  DiskFileSystemTest() {
    std::string pattern =
        (fs::temp_directory_path() / "pgpact-disk-XXXXXX").string();
    top_ = mkdtemp(pattern.data());
    root_ = top_ / "repository";
    fs::create_directories(root_ / "backend" / "sql");
    Write(root_ / "backend" / "main.py", "main");
    Write(root_ / "backend" / "sql" / "a.sql", "select 1");
    Write(top_ / "secret.txt", "secret");
    Write(top_ / "repository2" / "other.txt", "other");
  }
  ~DiskFileSystemTest() override { fs::remove_all(top_); }

  static void Write(const fs::path& path, std::string_view content) {
    fs::create_directories(path.parent_path());
    std::ofstream(path) << content;
  }
  std::unique_ptr<FileSystem> Open(std::vector<std::string> allowed = {}) {
    return OpenFileSystem(root_.string(), std::move(allowed));
  }

  fs::path top_;
  fs::path root_;
};

TEST_F(DiskFileSystemTest, ReadsFilesOfTheRoot) {
  EXPECT_EQ(Open()->Read("backend/main.py").value(), "main");
  EXPECT_EQ(Open()->Read("backend/../backend/main.py").value(), "main");
}

TEST_F(DiskFileSystemTest, RefusesWhatLeavesTheRoot) {
  fs::create_symlink("../../secret.txt", root_ / "backend" / "link.txt");
  fs::create_directory_symlink(top_ / "repository2", root_ / "out");
  for (const std::string path :
       {"/etc/passwd", "../secret.txt", "backend/../../secret.txt",
        "backend/link.txt", "out/other.txt", "../repository2/other.txt"}) {
    const Result<std::string> read = Open()->Read(path);
    ASSERT_FALSE(read.ok()) << path;
    EXPECT_THAT(read.error().message, HasSubstr("outside the repository"));
    EXPECT_FALSE(Open()->Kind(path).ok()) << path;
  }
}

TEST_F(DiskFileSystemTest, DoesNotTellWhatExistsOutside) {
  EXPECT_EQ(Open()->Kind("../secret.txt").error().message,
            Open()->Kind("../no-such.txt").error().message);
}

TEST_F(DiskFileSystemTest, ReadsWhatWasNamed) {
  const std::string named = (top_ / "secret.txt").string();
  EXPECT_EQ(Open({named})->Read(named).value(), "secret");
  EXPECT_EQ(Open({"../secret.txt"})->Read("../secret.txt").value(), "secret");
  EXPECT_FALSE(Open({named})->Read("../repository2/other.txt").ok());
}

TEST_F(DiskFileSystemTest, ListsSortedAndEndsOnLinkLoops) {
  fs::create_directory_symlink("..", root_ / "backend" / "up");
  fs::create_directory_symlink("sql", root_ / "backend" / "again");
  fs::create_symlink("loop", root_ / "backend" / "loop");
  const auto entries = Open()->List("backend").value();
  std::string listed;
  for (const FolderEntry& entry : entries) {
    listed += entry.name + ":" + std::to_string(static_cast<int>(entry.kind)) +
              (entry.link_target.empty() ? "" : "->" + entry.link_target) + " ";
  }
  EXPECT_EQ(listed, "again:1->backend/sql loop:2 main.py:0 sql:1 up:2 ");
}

TEST_F(DiskFileSystemTest, DoesNotFollowALinkBehindALink) {
  fs::create_directories(root_ / "a");
  fs::create_directories(root_ / "b");
  fs::create_directory_symlink("../b", root_ / "a" / "to_b");
  fs::create_directory_symlink("../a", root_ / "b" / "to_a");
  const auto entries = Open()->List("a/to_b").value();
  ASSERT_EQ(entries.size(), 1U);
  EXPECT_EQ(entries[0].kind, EntryKind::Other);
}

TEST_F(DiskFileSystemTest, OpensNeitherPipesNorFolders) {
  ASSERT_EQ(mkfifo((root_ / "pipe").c_str(), 0600), 0);
  EXPECT_THAT(Open()->Read("pipe").error().message,
              HasSubstr("no regular file"));
  EXPECT_THAT(Open()->Read("backend").error().message, HasSubstr("a folder"));
  EXPECT_THAT(Open({"/dev/zero"})->Read("/dev/zero").error().message,
              HasSubstr("no regular file"));
}

TEST_F(DiskFileSystemTest, RefusesWhatIsTooLarge) {
  Write(root_ / "large.sql", "");
  fs::resize_file(root_ / "large.sql", kMaximumFileSize + 1);
  EXPECT_THAT(Open()->Read("large.sql").error().message,
              HasSubstr("larger than 64 MB"));
}

TEST_F(DiskFileSystemTest, SaysWhyAFileCannotBeRead) {
  EXPECT_EQ(Open()->Read("backend/none.py").error().message,
            "no such file or folder");
}

TEST_F(DiskFileSystemTest, FindsTheNearestGitFolder) {
  EXPECT_EQ(FindRoot((root_ / "backend").string()),
            (root_ / "backend").string());
  fs::create_directories(root_ / ".git");
  EXPECT_EQ(FindRoot((root_ / "backend" / "sql").string()), root_.string());
}

}  // namespace
}  // namespace pgpact
