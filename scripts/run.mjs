import { spawn, spawnSync } from 'node:child_process';

/** Runs a program of this project (node_modules/.bin first) and leaves with its code when it fails. */
export function run(command, args, options = {}) {
	const { status, signal, error } = spawnSync(command, args, { stdio: 'inherit', ...options });
	if (error) {
		console.error(`${command} could not be started: ${error.message}`);
		process.exit(1);
	}
	if (signal) process.exit(1);
	if (status !== 0 && !options.tolerate) process.exit(status ?? 1);
	return status ?? 0;
}

/** Runs several programs at once; each says what it said when it is done. Leaves with the code of one that fails, after all have ended. */
export async function runTogether(programs) {
	const codes = await Promise.all(
		programs.map(async ({ name, command, args, env }) => {
			const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
			const said = [];
			for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(chunk));
			const code = await new Promise((resolve) => {
				child.once('error', (error) => {
					said.push(Buffer.from(`${command} could not be started: ${error.message}\n`));
					resolve(1);
				});
				child.once('close', (status) => resolve(status ?? 1));
			});
			process.stderr.write(`\n── ${name}\n${Buffer.concat(said).toString()}`);
			return code;
		})
	);
	const failed = codes.find((code) => code !== 0);
	if (failed !== undefined) process.exit(failed);
}
