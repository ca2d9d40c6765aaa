import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { holdFolder } from './hold-folder.ts';

function folder(): string {
	const dir = mkdtempSync(join(tmpdir(), 'cityloop-hold-'));
	onTestFinished(() => rmSync(dir, { recursive: true }));
	return join(dir, 'live');
}

test('a folder is held by one at a time', () => {
	const dir = folder();
	const release = holdFolder(dir);
	expect(() => holdFolder(dir)).toThrow(`Another server writes to ${dir}`);
	release();
	holdFolder(dir)();
});

test('a program that is killed holds nothing', async () => {
	const dir = folder();
	const holder = spawn(process.execPath, [
		'--no-warnings',
		'--input-type=module',
		'--eval',
		`const { holdFolder } = await import('#lib/server/live/hold-folder.ts');
		 holdFolder(${JSON.stringify(dir)});
		 console.log('held');
		 setInterval(() => {}, 1000);`
	]);
	await once(holder.stdout, 'data');
	expect(() => holdFolder(dir)).toThrow('Another server writes');
	holder.kill('SIGKILL');
	await once(holder, 'exit');
	holdFolder(dir)();
});
