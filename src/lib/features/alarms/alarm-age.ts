import type { Milliseconds } from '#lib/model/units.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** An alarm's age: 02:14 is minutes and seconds within the hour, then hours and minutes, which say so. */
export interface AlarmAge {
	readonly text: string;
	readonly unit: 'minutes' | 'hours';
}

export function alarmAge(age: Milliseconds): AlarmAge {
	const whole = Math.max(0, age);
	const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
	if (whole < HOUR)
		return { text: `${two(whole / MINUTE)}:${two((whole % MINUTE) / SECOND)}`, unit: 'minutes' };
	return { text: `${Math.floor(whole / HOUR)}:${two((whole % HOUR) / MINUTE)}`, unit: 'hours' };
}
