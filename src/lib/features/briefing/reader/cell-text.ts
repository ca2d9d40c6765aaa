import { formatValue } from '#lib/model/briefing/format-value.ts';
import type { ResultColumn } from '#lib/queries/result-columns.ts';
import { shortInstant } from './instant-text.ts';
import type { Reading } from './reading.ts';

/** A cell of a table as it is read; times of the city's zone, no data as a dash. */
export function cellText(
	reading: Pick<Reading, 'briefing' | 'language'>,
	{ type, values }: Pick<ResultColumn, 'type' | 'values'>,
	row: number
): string {
	const value = values[row] ?? null;
	if (value === null) return '–';
	if (typeof value === 'number') return formatValue({ value, unit: '' }, reading.language);
	if (type !== 'timestamp') return String(value);
	const at = Date.parse(`${String(value).replace(' ', 'T')}Z`);
	return Number.isNaN(at) ? String(value) : shortInstant(reading, at);
}
