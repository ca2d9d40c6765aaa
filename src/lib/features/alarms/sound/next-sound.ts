import type { Alarm } from '#lib/model/alarm.ts';
import type { AlarmLevel } from '#lib/model/alarm-rule.ts';
import type { Milliseconds } from '#lib/model/units.ts';

/** Level 1; level 2; levels 3 and 4. */
export type Tone = 'urgent' | 'high' | 'notice';

/** What must be known of earlier moments to tell what sounds at the next one. */
export interface SoundMemory {
	/** Unacknowledged alarms that have had their tone, or need none, with the level they had it at. */
	readonly heard: ReadonlyMap<string, AlarmLevel>;
	/** When the last tone began. */
	readonly lastAt?: Milliseconds;
	/** When the last one of level 1 began. */
	readonly urgentAt?: Milliseconds;
}

export interface SoundMoment {
	/** Those of the list; acknowledged ones make no sound. */
	readonly alarms: readonly Pick<Alarm, 'id' | 'level' | 'group' | 'acknowledged'>[];
	readonly flood: boolean;
	/** Nothing can or may sound: what is new keeps its tone until then. */
	readonly silent: boolean;
	/** By a clock that never jumps. */
	readonly now: Milliseconds;
}

/** Level 1 sounds again so long after its last tone, until it is acknowledged. */
export const REPEAT_MS: Milliseconds = 10_000;
/** Tones begin at least so far apart: two at once are none that anybody knows. */
export const GAP_MS: Milliseconds = 2000;
/** In a flood the less urgent ones are silent. */
const LEAST_IN_FLOOD: AlarmLevel = 2;

/** What was open before the page was has no tone, save level 1, which sounds until somebody acknowledges it. */
export const soundFrom = (alarms: SoundMoment['alarms']): SoundMemory => ({
	heard: new Map(alarms.filter(isUnseen).flatMap(({ id, level }) => (level === 1 ? [] : [[id, level]])))
});

/**
 * The tone that begins now, if any: the most urgent one of the alarms that are new or became more urgent, or level 1
 * once more. In a flood one tone a group, for levels 1 and 2 only.
 */
export function nextSound(
	memory: SoundMemory,
	{ alarms, flood, silent, now }: SoundMoment
): { readonly tone?: Tone; readonly memory: SoundMemory } {
	const unseen = alarms.filter(isUnseen);
	const heard = new Map(
		unseen.flatMap(({ id }) => {
			const level = memory.heard.get(id);
			return level === undefined ? [] : [[id, level]];
		})
	);
	if (silent) return { memory: { ...memory, heard } };

	const fresh = unseen.filter(({ id, level }) => level < (heard.get(id) ?? Infinity));
	const hasSounded = (group: string, level: AlarmLevel) =>
		unseen.some((other) => other.group === group && (heard.get(other.id) ?? Infinity) <= level);
	const sounding = fresh.filter(
		({ group, level }) => !flood || (level <= LEAST_IN_FLOOD && !hasSounded(group, level))
	);
	const isDue = unseen.some(({ level }) => level === 1) && now - (memory.urgentAt ?? -Infinity) >= REPEAT_MS;
	const highest = Math.min(...sounding.map(({ level }) => level), isDue ? 1 : Infinity);
	const mustWait = Number.isFinite(highest) && now - (memory.lastAt ?? -Infinity) < GAP_MS;
	for (const alarm of fresh) if (!mustWait || !sounding.includes(alarm)) heard.set(alarm.id, alarm.level);
	if (mustWait || !Number.isFinite(highest)) return { memory: { ...memory, heard } };
	return {
		tone: highest === 1 ? 'urgent' : highest === 2 ? 'high' : 'notice',
		memory: { ...memory, heard, lastAt: now, ...(highest === 1 && { urgentAt: now }) }
	};
}

const isUnseen = ({ acknowledged }: Pick<Alarm, 'acknowledged'>): boolean => acknowledged === undefined;
