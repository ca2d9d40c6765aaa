import { isUtf8 } from 'node:buffer';
import { StringDecoder } from 'node:string_decoder';
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
	const head = first.done ? [] : first.value;
	const columns = head[0];
	if (!columns || columns.every((name) => name === ''))
		throw inputError({
			file,
			place: 'line 1',
			problem: 'there is no header line',
			cure: 'name the columns in the first line'
		});
	const rest = head.slice(1);
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
): AsyncGenerator<string[][], undefined, undefined> {
	let splitter: RowSplitter | undefined;
	let columns = 0;
	let batch: string[][] = [];
	for await (const chunk of bytes) {
		if (!splitter) refuseEncoding(file, chunk);
		splitter ??= new RowSplitter(file, delimiter ?? sniffDelimiter(chunk));
		splitter.push(chunk, batch);
		columns ||= batch[0]?.length ?? 0;
		if (batch.length < BATCH) continue;
		yield padded(batch, columns);
		batch = [];
	}
	await splitter?.end(batch);
	columns ||= batch[0]?.length ?? 0;
	if (batch.length > 0) yield padded(batch, columns);
	return undefined;
}

/** A table in another encoding would have mangled names; UTF-16 and GB 18030 are what spreadsheets save. */
function refuseEncoding(file: string, chunk: Buffer): void {
	// A character may be cut at the end of the chunk: what follows the last line break is left out.
	const whole = chunk.subarray(0, chunk.lastIndexOf(0x0a) + 1);
	const marked = (chunk[0] === 0xff && chunk[1] === 0xfe) || (chunk[0] === 0xfe && chunk[1] === 0xff);
	if (!marked && isUtf8(whole)) return;
	throw inputError({
		file,
		place: marked ? 'byte 0' : `line ${lineOfFault(whole)}`,
		problem: `its text is not UTF-8${marked ? ' but UTF-16' : ''}`,
		cure: `convert it: iconv -f ${marked ? 'UTF-16' : 'GB18030'} -t UTF-8 in.csv > out.csv${marked ? '' : ' (or from the encoding it has)'}`
	});
}

function lineOfFault(bytes: Buffer): number {
	let line = 1;
	for (let from = 0; from < bytes.length; line++) {
		const end = bytes.indexOf(0x0a, from) + 1;
		if (!isUtf8(bytes.subarray(from, end))) break;
		from = end;
	}
	return line;
}

/**
 * Rows of CSV bytes. Until the first quote of a file, lines are split at the delimiter (ten times faster,
 * and most large tables have no quote at all); from then on csv-parse reads the rest.
 */
class RowSplitter {
	readonly #file: string;
	readonly #delimiter: string;
	readonly #decoder = new StringDecoder('utf8');
	#rest = '';
	#lines = 0;
	#parser: ReturnType<typeof parse> | undefined;
	#failure: Error | undefined;
	#first = true;

	constructor(file: string, delimiter: string) {
		this.#file = file;
		this.#delimiter = delimiter;
	}

	push(chunk: Buffer, rows: string[][]): void {
		if (this.#parser) return this.#feed(this.#parser, chunk, rows);
		let text = this.#rest + this.#decoder.write(chunk);
		if (this.#first) {
			this.#first = false;
			if (text.charCodeAt(0) === 0xfeff) text = text.slice(1);
		}
		const quote = text.indexOf('"');
		const end = text.lastIndexOf('\n', quote < 0 ? undefined : quote) + 1;
		this.#plain(text.slice(0, end), rows);
		this.#rest = text.slice(end);
		if (quote < 0) return;
		this.#parser = this.#quoted();
		const rest = this.#rest;
		this.#rest = '';
		this.#feed(this.#parser, rest, rows);
	}

	async end(rows: string[][]): Promise<void> {
		const parser = this.#parser;
		if (!parser) {
			this.#plain(this.#rest + this.#decoder.end(), rows);
			return;
		}
		const ended = new Promise<void>((resolve) => parser.once('end', resolve).once('error', () => resolve()));
		parser.on('data', (row: string[]) => rows.push(row));
		parser.end(this.#decoder.end());
		await ended;
		if (this.#failure) throw csvFault(this.#file, this.#failure, this.#lines);
	}

	#plain(text: string, rows: string[][]): void {
		for (const line of text.split('\n')) {
			const fields = line.split(this.#delimiter);
			for (let at = 0; at < fields.length; at++) fields[at] = fields[at]!.trim();
			if (fields.length > 1 || fields[0] !== '') rows.push(fields);
			this.#lines++;
		}
		this.#lines--;
	}

	#quoted(): ReturnType<typeof parse> {
		const parser = parse({
			delimiter: this.#delimiter,
			relax_column_count: true,
			relax_quotes: true,
			skip_empty_lines: true,
			trim: true
		});
		return parser.on('error', (error) => (this.#failure = error));
	}

	#feed(parser: ReturnType<typeof parse>, chunk: Buffer | string, rows: string[][]): void {
		parser.write(typeof chunk === 'string' ? chunk : this.#decoder.write(chunk));
		for (let row: string[] | null; (row = parser.read() as string[] | null);) rows.push(row);
		if (this.#failure) throw csvFault(this.#file, this.#failure, this.#lines);
	}
}

/** Short rows get empty texts: a missing last column is an empty one. */
function padded(batch: string[][], columns: number): string[][] {
	for (const row of batch) while (row.length < columns) row.push('');
	return batch;
}

function csvFault(file: string, error: Error, linesBefore: number) {
	const line =
		error instanceof CsvError && typeof error['lines'] === 'number'
			? linesBefore + error['lines']
			: undefined;
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
