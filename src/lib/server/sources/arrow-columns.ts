import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tableFromIPC, type Table } from 'apache-arrow';
import { AppError } from '#lib/model/errors.ts';

/** Reads one Arrow table of a pack folder; absent or unreadable: PACK_BROKEN with the file's name. */
export function readTable(folder: string, name: string): ArrowColumns {
	const file = join(folder, `${name}.arrow`);
	try {
		return new ArrowColumns(tableFromIPC(readFileSync(file)), file);
	} catch (cause) {
		if (cause instanceof AppError) throw cause;
		throw new AppError(
			'PACK_BROKEN',
			{ message: `${file} cannot be read: import the city again.`, file },
			{ cause }
		);
	}
}

/** A table by its columns; an absent column is PACK_BROKEN. */
export class ArrowColumns {
	readonly rows: number;
	readonly #table: Table;
	readonly #file: string;

	constructor(table: Table, file: string) {
		this.#table = table;
		this.rows = table.numRows;
		this.#file = file;
	}

	/** A numeric column without NULLs, as its typed array. */
	numbers<A extends Float64Array | Float32Array | Int32Array | Uint32Array | Uint8Array>(name: string): A {
		return this.#column(name).toArray() as A; // the pack format fixes each column's type
	}

	/** A text column, read when asked. */
	texts(name: string): (row: number) => string | undefined {
		const column = this.#column(name);
		return (row) => (column.get(row) as string | null) ?? undefined; // utf8 or dictionary of utf8
	}

	#column(name: string) {
		const column = this.#table.getChild(name);
		if (!column)
			throw new AppError('PACK_BROKEN', {
				message: `${this.#file} has no column ${name}: import the city again.`,
				file: this.#file,
				column: name
			});
		return column;
	}
}
