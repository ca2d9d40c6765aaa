import yauzl from 'yauzl';
import { AppError } from '#lib/model/errors.ts';
import { inputError } from '../input-error.ts';
import { csvTable, missingColumn, type CsvTable } from '../csv-rows.ts';
import type { SourceFile } from '../source-file.ts';

/** A GTFS zip: its tables by name, whatever folder of the zip they lie in. */
export interface GtfsZip {
	readonly path: string;
	has(table: string): boolean;
	/** The table, or undefined when the feed has none. */
	open(table: string): Promise<CsvTable | undefined>;
	close(): void;
}

/** Tables without which there is no timetable. */
const REQUIRED = ['stops', 'routes', 'trips', 'stop_times'] as const;

export async function openGtfs(source: SourceFile): Promise<GtfsZip> {
	const zip = await yauzl.openPromise(source.path, { autoClose: false }).catch((cause: Error) => {
		throw inputError(
			{
				file: source.path,
				place: 'byte 0',
				problem: `this is not a readable zip file (${cause.message})`,
				cure: 'download the GTFS feed again'
			},
			cause
		);
	});
	const entries = new Map<string, yauzl.Entry>();
	try {
		for await (const entry of zip.eachEntry()) {
			const name = entry.fileName.split('/').pop() ?? '';
			if (name.endsWith('.txt') && !entry.fileName.includes('__MACOSX'))
				entries.set(name.slice(0, -4), entry);
		}
		const missing: string = REQUIRED.filter((table) => !entries.has(table))
			.map((table) => `${table}.txt`)
			.join(', ');
		if (missing !== '')
			throw inputError({
				file: source.path,
				place: missing,
				problem: `the GTFS feed has no ${missing} (it holds ${[...entries.keys()].map((name) => `${name}.txt`).join(', ') || 'no .txt file'})`,
				cure: 'get the complete feed from its publisher'
			});
		if (!entries.has('calendar') && !entries.has('calendar_dates'))
			throw inputError({
				file: source.path,
				place: 'calendar.txt',
				problem: 'the GTFS feed has neither calendar.txt nor calendar_dates.txt',
				cure: 'get the complete feed from its publisher'
			});
	} catch (thrown) {
		zip.close();
		throw thrown;
	}
	return {
		path: source.path,
		has: (table) => entries.has(table),
		close: () => zip.close(),
		open: async (table) => {
			const entry = entries.get(table);
			if (!entry) return undefined;
			return csvTable(`${source.path}/${table}.txt`, unzipped(source.path, zip, entry), ',');
		}
	};
}

/** The entry's bytes; what cannot be unpacked ends with a sentence that names file and entry. */
async function* unzipped(file: string, zip: yauzl.ZipFile, entry: yauzl.Entry): AsyncGenerator<Buffer> {
	try {
		const stream = (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>;
		for await (const chunk of stream) yield chunk;
	} catch (cause) {
		if (cause instanceof AppError || !(cause instanceof Error)) throw cause;
		throw inputError(
			{
				file,
				place: entry.fileName,
				problem: `the zip file is damaged: this table cannot be unpacked (${cause.message})`,
				cure: 'download the GTFS feed again'
			},
			cause
		);
	}
}

/** Reads columns of a table by name; required ones that are missing end with a sentence listing what there is. */
export function rowReader<R extends string, O extends string>(
	file: string,
	table: CsvTable,
	required: readonly R[],
	optional: readonly O[]
): (row: readonly string[], column: R | O) => string {
	const at = {} as Record<R | O, number>;
	for (const name of required) {
		const index = table.columns.indexOf(name);
		if (index < 0)
			throw missingColumn(
				file,
				table.columns,
				`there is no column "${name}"`,
				`get a feed that has it; this table has ${table.columns.join(', ')}`
			);
		at[name] = index;
	}
	for (const name of optional) at[name] = table.columns.indexOf(name);
	return (row, column) => row[at[column]] ?? '';
}
