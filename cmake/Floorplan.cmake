# The floors, lowest first. A floor includes only the floors that it names.
pgpact_floor(analyzer/base)
pgpact_floor(analyzer/text DEPENDS analyzer/base)
pgpact_floor(analyzer/lexer DEPENDS analyzer/base analyzer/text)
pgpact_floor(analyzer/strings DEPENDS analyzer/base analyzer/text)
pgpact_floor(analyzer/psql DEPENDS
             analyzer/base analyzer/text analyzer/lexer analyzer/strings)
pgpact_floor(analyzer/frontends DEPENDS
             analyzer/base analyzer/text analyzer/strings)

pgpact_floors_complete(analyzer rules reports cli)
