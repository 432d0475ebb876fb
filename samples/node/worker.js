// A job every 500 ms that leaves a heartbeat; SIGTERM lets the present job finish.
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { release } from './release.js';
import { fail, has } from './switches.js';

const stop = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => stop.abort());

function beat(jobs, state) {
  const file = `storage/worker-${process.pid}.json`;
  const { code, release: name } = release;
  writeFileSync(`${file}.tmp`, JSON.stringify({ release: name, pid: process.pid, at: new Date().toISOString(), cwd: process.cwd(), code, jobs, state }));
  renameSync(`${file}.tmp`, file);
}

mkdirSync('storage', { recursive: true });
let jobs = 0;
while (!stop.signal.aborted) {
  await sleep(300); // the job
  beat(++jobs, 'working');
  if (has('fail-worker') && jobs === 3) fail('worker cannot go on: the switch fail-worker is set');
  await sleep(200, null, { signal: stop.signal }).catch(() => {});
}
beat(jobs, 'stopped');
