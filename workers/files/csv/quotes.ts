/** Cells that may hold more than one row: a quote in them was to end them, and they go on over a line. */
export interface RunOns {
	readonly count: number;
	/** Line that the first of them begins in, from 1. */
	readonly line: number;
}

/**
 * The quotes of a text that comes piece by piece: where one is open, and without the blanks between a quote and what ends
 * its cell, for which loaders.gl may take it for a letter. A piece has to end in a letter that is no quote or blank, and
 * lines end in line feeds.
 */
export class Quotes {
	readonly delimiter: string;
	/** The letter before the piece. */
	#before = '\n';
	/** Line that the piece begins in. */
	#line = 1;
	#open: OpenQuote | undefined;
	#runOns: RunOns = { count: 0, line: 0 };

	constructor(delimiter: string) {
		this.delimiter = delimiter;
	}

	/** The quote that nothing closed so far: its line, and how many letters of the text stand behind it. */
	get open(): Pick<OpenQuote, 'line' | 'letters'> | undefined {
		return this.#open;
	}
	get runOns(): RunOns {
		return this.#runOns;
	}
	/** Line that the text ends in so far. */
	get line(): number {
		return this.#line;
	}

	/** The next piece, tidied. */
	tidy(text: string): string {
		/** The quote that is open, and where its cell goes on in this piece. */
		let [open, from] = [this.#open, 0];
		let [tidied, copied] = ['', 0];
		for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) {
			if (!open) {
				const start = this.#behindBlanks(text, at, -1);
				if (!this.#ends(start > 0 ? text[start - 1] : this.#before)) continue;
				tidied += text.slice(copied, start);
				copied = at;
				open = { line: 0, letters: 0, isStray: false, isOverLine: false };
				from = at + 1;
			} else if (text[at + 1] === '"') at++;
			else {
				const end = this.#behindBlanks(text, at + 1, 1);
				if (!this.#ends(text[end] ?? '\n')) {
					open.isStray = true;
					continue;
				}
				if (open.isStray && (open.isOverLine || lineEnds(text, from, at) > 0)) this.#count(open, text, from);
				tidied += text.slice(copied, at + 1);
				copied = end;
				open = undefined;
			}
		}
		if (open) {
			open.line = this.#lineOf(open, text, from);
			open.isOverLine ||= lineEnds(text, from, text.length) > 0;
			open.letters += text.length - from;
		}
		this.#open = open;
		this.#line += lineEnds(text, 0, text.length);
		this.#before = text.at(-1) ?? this.#before;
		return tidied + text.slice(copied);
	}

	#count(open: OpenQuote, text: string, from: number): void {
		const { count, line } = this.#runOns;
		this.#runOns = { count: count + 1, line: line || this.#lineOf(open, text, from) };
	}
	/** An open quote of an earlier piece knows its line. */
	#lineOf({ line }: OpenQuote, text: string, from: number): number {
		return line || this.#line + lineEnds(text, 0, from);
	}

	/** Where the blanks end that begin at `at`, or that end there when looked at backwards. */
	#behindBlanks(text: string, at: number, step: 1 | -1): number {
		const side = step < 0 ? -1 : 0;
		for (;;) {
			const letter = text[at + side];
			if (letter === undefined || this.#ends(letter) || letter.trim() !== '') return at;
			at += step;
		}
	}
	#ends(letter: string | undefined): boolean {
		return letter === '\n' || letter === this.delimiter;
	}
}

interface OpenQuote {
	/** 0 until its piece has ended. */
	line: number;
	/** Letters behind it, of pieces that have ended. */
	letters: number;
	/** A quote in its cell was to end it, and letters follow. */
	isStray: boolean;
	/** A line ends in its cell. */
	isOverLine: boolean;
}

function lineEnds(text: string, start: number, end: number): number {
	const part = text.slice(start, end); // a search behind its end could be long
	let count = 0;
	for (let at = part.indexOf('\n'); at >= 0; at = part.indexOf('\n', at + 1)) count++;
	return count;
}
