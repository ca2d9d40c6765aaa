import { m } from '#lib/paraglide/messages.js';

const NAMES: Readonly<Record<string, () => string>> = {
	route: m.fact_route,
	headsign: m.fact_headsign,
	trip: m.fact_trip,
	nextStop: m.fact_next_stop,
	nextStopIn: m.fact_next_stop_in,
	delay: m.fact_delay,
	basis: m.fact_basis,
	journey: m.fact_journey,
	category: m.column_category,
	running: m.count_running,
	journeys: m.count_journeys,
	realtimeTrips: m.count_realtime_trips,
	realtimeMatched: m.count_realtime_matched,
	realtimeUnmatched: m.count_realtime_unmatched,
	realtimeCorrected: m.count_realtime_corrected
};

const VALUES: Readonly<Record<string, () => string>> = {
	realtime: m.basis_realtime,
	timetable: m.basis_timetable,
	recording: m.basis_recording,
	synthetic: m.basis_synthetic
};

/** A fact's name in words; a key that has none stands as it is. */
export const factName = (key: string): string => NAMES[key]?.() ?? key;

/** A fact's value in words: durations come in seconds, the basis by key. */
export function factValue(key: string, value: string): string {
	if (key === 'basis') return VALUES[value]?.() ?? value;
	if (key !== 'nextStopIn' && key !== 'delay') return value;
	const seconds = Number(value);
	const size = Math.abs(seconds);
	const clock = `${Math.floor(size / 60)}:${String(size % 60).padStart(2, '0')}`;
	return key === 'nextStopIn' ? clock : seconds === 0 ? '0:00' : `${seconds > 0 ? '+' : '−'}${clock}`;
}
