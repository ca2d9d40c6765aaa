import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import { hourOf } from '../manifest.ts';
import type { HistoryParts } from '../parts.ts';
import { compactDays } from './compact.ts';
import { makeKeyframes, type KeyframeClock } from './keyframes.ts';
import { dropDays, firstDayKept, type Retention } from './retain.ts';
import { sealHours } from './seal.ts';
import type { OnStep } from './steps.ts';

export interface HouseRules {
	readonly retain: Retention;
	/** An hour of receipt is sealed so long after its end. */
	readonly sealAfter: Milliseconds;
	/** Rows between two keyframes of a layer. */
	readonly keyframeRows: number;
}

/** One round of everything that keeps history small and quick: what is not due costs nothing. */
export async function keepHouse(
	parts: HistoryParts,
	{ retain, sealAfter }: HouseRules,
	clock: KeyframeClock,
	now: EpochMs,
	onStep: OnStep
): Promise<void> {
	await makeKeyframes(parts, clock, onStep);
	const sealTo = hourOf(now - sealAfter);
	if (sealTo <= parts.hot.state.sealedTo) return;
	const connection = await parts.hot.instance.connect();
	try {
		await sealHours(parts, connection, sealTo, onStep);
		await compactDays(parts, connection, parts.hot.state.sealedTo, onStep);
	} finally {
		connection.closeSync();
	}
	const manifests = parts.sealed.layers().map((layer) => parts.sealed.manifest(layer));
	await dropDays(parts, firstDayKept(manifests, retain, now), onStep);
}
