import type { Rejected } from '#lib/model/observation.ts';
import { parseJson } from './json-text.ts';
import { decodeText } from './text.ts';

export interface JsonRecord {
	/** `row 3` of a list, `line 3` of lines, `message` when it is alone. */
	readonly place: string;
	readonly value: unknown;
}

export interface JsonMessage {
	readonly records: Iterable<JsonRecord>;
	readonly rejected: readonly Rejected[];
}

/** The records of a message that is one JSON value, a list of them, or one on each line (NDJSON). */
export function readJsonMessage(bytes: Uint8Array): JsonMessage {
	const decoded = decodeText(bytes);
	if (!decoded.ok) return { records: [], rejected: [{ place: decoded.place, reason: decoded.reason }] };
	const { text } = decoded;
	if (startsWithRow(text)) return readLines(text);
	const whole = parseJson(text);
	if (whole.ok)
		return {
			records: Array.isArray(whole.value) ? listed(whole.value) : [{ place: 'message', value: whole.value }],
			rejected: []
		};
	const lines = text.split('\n', LINES_TRIED);
	if (lines.length > 1 && lines.some(standsAlone)) return readLines(text);
	return { records: [], rejected: [{ place: whole.place, reason: whole.reason }] };
}

function* listed(list: readonly unknown[]): Generator<JsonRecord> {
	for (const [index, value] of list.entries()) yield { place: `row ${index + 1}`, value };
}

/** A first line that is broken does not make lines something else: so many are tried. */
const LINES_TRIED = 50;

/** True when the first line is a row and another follows. */
function startsWithRow(text: string): boolean {
	const start = text.trimStart();
	const end = start.indexOf('\n');
	return end > 0 && start.slice(end).trim() !== '' && standsAlone(start.slice(0, end));
}

function readLines(text: string): JsonMessage {
	const records: JsonRecord[] = [];
	const rejected: Rejected[] = [];
	let number = 0;
	for (let from = 0; from < text.length;) {
		const end = text.indexOf('\n', from);
		const line = text.slice(from, end < 0 ? text.length : end);
		from = end < 0 ? text.length : end + 1;
		number++;
		if (line.trim() === '') continue;
		const place = `line ${number}`;
		const parsed = parseJson(line);
		if (parsed.ok) records.push({ place, value: parsed.value });
		else rejected.push({ place: parsed.place.replace('line 1', place), reason: parsed.reason });
	}
	return { records, rejected };
}

function standsAlone(line: string): boolean {
	const text = line.trim();
	return text.startsWith('{') && text.endsWith('}') && parseJson(text).ok;
}
