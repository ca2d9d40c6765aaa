import { AppError } from '#lib/model/errors.ts';
import type { TimeZone } from '../../time-zone.ts';
import type { Axis } from '../bins.ts';
import type { AxisDefinition, ViewDefinition, ViewLayout } from '../view-definition.ts';
import { CategoryAxis } from './category-axis.ts';
import { ClockAxis } from './clock-axis.ts';
import { numberAxis, timeAxis } from './edged-axis.ts';
import { barsShown, windowOf, type LiveAxis } from './live-axis.ts';
import type { LivePiece, LiveRows } from './live-rows.ts';

/** What a chart is shown of a view's bins. */
export interface ShownBins {
	readonly layout: ViewLayout;
	/** Bin that a chart has, by bin of rows; −1: it is not shown, and has no rows. The last is without a value. */
	readonly shownAs: Int32Array;
}

/** One view over rows that come and go. */
export interface LiveView {
	readonly definition: ViewDefinition;
	/** The bins of rows, as a layout. */
	readonly layout: ViewLayout;
	fits(piece: LivePiece): boolean;
	write(piece: LivePiece, out: Uint16Array): void;
	layOut(pieces: readonly LivePiece[], keep: boolean): void;
	/** `counts`: all rows by bin, whatever the filters. */
	isWorn(pieces: readonly LivePiece[], counts: Uint32Array): boolean;
	shown(counts: Uint32Array): ShownBins;
}

/** Throws QUERY_FAILED when a column is missing or of the wrong kind. */
export function liveView(definition: ViewDefinition, rows: LiveRows, zone: TimeZone): LiveView {
	if (definition.kind === 'map') return mapView(definition, rows);
	if (definition.kind === 'heat')
		return heatView(
			definition,
			liveAxis(definition.x, rows, zone, MOST_HEAT_BARS),
			liveAxis(definition.y, rows, zone, MOST_HEAT_BARS)
		);
	const axis = liveAxis(definition, rows, zone);
	return {
		definition,
		get layout() {
			return { definition, ...axis.axis };
		},
		fits: (piece) => axis.fits(piece),
		write: (piece, out) => axis.write(piece, out),
		layOut: (pieces, keep) => axis.layOut(pieces, keep),
		isWorn: (pieces, counts) => axis.isWorn(pieces, widthOf(barsShown(counts, axis.axis))),
		shown: (counts) => {
			const bars = barsShown(counts, axis.axis);
			const shown = windowOf(axis.axis, bars);
			return { layout: { definition, ...shown }, shownAs: windowMap(axis.axis.count, bars) };
		}
	};
}

/** Bars that a heat's axis should have at most: with the room that axes have, cells still fit 16 bits. */
const MOST_HEAT_BARS = 36;

function liveAxis(definition: AxisDefinition, rows: LiveRows, zone: TimeZone, most = Infinity): LiveAxis {
	const { kind } = definition;
	const column = definition.column ?? 't';
	const found = rows.columns.find(({ name }) => name === column);
	if (!found) throw columnError('noColumn', column, `There is no column ${column} in these live rows.`);
	if ((kind === 'category') !== (found.kind === 'category'))
		throw columnError(
			'columnKind',
			column,
			`Column ${column} does not hold ${kind === 'category' ? 'categories' : 'numbers'}.`
		);
	switch (kind) {
		case 'time':
			return timeAxis(definition, zone, Math.min(most, definition.bins ?? 60));
		case 'number':
			return numberAxis(definition, Math.min(most, definition.bins ?? 40));
		case 'category':
			return new CategoryAxis(column, Math.min(most, definition.top ?? 12), () => rows.labels(column));
		case 'hourOfDay':
		case 'weekday':
			return new ClockAxis(definition, zone);
	}
}

const columnError = (reason: string, column: string, message: string) =>
	new AppError('QUERY_FAILED', { reason, column, message });

function mapView(definition: Extract<ViewDefinition, { kind: 'map' }>, rows: LiveRows): LiveView {
	const [lng, lat] = [definition.lng ?? 'lng', definition.lat ?? 'lat'];
	for (const column of [lng, lat])
		if (!rows.columns.some(({ name }) => name === column))
			throw columnError('noColumn', column, `There is no column ${column} in these live rows.`);
	const layout: ViewLayout = { definition, count: 1, shift: 0 };
	const shownAs = Int32Array.of(0, 1);
	return {
		definition,
		layout,
		fits: () => true,
		write: ({ chunk, from, to }, out) => {
			const [lngs, lats] = [chunk.columns.get(lng), chunk.columns.get(lat)];
			for (let row = from; row < to; row++)
				out[row] = Number.isFinite(lngs?.[row]) && Number.isFinite(lats?.[row]) ? 0 : 1;
		},
		layOut: () => undefined,
		isWorn: () => false,
		shown: () => ({ layout, shownAs })
	};
}

function heatView(definition: Extract<ViewDefinition, { kind: 'heat' }>, x: LiveAxis, y: LiveAxis): LiveView {
	const barsOf = (counts: Uint32Array) => {
		const [sumsX, sumsY] = [new Uint32Array(x.axis.count), new Uint32Array(y.axis.count)];
		for (let cell = 0, row = 0; row < y.axis.count; row++)
			for (let bar = 0; bar < x.axis.count; bar++, cell++) {
				sumsX[bar]! += counts[cell]!;
				sumsY[row]! += counts[cell]!;
			}
		return { x: barsShown(sumsX, x.axis), y: barsShown(sumsY, y.axis) };
	};
	const write = (piece: LivePiece, out: Uint16Array) => {
		const { from, to } = piece;
		const missing = x.axis.count * y.axis.count;
		const bars = new Uint16Array(out.length);
		x.write(piece, out);
		y.write(piece, bars);
		for (let row = from; row < to; row++) {
			const [barX, barY] = [out[row]! >> x.axis.shift, bars[row]! >> y.axis.shift];
			out[row] = barX === x.axis.count || barY === y.axis.count ? missing : barY * x.axis.count + barX;
		}
	};
	return {
		definition,
		get layout() {
			return { definition, count: x.axis.count * y.axis.count, shift: 0, x: x.axis, y: y.axis };
		},
		fits: (piece) => x.fits(piece) && y.fits(piece),
		write,
		layOut: (pieces, keep) => {
			x.layOut(pieces, keep);
			y.layOut(pieces, keep);
		},
		isWorn: (pieces, counts) => {
			const bars = barsOf(counts);
			return x.isWorn(pieces, widthOf(bars.x)) || y.isWorn(pieces, widthOf(bars.y));
		},
		shown: (counts) => {
			const bars = barsOf(counts);
			const [shownX, shownY] = [windowOf(x.axis, bars.x), windowOf(y.axis, bars.y)];
			return {
				layout: { definition, count: shownX.count * shownY.count, shift: 0, x: shownX, y: shownY },
				shownAs: cellMap(x.axis, y.axis, bars)
			};
		}
	};
}

type Bars = readonly [from: number, to: number];
const widthOf = ([from, to]: Bars) => to - from;

function windowMap(count: number, [from, to]: Bars): Int32Array {
	const map = new Int32Array(count + 1).fill(-1);
	for (let bin = from; bin < to; bin++) map[bin] = bin - from;
	map[count] = to - from;
	return map;
}

function cellMap(x: Axis, y: Axis, bars: { readonly x: Bars; readonly y: Bars }): Int32Array {
	const [mapX, mapY] = [windowMap(x.count, bars.x), windowMap(y.count, bars.y)];
	const map = new Int32Array(x.count * y.count + 1).fill(-1);
	const width = widthOf(bars.x);
	for (let row = 0; row < y.count; row++)
		for (let bar = 0; bar < x.count; bar++)
			if (mapX[bar]! >= 0 && mapY[row]! >= 0) map[row * x.count + bar] = mapY[row]! * width + mapX[bar]!;
	map[x.count * y.count] = width * widthOf(bars.y);
	return map;
}
