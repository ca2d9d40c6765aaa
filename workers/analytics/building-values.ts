import { DataType, type Table, type Vector } from 'apache-arrow';
import { AppError } from '#lib/model/errors.ts';
import { encodeTexts, readColumn, readNumbers } from './columns.ts';

/** A value for each of some buildings; every building is there at most once. */
export type BuildingValues = {
	/** Global building ids. */
	readonly ids: Uint32Array;
	/** Rows of the result without a building id. */
	readonly withoutId: number;
	/** Name of the value column. */
	readonly name: string;
} & (
	| { readonly kind: 'number'; /** NaN = no value. */ readonly values: Float32Array }
	| {
			readonly kind: 'category';
			/** Index into `categories`; −1 = no value. */
			readonly codes: Int32Array;
			readonly categories: readonly string[];
	  }
);

const ID_NAMES = ['id', 'building', 'building_id'];

/**
 * Reads a query's result as values of buildings: one column of ids (`id`, `building` or `building_id`)
 * and one of values, the first other one. Throws QUERY_FAILED with a `reason` when it is not that.
 */
export function buildingValues(table: Table, buildings: number): BuildingValues {
	const names = table.schema.fields.map(({ name }) => name);
	const idName = ID_NAMES.flatMap((wanted) => names.filter((name) => name.toLowerCase() === wanted))[0];
	if (idName === undefined)
		throw fail(
			'noIdColumn',
			{ columns: names.join(', ') },
			'The result has no column of building ids: name one id, building or building_id.'
		);
	const valueName = names.find((name) => name !== idName);
	const idVector = table.getChild(idName);
	const valueVector = valueName === undefined ? undefined : table.getChild(valueName);
	if (!idVector || !valueVector || valueName === undefined)
		throw fail(
			'noValueColumn',
			{ columns: names.join(', ') },
			'Besides the building ids the result has no column of values.'
		);

	const { ids, rows } = readIds(idVector, buildings, idName);
	const base = { ids, withoutId: table.numRows - rows.length, name: valueName };
	const column = readColumn(valueVector);
	if (column?.kind === 'number')
		return {
			...base,
			kind: 'number',
			values: Float32Array.from(rows, (row) => column.values[row] as number)
		};
	if (!column && !DataType.isUtf8(valueVector.type))
		throw fail(
			'valueType',
			{ column: valueName, type: String(valueVector.type) },
			`Column ${valueName} holds neither numbers nor texts.`
		);
	const { codes, labels } = column ?? encodeTexts(valueVector);
	return {
		...base,
		kind: 'category',
		codes: Int32Array.from(rows, (row) => codes[row] as number),
		categories: labels
	};
}

function readIds(vector: Vector, buildings: number, name: string): { ids: Uint32Array; rows: Uint32Array } {
	if (!DataType.isInt(vector.type) && !DataType.isFloat(vector.type))
		throw fail(
			'idType',
			{ column: name, type: String(vector.type) },
			`Column ${name} does not hold whole numbers.`
		);
	const numbers = readNumbers(vector);
	const seen = new Uint8Array(buildings);
	const ids: number[] = [];
	const rows: number[] = [];
	for (let row = 0; row < numbers.length; row++) {
		const id = numbers[row] as number;
		if (Number.isNaN(id)) continue;
		if (!Number.isInteger(id) || id < 0 || id >= buildings)
			throw fail(
				'idUnknown',
				{ id, row: row + 1, buildings },
				`Row ${row + 1}: there is no building ${id}; ids run from 0 to ${buildings - 1}.`
			);
		if (seen[id])
			throw fail(
				'idRepeated',
				{ id, row: row + 1 },
				`Row ${row + 1}: building ${id} is there already; give each building one row (GROUP BY ${name}).`
			);
		seen[id] = 1;
		ids.push(id);
		rows.push(row);
	}
	return { ids: Uint32Array.from(ids), rows: Uint32Array.from(rows) };
}

const fail = (reason: string, details: Record<string, string | number>, message: string) =>
	new AppError('QUERY_FAILED', { reason, ...details, message });
