import type { LocalFrame } from '#lib/model/local-frame.ts';
import { cellOf } from './cells.ts';
import { PLAN_STEP } from './footprints.ts';
import type { Footprints } from './footprints.ts';
import type { UnitAddresses } from './unit-addresses.ts';
import type { UnitRows } from './unit-rows.ts';

/** Text column: UTF-8 bytes with offsets (count + 1) and validity bits. */
export interface TextColumn {
	readonly offsets: Int32Array<ArrayBuffer>;
	readonly bytes: Uint8Array<ArrayBuffer>;
	readonly valid: Uint8Array<ArrayBuffer>;
	readonly nulls: number;
}

/** One unit's rows of buildings.arrow, column by column. `use` and `street` are numbers of the text tables. */
export interface BuildingColumns {
	readonly count: number;
	readonly baseId: number;
	readonly sourceId: Float64Array<ArrayBuffer>;
	readonly name: TextColumn;
	readonly use: Int32Array<ArrayBuffer>;
	readonly height: Float32Array<ArrayBuffer>;
	readonly minHeight: Float32Array<ArrayBuffer>;
	readonly estimated: Uint8Array<ArrayBuffer>;
	/** NaN = unknown. */
	readonly levels: Float32Array<ArrayBuffer>;
	/** NaN = unknown, as residents and jobs. */
	readonly year: Float32Array<ArrayBuffer>;
	readonly residents: Float32Array<ArrayBuffer>;
	readonly jobs: Float32Array<ArrayBuffer>;
	/** −1 = none. */
	readonly street: Int32Array<ArrayBuffer>;
	readonly houseNumber: TextColumn;
	readonly lng: Float64Array<ArrayBuffer>;
	readonly lat: Float64Array<ArrayBuffer>;
	readonly area: Float32Array<ArrayBuffer>;
	readonly cell: Uint32Array<ArrayBuffer>;
}

/** Gathers a unit's columns in row order. */
export function gatherColumns(
	footprints: Footprints,
	rows: UnitRows,
	frame: LocalFrame,
	baseId: number,
	addresses: UnitAddresses
): BuildingColumns {
	const { count } = rows;
	const columns = {
		count,
		baseId,
		sourceId: new Float64Array(count),
		use: new Int32Array(count),
		height: rows.height.slice(),
		minHeight: new Float32Array(count),
		estimated: rows.estimated.slice(),
		levels: new Float32Array(count),
		year: new Float32Array(count),
		residents: new Float32Array(count),
		jobs: new Float32Array(count),
		street: new Int32Array(count),
		lng: new Float64Array(count),
		lat: new Float64Array(count),
		area: new Float32Array(count),
		cell: new Uint32Array(count)
	};
	const names: (string | undefined)[] = new Array<string | undefined>(count);
	const numbers: (string | undefined)[] = new Array<string | undefined>(count);
	for (let row = 0; row < count; row++) {
		const f = rows.head[row]!;
		columns.sourceId[row] = footprints.sourceId[f]!;
		columns.use[row] = footprints.use[f]!;
		columns.minHeight[row] = footprints.minHeight[f]!;
		columns.levels[row] = footprints.levels[f]!;
		columns.year[row] = footprints.year[f]!;
		columns.residents[row] = footprints.residents[f]!;
		columns.jobs[row] = footprints.jobs[f]!;
		const address = footprints.houseNumber[f] === undefined ? addresses.best[row]! : -1;
		columns.street[row] =
			footprints.street[f]! >= 0 || address < 0 ? footprints.street[f]! : addresses.input.street[address]!;
		numbers[row] = address < 0 ? footprints.houseNumber[f] : addresses.input.houseNumber[address];
		names[row] = footprints.name[f];
		const [lng, lat] = frame.toLngLat(
			footprints.centre[2 * f]! * PLAN_STEP,
			footprints.centre[2 * f + 1]! * PLAN_STEP,
			footprints.ground[f]!
		);
		columns.lng[row] = Math.round(lng * 1e7) / 1e7;
		columns.lat[row] = Math.round(lat * 1e7) / 1e7;
		columns.area[row] = footprints.area[f]!;
		columns.cell[row] = cellOf(lng, lat);
	}
	return { ...columns, name: textColumn(names), houseNumber: textColumn(numbers) };
}

/** Validity bits of an Arrow column. */
export function validity(
	count: number,
	isValid: (row: number) => boolean
): { valid: Uint8Array<ArrayBuffer>; nulls: number } {
	const valid = new Uint8Array(Math.ceil(count / 64) * 8);
	let nulls = 0;
	for (let row = 0; row < count; row++)
		if (isValid(row)) valid[row >> 3] = valid[row >> 3]! | (1 << (row & 7));
		else nulls++;
	return { valid, nulls };
}

/** Texts as an Arrow column. */
export function textColumn(texts: readonly (string | undefined)[]): TextColumn {
	const offsets = new Int32Array(texts.length + 1);
	const pieces: string[] = [];
	let end = 0;
	texts.forEach((text, row) => {
		if (text !== undefined) {
			pieces.push(text);
			end += Buffer.byteLength(text);
		}
		offsets[row + 1] = end;
	});
	const bytes = new Uint8Array(end);
	new TextEncoder().encodeInto(pieces.join(''), bytes);
	return { offsets, bytes, ...validity(texts.length, (row) => texts[row] !== undefined) };
}
