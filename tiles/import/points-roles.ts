import type { cityTime } from './city-time.ts';
import {
	CATEGORY_NAMES,
	CLOCK_NAMES,
	DATE_NAMES,
	ID_NAMES,
	LAT_NAMES,
	LNG_NAMES,
	STATUS_NAMES,
	TIME_NAMES
} from './column-names.ts';
import { columnIndex, findColumn, missingColumn } from './csv-rows.ts';
import { inputError } from './input-error.ts';
import type { PointsMap } from './points-map.ts';
import { detectTimeFormat, timeFormat, type TimeFormat } from './time-format.ts';

/** Where in a row the parts of a point are; −1 when the table has no such column. */
export interface PointRoles {
	readonly lng: number;
	readonly lat: number;
	/** None, one (instant) or two (date, clock). */
	readonly time: readonly number[];
	readonly category: number;
	readonly status: number;
	readonly id: number;
	readonly name: number;
	/** The name in English, beside a name in another language. */
	readonly nameEn: number;
}

/** Which columns say what: as `map` names them, else by what such columns are usually called. */
export function rolesOf(name: string, path: string, columns: readonly string[], map: PointsMap): PointRoles {
	const named = (column: string | undefined, use: string, usual: readonly string[]) =>
		column === undefined
			? findColumn(columns, usual)
			: columnIndex(path, columns, column, `asked for as ${use}`);
	const lng = named(map.lng, 'lng', LNG_NAMES);
	const lat = named(map.lat, 'lat', LAT_NAMES);
	if (lng < 0 || lat < 0)
		throw missingColumn(
			path,
			columns,
			`no column for the ${lng < 0 ? 'longitude' : 'latitude'} was found`,
			`name it with --points-map ${name}:lng=COLUMN,lat=COLUMN; its columns are ${columns.join(', ')}`
		);
	return {
		lng,
		lat,
		time: map.time
			? map.time.map((column) => columnIndex(path, columns, column, 'asked for as time'))
			: guessTime(columns),
		category: named(map.category, 'category', CATEGORY_NAMES),
		status: named(map.status, 'status', STATUS_NAMES),
		id: named(map.id, 'id', ID_NAMES),
		name: named(map.name, 'name', ['name']),
		nameEn: findColumn(columns, ['name_en', 'name:en'])
	};
}

function guessTime(columns: readonly string[]): readonly number[] {
	const date = findColumn(columns, DATE_NAMES);
	const clock = findColumn(columns, CLOCK_NAMES);
	if (date >= 0 && clock >= 0 && date !== clock) return [date, clock];
	const one = findColumn(columns, TIME_NAMES);
	if (one >= 0) return [one];
	const either = date >= 0 ? date : clock;
	return either >= 0 ? [either] : [];
}

/**
 * How the times of a table are written; undefined when it has none, or when a column only sounded like
 * one. Throws INPUT_INVALID when a column named by the user is written in an unknown way.
 */
export function formatOf(
	name: string,
	path: string,
	columns: readonly string[],
	roles: PointRoles,
	map: PointsMap,
	sample: readonly string[][],
	clock: ReturnType<typeof cityTime>
): TimeFormat | undefined {
	if (roles.time.length === 0) return undefined;
	if (map.format !== undefined) return timeFormat(map.format);
	const texts = sample.map((row) =>
		roles.time
			.map((index) => row[index]!)
			.join(' ')
			.trim()
	);
	const found = detectTimeFormat(texts, clock);
	if (found || texts.every((text) => text === '')) return found;
	// A column that merely sounds like time may hold something else; one the user named may not.
	if (map.time === undefined) return undefined;
	throw inputError({
		file: path,
		place: `column ${roles.time.map((index) => columns[index]).join('+')}`,
		problem: `its times are written in a way that is not known (for example "${texts.find((text) => text !== '')}")`,
		cure: `say how with --points-map '${name}:format="MM/dd/yyyy hh:mm:ss a"'`
	});
}

/** The category first, then the status, then the rest as the source has them: what charts should offer first. */
export function columnOrder(count: number, roles: PointRoles): number[] {
	const first = [roles.category, roles.status].filter((index) => index >= 0);
	return [
		...first,
		...Array.from({ length: count }, (_, index) => index).filter((index) => !first.includes(index))
	];
}
