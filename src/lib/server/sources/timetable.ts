import { readTable } from './arrow-columns.ts';
import { weekdayOf, dayNumber } from './city-zone.ts';

/** A timetable of the pack (`transit/<id>/`) in typed arrays; rows refer to each other by number. */
export interface Timetable {
	readonly trips: {
		readonly count: number;
		readonly id: (trip: number) => string;
		readonly headsign: (trip: number) => string | undefined;
		readonly route: Uint32Array;
		readonly service: Uint32Array;
		readonly shape: Int32Array;
		readonly first: Uint32Array;
		readonly stops: Uint32Array;
	};
	/** Seconds of the service day and metres along the shape, by trip and sequence. */
	readonly stopTimes: {
		readonly stop: Uint32Array;
		readonly arrival: Int32Array;
		readonly departure: Int32Array;
		readonly dist: Float32Array;
	};
	readonly stops: {
		readonly id: (stop: number) => string;
		readonly name: (stop: number) => string;
		readonly lng: Float64Array;
		readonly lat: Float64Array;
	};
	readonly shapes: { readonly first: Uint32Array; readonly count: Uint32Array };
	readonly shapePoints: {
		readonly lng: Float64Array;
		readonly lat: Float64Array;
		readonly dist: Float32Array;
	};
	readonly routes: {
		readonly shortName: (route: number) => string;
		readonly longName: (route: number) => string;
		readonly colour: (route: number) => string | undefined;
	};
	/** Rows of the services that run on a day (days since 1970), exceptions included. */
	servicesOn(day: number): ReadonlySet<number>;
	/** True when a service's weekly pattern has the weekday (0 = Monday). */
	runsOnWeekday(service: number, weekday: number): boolean;
}

export function readTimetable(folder: string): Timetable {
	const trips = readTable(folder, 'trips');
	const stopTimes = readTable(folder, 'stop_times');
	const stops = readTable(folder, 'stops');
	const shapes = readTable(folder, 'shapes');
	const points = readTable(folder, 'shape_points');
	const routes = readTable(folder, 'routes');
	const services = readTable(folder, 'services');
	const exceptions = readTable(folder, 'service_exceptions');
	const text = (read: (row: number) => string | undefined) => (row: number) => read(row) ?? '';

	const days = services.numbers<Uint8Array>('days');
	const start = services.numbers<Int32Array>('start');
	const end = services.numbers<Int32Array>('end');
	const exceptionService = exceptions.numbers<Uint32Array>('service');
	const exceptionDate = exceptions.numbers<Int32Array>('date');
	const added = exceptions.numbers<Uint8Array>('added');
	const runsOnWeekday = (service: number, weekday: number) => ((days[service] ?? 0) & (1 << weekday)) !== 0;

	return {
		trips: {
			count: trips.rows,
			id: text(trips.texts('trip_id')),
			headsign: trips.texts('headsign'),
			route: trips.numbers('route'),
			service: trips.numbers('service'),
			shape: trips.numbers('shape'),
			first: trips.numbers('first'),
			stops: trips.numbers('count')
		},
		stopTimes: {
			stop: stopTimes.numbers('stop'),
			arrival: stopTimes.numbers('arrival'),
			departure: stopTimes.numbers('departure'),
			dist: stopTimes.numbers('dist')
		},
		stops: {
			id: text(stops.texts('stop_id')),
			name: text(stops.texts('name')),
			lng: stops.numbers('lng'),
			lat: stops.numbers('lat')
		},
		shapes: { first: shapes.numbers('first'), count: shapes.numbers('count') },
		shapePoints: { lng: points.numbers('lng'), lat: points.numbers('lat'), dist: points.numbers('dist') },
		routes: {
			shortName: text(routes.texts('short_name')),
			longName: text(routes.texts('long_name')),
			colour: routes.texts('colour')
		},
		runsOnWeekday,
		servicesOn(day) {
			const running = new Set<number>();
			for (let service = 0; service < services.rows; service++)
				if (
					runsOnWeekday(service, weekdayOf(day)) &&
					day >= dayNumber(start[service]!) &&
					day <= dayNumber(end[service]!)
				)
					running.add(service);
			for (let row = 0; row < exceptions.rows; row++) {
				if (dayNumber(exceptionDate[row]!) !== day) continue;
				if (added[row]) running.add(exceptionService[row]!);
				else running.delete(exceptionService[row]!);
			}
			return running;
		}
	};
}
