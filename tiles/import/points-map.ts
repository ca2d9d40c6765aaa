import { optionError } from './input-error.ts';
import { splitOnce } from './import-surfaces.ts';

/** Which columns of a points table mean what; everything left out is guessed from usual names. */
export interface PointsMap {
	/** One column, or a date and a clock column. */
	readonly time?: readonly string[];
	readonly lng?: string;
	readonly lat?: string;
	readonly category?: string;
	readonly status?: string;
	readonly id?: string;
	readonly name?: string;
	/** `iso`, `epoch` or a pattern such as `MM/dd/yyyy hh:mm:ss a`. */
	readonly format?: string;
	readonly delimiter?: string;
	/** IANA zone of its times, when not the city's. */
	readonly tz?: string;
}

const KEYS = ['time', 'lng', 'lat', 'category', 'status', 'id', 'name', 'format', 'delimiter', 'tz'] as const;

/** `requests:time=created_date,lng=longitude,format="MM/dd/yyyy hh:mm:ss a",delimiter=;` */
export function parsePointsMap(text: string): [dataset: string, map: PointsMap] {
	const option = '--points-map';
	const [dataset, list] = splitOnce(text, ':');
	if (list === undefined || dataset.trim() === '')
		throw optionError(
			option,
			`"${text}" does not start with a dataset's name and a colon`,
			'write for example requests:time=created_date'
		);
	const map: Record<string, string | string[]> = {};
	for (const pair of splitPairs(list)) {
		const [rawKey, rawValue] = splitOnce(pair, '=');
		const key = rawKey.trim();
		if (rawValue === undefined || rawValue === '')
			throw optionError(option, `"${pair}" is not key=column`, 'write for example time=created_date');
		if (!(KEYS as readonly string[]).includes(key))
			throw optionError(option, `there is no key "${key}"`, `use one of ${KEYS.join(', ')}`);
		const value = rawValue.replace(/^"(.*)"$/s, '$1');
		if (key === 'time') map[key] = value.split('+');
		else if (key === 'delimiter') map[key] = value === '\\t' || value === 'tab' ? '\t' : value;
		else map[key] = value;
	}
	return [dataset.trim(), map as PointsMap];
}

/** Splits at commas outside double quotes; a lone comma as the delimiter's value needs quotes. */
function splitPairs(list: string): string[] {
	return list.match(/(?:"[^"]*"|[^,])+/g) ?? [];
}
