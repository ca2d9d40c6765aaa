import { AppError } from '#lib/model/errors.ts';
import type { ResultColumn } from '#lib/queries/result-columns.ts';
import { positionAt, positionColumns } from './position-columns.ts';

const ROWS_AT_ONCE = 10_000;

/**
 * Rows as GeoJSON (RFC 7946): a point where `lng` and `lat` are, all other columns as properties; a row without a position
 * has no geometry. Throws QUERY_FAILED with `reason` `noPosition`.
 */
export function writeGeoJson(columns: readonly ResultColumn[], rows: number): Blob {
	const places = positionColumns(columns);
	if (!places) throw noPosition(columns);
	const others = columns.filter((column) => column !== places.lng && column !== places.lat);
	const feature = (row: number) => {
		const coordinates = positionAt(places, row);
		return JSON.stringify({
			type: 'Feature',
			geometry: coordinates ? { type: 'Point', coordinates } : null,
			properties: Object.fromEntries(others.map(({ name, values }) => [name, values[row] ?? null]))
		});
	};
	const parts = ['{"type":"FeatureCollection","features":[\n'];
	for (let from = 0; from < rows; from += ROWS_AT_ONCE) {
		const count = Math.min(ROWS_AT_ONCE, rows - from);
		const features = Array.from({ length: count }, (_, row) => feature(from + row));
		parts.push((from > 0 ? ',\n' : '') + features.join(',\n'));
	}
	parts.push('\n]}\n');
	return new Blob(parts, { type: 'application/geo+json' });
}

export const noPosition = (columns: readonly ResultColumn[]) =>
	new AppError('QUERY_FAILED', {
		reason: 'noPosition',
		columns: columns.map(({ name }) => name).join(', '),
		message: 'The result has no positions: it needs columns lng and lat in degrees.'
	});
