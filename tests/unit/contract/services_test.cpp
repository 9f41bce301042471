#include "analyzer/contract/services.h"

#include <gtest/gtest.h>

namespace pgpact {
namespace {

MappedText Mapped(std::string_view text) {
  MappedText mapped;
  mapped.Append(text,
                {SourceFileId{0}, {0, static_cast<uint32_t>(text.size())}});
  return mapped;
}

std::unique_ptr<FileSystem> Repository() {
  return MakeInMemoryFileSystem({
      {"backend/main.py", ""},
      {"backend/worker.py", ""},
      {"pkg/web/app.py", ""},
      {"pkg/__main__.py", ""},
      {"scripts/run.sh", "#!/bin/sh\ncd /opt\nexec python3 worker.py\n"},
      {"scripts/worker.py", ""},
      {"api/Dockerfile",
       "FROM x\nWORKDIR /app\nCMD [\"python\", \"serve.py\"]\n"},
      {"api/serve.py", ""},
  });
}

// "name=entry" or "name!problem" of every service.
std::string Summary(std::string_view path, std::string_view text) {
  const auto files = Repository();
  const auto format = ServiceFormatOf(path, text);
  if (!format) {
    return "no service file";
  }
  std::string summary;
  for (const Service& service :
       ReadServices(path, Mapped(text), *format, *files)) {
    summary += summary.empty() ? "" : " ";
    summary += service.name + (service.started ? "" : "(stopped)");
    for (const std::string& entry : service.entry_files) {
      summary += "=" + entry;
    }
    summary += service.problem.empty() ? "" : "!" + service.problem;
    const TextRange range = service.location.range;
    if (format != ServiceFormat::Systemd) {
      EXPECT_EQ(text.substr(range.begin, range.size()), service.name);
    }
  }
  return summary;
}

TEST(Services, FindsTheEntryFile) {
  struct Row {
    std::string_view command;
    std::string_view entry;
  };
  const Row rows[] = {
      {"/x/venv/bin/python /x/y/backend/main.py BTC", "=backend/main.py"},
      {"python3 -u -W ignore backend/main.py", "=backend/main.py"},
      {"/usr/bin/env PYTHONPATH=/x python3.11 backend/main.py",
       "=backend/main.py"},
      {"python -m pkg", "=pkg/__main__.py"},
      {"python -m uvicorn pkg.web.app:app --port 1", "=pkg/web/app.py"},
      {"uvicorn pkg.web.app:app", "=pkg/web/app.py"},
      {"gunicorn -w 4 -b 0.0.0.0:80 pkg.web.app:create()", "=pkg/web/app.py"},
      {"celery -A pkg.web.app worker", "=pkg/web/app.py"},
      {"bash -c 'cd /x && exec python backend/worker.py'",
       "=backend/worker.py"},
      {"bash /x/scripts/run.sh", "=scripts/worker.py"},
      {"%(ENV_APP)s/backend/main.py", "=backend/main.py"},
      {"%(ENV_HOME)s/backend/main.py", "=backend/main.py"},
      {"python %(here)s/%(program_name)s.py", "=backend/worker.py"},
      {"python nowhere.py",
       "!no file of this repository ends as \"nowhere.py\""},
      {"sh -c 'python backend/worker.py && python backend/main.py'",
       "=backend/worker.py=backend/main.py"},
      {"sh -c 'python gone.py; exec python backend/main.py'",
       "=backend/main.py!no file of this repository ends as \"gone.py\""},
      {"python -m pkg.gone",
       "!no file of this repository ends as \"-m pkg.gone\""},
      {"node server.js", "!no program that pgpact reads: \"node\""},
  };
  for (const Row& row : rows) {
    const std::string text =
        "[supervisord]\nenvironment=APP=\"/srv/a\"\n"
        "[program:worker]\ncommand=" +
        std::string(row.command) + "\n";
    EXPECT_EQ(Summary("backend/supervisor.conf", text),
              "worker" + std::string(row.entry))
        << row.command;
  }
}

TEST(Services, ReadsSupervisordSections) {
  EXPECT_EQ(Summary("s.conf",
                    "; [program:old]\n#[program:older]\n"
                    "[program:a]\ncommand=python main.py ; the program\n"
                    "directory=/opt/x/backend\nautostart=false\n"
                    "[eventlistener:b]\ncommand=\n  python\n  worker.py\n"
                    "[group:g]\nprograms=a\n"),
            "a(stopped)=backend/main.py b!no file of this repository ends as "
            "\"worker.py\"");
  EXPECT_EQ(Summary("s.conf", "[program:a]\nCommand: python backend/main.py\n"),
            "a=backend/main.py");
  EXPECT_EQ(IncludedFiles("[supervisord]\n[include]\nfiles = a.ini b/*.conf\n"),
            (std::vector<std::string>{"a.ini", "b/*.conf"}));
}

TEST(Services, ReadsTheOtherFormats) {
  EXPECT_EQ(Summary("etc/main.service",
                    "[Unit]\nDescription=x\n[Service]\n"
                    "ExecStart=-/usr/bin/python3 \\\n  /x/backend/main.py\n"),
            "main=backend/main.py");
  EXPECT_EQ(Summary("etc/main.service",
                    "[Service]\nExecStartPre=+python3 backend/worker.py\n"
                    "ExecStart=@/usr/bin/python3 shop backend/main.py\n"
                    "ExecStartPost=/bin/true\n"),
            "main=backend/main.py=backend/worker.py");
  EXPECT_EQ(Summary("Procfile", "web: cd backend && python worker.py\n"),
            "web=backend/worker.py");
  EXPECT_EQ(Summary("compose.yml",
                    "services:\n  a:\n    image: x\n"
                    "    command: python ${APP:-backend/main.py}\n"),
            "a=backend/main.py");
  EXPECT_EQ(Summary("Procfile",
                    "# web: x\nweb: uvicorn pkg.web.app:app\nworker: python "
                    "backend/worker.py\n"),
            "web=pkg/web/app.py worker=backend/worker.py");
  EXPECT_EQ(Summary("docker-compose.yml",
                    "services:\n  db:\n    image: postgres\n  api:\n"
                    "    build: ./api\n  job:\n    image: x\n"
                    "    command: [\"python\", \"backend/worker.py\"]\n"),
            "db!it has no command api=api/serve.py job=backend/worker.py");
  EXPECT_EQ(Summary("docker-compose.yml", "services: [\n"), "");
  EXPECT_EQ(Summary("nginx.conf", "server {}\n"), "no service file");
}

}  // namespace
}  // namespace pgpact
