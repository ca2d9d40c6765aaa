import { spawnSync } from 'node:child_process';

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
