import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { AppError } from '#lib/model/errors.ts';
import { BUILDING_PROPERTIES, importBuildings } from '#tiles/import/import-buildings.ts';
import type { ImportContext } from '#tiles/import/import-context.ts';
import { TableExtent } from '#tiles/import/table-extent.ts';
import { ROAD_PROPERTIES, importRoads } from '#tiles/import/import-roads.ts';
import { ImportTally } from '#tiles/import/import-tally.ts';
import { parsePropertyMap } from '#tiles/import/property-map.ts';
import { openSource } from '#tiles/import/source-file.ts';
import { terminalProgress } from '#tiles/import/terminal-progress.ts';

const EXAMPLE = `
Example:
  3D Tiles of a city's buildings, for any viewer:
    cityloop bake --buildings buildings.geojsonl.gz --out tiles-of-my-city

What an import bakes is the same: this command is for those who want the tiles alone.
Exit codes: 0 done, 1 the program failed, 2 the input or an option is wrong, 130 interrupted.`;

const collect = (value: string, earlier: readonly string[] = []): string[] => {
	if (value.trim() === '') throw new InvalidArgumentError('It is empty.');
	return [...earlier, value];
};

interface Options {
	readonly buildings: readonly string[];
	readonly buildingsMap?: string;
	readonly roads?: readonly string[];
	readonly roadsMap?: string;
	readonly out: string;
	readonly json?: boolean;
}

/** `cityloop bake`: footprints in, 3D Tiles and tables out, without a city pack around them. */
export const bakeCommand = new Command('bake')
	.description('Bake building footprints (and roads) into 3D Tiles 1.1 and tables.')
	.requiredOption('--buildings <file>', 'GeoJSON or GeoJSON lines, may be .gz (repeatable)', collect)
	.option('--buildings-map <key=property,…>', `keys: ${Object.keys(BUILDING_PROPERTIES).join(' ')}`)
	.option('--roads <file>', 'GeoJSON or GeoJSON lines, may be .gz (repeatable)', collect)
	.option('--roads-map <key=property,…>', `keys: ${Object.keys(ROAD_PROPERTIES).join(' ')}`)
	.requiredOption('--out <dir>', 'folder to write; must be empty or not there')
	.option('--json', 'print the report and figures as one JSON object on stdout')
	.addHelpText('after', EXAMPLE)
	.action(bake);

async function bake(options: Options): Promise<void> {
	const start = performance.now();
	const { openCityBaker } = await import('#tiles/bake/open-city-baker.ts');
	const out = resolve(options.out);
	const buildingsMap = parsePropertyMap('--buildings-map', options.buildingsMap, BUILDING_PROPERTIES);
	const roadsMap = parsePropertyMap('--roads-map', options.roadsMap, ROAD_PROPERTIES);
	for (const path of [...options.buildings, ...(options.roads ?? [])]) await openSource(path);
	const existed = existsSync(out);
	if (existed && readdirSync(out).length > 0)
		throw new AppError('OPTION_INVALID', {
			message: `--out ${options.out}: the folder is not empty; name another or empty it.`,
			option: '--out'
		});
	mkdirSync(out, { recursive: true });

	const interrupted = new AbortController();
	const stop = (signal: NodeJS.Signals) => {
		process.exitCode = signal === 'SIGINT' ? 130 : 143;
		interrupted.abort(new AppError('ABORTED', { message: `Interrupted (${signal}): nothing was written.` }));
	};
	process.once('SIGINT', stop).once('SIGTERM', stop);
	const baker = await openCityBaker({ out, onProgress: () => undefined });
	try {
		const bars = process.stderr.isTTY && !options.json;
		const tally = new ImportTally();
		const context: ImportContext = {
			baker,
			tally,
			progress: terminalProgress(process.stderr, bars, () => performance.now()),
			out,
			timezone: 'UTC',
			datasets: [],
			areas: [],
			title: (id) => ({ zh: id, en: id }),
			attribution: () => undefined,
			extent: new TableExtent(),
			signal: interrupted.signal
		};
		for (const path of options.buildings)
			await importBuildings(context, await openSource(path), buildingsMap);
		for (const path of options.roads ?? []) await importRoads(context, await openSource(path), roadsMap);
		const result = await baker.finish();
		interrupted.signal.throwIfAborted();
		for (const { kind, action, reason, example, count } of result.findings)
			if (action === 'rejected') tally.keptAfterAllRejected(kind, reason, example, count);
			else tally.note(kind, reason, example, count);
		const report = tally.report();
		const { findings: _, ...baked } = result;
		const summary = {
			...report,
			bake: {
				...baked,
				out,
				seconds: Number(((performance.now() - start) / 1000).toFixed(2)),
				peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024)
			}
		};
		writeFileSync(join(out, 'report.json'), `${JSON.stringify(summary, undefined, '\t')}\n`);
		if (options.json) process.stdout.write(`${JSON.stringify(summary)}\n`);
		else
			process.stdout.write(
				`${String(result.figures['rows'] ?? 0)} buildings in ${String(result.figures['tiles'] ?? 0)} tiles, ` +
					`${String(summary.bake.seconds)} s. Open ${join(out, 'tiles/buildings/tileset.json')}; the report is ${join(out, 'report.json')}.\n`
			);
	} catch (thrown) {
		await baker.abort();
		if (!existed) rmSync(out, { recursive: true, force: true });
		throw thrown;
	} finally {
		process.off('SIGINT', stop).off('SIGTERM', stop);
	}
}
