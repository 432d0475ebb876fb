// Applies the pending files of migrations/; --list only names them, one per line.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { database } from './database.js';
import { has } from './switches.js';

const folders = ['migrations', ...['new-migration', 'fail-migration'].filter(has).map((name) => `migrations.${name}`)];
const applied = await database.migrated();
try {
  for (const folder of folders.filter(existsSync)) {
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.sql')).sort()) {
      const name = file.slice(0, -'.sql'.length);
      if (applied.includes(name)) continue;
      console.log(name);
      if (process.argv.includes('--list')) continue;
      const statements = readFileSync(`${folder}/${file}`, 'utf8').split(/;\s*\n/).filter((sql) => sql.trim());
      for (const sql of statements) await database.run(sql);
      await database.setMigrated(name);
    }
  }
} catch (error) {
  console.error(`migration failed: ${error.message}`);
  process.exitCode = 1;
} finally {
  await database.close();
}
