# The built-in catalogs become part of the program: an assembler file includes
# their bytes.
target_sources(pgpact_analyzer_catalog PRIVATE
               "${PROJECT_SOURCE_DIR}/analyzer/catalog/builtin/embedded.S")
set_source_files_properties(
  "${PROJECT_SOURCE_DIR}/analyzer/catalog/builtin/embedded.S"
  TARGET_DIRECTORY pgpact_analyzer_catalog
  PROPERTIES
  INCLUDE_DIRECTORIES "${PROJECT_SOURCE_DIR}/analyzer/catalog/builtin"
  OBJECT_DEPENDS
  "${PROJECT_SOURCE_DIR}/analyzer/catalog/builtin/postgresql-15.txt")
