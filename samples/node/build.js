// The style sheet's name must carry the fingerprint of its content, or browsers would keep an old one.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { stylesheet } from './release.js';
import { fail, has } from './switches.js';

if (has('fail-build')) fail('build failed: the switch fail-build is set');
const hash = createHash('sha256').update(readFileSync(`public/assets/${stylesheet}`)).digest('hex').slice(0, 8);
if (stylesheet !== `app-${hash}.css`) fail(`build failed: ${stylesheet} has the fingerprint ${hash}`);
console.log(`built ${stylesheet}`);
