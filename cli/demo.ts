import { Command } from 'commander';
import { YUNQUAN_DEFAULTS } from '#lib/cities/yunquan/plan/options.ts';
import { AppError } from '#lib/model/errors.ts';
import { readBuildings, readSeed } from './demo/city-options.ts';

const EXAMPLES = `
Examples:
  cityloop demo                                 the demo city, made once and kept
  cityloop demo --id million --buildings 1000000   a city of a million buildings to measure with
  cityloop demo --keep-sources open-data        its open data files too: GeoJSON, CSV, GTFS

Yunquan is fictional: nothing of it is a real place. The same seed and number of buildings give the same files,
byte for byte, on every machine.`;

interface Options {
	readonly id: string;
	readonly seed: number;
	readonly buildings: number;
	readonly data: string;
	readonly keepSources?: string;
	readonly force?: boolean;
	readonly json?: boolean;
}

/** `cityloop demo`: a fictional Chinese city of springs, made from a seed. */
export const demoCommand = new Command('demo')
	.description('Make the demo city Yunquan, a fictional Chinese city of springs.')
	.option('--id <id>', 'id of its pack', 'yunquan')
	.option('--seed <n>', 'whole number: another seed, another city', readSeed, YUNQUAN_DEFAULTS.seed)
	.option('--buildings <n>', 'how many buildings it has', readBuildings, YUNQUAN_DEFAULTS.buildings)
	.option('--data <dir>', 'data folder', process.env['CITYLOOP_DATA'] ?? 'data')
	.option('--keep-sources <dir>', 'keep its open data files in this folder')
	.option('--force', 'make it anew even if it is there')
	.option('--json', 'print what was made as one JSON object on stdout')
	.addHelpText('after', EXAMPLES)
	.action(run);

async function run({ json, force, ...options }: Options): Promise<void> {
	const start = performance.now();
	const [{ makeDemo }, { reportTable }, { terminalProgress }] = await Promise.all([
		import('./demo/make-demo.ts'),
		import('#tiles/import/report-table.ts'),
		import('#tiles/import/terminal-progress.ts')
	]);
	const interrupted = new AbortController();
	const stop = (signal: NodeJS.Signals) => {
		process.exitCode = signal === 'SIGINT' ? 130 : 143;
		interrupted.abort(
			new AppError('ABORTED', {
				message: `Interrupted (${signal}): nothing was written to ${options.data}/cities/${options.id}.`
			})
		);
	};
	process.once('SIGINT', stop).once('SIGTERM', stop);
	try {
		const { manifest, path, report } = await makeDemo(
			{ ...options, force: force ?? false },
			{
				progress: terminalProgress(process.stderr, process.stderr.isTTY && !json, () => performance.now()),
				signal: interrupted.signal,
				now: Date.now
			}
		);
		const seconds = Number(((performance.now() - start) / 1000).toFixed(2));
		const peakRssMb = Math.round(process.resourceUsage().maxRSS / 1024);
		const city = {
			id: manifest.id,
			path,
			version: manifest.version,
			seconds,
			peakRssMb,
			made: report !== undefined
		};
		if (json) process.stdout.write(`${JSON.stringify({ ...report, city })}\n`);
		else if (report) process.stdout.write(reportTable(report, { path, seconds, peakRssMb, id: manifest.id }));
		else process.stdout.write(`${path} is there already, made from the same seed.\n`);
	} catch (thrown) {
		// An interrupt is no failure of the program: its exit code is the shell's own, 128 + signal.
		if (!interrupted.signal.aborted) throw thrown;
		process.stderr.write(`${AppError.from(interrupted.signal.reason).message}\n`);
	} finally {
		process.off('SIGINT', stop).off('SIGTERM', stop);
	}
}
