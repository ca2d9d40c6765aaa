import { CLOCK_AHEAD } from '#lib/model/live-layer.ts';
import type { Observation } from '#lib/model/observation.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { encodeFrame } from '#lib/model/wire/encode-frame.ts';
import { NULLS, QUALITY } from '#lib/model/wire/fields.ts';
import { metricColumn, standardColumn, type Column } from '#lib/model/wire/frame.ts';

/** What rows need to become columns: numbers for names. */
export interface RowNumbers {
	readonly schemaId: number;
	readonly idx: (observation: Observation) => number;
	readonly status: (word: string) => number;
	/** Column of a metric, made when it is new; undefined when the layer has no room for another. */
	readonly metric: (name: string, unit: string) => number | undefined;
}

/** Scaled to a column's integer, or its NULL; clamped below the NULL. */
const scaled = (value: number | undefined, scale: number, empty: number, least: number) =>
	value === undefined || !Number.isFinite(value)
		? empty
		: Math.min(empty - 1, Math.max(least, Math.round(value / scale)));

/**
 * Observations of one layer as a CTF1 frame, the body of a log record: `idx`, `ts`, `quality`, and those of
 * `seq`, `lon`, `lat`, `alt`, `speed`, `heading`, `status` and the metrics that any row says. NULL means that
 * the row did not say it. A time further ahead of ours than CLOCK_AHEAD becomes the time of receipt and is marked
 * `clockSuspect`, so that a clock that runs ahead never keeps later values out.
 */
export function encodeObservations(
	rows: readonly Observation[],
	numbers: RowNumbers,
	header: { readonly receivedAt: EpochMs; readonly epoch: number; readonly offset: number }
): Uint8Array {
	const n = rows.length;
	const isAhead = (at: EpochMs) => at > header.receivedAt + CLOCK_AHEAD * 1000;
	const columns: Column[] = [
		standardColumn(
			'idx',
			Uint32Array.from(rows, (row) => numbers.idx(row))
		),
		standardColumn(
			'ts',
			Float64Array.from(rows, ({ at }) => (isAhead(at) ? header.receivedAt : at))
		),
		standardColumn(
			'quality',
			Uint8Array.from(
				rows,
				({ at, quality = 0, gone }) =>
					(quality & 31) | (gone ? QUALITY.gone : 0) | (isAhead(at) ? QUALITY.clockSuspect : 0)
			)
		)
	];
	const has = (test: (row: Observation) => unknown) => rows.some((row) => test(row) !== undefined);
	if (has((row) => row.seq))
		columns.push(
			standardColumn(
				'seq',
				Uint32Array.from(rows, ({ seq }) => (seq === undefined ? NULLS.u32 : seq >>> 0))
			)
		);
	if (has((row) => row.position))
		columns.push(
			standardColumn(
				'lon',
				Int32Array.from(rows, ({ position }) => scaled(position?.[0], 1e-7, NULLS.i32, -1.8e9))
			),
			standardColumn(
				'lat',
				Int32Array.from(rows, ({ position }) => scaled(position?.[1], 1e-7, NULLS.i32, -9e8))
			)
		);
	if (has((row) => row.altitude))
		columns.push(
			standardColumn(
				'alt',
				Int32Array.from(rows, ({ altitude }) => scaled(altitude, 0.01, NULLS.i32, -NULLS.i32))
			)
		);
	if (has((row) => row.speed))
		columns.push(
			standardColumn(
				'speed',
				Uint16Array.from(rows, ({ speed }) => scaled(speed, 0.01, NULLS.u16, 0))
			)
		);
	if (has((row) => row.heading))
		columns.push(
			standardColumn(
				'heading',
				Uint16Array.from(rows, ({ heading }) =>
					heading === undefined ? NULLS.u16 : Math.round((((heading % 360) + 360) % 360) * 100) % 36000
				)
			)
		);
	if (has((row) => row.status))
		columns.push(
			standardColumn(
				'status',
				Uint8Array.from(rows, ({ status }) => (status === undefined ? NULLS.u8 : numbers.status(status)))
			)
		);
	columns.push(...metricColumns(rows, numbers));
	return encodeFrame({
		kind: 'delta',
		flags: 0,
		sid: 0,
		schemaId: numbers.schemaId,
		seq: 0,
		t0: header.receivedAt,
		tEmit: header.receivedAt,
		epoch: header.epoch,
		rev: header.offset,
		lod: 2,
		tile: { z: 0, x: 0, y: 0 },
		count: n,
		columns,
		removed: new Uint32Array(0)
	});
}

function metricColumns(rows: readonly Observation[], numbers: RowNumbers): Column[] {
	const values = new Map<number, Float32Array>();
	rows.forEach(({ values: said, units }, row) => {
		for (const name in said) {
			const metric = numbers.metric(name, units?.[name] ?? '1');
			if (metric === undefined) continue;
			let column = values.get(metric);
			if (!column) values.set(metric, (column = new Float32Array(rows.length).fill(NaN)));
			column[row] = said[name]!;
		}
	});
	return [...values].sort(([a], [b]) => a - b).map(([metric, column]) => metricColumn(metric, column));
}
