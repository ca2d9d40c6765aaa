import { inputError } from './input-error.ts';

/** One piece of JSON cut out of a file, with the line (from 1) it starts at. */
export interface JsonPiece {
	readonly text: string;
	readonly line: number;
	/** `item`: an element of the streamed array; `top`: a value at the top level, without the streamed array's items. */
	readonly from: 'item' | 'top';
}

/** No single feature or header may be larger than this many bytes. */
const LARGEST = 256 * 1024 * 1024;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const NEWLINE = 0x0a;

/**
 * Cuts a stream of bytes into JSON texts without parsing it: every value of the top level (JSON
 * documents, JSON lines, RFC 8142 sequences), and every element of the array the data are in, one by one, so
 * that a file of any size needs the memory of its largest feature only. That array is the member
 * named `arrayKey` of a top-level object, or the top-level array itself.
 */
export class JsonValueCutter {
	readonly #file: string;
	readonly #arrayKey: string;
	#depth = 0;
	#inString = false;
	#escaped = false;
	#line = 1;
	/** Depth at which elements are cut, 0 when the streamed array is not open. */
	#itemDepth = 0;
	#startLine = 1;
	#itemLine = 1;
	/** Bytes of the current item, or of the top-level value, that lie in earlier chunks. */
	#top: Buffer[] = [];
	#topBytes = 0;
	#item: Buffer[] = [];
	#itemBytes = 0;
	#itemOpen = false;
	/** The last string at depth 1, to know whose value an opening bracket is. */
	#key: number[] = [];
	#keyOpen = false;
	#keyText = '';

	constructor(file: string, arrayKey: string) {
		this.#file = file;
		this.#arrayKey = arrayKey;
	}

	/** Feeds a chunk; returns the pieces that ended in it. */
	push(chunk: Buffer): JsonPiece[] {
		const pieces: JsonPiece[] = [];
		let topFrom = this.#depth > 0 && this.#itemDepth === 0 ? 0 : -1;
		let itemFrom = this.#itemOpen ? 0 : -1;
		for (let at = 0; at < chunk.length; at++) {
			const byte = chunk[at]!;
			if (this.#inString) {
				if (this.#escaped) this.#escaped = false;
				else if (byte === BACKSLASH) this.#escaped = true;
				else if (byte === QUOTE) {
					this.#inString = false;
					if (this.#keyOpen) {
						this.#keyOpen = false;
						this.#keyText = String.fromCharCode(...this.#key);
					}
				} else if (byte === NEWLINE) this.#line++;
				else if (this.#keyOpen && this.#key.length < 64) this.#key.push(byte);
				continue;
			}
			switch (byte) {
				case QUOTE:
					this.#inString = true;
					if (this.#depth === 1 && this.#itemDepth === 0) {
						this.#keyOpen = true;
						this.#key = [];
					}
					if (this.#betweenValues) throw this.#notJson(chunk, at);
					break;
				case NEWLINE:
					this.#line++;
					break;
				case 0x7b: // {
				case 0x5b: // [
					if (this.#depth === 0) {
						topFrom = at;
						this.#startLine = this.#line;
						this.#keyText = '';
						if (byte === 0x5b) this.#itemDepth = 1;
					} else if (this.#depth === this.#itemDepth && !this.#itemOpen) {
						itemFrom = at;
						this.#itemOpen = true;
						this.#itemLine = this.#line;
					}
					this.#depth++;
					if (
						byte === 0x5b &&
						this.#depth === 2 &&
						this.#itemDepth === 0 &&
						this.#keyText === this.#arrayKey
					) {
						this.#itemDepth = 2;
					}
					if (this.#itemDepth === this.#depth && topFrom >= 0) {
						this.#keepTop(chunk.subarray(topFrom, at + 1));
						topFrom = -1;
					}
					break;
				case 0x7d: // }
				case 0x5d: // ]
					this.#depth--;
					if (this.#depth < 0) throw this.#notJson(chunk, at);
					if (this.#itemOpen && this.#depth === this.#itemDepth) {
						this.#keepItem(chunk.subarray(itemFrom, at + 1));
						pieces.push({ text: joined(this.#item), line: this.#itemLine, from: 'item' });
						this.#item = [];
						this.#itemBytes = 0;
						this.#itemOpen = false;
						itemFrom = -1;
					} else if (this.#itemDepth > 0 && this.#depth === this.#itemDepth - 1) {
						this.#itemDepth = 0;
						topFrom = at;
					}
					if (this.#depth === 0) {
						this.#keepTop(chunk.subarray(topFrom, at + 1));
						topFrom = -1;
						pieces.push({ text: joined(this.#top), line: this.#startLine, from: 'top' });
						this.#top = [];
						this.#topBytes = 0;
					}
					break;
				default:
					if (byte > 0x20 && byte !== 0x2c && this.#betweenValues && !isMark(byte))
						throw this.#notJson(chunk, at);
			}
		}
		if (itemFrom >= 0) this.#keepItem(chunk.subarray(itemFrom));
		else if (topFrom >= 0) this.#keepTop(chunk.subarray(topFrom));
		return pieces;
	}

	/** The stream has ended: a value left open means that the file was cut off. */
	end(): void {
		if (this.#depth === 0) return;
		const line = this.#itemOpen ? this.#itemLine : this.#itemDepth > 0 ? this.#line : this.#startLine;
		throw inputError({
			file: this.#file,
			place: `line ${line}`,
			problem: 'the JSON ends in the middle of the value that starts here: the file is cut off',
			cure: 'download or export it again'
		});
	}

	/** Where only an object or array may start: between documents and between items. */
	get #betweenValues(): boolean {
		return this.#depth === 0 || (this.#depth === this.#itemDepth && !this.#itemOpen);
	}

	#keepTop(bytes: Buffer): void {
		this.#topBytes += bytes.length;
		if (this.#topBytes > LARGEST) throw this.#tooLarge(this.#startLine);
		this.#top.push(bytes);
	}

	#keepItem(bytes: Buffer): void {
		this.#itemBytes += bytes.length;
		if (this.#itemBytes > LARGEST) throw this.#tooLarge(this.#itemLine);
		this.#item.push(bytes);
	}

	#tooLarge(line: number) {
		return inputError({
			file: this.#file,
			place: `line ${line}`,
			problem: 'one JSON value is larger than 256 MB',
			cure: `give the data as GeoJSON with a "${this.#arrayKey}" array, or one feature a line`
		});
	}

	#notJson(chunk: Buffer, at: number) {
		const found = JSON.stringify(chunk.toString('utf8', at, at + 16).split('\n')[0]);
		return inputError({
			file: this.#file,
			place: `line ${this.#line}`,
			problem: `this is not JSON with objects in it (found ${found} where one should start)`,
			cure: 'check that it is the right file and mend that line'
		});
	}
}

/** Record separator of RFC 8142, and the bytes of a byte order mark. */
function isMark(byte: number): boolean {
	return byte === 0x1e || byte === 0xef || byte === 0xbb || byte === 0xbf;
}

function joined(parts: Buffer[]): string {
	return parts.length === 1 ? parts[0]!.toString('utf8') : Buffer.concat(parts).toString('utf8');
}

/** Parses a piece, or says at which line of the file it is not JSON. */
export function parsePiece(file: string, piece: JsonPiece): unknown {
	try {
		return JSON.parse(piece.text);
	} catch (cause) {
		const message = cause instanceof Error ? cause.message : '';
		const position = Number(/position (\d+)/.exec(message)?.[1] ?? 0);
		let line = piece.line;
		for (let at = 0; at < position; at++) if (piece.text.charCodeAt(at) === NEWLINE) line++;
		throw inputError(
			{
				file,
				place: `line ${line}`,
				problem: `invalid JSON (${message.replace(/ in JSON.*$/s, '').replace(/, ?".*$/s, '')})`,
				cure: 'mend that line or export the file again'
			},
			cause
		);
	}
}
