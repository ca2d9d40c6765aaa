import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import type { YunquanOptions } from '#lib/cities/yunquan/plan/options.ts';

/** A demo city that is being made while the server answers already. */
export interface DemoBeside {
	/** False when it is there, or could not be made. */
	readonly making: boolean;
	stop(): void;
}

/** Makes a demo city in a process of its own, whose lines come out here. The server sees the pack appear. */
export function makeDemoBeside(
	{ id, seed, buildings, data }: YunquanOptions & { readonly id: string; readonly data: string },
	onFailure: (message: string) => void
): DemoBeside {
	const options = ['--id', id, '--seed', String(seed), '--buildings', String(buildings), '--data', data];
	const child = spawn(process.execPath, [resolve(import.meta.dirname, '../main.ts'), 'demo', ...options], {
		stdio: ['ignore', 'inherit', 'inherit']
	});
	let making = true;
	child.on('exit', (code, signal) => {
		making = false;
		if (code !== 0 && signal === null)
			onFailure(
				`The demo city could not be made (exit code ${code}): npm run -s cityloop -- demo --id ${id}`
			);
	});
	return {
		get making() {
			return making;
		},
		stop: () => void child.kill()
	};
}
