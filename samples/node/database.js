// PostgreSQL when DATABASE_URL is set; else a file, so that a laptop needs nothing.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

export const database = process.env.DATABASE_URL ? await postgresql(process.env.DATABASE_URL) : file('data/book.json');

async function postgresql(connectionString) {
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({ connectionString, max: 5, connectionTimeoutMillis: 5000 });
  pool.on('error', (error) => console.error(`database: ${error.message}`));
  const rows = async (sql, values) => (await pool.query(sql, values)).rows;
  return {
    entries: () => rows('SELECT name, message, created_at FROM entries ORDER BY id DESC LIMIT 20'),
    add: (name, message, at) => rows('INSERT INTO entries (name, message, created_at) VALUES ($1, $2, $3)', [name, message, at]),
    check: () => rows('SELECT count(*) FROM entries'),
    run: (sql) => rows(sql),
    async migrated() {
      await rows('CREATE TABLE IF NOT EXISTS migrations (name VARCHAR(100) PRIMARY KEY)');
      return (await rows('SELECT name FROM migrations')).map((row) => row.name);
    },
    setMigrated: (name) => rows('INSERT INTO migrations VALUES ($1)', [name]),
    close: () => pool.end(),
  };
}

/** Understands just the SQL of this sample's migrations. */
function file(path) {
  const load = () => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : { migrations: [] });
  const change = async (edit) => {
    const tables = load();
    edit(tables);
    mkdirSync('data', { recursive: true });
    writeFileSync(`${path}.${process.pid}`, JSON.stringify(tables, null, 1));
    renameSync(`${path}.${process.pid}`, path);
  };
  const table = (tables, name) => {
    if (!tables[name]) throw new Error(`there is no table ${name}`);
    return tables[name];
  };
  return {
    entries: async () => table(load(), 'entries').slice(-20).reverse(),
    add: (name, message, created_at) => change((tables) => table(tables, 'entries').push({ name, message, created_at })),
    check: async () => table(load(), 'entries'),
    run: (sql) => change((tables) => {
      const [, verb, name] = sql.match(/^(CREATE TABLE|INSERT INTO|ALTER TABLE) (\w+)/);
      if (verb === 'CREATE TABLE' && tables[name]) throw new Error(`the table ${name} exists already`);
      if (verb === 'CREATE TABLE') tables[name] = [];
      else if (verb === 'INSERT INTO') {
        const [by, message, created_at] = [...sql.matchAll(/'([^']*)'/g)].map((match) => match[1]);
        table(tables, name).push({ name: by, message, created_at });
      }
    }),
    migrated: async () => load().migrations,
    setMigrated: (name) => change((tables) => tables.migrations.push(name)),
    close: async () => {},
  };
}
