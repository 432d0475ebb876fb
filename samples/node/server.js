import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { database } from './database.js';
import { page, release, stylesheet } from './release.js';
import { beforeStart, has, isUnwell } from './switches.js';
import { accept, closeAll } from './websocket.js';

const css = readFileSync(`public/assets/${stylesheet}`);
const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const html = (text) => String(text).replace(/[&<>"']/g, (char) => escapes[char]);
const who = () => `code=${release.code} release=${release.release}`;
const json = (value, status = 200) => ({ status, type: 'application/json', body: JSON.stringify(value) });
const text = (body, status = 200) => ({ status, type: 'text/plain', body });
let stopping = false;

const routes = {
  'GET /': async () => {
    if (has('error-rate')) return text('the switch error-rate is set', 500);
    const entries = (await database.entries())
      .map((entry) => `<li><strong>${html(entry.name)}</strong>${html(entry.message)} <time>${html(entry.created_at)}</time></li>`);
    const values = { ...release, stylesheet };
    const body = page.replace(/{{(\w+)}}/g, (_, name) => (name === 'entries' ? entries.join('') : html(values[name])));
    return { status: 200, type: 'text/html; charset=utf-8', body };
  },
  [`GET /assets/${stylesheet}`]: async () => ({ status: 200, type: 'text/css', body: css, headers: { 'cache-control': 'public, max-age=31536000, immutable' } }),
  'POST /entries': async (request) => {
    const form = new URLSearchParams((await bodyOf(request, 10_000)).toString());
    const [name, message] = ['name', 'message'].map((field) => (form.get(field) ?? '').trim());
    if (!name || name.length > 80 || !message || message.length > 500) return text('A name (80 characters) and a message (500) are needed.', 422);
    await database.add(name, message, new Date().toISOString().slice(0, 16).replace('T', ' '));
    return { status: 303, type: 'text/plain', body: '', headers: { location: '/' } };
  },
  'GET /versions': async () => json({ ...release, pid: process.pid }),
  'GET /health': async () => {
    const answer = await database.check().then(() => 'ok', (error) => error.message || String(error));
    const well = answer === 'ok' && !isUnwell();
    return json({ status: well ? 'ok' : 'failing', release: release.release, checks: { database: answer } }, well ? 200 : 503);
  },
  'GET /slow': async (_, url) => {
    await sleep(1000 * Math.min(60, Math.max(0, Number(url.searchParams.get('seconds') ?? 3))));
    return text(`${who()}\n`);
  },
  'POST /upload': async (request) => {
    mkdirSync('storage/uploads', { recursive: true });
    const path = `storage/uploads/${randomUUID()}`;
    const boundary = /^multipart\/form-data;.*boundary="?([^";]+)/.exec(request.headers['content-type'] ?? '')?.[1];
    await pipeline(boundary ? [firstPart(await bodyOf(request, 64 << 20), boundary)] : request, createWriteStream(path));
    const hash = createHash('sha256');
    await pipeline(createReadStream(path), hash);
    return json({ bytes: statSync(path).size, sha256: hash.digest('hex'), release: release.release });
  },
  'GET /jobs': async () => {
    mkdirSync('storage', { recursive: true });
    const beats = readdirSync('storage').filter((name) => /^worker-\d+\.json$/.test(name)).map((name) => `storage/${name}`);
    beats.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
    return beats.length ? { status: 200, type: 'application/json', body: readFileSync(beats[0]) } : json({ error: 'no worker has run' }, 404);
  },
  'GET /ws': async () => text('a WebSocket is needed', 426),
};

async function bodyOf(request, limit) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    if ((size += chunk.length) > limit) throw new Error(`the body is larger than ${limit} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function firstPart(body, boundary) {
  const start = body.indexOf('\r\n\r\n') + 4;
  return body.subarray(start, body.indexOf(`\r\n--${boundary}`, start));
}

const server = createServer(async (request, response) => {
  const url = new URL(request.url, 'http://localhost');
  const route = routes[`${request.method} ${url.pathname}`] ?? (async () => text('not found', 404));
  const answer = await route(request, url).catch((error) => {
    console.error(error);
    return text('internal error', 500);
  });
  if (stopping) response.setHeader('connection', 'close');
  response.writeHead(answer.status, { 'content-type': answer.type, ...answer.headers }).end(answer.body);
});
server.on('upgrade', (request, socket, head) =>
  request.url === '/ws' ? accept(request, socket, head, (message) => `${who()} ${message}`) : socket.destroy());

await beforeStart();
const socket = process.env.SLIPWAY_SOCKET;
if (socket) {
  rmSync(socket, { force: true });
  server.listen(socket);
} else {
  server.listen(Number(process.env.PORT ?? 5000), '127.0.0.1');
}
server.on('listening', () => console.log(`guest book listens on ${socket ?? `http://127.0.0.1:${server.address().port}`}`));
for (const signal of ['SIGTERM', 'SIGINT']) {
  process.on(signal, () => {
    stopping = true;
    server.close(() => database.close());
    server.closeIdleConnections();
    closeAll();
  });
}
