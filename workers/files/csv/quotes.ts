/** Cells that may hold more than one row, for letters follow a quote in them that was to end them. */
export interface RunOns {
	readonly count: number;
	/** Line that the first of them begins in, from 1. */
	readonly line: number;
}

/**
 * The quotes of a text that comes piece by piece: where one is open, and without the spaces between a quote and what ends
 * its cell, for which loaders.gl would take it for a letter. A piece has to end in a letter that is no quote or blank,
 * and lines end in line feeds.
 */
export class Quotes {
	readonly delimiter: string;
	/** The letter before the piece. */
	#before = '\n';
	/** Line that the piece begins in. */
	#line = 1;
	#open = false;
	/** Line of the quote that is open. */
	#openLine = 0;
	/** Letters since it. */
	#openFor = 0;
	/** Letters have followed a quote within the cell that is open, and then a line's end. */
	#stray: 'no' | 'letters' | 'lineEnd' = 'no';
	#runOns: RunOns = { count: 0, line: 0 };

	constructor(delimiter: string) {
		this.delimiter = delimiter;
	}

	/** The quote that nothing closed so far: its line, and how many letters of the text stand behind it. */
	get open(): { readonly line: number; readonly letters: number } | undefined {
		return this.#open ? { line: this.#openLine, letters: this.#openFor } : undefined;
	}
	get runOns(): RunOns {
		return this.#runOns;
	}

	/** The next piece, tidied. */
	tidy(text: string): string {
		let [tidied, copied, openAt] = ['', 0, 0];
		/** Where the quote stands after which letters follow, or the piece began in such a cell. */
		let strayAt = 0;
		const crossed = (end: number) => this.#stray === 'letters' && lineEnds(text, strayAt, end) > 0;
		const lineOfOpen = () => (openAt > 0 ? this.#line + lineEnds(text, 0, openAt - 1) : this.#openLine);
		for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) {
			if (!this.#open) {
				const start = withoutBlanks(text, at);
				if (!this.#ends(start > 0 ? text[start - 1] : this.#before)) continue;
				tidied += text.slice(copied, start);
				copied = at;
				openAt = at + 1;
				this.#open = true;
			} else if (text[at + 1] === '"') at++;
			else {
				const end = behindBlanks(text, at + 1);
				if (!this.#ends(text[end] ?? '\n')) {
					if (this.#stray === 'no') [this.#stray, strayAt] = ['letters', at];
					continue;
				}
				if (this.#stray === 'lineEnd' || crossed(at))
					this.#runOns = { count: this.#runOns.count + 1, line: this.#runOns.line || lineOfOpen() };
				tidied += text.slice(copied, at + 1);
				copied = end;
				this.#open = false;
				this.#stray = 'no';
			}
		}
		if (this.#open) {
			if (crossed(text.length)) this.#stray = 'lineEnd';
			this.#openLine = lineOfOpen();
			this.#openFor = openAt > 0 ? text.length - openAt : this.#openFor + text.length;
		}
		this.#line += lineEnds(text, 0, text.length);
		this.#before = text.at(-1) ?? this.#before;
		return tidied + text.slice(copied);
	}

	#ends(letter: string | undefined): boolean {
		return letter === '\n' || letter === this.delimiter;
	}
}

function withoutBlanks(text: string, end: number): number {
	while (end > 0 && text[end - 1] === ' ') end--;
	return end;
}
function behindBlanks(text: string, start: number): number {
	while (text[start] === ' ') start++;
	return start;
}
function lineEnds(text: string, start: number, end: number): number {
	let count = 0;
	for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) count++;
	return count;
}
