import type { Table } from 'apache-arrow';
import type { Geometry } from '#lib/model/wkb.ts';
import { fileError } from '../file-error.ts';
import { shapeOf } from '../geometry/shape-column.ts';
import { distinctNames } from '../table/distinct-names.ts';
import type { FileNote, SourceTable } from '../table/source-table.ts';
import { columnOfArrow } from './column-of-arrow.ts';
import { shapeColumnOf } from './shape-column-of.ts';

/** What a file of an Arrow table holds. Throws INPUT_INVALID when it has no rows. */
export function sourceOfArrow(file: string, table: Table): SourceTable {
	const { numRows: rows, schema } = table;
	if (rows === 0)
		throw fileError({ file, reason: 'noRows', problem: 'it has no rows', cure: 'give a file with rows' });
	const notes: FileNote[] = [];
	const shapes = shapeColumnOf(schema);
	const names = distinctNames(schema.fields.map(({ name }) => name));
	const columns = schema.fields.flatMap(({ name }, index) => {
		const vector = table.getChildAt(index);
		const own = name !== shapes?.column && name !== shapes?.box;
		return vector && own ? columnOfArrow(names[index] as string, vector, rows) : [];
	});
	const vector = shapes && table.getChild(shapes.column);
	if (!vector) return { rows, columns, notes };
	const unread: number[] = [];
	const geometry = Array.from({ length: rows }, (_, row): Geometry | undefined => {
		try {
			return shapeOf(vector.get(row), shapes.encoding);
		} catch {
			unread.push(row);
			return undefined;
		}
	});
	if (unread.length > 0)
		notes.push({ kind: 'geometryUnread', count: unread.length, place: `row ${(unread[0] as number) + 1}` });
	return { rows, columns, geometry, notes, ...(shapes.crs !== undefined && { crs: shapes.crs }) };
}
