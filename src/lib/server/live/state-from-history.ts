import { AppError } from '#lib/model/errors.ts';
import type { LatestState } from '#lib/model/latest-state.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { decodeFrame } from '#lib/model/wire/decode-frame.ts';
import { stateOf } from '#lib/model/wire/state-frame.ts';
import type { BusReader } from '#lib/server/bus/bus.ts';
import type { Historian } from '#lib/server/historian/historian.ts';
import type { HubCheckpoint } from '../hub/hub-checkpoint.ts';

/** Beyond every time of receipt that the log can have given by now. */
const SLACK = 60_000;
const PAGE = 1000;

/**
 * Stands in for a lost checkpoint when the log has forgotten its beginning: the newest state of every layer out of
 * history. `onLost` hears of layers that history cannot give whole; their entities come back as they report.
 */
export async function stateFromHistory(
	historian: Historian,
	bus: BusReader,
	now: EpochMs,
	onLost: (layer: string, error: AppError) => void
): Promise<HubCheckpoint> {
	const states = new Map<number, LatestState>();
	const events = new Map<number, { end: number; count: number; newestAt?: EpochMs }>();
	let offset = bus.end;
	for (const { number, declaration } of bus.layers()) {
		if (declaration.cls === 'event') {
			events.set(number, newestEvents(bus, declaration.id));
			continue;
		}
		try {
			const answer = await historian.at(declaration.id, now + SLACK, 'received', true);
			states.set(number, stateOf(decodeFrame(answer.frame)));
			offset = Math.min(offset, answer.offset);
		} catch (thrown) {
			onLost(declaration.id, AppError.from(thrown));
		}
	}
	// Rows that are in the states already may come again from the log: repeats change nothing.
	return { offset: Math.max(offset, bus.start - 1), states, events, nextRev: 0 };
}

function newestEvents(bus: BusReader, layer: string): { end: number; count: number; newestAt?: EpochMs } {
	let [end, count, newestAt] = [0, 0, -Infinity];
	for (;;) {
		const page = bus.events(layer, end, PAGE);
		for (const { event } of page) newestAt = Math.max(newestAt, event.at);
		count += page.length;
		end = page.at(-1)?.offset ?? end;
		if (page.length < PAGE) return { end, count, ...(count > 0 && { newestAt }) };
	}
}
