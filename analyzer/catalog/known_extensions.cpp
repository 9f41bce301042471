#include "analyzer/catalog/known_extensions.h"

#include <algorithm>
#include <array>

namespace pgpact {

namespace {

struct KnownExtension {
  std::string_view name;
  // By blanks; one that ends in a star stands for all that begin so.
  std::string_view makes;
};

// Those of PostgreSQL's own distribution (as version 15 has them), its
// languages, PostGIS and pgvector; sorted by name.
constexpr std::array<KnownExtension, 55> kExtensions = {{
    {"adminpack",
     "pg_file_rename pg_file_sync pg_file_unlink pg_file_write "
     "pg_logdir_ls"},
    {"amcheck", "bt_index_check bt_index_parent_check verify_heapam"},
    {"autoinc", "autoinc"},
    {"bloom", "blhandler"},
    {"btree_gin", "gin_*"},
    {"btree_gist",
     "cash_dist date_dist float4_dist float8_dist gbt_* gbtreekey* "
     "int2_dist int4_dist int8_dist interval_dist oid_dist time_dist "
     "ts_dist tstz_dist"},
    {"citext",
     "citext citext_* citextin citextout citextrecv citextsend max min "
     "regexp_* replace split_part strpos texticlike texticnlike "
     "texticregexeq texticregexne translate"},
    {"cube", "cube cube_* distance_chebyshev distance_taxicab g_*"},
    {"dblink", "dblink dblink_*"},
    {"dict_int", "dintdict_init dintdict_lexize"},
    {"dict_xsyn", "dxsyn_init dxsyn_lexize"},
    {"earthdistance",
     "earth earth_box earth_distance gc_to_sec geo_distance latitude "
     "ll_to_earth longitude sec_to_gc"},
    {"file_fdw", "file_fdw_handler file_fdw_validator"},
    {"fuzzystrmatch",
     "difference dmetaphone dmetaphone_alt levenshtein "
     "levenshtein_less_equal metaphone soundex text_soundex"},
    {"hstore",
     "akeys avals defined delete each exist exists_all exists_any "
     "fetchval ghstore ghstore_* gin_consistent_hstore "
     "gin_extract_hstore gin_extract_hstore_query hs_concat "
     "hs_contained hs_contains hstore hstore_* isdefined isexists "
     "populate_record skeys slice slice_array svals tconvert"},
    {"insert_username", "insert_username"},
    {"intagg",
     "int_agg_final_array int_agg_state int_array_aggregate "
     "int_array_enum"},
    {"intarray",
     "_* boolop bqarr_in bqarr_out g_* ginint4_consistent "
     "ginint4_queryextract icount idx intarray_del_elem "
     "intarray_push_array intarray_push_elem intbig_gkey intset "
     "intset_subtract intset_union_elem query_int querytree rboolop "
     "sort sort_asc sort_desc subarray uniq"},
    {"isn",
     "bt* ean13 ean13_in ean13_out hash* is_valid isbn isbn13 "
     "isbn13_in isbn_in ismn ismn13 ismn13_in ismn_in isn_out isn_weak "
     "isneq isnge isngt isnle isnlt isnne issn issn13 issn13_in "
     "issn_in make_valid upc upc_in"},
    {"lo", "lo lo_manage lo_oid"},
    {"ltree",
     "_* index lca lquery lquery_in lquery_out lquery_recv lquery_send "
     "lt_q_regex lt_q_rregex ltq_regex ltq_rregex ltree ltree2text "
     "ltree_* ltreeparentsel ltxtq_* ltxtquery nlevel subltree subpath "
     "text2ltree"},
    {"moddatetime", "moddatetime"},
    {"old_snapshot", "pg_old_snapshot_time_mapping"},
    {"pageinspect",
     "brin_metapage_info brin_page_items brin_page_type "
     "brin_revmap_data bt_metap bt_page_items bt_page_stats "
     "fsm_page_contents get_raw_page gin_leafpage_items "
     "gin_metapage_info gin_page_opaque_info gist_page_items "
     "gist_page_items_bytea gist_page_opaque_info hash_* "
     "heap_page_item_attrs heap_page_items heap_tuple_infomask_flags "
     "page_checksum page_header tuple_data_split"},
    {"pg_buffercache", "pg_buffercache*"},
    {"pg_freespacemap", "pg_freespace"},
    {"pg_prewarm", "autoprewarm_dump_now autoprewarm_start_worker pg_prewarm"},
    {"pg_stat_statements", "pg_stat_statements*"},
    {"pg_surgery", "heap_force_freeze heap_force_kill"},
    {"pg_trgm",
     "gin_extract_query_trgm gin_extract_value_trgm "
     "gin_trgm_consistent gin_trgm_triconsistent gtrgm gtrgm_* "
     "set_limit show_limit show_trgm similarity similarity_dist "
     "similarity_op strict_* word_*"},
    {"pg_visibility",
     "pg_check_frozen pg_check_visible pg_truncate_visibility_map "
     "pg_visibility pg_visibility_map pg_visibility_map_summary"},
    {"pg_walinspect",
     "pg_get_wal_record_info pg_get_wal_records_info "
     "pg_get_wal_records_info_till_end_of_wal pg_get_wal_stats "
     "pg_get_wal_stats_till_end_of_wal"},
    {"pgcrypto",
     "armor crypt dearmor decrypt decrypt_iv digest encrypt encrypt_iv "
     "gen_random_bytes gen_random_uuid gen_salt hmac pgp_*"},
    {"pgrowlocks", "pgrowlocks"},
    {"pgstattuple",
     "pg_relpages pgstatginindex pgstathashindex pgstatindex "
     "pgstattuple pgstattuple_approx"},
    {"plperl", "plperl*"},
    {"plperlu", "plperl*"},
    {"plpython2u", "plpython*"},
    {"plpython3u", "plpython*"},
    {"plpythonu", "plpython*"},
    {"pltcl", "pltcl*"},
    {"pltclu", "pltcl*"},
    {"postgis",
     "_add_overview_constraint* _add_raster_constraint* "
     "_drop_overview_constraint* _drop_raster_constraint* "
     "_overview_constraint* _postgis* _raster_constraint* _st_* "
     "_updaterastersrid addauth addbbox addgeometrycolumn "
     "addoverviewconstraints addrasterconstraints box box2d* box3d* "
     "box3dtobox bytea checkauth* contains_2d disablelongtransactions "
     "dropbbox dropgeometrycolumn dropgeometrytable "
     "dropoverviewconstraints droprasterconstraints "
     "enablelongtransactions equals find_srid geog_brin* geography* "
     "geom* get_proj4_from_srid gettransactionid gidx* gserialized* "
     "hasbbox is_contained_2d json jsonb lockrow "
     "longtransactionsenabled overlaps_2d overlaps_geog overlaps_nd "
     "path pgis_* point polygon populate_geometry_columns postgis* "
     "rast* spatial_ref_sys spheroid* st_* text unlockrows "
     "updategeometrysrid updaterastersrid valid_detail within_2d "
     "addbandarg agg_* unionarg reclassarg summarystats* quantile "
     "valuecount histogram"},
    {"postgres_fdw", "postgres_*"},
    {"refint", "check_foreign_key check_primary_key"},
    {"seg", "gseg_* seg seg_*"},
    {"sslinfo", "ssl_*"},
    {"tablefunc",
     "connectby crosstab crosstab2 crosstab3 crosstab4 normal_rand "
     "tablefunc_crosstab_2 tablefunc_crosstab_3 tablefunc_crosstab_4"},
    {"tcn", "triggered_change_notification"},
    {"tsm_system_rows", "system_rows"},
    {"tsm_system_time", "system_time"},
    {"unaccent", "unaccent unaccent_init unaccent_lexize"},
    {"uuid-ossp", "uuid_*"},
    {"vector",
     "array_to_* avg binary_quantize cosine_distance halfvec* "
     "hamming_distance hnsw* inner_product ivfflat* jaccard_distance "
     "l1_distance l2_distance l2_norm l2_normalize sparsevec* "
     "subvector sum vector*"},
    {"xml2", "xml_encode_special_chars xml_valid xpath_* xslt_process"},
}};

const KnownExtension* Find(std::string_view name) {
  const auto* const found = std::lower_bound(
      kExtensions.begin(), kExtensions.end(), name,
      [](const KnownExtension& extension, std::string_view wanted) {
        return extension.name < wanted;
      });
  return found != kExtensions.end() && found->name == name ? found : nullptr;
}

}  // namespace

bool IsKnownExtension(std::string_view extension) {
  return Find(extension) != nullptr;
}

bool ExtensionMakes(std::string_view extension, std::string_view name) {
  const KnownExtension* known = Find(extension);
  if (known == nullptr) {
    return true;
  }
  std::string_view rest = known->makes;
  while (!rest.empty()) {
    const size_t end = std::min(rest.find(' '), rest.size());
    const std::string_view pattern = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const bool fits =
        pattern.back() == '*'
            ? name.starts_with(pattern.substr(0, pattern.size() - 1))
            : name == pattern;
    if (fits) {
      return true;
    }
  }
  return false;
}

}  // namespace pgpact
