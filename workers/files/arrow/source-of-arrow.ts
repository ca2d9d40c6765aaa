import type { Table } from 'apache-arrow';
import type { Geometry } from '#lib/model/wkb.ts';
import { fileError } from '../file-error.ts';
import { shapeOf, type ShapeColumn } from '../geometry/shape-column.ts';
import type { FileNote, SourceTable } from '../table/source-table.ts';
import { columnOfArrow } from './column-of-arrow.ts';

/** What a file of an Arrow table holds. Throws INPUT_INVALID when it has no rows. */
export function sourceOfArrow(file: string, table: Table, shapes: ShapeColumn | undefined): SourceTable {
	const rows = table.numRows;
	if (rows === 0)
		throw fileError({ file, reason: 'noRows', problem: 'it has no rows', cure: 'give a file with rows' });
	const notes: FileNote[] = [];
	const columns = table.schema.fields.flatMap(({ name }) => {
		const vector = table.getChild(name);
		return vector && name !== shapes?.column && name !== shapes?.box ? columnOfArrow(name, vector, rows) : [];
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
