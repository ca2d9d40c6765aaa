import type { Metric } from '#lib/model/live-layer.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { csvCell } from '../twin/csv-text.ts';
import type { DifferenceRow } from './difference.ts';

/**
 * Differences as CSV (RFC 4180) with a head that names metric, unit and both instants. What a side does not say is
 * empty, never zero; the column `there` says on which side the entity is.
 */
export function csvOfDifference(
	rows: readonly DifferenceRow[],
	metric: Pick<Metric, 'name' | 'unit'>,
	instants: readonly [a: EpochMs, b: EpochMs]
): string {
	const [a, b] = instants.map((at) => new Date(Math.round(at)).toISOString());
	const of = `${metric.name} (${metric.unit})`;
	const head = [
		'id',
		'title',
		'lng',
		'lat',
		'there',
		`A ${of} ${a}`,
		`B ${of} ${b}`,
		'B - A',
		'percent of A'
	];
	const lines = rows.map((row) =>
		[
			row.urn,
			row.title,
			row.at?.[0],
			row.at?.[1],
			row.a && row.b ? 'A and B' : row.a ? 'A' : 'B',
			row.a?.value,
			row.b?.value,
			row.delta,
			row.percent
		].map((cell) => (cell === undefined ? '' : csvCell(String(cell))))
	);
	return [head.map(csvCell), ...lines].map((cells) => `${cells.join(',')}\r\n`).join('');
}
