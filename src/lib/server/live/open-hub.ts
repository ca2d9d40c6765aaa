import { AppError } from '#lib/model/errors.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { BusReader } from '#lib/server/bus/bus.ts';
import type { Historian } from '#lib/server/historian/historian.ts';
import { newestCheckpoint } from '#lib/server/hub/checkpoint.ts';
import type { HubCheckpoint } from '../hub/hub-checkpoint.ts';
import { Hub } from '#lib/server/hub/hub.ts';
import type { ReplaySource } from '#lib/server/sources/replay-source.ts';
import { stateFromHistory } from './state-from-history.ts';

export interface HubOpening {
	/** Absent: only layers that are functions of time. */
	readonly bus: BusReader | undefined;
	/** Folder of checkpoints. */
	readonly dir: string | undefined;
	readonly historian: Historian | undefined;
	readonly tickHz: number | undefined;
	readonly now: EpochMs;
	readonly onError: (part: string, error: AppError) => void;
}

/** Opens the hub at the end of its log: from the newest checkpoint that holds, else from all of the log, else from history. */
export async function openHub(sources: readonly ReplaySource[], opening: HubOpening): Promise<Hub> {
	const { bus, tickHz, now, onError } = opening;
	const checkpoint = bus && (await openCheckpoint(bus, opening));
	return new Hub(sources, {
		...(tickHz === undefined ? {} : { tickHz }),
		...(bus && { bus }),
		...(checkpoint && { checkpoint }),
		now,
		firstRev: Math.max(Math.floor(now), checkpoint?.nextRev ?? 0),
		onError
	});
}

/** What is known without reading the log from its start; undefined when that is all there. */
async function openCheckpoint(
	bus: BusReader,
	{ dir, historian, now, onError }: HubOpening
): Promise<HubCheckpoint | undefined> {
	const known = dir === undefined ? undefined : await newestCheckpoint(dir, bus);
	if (known || bus.start === 1) return known;
	if (historian) return stateFromHistory(historian, bus, now, onError);
	const message = `No checkpoint holds and the log begins at ${bus.start}: entities come back as they report.`;
	onError('hub', new AppError('NO_HISTORY', { message }));
	return undefined;
}
