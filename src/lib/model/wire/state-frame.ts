import { LatestState } from '../latest-state.ts';
import { METRIC_FIELD, NULLS, QUALITY } from './fields.ts';
import { columnOf, metricColumn, metricOf, standardColumn, type Column, type Frame } from './frame.ts';
import { timesOf } from './rows.ts';

/**
 * Columns of a state that goes on (`GET /api/history/at?…&stamps=1`): beside what any snapshot has, `seq`, rows
 * of entities that are gone (quality `gone`), and where they differ from the row's own, the time and sequence of
 * the rows that said position, status and metrics, and of the newest `gone`. All f64; a column is left out when
 * it says nothing.
 */
const STAMP_FIELDS = {
	placeTs: 32,
	placeSeq: 33,
	statusTs: 34,
	statusSeq: 35,
	goneTs: 36,
	goneSeq: 37
} as const;
const METRIC_STAMP_FIELD = 1024;
const metricStamps = (metric: number) => ({
	ts: METRIC_STAMP_FIELD + 2 * metric,
	seq: METRIC_STAMP_FIELD + 2 * metric + 1
});

/** Rows and columns of a state with everything that folding further rows needs. */
export function stateColumns(state: LatestState): Pick<Frame, 'count' | 'columns'> {
	const rows: number[] = [];
	for (let idx = 0; idx < state.capacity; idx++)
		if (state.present[idx] || Number.isFinite(state.goneTs[idx])) rows.push(idx);
	const { length } = rows;
	const f64 = (values: Float64Array) => Float64Array.from(rows, (idx) => values[idx]!);
	const ts = Float64Array.from(rows, (idx) => (state.present[idx] ? state.ts[idx]! : state.goneTs[idx]!));
	const columns: Column[] = [
		standardColumn('idx', Uint32Array.from(rows)),
		standardColumn('ts', ts),
		standardColumn(
			'quality',
			Uint8Array.from(rows, (idx) => (state.present[idx] ? state.quality[idx]! : QUALITY.gone))
		)
	];
	const { seq, lon, lat, alt, speed, heading, status, metrics } = state;
	if (rows.some((idx) => seq[idx]! >= 0))
		columns.push(
			standardColumn(
				'seq',
				Uint32Array.from(rows, (idx) => (seq[idx]! < 0 ? NULLS.u32 : seq[idx]!))
			)
		);
	columns.push(
		standardColumn(
			'lon',
			Int32Array.from(rows, (idx) => lon[idx]!)
		),
		standardColumn(
			'lat',
			Int32Array.from(rows, (idx) => lat[idx]!)
		),
		standardColumn(
			'alt',
			Int32Array.from(rows, (idx) => alt[idx]!)
		),
		standardColumn(
			'speed',
			Uint16Array.from(rows, (idx) => speed[idx]!)
		),
		standardColumn(
			'heading',
			Uint16Array.from(rows, (idx) => heading[idx]!)
		),
		standardColumn(
			'status',
			Uint8Array.from(rows, (idx) => status[idx]!)
		)
	);
	metrics.forEach((values, metric) =>
		columns.push(
			metricColumn(
				metric,
				Float32Array.from(rows, (idx) => values[idx]!)
			)
		)
	);
	const arrays = state.arrays();
	const ownSeq = f64(seq);
	/** Left out when every row has what a reader takes without it: its own where it `says` something, else none. */
	const stamp = (
		name: string,
		field: number,
		own: Float64Array,
		none: number,
		says: (idx: number) => boolean
	) => {
		const values = f64(arrays[name] as Float64Array); // of LatestState by name
		if (values.some((value, row) => says(rows[row]!) && value !== own[row]))
			columns.push({
				field,
				type: 'f64',
				scale: 1,
				values: values.map((value, row) => (says(rows[row]!) ? value : none))
			});
	};
	const stamps = (
		names: readonly [string, string],
		fields: readonly [number, number],
		says: (idx: number) => boolean
	) => {
		stamp(names[0], fields[0], ts, -Infinity, says);
		stamp(names[1], fields[1], ownSeq, -1, says);
	};
	stamps(
		['placeTs', 'placeSeq'],
		[STAMP_FIELDS.placeTs, STAMP_FIELDS.placeSeq],
		(idx) => lon[idx] !== NULLS.i32
	);
	stamps(
		['statusTs', 'statusSeq'],
		[STAMP_FIELDS.statusTs, STAMP_FIELDS.statusSeq],
		(idx) => status[idx] !== NULLS.u8
	);
	if (rows.some((idx) => Number.isFinite(state.goneTs[idx])))
		columns.push(
			{ field: STAMP_FIELDS.goneTs, type: 'f64', scale: 1, values: f64(state.goneTs) },
			{ field: STAMP_FIELDS.goneSeq, type: 'f64', scale: 1, values: f64(state.goneSeq) }
		);
	metrics.forEach((values, metric) => {
		const { ts: atField, seq: seqField } = metricStamps(metric);
		stamps([`m${metric}.ts`, `m${metric}.seq`], [atField, seqField], (idx) => !Number.isNaN(values[idx]));
	});
	return { count: length, columns };
}

/** The state that a snapshot says: exactly, when it has stamps; else as if all that is said were said by the newest rows. */
export function stateOf(frame: Frame): LatestState {
	const idx = columnOf(frame, 'idx') ?? new Uint32Array(0);
	const metrics = frame.columns.flatMap(({ field, type }) =>
		type === 'f32' && field >= METRIC_FIELD ? [field - METRIC_FIELD] : []
	);
	const state = LatestState.empty(
		idx.reduce((most, row) => Math.max(most, row + 1), 0),
		metrics.reduce((most, metric) => Math.max(most, metric + 1), 0)
	);
	if (frame.count === 0) return state;
	const arrays = state.arrays();
	const times = timesOf(frame);
	const seqs = columnOf(frame, 'seq');
	const stamps = (field: number) =>
		frame.columns.find((column) => column.field === field)?.values as Float64Array | undefined; // f64 by stateColumns
	const quality = columnOf(frame, 'quality');
	const isHere = (row: number) => ((quality?.[row] ?? 0) & QUALITY.gone) === 0;
	const put = (name: string, values: ArrayLike<number> | undefined) => {
		if (values) for (let row = 0; row < frame.count; row++) arrays[name]![idx[row]!] = values[row]!;
	};
	const ownSeq = Float64Array.from(idx, (_, row) => {
		const seq = seqs?.[row] ?? NULLS.u32;
		return seq === NULLS.u32 ? -1 : seq;
	});
	/** Time and sequence of what a column says: its own, or the row's where it says something. */
	const putStamps = (
		names: readonly [string, string],
		fields: readonly [number, number],
		says: (row: number) => boolean
	) => {
		const [at, seq] = [stamps(fields[0]), stamps(fields[1])];
		put(names[0], at ?? times.map((time, row) => (says(row) ? time : -Infinity)));
		put(names[1], seq ?? ownSeq.map((own, row) => (says(row) ? own : -1)));
	};
	put(
		'present',
		Uint8Array.from(idx, (_, row) => (isHere(row) ? 1 : 0))
	);
	put(
		'ts',
		times.map((time, row) => (isHere(row) ? time : -Infinity))
	);
	put(
		'seq',
		ownSeq.map((seq, row) => (isHere(row) ? seq : -1))
	);
	put(
		'quality',
		quality?.map((bits, row) => (isHere(row) ? bits & ~QUALITY.stale : 0))
	);
	for (const name of ['lon', 'lat', 'alt', 'speed', 'heading', 'status'] as const)
		put(name, columnOf(frame, name));
	putStamps(
		['placeTs', 'placeSeq'],
		[STAMP_FIELDS.placeTs, STAMP_FIELDS.placeSeq],
		(row) => arrays['lon']![idx[row]!] !== NULLS.i32
	);
	putStamps(
		['statusTs', 'statusSeq'],
		[STAMP_FIELDS.statusTs, STAMP_FIELDS.statusSeq],
		(row) => arrays['status']![idx[row]!] !== NULLS.u8
	);
	putStamps(['goneTs', 'goneSeq'], [STAMP_FIELDS.goneTs, STAMP_FIELDS.goneSeq], (row) => !isHere(row));
	for (const metric of metrics) {
		put(`m${metric}`, metricOf(frame, metric));
		const { ts, seq } = metricStamps(metric);
		putStamps(
			[`m${metric}.ts`, `m${metric}.seq`],
			[ts, seq],
			(row) => !Number.isNaN(arrays[`m${metric}`]![idx[row]!]!)
		);
	}
	return LatestState.restore(
		arrays,
		times.reduce((most, time) => Math.max(most, time), -Infinity)
	);
}
