import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import type { YunquanOptions } from '#lib/cities/yunquan/plan/options.ts';

/** A demo city that is being made while the server answers already. */
export interface DemoBeside {
	/** False when it is shown, or could not be made. */
	readonly making: boolean;
	stop(): void;
}

export interface DemoNews {
	/** The pack is there: resolves when it is shown. */
	readonly made: () => Promise<void>;
	readonly failed: (message: string) => void;
}

/** Makes a demo city in a process of its own, whose lines come out here. */
export function makeDemoBeside(
	{ id, seed, buildings, data }: YunquanOptions & { readonly id: string; readonly data: string },
	{ made, failed }: DemoNews
): DemoBeside {
	const options = ['--id', id, '--seed', String(seed), '--buildings', String(buildings), '--data', data];
	const child = spawn(process.execPath, [resolve(import.meta.dirname, '../main.ts'), 'demo', ...options], {
		stdio: ['ignore', 'inherit', 'inherit']
	});
	let making = true;
	child.on('exit', (code, signal) => {
		if (code === 0) {
			void made().finally(() => (making = false));
			return;
		}
		making = false;
		if (signal === null)
			failed(`The demo city could not be made (exit code ${code}): npm run -s cityloop -- demo --id ${id}`);
	});
	return {
		get making() {
			return making;
		},
		stop: () => void child.kill()
	};
}
