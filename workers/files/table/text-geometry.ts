import { isWkt, parseWkt } from '../geometry/parse-wkt.ts';
import type { SourceTable } from './source-table.ts';

/** A table whose rows say their geometry as well-known text gets it from there; others stay as they are. */
export function withTextGeometry(table: SourceTable): SourceTable {
	const column = table.columns.find(
		(candidate) => candidate.store === 'text' && candidate.texts.count > 0 && isWkt(candidate.texts.text(0))
	);
	if (column?.store !== 'text' || table.geometry) return table;
	const { codes, texts } = column;
	const read = texts.texts().map(parseWkt);
	const geometry = Array.from(codes, (code) => (code < 0 ? undefined : read[code]));
	const unread = codes.reduce((sum, code) => sum + (code >= 0 && !read[code] ? 1 : 0), 0);
	const first = codes.findIndex((code) => code >= 0 && !read[code]);
	return {
		...table,
		columns: table.columns.filter((other) => other !== column),
		geometry,
		notes:
			unread > 0
				? [...table.notes, { kind: 'geometryUnread', count: unread, place: `row ${first + 1}` }]
				: table.notes
	};
}
