import { JSONLoader, NDJSONLoader } from '@loaders.gl/json';
import { fileError, wordsOf } from '../file-error.ts';

/** Begins each text of a sequence (RFC 8142). */
const MARK = '\u001e';

interface TextLoader {
	parseTextSync(text: string): unknown;
}
// their typings leave `parseTextSync` open
const whole = JSONLoader as unknown as TextLoader;
const byLine = NDJSONLoader as unknown as TextLoader;

/** One JSON text. Throws INPUT_INVALID with the line at which it is cut off or wrong. */
export function parseJson(file: string, text: string): unknown {
	try {
		return whole.parseTextSync(text);
	} catch (cause) {
		throw notJson(file, text, cause);
	}
}

/**
 * The documents of a JSON text, or of a sequence of lines that are one each (RFC 8142 or without its marks). Throws
 * INPUT_INVALID with the line at which it is cut off or wrong.
 */
export function parseJsonDocuments(file: string, text: string): readonly unknown[] {
	try {
		return [whole.parseTextSync(text)];
	} catch (cause) {
		const lines = text
			.split('\n')
			.map((line, index) => ({
				line: (line.startsWith(MARK) ? line.slice(1) : line).trim(),
				number: index + 1
			}))
			.filter(({ line }) => line !== '');
		if (lines.length < 2 || !isJson(lines[0]?.line ?? '')) throw notJson(file, text, cause);
		return documents(file, lines);
	}
}

function documents(file: string, lines: readonly { readonly line: string; readonly number: number }[]) {
	try {
		const { data } = byLine.parseTextSync(lines.map(({ line }) => line).join('\n')) as { data: unknown[] }; // a table of rows
		return data;
	} catch (cause) {
		const row = /line (\d+)$/.exec(wordsOf(cause))?.[1];
		const line = lines[Number(row) - 1]?.number;
		throw fileError(
			{
				file,
				...(line !== undefined && { place: `line ${line}` }),
				reason: 'notJson',
				problem: 'this line is not valid JSON',
				cure: 'mend it or export the file again'
			},
			cause
		);
	}
}

/** The loader does not say where: the platform's own parser does. */
function notJson(file: string, text: string, cause: unknown) {
	const words = complaintOf(text);
	const said = /position (\d+)/.exec(words)?.[1];
	const position = Number(said ?? text.length);
	const isCut =
		/end of JSON|unterminated/i.test(words) || (said !== undefined && position >= text.trimEnd().length);
	const line = text.slice(0, position).split('\n').length;
	return fileError(
		{
			file,
			place: `line ${line}`,
			reason: isCut ? 'cutOff' : 'notJson',
			problem: isCut ? 'the JSON is cut off here' : 'this is not valid JSON',
			cure: 'mend that line or export the file again'
		},
		cause
	);
}

function complaintOf(text: string): string {
	try {
		JSON.parse(text);
		return '';
	} catch (thrown) {
		return wordsOf(thrown);
	}
}

const isJson = (text: string): boolean => /^[[{]/.test(text) && complaintOf(text) === '';
