import {
	Bool,
	Dictionary,
	Field,
	Float32,
	Float64,
	Int32,
	Schema,
	Uint32,
	Utf8,
	makeData,
	vectorFromArray
} from 'apache-arrow';
import type { Data, Vector, DataType } from 'apache-arrow';
import { ArrowFile } from './arrow-file.ts';
import { validity } from './unit-columns.ts';
import type { BuildingColumns, TextColumn } from './unit-columns.ts';

/** Writes buildings.arrow batch by batch, in order of ids; one dictionary each for use and street. */
export class BuildingsTable {
	readonly #file: ArrowFile;
	readonly #uses: Vector<Utf8>;
	readonly #streets: Vector<Utf8>;
	readonly #types: { readonly use: Dictionary<Utf8, Int32>; readonly street: Dictionary<Utf8, Int32> };

	constructor(path: string, uses: readonly string[], streets: readonly string[]) {
		this.#uses = vectorFromArray(uses.length > 0 ? [...uses] : ['unknown'], new Utf8());
		this.#streets = vectorFromArray(streets.length > 0 ? [...streets] : [''], new Utf8());
		this.#types = {
			use: new Dictionary(new Utf8(), new Int32(), 0),
			street: new Dictionary(new Utf8(), new Int32(), 1)
		};
		const schema = new Schema([
			new Field('id', new Uint32(), false),
			new Field('source_id', new Float64(), false),
			new Field('name', new Utf8(), true),
			new Field('use', this.#types.use, false),
			new Field('height', new Float32(), false),
			new Field('min_height', new Float32(), false),
			new Field('height_estimated', new Bool(), false),
			new Field('levels', new Float32(), true),
			new Field('street', this.#types.street, true),
			new Field('house_number', new Utf8(), true),
			new Field('lng', new Float64(), false),
			new Field('lat', new Float64(), false),
			new Field('area', new Float32(), false),
			new Field('cell', new Uint32(), false),
			new Field('year', new Float32(), true),
			new Field('residents', new Float32(), true),
			new Field('jobs', new Float32(), true)
		]);
		this.#file = new ArrowFile(path, schema);
	}

	get rows(): number {
		return this.#file.rows;
	}

	/** Appends one unit's rows: they continue where the last ended. */
	append(columns: BuildingColumns): void {
		const { count } = columns;
		if (columns.baseId !== this.rows)
			throw new Error(`Row ${String(columns.baseId)} came after ${String(this.rows)}.`);
		if (count === 0) return;
		const ids = Uint32Array.from({ length: count }, (_, row) => columns.baseId + row);
		const streets = validity(count, (row) => columns.street[row]! >= 0);
		const estimated = validity(count, (row) => columns.estimated[row] === 1);
		const children: Data[] = [
			makeData({ type: new Uint32(), length: count, data: ids }),
			makeData({ type: new Float64(), length: count, data: columns.sourceId }),
			text(count, columns.name),
			makeData({ type: this.#types.use, length: count, data: columns.use, dictionary: this.#uses }),
			makeData({ type: new Float32(), length: count, data: columns.height }),
			makeData({ type: new Float32(), length: count, data: columns.minHeight }),
			makeData({ type: new Bool(), length: count, data: estimated.valid }),
			optional(count, columns.levels),
			makeData({
				type: this.#types.street,
				length: count,
				data: columns.street.map((street) => Math.max(0, street)),
				nullCount: streets.nulls,
				nullBitmap: streets.valid,
				dictionary: this.#streets
			}),
			text(count, columns.houseNumber),
			makeData({ type: new Float64(), length: count, data: columns.lng }),
			makeData({ type: new Float64(), length: count, data: columns.lat }),
			makeData({ type: new Float32(), length: count, data: columns.area }),
			makeData({ type: new Uint32(), length: count, data: columns.cell }),
			optional(count, columns.year),
			optional(count, columns.residents),
			optional(count, columns.jobs)
		];
		this.#file.append(count, children);
	}

	finish(): void {
		this.#file.finish();
	}
}

/** Numbers of which NaN are empty rows. */
function optional(count: number, data: Float32Array<ArrayBuffer>): Data {
	const { valid, nulls } = validity(count, (row) => !Number.isNaN(data[row]!));
	return makeData({ type: new Float32(), length: count, data, nullCount: nulls, nullBitmap: valid });
}

function text(count: number, column: TextColumn): Data {
	return makeData({
		type: new Utf8(),
		length: count,
		valueOffsets: column.offsets,
		data: column.bytes,
		nullCount: column.nulls,
		nullBitmap: column.valid
	});
}

/** One column of a small table. */
export type ColumnInput =
	| {
			readonly type: DataType;
			readonly values: ArrayBufferView & ArrayLike<number>;
			readonly valid?: (row: number) => boolean;
			/** Of bit-packed columns. */ readonly length?: number;
	  }
	| { readonly dictionary: readonly string[]; readonly values: Int32Array };

/** A table of plain columns as one Arrow stream; dictionary entries below 0 are null. */
export function writeArrow(path: string, columns: Readonly<Record<string, ColumnInput>>): void {
	const fields: Field[] = [];
	const children: Data[] = [];
	let length = 0;
	let dictionaries = 0;
	for (const [name, column] of Object.entries(columns)) {
		length = 'length' in column && column.length !== undefined ? column.length : column.values.length;
		if ('dictionary' in column) {
			const type = new Dictionary(new Utf8(), new Int32(), dictionaries++);
			const { valid, nulls } = validity(length, (row) => column.values[row]! >= 0);
			fields.push(new Field(name, type, nulls > 0));
			children.push(
				makeData({
					type,
					length,
					data: column.values.map((value) => Math.max(0, value)),
					nullCount: nulls,
					nullBitmap: valid,
					dictionary: vectorFromArray(
						column.dictionary.length > 0 ? [...column.dictionary] : [''],
						new Utf8()
					)
				})
			);
			continue;
		}
		const { valid, nulls } = column.valid ? validity(length, column.valid) : { valid: undefined, nulls: 0 };
		fields.push(new Field(name, column.type, column.valid !== undefined));
		children.push(
			makeData({
				type: column.type,
				length,
				data: column.values,
				nullCount: nulls,
				nullBitmap: valid
			} as never) as Data
		);
	}
	const file = new ArrowFile(path, new Schema(fields));
	file.append(length, children);
	file.finish();
}
