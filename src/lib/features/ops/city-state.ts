import type { Alarm, AlarmFlood } from '#lib/model/alarm.ts';
import type { EpochMs } from '#lib/model/units.ts';

/** What is known of a city, or of one theme of it, at a moment. */
export interface CityFacts {
	/** Alarms of the list beside the sentence, the most urgent first: it names and counts no others. */
	readonly alarms: readonly Alarm[];
	/** The server has said which alarms there are. */
	readonly heard: boolean;
	/** It was asked since and could not say. */
	readonly failed: boolean;
	/** Nobody has heard of the server since. */
	readonly lostSince?: EpochMs | undefined;
	/** The server can keep nothing that is measured since. */
	readonly haltedSince?: EpochMs | undefined;
	readonly flood?: AlarmFlood | undefined;
	/** Sources of states, and how many of them are late. */
	readonly sources: { readonly all: number; readonly late: number };
	/** Alarms of level 1 of other themes than the one that it is about. */
	readonly elsewhere: number;
	/** Numbers of now that are outside their target, of what it is about. */
	readonly offTarget: number;
	/** Whether the numbers of now are known: not when nobody could say them, or all of them are old. */
	readonly numbers: 'known' | 'reading' | 'unknown';
}

/**
 * What can be said of it truthfully. `calm` only where alarms were heard of, nothing grave is open and
 * every number is within its target.
 */
export type CityState =
	| { readonly kind: 'unheard' | 'failed' | 'silent' | 'numberless' | 'calm' }
	| { readonly kind: 'lost' | 'halted'; readonly since: EpochMs }
	| { readonly kind: 'flood'; readonly recent: number }
	| { readonly kind: 'offTarget'; readonly count: number }
	/** The gravest alarm: it goes on, or is over and nobody has seen it. */
	| { readonly kind: 'grave' | 'unseen'; readonly alarm: Alarm };

/** Levels that a city is not calm with. */
const GRAVE = 2;

export function cityState(facts: CityFacts): CityState {
	const { alarms, heard, failed, lostSince, haltedSince, flood, sources, offTarget } = facts;
	if (lostSince !== undefined) return { kind: 'lost', since: lostSince };
	if (!heard) return { kind: failed ? 'failed' : 'unheard' };
	const grave = alarms.filter(({ level }) => level <= GRAVE).toSorted((a, b) => a.level - b.level);
	const alarm = grave.find(({ active }) => active) ?? grave[0];
	if (alarm) return { kind: alarm.active ? 'grave' : 'unseen', alarm };
	// What was heard before is worth naming; that nothing is wrong is not known any more.
	if (failed) return { kind: 'failed' };
	if (haltedSince !== undefined) return { kind: 'halted', since: haltedSince };
	if (flood) return { kind: 'flood', recent: flood.recent };
	if (sources.all > 0 && sources.late === sources.all) return { kind: 'silent' };
	if (offTarget > 0) return { kind: 'offTarget', count: offTarget };
	const { numbers } = facts;
	return { kind: numbers === 'known' ? 'calm' : numbers === 'reading' ? 'unheard' : 'numberless' };
}
