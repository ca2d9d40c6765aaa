import { Option } from 'commander';
import { AppError } from '#lib/model/errors.ts';
import { scenarioModel } from '#lib/scenarios/registry.ts';
import type { FlatScenario } from '#lib/scenarios/flat-scenario.ts';
import { runModel, type ModelRun } from '#lib/scenarios/run-model.ts';
import type { CityReader } from '#lib/scenarios/city/city-reader.ts';

export const modelOption = () =>
	new Option('--model <id>', 'which model (see scenario models)').makeOptionMandatory();
export const placeOptions = () => [
	new Option('--url <url>', 'the running server that keeps scenarios and pack; without it packs are files'),
	new Option('--data <dir>', 'data folder').default(process.env['CITYLOOP_DATA'] ?? 'data'),
	new Option('--city <id>', 'which pack (default: the first by name)')
];

/** Runs a model with its progress on the terminal; Ctrl-C stops it. */
export async function runWithProgress(
	model: string,
	flat: FlatScenario,
	city: CityReader
): Promise<ModelRun> {
	const isWatched = process.stderr.isTTY;
	const interrupted = new AbortController();
	const stop = () => interrupted.abort(new AppError('ABORTED', { message: 'Interrupted.' }));
	process.once('SIGINT', stop);
	try {
		return await runModel(scenarioModel(model), flat, city, {
			signal: interrupted.signal,
			progress(done, residual) {
				const off = residual === undefined ? '' : `, residual ${residual.toExponential(2)}`;
				if (isWatched) process.stderr.write(`\r${model}: ${Math.floor(100 * done)} %${off}      `);
			}
		});
	} finally {
		process.off('SIGINT', stop);
		if (isWatched) process.stderr.write('\n');
	}
}
