import type { Seconds } from '#lib/model/units.ts';
import type { DayMessage, World } from '../world.ts';
import { faultyDevice } from './faulty-device.ts';

/** Feeds that speak more often are let alone: their next row is there before anyone looks. */
const SLOW: Seconds = 20;
/** Shares of rows. */
const MISSING_VALUE = 0.004;
const MISSING_ROW = 0.003;
const LATE = 0.004;

interface Row {
	readonly id?: string;
	readonly at?: number;
	readonly values?: Readonly<Record<string, number>>;
	readonly [field: string]: unknown;
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** True for topics of our own JSON. */
export function isRowsTopic(topic: string): boolean {
	const [root, , layer, ...more] = topic.split('/');
	return root === 'city' && layer !== undefined && (more.length === 0 || more.at(-1) === 'up');
}

/** Rows as they arrive from the street: a value or a row is missing, one is late, a sensor drifts, a clock lies. */
export function spoilRows(message: DayMessage, every: Seconds, seed: number, world: World): DayMessage {
	if (every < SLOW) return message;
	const said: unknown = JSON.parse(decoder.decode(message.payload));
	if (!Array.isArray(said)) return message;
	const rows = (said as readonly Row[]).flatMap((row) => spoiled(row, seed, world)); // our own feeds' rows
	return { topic: message.topic, payload: encoder.encode(JSON.stringify(rows)), rows: rows.length };
}

function spoiled(row: Row, seed: number, world: World): readonly Row[] {
	if (row['event'] === true || row.id === undefined) return [row];
	const { drift, clockAhead } = faultyDevice(seed, row.id, world.at);
	const chance = world.chance('row', row.id, world.at);
	if (chance < MISSING_ROW) return [];
	const at = row.at ?? world.at;
	const late = chance > 1 - LATE ? Math.round(40_000 + 80_000 * world.chance('late', row.id, world.at)) : 0;
	const [first, ...others] = Object.entries(row.values ?? {});
	const values =
		first === undefined
			? undefined
			: Object.fromEntries([
					...(chance < MISSING_ROW + MISSING_VALUE && others.length > 0
						? []
						: [[first[0], rounded(first[1] * (1 + drift))] as const]),
					...others
				]);
	return [{ ...row, at: at - late + clockAhead, ...(values && { values }) }];
}

function rounded(value: number): number {
	return Math.round(value * 1000) / 1000;
}
