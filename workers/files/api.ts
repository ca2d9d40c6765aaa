import type { BBox } from '#lib/model/geometry.ts';
import { AppError } from '#lib/model/errors.ts';
import { TimeZone } from '#lib/queries/time-zone.ts';
import { makeDataset, type MadeDataset } from './make-dataset.ts';
import type { FoundColumn, Opened, OpenedTable, Placed, Placing, TableChoices } from './opened.ts';
import { timeColumn } from './positions/column-names.ts';
import { guessPlacing } from './positions/guess-placing.ts';
import { place } from './positions/place.ts';
import { knowFile, readTable } from './read-file.ts';
import { TABLE_FORMATS, type TableFormat } from './sniff.ts';
import { judgeColumn } from './table/judge-column.ts';
import type { SourceTable } from './table/source-table.ts';

/** The city that files are dropped on. */
export interface FilesOptions {
	/** IANA name of the city's time zone: that of times without one. */
	readonly timezone: string;
	readonly bbox: BBox;
}

/** What the worker does; its type is the contract with `client.ts`. */
export function createFilesApi() {
	let options: FilesOptions | undefined;
	const open = new Map<number, { readonly file: string; readonly table: SourceTable }>();
	let nextId = 1;

	const started = (): FilesOptions => {
		if (!options) throw new AppError('INTERNAL', { message: 'the files worker was not started' });
		return options;
	};
	const opened = (id: number) => {
		const found = open.get(id);
		if (!found) throw new AppError('INTERNAL', { message: `file ${id} is closed` });
		return found;
	};

	return {
		start(given: FilesOptions): void {
			options = given;
		},

		/** Recognises and reads a file; a table's rows stay here until `close`. `onBytes` hears bytes read so far. */
		async open(file: File, onBytes: (bytes: number) => void, signal?: AbortSignal): Promise<Opened> {
			const { bbox } = started();
			const reading = { signal, onBytes: onlyMore(onBytes) };
			const known = await knowFile(file, reading);
			const { format } = known;
			if (!isTable(format))
				return (await import('./models/open-model.ts')).openModel({ ...known, format }, reading);
			const table = await readTable(known, format, reading);
			signal?.throwIfAborted();
			const described = describe(table, bbox);
			const id = nextId++;
			open.set(id, { file: file.name, table });
			return { ...described, kind: 'table', id, file: file.name, format };
		},

		/** Reads a tileset by its address on this server. */
		openAddress: async (address: string, signal?: AbortSignal) =>
			(await import('./models/open-address.ts')).openAddress(address, signal),

		/** Where the rows would lie. */
		place: (id: number, placing: Placing): Placed => place(opened(id).table, placing),

		/** Makes a dataset of an open file. */
		make(choices: TableChoices): MadeDataset {
			const { file, table } = opened(choices.id);
			return makeDataset(file, table, choices, new TimeZone(started().timezone));
		},

		/** Forgets a file's rows. */
		close(id: number): void {
			open.delete(id);
		}
	};
}

export type FilesApi = ReturnType<typeof createFilesApi>;

const isTable = (format: string): format is TableFormat =>
	(TABLE_FORMATS as readonly string[]).includes(format);

/** What is read a second time is not said again. */
function onlyMore(onBytes: (bytes: number) => void): (bytes: number) => void {
	let most = 0;
	return (bytes) => {
		if (bytes > most) onBytes((most = bytes));
	};
}

function describe(table: SourceTable, city: BBox): Omit<OpenedTable, 'kind' | 'id' | 'file' | 'format'> {
	const columns = table.columns.map(judgeColumn);
	const times = columns.filter(({ kind }) => kind === 'time').map(({ name }) => name);
	const time = timeColumn(times);
	return {
		rows: table.rows,
		columns,
		...guessPlacing(table, city),
		...(time !== undefined && { time }),
		cityTime: columns.some((column) => isCityTime(table, column)),
		notes: table.notes
	};
}

/** Times that are written without a zone. */
function isCityTime(table: SourceTable, { name, kind }: FoundColumn): boolean {
	const column = table.columns.find((candidate) => candidate.name === name);
	if (kind !== 'time' || !column) return false;
	if (column.store === 'time') return !column.zoned;
	return (
		column.store === 'text' &&
		!/(Z|UTC|[+-]\d{2}:?\d{2})$/.test(column.texts.count > 0 ? column.texts.text(0) : '')
	);
}
