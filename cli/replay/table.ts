import type { Metric } from '#lib/model/live-layer.ts';
import type { LngLat } from '#lib/model/geometry.ts';
import type { Observation } from '#lib/model/observation.ts';
import { CityTime } from '#tiles/import/city-time.ts';
import { columnIndex, missingColumn, openCsv } from '#tiles/import/csv-rows.ts';
import { optionError } from '#tiles/import/input-error.ts';
import { openSource } from '#tiles/import/source-file.ts';
import { timeFormat, type TimeFormat } from '#tiles/import/time-format.ts';
import { recordingOf, type Recording } from './recording.ts';

/** Which columns of a table mean what. Joined columns (`year+month+day+hour`) are read with a dash between. */
export interface TableColumns {
	readonly time: readonly string[];
	readonly entity: string;
	readonly lng?: string;
	readonly lat?: string;
	/** Names of numeric columns, and their UCUM units; all others are left out. */
	readonly metrics: readonly Metric[];
	/** `iso`, `epoch` or a pattern of the joined text. */
	readonly format?: string;
	/** IANA zone of times without one. */
	readonly timezone: string;
}

/** `time=year+month+day+hour,entity=station,format=y-M-d-H`, in any order. */
export function parseColumns(text: string, metrics: readonly Metric[], timezone: string): TableColumns {
	const said = new Map(
		text.split(',').map((pair): [string, string] => {
			const at = pair.indexOf('=');
			if (at < 1)
				throw optionError(
					'--columns',
					`"${pair}" is not key=column`,
					'write for example time=when,entity=id'
				);
			return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
		})
	);
	for (const key of said.keys())
		if (!['time', 'entity', 'lng', 'lat', 'format'].includes(key))
			throw optionError('--columns', `there is no key "${key}"`, 'use time, entity, lng, lat, format');
	const [time, entity] = [said.get('time'), said.get('entity')];
	if (!time || !entity)
		throw optionError('--columns', 'time and entity are needed', 'write for example time=when,entity=id');
	return {
		time: time.split('+'),
		entity,
		...(said.has('lng') && { lng: said.get('lng')! }),
		...(said.has('lat') && { lat: said.get('lat')! }),
		...(said.has('format') && { format: said.get('format')! }),
		metrics,
		timezone
	};
}

/** Reads tables of measurements. `positions`: a table of places by entity, for tables without. */
export async function openTables(
	files: readonly string[],
	columns: TableColumns,
	positions: ReadonlyMap<string, LngLat>
): Promise<Recording> {
	const observations: Observation[] = [];
	const rejected = new Map<string, number>();
	const reject = (reason: string) => rejected.set(reason, (rejected.get(reason) ?? 0) + 1);
	const clock = new CityTime(columns.timezone);
	const format = timeFormat(columns.format ?? 'iso');
	for (const file of files) await readTable(file, columns, positions, clock, format, observations, reject);
	return recordingOf(
		observations,
		columns.metrics,
		[...rejected].map(([reason, count]) => ({ reason, count }))
	);
}

async function readTable(
	file: string,
	columns: TableColumns,
	positions: ReadonlyMap<string, LngLat>,
	clock: CityTime,
	format: TimeFormat,
	observations: Observation[],
	reject: (reason: string) => void
): Promise<void> {
	const table = await openCsv(await openSource(file));
	const at = (name: string, use: string) => columnIndex(file, table.columns, name, use);
	const time = columns.time.map((name) => at(name, 'time'));
	const entity = at(columns.entity, 'entity');
	const place =
		columns.lng && columns.lat
			? ([at(columns.lng, 'longitude'), at(columns.lat, 'latitude')] as const)
			: undefined;
	const metrics = columns.metrics.map(({ name }) => [name, at(name, 'a measured value')] as const);
	if (metrics.length === 0 && !place)
		throw missingColumn(
			file,
			table.columns,
			'no column with values was named',
			'name them: --metrics "PM2.5=ug/m3,TEMP=Cel"'
		);
	for await (const batch of table.rows)
		for (const row of batch) {
			const when = format.parse(time.map((index) => row[index]).join(time.length > 1 ? '-' : ''), clock);
			const id = row[entity]!;
			if (!when) reject('its time cannot be read');
			else if (id === '') reject('it names no entity');
			else {
				const values = numbersOf(row, metrics);
				const position = place ? positionOf(row[place[0]]!, row[place[1]]!) : positions.get(id.toLowerCase());
				if (Object.keys(values).length === 0 && !position) reject('all its values are missing');
				else
					observations.push({
						kind: 'observation',
						entity: id,
						at: when.at,
						values,
						...(position && { position })
					});
			}
		}
}

function numbersOf(
	row: readonly string[],
	metrics: readonly (readonly [string, number])[]
): Record<string, number> {
	const values: Record<string, number> = {};
	for (const [name, index] of metrics) {
		const text = row[index]!;
		const value = text === '' ? NaN : Number(text);
		if (Number.isFinite(value)) values[name] = value;
	}
	return values;
}

function positionOf(lng: string, lat: string): LngLat | undefined {
	const position = [Number(lng), Number(lat)] as const;
	return lng !== '' && lat !== '' && Math.abs(position[0]) <= 180 && Math.abs(position[1]) <= 90
		? position
		: undefined;
}

/** Places by entity, in small letters, out of a table with a name, a longitude and a latitude. */
export async function readPositions(file: string): Promise<ReadonlyMap<string, LngLat>> {
	const table = await openCsv(await openSource(file));
	const find = (names: readonly string[], use: string) => {
		const index = table.columns.findIndex((column) => names.includes(column.toLowerCase()));
		if (index < 0)
			throw missingColumn(file, table.columns, `there is no column for ${use}`, `name one ${names[0]}`);
		return index;
	};
	const id = find(['station', 'id', 'entity', 'name', 'device'], 'the entity');
	const lng = find(['longitude', 'lng', 'lon', 'x'], 'the longitude');
	const lat = find(['latitude', 'lat', 'y'], 'the latitude');
	const places = new Map<string, LngLat>();
	for await (const batch of table.rows)
		for (const row of batch) {
			const position = positionOf(row[lng]!, row[lat]!);
			if (position) places.set(row[id]!.toLowerCase(), position);
		}
	return places;
}
