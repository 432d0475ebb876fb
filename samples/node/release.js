// Which version each part of this release has, read once at start. On one page, so that a mix of two releases shows.
import { readFileSync } from 'node:fs';

const CODE = 1;

const read = (file) => readFileSync(new URL(file, import.meta.url), 'utf8');
const numberAfter = (mark, text) => Number(text.split(mark)[1]?.match(/^\d+/)?.[0]);

export const page = read('views/page.html');
export const stylesheet = JSON.parse(read('public/assets/manifest.json'))['app.css'];
export const release = {
  code: CODE,
  config: JSON.parse(read('config.json')).version,
  template: numberAfter('template=', page),
  asset: numberAfter('/* asset ', read(`public/assets/${stylesheet}`)),
  env: process.env.GREETING ?? 'hello',
  release: process.env.SLIPWAY_RELEASE ?? 'none',
};
