/** On which days services run, in columns. Dates are `yyyymmdd`. */
export interface Services {
	/** Bit 0 = Monday. */
	readonly days: ArrayLike<number>;
	readonly start: ArrayLike<number>;
	readonly end: ArrayLike<number>;
	readonly exceptions: {
		/** Row of services. */
		readonly service: ArrayLike<number>;
		readonly date: ArrayLike<number>;
		/** 0: does not run that day. */
		readonly added: ArrayLike<number>;
	};
}

const WEDNESDAY = 2;
const DAY_MS = 86_400_000;

/**
 * The day that stands for a weekday: of all Wednesdays within the span of the services the first with the most trips of
 * all timetables together; of all days where no trip runs on a Wednesday. Empty when no trip ever runs.
 */
export function chooseServiceDay(
	timetables: readonly { readonly services: Services; readonly trips: Uint32Array }[]
): string {
	const weighed = timetables.map(({ services, trips }) => {
		const ofService = new Uint32Array(services.days.length);
		for (const service of trips) ofService[service]!++;
		return { services, ofService };
	});
	const tripsOn = (day: string) =>
		weighed.reduce((sum, { services, ofService }) => {
			const runs = runsOn(services, day);
			return sum + ofService.reduce((trips, count, service) => trips + count * runs[service]!, 0);
		}, 0);
	const days = daysOf(timetables.map(({ services }) => services));
	return busiest(days.filter(isWednesday), tripsOn) ?? busiest(days, tripsOn) ?? '';
}

/** By service: 1 when it runs on the day (YYYY-MM-DD). */
export function runsOn({ days, start, end, exceptions }: Services, day: string): Uint8Array {
	const date = Number(day.replaceAll('-', ''));
	const runs = new Uint8Array(days.length);
	if (day === '') return runs;
	const bit = 1 << weekday(Date.parse(day));
	for (let service = 0; service < runs.length; service++)
		if (start[service]! <= date && date <= end[service]! && (days[service]! & bit) !== 0) runs[service] = 1;
	for (let row = 0; row < exceptions.service.length; row++)
		if (exceptions.date[row] === date) runs[exceptions.service[row]!] = exceptions.added[row]! ? 1 : 0;
	return runs;
}

function busiest(days: readonly string[], tripsOn: (day: string) => number): string | undefined {
	let [best, most]: [string | undefined, number] = [undefined, 0];
	for (const day of days) {
		const trips = tripsOn(day);
		if (trips > most) [best, most] = [day, trips];
	}
	return best;
}

/** Every day from the first to the last of the services, their exceptions too. */
function daysOf(all: readonly Services[]): string[] {
	const dates = all.flatMap(({ start, end, exceptions }) => [
		...Array.from(start),
		...Array.from(end),
		...Array.from(exceptions.date)
	]);
	if (dates.length === 0) return [];
	const first = msOf(dates.reduce((a, b) => Math.min(a, b)));
	const last = msOf(dates.reduce((a, b) => Math.max(a, b)));
	return Array.from({ length: Math.round((last - first) / DAY_MS) + 1 }, (_, index) =>
		new Date(first + index * DAY_MS).toISOString().slice(0, 10)
	);
}

const isWednesday = (day: string) => weekday(Date.parse(day)) === WEDNESDAY;

/** 0 = Monday. 1970-01-01 was a Thursday. */
function weekday(ms: number): number {
	return (Math.round(ms / DAY_MS) + 3) % 7;
}

function msOf(date: number): number {
	return Date.UTC(Math.floor(date / 10_000), (Math.floor(date / 100) % 100) - 1, date % 100);
}
