import { saidError } from '#lib/model/said-error.ts';
import type { Words } from '#lib/model/alarm-rule.ts';
import type { CityManifest } from '#lib/model/city.ts';
import type { LampsPart } from '#lib/model/scenario/city-parts.ts';
import type { ReadPackFile } from '../city-reader.ts';
import { PackTable } from '../pack-table.ts';

const MISSING: Words = {
	zh: '数据包没有路灯，请导入名为“light_poles”、写明功率的点数据。',
	en: 'This pack has no street lamps: import the city with a dataset of points named “light_poles” that says their watts.'
};

/** Reads the street lamps that have a position and watts; a pole with several lamps counts as one of all their watts. Throws INPUT_EMPTY when the pack has none. */
export async function readLamps(manifest: CityManifest, read: ReadPackFile): Promise<LampsPart> {
	const dataset = manifest.datasets.find(({ kind, id }) => kind === 'points' && id === 'light_poles');
	if (!dataset) throw saidError('INPUT_EMPTY', MISSING);
	const table = await PackTable.read(read, dataset.file, MISSING);
	const [lng, lat] = [table.numbers('lng', Float64Array), table.numbers('lat', Float64Array)];
	const lamps = table.numbers('lamps', Float32Array);
	const watts = table
		.numbers('watts', Float32Array)
		.map((each, pole) => each * (Number.isNaN(lamps[pole]!) ? 1 : lamps[pole]!));
	const rows = [...watts.keys()].filter((row) => !Number.isNaN(watts[row]! + lng[row]! + lat[row]!));
	if (rows.length === 0) throw saidError('INPUT_EMPTY', MISSING);
	return {
		lng: Float64Array.from(rows, (row) => lng[row]!),
		lat: Float64Array.from(rows, (row) => lat[row]!),
		watts: Float32Array.from(rows, (row) => watts[row]!),
		// Full whenever it is dark: nobody says otherwise.
		level: new Float32Array(24 * rows.length).fill(1),
		timezone: manifest.timezone
	};
}
