import type { AlarmRule } from '#lib/model/alarm-rule.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { NO, YES, type Truth } from './truth.ts';

/** How far a rule is with one subject; no watch: nothing is the matter. */
export interface Watch {
	/** `clearing`: an alarm stands, but what raised it is gone. */
	phase: 'raising' | 'active' | 'clearing';
	/** Since when it holds while raising, since when it is gone while clearing. */
	since: EpochMs;
	/** Readings in which it held while raising. */
	readings: number;
	/** Rung of the ladder that gives the level; −1: the rule itself. */
	rung: number;
}

/** What one look at a subject comes to. */
export interface Look {
	/** The condition with its limits for raising, and with those for clearing. */
	readonly raise: Truth;
	readonly keep: Truth;
	readonly now: EpochMs;
	/** A row of its own was the reason to look. */
	readonly reading: boolean;
}

export type Step = 'raised' | 'cleared' | 'waiting' | 'nothing';

/** Between two looks: what becomes of a watch. Returns the watch to keep, if any, and what happened. */
export function step(
	watch: Watch | undefined,
	{ raise, keep, now, reading }: Look,
	{ raiseAfter = 0, raiseReadings = 1, clearAfter = 0 }: AlarmRule
): { readonly watch: Watch | undefined; readonly step: Step } {
	if (!watch || watch.phase === 'raising') {
		if (raise !== YES) return { watch: undefined, step: 'nothing' };
		const raising = watch ?? { phase: 'raising', since: now, readings: 0, rung: NO_RUNG };
		if ((reading || !watch) && raising.readings < raiseReadings) raising.readings++;
		if (now - raising.since < raiseAfter * 1000 || raising.readings < raiseReadings)
			return { watch: raising, step: watch ? 'nothing' : 'waiting' };
		raising.phase = 'active';
		return { watch: raising, step: 'raised' };
	}
	if (keep !== NO) {
		watch.phase = 'active';
		return { watch, step: 'nothing' };
	}
	const isNew = watch.phase === 'active';
	if (isNew) {
		watch.phase = 'clearing';
		watch.since = now;
	}
	if (now - watch.since < clearAfter * 1000) return { watch, step: isNew ? 'waiting' : 'nothing' };
	return { watch: undefined, step: 'cleared' };
}

/** The rule's own level. */
export const NO_RUNG = -1;
