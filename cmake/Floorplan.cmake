# The floors, lowest first. A floor includes only the floors that it names.
pgpact_floor(analyzer/base)
pgpact_floor(analyzer/text DEPENDS analyzer/base)
pgpact_floor(analyzer/lexer DEPENDS analyzer/base analyzer/text)
pgpact_floor(analyzer/strings DEPENDS
             analyzer/base analyzer/text analyzer/lexer)
pgpact_floor(analyzer/psql DEPENDS
             analyzer/base analyzer/text analyzer/lexer analyzer/strings)
pgpact_floor(analyzer/frontends DEPENDS
             analyzer/base analyzer/text analyzer/strings)
pgpact_floor(analyzer/frontends/tree_sitter DEPENDS
             analyzer/base analyzer/text
             LIBRARIES pgpact_tree_sitter pgpact_grammar_python
                       pgpact_grammar_bash)
pgpact_floor(analyzer/frontends/python DEPENDS
             analyzer/base analyzer/text analyzer/strings analyzer/frontends
             analyzer/frontends/tree_sitter)
pgpact_floor(analyzer/frontends/sql_file DEPENDS
             analyzer/base analyzer/text analyzer/strings analyzer/psql
             analyzer/frontends)
pgpact_floor(analyzer/frontends/markdown DEPENDS
             analyzer/base analyzer/text analyzer/strings analyzer/psql
             analyzer/frontends
             LIBRARIES cmark)
pgpact_floor(analyzer/frontends/shell DEPENDS
             analyzer/base analyzer/text analyzer/strings analyzer/psql
             analyzer/frontends analyzer/frontends/tree_sitter)
pgpact_floor(analyzer/sql DEPENDS
             analyzer/base analyzer/text analyzer/lexer analyzer/strings
             LIBRARIES pg_query simdjson::simdjson)
pgpact_floor(analyzer/plpgsql DEPENDS
             analyzer/base analyzer/text analyzer/lexer analyzer/strings
             analyzer/sql)
pgpact_floor(analyzer/catalog DEPENDS
             analyzer/base analyzer/text analyzer/lexer analyzer/strings
             analyzer/sql)
pgpact_floor(analyzer/binder DEPENDS
             analyzer/base analyzer/text analyzer/lexer analyzer/strings
             analyzer/sql analyzer/catalog)
pgpact_floor(analyzer/bodies DEPENDS
             analyzer/base analyzer/text analyzer/lexer analyzer/strings
             analyzer/sql analyzer/plpgsql analyzer/catalog analyzer/binder)
pgpact_floor(analyzer/installation DEPENDS
             analyzer/base analyzer/text analyzer/lexer analyzer/strings
             analyzer/sql analyzer/plpgsql analyzer/catalog analyzer/binder
             analyzer/bodies)
pgpact_floor(analyzer/contract DEPENDS
             analyzer/base analyzer/text analyzer/strings analyzer/sql
             analyzer/catalog analyzer/binder analyzer/bodies
             analyzer/installation
             LIBRARIES yaml-cpp)
pgpact_floor(rules DEPENDS
             analyzer/base analyzer/text analyzer/lexer analyzer/strings
             analyzer/frontends analyzer/sql analyzer/catalog analyzer/binder
             analyzer/bodies analyzer/installation analyzer/contract)
pgpact_floor(reports DEPENDS
             analyzer/base analyzer/text analyzer/strings analyzer/sql
             analyzer/catalog analyzer/binder analyzer/bodies
             analyzer/installation analyzer/contract rules)
pgpact_floor(cli DEPENDS
             analyzer/base analyzer/text analyzer/strings analyzer/psql
             analyzer/frontends analyzer/frontends/tree_sitter
             analyzer/frontends/python analyzer/frontends/shell
             analyzer/frontends/sql_file analyzer/frontends/markdown
             analyzer/sql analyzer/catalog
             analyzer/binder analyzer/bodies analyzer/installation
             analyzer/contract rules reports
             LIBRARIES tomlplusplus::tomlplusplus CLI11::CLI11)

pgpact_floors_complete(analyzer rules reports cli)
