// Misbehaviour on request, one per line of the file "switches" ("slow-start 45"). No file: all is well.
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const lines = existsSync('switches') ? readFileSync('switches', 'utf8').split('\n').filter(Boolean) : [];
const set = new Map(lines.map((line) => [line.split(' ')[0], Number(line.split(' ')[1] ?? 0)]));

export const has = (name) => set.has(name);

export const isUnwell = () => has('fail-health') || (has('fail-health-after') && process.uptime() >= set.get('fail-health-after'));

export function fail(lastWords) {
  console.error(lastWords);
  process.exit(1);
}

/** Ends the process when it must not start; takes as long as it is told to. */
export async function beforeStart() {
  if (has('fail-start')) fail('guest book cannot start: the switch fail-start is set');
  await sleep((set.get('slow-start') ?? 0) * 1000);
}
