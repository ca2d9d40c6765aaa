import { saidError } from '#lib/model/said-error.ts';
import type { Words } from '#lib/model/alarm-rule.ts';
import { tableFromIPC, type Table } from 'apache-arrow';
import { AppError } from '#lib/model/errors.ts';
import type { ReadPackFile } from './city-reader.ts';

type NumberArray = Float64Array | Float32Array;
type NumberArrayType<A extends NumberArray> = new (length: number) => A;

/** Why a pack cannot be read that lacks one of the files that it names. */
export const lacksFile = (file: string): Words => ({
	zh: `数据包缺少文件 ${file}，请重新导入。`,
	en: `This pack lacks its file ${file}.`
});

/** Columns of one Arrow file of a pack. */
export class PackTable {
	readonly rows: number;
	readonly #table: Table;

	private constructor(table: Table) {
		this.#table = table;
		this.rows = table.numRows;
	}

	/** Throws INPUT_EMPTY with the sentence `missing` when the file is not there, PACK_BROKEN when it is no Arrow file. */
	static async read(read: ReadPackFile, file: string, missing: Words): Promise<PackTable> {
		const bytes = await read(file);
		if (!bytes) throw saidError('INPUT_EMPTY', missing, { file });
		try {
			return new PackTable(tableFromIPC(bytes));
		} catch (cause) {
			throw new AppError('PACK_BROKEN', { file, message: `${file} is no Arrow file.` }, { cause });
		}
	}

	has(name: string): boolean {
		return this.#table.getChild(name) !== null;
	}

	/** A column of numbers or of booleans; NaN where there is none, and everywhere without the column. */
	numbers<A extends NumberArray>(name: string, type: NumberArrayType<A>): A {
		const out = new type(this.rows);
		const column = this.#table.getChild(name);
		if (!column) {
			out.fill(NaN);
			return out;
		}
		for (let row = 0; row < this.rows; row++) {
			const value: unknown = column.get(row);
			out[row] = value === null ? NaN : Number(value);
		}
		return out;
	}

	/** A column of texts; null where there is none, and everywhere without the column. */
	texts(name: string): (string | null)[] {
		const column = this.#table.getChild(name);
		return Array.from({ length: this.rows }, (_, row) => {
			const value: unknown = column?.get(row) ?? null;
			return value === null ? null : String(value);
		});
	}
}
