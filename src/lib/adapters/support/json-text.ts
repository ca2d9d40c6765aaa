import { printParseErrorCode, visit } from 'jsonc-parser';
import { LIMITS } from './limits.ts';
import { shortened } from './row-check.ts';

export type ParsedJson =
	| { readonly ok: true; readonly value: unknown }
	| { readonly ok: false; readonly place: string; readonly reason: string };

/** Parses strict JSON; a fault comes with its line, column and word. Deep nesting is refused before parsing. */
export function parseJson(text: string): ParsedJson {
	const deep = tooDeepAt(text);
	if (deep !== undefined)
		return { ok: false, place: placeOf(text, deep), reason: `it nests deeper than ${LIMITS.depth} levels` };
	try {
		// A cast of `any`: what is inside is for the schema to say.
		return { ok: true, value: JSON.parse(text) as unknown };
	} catch {
		return explain(text);
	}
}

/** `line 3, column 14`, counted from 1. */
export function placeOf(text: string, offset: number): string {
	const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
	let line = 1;
	for (let at = text.indexOf('\n'); at >= 0 && at < lineStart; at = text.indexOf('\n', at + 1)) line++;
	return `line ${line}, column ${offset - lineStart + 1}`;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Where nesting passes the limit, outside strings; nothing when it does not. */
function tooDeepAt(text: string): number | undefined {
	let depth = 0;
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === QUOTE) at = endOfString(text, at);
		// `[` and `{`, `]` and `}` differ by one bit.
		else if ((code | 0x20) === 0x7b && ++depth > LIMITS.depth) return at;
		else if ((code | 0x20) === 0x7d) depth--;
	}
	return undefined;
}

function endOfString(text: string, start: number): number {
	for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
		let slashes = 0;
		while (text.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes++;
		if (slashes % 2 === 0) return at;
	}
	return text.length;
}

/** What people write by mistake, and what JSON says instead. */
const FOREIGN_WORDS = new Map([
	['False', 'false'],
	['True', 'true'],
	['None', 'null'],
	['NaN', 'null'],
	['Infinity', 'null'],
	['-Infinity', 'null'],
	['undefined', 'null']
]);

function explain(text: string): ParsedJson {
	if (text.trim() === '') return { ok: false, place: 'message', reason: 'it is empty' };
	const fault = firstFault(text);
	if (!fault) return { ok: false, place: 'message', reason: 'it is not JSON' };
	const word = shortened(/^[^\s,:[\]{}"]*/.exec(text.slice(fault.offset))?.[0] ?? '', 40);
	const instead = FOREIGN_WORDS.get(word);
	return {
		ok: false,
		place: placeOf(text, fault.offset),
		reason: `it is not JSON: ${FAULTS.get(fault.code) ?? 'there is a fault'}${word === '' ? '' : ` at "${word}"`}${instead === undefined ? '' : ` (JSON writes ${instead})`}`
	};
}

function firstFault(text: string): { readonly code: string; readonly offset: number } | undefined {
	let first: { code: string; offset: number } | undefined;
	visit(
		text,
		{ onError: (error, offset) => (first ??= { code: printParseErrorCode(error), offset }) },
		{ disallowComments: true, allowTrailingComma: false, allowEmptyContent: false }
	);
	return first;
}

const FAULTS = new Map([
	['InvalidSymbol', 'there is an unknown word'],
	['InvalidNumberFormat', 'there is a broken number'],
	['PropertyNameExpected', 'a property name in double quotes is missing'],
	['ValueExpected', 'a value is missing'],
	['ColonExpected', 'a colon is missing'],
	['CommaExpected', 'a comma is missing'],
	['CloseBraceExpected', 'a closing brace is missing'],
	['CloseBracketExpected', 'a closing bracket is missing'],
	['EndOfFileExpected', 'there is more after the end'],
	['InvalidCommentToken', 'there is a comment'],
	['UnexpectedEndOfString', 'a text has no closing quote'],
	['UnexpectedEndOfNumber', 'a number breaks off'],
	['InvalidUnicode', 'there is a broken \\u escape'],
	['InvalidEscapeCharacter', 'there is an unknown escape'],
	['InvalidCharacter', 'there is a control character in a text']
]);
