import type { ReadingName } from '#lib/model/scenario/scenario.ts';
import { m } from '#lib/paraglide/messages.js';

const NAMES: Readonly<Record<ReadingName, () => string>> = {
	rain: m.lab_reading_rain,
	'wind-from': m.lab_reading_wind_from,
	'wind-speed': m.lab_reading_wind_speed,
	'river-rise': m.lab_reading_river_rise,
	temperature: m.lab_reading_temperature,
	cloud: m.lab_reading_cloud
};
export const readingName = (name: ReadingName): string => NAMES[name]();
