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
	const whole = parseJson(decoded.text);
	if (whole.ok)
		return {
			records: Array.isArray(whole.value) ? listed(whole.value) : [{ place: 'message', value: whole.value }],
			rejected: []
		};
	return readLines(decoded.text) ?? { records: [], rejected: [{ place: whole.place, reason: whole.reason }] };
}

function* listed(list: readonly unknown[]): Generator<JsonRecord> {
	for (const [index, value] of list.entries()) yield { place: `row ${index + 1}`, value };
}

/** Lines are looked at one by one only when one of the first stands on its own. */
const LINES_TRIED = 50;

function readLines(text: string): JsonMessage | undefined {
	const lines = text.split('\n');
	if (lines.length < 2 || !lines.slice(0, LINES_TRIED).some(standsAlone)) return undefined;
	const records: JsonRecord[] = [];
	const rejected: Rejected[] = [];
	for (const [index, line] of lines.entries()) {
		if (line.trim() === '') continue;
		const place = `line ${index + 1}`;
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
