import { micromark } from 'micromark';
import { gfmTable, gfmTableHtml } from 'micromark-extension-gfm-table';

/** A number as a text prints it. */
export interface PrintedNumber {
	/** With its unit: `31.4 km/h`. */
	readonly text: string;
	/** Their places in the list of sources, from 1. */
	readonly sources?: readonly number[];
	/** Why it is no measurement: simulated, of another day. */
	readonly mark?: string | undefined;
}
export type NumberOf = (name: string) => PrintedNumber | undefined;

/** Sources that stand behind a number; the appendix has all of them. */
const MOST_NOTED = 2;
const PLACE = /\{\{([^{}\n]*)\}\}/g;
/** Signs of no script: they hold the place of a number while the Markdown is read, which leaves them as they are. */
const [OPEN, CLOSE] = ['\uE000', '\uE001'];
const HELD = new RegExp(`${OPEN}(\\d+)${CLOSE}`, 'g');

/**
 * Markdown as HTML, with its numbers in place. Raw HTML in it stands there as text, and links lead only where links
 * may. A name without a number stays as it is written, marked.
 */
export function htmlOf(markdown: string, numberOf: NumberOf): string {
	const names: string[] = [];
	const held = markdown
		.replaceAll(OPEN, '')
		.replaceAll(CLOSE, '')
		.replaceAll(PLACE, (_, name: string) => `${OPEN}${names.push(name.trim()) - 1}${CLOSE}`);
	const html = micromark(held, { extensions: [gfmTable()], htmlExtensions: [gfmTableHtml()] });
	return html.replaceAll(HELD, (_, index: string) => {
		const name = names[Number(index)]!; // put there just now
		return htmlOfNumber(name, numberOf(name));
	});
}

/** One line of plain text as HTML, likewise. */
export const lineOf = (line: string, numberOf: NumberOf): string =>
	line
		.split(PLACE)
		.map((part, index) =>
			index % 2 === 0 ? escaped(part) : htmlOfNumber(part.trim(), numberOf(part.trim()))
		)
		.join('');

function htmlOfNumber(name: string, number: PrintedNumber | undefined): string {
	if (!number) return `<mark>${escaped(`{{${name}}}`)}</mark>`;
	const { text, sources = [], mark } = number;
	const title = mark === undefined ? '' : ` title="${escaped(mark)}"`;
	const noted = sources.length === 0 ? '' : `<sup>${sources.slice(0, MOST_NOTED).join(', ')}</sup>`;
	return `<span class="number"${title}>${escaped(text)}</span>${noted}`;
}

const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`);
