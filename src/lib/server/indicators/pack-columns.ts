import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataType, tableFromIPC, type Table, type Vector } from 'apache-arrow';
import { z } from 'zod';
import type { Dataset } from '#lib/model/city.ts';
import { AppError } from '#lib/model/errors.ts';
import type { TableColumn } from './create-table.ts';

export interface PackColumns {
	readonly count: number;
	readonly columns: readonly TableColumn[];
}

const collection = z.object({
	features: z.array(z.object({ properties: z.record(z.string(), z.unknown()).nullish() }))
});

/** The file of a dataset that is its table; undefined for those that SQL does not see. */
const FILES: Readonly<Record<Dataset['kind'], ((dataset: Dataset) => string) | undefined>> = {
	buildings: ({ file }) => file,
	points: ({ file }) => file,
	shapes: ({ file }) => file,
	areas: ({ file }) => file,
	/** Its links. */
	roads: ({ file }) => join(/\.arrow$/.test(file) ? join(file, '..') : file, 'links.arrow'),
	transit: undefined,
	trips: undefined,
	model: undefined
};

/** The file, within the pack, that a dataset's table is read from; undefined when it has none. */
export const tableFileOf = (dataset: Dataset): string | undefined => FILES[dataset.kind]?.(dataset);

/**
 * A dataset's table, undefined for one that is none: numbers as DOUBLE, categories and texts as VARCHAR. Areas have
 * `name`, which is also their `id`, and their scalar properties; roads are their links. Rows without an `id` have their
 * number. Throws PACK_BROKEN.
 */
export function readPackColumns(packDir: string, dataset: Dataset): PackColumns | undefined {
	const within = tableFileOf(dataset);
	if (within === undefined) return undefined;
	const file = join(packDir, within);
	if (dataset.kind === 'areas') return areaColumns(file, dataset.nameProperty ?? 'name');
	let table: Table;
	try {
		table = tableFromIPC(readFileSync(file));
	} catch (cause) {
		throw broken(file, cause);
	}
	const columns = table.schema.fields.flatMap(({ name }) => {
		const column = columnOf(name, table.getChild(name)!); // a field of this table
		return column ? [column] : [];
	});
	if (columns.some(({ name }) => name === 'id')) return { count: table.numRows, columns };
	const rows = Float64Array.from({ length: table.numRows }, (_, row) => row);
	return { count: table.numRows, columns: [{ name: 'id', type: 'DOUBLE', values: rows }, ...columns] };
}

function columnOf(name: string, vector: Vector): TableColumn | undefined {
	const { type, length } = vector;
	if (DataType.isBool(type)) {
		const values = Uint8Array.from({ length }, (_, row) => (vector.get(row) ? 1 : 0));
		return { name, type: 'BOOLEAN', values };
	}
	if (DataType.isInt(type) || DataType.isFloat(type)) {
		const values = new Float64Array(length);
		for (let row = 0; row < length; row++) {
			const value = vector.get(row) as number | bigint | null; // of a numeric vector
			values[row] = value === null ? NaN : Number(value);
		}
		return { name, type: 'DOUBLE', values };
	}
	if (DataType.isUtf8(type) || DataType.isDictionary(type))
		return { name, type: 'VARCHAR', values: Array.from(vector, textOrNull) };
	return undefined;
}

function areaColumns(file: string, nameProperty: string): PackColumns {
	const properties = propertiesOf(file);
	const names = new Set(properties.flatMap((of) => Object.keys(of)));
	for (const own of [nameProperty, 'name', 'id']) names.delete(own);
	const called = properties.map((of) => textOrNull(of[nameProperty]));
	const columns: TableColumn[] = [
		{ name: 'id', type: 'VARCHAR', values: called },
		{ name: 'name', type: 'VARCHAR', values: called }
	];
	for (const name of names) {
		const values = properties.map((of) => of[name] ?? null);
		if (values.every((value): value is number | null => value === null || typeof value === 'number'))
			columns.push({ name, type: 'DOUBLE', values: Float64Array.from(values, (value) => value ?? NaN) });
		else if (values.every((value) => value === null || typeof value !== 'object'))
			columns.push({ name, type: 'VARCHAR', values: values.map(textOrNull) });
	}
	return { count: properties.length, columns };
}

function propertiesOf(file: string): readonly Readonly<Record<string, unknown>>[] {
	try {
		const { features } = collection.parse(JSON.parse(readFileSync(file, 'utf8')));
		return features.map(({ properties }) => properties ?? {});
	} catch (cause) {
		throw broken(file, cause);
	}
}

const broken = (file: string, cause: unknown) =>
	new AppError('PACK_BROKEN', { message: `${file} cannot be read: import the city again.`, file }, { cause });

const textOrNull = (value: unknown): string | null =>
	value === null || value === undefined ? null : String(value as string | number | boolean); // scalars only
