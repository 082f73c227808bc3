// Walks through the life of a run without looking at any data.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const {
  seconds = 0,
  outcome = 'success',
  message = '',
} = JSON.parse(readFileSync(process.env.LABCAS_CONF, 'utf8'));
const folder = process.env.LABCAS_OUTPUT_DIR;
console.log(`begun: ${message}`);
await pause(seconds * 1000);
mkdirSync(join(folder, 'tables', 'deep'), { recursive: true });
writeFileSync(join(folder, 'summary.txt'), `outcome: ${outcome}\n`);
writeFileSync(join(folder, 'a <b> & größe.html'), '<script>alert(1)</script>\n');
mkdirSync(join(folder, '50% + größe'));
writeFileSync(join(folder, '50% + größe', 'three.csv'), 'a,b\n5,6\n');
writeFileSync(join(folder, 'tables', 'one.csv'), 'a,b\n1,2\n');
writeFileSync(join(folder, 'tables', 'deep', 'two.csv'), 'a,b\n3,4\n');
console.log('ended');
if (outcome === 'failure') process.exit(3);
