import { SHELVE_MINUTES } from '#lib/model/alarm.ts';
import type { AlarmLevel } from '#lib/model/alarm-rule.ts';

/** Duties change at these hours of the city's clock. */
const SHIFT_HOURS = [8, 20];
const STANDARD = [15, 30, 60];

/** For how long an alarm may be shelved: so many minutes, or until the duty ends. */
export interface ShelveChoice {
	readonly kind: 'minutes' | 'shift';
	readonly minutes: number;
}

/** Choices within the level's cap; `minuteOfDay` by the city's clock. A duty that ends beyond the cap is no choice. */
export function shelveChoices(level: AlarmLevel, minuteOfDay: number): readonly ShelveChoice[] {
	const cap = SHELVE_MINUTES[level];
	const choices: ShelveChoice[] = STANDARD.filter((minutes) => minutes <= cap).map((minutes) => ({
		kind: 'minutes',
		minutes
	}));
	const left = Math.min(...SHIFT_HOURS.map((hour) => (hour * 60 - minuteOfDay + 1440) % 1440 || 1440));
	if (left <= cap) choices.push({ kind: 'shift', minutes: Math.ceil(left) });
	return choices;
}

/** Level 1 takes two people. */
export const needsSecond = (level: AlarmLevel): boolean => level === 1;
