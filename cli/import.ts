import { Command, InvalidArgumentError } from 'commander';
import { AppError } from '#lib/model/errors.ts';
import type { ImportOptions } from '#tiles/import/import-options.ts';

const EXAMPLES = `
Examples:
  A city from OpenStreetMap alone:
    cityloop import --id andorra --osm andorra.osm.pbf --timezone Europe/Andorra

  Buildings and roads from GeoJSON, a timetable, and service requests:
    cityloop import --id nyc --name-zh 纽约 --name-en "New York" \\
      --buildings buildings.geojsonl.gz --roads roads.geojsonl.gz --addresses addresses.csv.gz \\
      --gtfs subway=gtfs.zip --points requests=311.csv.gz --areas boroughs=boroughs.geojson.gz \\
      --land boroughs.geojson.gz --green 'districts.geojson?BoroCD=164,226' \\
      --attribution "© OpenStreetMap contributors (ODbL)" --attribution requests="NYC Open Data"

  A table whose columns have other names:
    cityloop import --id lyon --osm lyon.osm.pbf --points accidents=accidents.csv \\
      --points-map 'accidents:time=date+heure,format="dd/MM/yyyy HH:mm",lng=x,lat=y,category=gravite,delimiter=;'

The pack is written to DATA/cities/ID and appears there only when it is complete.
Exit codes: 0 done, 1 the program failed, 2 the input or an option is wrong, 130 interrupted.`;

const collect = (value: string, earlier: readonly string[] = []): string[] => {
	if (value.trim() === '') throw new InvalidArgumentError('It is empty.');
	return [...earlier, value];
};

/** `cityloop import`: a city's open data in, a city pack out. */
export const importCommand = new Command('import')
	.description('Make a city pack from OpenStreetMap, GeoJSON, CSV and GTFS.')
	.requiredOption('--id <id>', 'id of the city: small letters, digits and hyphens')
	.option('--name-zh <name>', 'name in Chinese')
	.option('--name-en <name>', 'name in English')
	.option('--timezone <zone>', 'IANA time zone; default: that of the timetable, else UTC')
	.option('--bbox <w,s,e,n>', 'degrees; records outside are rejected (timetables are kept whole)')
	.option('--osm <file.osm.pbf>', 'OpenStreetMap data (repeatable)', collect)
	.option('--buildings <file>', 'GeoJSON or GeoJSON lines, may be .gz (repeatable)', collect)
	.option(
		'--buildings-map <key=property,…>',
		'keys: id height levels min_height min_level name street house_number use part root_id year residents jobs'
	)
	.option('--roads <file>', 'GeoJSON or GeoJSON lines, may be .gz (repeatable)', collect)
	.option(
		'--roads-map <key=property,…>',
		'keys: id class name name_en oneway max_speed lanes capacity layer bridge tunnel'
	)
	.option('--addresses <file.csv>', 'columns lon, lat, housenumber, street; may be .gz (repeatable)', collect)
	.option('--gtfs <[name=]file.zip>', 'timetable (repeatable)', collect)
	.option('--gtfs-rt <[name=]file.pb>', 'GTFS-Realtime capture of that timetable (repeatable)', collect)
	.option(
		'--points <name=file>',
		'events or things: CSV, JSON or GeoJSON points, may be .gz (repeatable)',
		collect
	)
	.option(
		'--points-map <name:key=column,…>',
		'keys: time lng lat category status id name format delimiter tz; time=date+clock joins two (repeatable)',
		collect
	)
	.option(
		'--trips <name=file.json>',
		'journeys: [{ path, timestamps, vendor }], may be .gz (repeatable)',
		collect
	)
	.option('--areas <name=file.geojson>', 'named polygons, may be .gz (repeatable)', collect)
	.option('--areas-name <name=property>', 'which property is the name (repeatable)', collect)
	.option('--land <file.geojson>', 'its polygons are land, all else is water (repeatable)', collect)
	.option('--water <file[?PROP=v1,v2]>', 'its (chosen) polygons are water (repeatable)', collect)
	.option('--green <file[?PROP=v1,v2]>', 'its (chosen) polygons are green (repeatable)', collect)
	.option(
		'--terrain <file.asc>',
		'heights of the ground: ESRI ASCII grid in degrees, may be .gz (repeatable)',
		collect
	)
	.option('--attribution <[dataset=]text>', 'who published the data, shown on screen (repeatable)', collect)
	.option('--title <dataset=zh|en>', 'title of a dataset (repeatable)', collect)
	.option('--fictional', 'the city is made up: said wherever it is shown')
	.option('--data <dir>', 'data folder; default: CITYLOOP_DATA, else data')
	.option('--force', 'replace an existing pack of this id')
	.option('--json', 'print the report as one JSON object on stdout')
	.addHelpText('after', EXAMPLES)
	.action(run);

async function run(options: ImportOptions & { readonly json?: boolean }): Promise<void> {
	const start = performance.now();
	// Only now: the help of the command line should not wait for readers and bakers to load.
	const [{ parseImportOptions }, { importCity }, { openCityBaker }, { reportTable }, { terminalProgress }] =
		await Promise.all([
			import('#tiles/import/import-options.ts'),
			import('#tiles/import/import-city.ts'),
			import('#tiles/bake/open-city-baker.ts'),
			import('#tiles/import/report-table.ts'),
			import('#tiles/import/terminal-progress.ts')
		]);
	const request = parseImportOptions(options, process.env['CITYLOOP_DATA'] ?? 'data');
	const interrupted = new AbortController();
	const stop = (signal: NodeJS.Signals) => {
		process.exitCode = signal === 'SIGINT' ? 130 : 143;
		interrupted.abort(
			new AppError('ABORTED', {
				message: `Interrupted (${signal}): nothing was written to ${request.data}/cities/${request.id}.`
			})
		);
	};
	process.once('SIGINT', stop).once('SIGTERM', stop);
	try {
		const bars = process.stderr.isTTY && !options.json;
		const { report, manifest, path, osm, figures } = await importCity(request, {
			openBaker: openCityBaker,
			progress: terminalProgress(process.stderr, bars, () => performance.now()),
			signal: interrupted.signal,
			now: Date.now
		});
		const seconds = Number(((performance.now() - start) / 1000).toFixed(2));
		const peakRssMb = Math.round(process.resourceUsage().maxRSS / 1024);
		const city = {
			id: manifest.id,
			path,
			version: manifest.version,
			seconds,
			peakRssMb,
			...(osm ? { osm } : {}),
			bake: figures
		};
		if (options.json) process.stdout.write(`${JSON.stringify({ ...report, city })}\n`);
		else process.stdout.write(reportTable(report, { path, seconds, peakRssMb, id: manifest.id }));
	} catch (thrown) {
		// An interrupt is no failure of the program: its exit code is the shell's own, 128 + signal.
		if (!interrupted.signal.aborted) throw thrown;
		process.stderr.write(`${AppError.from(interrupted.signal.reason).message}\n`);
	} finally {
		process.off('SIGINT', stop).off('SIGTERM', stop);
	}
}
