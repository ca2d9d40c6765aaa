import { AppError } from '#lib/model/errors.ts';

/**
 * DuckDB's error as ours: its own words and, when it gives one, the place in the text as
 * `line` and `character` (both from 1) and `offset` (UTF-16 units from 0). DuckDB runs with
 * `errors_as_json`. Running out of memory has `reason` `memory`; a trap of the module is WORKER_CRASHED.
 */
export function queryError(thrown: unknown, text: string): AppError {
	if (thrown instanceof AppError) return thrown;
	const raw = thrown instanceof Error ? thrown.message : String(thrown);
	// After a trap the module's memory is anyone's guess: nothing more may be asked of it.
	if (thrown instanceof WebAssembly.RuntimeError)
		return new AppError('WORKER_CRASHED', { message: `DuckDB stopped: ${raw}` }, { cause: thrown });
	const said = parse(raw);
	if (!said) return new AppError('QUERY_FAILED', { message: raw.trim() }, { cause: thrown });
	const kind = said.exception_type ?? 'Error';
	// Its advice to install an extension cannot be followed here.
	const words = (said.exception_message ?? raw).replace(/\n\nPlease try installing[\s\S]*$/, '');
	const message = `${kind} Error: ${words}`;
	// The parser counts characters, everything after it bytes.
	const place =
		said.position === undefined
			? {}
			: placeOf(text, Number(said.position), kind === 'Parser' ? 'characters' : 'bytes');
	const reason = kind === 'Out of Memory' ? { reason: 'memory' } : {};
	return new AppError('QUERY_FAILED', { message, kind, ...reason, ...place }, { cause: thrown });
}

interface DuckDBError {
	readonly exception_type?: string;
	readonly exception_message?: string;
	/** Where in the text, as digits. */
	readonly position?: string;
}

function parse(raw: string): DuckDBError | undefined {
	const start = raw.indexOf('{"exception_type"');
	if (start < 0) return undefined;
	try {
		return JSON.parse(raw.slice(start)) as DuckDBError; // DuckDB writes it with these fields
	} catch {
		return undefined;
	}
}

/** Line and character (from 1) and UTF-16 offset of a position that counts characters, or bytes of UTF-8. */
export function placeOf(text: string, position: number, counts: 'characters' | 'bytes') {
	const before =
		counts === 'characters'
			? [...text].slice(0, position).join('')
			: new TextDecoder().decode(new TextEncoder().encode(text).subarray(0, position));
	const lines = before.split('\n');
	return { offset: before.length, line: lines.length, character: (lines.at(-1)?.length ?? 0) + 1 };
}
