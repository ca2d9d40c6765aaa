import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';

const PROGRAM = `
import { endWithNpm } from './cli/end-with-npm.ts';
endWithNpm();
process.on('SIGTERM', () => { console.log('told'); process.exit(0); });
setInterval(() => {}, 1000);
console.log('up');`;

test('a program ends with the shell npm runs it in, though the shell hands on no signal', async () => {
	// What follows the program keeps the shell from becoming it.
	const shell = spawn('/bin/sh', ['-c', `"${process.execPath}" --input-type=module -e "$PROGRAM"; true`], {
		env: { ...process.env, npm_lifecycle_event: 'start', PROGRAM },
		stdio: ['ignore', 'pipe', 'inherit']
	});
	let said = '';
	shell.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
	while (!said.includes('up')) await once(shell.stdout, 'data');
	shell.kill('SIGTERM');
	await once(shell.stdout, 'close');
	expect(said).toBe('up\ntold\n');
});
