import { strToU8, zipSync } from 'fflate';
import { csvLine, type Source } from '../sources/source.ts';
import { toLngLat } from '../sources/degrees.ts';
import type { Line, Stop } from './line.ts';
import { runsOf, timesAlong } from './timetable.ts';

/** The time that every entry of the zip bears: the same lines give the same bytes. */
const STAMP = new Date(2026, 0, 1);
const YEARS = [2025, 2030] as const;

/** Lines with their timetable as a GTFS feed. */
export function gtfsSource(name: string, lines: readonly Line[]): Source {
	return { name, chunks: () => [zipSync(files(lines), { level: 6, mtime: STAMP })] };
}

function files(lines: readonly Line[]): Record<string, Uint8Array> {
	const stops = new Map<string, Stop>();
	for (const line of lines) for (const stop of line.stops) stops.set(stop.id, stop);
	const table = (header: string, rows: Iterable<string>) => {
		const pieces: Uint8Array[] = [strToU8(`${header}\n`)];
		const batch: string[] = [];
		for (const row of rows) if (batch.push(row) === 20_000) pieces.push(strToU8(batch.splice(0).join('')));
		pieces.push(strToU8(batch.join('')));
		return joined(pieces);
	};
	return {
		'agency.txt': table('agency_id,agency_name,agency_url,agency_timezone,agency_lang', [
			csvLine(['YQ', '云泉公共交通（虚构）', 'https://example.org/yunquan', 'Asia/Shanghai', 'zh'])
		]),
		'calendar.txt': table(
			'service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date',
			[
				csvLine(['WD', 1, 1, 1, 1, 1, 0, 0, `${YEARS[0]}0101`, `${YEARS[1]}1231`]),
				csvLine(['WE', 0, 0, 0, 0, 0, 1, 1, `${YEARS[0]}0101`, `${YEARS[1]}1231`])
			]
		),
		'calendar_dates.txt': table('service_id,date,exception_type', holidays()),
		'routes.txt': table(
			'route_id,agency_id,route_short_name,route_long_name,route_type,route_color',
			lines.map(({ id, short, name, mode, colour }) =>
				csvLine([id, 'YQ', short, name.zh, mode === 'metro' ? 1 : 3, colour])
			)
		),
		'stops.txt': table(
			'stop_id,stop_name,stop_lat,stop_lon',
			[...stops.values()].map(({ id, name, at }) => {
				const [lng, lat] = toLngLat(at);
				return csvLine([id, name.zh, lat, lng]);
			})
		),
		'translations.txt': table('table_name,field_name,language,translation,record_id', [
			...lines.map(({ id, name }) => csvLine(['routes', 'route_long_name', 'en', name.en, id])),
			...[...stops.values()].map(({ id, name }) => csvLine(['stops', 'stop_name', 'en', name.en, id]))
		]),
		'shapes.txt': table('shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence', shapes(lines)),
		'trips.txt': table('route_id,service_id,trip_id,trip_headsign,direction_id,shape_id', trips(lines)),
		'stop_times.txt': table('trip_id,arrival_time,departure_time,stop_id,stop_sequence', stopTimes(lines))
	};
}

/** New Year's Day and the first week of October run as days off. */
function* holidays(): Generator<string> {
	for (let year = YEARS[0]; year <= YEARS[1]; year++)
		for (const day of ['0101', '1001', '1002', '1003', '1004', '1005', '1006', '1007']) {
			yield csvLine(['WD', `${year}${day}`, 2]);
			yield csvLine(['WE', `${year}${day}`, 1]);
		}
}

function* shapes(lines: readonly Line[]): Generator<string> {
	for (const { id, path } of lines)
		for (const direction of [0, 1] as const) {
			const way = direction === 0 ? path : [...path].reverse();
			for (const [k, at] of way.entries()) {
				const [lng, lat] = toLngLat(at);
				yield csvLine([`${id}-${direction}`, lat, lng, k + 1]);
			}
		}
}

function* trips(lines: readonly Line[]): Generator<string> {
	for (const line of lines)
		for (const [k, { service, direction }] of runsOf(line).entries()) {
			const end = direction === 0 ? line.stops.at(-1)! : line.stops[0]!;
			yield csvLine([
				line.id,
				service,
				`${line.id}-${k + 1}`,
				end.name.zh,
				direction,
				`${line.id}-${direction}`
			]);
		}
}

function* stopTimes(lines: readonly Line[]): Generator<string> {
	for (const line of lines) {
		const along = [timesAlong(line, 0), timesAlong(line, 1)];
		for (const [k, { direction, start }] of runsOf(line).entries()) {
			const order = direction === 0 ? line.stops : [...line.stops].reverse();
			for (const [n, stop] of order.entries()) {
				const { arrival, departure } = along[direction]![n]!;
				yield `${line.id}-${k + 1},${clock(start + arrival)},${clock(start + departure)},${stop.id},${n + 1}\n`;
			}
		}
	}
}

function clock(seconds: number): string {
	const whole = Math.round(seconds);
	const two = (value: number) => String(value).padStart(2, '0');
	return `${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
	const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const piece of pieces) {
		all.set(piece, at);
		at += piece.length;
	}
	return all;
}
