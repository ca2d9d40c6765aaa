import { ArrowLoader } from '@loaders.gl/arrow';
import { DataType, Table, Type, type RecordBatch, type Vector } from 'apache-arrow';
import { decodeWkb, type Geometry } from '#lib/model/wkb.ts';
import { fileError, wordsOf } from '../file-error.ts';
import { filePieces } from '../file-pieces.ts';
import type { FileNote, Reading, SourceColumn, SourceTable } from '../table/source-table.ts';
import { valueColumn } from '../table/value-columns.ts';

/** Columns of an Arrow IPC stream or file (Feather), and GeoArrow's well-known binary. Throws INPUT_INVALID when broken. */
export async function readArrow(source: File, reading: Reading): Promise<SourceTable> {
	const file = source.name;
	const table = await arrowTable(source, reading);
	const rows = table.numRows;
	if (rows === 0)
		throw fileError({ file, reason: 'noRows', problem: 'it has no rows', cure: 'give a file with rows' });
	const shapes = table.schema.fields.find(
		({ name, type, metadata }) =>
			DataType.isBinary(type) &&
			(/wkb$/i.test(metadata.get('ARROW:extension:name') ?? '') || /^(geometry|geom|wkb)$/i.test(name))
	);
	const columns = table.schema.fields
		.filter((field) => field !== shapes)
		.map(({ name }) => columnOf(name, table.getChild(name) as Vector, rows)); // every field has its vector
	const notes: FileNote[] = [];
	const vector = shapes && table.getChild(shapes.name);
	if (!shapes || !vector) return { rows, columns, notes };
	const crs = crsOf(shapes.metadata.get('ARROW:extension:metadata'));
	const { geometry, unread } = geometries(vector);
	if (unread.length > 0)
		notes.push({ kind: 'geometryUnread', count: unread.length, place: `row ${(unread[0] as number) + 1}` });
	return { rows, columns, geometry, notes, ...(crs !== undefined && { crs }) };
}

/** In batches: in one piece the loader refuses columns of dictionaries (4.5.2). */
async function arrowTable(file: File, reading: Reading): Promise<Table> {
	const batches: RecordBatch[] = [];
	try {
		for await (const { data } of ArrowLoader.parseInBatches(filePieces(file, reading)))
			batches.push(...(data as Table).batches); // of the shape that it has unless asked for another
	} catch (cause) {
		reading.signal?.throwIfAborted();
		throw fileError(
			{
				file: file.name,
				reason: 'damaged',
				problem: `this Arrow file cannot be read (${wordsOf(cause)})`,
				cure: 'write it again without compression, or as Parquet'
			},
			cause
		);
	}
	return new Table(batches);
}

function geometries(vector: Vector): {
	geometry: (Geometry | undefined)[];
	unread: number[];
} {
	const unread: number[] = [];
	const geometry = Array.from({ length: vector.length }, (_, row) => {
		const bytes = vector.get(row) as Uint8Array | null; // a binary column
		try {
			return bytes ? decodeWkb(bytes) : undefined;
		} catch {
			unread.push(row);
			return undefined;
		}
	});
	return { geometry, unread };
}

/** Numbers batch by batch from their arrays, everything else value by value. */
function columnOf(name: string, vector: Vector, rows: number): SourceColumn {
	const { type } = vector;
	const plain = DataType.isFloat(type) || (DataType.isInt(type) && type.bitWidth <= 32);
	if (plain && type.typeId !== Type.Float16) {
		const values = new Float64Array(rows);
		let row = 0;
		for (const data of vector.data) {
			const source = data.values as ArrayLike<number>; // plain numbers, by the check
			for (let index = 0; index < data.length; index++)
				values[row++] = data.nullCount === 0 || data.getValid(index) ? (source[index] as number) : NaN;
		}
		return { name, store: 'number', values };
	}
	const time = DataType.isTimestamp(type) || DataType.isDate(type);
	const values = Array.from({ length: rows }, (_, row) => {
		const value = vector.get(row) as unknown;
		if (time && typeof value === 'number') return new Date(value);
		return DataType.isDecimal(type) && value instanceof Uint32Array ? decimal(value, type.scale) : value;
	});
	const column = valueColumn(name, values, rows);
	const zoned = DataType.isTimestamp(type) && type.timezone !== null && type.timezone !== undefined;
	return column.store === 'time' ? { ...column, zoned } : column;
}

/** The number nearest to a decimal of `words`, the lowest first, in two's complement. */
function decimal(words: Uint32Array, scale: number): number {
	const digits = words.reduceRight((sum, word) => (sum << 32n) | BigInt(word), 0n);
	return Number(`${BigInt.asIntN(32 * words.length, digits)}e-${scale}`);
}

function crsOf(metadata: string | undefined): string | undefined {
	if (metadata === undefined) return undefined;
	const { crs } = JSON.parse(metadata) as {
		crs?: string | { id?: { authority: string; code: string | number } };
	}; // GeoArrow
	if (typeof crs === 'string') return crs;
	return crs?.id && `${crs.id.authority}:${crs.id.code}`;
}
