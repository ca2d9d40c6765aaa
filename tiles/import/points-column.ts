import type { DatasetColumn } from '#lib/model/city.ts';
import { GrowingInt32, TextTable } from '../bake/growing.ts';
import { categoryColumn, numberColumn, textColumn, type ArrowColumn } from './arrow-columns.ts';
import type { CityTime } from './city-time.ts';
import { detectTimeFormat } from './time-format.ts';

/** A column with more different values than this is text, not a category. */
const MOST_CATEGORIES = 2000;

/** Numbers that name something: charts must not sum them. */
const NAMES_OF_CODES =
	/(^|_)(zip|zipcode|postcode|postal_code|plz|id|key|code|phone|bbl|bin|geoid|fips)($|_)/i;

/** One source column as it fills: each text once, a number a row. */
export class PointsColumn {
	readonly name: string;
	readonly #texts = new TextTable();
	readonly #codes = new GrowingInt32();

	constructor(name: string) {
		this.name = name;
	}

	push(text: string): void {
		this.#codes.push(this.#texts.add(text));
	}

	/** Decides what the column is: a category when said so, else by its values. */
	finish(clock: CityTime, forced?: 'category' | 'text'): { column: DatasetColumn; arrow: ArrowColumn } {
		const texts = this.#texts.texts;
		const codes = this.#codes.view();
		const kind = forced ?? this.#kind(clock);
		if (kind === 'number' || kind === 'time') {
			const format = kind === 'time' ? detectTimeFormat(texts.slice(0, 200), clock, false) : undefined;
			const numbers = Float64Array.from(texts, (text) =>
				format ? (format.parse(text, clock)?.at ?? NaN) : Number(text)
			);
			const values = Float64Array.from(codes, (code) => (code < 0 ? NaN : numbers[code]!));
			return { column: { name: this.name, kind }, arrow: numberColumn(values, true) };
		}
		if (kind === 'category')
			return { column: { name: this.name, kind }, arrow: categoryColumn(codes, texts) };
		return {
			column: { name: this.name, kind },
			arrow: textColumn(codes.length, (row) => (codes[row]! < 0 ? undefined : texts[codes[row]!]), true)
		};
	}

	#kind(clock: CityTime): DatasetColumn['kind'] {
		const texts = this.#texts.texts;
		const few = texts.length <= MOST_CATEGORIES && texts.length <= Math.max(20, this.#codes.length / 4);
		if (texts.length > 0 && texts.every(isNumber)) {
			if (!NAMES_OF_CODES.test(this.name)) return 'number';
		} else if (
			texts.length > 0 &&
			detectTimeFormat(texts.slice(0, 200), clock, false) !== undefined &&
			detectTimeFormat(texts, clock, false) !== undefined
		)
			return 'time';
		return few ? 'category' : 'text';
	}
}

function isNumber(text: string): boolean {
	return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text);
}
