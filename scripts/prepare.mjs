import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * What `npm ci` does at its end: builds the pages, so that `npm start` answers at once. It never fails an
 * installation: with an older Node, or without the development packages, `npm start` builds them or says what is missing.
 */
const [major] = process.versions.node.split('.').map(Number);
if (major >= 23 && existsSync('node_modules/vite')) {
	const { status } = spawnSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' });
	if (status !== 0) console.error('The pages are not built yet: npm start tries again.');
}
