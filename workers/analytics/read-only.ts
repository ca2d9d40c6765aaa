import { AppError } from '#lib/model/errors.ts';
import { placeOf } from '#lib/queries/query-error.ts';
import type { Database, Word } from './database.ts';

/** Statements that begin with these words only read. */
const READS = new Set(['SELECT', 'FROM', 'VALUES', 'TABLE', 'DESCRIBE', 'DESC', 'SUMMARIZE', 'SHOW']);
/** Behind these words there may also be a statement that writes. */
const PREFIXES = new Set(['WITH', 'EXPLAIN']);
const PRAGMAS = new Set(['TABLE_INFO', 'SHOW_TABLES', 'DATABASE_SIZE', 'VERSION']);

/**
 * Passes one statement that only reads; throws DuckDB's own error, or QUERY_FAILED with `reason`
 * `empty`, `notReadOnly` or `many`. DuckDB's parser judges: nothing but a query can stand between
 * brackets after FROM, and only a single statement can be prepared.
 */
export function checkReadOnly(database: Database, text: string): void {
	const words = database.words(text);
	const [first, second] = words.map((word) => word.text.toUpperCase());
	if (!first || first === ';')
		throw new AppError('QUERY_FAILED', { reason: 'empty', message: 'There is no statement.' });
	const allowed =
		READS.has(first) ||
		PREFIXES.has(first) ||
		first === '(' ||
		(first === 'PRAGMA' && PRAGMAS.has(second ?? ''));
	if (!allowed) throw notReadOnly(first);
	const another = secondStatement(words);
	if (another) throw many(text, another);
	database.check(text);
	if (PREFIXES.has(first) && !isQuery(database, text, words)) throw notReadOnly(first);
}

/** True when what stands after EXPLAIN, or begins with WITH, is a query. */
function isQuery(database: Database, text: string, words: readonly Word[]): boolean {
	const [first, second] = words.map((word) => word.text.toUpperCase());
	const skip = first === 'EXPLAIN' ? (second === 'ANALYZE' ? 2 : 1) : 0;
	const end = words.find((word) => word.text === ';')?.from ?? text.length;
	try {
		database.check(`SELECT * FROM (${text.slice(words[skip]?.from ?? 0, end)}\n)`);
		return true;
	} catch {
		return false;
	}
}

/** The word that begins a second statement; a semicolon at the end begins none. */
function secondStatement(words: readonly Word[]): Word | undefined {
	const end = words.findIndex((word) => word.text === ';');
	return end < 0 ? undefined : words.slice(end).find((word) => word.text !== ';');
}

const many = (text: string, { from }: Word) =>
	new AppError('QUERY_FAILED', {
		reason: 'many',
		message: 'Only one statement can run at a time; a second one begins here.',
		...placeOf(text, [...text.slice(0, from)].length, 'characters')
	});

const notReadOnly = (word: string) =>
	new AppError('QUERY_FAILED', {
		reason: 'notReadOnly',
		word,
		message: `Only statements that read are allowed here (SELECT, WITH, DESCRIBE, SUMMARIZE, EXPLAIN, SHOW); this one begins with ${word}.`
	});
