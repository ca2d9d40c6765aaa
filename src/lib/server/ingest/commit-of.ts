import type { EventRecord, Observation } from '#lib/model/observation.ts';
import type { NewBatch, NewCommit } from '../bus/bus.ts';
import type { Item } from './commit-item.ts';

/** Rows that an item brings; what brings none is counted as one. */
export const rowsOf = ({ taken }: Item): number => taken?.rows ?? 1;
/** Bytes of its message. */
export const bytesOf = ({ taken }: Item): number => taken?.origin.raw.byteLength ?? 0;

/** One commit of all: rows of one layer become one batch, in the order in which they came. */
export function commitOf(group: readonly Item[]): NewCommit {
	const states = new Map<string, Observation[]>();
	const events = new Map<string, EventRecord[]>();
	for (const { taken } of group)
		for (const batch of taken?.batches ?? [])
			if (batch.cls === 'state') append(states, batch.layer, batch.rows);
			else append(events, batch.layer, batch.rows);
	const taken = group.flatMap((item) => item.taken ?? []);
	return {
		declare: group.flatMap(({ declare }) => declare ?? []),
		batches: [
			...[...states].map(([layer, rows]): NewBatch => ({ layer, cls: 'state', rows })),
			...[...events].map(([layer, rows]): NewBatch => ({ layer, cls: 'event', rows }))
		],
		dead: taken.flatMap(({ origin, rejected, quiet }) =>
			rejected.length > 0 && !quiet ? [{ ...origin, rejected }] : []
		),
		keys: taken.flatMap(({ key }) => key ?? []),
		retried: group.flatMap(({ retried }) => retried ?? [])
	};
}

function append<Row>(lists: Map<string, Row[]>, layer: string, rows: readonly Row[]): void {
	const list = lists.get(layer);
	if (list) for (const row of rows) list.push(row);
	else lists.set(layer, [...rows]);
}
