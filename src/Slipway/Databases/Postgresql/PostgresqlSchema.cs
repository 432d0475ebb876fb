using System.Text;

namespace Slipway.Databases.Postgresql;

/// <summary>Statements about everything in a database that is the app's: not the system's and no extension's.</summary>
internal static class PostgresqlSchema
{
    private const string Ours = "n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'";

    /// <summary>Tables with rows of their own, as pg_dump writes their names.</summary>
    public const string Tables = $"""
        SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind = 'r' AND {Ours}
        AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e');
        """;

    /// <summary>Drops all of it. Schemas but public first; in public one object after another, so that the schema keeps its grants and extensions.</summary>
    public const string Empty = """
        DO $slipway$
        DECLARE o record;
        BEGIN
          FOR o IN SELECT n.nspname FROM pg_namespace n
            WHERE n.nspname NOT IN ('public', 'information_schema') AND n.nspname NOT LIKE 'pg\_%'
            AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_namespace'::regclass AND d.objid = n.oid AND d.deptype = 'e')
            AND NOT EXISTS (SELECT 1 FROM pg_extension e WHERE e.extnamespace = n.oid)
          LOOP EXECUTE format('DROP SCHEMA %I CASCADE', o.nspname); END LOOP;
          FOR o IN SELECT c.oid, c.relname, CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' WHEN 'f' THEN 'FOREIGN TABLE' ELSE 'TABLE' END AS kind
            FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
            AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
          LOOP
            IF EXISTS (SELECT 1 FROM pg_class WHERE oid = o.oid) THEN EXECUTE format('DROP %s public.%I CASCADE', o.kind, o.relname); END IF;
          END LOOP;
          FOR o IN SELECT p.oid, p.oid::regprocedure::text AS name FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
            AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
          LOOP
            IF EXISTS (SELECT 1 FROM pg_proc WHERE oid = o.oid) THEN EXECUTE format('DROP ROUTINE %s CASCADE', o.name); END IF;
          END LOOP;
          FOR o IN SELECT t.oid, t.typname FROM pg_type t LEFT JOIN pg_class c ON c.oid = t.typrelid
            WHERE t.typnamespace = 'public'::regnamespace AND (t.typtype IN ('e', 'd', 'r') OR c.relkind = 'c')
            AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e')
          LOOP
            IF EXISTS (SELECT 1 FROM pg_type WHERE oid = o.oid) THEN EXECUTE format('DROP TYPE public.%I CASCADE', o.typname); END IF;
          END LOOP;
          PERFORM lo_unlink(l.oid) FROM pg_largeobject_metadata l;
        END
        $slipway$;
        """;

    /// <summary>Statements that fail unless each table has exactly its rows.</summary>
    public static string Check(IReadOnlyDictionary<string, long> tables)
    {
        var sql = new StringBuilder();
        foreach (var (name, rows) in tables)
            sql.Append("DO $slipway$ BEGIN IF (SELECT count(*) FROM ").Append(name).Append(") <> ").Append(rows)
                .Append(" THEN RAISE EXCEPTION 'a restored table does not have its ").Append(rows).Append(" rows'; END IF; END $slipway$;\n");
        return sql.ToString();
    }
}
