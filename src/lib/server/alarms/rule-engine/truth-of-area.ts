import type { AlarmReading } from '#lib/model/alarm.js';
import type { Truth } from './truth.js';

/** A condition of one area, by its number. */
export interface AreaTest {
	test(area: number, keep: boolean): Truth;
	read(area: number, readings: AlarmReading[]): void;
}
