import { CsvError, parse } from 'csv-parse';
import { inputError } from './input-error.ts';
import { readBytes, type OnBytes, type SourceFile } from './source-file.ts';

export interface CsvTable {
	readonly columns: readonly string[];
	/** Batches of rows; each row has one text a column. */
	readonly rows: AsyncGenerator<readonly string[][]>;
}

/** Reads the header at once and the rows as they are asked for. */
export async function openCsv(source: SourceFile, delimiter?: string, onBytes?: OnBytes): Promise<CsvTable> {
	return csvTable(source.path, readBytes(source, onBytes), delimiter);
}

const BATCH = 2000;

/** The same for bytes from elsewhere (an entry of a zip); `file` names them in messages. */
export async function csvTable(
	file: string,
	bytes: AsyncIterable<Buffer>,
	delimiter?: string
): Promise<CsvTable> {
	const rows = batches(file, bytes, delimiter);
	const first = await rows.next();
	const columns = first.done ? undefined : first.value[0];
	if (!columns || columns.every((name) => name === ''))
		throw inputError({
			file,
			place: 'line 1',
			problem: 'there is no header line',
			cure: 'name the columns in the first line'
		});
	const rest = first.value.slice(1);
	return {
		columns,
		rows: (async function* () {
			if (rest.length > 0) yield rest;
			yield* rows;
		})()
	};
}

async function* batches(
	file: string,
	bytes: AsyncIterable<Buffer>,
	delimiter: string | undefined
): AsyncGenerator<string[][], string[][], undefined> {
	let parser: ReturnType<typeof parse> | undefined;
	let batch: string[][] = [];
	let failure: Error | undefined;
	let columns = 0;
	for await (const chunk of bytes) {
		if (!parser) {
			parser = parse({
				bom: true,
				delimiter: delimiter ?? sniffDelimiter(chunk),
				relax_column_count: true,
				relax_quotes: true,
				skip_empty_lines: true,
				trim: true
			});
			parser.on('error', (error) => (failure = error));
		}
		parser.write(chunk);
		for (let row: string[] | null; (row = parser.read() as string[] | null);) batch.push(row);
		if (failure) throw csvFault(file, failure);
		if (batch.length >= BATCH) {
			columns ||= batch[0]!.length;
			yield padded(batch, columns);
			batch = [];
		}
	}
	if (!parser) return [];
	const ended = new Promise<void>((resolve) => parser.once('end', resolve).once('error', resolve));
	parser.on('data', (row: string[]) => batch.push(row));
	parser.end();
	await ended;
	if (failure) throw csvFault(file, failure);
	if (batch.length > 0) {
		columns ||= batch[0]!.length;
		yield padded(batch, columns);
	}
	return [];
}

/** Short rows get empty texts: a missing last column is an empty one. */
function padded(batch: string[][], columns: number): string[][] {
	for (const row of batch) while (row.length < columns) row.push('');
	return batch;
}

function csvFault(file: string, error: Error) {
	const line = error instanceof CsvError && typeof error['lines'] === 'number' ? error['lines'] : undefined;
	return inputError(
		{
			file,
			...(line === undefined ? {} : { place: `line ${line}` }),
			problem: `this line cannot be read as CSV (${error.message.split(':').pop()?.trim() ?? error.message})`,
			cure: 'check its quotes'
		},
		error
	);
}

/** The separator that splits the first line most often, outside quotes. */
export function sniffDelimiter(chunk: Buffer): string {
	const text = chunk
		.toString('utf8', 0, 8192)
		.split(/\r?\n/, 1)[0]!
		.replace(/"[^"]*"/g, '');
	let best = ',';
	let most = 0;
	for (const candidate of [',', ';', '\t', '|']) {
		const count = text.split(candidate).length - 1;
		if (count > most) [best, most] = [candidate, count];
	}
	return best;
}

/** Index of a column by name (any case), or a sentence that lists the columns there are. */
export function columnIndex(file: string, columns: readonly string[], name: string, use: string): number {
	const exact = columns.indexOf(name);
	if (exact >= 0) return exact;
	const loose = columns.findIndex((column) => column.toLowerCase() === name.toLowerCase());
	if (loose >= 0) return loose;
	throw missingColumn(file, columns, `there is no column "${name}" (${use})`);
}

export function missingColumn(file: string, columns: readonly string[], problem: string, cure?: string) {
	const list =
		columns.slice(0, 40).join(', ') + (columns.length > 40 ? `, … (${columns.length} in all)` : '');
	return inputError({ file, place: 'header line', problem, cure: cure ?? `use one of its columns: ${list}` });
}

/** The first of some usual names that the table has. */
export function findColumn(columns: readonly string[], usual: readonly string[]): number {
	const lower = columns.map((column) => column.toLowerCase().replace(/[\s-]+/g, '_'));
	for (const name of usual) {
		const index = lower.indexOf(name);
		if (index >= 0) return index;
	}
	return -1;
}
