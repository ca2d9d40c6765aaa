import type { TimeZone } from '#lib/queries/time-zone.ts';
import type { ColumnKind } from '../opened.ts';
import { ByteTexts } from './byte-texts.ts';
import { epochScale } from './judge-column.ts';
import { isMissing, numberOf } from './number-text.ts';
import type { SourceColumn } from './source-table.ts';
import { dateOrderOf, parseTime, wallToInstants } from './time-text.ts';

/** A column as it will be written. */
export type MadeColumn =
	| { readonly kind: 'number' | 'time'; readonly values: Float64Array }
	| { readonly kind: 'category' | 'text'; readonly codes: Int32Array; readonly texts: ByteTexts };

/** Makes of a column what its owner chose; times become epoch ms, those without a zone by the city's. */
export function makeColumn(column: SourceColumn, kind: ColumnKind, zone: TimeZone): MadeColumn {
	if (kind === 'number' || kind === 'time') return { kind, values: numbersOf(column, kind, zone) };
	if (column.store === 'text') return { kind, codes: column.codes, texts: column.texts };
	return { kind, ...textsOf(column.values, column.store === 'time') };
}

function numbersOf(column: SourceColumn, kind: 'number' | 'time', zone: TimeZone): Float64Array {
	if (column.store === 'time') {
		const values = column.values.slice();
		if (!column.zoned) wallToInstants(values, zone);
		return values;
	}
	if (column.store === 'number') {
		const scale = kind === 'time' ? (epochScale(column.values) ?? 1) : 1;
		return scale === 1 ? column.values : column.values.map((value) => value * scale);
	}
	const { codes, texts } = column;
	const byText = kind === 'number' ? texts.texts().map(numberOf) : timesOf(texts.texts(), zone);
	return Float64Array.from(codes, (code) => (code < 0 ? NaN : (byText[code] as number)));
}

function timesOf(texts: readonly string[], zone: TimeZone): Float64Array {
	const order = dateOrderOf(texts.filter((text) => !isMissing(text)).slice(0, 400)) ?? 'ymd';
	const times = texts.map((text) => parseTime(text, order));
	const wall = Float64Array.from(times, (time) => (time && !time.zoned ? time.at : NaN));
	wallToInstants(wall, zone);
	return wall.map((value, index) => (times[index]?.zoned ? (times[index]?.at ?? NaN) : value));
}

function textsOf(values: Float64Array, time: boolean): { codes: Int32Array; texts: ByteTexts } {
	const texts = new ByteTexts();
	const known = new Map<number, number>();
	const codes = Int32Array.from(values, (value) => {
		if (Number.isNaN(value)) return -1;
		let code = known.get(value);
		if (code === undefined)
			known.set(value, (code = texts.add(time ? new Date(value).toISOString() : String(value))));
		return code;
	});
	return { codes, texts };
}
